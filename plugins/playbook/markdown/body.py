"""A content file's text as readers get it: its HTML, and all that other parts of the site ask of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from playbook.flaws import Flaw
from playbook.markdown import flawed, glossary, links, opening, parts, provenance, sending, tables, tree
from playbook.markdown.glossary import Phrases
from playbook.markdown.sanitising import sanitised
from playbook.markdown.sending import Message
from playbook.markdown.steps import Step, steps
from playbook.model import PARTS, STEPS, WORDS, SectionKind, Term
from playbook.routes import FOLDERS, Addresses, Route
from playbook.texts import Texts

if TYPE_CHECKING:
    from playbook.markdown.dialect import Dialect

# How far the headings of a part go down in the one document, where a stage has an h2 and the others have an h3.
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second level: its anchor, its words, and where they begin in the text of the body."""

    anchor: str
    text: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Body:
    """What one text becomes.

    `html` is sanitised and has its place below the title of its page; `printed` is the same for the page of all plays,
    empty where that has no place for it. `anchors` are those of all headings and notes. `links` holds the address of
    each page of the site that the text leads to, with the words of the link. `parts` says by the id of a role what the
    text tells it, and `openings` holds the bold words that its lines for roles begin with. `messages` are the words
    that it gives to be sent. `text` is all of it in one line, without what the site adds. `asked` holds each content
    file that a link or picture names, with the address of its page, empty where it has none.
    """

    html: Markup
    printed: Markup
    text: str
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    links: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    parts: Mapping[str, str]
    openings: tuple[str, ...]
    messages: tuple[Message, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)


EMPTY = Body(Markup(), Markup(), "", (), frozenset(), (), (), {}, ())


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text stands: the page that shows it, with its title, and the roles of its play, none for another page.

    `part` is its name in the one document, empty where it has none there, and `deeper` how far its headings go down.
    What nobody has finished is not judged by what it cites. A text that stands beside that of its page is `beside` it
    under a name, which all its anchors begin with; its headings go down as well. A preview marks its `flaws`.
    """

    route: Route
    roles: tuple[Term, ...] = ()
    title: str = ""
    is_play: bool = False
    unfinished: bool = False
    part: str = ""
    deeper: int = 0
    beside: str = ""
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True)
class Reader:
    """Makes bodies of the texts of one site.

    `pages` holds the route of each page by its content file, `kinds` what a section is for by its heading in small
    letters. `inside` says where each part of the one document is, by the address of its page: `print/#play-talk-first`.
    `downloads` are the sizes in bytes of files that readers may take with them, by their paths.
    Where there is `provenance`, what no source says bears a mark.
    """

    say: Texts
    pages: Mapping[str, Route]
    kinds: Mapping[str, SectionKind]
    phrases: Phrases
    inside: Mapping[str, str]
    layout: Addresses = FOLDERS
    provenance: bool = False
    downloads: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def dialect(self) -> Dialect:
        """The parser, made when it is first needed: loading it takes 40 ms, which most checks are spared."""
        from playbook.markdown.dialect import Dialect

        return Dialect(self.say)

    def read(self, text: str, setting: Setting) -> Body:
        """The body of a text."""
        if not text.strip():
            return EMPTY
        reading = _Reading(self, setting)
        html = self.dialect.html(text, reading.change)
        copy = reading.copy
        return Body(
            html=sanitised(html),
            printed=Markup() if copy is None else sanitised(self.dialect.written(copy)),
            text=reading.text,
            headings=reading.headings,
            anchors=reading.anchors,
            links=reading.links,
            steps=reading.steps,
            parts=reading.parts,
            openings=reading.openings,
            messages=tuple(message for _, message in reading.messages),
            asked=reading.asked,
        )


class _Reading:
    """One text on its way: first everything is asked of its tree, then the tree is changed for its readers."""

    def __init__(self, reader: Reader, setting: Setting) -> None:
        self._reader, self._setting = reader, setting
        self.text = ""
        self.headings: tuple[Heading, ...] = ()
        self.anchors: frozenset[str] = frozenset()
        self.links: tuple[tuple[str, str], ...] = ()
        self.steps: tuple[Step, ...] = ()
        self.parts: Mapping[str, str] = {}
        self.openings: tuple[str, ...] = ()
        self.messages: list[tuple[tuple[Element, ...], Message]] = []
        self.copy: Element | None = None
        self.asked: dict[str, str] = {}

    def change(self, root: Element) -> None:
        reader, setting, plain = self._reader, self._setting, self._reader.dialect.plain
        taken = [*links.downloads(root, setting.route, reader.downloads)]
        targets = links.resolve(root, setting.route, reader.pages, reader.layout, self.asked)
        sections = [(plain(tree.text(heading)), heading, below) for heading, below in tree.sections(root)]
        self.text, starts = _joined([plain("".join(map(tree.full, part))) for part in tree.parted(root)])
        self.headings = tuple(
            Heading(heading.get("id", ""), words, start)
            for (words, heading, _), start in zip(sections, starts, strict=True)
        )
        self.anchors = frozenset(id for element in root.iter() if (id := element.get("id")))
        self.links = tuple(
            (target.url, plain(tree.text(element)))
            for element, target in targets.items()
            if element.tag == "a" and target.url != setting.route.url
        )
        if setting.is_play:
            self._read_play(root, sections, targets)
        for element, kind, size in taken:
            _say_size(element, kind, size, reader.say)
        tables.dress_tables(root, plain)
        tables.dress_boxes(root)
        opening.mark(root)
        if setting.beside:
            for link in root.iter("a"):
                if (address := link.get("href", "")).startswith("#"):
                    link.set("href", f"#{setting.beside}--{address[1:]}")
            _fit(root, setting.beside, setting.deeper)
        if setting.part:
            self.copy = self._part(root)
        flawed.mark(root, setting.flaws)
        sending.mark(root, self.messages, reader.say)
        glossary.mark(root, reader.phrases, reader.layout.linker(setting.route))

    def _read_play(
        self,
        root: Element,
        sections: list[tuple[str, Element, list[Element]]],
        targets: Mapping[Element, links.Target],
    ) -> None:
        reader, plain = self._reader, self._reader.dialect.plain
        for words, _, below in sections:
            kind = reader.kinds.get(words.casefold())
            if kind is STEPS and not self.steps:
                self.steps = tuple(steps(below, plain))
            if kind is PARTS and not self.openings:
                self._read_parts(below, targets)
            if kind is WORDS:
                self.messages += sending.messages(below, plain, reader.say, self._setting.title)
        if self._setting.unfinished or not reader.provenance:
            return
        ours = [
            claim
            for words, _, below in sections
            if reader.kinds.get(words.casefold()) is not WORDS
            for claim in provenance.ours(below, targets)
        ]
        provenance.mark(root, ours, reader.say("play.ours"), reader.say("play.inference"))

    def _read_parts(self, below: list[Element], targets: Mapping[Element, links.Target]) -> None:
        reader, roles, plain = self._reader, self._setting.roles, self._reader.dialect.plain
        opened = list(parts.openings(below, plain))
        self.openings = tuple(words for _, words in opened)
        found = list(parts.lines(opened, roles, reader.say("list.last")))
        told = {
            role.id: parts.words(item, lambda one: provenance.cites(one, targets), plain)
            for item, named in found
            for role in named
        }
        self.parts = {role.id: told[role.id] for role in roles if told.get(role.id)}
        parts.mark(found, below)

    def _part(self, root: Element) -> Element:
        """The text as a part of the one document, in which its anchors and headings must fit among others."""
        reader, setting, copy = self._reader, self._setting, deepcopy(root)
        here = reader.layout.address(setting.route)
        links.moved(copy, here, reader.inside.get(here, "").partition("#")[0], reader.inside)
        # Nobody unfolds anything on paper.
        for fold in copy.iter("details"):
            fold.set("open", "open")
        _fit(copy, setting.part, setting.deeper)
        return copy


def _say_size(link: Element, kind: str, size: int, say: Texts) -> None:
    """Say behind the words of a link what a reader gets by it."""
    kilobytes = max(1, round(size / 1_000))
    megabytes = round(size / 1_000_000)
    said = say("file.mega", kind=kind, size=megabytes) if megabytes > 1 else say("file.kilo", kind=kind, size=kilobytes)
    SubElement(link, "span", {"class": "pb-file"}).text = f" {said}"


def _joined(texts: Sequence[str]) -> tuple[str, list[int]]:
    """Texts in one line, and where each but the first begins there."""
    line, starts = texts[0], []
    for text in texts[1:]:
        line += " " if line else ""
        starts.append(len(line))
        line += text
    return line, starts


def _fit(root: Element, part: str, deeper: int) -> None:
    """Make the anchors and headings of a text those of a part of something larger; links to them stay as they are."""
    for element in root.iter():
        for permalink in [child for child in element if tree.is_permalink(child)]:
            element.remove(permalink)
        tag = str(element.tag)
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            element.tag = f"h{min(_DEEPEST, int(tag[1]) + deeper)}"
        if id := element.get("id"):
            element.set("id", f"{part}--{id}")
