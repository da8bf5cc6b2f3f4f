"""Finds who wrote an article: in a byline, or at the end of the text if that is beyond doubt."""

from __future__ import annotations

import re

from playbook.importer.blocks import dates
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.names import is_name, split_names
from playbook.importer.language import pattern
from playbook.importer.source.values import Block, Meta, Shape

_WORD, _LABELS, _ABOUT_WORD = pattern("byline", "by"), pattern("byline", "labels"), pattern("around", "about")
_BY = re.compile(
    rf"^(?:{pattern('byline', 'begins')} )?{_WORD}\s*:?\s+(?=[A-ZÀ-Þ])|^{_LABELS}s?\s*:\s*(?!$)|"
    rf"(?:[|·•,–—-]|\d|^posted.{{0,30}}|^published.{{0,30}}|min read)\s*{_WORD} (?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(rf"^{_LABELS}s?\s*:?$", re.IGNORECASE)
_PERSON = r"(?:[A-ZÀ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+"
_POSITION = rf"\b{pattern('byline', 'position')}\b"
_TITLED = re.compile(rf"([^,|·•]{{5,40}}?)\s*[,|·•]\s*(?:@|.*{_POSITION})", re.IGNORECASE)
# What presents somebody under a text: "About Jo Blunt", "Jo Blunt is the head of ...".
_PRESENTED = (
    re.compile(rf"^{_ABOUT_WORD} ({_PERSON}):?$"),
    re.compile(rf"^({_PERSON}),? {pattern('around', 'is_one')}\b(?i:.{{0,160}}{_POSITION})"),
)
_GUEST = re.compile(
    r"\b(?:guest (?:post|article|column|blog)(?: is| was)?|(?:post|article|column|story|essay|piece) (?:was )?"
    rf"(?:written|contributed)|(?:originally )?written) by ({_PERSON})"
)
_WEEKDAY = re.compile(
    r"(?:\b(?:on|at|am|le|el|posted|published|mon|tue|wed|thu|fri|sat|sun)(?:day|s|nes|r|rs|ur)?\.?,?\s*){1,2}$",
    re.IGNORECASE,
)
_GREETING = re.compile(rf"^{pattern('byline', 'greetings')}\b.{{0,30}}$", re.IGNORECASE)
_SLUG = re.compile(r"^[a-z]+(?:[-_.][a-z]+){1,3}$")


def is_byline(block: Block) -> bool:
    return block.words <= 16 and bool(_names_in(block.text, alone=True))


def _names_in(text: str, *, alone: bool) -> tuple[str, ...]:
    """The names in a byline: after "by", or before a date or a separator; alone on a line only if `alone`."""
    text = " ".join(text.split())[:160]
    if by := _BY.search(text):
        return split_names(_cut_date(text[by.end() :]))
    if dates.find(text):
        parts = re.split(r"\s*[|·•–—]\s*|\s+-\s+", _cut_date(text))
        return next((names for part in parts if (names := split_names(part))), ())
    titled = _TITLED.match(text)
    if alone and titled and is_name(titled.group(1)):
        return split_names(titled.group(1))
    parts = re.split(r",\s*(?:and )?| and | & | und | et | y ", text)
    return split_names(text) if alone and all(is_name(part) for part in parts) else ()


def _cut_date(text: str) -> str:
    printed = dates.find(text)
    if printed is None:
        return text
    before, after = _WEEKDAY.sub("", text[: printed.start]), text[printed.end :]
    return f"{before.strip(' ,|·•–—-')} | {after.strip(' ,|·•–—-')}"


def bylines(blocks: tuple[Features, ...], title: int) -> dict[int, tuple[str, ...]]:
    """Blocks near the title that name the author, in order; a label such as "By" alone names nobody."""
    found: dict[int, tuple[str, ...]] = {}
    prose = 0
    for index in range(max(0, title - 3), min(title + 9, len(blocks))):
        block, explicit = blocks[index], bool(_BY.search(blocks[index].text))
        prose += index > title and block.prose and block.words >= 18 and not explicit
        if prose > 1:
            break
        if index == title or block.words > 18 or (index < title and not explicit and not block.day):
            continue
        following = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if _BY_ALONE.match(block.text) and is_name(following):
            found |= {index: (), index + 1: split_names(following)}
        elif names := _names_in(block.text, alone=index > title and not prose and block.shape is not Shape.ITEM):
            found.setdefault(index, names)
    return found


def authors(blocks: tuple[Features, ...], meta: Meta, title: int, named: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The authors: as the page states them, from the byline, or from the end of the text if that is beyond doubt."""
    if stated := tuple(dict.fromkeys(name for text in meta.authors for name in _stated(text))):
        return stated
    if names := next((names for text in meta.bylines if (names := _names_in(text, alone=True))), ()):
        return names
    explicit = [
        name
        for index, names in named.items()
        if _BY.search(blocks[index].text) or named.get(index - 1) == ()
        for name in names
    ]
    chosen = tuple(dict.fromkeys(explicit)) or next(filter(None, named.values()), ())
    guests = (found for block in blocks[title : title + 8] if (found := _GUEST.search(block.text[:300])))
    return chosen or next((split_names(guest.group(1)) for guest in guests), ()) or _author_at_end(blocks, title)


def _stated(text: str) -> tuple[str, ...]:
    """The names that a head gives, which may stand there as a part of an address: `jo-lindqvist`."""
    text = re.sub(rf"^{_WORD}\s+", "", text.strip(), flags=re.IGNORECASE)
    if _SLUG.match(text):
        parts = re.split(r"[-_.]", text)
        text = " ".join(part if part in {"de", "van", "von", "der"} else part.capitalize() for part in parts)
    return split_names(text) if "@" not in text else ()


def _author_at_end(blocks: tuple[Features, ...], title: int) -> tuple[str, ...]:
    """A name under the text: presented, written under a greeting, or standing there twice.

    Lists of blurbs at the end of pages name authors of other articles, each after a text of its own; so a name counts
    only when no other person is presented in the same way.
    """
    proses = [i for i, b in enumerate(blocks) if i > title and b.prose and b.words >= 22]
    last = blocks[proses[len(proses) // 2] :] if proses else ()
    found: list[str] = []
    elsewhere = False
    for before, block, following in zip(last, last[1:], (*last[2:], None), strict=False):
        text, after = block.text.strip(), following.text.strip() if following else ""
        elsewhere = elsewhere or block.sign == "related posts"
        presented = next((told.group(1) for form in _PRESENTED if (told := form.match(text))), "")
        if _BY.match(text) and block.words <= 8 and not elsewhere:
            found += _names_in(text, alone=False)[:2]
        elif _BY_ALONE.match(text) and is_name(after):
            found.append(after)
        elif is_name(text) and (_GREETING.match(before.text) or after == text):
            found.append(text)
        elif is_name(presented) and block.words <= 90:
            found.append(presented)
    return (found[0],) if len(set(found)) == 1 else ()
