"""Advice on how readers get to plays, and on stages where a role finds too few."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from playbook import routes
from playbook.advice.context import Finding, RuleContext
from playbook.loading.files import PLAYBOOK_FILE
from playbook.loading.hyperlinks import hyperlinks
from playbook.problems import Edit, Fix
from playbook.relations import Cell

# With a single play in it, a cell gives its reader no choice.
THIN = 1
_MANY = 10


def orphans(context: RuleContext) -> Iterator[Finding]:
    """Live plays that no other play, page, moment or sequence leads to; lists that hold every play do not count."""
    playbook = context.playbook
    links = context.edition.links
    reached = {id for moment in playbook.moments for id in moment.plays}
    reached |= {step.play for sequence in playbook.sequences for step in sequence.steps}
    paths = set[str]()
    for play in playbook.plays:
        # Each of two related plays shows the other, and a play is shown as the next step of those that it requires.
        beside = (*links.do_first(play), *links.next_steps(play), *links.related_to(play))
        reached |= {other.id for other in beside} | ({play.id} if beside else set())
    # One look at the texts of all is dear, and most plays are reached without.
    if all(play.id in reached for play in context.live):
        return
    for play in playbook.plays:
        paths |= {link.path_from(play.path) for link in context.texts[play.path].links} - {play.path}
    for path, body in [(page.path, page.body) for page in playbook.prose] + [
        (one.path, one.body) for one in playbook.sources
    ]:
        paths |= {link.path_from(path) for link in hyperlinks(body)}
    lost = [play for play in playbook.plays if play.id not in reached and play.path not in paths]
    count = len(playbook.plays)
    # Where most plays of many are found by their tags alone, nobody meant to lead from one to another; what a play
    # requires is there for its own sake.
    leads_on = playbook.moments or playbook.sequences or any(play.related for play in playbook.plays)
    by_tags = "related" in playbook.profile.unused or (count >= _MANY and (not leads_on or 2 * len(lost) > count))
    if by_tags or count + len(playbook.drafts) == 1:
        return
    for play in filter(context.is_asked, lost):
        message = (
            "No play, page or moment leads here. Name it under 'related' of a play that a reader does before it, "
            "or in moments.yml."
        )
        yield context.key(play, "title"), message


def old_names(context: RuleContext) -> Iterator[Finding]:
    """Links to plays by names that they no longer have: readers are led on, and see a page that does nothing else."""
    now = {routes.moved(redirect).file: redirect.new for redirect in context.playbook.redirects}
    for play in context.written if now else ():
        for link in context.texts[play.path].links:
            if new := now.get(link.path_from(play.path)):
                path, hash_sign, anchor = link.target.partition("#")
                better = posixpath.join(posixpath.dirname(path), f"{new}.md{hash_sign}{anchor}")
                place = context.at(play, link.line, link.column)
                message = f"'{link.target}' is an old name. Write '{better}'."
                yield place, message, Fix((Edit(place, link.target, better),))


def empty_cells(context: RuleContext) -> Iterator[Finding]:
    """One finding a stage, since a young playbook has many empty cells."""
    yield from _cells(context, 0, "No play is there for")


def thin_cells(context: RuleContext) -> Iterator[Finding]:
    """Stages at which a role has no choice."""
    yield from _cells(context, THIN, "Only one play is there for")


def _cells(context: RuleContext, count: int, said: str) -> Iterator[Finding]:
    """Cells of the matrix with so many plays. A term that speaks to nobody may have as few as it likes."""
    axes = context.playbook.axes
    if not axes or not axes[1].split:
        return
    by_stage: dict[str, list[Cell]] = {}
    for cell in context.edition.cells.values():
        if cell.count == count:
            by_stage.setdefault(cell.stage.id, []).append(cell)
    for id, cells in by_stage.items():
        roles = ", ".join(cell.role.name for cell in cells)
        stage, what = cells[0].stage, axes[0].singular.lower()
        message = f"{said} {roles} at {what} {stage.number}, {stage.name}. A new play is most welcome there."
        yield context.places.of_text(PLAYBOOK_FILE, f"id: {id}"), message
