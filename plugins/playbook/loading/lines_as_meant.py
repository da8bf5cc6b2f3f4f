"""What people write and other libraries read, in the form that Python-Markdown reads: lists, boxes, folds, small marks.

Lists go as CommonMark has them, and a little further: what stands two blanks to the right of an item belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from playbook.loading.dialect import BOXES, CLOSING, FOLD, MOST_FOLDS, OTHER_BOXES, SUMMARY

# As deep as a list of 4 blanks a level may go.
_DEEPEST = 10
_ITEM = re.compile(r"( *)([-*+]|[0-9]{1,9}\.)(?:[ ]+(?=\S)|[ ]*$)")
_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$")
# What ends a list without a blank line above it. A heading is one of our own levels.
_BREAKS = re.compile(r" {0,1}(?:#{1,6} |>|!!! |\?\?\?\+? |\x02/?fold)")
_QUOTE = re.compile(r" {0,3}> ?")
_INDENTED_BOX = re.compile(r" {0,3}(?:!!!|\?\?\?\+?) ")
_BOX = re.compile(r"\[!(\w+)\][+-]?[ ]*(.*)$")
_CONTAINER = re.compile(
    r"(?P<mark>:{3,}|/{3,})[ ]*(?P<kind>\w+)(?:\[(?P<named>.*)\]|[ ]*\|(?P<bar>.*)|[ ]+(?P<title>[^{}|]*))?"
)
_TAB = re.compile(r"( {0,3})={3}[!+]? +(\".*\"|'.*')[ ]*")
_DELIMITERS = re.compile(r" {0,3}\|?(?: *:?-+:? *\|)+(?: *:?-+:?)? *$")
_NO_TEXT = re.compile(r" {0,3}(?:#{1,6} |>|\||:[ ]|[!?]{3}|\[\^?[^][]+\]:|\x02)| {4}")
# Looks at the whole of a text for what any of its lines may be; most hold nothing of it.
_MAY_MEAN = re.compile(
    # Right below text a list, a heading or a table; an item or, behind a blank line, text that is shallow.
    r"\n(?:> ?)*+(?: {4})*(?![ \n>#|]|[-*+] |[0-9]+\. )[^\n]+\n(?:> ?)*+ *(?:(?:[-*+]|1\.) |#|[!?]{3}|[-*_]{3})"
    r"|\n[^\n]*\|[^\n]*\n *\|? *:?-|\n(?:> ?)*+(?: {4})* {1,3}(?:[-*+]|[0-9]+\.) |\n[> ]*\n(?:> ?)*+(?: {4})* {1,3}\S"
    # What is no item below one, and an item below a paragraph of another.
    r"|\n(?:[-*+]|[0-9]+\.) [^\n]*(?:\n +[^ \n][^\n]*)*\n {0,3}(?:[#>]|[!?]{3}|[-*_]{3})"
    r"|\n[> ]*\n[> ]* {2}(?:(?=[> ]*[^>\s])[^\n]*\n)+?[> ]*(?:[-*+]|[0-9]+\.) "
    # Boxes, tabs and folds.
    r"|\n[> ]*> ?\[!|</?(?:details|summary)|\n {0,3}(?:={3}[!+]? [\"']|:{3,} *\w|/{3,} *\w)",
    re.IGNORECASE,
)


def as_meant(lines: Sequence[str]) -> list[str]:
    """The lines of a text with room around lists, four blanks a level in them, and boxes and folds as blocks."""
    if not _MAY_MEAN.search("\n" + "\n".join(lines)):
        return list(lines)
    return _made(lines)


def _made(lines: Sequence[str]) -> list[str]:
    return [*_listed([*_boxed([*_folded([*_contained(lines)])])])]


def set_apart(lines: Sequence[str]) -> frozenset[int]:
    """The lines that stand in a box or a fold without being indented, with those that begin and end it."""
    apart: set[int] = set()
    folds: list[int] = []
    for number, line in enumerate(lines):
        if "<" in line and FOLD.fullmatch(line):
            folds.append(number)
        elif folds and CLOSING.fullmatch(line):
            apart.update(range(folds.pop(), number + 1))
        elif line.startswith((":::", "///")) and (last := _end_of_box(lines, number)):
            apart.update(range(number, last + 1))
    return frozenset(apart)


def _end_of_box(lines: Sequence[str], first: int) -> int:
    """The line that ends a box of a kind that we know, 0 for anything else."""
    begins = _CONTAINER.fullmatch(lines[first])
    if not begins or begins["kind"].lower() not in {*BOXES, *OTHER_BOXES}:
        return 0
    mark, deep = begins["mark"], 0
    for number in range(first + 1, len(lines)):
        line = lines[number].strip()
        if line == mark and not deep:
            return number
        # One inside another has a longer mark around it, or the same.
        if line.startswith(mark) and line.strip(mark[0]):
            deep += 1
        elif line == mark:
            deep -= 1
    return 0


def _contained(lines: Sequence[str], depth: int = 0) -> Iterator[str]:
    """Boxes between `:::` or `///` as boxes that are indented, and tabs as what can be folded, open."""
    number = 0
    while number < len(lines):
        line = lines[number]
        may_begin = line.startswith((":::", "///")) and depth < MOST_FOLDS
        last = _end_of_box(lines, number) if may_begin else 0
        if last and (begins := _CONTAINER.fullmatch(line)):
            title = begins["named"] or begins["bar"] or begins["title"] or ""
            yield from _box(begins["kind"], title, [*_contained(lines[number + 1 : last], depth + 1)])
            number = last
        elif tab := _TAB.fullmatch(line):
            yield from ("", f"{tab[1]}???+ {tab[2]}")
        else:
            yield line
        number += 1


def _box(kind: str, title: str, inner: Sequence[str]) -> Iterator[str]:
    name = OTHER_BOXES.get(kind.lower(), kind.lower())
    title = title.replace('"', "”").strip() or kind.capitalize()
    yield from ("", f'!!! {name if name in BOXES else "note"} "{title}"')
    yield from (f"    {line}" if line.strip() else "" for line in inner)
    yield ""


def _folded(lines: Sequence[str]) -> Iterator[str]:
    """Signs in place of `<details>`, each a block of its own."""
    depth = 0
    for line in lines:
        if (match := FOLD.fullmatch(line)) and depth < MOST_FOLDS:
            depth += 1
            yield from ("", f"\x02fold{' open' if match['open'] else ''}\x03", "")
            if match["summary"]:
                yield from (f"\x02summary\x03{match['summary']}", "")
        elif match := SUMMARY.fullmatch(line):
            yield from ("", f"\x02summary\x03{match['summary']}", "")
        elif CLOSING.fullmatch(line):
            depth = max(0, depth - 1)
            yield from ("", "\x02/fold\x03", "")
        else:
            yield line


def _boxed(lines: Sequence[str]) -> Iterator[str]:
    """Quotes, those that are boxes by the names of GitHub and Obsidian as boxes; the text in each as it is meant."""
    number = 0
    while number < len(lines):
        if _INDENTED_BOX.match(lines[number]):
            yield lines[number]
            first = number = number + 1
            while number < len(lines) and (lines[number].startswith("    ") or not lines[number].strip()):
                number += 1
            yield from (
                f"    {line}" if line.strip() else "" for line in as_meant([one[4:] for one in lines[first:number]])
            )
            continue
        if not _QUOTE.match(lines[number]):
            yield lines[number]
            number += 1
            continue
        first = number
        while number < len(lines) and _QUOTE.match(lines[number]):
            number += 1
        inner = [_QUOTE.sub("", line, count=1) for line in lines[first:number]]
        if box := _BOX.match(inner[0]):
            yield from _box(box[1], box[2], as_meant(inner[1:]))
        else:
            meant = as_meant(inner)
            yield from lines[first:number] if meant == inner else (f"> {line}".rstrip() for line in meant)


def _listed(lines: Sequence[str]) -> Iterator[str]:
    """The lines with a blank one above each list and table that stands below text, and room behind each list."""
    number, before = 0, ""
    while number < len(lines):
        line = lines[number]
        item = _ITEM.match(line)
        below_text = bool(before.strip()) and not _NO_TEXT.match(before)
        if item and len(item[1]) < 4 and not _RULE.match(line) and (not below_text or begins_list(line)):
            if below_text:
                yield ""
            end = _end(lines, number)
            yield from _deepened(lines[number:end])
            if end < len(lines) and lines[end].strip():
                yield ""
            number, before = end, ""
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if below_text and "|" in line and _DELIMITERS.match(following) and line.count("|") >= following.count("|"):
            yield ""
        yield line
        number, before = number + 1, line


def begins_list(line: str) -> bool:
    """Whether a line below text begins a list: by an item that is not empty and, in a numbered one, has number 1."""
    item = _ITEM.match(line)
    return bool(item and line[item.end() :] and (item[2] in "-*+" or item[2] == "1."))


def _end(lines: Sequence[str], first: int) -> int:
    """The line behind the last of a list."""
    last, blank = first, False
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if not line.strip():
            blank = True
            continue
        item = _ITEM.match(line)
        ends = _BREAKS.match(line) or _RULE.match(line) or (blank and _indent(line) < 2 and not item)
        if ends:
            break
        last, blank = number, False
    return last + 1


def _deepened(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a list with four blanks for each level, where somebody wrote it with fewer."""
    shallow = any(_is_shallow(line, above) for above, line in pairwise(lines))
    # Where the signs of the items stand that the next line may belong to.
    stack: list[int] = []
    blank = below = False
    for line in lines:
        if not line.strip():
            yield line
            blank, below = True, False
            continue
        indent, item = _indent(line), _ITEM.match(line.expandtabs(4))
        if item or blank:
            while stack and indent - stack[-1] < 2:
                stack.pop()
        if below and item:
            yield ""
        depth = min(len(stack), _DEEPEST)
        if not shallow:
            yield line
        elif item or blank:
            # Code inside an item is four blanks to the right of its words.
            code = bool(stack) and not item and indent - stack[-1] >= 6
            yield " " * 4 * (depth + code) + line.lstrip()
        else:
            # A paragraph goes on, wherever its lines begin.
            yield " " * 4 * (depth - (not below)) + line.lstrip()
        # An item right below a paragraph or code of the one before it.
        below = not item and (below or blank)
        if item:
            stack.append(indent)
        blank = False


def _is_shallow(line: str, above: str) -> bool:
    return bool(line.strip()) and _indent(line) % 4 > 0 and bool(_ITEM.match(line) or not above.strip())


def _indent(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" "))
