"""Finds title, authors, publisher, date and address of an article; what the text does not say stays empty."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from playbook.importer import dates
from playbook.importer.chrome import is_prose, sign
from playbook.importer.names import is_name, split_names
from playbook.importer.series import chains, marks
from playbook.importer.values import Block, Meta, Shape, SourceFound
from playbook.importer.wording import imperative, promise

_TOP = 60
_SITE = re.compile(r"^(.{4,}?)\s+(?:[|»·•–—-]|::)\s+([^|»·•–—]{2,45})$")
_SITE_FIRST = re.compile(r"^([^|»·•–—:]{2,40}?)\s+(?:[|»·•–—-]|::)\s+(.{12,})$")
_STUCK = re.compile(
    r"^(?:last updated|updated|published|posted|title|titel|headline|subject|betreff|article)\s*:\s*", re.IGNORECASE
)
_BY = re.compile(
    r"^(?:(?:posted|written|published|edited|words|story|interview|reported|contributed|article|text|guest "
    r"post|a post|geschrieben|écrit|escrito) )?"
    r"(?:by|von|par|por)\s*:?\s+(?=[A-ZÀ-Þ])|^(?:author|autor|autorin|auteur|written by|posted by|words by)s?\s*:\s*",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(
    r"(?:[|·•,–—-]|\d|^posted.{0,30}|^published.{0,30}|min read)\s*(?:by|von|par|por) (?=[A-ZÀ-Þ])", re.IGNORECASE
)
_BY_ALONE = re.compile(r"^(?:by|written by|posted by|author|authors|autor|von|par|por|words by)\s*:?$", re.IGNORECASE)
_AFTER_NAME = re.compile(r"^\s*(?:[|·•,–—(\-]|on\b|in\b|at\b|\d|$|am\b|le\b|el\b|posted|published)", re.IGNORECASE)
_UPDATED = re.compile(
    r"\b(?:updated|modified|revised|aktualisiert|mis à jour|actualizado|accessed|retrieved)\b", re.IGNORECASE
)
_PUBLISHED = re.compile(r"\b(?:published|posted|written|date|veröffentlicht|publié|publicado|created)\b", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:About|Über|À propos de|Sobre) (.{4,40}?):?$")
_NAME_IS = re.compile(
    r"^((?:[A-ZÀ-Þ][\w.’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+),? (?:is|was|has|writes|leads|serves|works|ist|est|es)\b"
)
_POSITION = re.compile(
    r"\b(?:editor|director|president|officer|founder|partner|manager|consultant|author|writer|journalist|"
    r"analyst|professor|head of|head|"
    r"ceo|cio|cmo|cfo|cto|vp|principal|reporter|covers|covering|writes|speaker|strategist|advises|expert|"
    r"coach|nerd|blogger|follow)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:consultanc(?:y|ies)|company|provider|firm|agency|platform|vendor|organi[sz]ation|association|"
    r"clients|helps|offices|provides|our team|subsidiary|brand)\b",
    re.IGNORECASE,
)
_GUEST = re.compile(
    r"\b(?:guest (?:post|article|column|blog)|(?:post|article|column|story|essay|piece) (?:was )?(?:written|"
    r"contributed)|(?:originally )?written) by "
    r"((?:[A-ZÀ-Þ][\w’'-]+ ){1,3}[A-ZÀ-Þ][\w’'-]+)"
)
_URL = re.compile(
    r"^(?:(?:original )?(?:source|url|link|quelle|originally published (?:at|on))\s*:?\s*)?(https?://[^\s<>\"')]{8,3"
    r"00})\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the article and where it stands: the block of the title, and the blocks of metadata."""

    source: SourceFound
    title: int
    spare: frozenset[int]


def find(blocks: tuple[Block, ...], meta: Meta, fallback: date | None = None) -> Facts:
    """The facts of an article. `fallback` is a date that a library read off a page, used if nothing else says one."""
    place, title, publisher = _title(blocks, meta)
    bylines = {} if not blocks else _bylines(blocks, place)
    authors = _authors(blocks, meta, place, bylines)
    stamped = _dated(blocks, place)
    printed = dates.find(meta.published)
    published = printed.day if printed else next((d for _, d in stamped), fallback)
    url = meta.url or next((m.group(1) for b in blocks[:8] if (m := _URL.match(b.text))), "")
    spare = frozenset(bylines) | frozenset(i for i, _ in stamped)
    spare |= {i for i, b in enumerate(blocks[: place + 12]) if _is_meta_line(b) and i != place}
    return Facts(
        SourceFound(title, authors, meta.publisher or publisher, published, url),
        place,
        frozenset(i for i in spare if i != place),
    )


# --- title ---------------------------------------------------------------------------------------------------------


def _title(blocks: tuple[Block, ...], meta: Meta) -> tuple[int, str, str]:
    """The block of the title (0 if none), the title, and the publisher if the title names one."""
    stated = [" ".join(t.split()) for t in meta.titles]
    candidates = [i for i in range(min(len(blocks), 400)) if _may_be_title(blocks[i])]
    for index in candidates:
        block = blocks[index]
        if block.shape is Shape.HEADING and block.level <= 2 and any(_same_title(block.text, t) for t in stated):
            return index, _cleaned(block.text), _publisher(block.text, stated)
    if stated:
        first = next((i for i in candidates if any(_same_title(blocks[i].text, t) for t in stated)), None)
        if first is not None:
            return first, _cleaned(blocks[first].text), _publisher(blocks[first].text, stated)
        heads = [
            i for i in candidates if blocks[i].shape is Shape.HEADING and blocks[i].level == 1 and not blocks[i].aside
        ]
        bare, site = _without_site(stated[0], stated)
        return (heads[0] if heads else 0), bare, site
    top = [i for i in candidates if i < _TOP]
    if not top:
        return 0, "", ""
    counted = {m.block for chain in chains(marks(blocks[:_TOP])) for m in chain.marks if not m.form.startswith("space")}
    scored = [(_title_score(blocks, i) - 4.0 * (i in counted), -i) for i in top]
    score, negative = max(scored)
    index = -negative
    if score < 0.5:
        return 0, "", ""
    index = _above_standfirst(blocks, index, {-place: value for value, place in scored})
    text = _cleaned(blocks[index].text)
    bare, site = _without_site(text, [b.text for b in blocks[:_TOP]])
    return index, bare, site


def _above_standfirst(blocks: tuple[Block, ...], index: int, scores: dict[int, float]) -> int:
    """The title, where the best line is the longer sentence under it."""
    above = index - 1
    known = scores.get(above, -9.0)
    if (
        blocks[index].words < 9
        or (promise(blocks[index].text) or (0, ""))[1] == "advice"
        or " / " in blocks[above].text
    ):
        return index
    if known >= 2.0 and known >= scores[index] - 3.0 and 4 <= blocks[above].words < blocks[index].words:
        return above
    return index


def _may_be_title(block: Block) -> bool:
    return (
        1 <= block.words <= 28
        and 4 <= len(block.text) <= 220
        and not block.aside
        and sign(block) is None
        and not block.mark
    )


def _title_score(blocks: tuple[Block, ...], index: int) -> float:
    """How much a line of a plain text looks like its title: by length, place, neighbours and repetition."""
    block = blocks[index]
    text = _cleaned(block.text)
    words = len(text.split())
    if (
        len(re.findall(r"\s[|·•\u203a/>]\s", text)) >= 2
        or text.count(" / ") >= 2
        or re.search(r"\bNo\. \d+$|^for immediate release|\bpage \d+$", text, re.IGNORECASE)
    ):
        return -5.0
    if _is_meta_line(block) or is_name(text) or "»" in text or " > " in text or words < 2:
        return -5.0
    score = {2: -1.0, 3: 1.0}.get(words, 1.5 if words <= 18 else 0.0)
    score -= 0.7 if re.match(r"^[^\W\d_]+: [a-z]", text) else 0.0
    if block.shape is Shape.HEADING:
        score += {1: 3.0, 2: 1.0}.get(block.level, 0.0)
    if text[-1:] in ".;,":
        score -= 1.5
    elif text[-1:] == ":":
        score -= 2.0
    below = blocks[index + 1 : index + 5]
    stamped = [place for place, b in enumerate(below) if _is_meta_line(b) or _is_byline(b)]
    score += {0: 2.0, 1: 1.7, 2: 0.7, 3: 0.5}[stamped[0]] if stamped else 0.0
    headed = any(b.words >= 4 and not _is_meta_line(b) for b in blocks[: max(0, index - 1)])
    if index and not stamped and not headed and (_is_meta_line(blocks[index - 1]) or _is_byline(blocks[index - 1])):
        score += 1.7
    above = blocks[index - 1] if index else None
    if above is not None and above.words >= 4 and _may_be_title(above) and not _is_meta_line(above) and not block.gap:
        # A standfirst under the title.
        score -= 1.5
    if any(is_prose(b) and b.words >= 18 for b in below):
        score += 1.5
    lowered = text.lower()
    others = [_cleaned(b.text).lower() for i, b in enumerate(blocks[:_TOP]) if i != index and abs(i - index) < 40]
    if lowered in others and words >= 3:
        score += 1.2
    elif words >= 4 and any(lowered in other and len(other) < len(lowered) + 60 for other in others):
        score += 2.0
    if (promise(text) or (0, ""))[1] == "advice":
        score += 0.8
    first_prose = next(
        (i for i, b in enumerate(blocks) if is_prose(b) and b.words >= 22 and sign(b) is None), len(blocks)
    )
    if index > first_prose:
        score -= 2.5
    if index == 0:
        score += 1.0
    score -= 0.03 * index
    capitals = sum(w[:1].isupper() for w in text.split()) / words
    score += 0.3 if capitals > 0.6 and words > 3 else 0.0
    if is_prose(block) and block.text[-1:] == ".":
        score -= 1.0
    if imperative(text) and index > 3:
        score -= 0.3
    return score


def _cleaned(text: str) -> str:
    return _STUCK.sub("", " ".join(text.split()))


def _same_title(text: str, stated: str) -> bool:
    mine, theirs = _letters(text), _letters(stated)
    if len(mine) < 6:
        return False
    parts = {_letters(part) for part in re.split(r"\s+[|»·•–—-]\s+", stated)}
    return (
        mine == theirs
        or mine in parts
        or (mine in theirs and len(mine) >= 0.45 * len(theirs))
        or (theirs in mine and len(theirs) >= 0.7 * len(mine))
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def _publisher(title: str, stated: list[str]) -> str:
    """The name of the site, where a stated title is the title and then the site."""
    for other in stated:
        for pattern in (_SITE, _SITE_FIRST):
            match = pattern.match(other)
            if match:
                site, bare = (match.group(2), match.group(1)) if pattern is _SITE else match.groups()
                if _letters(bare) == _letters(title) and not site.lower().startswith("by "):
                    return site.strip()
    return ""


def _without_site(title: str, others: list[str]) -> tuple[str, str]:
    """The title without the site's name, if the rest also stands alone or the ending is no part of a sentence."""
    match = _SITE.match(title)
    if match:
        bare, site = match.group(1), match.group(2)
        alone = any(_letters(other) == _letters(bare) for other in others)
        if (
            alone
            or " | " in title
            or (len(others) == 1 and len(site.split()) <= 4 and site[:1].isupper() and " - " in title)
        ):
            return bare.strip(), site.strip()
    first = _SITE_FIRST.match(title)
    if first and any(_letters(other) == _letters(first.group(2)) for other in others):
        return first.group(2).strip(), first.group(1).strip()
    return title, ""


# --- date ----------------------------------------------------------------------------------------------------------


def _is_meta_line(block: Block) -> bool:
    """A short line that is mostly a date, a reading time or both."""
    text = block.text
    if block.words > 16 or len(text) > 140:
        return False
    printed = dates.find(text)
    if printed is None:
        return bool(
            re.match(
                r"^\d{1,3}[ -]?(?:min(?:ute)?s?\b|Min\.|minutos).{0,20}$|^reading time\b.{0,30}$|^(?:opinion|feature|"
                r"analysis|interview|news)$",
                text,
                re.IGNORECASE,
            )
        )
    rest = text[: printed.start] + text[printed.end :]
    rest_words = re.findall(r"[^\W\d_]{2,}", rest)
    return len(rest_words) <= 9 and not re.search(r"[a-z]{3,}[.!?]$", text)


def _dated(blocks: tuple[Block, ...], title: int) -> list[tuple[int, date]]:
    """Dates printed with the article, best first: near the title, then in the dateline, then labelled further down."""
    found: list[tuple[float, int, date]] = []
    prose = 0
    for index, block in enumerate(blocks[: title + 400]):
        if index > title and is_prose(block) and not _is_meta_line(block):
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
        if not (near and _is_meta_line(block)) and not (labelled and block.words <= 14):
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


# --- authors -------------------------------------------------------------------------------------------------------


def _is_byline(block: Block) -> bool:
    return block.words <= 16 and bool(_names_in(block.text, alone=True))


def _names_in(text: str, *, alone: bool) -> tuple[str, ...]:
    """The names in a byline: after "by", or before a date or a separator; alone on a line only if `alone`."""
    text = " ".join(text.split(" "))[:160]
    by = _BY.match(text) or _BY_INSIDE.search(text)
    if by:
        return split_names(_cut_date(text[by.end() :]))
    if dates.find(text) or re.search(r"\bmin(?:ute)?s? read\b", text):
        for part in re.split(r"\s*[|·•–—]\s*|\s+-\s+|\t|\s{2,}", _cut_date(text)):
            names = split_names(part)
            if names:
                return names
        return ()
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
        r"\b(?:on|am|le|el|posted|published|mon|tue|wed|thu|fri|sat|sun)(?:day|s|nes|r|rs|ur)?\.?,?\s*$|\b(?:Monday|"
        r"Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s*$",
        "",
        before,
        flags=re.IGNORECASE,
    )
    return before.strip(" ,|·•–—-") + " | " + after.strip(" ,|·•–—-")


def _bylines(blocks: tuple[Block, ...], title: int) -> dict[int, tuple[str, ...]]:
    """Blocks near the title that name the author, in order."""
    found: dict[int, tuple[str, ...]] = {}
    prose = 0
    for index in range(max(0, title - 3), min(title + 9, len(blocks))):
        block = blocks[index]
        if index == title:
            continue
        if index > title and is_prose(block) and block.words >= 18 and not _BY.match(block.text):
            prose += 1
            if prose > 1:
                break
        explicit = bool(_BY.match(block.text) or _BY_INSIDE.search(block.text))
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


def _authors(blocks: tuple[Block, ...], meta: Meta, title: int, bylines: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
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
        for i, names in bylines.items()
        if _BY.match(blocks[i].text) or (i - 1 in bylines and not bylines[i - 1])
        for n in names
    ]
    chosen = explicit or [n for names in list(bylines.values())[:1] for n in names]
    if not chosen and bylines:
        chosen = [n for names in bylines.values() for n in names][:1]
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
        elif (_BY.match(block.text) and block.words <= 8) and not block.mark and not elsewhere:
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
