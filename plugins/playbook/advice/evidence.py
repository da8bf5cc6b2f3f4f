"""Advice on what a play rests on: sources that it lists and never cites, and the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playbook.advice.citations import without_anchor
from playbook.advice.context import Finding, RuleContext
from playbook.loading.kinds import lines_in
from playbook.model import Play

_APART = re.compile(r"\][ \t]+\((?:\.\./)?(sources/[a-z0-9-]+\.md)#")


def uncited_sources(context: RuleContext) -> Iterator[Finding]:
    """Sources that no sentence of the body cites, so that a reader cannot tell which claim is whose."""
    for play in context.written if context.cites else ():
        # A citation without its anchor or in two parts is told as one.
        cited = {*_cited(context, play), *(match[2] for match in without_anchor(play))}
        if "] (" in play.body:
            cited |= {match[1] for match in _APART.finditer(play.body)}
        for source in {citation.source.id: citation.source for citation in play.citations}.values():
            # Where the record names no passages, there is no other place to lead to than its page.
            if source.path not in cited and not (not source.passages and source.path in _led_to(context, play)):
                message = (
                    f"'{source.id}' is listed and never cited. Link its passage right behind the claim that it backs."
                )
                yield context.places.of_text(play.path, f"id: {source.id}"), message


def unlisted_sources(context: RuleContext) -> Iterator[Finding]:
    """Sources that the body cites and the front matter leaves out, so that their pages do not name the play."""
    known = {source.path: source for source in context.playbook.sources}
    if not any(play.citations for play in context.every):
        return
    for play in context.written:
        listed = {citation.source.path for citation in play.citations}
        for path, (line, column, anchor) in _cited(context, play).items():
            if path in known and path not in listed:
                where = anchor.replace("-", " ", 1)
                entry = f"id: {known[path].id}\nwhere: {where}"
                listing = context.rewrite(play, ("sources", len(play.citations)), entry, safe=True)
                yield (
                    context.at(play, line, column),
                    f"'{known[path].id}' is cited here and not listed under 'sources'. Add it there.",
                    listing if lines_in(where) else None,
                )


def _led_to(context: RuleContext, play: Play) -> set[str]:
    """The content files that a body links to."""
    return {link.path_from(play.path) for link in context.texts[play.path].links}


def _cited(context: RuleContext, play: Play) -> dict[str, tuple[int, int, str]]:
    """The content files that a body links to with an anchor, where it first does, and with which."""
    found: dict[str, tuple[int, int, str]] = {}
    for link in context.texts[play.path].links:
        if link.anchor:
            found.setdefault(link.path_from(play.path), (link.line, link.column, link.anchor))
    return found
