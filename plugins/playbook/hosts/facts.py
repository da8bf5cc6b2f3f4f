"""What became of a text, as it goes from one process to another and from one build to the next: as JSON can say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from playbook.markdown import Body, Heading, Message, Step

Facts = Mapping[str, Any]


def plain(body: Body) -> Facts:
    """What became of a text, as JSON can say it. Its HTML is there where the page of all plays shows it too."""
    return {
        "html": str(body.html),
        "printed": str(body.printed),
        "text": body.text,
        "headings": [(one.anchor, one.text, one.start) for one in body.headings],
        "anchors": sorted(body.anchors),
        "links": body.links,
        "steps": [(one.name, one.text) for one in body.steps],
        "parts": dict(body.parts),
        "openings": body.openings,
        "messages": [(one.subject, one.text) for one in body.messages],
        "asked": dict(body.asked),
    }


def body_of(held: Facts) -> Body:
    """What `plain` was made of."""
    return Body(
        html=Markup(held["html"]),
        printed=Markup(held["printed"]),
        text=held["text"],
        headings=tuple(Heading(*one) for one in held["headings"]),
        anchors=frozenset(held["anchors"]),
        links=tuple((url, words) for url, words in held["links"]),
        steps=tuple(Step(*one) for one in held["steps"]),
        parts=held["parts"],
        openings=tuple(held["openings"]),
        messages=tuple(Message(*one) for one in held["messages"]),
        asked=held["asked"],
    )
