"""What became of a folder that was converted: names that changed, and what is left to do."""

from __future__ import annotations

from dataclasses import dataclass, field

_HEAD = """\
# What was converted, and what was not

Texts are as they were, word for word. Read `content/playbook.yml` first: which keys are facets, fields or sections was
guessed. Then run `playbook check`, which says what a play may not hold, and delete this file when all is done.

"""


@dataclass(slots=True)
class Notes:
    """Gathered while a folder is converted."""

    said: list[tuple[str, str, str]] = field(default_factory=list)
    keys: list[tuple[str, str]] = field(default_factory=list)
    renamed: list[tuple[str, str]] = field(default_factory=list)

    def add(self, path: str, what: str, text: str = "") -> None:
        """What of a file was not converted, and the text of it where that stands nowhere else now."""
        self.said.append((path, what, text))

    def key(self, key: str, why: str) -> None:
        """A key that no play has now."""
        self.keys.append((key, why))

    def rename(self, old: str, new: str) -> None:
        self.renamed.append((old, new))

    def text(self) -> str:
        """All of it as Markdown."""
        told = [_HEAD]
        if self.said:
            told.append("## Not converted\n\n")
            for what, paths in self._together().items():
                told.append(f"- {', '.join(f'`{path}`' for path in paths)}: {what}.\n")
            for path, what, text in self.said:
                if text:
                    told.append(f"- `{path}`: {what}.\n")
                    told.append("".join(f"  {line}\n" for line in ("", "```text", *text.split("\n"), "```")))
        if self.keys:
            told.append("\n## Keys that no play has\n\n")
            told += [f"- `{key}`: {why}\n" for key, why in self.keys]
        if self.renamed:
            told.append("\n## New names\n\nAddresses and keys have small Latin letters, digits and hyphens.\n\n")
            told += [f"- `{old}` is {new if ' ' in new else f'`{new}`'}\n" for old, new in self.renamed]
        return "".join(told)

    def _together(self) -> dict[str, list[str]]:
        """The files of which the same is said, by what that is."""
        found: dict[str, list[str]] = {}
        for path, what, text in self.said:
            if not text:
                found.setdefault(what, []).append(path)
        return found
