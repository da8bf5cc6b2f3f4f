"""Finds who wrote an article: in a byline, or at the end of the text if that is beyond doubt."""

from __future__ import annotations

import re
from collections import Counter

from playbook.importer.blocks import dates
from playbook.importer.blocks.features import Features
from playbook.importer.blocks.names import is_name, split_names
from playbook.importer.language import pattern
from playbook.importer.source.values import Block, Meta, Shape

_WORD = pattern("byline", "by")
_BEGINS = pattern("byline", "begins")
_BY = re.compile(
    rf"^(?:{_BEGINS} )?{_WORD}\s*:?\s+(?=[A-ZÀ-Þ])|^{pattern('byline', 'labels')}s?\s*:\s*(?!$)", re.IGNORECASE
)
_BY_INSIDE = re.compile(
    rf"(?:[|·•,–—-]|\d|^posted.{{0,30}}|^published.{{0,30}}|min read)\s*{_WORD} (?=[A-ZÀ-Þ])", re.IGNORECASE
)
_BY_ALONE = re.compile(rf"^{pattern('byline', 'labels')}s?\s*:?$", re.IGNORECASE)
_ABOUT = re.compile(rf"^{pattern('around', 'about')} (.{{4,40}}?):?$")
_PERSON = r"(?:[A-ZÀ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+"
_NAME_IS = re.compile(rf"^({_PERSON}),? {pattern('around', 'is_one')}\b")
_POSITION = re.compile(rf"\b{pattern('byline', 'position')}\b", re.IGNORECASE)
_COMPANY = re.compile(rf"\b{pattern('byline', 'company')}\b", re.IGNORECASE)
_GUEST = re.compile(
    r"\b(?:guest (?:post|article|column|blog)(?: is| was)?|(?:post|article|column|story|essay|piece) (?:was )?"
    rf"(?:written|contributed)|(?:originally )?written) by ({_PERSON})"
)
_WEEKDAY = re.compile(
    r"\b(?:on|at|am|le|el|posted|published|mon|tue|wed|thu|fri|sat|sun)(?:day|s|nes|r|rs|ur)?\.?,?\s*$", re.IGNORECASE
)
_GREETING = re.compile(rf"^{pattern('byline', 'greetings')}\b.{{0,30}}$", re.IGNORECASE)
_SLUG = re.compile(r"^[a-z]+(?:[-_.][a-z]+){1,3}$")
_PARTS = re.compile(r",\s*(?:and )?| and | & | und | et | y ")


def is_byline(block: Block) -> bool:
    return block.words <= 16 and bool(_names_in(block.text, alone=True))


def _names_in(text: str, *, alone: bool) -> tuple[str, ...]:
    """The names in a byline: after "by", or before a date or a separator; alone on a line only if `alone`."""
    text = " ".join(text.split(" "))[:160]
    if text[:1] in {"—", "–", "-", "~"}:
        return ()  # Under a motto stands who said it.
    by = _BY.match(text) or _BY_INSIDE.search(text)
    if by:
        return split_names(_cut_date(text[by.end() :]))
    if dates.find(text) or re.search(r"\bmin(?:ute)?s? read\b", text):
        parts = re.split(r"\s*[|·•–—]\s*|\s+-\s+|\t|\s{2,}", _cut_date(text))
        return next((names for part in parts if (names := split_names(part))), ())
    titled = re.match(r"([^,|·•]{5,40}?)\s*[,|·•]\s*(.+)$", text)
    presented = titled and is_name(titled.group(1)) and re.search(rf"^@|{_POSITION.pattern}", titled.group(2), re.I)
    if alone and titled and presented:
        return split_names(titled.group(1))
    return split_names(text) if alone and all(is_name(part) for part in _PARTS.split(text) if part) else ()


def _cut_date(text: str) -> str:
    printed = dates.find(text)
    if printed is None:
        return text
    before = _WEEKDAY.sub("", _WEEKDAY.sub("", text[: printed.start]))
    return before.strip(" ,|·•–—-") + " | " + text[printed.end :].strip(" ,|·•–—-")


def bylines(blocks: tuple[Features, ...], title: int) -> dict[int, tuple[str, ...]]:
    """Blocks near the title that name the author, in order; a label such as "By" alone names nobody."""
    found: dict[int, tuple[str, ...]] = {}
    prose = 0
    for index in range(max(0, title - 3), min(title + 9, len(blocks))):
        block = blocks[index]
        if index == title:
            continue
        if index > title and block.prose and block.words >= 18 and not _BY.match(block.text):
            prose += 1
            if prose > 1:
                break
        explicit = bool(_BY.match(block.text) or _BY_INSIDE.search(block.text))
        if (index < title and not explicit and not block.day) or block.words > 18:
            continue
        if _BY_ALONE.match(block.text) and index + 1 < len(blocks) and is_name(blocks[index + 1].text):
            found[index] = ()
            found[index + 1] = split_names(blocks[index + 1].text)
        elif names := _names_in(block.text, alone=index > title and prose == 0 and block.shape is not Shape.ITEM):
            found.setdefault(index, names)
    return found


def authors(blocks: tuple[Features, ...], meta: Meta, title: int, named: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The authors: as the page states them, from the byline, or from the end of the text if that is beyond doubt."""
    stated = [name for text in meta.authors for name in _stated(text)]
    if stated:
        return tuple(dict.fromkeys(stated))
    if names := next((names for text in meta.bylines if (names := _names_in(text, alone=True))), ()):
        return names
    explicit = [
        name
        for index, names in named.items()
        if _BY.match(blocks[index].text) or (index - 1 in named and not named[index - 1])
        for name in names
    ]
    chosen = explicit or next((list(names) for names in named.values() if names), [])
    return tuple(dict.fromkeys(chosen)) or _guest(blocks, title) or _author_at_end(blocks, title)


def _stated(text: str) -> tuple[str, ...]:
    """The names that a head gives, which may stand there as a part of an address: `jo-lindqvist`."""
    text = re.sub(rf"^{_WORD}\s+", "", text.strip(), flags=re.IGNORECASE)
    if _SLUG.match(text):
        text = " ".join(
            part if part in {"de", "van", "von", "der"} else part.capitalize() for part in re.split(r"[-_.]", text)
        )
    return split_names(text) if "@" not in text else ()


def _guest(blocks: tuple[Features, ...], title: int) -> tuple[str, ...]:
    """ "This is a guest post by Jo Blunt." somewhere in the first paragraphs."""
    found = (_GUEST.search(block.text[:300]) for block in blocks[title : title + 8])
    return next((split_names(match.group(1)) for match in found if match), ())


def _author_at_end(blocks: tuple[Features, ...], title: int) -> tuple[str, ...]:
    """A name under the text: after "About", "Written by", repeated, or beginning a biography.

    Lists of blurbs at the end of pages name authors of other articles, each after a text of its own; so a name counts
    only when no other person is presented in the same way.
    """
    proses = [i for i, b in enumerate(blocks) if i > title and b.prose and b.words >= 22]
    if not proses:
        return ()
    half = proses[len(proses) // 2]
    elsewhere = False
    found: list[str] = []
    for index in range(half, len(blocks)):
        elsewhere = elsewhere or blocks[index].sign == "related posts"
        found += _presented(blocks, index, proses[-1], elsewhere=elsewhere, half=half)
    names = Counter(" ".join(name.split()) for name in found)
    return (next(iter(names)),) if len(names) == 1 else ()


def _presented(blocks: tuple[Features, ...], index: int, last: int, *, elsewhere: bool, half: int) -> tuple[str, ...]:
    """Whom a block at the end of a text presents. `last` is the last paragraph, `half` one in the middle."""
    block = blocks[index]
    following = blocks[index + 1].text if index + 1 < len(blocks) else ""
    about = _ABOUT.match(block.text)
    if about and is_name(about.group(1)) and not _COMPANY.search(following[:200]):
        return (about.group(1),)
    if _BY.match(block.text) and block.words <= 8 and not block.mark and not elsewhere and index <= last + 4:
        return _names_in(block.text, alone=False)[:2]
    if _BY_ALONE.match(block.text) and is_name(following):
        return (following,)
    if is_name(block.text) and (
        _signs_off(blocks, index) or (not block.mark and following.strip() == block.text.strip())
    ):
        return (block.text.strip(),)
    told = _NAME_IS.match(block.text)
    if not told or not is_name(told.group(1)) or index <= half or block.words > 90 or index < last - 1:
        return ()
    return (told.group(1),) if _POSITION.search(block.text[told.end() : told.end() + 160]) else ()


def _signs_off(blocks: tuple[Features, ...], index: int) -> bool:
    """A letter ends with a greeting and a name."""
    return bool(index and _GREETING.match(blocks[index - 1].text))
