"""What YAML reads as something, though not as what was meant: look-alikes of hyphens, lost words, marks of a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.loading.yaml_lines import (
    ITEM,
    KEY,
    LIKE_HYPHEN,
    Slip,
    above,
    indent,
    indented,
    opens,
    outside_texts,
    quoted,
    write,
)

_LIKE_ITEM = re.compile(rf"^([ \t\u00a0]*)(?:[{LIKE_HYPHEN}][ \t\u00a0]*|-\u00a0[ \t\u00a0]*|-(?=[^\W\d_]))(\S.*)$")
_LOST = re.compile(r"(?<![ \t])[ \t]+#[^\s#].*$")
# Texts that readers see at once, behind which nobody would write a comment.
_SHOWN = ("title", "summary")
_LOST_OF_SHOWN = re.compile(r"(?<![ \t])[ \t]+#.*$")
# Looks at the whole of a text: only one that holds any of these may have such a slip.
_ODD = re.compile(
    rf"\n(?:[<=>|]{{7}}(?=[ \n])|[ \t\u00a0]*(?:[{LIKE_HYPHEN}]|-[^\W\d_]|-?\u00a0)|( *)- [^\n:]*[^\n: ]\n\1 +- )"
)
_HASH = re.compile(rf"[ \t]#[^\s#]|^(?:{'|'.join(_SHOWN)}):[^\n#]*[ \t]#", re.MULTILINE)


def suspicious(text: str) -> bool:
    """Whether a text that YAML can read may say something else than was meant."""
    return bool(("#" in text and _HASH.search(text)) or _ODD.search(f"\n{text}\n"))


def conflicts(lines: list[str]) -> Iterator[Slip]:
    """Marks that a merge left; reading goes on with the first of the two versions."""
    opened: int | None = None
    second: int | None = None
    for number, line in enumerate(lines):
        if _is(line, "<"):
            if opened is not None:
                yield _lone(lines, opened)
            opened, second = number, None
        elif opened is not None and second is None and (_is(line, "|") or _is(line, "=")):
            second = number
        elif _is(line, ">"):
            if opened is None or second is None:
                yield _lone(lines, number)
                continue
            for other in (opened, *range(second, number + 1)):
                lines[other] = ""
            message = (
                "Two versions stand here since a merge, down to the line that begins with >>>>>>>. Keep one of them, "
                "and delete the lines with <<<<<<<, ======= and >>>>>>>."
            )
            yield Slip(opened, 0, "merge-conflict", message)
            opened = None
    if opened is not None:
        yield _lone(lines, opened)


def _lone(lines: list[str], number: int) -> Slip:
    """A mark whose fellows are gone."""
    lines[number] = ""
    return Slip(number, 0, "merge-conflict", "A merge left this mark. Delete the line.")


def _is(line: str, sign: str) -> bool:
    return line.startswith(sign * 7) and line[7:8] in ("", " ")


def look_alikes(lines: list[str]) -> Iterator[Slip]:
    """Items of lists that begin with something like a hyphen, with no blank behind it, or too far to the right."""
    in_list = False
    for number in outside_texts(lines):
        line = lines[number]
        match = _LIKE_ITEM.match(line)
        deep = re.match(r" +- ", line) if not match else None
        upper = above(lines, number)
        before = lines[upper] if upper is not None else ""
        if match and (in_list or opens(before)) and not line.lstrip().startswith("**"):
            item = ITEM.match(before)
            margin = item["indent"] if item and in_list else match[1].replace("\u00a0", " ").replace("\t", "  ")
            if not item and not in_list and len(margin) < indent(before):
                margin = " " * (indent(before) + 2)
            better = f"{margin}- {match[2]}"
            fault = "A list begins with a hyphen and a blank."
            yield Slip(number, len(match[1]), "bad-yaml", f"{fault} {write(better)}", better)
            lines[number] = better
            in_list = True
            continue
        if deep and (item := ITEM.match(before)) and _is_plain(item["value"]) and deep.end() > item.end("mark"):
            better = item["indent"] + line.lstrip()
            yield indented(number, line, better)
            lines[number] = better
        in_list = bool(ITEM.match(lines[number])) or (in_list and lines[number].startswith(" ") and bool(before))


def _is_plain(value: str) -> bool:
    """Whether an item is plain text, which YAML reads on to the next line; not a key, a quote or a list inside it."""
    return value[0] not in "\"'[{|>-&*!" and not re.search(r":(?:\s|$)", value)


def lost_words(lines: list[str]) -> Iterator[Slip]:
    """Words that YAML takes for a comment, since ' #' stands before them."""
    is_plain = False
    for number in outside_texts(lines):
        line = lines[number]
        match = KEY.match(line) or ITEM.match(line)
        value = match["value"] if match else line.strip()
        if match:
            is_plain = bool(value) and value[0] not in "#\"'[{|>"
        shown = match is not None and match.re is KEY and match["key"] in _SHOWN
        lost = (_LOST_OF_SHOWN if shown else _LOST).search(value or "") if is_plain else None
        if not lost:
            continue
        message = f"Everything behind ' #' is lost to YAML: '{lost[0].strip()}'."
        if not match:
            column = line.index(lost[0].strip())
            yield Slip(number, column, "lost-words", f"{message} Put the whole text in quotes.")
            continue
        start = match.start("value")
        better = line[:start] + quoted(value)
        yield Slip(number, start + lost.start() + 1, "lost-words", f"{message} {write(better)}", better, safe=False)
        lines[number] = better
