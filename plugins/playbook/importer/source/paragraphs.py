"""Reads plain text and Markdown as blocks with their lines; the front matter of Markdown becomes metadata."""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

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
    if fence not in {"---", "+++"}:
        return 0, Meta()
    end = next((i for i, line in enumerate(lines[1:400], 1) if line.strip() in {fence, "..."}), 0)
    if not end:
        return 0, Meta()
    data = _parsed("\n".join(lines[1:end]), fence)
    if not data:
        return 0, Meta()
    values = {str(key).lower(): value for key, value in data.items()}
    return end + 1, Meta(
        titles=tuple(t for t in (_word(values.get("title")),) if t),
        authors=_names(values.get("authors") or values.get("author")),
        publisher=_word(values.get("publisher") or values.get("publication") or values.get("site")),
        published=_word(values.get("published") or values.get("date") or values.get("pubdate")),
        url=next(
            (u for u in (_word(values.get(k)) for k in ("canonical_url", "url", "link", "source")) if "://" in u), ""
        ),
    )


def _parsed(source: str, fence: str) -> dict[object, object]:
    try:
        if fence == "+++":
            return dict(tomllib.loads(source).items())
        import yaml

        data = yaml.safe_load(source)
    except (ValueError, RecursionError, TypeError, AttributeError):
        return {}
    except Exception as error:  # yaml's errors have no common standard base; anything else is ours
        if type(error).__module__.startswith("yaml"):
            return {}
        raise
    return data if isinstance(data, dict) else {}


def _word(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return " ".join(str(value).split())[:300] if isinstance(value, str | int) else ""


def _names(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    names = (_word(v.get("name") if isinstance(v, dict) else v) for v in values[:20])
    return tuple(name for name in names if name)


def read_lines(lines: tuple[str, ...], start: int, *, markdown: bool) -> tuple[Block, ...]:
    """The blocks from line index `start` on.

    Every line is a block of its own, as browsers copy one paragraph to a line, unless the text was wrapped at a
    fixed width (e-mail, PDF): then lines are joined.
    """
    width = _wrap_width(lines[start:])
    blocks: list[Block] = []
    gap, fenced = True, False
    for number, line in enumerate(lines[start:], start + 1):
        if markdown and line.lstrip().startswith(("```", "~~~")):
            fenced, gap = not fenced, True
            continue
        if not line.strip():
            gap = True
            continue
        if fenced:
            blocks.append(Block(number, number, line.strip(), aside="code", gap=gap))
            continue
        if _RULE.match(line[:200]):
            if blocks and not gap and re.match(r"^\s*[-=]{3,}\s*$", line) and len(blocks[-1].text) < 120:
                # The underline of a heading, in Markdown and in e-mail.
                blocks[-1] = replace(blocks[-1], shape=Shape.HEADING, level=1 if "=" in line else 2)
            gap = True
            continue
        if markdown and _DEFINITION.match(line):
            blocks.append(Block(number, number, line.strip(), aside="link"))
            gap = True
            continue
        if markdown and _ROW.match(line):
            line = "" if _BORDER.match(line) else line.strip().strip("|")
        block = _block(number, line, gap=gap, markdown=markdown)
        if not block.text:
            continue
        if blocks and not gap and _continues(blocks[-1], block, line, lines[number - 2], width, markdown=markdown):
            previous = blocks[-1]
            joined = _join(previous.text, block.text)
            blocks[-1] = replace(previous, last=number, text=joined)
        else:
            blocks.append(block)
        gap = False
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
    if previous.shape is Shape.HEADING or block.shape is Shape.HEADING or block.mark:
        return False
    indented = line[:1] in " \t" and previous.shape is Shape.ITEM
    if markdown and previous.shape is block.shape and not width:
        return not _NEW_ITEM.match(line) and not block.lead
    if not width:
        return False
    return not _NEW_ITEM.match(line) and (len(before.rstrip()) >= 0.72 * width or indented)


def _join(left: str, right: str) -> str:
    """A hyphen at the end of a wrapped line belongs to the wrapping when the next word goes on in lower case."""
    if left.endswith("-") and left[-2:-1].isalpha() and right[:1].islower():
        return left[:-1] + right
    return f"{left} {right}"


def _block(number: int, line: str, *, gap: bool, markdown: bool) -> Block:
    text, shape, level, mark, lead = line.strip(), Shape.TEXT, 0, "", ""
    heading = _HEADING.match(text)
    wiki = _WIKI_HEADING.match(text)
    if heading and len(text) < 300 and (markdown or len(heading.group(1)) > 1):
        text, shape, level = heading.group(2), Shape.HEADING, len(heading.group(1))
    elif wiki:
        text, shape, level = wiki[2], Shape.HEADING, len(wiki[1])
    elif text.startswith(">"):
        text, shape = text.lstrip("> ").strip(), Shape.QUOTE
    else:
        bullet = _BULLET.match(line)
        if bullet:
            indent = len(bullet.group(1).expandtabs(4))
            text, shape, level, mark = line[bullet.end() :].strip(), Shape.ITEM, 1 + indent // 4, bullet.group(2)
    links = 0.0
    bold = _BOLD_START.match(text)
    if bold:
        lead = _plain(bold.group(0)).strip()
    if markdown:
        linked = sum(len(m.group(1)) for m in _LINK.finditer(text))
        links = min(1.0, linked / max(len(_LINK.sub(r"\1", text)), 1))
        text = _unmarked(_TASK.sub("", text) if shape is Shape.ITEM else text)
    text = _plain(text)
    if markdown:
        text = " ".join(html.unescape(_ESCAPED.sub(r"\1", text)).split())
    if lead and lead == text and shape is Shape.TEXT and len(text.split()) <= 15:
        shape, level, lead = Shape.HEADING, 7, ""
    return Block(number, number, text, shape, level, links, "", lead, mark, gap)


def _unmarked(text: str) -> str:
    """Markdown without pictures, tags, and the marks of notes and references."""
    if "[" in text:
        text = _REFERENCE.sub(lambda found: found[1] or "", _IMAGE.sub("", text))
    return _TAG.sub(" " if "<br" in text else "", text)


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
