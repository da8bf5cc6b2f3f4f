"""Finds the date of an article among the lines around its title, and tells such lines from text."""

from __future__ import annotations

import re
from datetime import date

from playbook.importer.blocks import dates
from playbook.importer.source.values import Block, is_prose

_UPDATED = re.compile(
    r"\b(?:updated|modified|revised|aktualisiert|mis à jour|actualizado|accessed|retrieved)\b", re.IGNORECASE
)
_PUBLISHED = re.compile(r"\b(?:published|posted|written|date|veröffentlicht|publié|publicado|created)\b", re.IGNORECASE)


def is_meta_line(block: Block) -> bool:
    """A short line that is mostly a date, a reading time or both."""
    text = block.text
    if block.words > 16 or len(text) > 140:
        return False
    printed = dates.find(text)
    if printed is None:
        return bool(
            re.match(
                r"^\d{1,3}[ -]?(?:min(?:ute)?s?\b|Min\.|minutos).{0,20}$|^(?:asked|viewed|answered by|edited) .{1,40}$|"
                r"^reading time\b.{0,30}$|^(?:opinion|feature|"
                r"analysis|interview|news)$",
                text,
                re.IGNORECASE,
            )
        )
    rest = text[: printed.start] + text[printed.end :]
    rest_words = re.findall(r"[^\W\d_]{2,}", rest)
    return len(rest_words) <= 9 and not re.search(r"[a-z]{3,}[.!?]$", text)


def dated(blocks: tuple[Block, ...], title: int) -> list[tuple[int, date]]:
    """Dates printed with the article, best first: near the title, then in the dateline, then labelled further down."""
    found: list[tuple[float, int, date]] = []
    prose = 0
    for index, block in enumerate(blocks[: title + 400]):
        if index > title and is_prose(block) and not is_meta_line(block):
            prose += 1
            if prose == 1:
                dateline = dates.find(block.text[:80])
                if dateline and _PUBLISHED.match(block.text):
                    found.append((3.0, index, dateline.day))
                    continue
                if dateline and re.match(r"^.{0,60}(?:[–—-]|\()\s", block.text[dateline.end : dateline.end + 62]):
                    found.append((3.0, index, dateline.day))
            continue
        text = block.text
        if len(text) > 160:
            continue
        printed = dates.find(text)
        if printed is None:
            continue
        labelled, updated = bool(_PUBLISHED.search(text)), bool(_UPDATED.search(text[: printed.start]))
        if block.aside in {"comments", "related", "related posts"} or re.search(
            r"\bsays\b|\bwrote\b|©|copyright", text, re.IGNORECASE
        ):
            continue
        near = title - 4 <= index <= title + 8 and prose <= 1
        if not (near and is_meta_line(block)) and not (labelled and block.words <= 14):
            continue
        if not near and not re.search(
            r"^(?:this entry was |this article was )?(?:first |originally )?(?:published|posted|veröffentlicht|"
            r"publié|publicado|date)\b",
            text,
            re.IGNORECASE,
        ):
            continue
        score = (
            (2.0 if near else 0.0) + (1.0 if labelled else 0.0) - (1.5 if updated else 0.0) - 0.02 * abs(index - title)
        )
        if (
            re.search(
                r"\bcomments?\b|\breply\b", " ".join(b.text for b in blocks[max(0, index - 3) : index]), re.IGNORECASE
            )
            and not near
        ):
            continue
        found.append((score, index, printed.day))
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    return [(index, day) for _, index, day in found]
