"""plays/<id>/index.md: each play as Markdown beside its page, for people who copy it and programs that read it.

It lies where the page lies, so that `index.md` behind a play's address is its text and relative links hold for both.
"""

from __future__ import annotations

from .. import routes
from ..pages import Page
from .edition import Edition
from .markdown_text import escaped, with_links, with_marks

_MARK = "*Our inference: no source says this in so many words.*"


def files(edition: Edition) -> dict[str, bytes]:
    """One file a play: title, summary, facts, body, what comes before and after, and the sources."""
    template = edition.templates.get_template("play.md")
    made = {}
    for page in edition.pages.values():
        if page.play:
            context = {
                **page.context,
                "link": edition.links_from(page.route),
                "routes": routes,
                "plain": escaped,
                "playbook": edition.playbook,
                "body": _body(edition, page, page.play.body),
            }
            made[routes.play_text(page.play)] = template.render(context).encode()
    return made


def _body(edition: Edition, page: Page, body: str) -> str:
    """With the marks first, since they ask for links to content files."""
    return with_links(with_marks(body, _MARK), page, edition.pages, edition.links_from(page.route)).strip()
