"""Finds numbered series in a text: which blocks carry a number, and which of them count on from each other.

A series is told by its counting, not by the words around it, so "Tip #3:", "3)", "Step Three", "III." and a lone "3"
on a line are all the same thing here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from playbook.importer.blocks.announcing import number, ordinal
from playbook.importer.source.values import Block, Shape

MOST = 60
_ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}
_FORMS = (
    ("hash", re.compile(r"^#\s?(\d{1,2})\s*(?:[.:)–—-]+\s*|\s+)(?=\S)")),
    ("bracket", re.compile(r"^[(\[](\d{1,2})[)\]]\s*(?=\S)")),
    ("dot", re.compile(r"^(\d{1,2})\.(?:\)|:)?(?:\s+|(?=[^\W\d_]))(?=\S)")),
    ("paren", re.compile(r"^(\d{1,2})\)\s*(?=\S)")),
    ("colon", re.compile(r"^(\d{1,2}):\s+(?=\S)")),
    ("slash", re.compile(r"^(\d{1,2})\s?/\s+(?=[^\W\d_])")),
    ("dash", re.compile(r"^(\d{1,2})\s*[-–—―|]\s+(?=\S)")),
    ("keycap", re.compile("^(\\d)\ufe0f?\u20e3\\s*(?=\\S)")),
    ("space", re.compile(r"^0?(\d{1,2})\s+(?=[A-ZÀ-Ý“\"‘])")),
    # Slides lose the space behind their number.
    ("glued", re.compile(r"^(\d{1,2})(?=[“\"‘]?[A-ZÀ-Ý][a-zà-ÿ’']+ )")),
)
# Emoji and arrows that stand before a number.
_SYMBOLS = re.compile(
    '^["\u201c\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff\\s]+(?=[#(]?\\d{1,2}[.):\\s])'
)
_CIRCLED = re.compile("^([\u2460-\u2473\u2776-\u277f\u2780-\u2793])\\s*(?=\\S)")
_ROMAN_MARK = re.compile(r"^([IVX]{1,4})[.)]\s+(?=\S)")
_SMALL_ROMAN = re.compile(r"^\(([ivx]{1,4})\)\s+(?=\S)")
_CODED = re.compile(r"^([A-Z]{1,2})-?(\d{1,2})[.):]?\s+(?=[A-ZÀ-Ý])")
_LETTER = re.compile(r"^([A-K])[.)]\s+(?=\S)")
_LABEL = re.compile(
    r"^([^\W\d_]{2,14}(?: (?:No|Nr|Number|number)\.?)?|No|Nr|N)(?:[.°º]\s*|\s+|\s*(?=[#№]))[#№]?\s?(\d{1,2}|"
    r"[IVX]{1,4}|[^\W\d_]{2,9})\s*(?:[:.)–—|-]+\s*|$)"
)
_NOT_LABEL = frozenset(
    {
        "page",
        "seite",
        "slide",
        "figure",
        "fig",
        "table",
        "photo",
        "image",
        "chapter",
        "episode",
        "vol",
        "volume",
        "comment",
    }
)
_ORDINAL = re.compile(
    r"^(?:The )?([^\W\d_]{4,14})(?:,|:| –| -|\b(?= (?:is|step|tip|rule|thing|lesson|and|of)\b))\s*", re.IGNORECASE
)
_INLINE = re.compile(r"(?:^|(?<=[.!?:;] ))(?:\(?(?P<digits>\d{1,2})[.)]|(?P<word>[A-Z][a-z]{3,8}),) (?=\S)")
_LONE = re.compile(r"^[#(]?0?(\d{1,2})[.):]?$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number at the start of a block. `head` is the block whose text is named: the next one for a lone number."""

    block: int
    head: int
    form: str
    value: int
    text: str


def apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, of which each that holds points 1, 2, 3 in one line is cut at these: "1) Ask. 2) Wait. 3) Tell."."""
    found: list[Block] = []
    for block in blocks:
        places = _inline(block.text) if block.shape is Shape.TEXT and block.words > 25 else []
        starts = [0, *places] if places and places[0] else places or [0]
        for start, end in zip(starts, [*starts[1:], len(block.text)], strict=True):
            found.append(replace(block, text=block.text[start:end].strip()) if places else block)
    return tuple(found)


def _inline(text: str) -> list[int]:
    """Where the points of a series stand within a line: at least three that count up from 1 without a gap."""
    places: list[int] = []
    for match in _INLINE.finditer(text[:20_000]):
        value = int(match["digits"]) if match["digits"] else ordinal(match["word"]) or 0
        if value == len(places) + 1:
            places.append(match.start())
    return places if len(places) >= 3 else []


@dataclass(frozen=True, slots=True)
class Chain:
    """Marks of one form that count on from each other. `missing` are the values that are left out."""

    marks: tuple[Mark, ...]
    step: int
    missing: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What the text calls its points: "tip" of "Tip #3"; empty where it calls them nothing."""
        form = self.marks[0].form
        return _bare(self.marks[0]).removeprefix("label ") if form.startswith("label ") else ""


def marks(blocks: tuple[Block, ...]) -> tuple[Mark, ...]:
    """All numbers at the start of blocks, in order."""
    found = []
    for index, block in enumerate(blocks):
        mark = _mark(blocks, index, block)
        if mark is not None and 0 < mark.value <= MOST:
            found.append(mark)
    return tuple(found)


def _mark(blocks: tuple[Block, ...], index: int, block: Block) -> Mark | None:
    text = _SYMBOLS.sub("", block.text[:400])
    place = f"h{block.level}" if block.shape is Shape.HEADING else ""
    if block.mark[:1].isdigit():
        return Mark(index, index, f"ol{block.level}", int(block.mark.rstrip(".")), block.text)
    for form, pattern in _FORMS:
        match = pattern.match(text)
        if match:
            return Mark(index, index, form + place, int(match.group(1)), text[match.end() :])
    circled = _CIRCLED.match(text)
    if circled:
        code = ord(circled.group(1))
        value = code - 0x245F if code < 0x2776 else (code - 0x2776) % 10 + 1
        return Mark(index, index, "circled" + place, value, text[circled.end() :])
    label = _LABEL.match(text)
    if label and label.group(1).lower().split()[0] not in _NOT_LABEL:
        token = label.group(2)
        named = number(token) or ordinal(token) or _ROMAN.get(token.lower() if token.isupper() else "")
        if named:
            name = label.group(1).lower()
            rest = text[label.end() :]
            head = index if rest else _following(blocks, index)
            return Mark(index, head, f"label {name}{place}", named, rest or blocks[head].text)
    roman = _ROMAN_MARK.match(text) or _SMALL_ROMAN.match(text)
    if roman:
        return Mark(index, index, "roman" + place, _ROMAN.get(roman.group(1).lower(), 0), text[roman.end() :])
    coded = _CODED.match(text)
    if coded:
        return Mark(index, index, f"coded {coded.group(1)}{place}", int(coded.group(2)), text[coded.end() :])
    letter = _LETTER.match(text)
    if letter:
        return Mark(index, index, "letter" + place, ord(letter.group(1)) - 64, text[letter.end() :])
    spoken = _ORDINAL.match(text)
    if spoken:
        value_of = ordinal(spoken.group(1))
        if value_of:
            return Mark(index, index, "ordinal", value_of, text[spoken.end() :])
    lone = _LONE.match(text)
    if lone and index + 1 < len(blocks) and not _LONE.match(blocks[index + 1].text[:10]):
        return Mark(index, index + 1, "lone" + place, int(lone.group(1)), blocks[index + 1].text)
    return None


def _following(blocks: tuple[Block, ...], index: int) -> int:
    return index + 1 if index + 1 < len(blocks) else index


def chains(found: tuple[Mark, ...]) -> tuple[Chain, ...]:
    """The series among the marks: at least two that count up or down by one, with at most one value left out at a time.

    A mark joins the series that waits for its value most closely, so a list inside an item does not end the outer one.
    Lists whose every item is numbered 1 (each copied from a list of its own) are a series as well.
    """
    done: list[Chain] = []
    # Numbers over one and the same line are those of pages.
    heads = Counter(mark.text for mark in found if mark.form.startswith("lone"))
    found = tuple(mark for mark in found if not mark.form.startswith("lone") or heads[mark.text] == 1)
    for form in dict.fromkeys(mark.form for mark in found):
        done += _chains_of([mark for mark in found if mark.form == form])
    for form in dict.fromkeys(_bare(mark) for mark in found):
        mixed = [mark for mark in found if _bare(mark) == form]
        if len({mark.form for mark in mixed}) > 1:
            # Some points stand as headings, others as lines: together they leave nothing out.
            for chain in _chains_of(mixed):
                if not chain.missing and _is_new(chain, done):
                    done = [part for part in done if not set(part.marks) & set(chain.marks)] + [chain]
    return tuple(sorted(done, key=lambda chain: chain.marks[0].block))


def _bare(mark: Mark) -> str:
    """The form of a mark without the level of its heading."""
    return re.sub(r"h\d$", "", mark.form)


def _is_new(chain: Chain, others: list[Chain]) -> bool:
    """Does a series from 1 on hold more than each of those that it is made of, one of which is not whole alone?"""
    own = set(chain.marks)
    parts = [other for other in others if own & set(other.marks)]
    return (
        chain.marks[0].value == 1
        and len({mark.form for mark in own}) > 1
        and all(len(part.marks) < len(own) for part in parts)
        and (not parts or any(part.missing or part.marks[0].value > 1 for part in parts))
    )


def _chains_of(found: list[Mark]) -> list[Chain]:
    open_chains: list[list[Mark]] = []
    for mark in found:
        best = min(
            (chain for chain in open_chains[-8:] if _distance(chain, mark) is not None),
            key=lambda chain: (_distance(chain, mark) or 0, -chain[-1].block),
            default=None,
        )
        if best is None:
            open_chains.append([mark])
        else:
            best.append(mark)
    chains = [_chain(chain) for chain in open_chains if len(chain) > 1]
    ones = [chain[0] for chain in open_chains if len(chain) == 1 and chain[0].value == 1]
    if not chains and len(ones) >= 3 and len(ones) == len(open_chains):
        chains.append(Chain(tuple(ones), 0))
    return chains


def _distance(chain: list[Mark], mark: Mark) -> int | None:
    """How far a mark is from the value that a chain waits for; None if it cannot follow."""
    last = chain[-1].value
    step = mark.value - last
    if len(chain) == 1:
        counts_down = step == -1 and last <= 20
        if counts_down:
            return 0
    elif chain[1].value < chain[0].value:
        return -1 - step if -2 <= step <= -1 else None
    if step in {1, 2}:
        return step - 1
    return None


def _chain(found: list[Mark]) -> Chain:
    step = 1 if found[-1].value >= found[0].value else -1
    values = {mark.value for mark in found}
    low, high = min(values), max(values)
    return Chain(tuple(found), step, tuple(v for v in range(low, high) if v not in values))
