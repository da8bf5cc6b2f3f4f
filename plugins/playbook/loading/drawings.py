"""What an SVG may hold: shapes, words and colours by an allow-list, nothing that runs, loads or grows without end.

A picture in a page runs nothing, but anybody can open its file by itself, on the address of the site.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    "svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc metadata "
    "style switch view image "
    "linearGradient radialGradient stop clipPath mask pattern marker filter feBlend feColorMatrix "
    "feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight "
    "feSpecularLighting feSpotLight feTile feTurbulence".split()
)
# What drawing programs note for themselves, which browsers pass over.
_NOTES = frozenset(
    {
        *("http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"),
        *("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/elements/1.1/"),
        *("http://creativecommons.org/ns#", "http://web.resource.org/cc/", "http://www.serif.com/"),
        *("http://www.bohemiancoding.com/sketch/ns", "http://www.figma.com/figma/ns"),
    }
)
_MOST_ELEMENTS = 50_000
_DEEPEST = 100
_MOST_COPIES = 10_000
_HREF = re.compile(r"#[^\s\"'()]*|data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=\s]*")
_URL = re.compile(r"url\(\s*[\"']?(?!#)", re.IGNORECASE)
_RUNS = re.compile(r"@import|javascript:|expression\(|-moz-binding|behavior:|\\", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DrawingFault:
    """What may not stand in a drawing, by line and column from 1, in a sentence with the way out."""

    line: int
    column: int
    message: str


@lru_cache(maxsize=256)
def drawing_fault(raw: bytes) -> DrawingFault | None:
    """The first thing in an SVG that may not be there, None for a harmless one."""
    reading = _ReadDrawing()
    try:
        reading.parser.Parse(raw, True)
    except _RefusedDrawing as refused:
        line, column, message = refused.args
        return _fault(line, column, message)
    except (expat.ExpatError, ValueError, LookupError) as broken:
        line, column = getattr(broken, "lineno", 1), getattr(broken, "offset", 0)
        return _fault(line, column, "This is no SVG that browsers can read.")
    return None if reading.is_bounded() else _fault(1, 0, "Its copies of copies have no end.")


def _fault(line: int, column: int, what: str) -> DrawingFault:
    return DrawingFault(line, column + 1, f"{what} Save the drawing as a plain SVG, or as a PNG.")


class _RefusedDrawing(Exception):
    """Raised where a drawing holds what it may not: the line, the column from 0, and what it is."""


@dataclass
class _ReadDrawing:
    """One drawing on its way through the parser."""

    parser: expat.XMLParserType = field(default_factory=lambda: expat.ParserCreate(namespace_separator=" "))
    elements: int = 0
    # The ids around the place, and by id what is copied inside each.
    around: list[str] = field(default_factory=list)
    copies: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    # What stands in a style sheet, as it comes.
    sheet: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = lambda *declared: self._refuse("It declares entities.")
        self.parser.ProcessingInstructionHandler = lambda target, data: self._refuse(
            f"'<?{target[:40]}' may load a file."
        )

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        if has_subset:
            self._refuse("Its DOCTYPE declares something.")

    def _end(self, name: str) -> None:
        self.around.pop()
        if name == f"{_SVG} style":
            self.parser.CharacterDataHandler = None
            sheet = "".join(self.sheet)
            self.sheet.clear()
            if _URL.search(sheet) or _RUNS.search(sheet):
                self._refuse("Its style sheet names a file somewhere else, or is no plain one.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        space, _, local = name.rpartition(" ")
        if not self.around and (space, local) == ("", "svg"):
            self._refuse(f'Its <svg> lacks xmlns="{_SVG}".')
        if not self.around and (space, local) != (_SVG, "svg"):
            self._refuse(f"It begins with '<{local[:40]}>', not with <svg>.")
        if space != _SVG and space not in _NOTES:
            self._refuse(f"'<{local[:40]}>' is no part of a drawing.")
        if space == _SVG and local not in _ELEMENTS:
            self._refuse(f"'<{local[:40]}>' may not stand in a drawing, since it runs or loads something.")
        if self.elements > _MOST_ELEMENTS or len(self.around) >= _DEEPEST:
            self._refuse(f"It has more than {_MOST_ELEMENTS:,} elements, or {_DEEPEST} in one another.")
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2], value)
        self.around.append(attributes.get("id", ""))
        if local == "style":
            self.parser.CharacterDataHandler = self.sheet.append
        if local == "use":
            goal = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "href"), "")
            for id in {"", *self.around}:
                self.copies[id][goal.strip().removeprefix("#")] += 1

    def _attribute(self, key: str, value: str) -> None:
        if key.lower().startswith("on"):
            self._refuse(f"'{key[:40]}' runs something.")
        if key in ("href", "src") and not _HREF.fullmatch(value.strip()):
            self._refuse(f"'{value[:60]}' is an address, and a drawing loads nothing.")
        if key == "base" or _URL.search(value):
            self._refuse("It names a file somewhere else.")
        if key in ("style", "fill", "stroke", "filter", "mask") and _RUNS.search(value):
            self._refuse(f"'{value[:60]}' is no plain style.")

    def _refuse(self, message: str) -> None:
        # Told by the parser while it is there; it has gone on when the exception arrives.
        raise _RefusedDrawing(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber, message)

    def is_bounded(self) -> bool:
        """Whether what `<use>` copies, copies in copies included, stays within a limit."""
        sizes = Counter[str]()
        for _ in range(_DEEPEST):
            before = dict(sizes)
            for id, copied in self.copies.items():
                sizes[id] = sum(count * (1 + before.get(goal, 0)) for goal, count in copied.items())
            if any(size > _MOST_COPIES for size in sizes.values()):
                return False
            if sizes == before:
                return True
        return False
