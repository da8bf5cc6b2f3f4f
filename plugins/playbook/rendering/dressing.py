"""What Markdown leaves out that readers need: labels for checkboxes, and a name for each cell of a table."""

from __future__ import annotations

import re
from html import escape, unescape

from markupsafe import Markup

_ITEM = re.compile(
    r'(<li class="task-list-item">\s*(?:<p>)?)(<input [^>]*>)\s*'
    r"(.*?)(?=</p>|</li>|<[uo]l[ >]|(?<!\s)\s+<[uo]l[ >])",
    re.DOTALL,
)
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_HEADING = re.compile(r"<th[ >].*?</th>", re.DOTALL)
_HEAD = re.compile("<th(?=[ >])")
_TAG = re.compile(r"<[^>]*>")
_ALIGN = re.compile(r' align="(left|center|right)"')
# A label stands before each cell below it, so a long one would make a page many times as long as its text.
_LONGEST_LABEL = 60


def dressed(body: Markup) -> Markup:
    """Sanitised HTML in which the line of a checkbox is its label, and each cell of a table knows its heading.

    Boxes of a list can be ticked. Narrow screens show a row of a table as a card, with `data-label` before each value.
    What is no longer laid out as a table loses its roles in some browsers, so they are spelt out. The class keeps
    Material from boxing the table; those of cells say how Markdown aligns their column.
    """
    text = str(body)
    if "task-list-item" in text:
        text = _ITEM.sub(_item, text)
    if "<table>" in text:
        text = _TABLE.sub(_table, text)
    return Markup(text)


def _item(match: re.Match[str]) -> str:
    box = match[2].replace(' disabled=""', "")
    return f"{match[1]}<label>{box}<span>{match[3]}</span></label>"


def _table(match: re.Match[str]) -> str:
    inner = _ALIGN.sub(r' class="pb-\1"', match.group(1))
    names = [_label(heading) for heading in _HEADING.findall(inner)]
    rows = _ROW.sub(lambda row: f'<tr role="row">{_cells(row.group(1), names)}</tr>', inner)
    rows = _HEAD.sub('<th role="columnheader" scope="col"', rows)
    for group in ("thead", "tbody"):
        rows = rows.replace(f"<{group}>", f'<{group} role="rowgroup">')
    return f'<table class="pb-table" role="table">{rows}</table>'


def _label(heading: str) -> str:
    words = unescape(_TAG.sub("", heading)).strip()
    return escape(words if len(words) <= _LONGEST_LABEL else words[: _LONGEST_LABEL - 1] + "…")


def _cells(row: str, names: list[str]) -> str:
    before, *cells = row.split("<td")
    named = (f'<td role="cell" data-label="{name}"{cell}' for name, cell in zip(names, cells, strict=False))
    return before + "".join(named) if len(cells) <= len(names) else row
