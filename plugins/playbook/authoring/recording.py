"""The text of a new source record."""

from __future__ import annotations

import re
from datetime import date

import yaml

from playbook.authoring.writing import MARKER
from playbook.letters import hidden, without_hidden
from playbook.loading.kinds import Fault, Kind, check
from playbook.model import Lines, Source


def record_text(source: Source) -> str:
    """The Markdown file of a source; a source that nobody dated says so."""
    rows: list[tuple[str, object]] = [("authors", list(source.authors)), ("publisher", source.publisher)]
    rows += [("published", source.published or "undated"), ("url", source.url)]
    head = f"title: {_quoted(source.title)}\n" + "".join(_row(key, value) for key, value in rows if value)
    if source.passages:
        head += "passages:\n" + "".join(
            f"  - lines: {_range(one.lines)}\n    says: {_scalar(one.says)}\n" for one in source.passages
        )
    return f"---\n{head}---\n" + (f"\n{source.body}\n" if source.body else "")


def refusal(kind: Kind, name: str, value: object, today: date) -> str:
    """What the loader would say of a value under a key; empty where it would take it."""
    if unseen := next((text[index] for text in _texts(value) for index in hidden(text)), ""):
        return f"There is an invisible character in it (U+{ord(unseen):04X}). Type it again without."
    found = check(kind, name, value, today)
    return found.message if isinstance(found, Fault) else ""


def _texts(value: object) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def plain(text: str, most: int) -> str:
    """Anybody's text as one line of at most `most` characters that front matter can hold, without marks of ours."""
    return " ".join(re.sub("[<>]", " ", visible(text)).replace(MARKER, MARKER[:-1]).split())[:most].strip()


def visible(text: str) -> str:
    """A text without what nobody sees and no file can hold; blanks stand for tabs and the ends of lines."""
    return without_hidden(re.sub(r"\s", " ", text)).encode("utf-8", "ignore").decode()


def _quoted(text: str) -> str:
    """In double quotes always, as a title is a quotation."""
    escaped = re.sub(r'(["\\])', r"\\\1", text)
    return f'"{escaped}"'


def _range(lines: Lines) -> str:
    return f"{lines.first}" if lines.first == lines.last else f"{lines.first}-{lines.last}"


def _row(key: str, value: object) -> str:
    if isinstance(value, list):
        return f"{key}:\n" + "".join(f"  - {_scalar(item)}\n" for item in value)
    return f"{key}: {_scalar(value)}\n"


def _scalar(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, width=10_000).removesuffix("\n").removesuffix("\n...")
