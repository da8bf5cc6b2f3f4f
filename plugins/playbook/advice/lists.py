"""Advice on lists that readers do not see as lists: other signs, no room above, the wrong depth, a text between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from playbook.advice.context import Finding, RuleContext, read_lines
from playbook.loading.lines_as_meant import begins_list
from playbook.problems import Edit, Fix

_BULLETS = "•·▪◦‣●○⁃"
_DASHES = "\u2012-\u2015"
# A line that people and programs write for an item: before its words stand the sign and perhaps a blank.
_LIKE_ITEM = re.compile(
    rf"""(\ {{0,3}})(?:
        (?P<bullet>[{_BULLETS}])
        | (?P<dash>[{_DASHES}](?=[ \t\u00a0]))
        | \(?(?P<number>[0-9]{{1,2}})\)(?=[ \t\u00a0])
        | (?P<tight>[0-9]{{1,2}})\.(?=[^\W\d]|\*\*)
        | (?P<close>[-+])(?=[^\W\d_])
        | (?P<nbsp>[-*+]|[0-9]{{1,2}}\.)(?=\u00a0)
    )[ \t\u00a0]*(?=\S)""",
    re.VERBOSE,
)
_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,2}\.)[ \t]+\S")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_NO_TEXT = re.compile(r"^ {0,3}(?:[#>|]|`{3}|~{3}|!!!|\?\?\?|\[[^\]]*\]:|:[ \t]|(?:[-*_] ?){3,}$|=+$)|[ \t]{4}|\t")
# Looks at the whole of a body, for what any of its lines may be; a pattern that begins with a line end is quick.
_MAY_BE_ITEM = re.compile(
    rf"\n[> ]*(?:[{_BULLETS}{_DASHES}]|\(?[0-9]{{1,2}}\)|[0-9]{{1,2}}\.[^\s\d]|[-+*][^\W\d_]|(?:[-*+]|[0-9]+\.)\u00a0)"
)
_MAY_LACK_GAP = re.compile(
    r"\n(?:> ?)*(?![ \t>|#\n]|[-*+] |[0-9]{1,2}\. )[^\n]+\n(?:> ?)* {0,3}(?:[-*+]|[0-9]{1,2}\.)[ \t]"
)


def signs(context: RuleContext) -> Iterator[Finding]:
    """Items that begin with a sign which makes no list; one finding for a run of them."""
    for one, lines in read_lines(context, _MAY_BE_ITEM.search):
        for run in _runs(lines):
            first = run[0][0]
            edits = tuple(Edit(context.within(one, number, start + 1), old, new) for number, start, old, new in run)
            shown = run[0][2].strip().replace("\u00a0", "") or run[0][2]
            way_out = f"Begin each item with '{run[0][3].strip()}' and a blank."
            fault = (
                "A non-breaking space stands where a list needs a plain one"
                if "\u00a0" in run[0][2] and shown in "-*+"
                else f"'{shown}' makes no list, so readers see one paragraph"
            )
            yield context.within(one, first, run[0][1] + 1), f"{fault}. {way_out}", Fix(edits)


def like_items(lines: Sequence[str]) -> Iterator[int]:
    """The lines on which such a run begins."""
    return (run[0][0] for run in _runs(lines))


def _runs(lines: Sequence[str]) -> Iterator[list[tuple[int, int, str, str]]]:
    """Items that follow one another: the line, where their sign begins and what it is, and what makes a list."""
    run: list[tuple[int, int, str, str]] = []
    kinds: set[str] = set()
    blank = True
    for number, line in enumerate([*lines, "", "."]):
        quote = _QUOTE.match(line)
        start = quote.end() if quote else 0
        text = line[start:]
        match = _LIKE_ITEM.match(text) if blank or run or text[:1] in _BULLETS else None
        # In a quote a dash begins what somebody says.
        if match and not (quote and match["dash"]):
            kind = str(match.lastgroup)
            sign = f"{match[kind].rstrip('.')}. " if kind in ("number", "tight") or match[kind].endswith(".") else "- "
            run.append((number, start + match.end(1), text[match.end(1) : match.end()], sign))
            kinds.add(kind)
        elif run and text.strip() and (_ITEM.match(text) or (blank and not text.startswith(" "))):
            # A single dash begins what somebody says, and a number in brackets may count paragraphs.
            if len(run) > 1 or not (kinds == {"dash"} or run[0][2].startswith("(")):
                yield run
            run, kinds = [], set()
        blank = not text.strip()


def gaps(context: RuleContext) -> Iterator[Finding]:
    """Lists right below a line of text that become a part of it, since they begin with another number than 1."""
    for one, lines in read_lines(context, _MAY_LACK_GAP.search):
        kind = "blank"
        for number, line in enumerate(lines):
            quote = _QUOTE.match(line)
            mark = quote[0].rstrip() if quote else ""
            text = line[quote.end() :] if quote else line
            before, kind = kind, _kind(text, kind)
            after = lines[number + 1][quote.end() if quote else 0 :] if number + 1 < len(lines) else ""
            if before == "text" and kind == "lost" and _is_list(text, after, lines[number - 1]):
                edit = Edit(context.within(one, number), "", f"{mark}\n")
                message = "Readers see no list here, since it stands right below text. Put a blank line above it."
                yield context.within(one, number), message, Fix((edit,))


def _kind(text: str, before: str) -> str:
    """What a line is, by what stands above it: an item below text is `lost` in it."""
    if not text.strip():
        return "blank"
    if _LIKE_ITEM.match(text) and before != "text":
        return "item"
    if _ITEM.match(text):
        return "lost" if before in ("text", "lost") and not begins_list(text) else "item"
    if before == "item":
        return "item"
    if before == "lost":
        return "lost"
    return "other" if _NO_TEXT.match(text) else "text"


def _is_list(text: str, after: str, above: str) -> bool:
    """Whether a line is meant for the first item, and is no text that happens to begin with a hyphen or a number."""
    return (
        above.rstrip().endswith(":")
        or bool(_ITEM.match(after))
        or bool(re.match(r" {0,3}(?:[-*+]|1\.)[ \t]+[A-Z*\[]", text))
    )
