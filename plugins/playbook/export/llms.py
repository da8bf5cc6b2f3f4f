"""llms.txt: what the playbook holds, for language models: a title, a summary, and sections of links to Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playbook import routes
from playbook.edition import Edition, Page
from playbook.export.markdown_text import escaped
from playbook.model import NOWHERE, Play
from playbook.routes import Route


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The text, with each play once, under the first stage at which it is used."""
    template = edition.templates.get_template("llms.txt")
    link = edition.links_from(routes.HOME)
    text = template.render(
        playbook=edition.playbook,
        sections=[(heading, [_entry(play, link) for play in plays]) for heading, plays in _sections(edition)],
        optional=tuple(_optional(edition)),
        link=link,
        routes=routes,
        plain=escaped,
        say=edition.say,
    )
    yield routes.LLMS, text.encode()


def _entry(play: Play, link: Callable[[Route | str], str]) -> str:
    """The line for a play, with the words that follow its link in the format."""
    return f"- [{escaped(play.title)}]({link(routes.play_text(play))}): {escaped(play.summary)}"


def _sections(edition: Edition) -> Iterator[tuple[str, list[Play]]]:
    facet = edition.playbook.stage_facet
    for stage in (*facet.terms, NOWHERE):
        plays = [play for play in edition.playbook.plays if play.stage == stage]
        if plays:
            yield facet.label(stage) or edition.say("plays.title"), plays


def _optional(edition: Edition) -> Iterator[Page]:
    """Pages that a reader with little room may pass over; the format knows a section of this name."""
    return (page for page in edition.pages.values() if routes.kind(page.kind).optional)
