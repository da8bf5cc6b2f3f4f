"""The whole playbook as one document for paper: all plays by stage, then what they rest on."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from playbook import routes
from playbook.loading.files import PLAYBOOK_FILE
from playbook.model import STAGES, Play, Source, Term
from playbook.pages.page import Page, View
from playbook.routes import Route

# Above this many plays nobody prints them all, and the page would be a burden to every build.
USUAL = 200

_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_HEADING = re.compile(r"(</?h)([2-6])(?=[ >])")
_NAMED = re.compile(r'( (?:id|for)=")([^"]+)"')
_ADDRESS = re.compile(r'( (?:href|src)=")([^"]*)"')
# The heading of a stage is an h2 in the document, those of plays and sources are h3.
_LEVELS = {"stage": 1, "play": 2, "source": 2}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stage and the plays that are first used there, with their numbers in the whole document."""

    stage: Term
    plays: tuple[tuple[int, Play], ...]


def pages(view: View) -> Iterator[Page]:
    """The one document; whoever builds the site decides whether it is made."""
    playbook = view.playbook
    stages = playbook.facet(STAGES)
    yield Page(
        route=routes.PRINT,
        kind="printed",
        title=view.say("printed.title"),
        summary=view.described(routes.PRINT, view.say("printed.summary")),
        updated=view.updated,
        edit=PLAYBOOK_FILE,
        context={
            "chapters": _chapters(view),
            "stages": stages,
            "links": view.links,
            "name": name,
            "updated": view.updated,
        },
        searchable=False,
        collects={route.file: name(thing) for thing, route in _things(view)},
    )


def name(thing: Play | Term | Source) -> str:
    """The anchor in the document of a play, a stage or a source."""
    kind = {Play: "play", Term: "stage", Source: "source"}[type(thing)]
    return f"{kind}-{thing.id}"


def part(body: Markup, here: Route, names: Mapping[str, str]) -> Markup:
    """The HTML of the page `here` as a part of the document.

    `names` gives the anchor of each part by its content file. Headings go down below that of the part, each anchor gets
    the name of its part before it, so that none occurs twice, and links to a part stay inside the document.
    """
    own = names[here.file]
    deeper = _LEVELS[own.partition("-")[0]]
    inside = {_url(file): anchor for file, anchor in names.items()}

    def address(match: re.Match[str]) -> str:
        return f'{match[1]}{escape(_moved(html.unescape(match[2]), here, inside))}"'

    text = _PERMALINK.sub("", str(body))
    text = _HEADING.sub(lambda match: f"{match[1]}{min(6, int(match[2]) + deeper)}", text)
    text = _NAMED.sub(rf'\1{own}--\2"', text)
    return Markup(_ADDRESS.sub(address, text))


def _moved(address: str, here: Route, inside: Mapping[str, str]) -> str:
    """An address that was written on the page `here`, as it is written in the document."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return address
    path = posixpath.normpath(posixpath.join(here.url, parts.path)) if parts.path else here.url
    url = "" if path == "." else path if posixpath.splitext(path)[1] or path.endswith("/") else f"{path}/"
    if url in inside:
        anchor = f"--{parts.fragment}" if parts.fragment not in ("", "top") else ""
        return f"#{inside[url]}{anchor}"
    rest = parts._replace(scheme="", netloc="", path="").geturl()
    return routes.relative(routes.PRINT.url, url) + rest


def _url(file: str) -> str:
    return routes.free(file).url


def _things(view: View) -> Iterator[tuple[Play | Term | Source, Route]]:
    stages = view.playbook.facet(STAGES)
    yield from ((play, routes.play(play)) for play in view.playbook.plays)
    yield from ((stage, routes.term(stages, stage)) for stage in stages.terms)
    yield from ((source, routes.source(source)) for source in view.playbook.sources)


def _chapters(view: View) -> tuple[Chapter, ...]:
    """Plays are sorted by their first stage already."""
    numbered = tuple(enumerate(view.playbook.plays, 1))
    return tuple(
        Chapter(stage, tuple((number, play) for number, play in numbered if play.stages[0] == stage))
        for stage in view.playbook.stages
    )
