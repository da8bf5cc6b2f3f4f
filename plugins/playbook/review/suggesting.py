"""The edits of a check as suggestions for a pull request, which whoever reads it takes over with one press."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from playbook.authoring.editing import mended
from playbook.problems import Fix, Problem

# Where lines are as far apart as this, what lies between them would be too much to show for what changes.
_FAR = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """Lines of a file from `first` to `last`, counted from 1, what to write in their place, and the problems at hand.

    `before` and `after` end without a line end; where `after` is empty the lines go. It is `safe` as a fix is.
    """

    path: str
    first: int
    last: int
    before: str
    after: str
    problems: tuple[Problem, ...]
    safe: bool

    @property
    def body(self) -> str:
        """The sentences and the lines in Markdown, as a comment on GitHub, GitLab or Forgejo that can be taken over."""
        said = "\n".join(f"- {_plain(problem.message)}" for problem in self.problems)
        fence = "```"
        while fence in self.after:
            fence += "`"
        lines = f"{self.after}\n" if self.after else ""
        return f"{said}\n\n{fence}suggestion\n{lines}{fence}\n"


def proposals(problems: Iterable[Problem], text_of: Callable[[str], str]) -> tuple[Proposal, ...]:
    """What the fixes of problems come to, by file and line; those that meet on a line stand in one.

    `text_of` gives the text of a file with LF line ends. A fix that goes into several files is none of one comment.
    """
    by_path: dict[str, list[tuple[int, int, Problem, Fix]]] = {}
    for problem in problems:
        if (fix := problem.fix) and len({edit.location.path for edit in fix.edits}) == 1:
            first = min(edit.location.line for edit in fix.edits)
            last = max(
                edit.end.line - (edit.end.column == 1 and edit.end.line > edit.location.line) for edit in fix.edits
            )
            if last - first <= _FAR:
                by_path.setdefault(fix.edits[0].location.path, []).append((first, last, problem, fix))
    return tuple(one for path in sorted(by_path) for one in _of_file(path, text_of(path), by_path[path]))


def as_review(found: Iterable[Proposal], prefix: str = "") -> list[dict[str, object]]:
    """Comments of a review as GitHub's API takes them; `prefix` leads to the content folder."""
    return [
        {"path": prefix + one.path, "line": one.last, "side": "RIGHT", "body": one.body}
        | ({"start_line": one.first, "start_side": "RIGHT"} if one.first < one.last else {})
        for one in found
    ]


def _of_file(path: str, text: str, found: Sequence[tuple[int, int, Problem, Fix]]) -> Iterator[Proposal]:
    lines = text.split("\n")
    for group in _together(sorted(found, key=lambda row: row[:2])):
        fixes = [fix for *_, fix in group]
        changed = mended({path: text}, fixes).get(path)
        if changed is None:
            continue
        first, last = group[0][0], max(row[1] for row in group)
        below = len(lines) - last
        rows = changed.split("\n")
        yield Proposal(
            path,
            first,
            last,
            "\n".join(lines[first - 1 : last]),
            "\n".join(rows[first - 1 : len(rows) - below]),
            tuple(problem for _, _, problem, _ in group),
            all(fix.safe for fix in fixes),
        )


def _together(found: Iterable[tuple[int, int, Problem, Fix]]) -> Iterator[list[tuple[int, int, Problem, Fix]]]:
    """Fixes in runs, each of which begins below the last line of the run before it."""
    run: list[tuple[int, int, Problem, Fix]] = []
    for row in found:
        if run and row[0] > max(other[1] for other in run):
            yield run
            run = []
        run.append(row)
    if run:
        yield run


def _plain(text: str) -> str:
    """Words of a contributor in Markdown: nothing in them means anything, and nobody is called by them."""
    return re.sub(r"[\\`*_\[\]<>#|~!()$&{}:]", r"\\\g<0>", " ".join(text.split())).replace("@", "@\u2060")
