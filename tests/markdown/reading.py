"""Bodies as tests read them: a reader that knows two plays and a source, and the body of a text of one play."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playbook import routes
from playbook.markdown import Body, Phrases, Reader, Setting
from playbook.model import PARTS, STEPS, GlossaryEntry, Term
from playbook.routes import Route
from playbook.texts import Texts, english

CMO, CIO, IT = (
    Term("cmo", "CMO", 1, "Answers for marketing."),
    Term("cio", "CIO", 2, "Answers for technology."),
    Term("it-team", "IT team", 3, "Runs the technology."),
)
HERE = Route("plays/talk-first/", "plays/talk-first.md")
PAGES = {
    "index.md": routes.HOME,
    "plays/index.md": routes.PLAYS,
    HERE.file: HERE,
    "plays/plan-together.md": Route("plays/plan-together/", "plays/plan-together.md"),
    "sources/interview.md": Route("sources/interview/", "sources/interview.md"),
}
API = GlossaryEntry("api", "API", "An agreed way for one system to ask another.", (), (), True)


def reader(say: Texts | None = None, phrases: Phrases | None = None, inside: Mapping[str, str] | None = None) -> Reader:
    """A reader that knows the pages above and the two headings of the English catalogue."""
    return Reader(
        say=say or english(),
        pages=PAGES,
        kinds={"steps": STEPS, "your part": PARTS},
        phrases=phrases or {},
        inside=inside or {},
        provenance=True,
    )


def read(text: str, **setting: Any) -> Body:
    """The body of a text on the page of a play that CMO leads and CIO supports."""
    known = {"roles": (CMO, CIO), "is_play": True, **setting}
    return reader().read(text, Setting(HERE, **known))


def plain(text: str) -> Body:
    """The same on a page that is none of a play."""
    return read(text, roles=(), is_play=False)
