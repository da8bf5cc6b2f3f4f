"""What Markdown leaves out that readers need: labels for checkboxes, and a name for each cell of a table."""

from __future__ import annotations

import re

from markupsafe import Markup

_ITEM = re.compile(
    r'(<li class="task-list-item">\s*(?:<p>)?)(<input [^>]*>)\s*(.*?)(?=</p>|</li>|\s*<[uo]l[ >])', re.DOTALL
)
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_HEADING = re.compile(r"<th[ >].*?</th>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def dressed(body: Markup) -> Markup:
    """Sanitised HTML in which the line of a checkbox is its label, and each cell of a table knows its heading.

    Narrow screens show a row of a table as a card, with `data-label` before each value. What is no longer laid out as
    a table loses its roles in some browsers, so they are spelt out. The class keeps Material from boxing the table.
    """
    text = str(body)
    if "task-list-item" in text:
        text = _ITEM.sub(r"\1<label>\2<span>\3</span></label>", text)
    if "<table>" in text:
        text = _TABLE.sub(_table, text)
    return Markup(text)


def _table(match: re.Match[str]) -> str:
    inner = match.group(1)
    names = [_TAG.sub("", heading).strip().replace('"', "&quot;") for heading in _HEADING.findall(inner)]
    rows = _ROW.sub(lambda row: f'<tr role="row">{_cells(row.group(1), names)}</tr>', inner)
    rows = rows.replace("<th>", '<th role="columnheader" scope="col">')
    for group in ("thead", "tbody"):
        rows = rows.replace(f"<{group}>", f'<{group} role="rowgroup">')
    return f'<table class="pb-table" role="table">{rows}</table>'


def _cells(row: str, names: list[str]) -> str:
    before, *cells = row.split("<td")
    named = (f'<td role="cell" data-label="{name}"{cell}' for name, cell in zip(names, cells, strict=False))
    return before + "".join(named) if len(cells) <= len(names) else row
