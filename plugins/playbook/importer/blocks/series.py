"""Finds numbers at the start of blocks, and the series that they count: "1.", "Tip #2", "III.", "Fourthly,"."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from playbook.importer.blocks.announcing import number, ordinal
from playbook.importer.source.values import Block, Shape

MOST = 60
_ROMAN = {word: value for value, word in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
# Each form of a number that may stand before a text, the first that fits counts.
_FORMS = tuple(
    (form, re.compile(pattern))
    for form, pattern in (
        ("hash", r"^#\s?(\d{1,2})\s*(?:[.:)–—-]+\s*|\s+)(?=\S)"),
        ("bracket", r"^[(\[](\d{1,2})[)\]]\s*(?=\S)"),
        ("dot", r"^(\d{1,2})\.(?:\)|:)?(?:\s+|(?=[^\W\d_]))(?=\S)"),
        ("paren", r"^(\d{1,2})\)\s*(?=\S)"),
        ("colon", r"^(\d{1,2}):\s+(?=\S)"),
        ("slash", r"^(\d{1,2})\s?/\s+(?=[^\W\d_])"),
        ("dash", r"^(\d{1,2})\s*[-–—―|]\s+(?=\S)"),
        ("keycap", "^(\\d)\ufe0f?\u20e3\\s*(?=\\S)"),
        ("space", r"^0?(\d{1,2})\s+(?=[A-ZÀ-Ý“\"‘])"),
        # Slides lose the space behind their number.
        ("glued", r"^(\d{1,2})(?=[“\"‘]?[A-ZÀ-Ý][a-zà-ÿ’']+ )"),
        ("circled", "^([\u2460-\u2473\u2776-\u277f\u2780-\u2793])\\s*(?=\\S)"),
        ("label", r"^(?!(?i:page|seite|slide|fig|figure|table|photo|image|chapter|episode|vol|volume|comment)\b)"
         r"(?P<name>[^\W\d_]{2,14}(?: (?:No|Nr|Number|number)\.?)?|No|Nr|N)(?:[.°º]\s*|\s+|\s*(?=[#№]))[#№]?\s?"
         r"(\d{1,2}|[IVX]{1,4}|[^\W\d_]{2,9})\s*(?:[:.)–—|-]+\s*|$)"),
        ("roman", r"^([IVX]{1,4})[.)]\s+(?=\S)"),
        ("roman", r"^\(([ivx]{1,4})\)\s+(?=\S)"),
        ("coded", r"^(?P<name>[A-Z]{1,2})-?(\d{1,2})[.):]?\s+(?=[A-ZÀ-Ý])"),
        ("letter", r"^([A-K])[.)]\s+(?=\S)"),
        ("ordinal", r"^(?:[Tt]he )?([^\W\d_]{4,14})(?:,|:| –| -|\b(?= (?:is|step|tip|rule|thing|lesson|and|of)\b))\s*"),
        ("lone", r"^[#(]?0?(\d{1,2})[.):]?$"),
    )
)  # fmt: skip
# Emoji and arrows that stand before a number.
_SYMBOLS = re.compile(
    '^["\u201c\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff\\s]+(?=[#(]?\\d{1,2}[.):\\s])'
)
_INLINE = re.compile(r"(?:^|(?<=[.!?:;] ))(?:\(?(\d{1,2})[.)]|([A-Z][a-z]{3,8}),) (?=\S)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the start of a block. `head` is the block whose text is named: the next one for a lone number."""

    block: int
    head: int
    form: str
    value: int
    text: str

    @property
    def bare(self) -> str:
        """The form without the level of its heading."""
        return re.sub(r"h\d$", "", self.form)


@dataclass(frozen=True, slots=True)
class Chain:
    """Marks of one form that count on from each other. `missing` are the values that are left out."""

    marks: tuple[Mark, ...]
    missing: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the text calls its points: "tip" of "Tip #3"; empty where it calls them nothing."""
        form, _, name = self.marks[0].bare.partition(" ")
        return name if form == "label" else ""


def apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, of which each that holds points 1, 2, 3 in one line is cut at these: "1) Ask. 2) Wait. 3) Tell."."""
    found: list[Block] = []
    for block in blocks:
        places = _inline(block.text) if block.shape is Shape.TEXT and block.words > 25 else []
        cuts = sorted({0, *places, len(block.text)}) if places else []
        found += [replace(block, text=block.text[a:b].strip()) for a, b in pairwise(cuts)] or [block]
    return tuple(found)


def _inline(text: str) -> list[int]:
    """Where the points of a series stand within a line: at least three that count up from 1 without a gap."""
    places: list[int] = []
    for match in _INLINE.finditer(text[:20_000]):
        if (int(match[1]) if match[1] else ordinal(match[2])) == len(places) + 1:
            places.append(match.start())
    return places if len(places) >= 3 else []


def marks(blocks: tuple[Block, ...]) -> tuple[Mark, ...]:
    """All numbers at the start of blocks, in order."""
    found = (_mark(blocks, index, block) for index, block in enumerate(blocks))
    return tuple(mark for mark in found if mark is not None and 0 < mark.value <= MOST)


def _mark(blocks: tuple[Block, ...], index: int, block: Block) -> Mark | None:
    text = _SYMBOLS.sub("", block.text[:400])
    place = f"h{block.level}" if block.shape is Shape.HEADING else ""
    if block.mark[:1].isdigit():
        return Mark(index, index, f"ol{block.level}", int(block.mark.rstrip(".")), block.text)
    for form, pattern in _FORMS:
        match = pattern.match(text)
        value = _value(form, match[match.lastindex or 0]) if match else 0
        if match and value:
            named = match.groupdict().get("name", "")
            name = f"{form} {named.lower()}" if named else form
            rest = text[match.end() :]
            head = index if rest or index + 1 == len(blocks) else index + 1
            return Mark(index, head, name + place, value, rest or blocks[head].text)
    return None


def _value(form: str, said: str) -> int:
    if form == "circled":
        code = ord(said)
        return code - 0x245F if code < 0x2776 else (code - 0x2776) % 10 + 1
    if form == "letter":
        return ord(said) - 64
    roman = _ROMAN.get(said.lower(), 0) if form == "roman" or (form == "label" and said.isupper()) else 0
    return roman or (ordinal(said) or 0 if form == "ordinal" else number(said) or ordinal(said) or 0)


def chains(found: tuple[Mark, ...]) -> tuple[Chain, ...]:
    """The series among the marks: at least two that count up or down by one, with at most one value left out at a time.

    A mark joins the series that waits for its value most closely, so a list inside an item does not end the outer one.
    Lists whose every item is numbered 1 (each copied from a list of its own) are a series as well.
    """
    # Numbers over one and the same line are those of pages.
    heads = Counter(mark.text for mark in found if mark.bare == "lone")
    found = tuple(mark for mark in found if mark.bare != "lone" or heads[mark.text] == 1)
    done: list[Chain] = []
    for form in dict.fromkeys(mark.form for mark in found):
        done += _chains_of([mark for mark in found if mark.form == form])
    for form in dict.fromkeys(mark.bare for mark in found):
        # Some points stand as headings, others as lines: together they leave nothing out.
        for chain in _chains_of([mark for mark in found if mark.bare == form]):
            if not chain.missing and _is_new(chain, done):
                done = [part for part in done if not set(part.marks) & set(chain.marks)] + [chain]
    return tuple(sorted(done, key=lambda chain: chain.marks[0].block))


def _is_new(chain: Chain, others: list[Chain]) -> bool:
    """Does a series from 1 on hold more than each of those that it is made of, one of which is not whole alone?"""
    own = set(chain.marks)
    parts = [other for other in others if own & set(other.marks)]
    whole = chain.marks[0].value == 1 and len({mark.form for mark in own}) > 1
    broken = not parts or any(part.missing or part.marks[0].value > 1 for part in parts)
    return whole and broken and all(len(part.marks) < len(own) for part in parts)


def _chains_of(found: list[Mark]) -> list[Chain]:
    waiting: list[list[Mark]] = []
    for mark in found:
        near = [(far, -own[-1].block, own) for own in waiting[-8:] if (far := _distance(own, mark)) is not None]
        if near:
            min(near, key=lambda entry: entry[:2])[2].append(mark)
        else:
            waiting.append([mark])
    chains = [_chain(own) for own in waiting if len(own) > 1]
    if not chains and len(waiting) >= 3 and all(own[0].value == 1 for own in waiting):
        chains.append(Chain(tuple(own[0] for own in waiting)))
    return chains


def _distance(chain: list[Mark], mark: Mark) -> int | None:
    """How far a mark is from the value that a chain waits for; None if it cannot follow."""
    last = chain[-1].value
    step = mark.value - last
    down = chain[1].value < chain[0].value if len(chain) > 1 else step == -1 and last <= 20
    ahead = -step if down else step
    return ahead - 1 if ahead in {1, 2} else None


def _chain(found: list[Mark]) -> Chain:
    values = {mark.value for mark in found}
    return Chain(tuple(found), tuple(v for v in range(min(values), max(values)) if v not in values))
