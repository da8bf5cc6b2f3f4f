"""Reads plain text and Markdown as blocks with their lines; the front matter of Markdown becomes metadata."""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import replace
from datetime import date
from itertools import pairwise

import yaml

from playbook.importer.source.values import Block, Meta, Shape

_BULLET = re.compile(
    r"^(\s*)([•●○◦▪▫■□‣⁃∙·►▶▸➤➢➔→✓✔☑✅✗✘✕❌★☆❖❑◆–—*+-]|[🔹🔸👉➡🔷🔶]|[oO](?=\s{2}))(?:\ufe0f)?"
    # Copied lists lose the space behind the bullet.
    r"(?:\s+(?=\S)|(?<=[•●▪■□✓✔*-])(?=[A-ZÀ-Ý“\"][^*]*$))"
)
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_WIKI_HEADING = re.compile(r"^(={2,5})\s*([^=].{0,200}?)\s*\1$")
_RULE = re.compile(r"^\s*([-=_*~#•.]\s*){3,}$")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^()\s]{0,800})(?:\s+\"[^\"]{0,300}\")?\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|_|`|~~)(?=\S)(.{1,2000}?)(?<=\S)\1")
_BOLD_START = re.compile(r"^(?:\d{1,2}[.)]\s+)?(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\](?:\([^()]{0,800}\)|\[[^\[\]]{0,100}\])")
_REFERENCE = re.compile(r"\[([^\[\]^]{1,500})\]\[[^\[\]]{0,100}\]|\[\^[^\[\]]{1,50}\]:?")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]^]{1,100}\]:\s+\S+(?:\s+[\"'(].*)?$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TASK = re.compile(r"^\[[ xX]\] ")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_BORDER = re.compile(r"^[\s|:-]*$")
_HARD_WRAP = (45, 100)
# A longer paragraph is a machine's work; its emphasis is not worth the time.
_LONGEST = 20_000
_NEW_ITEM = re.compile(r"^\s*(?:\(?\d{1,2}[.)]|#\d|[A-Za-z]{2,12} (?:#?\d{1,2}|[IVX]{1,4})\s?[:.–—-])\s*\S")


def front_matter(lines: tuple[str, ...]) -> tuple[int, Meta]:
    """How many lines the front matter takes, and what it says; 0 where there is none or it cannot be read."""
    fence = lines[0].strip() if lines else ""
    ends = (i for i, line in enumerate(lines[1:400], 1) if line.strip() in {fence, "..."})
    end = next(ends, 0) if fence in {"---", "+++"} else 0
    data = _parsed("\n".join(lines[1:end]), fence) if end else None
    if not isinstance(data, dict) or not data:
        return 0, Meta()
    values = {re.sub(r"[\W_]", "", str(key).lower()): value for key, value in data.items()}

    def first(*keys: str) -> str:
        return next((word for key in keys if (word := _word(values.get(key)))), "")

    people = values.get("authors") or values.get("author")
    names = (
        _word(v.get("name") if isinstance(v, dict) else v) for v in (people if isinstance(people, list) else [people])
    )
    urls = (word for key in ("canonicalurl", "url", "link", "source") if "://" in (word := _word(values.get(key))))
    return end + 1, Meta(
        titles=tuple(filter(None, [_word(values.get("title"))])),
        authors=tuple(filter(None, names))[:20],
        publisher=first("publisher", "publication", "site"),
        published=first("published", "date", "pubdate", "effectivedate", "lastupdated", "updated", "lastreviewed"),
        url=next(urls, ""),
    )


def _parsed(source: str, fence: str) -> object:
    try:
        return tomllib.loads(source) if fence == "+++" else yaml.safe_load(source)
    except (ValueError, RecursionError, TypeError, AttributeError, yaml.YAMLError):
        return None


def _word(value: object) -> str:
    if isinstance(value, date):  # A datetime is one too.
        return value.isoformat()
    return " ".join(str(value).split())[:300] if isinstance(value, str | int) else ""


def read_lines(lines: tuple[str, ...], start: int, *, markdown: bool) -> tuple[Block, ...]:
    """The blocks from line index `start` on.

    Every line is a block of its own, as browsers copy one paragraph to a line, unless the text was wrapped at a
    fixed width (e-mail, PDF): then lines are joined.
    """
    width = _wrap_width(lines[start:])
    blocks: list[Block] = []
    gap, fenced = True, False
    for number, line in enumerate(lines[start:], start + 1):
        last = blocks[-1] if blocks and not gap else None
        fence = markdown and line.lstrip().startswith(("```", "~~~"))
        fenced ^= fence
        if fenced and not fence and line.strip():
            blocks.append(Block(number, number, line.strip(), aside="code", gap=gap))
        elif markdown and _DEFINITION.match(line):
            blocks.append(Block(number, number, line.strip(), aside="link"))
            gap = True
        elif fence or not line.strip() or _RULE.match(line[:200]):
            if last and re.match(r"^\s*[-=]{3,}\s*$", line) and len(last.text) < 120:
                # The underline of a heading, in Markdown and in e-mail.
                blocks[-1] = replace(last, shape=Shape.HEADING, level=1 if "=" in line else 2)
            gap = True
        else:
            if markdown and _ROW.match(line):
                line = "" if _BORDER.match(line) else line.strip().strip("|")
            block = _block(number, line, gap=gap, markdown=markdown)
            if last and block.text and _continues(last, block, line, lines[number - 2], width, markdown=markdown):
                blocks[-1] = replace(last, last=number, text=_join(last.text, block.text))
            elif block.text:
                blocks.append(block)
            gap = gap and not block.text
    return tuple(blocks)


def _wrap_width(lines: tuple[str, ...]) -> int:
    """The width at which a text was wrapped, or 0.

    In wrapped text, lines that another line follows are nearly all of about the same length, and none is long.
    """
    full = [
        len(line.rstrip())
        for line, following in pairwise(lines)
        if line.strip() and following.strip() and not _BULLET.match(following) and not _NEW_ITEM.match(following)
    ]
    low, high = _HARD_WRAP
    longest = max((len(line.rstrip()) for line in lines), default=0)
    if len(full) < 4 or longest > high + 20:
        return 0
    full.sort()
    typical = full[int(len(full) * 0.75)]
    near = sum(1 for size in full if abs(size - typical) <= 14)
    return typical if low <= typical <= high and near >= 0.5 * len(full) else 0


def _continues(previous: Block, block: Block, line: str, before: str, width: int, *, markdown: bool) -> bool:
    if Shape.HEADING in {previous.shape, block.shape} or block.mark or _NEW_ITEM.match(line):
        return False
    if not width:
        return markdown and previous.shape is block.shape and not block.lead
    return len(before.rstrip()) >= 0.72 * width or (line[:1] in " \t" and previous.shape is Shape.ITEM)


def _join(left: str, right: str) -> str:
    """A hyphen at the end of a wrapped line belongs to the wrapping when the next word goes on in lower case."""
    if left.endswith("-") and left[-2:-1].isalpha() and right[:1].islower():
        return left[:-1] + right
    return f"{left} {right}"


def _block(number: int, line: str, *, gap: bool, markdown: bool) -> Block:
    text, shape, level, mark = line.strip(), Shape.TEXT, 0, ""
    heading, wiki, bullet = _HEADING.match(text), _WIKI_HEADING.match(text), _BULLET.match(line)
    if heading and len(text) < 300 and (markdown or len(heading.group(1)) > 1):
        text, shape, level = heading.group(2), Shape.HEADING, len(heading.group(1))
    elif wiki:
        text, shape, level = wiki[2], Shape.HEADING, len(wiki[1])
    elif text.startswith(">"):
        text, shape = text.lstrip("> ").strip(), Shape.QUOTE
    elif bullet:
        indent = len(bullet.group(1).expandtabs(4))
        text, shape, level, mark = line[bullet.end() :].strip(), Shape.ITEM, 1 + indent // 4, bullet.group(2)
    links = 0.0
    bold = _BOLD_START.match(text)
    lead = _plain(bold.group(0)) if bold else ""
    if markdown:
        linked = sum(len(m.group(1)) for m in _LINK.finditer(text))
        links = min(1.0, linked / max(len(_LINK.sub(r"\1", text)), 1))
        text = _TASK.sub("", text) if shape is Shape.ITEM else text
        # Without pictures, the marks of notes and references, and tags.
        text = _REFERENCE.sub(lambda found: found[1] or "", _IMAGE.sub("", text)) if "[" in text else text
        text = _plain(_TAG.sub(" " if "<br" in text else "", text))
        text = html.unescape(_ESCAPED.sub(r"\1", text))
    text = " ".join(text.split()) if markdown else _plain(text)
    if lead and lead == text and shape is Shape.TEXT and len(text.split()) <= 15:
        shape, level, lead = Shape.HEADING, 7, ""
    return Block(number, number, text, shape, level, links, "", lead, mark, gap)


def _plain(text: str) -> str:
    """The text without emphasis marks and link targets."""
    if len(text) > _LONGEST:
        return " ".join(text.split())
    text = _LINK.sub(r"\1", text) if "](" in text else text
    for _ in range(2):
        if not any(mark in text for mark in "*_`~"):
            break
        text = _EMPHASIS.sub(_inner, text)
    return " ".join(text.split())


def _inner(match: re.Match[str]) -> str:
    """snake_case and 2*3*4 are no emphasis."""
    before = match.string[match.start() - 1 : match.start()]
    return match.group() if before.isalnum() or before == "\\" else match.group(2)
