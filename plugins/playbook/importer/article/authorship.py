"""Finds who wrote an article: in a byline, or at the end of the text if that is beyond doubt."""

from __future__ import annotations

import re
from collections import Counter

from playbook.importer.blocks import dates
from playbook.importer.blocks.chrome import sign
from playbook.importer.blocks.names import is_name, split_names
from playbook.importer.source.values import Block, Meta, Shape, is_prose

BY = re.compile(
    r"^(?:(?:posted|written|published|updated|edited|added|submitted|authored|filed|"
    r"words|story|interview|reported|contributed|article|text|guest "
    r"post|a post|geschrieben|écrit|escrito) )?"
    r"(?:by|von|par|por)\s*:?\s+(?=[A-ZÀ-Þ])|^(?:author|autor|autorin|auteur|written by|posted by|words by)s?\s*:\s*",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(
    r"(?:[|·•,–—-]|\d|^posted.{0,30}|^published.{0,30}|min read)\s*(?:by|von|par|por) (?=[A-ZÀ-Þ])", re.IGNORECASE
)
_BY_ALONE = re.compile(r"^(?:by|written by|posted by|author|authors|autor|von|par|por|words by)\s*:?$", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:About|Über|À propos de|Sobre) (.{4,40}?):?$")
_NAME_IS = re.compile(
    r"^((?:[A-ZÀ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+),? (?:is|was|has|writes|leads|serves|works|ist|est|es)\b"
)
_POSITION = re.compile(
    r"\b(?:editor|director|president|officer|founder|partner|manager|consultant|author|writer|journalist|"
    r"analyst|professor|head of|head|"
    r"ceo|cio|cmo|cfo|cto|vp|principal|reporter|covers|covering|writes|speaker|strategist|advises|expert|"
    r"coach|nerd|blogger|follow|contributor|columnist|correspondent|staff|guest)\b",
    re.IGNORECASE,
)
_NOT_MORE = re.compile(rf"^@|{_POSITION.pattern}", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:consultanc(?:y|ies)|company|provider|firm|agency|platform|vendor|organi[sz]ation|association|"
    r"clients|helps|offices|provides|our team|subsidiary|brand)\b",
    re.IGNORECASE,
)
_GUEST = re.compile(
    r"\b(?:guest (?:post|article|column|blog)(?: is| was)?|"
    r"(?:post|article|column|story|essay|piece) (?:was )?(?:written|"
    r"contributed)|(?:originally )?written) by "
    r"((?:[A-ZÀ-Þ][\w’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+)"
)


def is_byline(block: Block) -> bool:
    return block.words <= 16 and bool(_names_in(block.text, alone=True))


def _names_in(text: str, *, alone: bool) -> tuple[str, ...]:
    """The names in a byline: after "by", or before a date or a separator; alone on a line only if `alone`."""
    text = " ".join(text.split(" "))[:160]
    if text[:1] in {"—", "–", "-", "~"}:
        return ()  # Under a motto stands who said it.
    by = BY.match(text) or _BY_INSIDE.search(text)
    if by:
        return split_names(_cut_date(text[by.end() :]))
    if dates.find(text) or re.search(r"\bmin(?:ute)?s? read\b", text):
        for part in re.split(r"\s*[|·•–—]\s*|\s+-\s+|\t|\s{2,}", _cut_date(text)):
            names = split_names(part)
            if names:
                return names
        return ()
    titled = re.match(r"([^,|·•]{5,40}?)\s*[,|·•]\s*(.+)$", text)
    if alone and titled and is_name(titled.group(1)) and _NOT_MORE.search(titled.group(2)):
        return split_names(titled.group(1))
    return split_names(text) if alone and is_name(re.split(r",| and | & | und | et ", text)[0]) and _whole(text) else ()


def _whole(text: str) -> bool:
    """Nothing but names: "Sofia Lindgren and Pedro Alves"."""
    return all(is_name(part) for part in re.split(r",\s*(?:and )?| and | & | und | et ", text) if part)


def _cut_date(text: str) -> str:
    printed = dates.find(text)
    if printed is None:
        return text
    before, after = text[: printed.start], text[printed.end :]
    before = re.sub(
        r"\b(?:on|at|am|le|el|posted|published|mon|tue|wed|thu|fri|sat|sun)(?:day|s|nes|r|rs|ur)?\.?,?\s*$|\b(?:Monday|"
        r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s*$",
        "",
        before,
        flags=re.IGNORECASE,
    )
    return before.strip(" ,|·•–—-") + " | " + after.strip(" ,|·•–—-")


def bylines(blocks: tuple[Block, ...], title: int) -> dict[int, tuple[str, ...]]:
    """Blocks near the title that name the author, in order."""
    found: dict[int, tuple[str, ...]] = {}
    prose = 0
    for index in range(max(0, title - 3), min(title + 9, len(blocks))):
        block = blocks[index]
        if index == title:
            continue
        if index > title and is_prose(block) and block.words >= 18 and not BY.match(block.text):
            prose += 1
            if prose > 1:
                break
        explicit = bool(BY.match(block.text) or _BY_INSIDE.search(block.text))
        dated = bool(dates.find(block.text))
        if (index < title and not explicit and not dated) or block.words > 18:
            continue
        if _BY_ALONE.match(block.text) and index + 1 < len(blocks) and is_name(blocks[index + 1].text):
            found[index] = ()
            found[index + 1] = split_names(blocks[index + 1].text)
            continue
        names = _names_in(block.text, alone=index > title and prose == 0 and block.shape is not Shape.ITEM)
        if names:
            found.setdefault(index, names)
    return found


def authors(blocks: tuple[Block, ...], meta: Meta, title: int, named: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """The authors: as the page states them, from the byline, or from the end of the text if that is beyond doubt."""
    stated = [name for text in meta.authors for name in _stated(text)]
    if stated:
        return tuple(dict.fromkeys(stated))
    for text in meta.bylines:
        names = _names_in(text, alone=True)
        if names:
            return names
    explicit = [
        n
        for i, names in named.items()
        if BY.match(blocks[i].text) or (i - 1 in named and not named[i - 1])
        for n in names
    ]
    chosen = explicit or [n for names in list(named.values())[:1] for n in names]
    if not chosen and named:
        chosen = [n for names in named.values() for n in names][:1]
    return tuple(dict.fromkeys(chosen)) or _guest(blocks, title) or _author_at_end(blocks, title)


def _guest(blocks: tuple[Block, ...], title: int) -> tuple[str, ...]:
    """ "This is a guest post by Jo Blunt." somewhere in the first paragraphs."""
    for block in blocks[title : title + 8]:
        match = _GUEST.search(block.text[:300])
        if match:
            return split_names(match.group(1))
    return ()


def _stated(text: str) -> tuple[str, ...]:
    text = re.sub(r"^(?:by|von|par|por)\s+", "", text.strip(), flags=re.IGNORECASE)
    return split_names(text) if "@" not in text else ()


def _author_at_end(blocks: tuple[Block, ...], title: int) -> tuple[str, ...]:
    """A name under the text: after "About", "Written by", repeated, or beginning a biography.

    Lists of blurbs at the end of pages name authors of other articles, each after a text of its own; so a name counts
    only when no other person is presented in the same way.
    """
    found: list[str] = []
    proses = [i for i, b in enumerate(blocks) if i > title and is_prose(b) and b.words >= 22]
    if not proses:
        return ()
    half = proses[len(proses) // 2]
    elsewhere = False
    for index in range(half, len(blocks)):
        block = blocks[index]
        listed = sign(block)
        elsewhere = elsewhere or (listed is not None and listed.reason == "related posts")
        following = blocks[index + 1].text if index + 1 < len(blocks) else ""
        about = _ABOUT.match(block.text)
        if about and is_name(about.group(1)) and not _COMPANY.search(following[:200]):
            found.append(about.group(1))
        elif BY.match(block.text) and block.words <= 8 and not block.mark and not elsewhere and index <= proses[-1] + 4:
            found += _names_in(block.text, alone=False)[:2]
        elif _BY_ALONE.match(block.text) and is_name(following):
            found.append(following)
        elif is_name(block.text) and not block.mark and following.strip() == block.text.strip():
            found.append(block.text.strip())
        elif (
            (bio := _NAME_IS.match(block.text))
            and is_name(bio.group(1))
            and index > half
            and _POSITION.search(block.text[bio.end() : bio.end() + 160])
        ):
            if block.words <= 90 and index >= proses[-1] - 1:
                found.append(bio.group(1))
        elif is_name(block.text) and _signs_off(blocks, index):
            found.append(block.text.strip())
    names = Counter(" ".join(name.split()) for name in found)
    return (next(iter(names)),) if len(names) == 1 else ()


def _signs_off(blocks: tuple[Block, ...], index: int) -> bool:
    """A letter ends with a greeting and a name."""
    before = blocks[index - 1].text if index else ""
    return bool(
        re.match(
            r"^(?:yours|regards|best|sincerely|kind regards|best wishes|cheers|herzlich|mit freundlichen|cordialement|"
            r"saludos)\b.{0,30}$",
            before,
            re.IGNORECASE,
        )
    )
