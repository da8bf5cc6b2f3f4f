"""Says in Markdown what a change does to a playbook, for whoever reviews it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook.model import Play
from playbook.review.effects import Counted, Effects, FirstHit
from playbook.review.taming import code, plain, tamed

# Beyond this, a list says how many more there are: a comment is read, not searched.
MOST_LINES = 30
PLAYS, STAGE_AND_ROLE, LINKS = "Plays", "Stage and role", "Links"
LISTS = "Pages that gain or lose plays"
LEFT_OUT = "Not told, since they have errors"


def as_markdown(effects: Effects, searches: Sequence[FirstHit] | None = None) -> str:
    """The effects as Markdown. `searches` is None where nobody asked the search."""
    found = sections(effects, searches)
    told = [f"### {heading}\n\n" + "".join(f"- {line}\n" for line in lines) for heading, lines in found]
    if not told:
        told = ["Readers see nothing new: no play, page or link differs.\n"]
    notes = []
    if searches is None:
        notes.append("Searches were not asked.")
    elif not any(heading == "Searches" for heading, _ in found):
        notes.append("No search changes its first hit.")
    if not effects.gone and not effects.by_hand:
        notes.append("Every old address still answers.")
    return tamed("## What this change does\n\n" + "\n".join(told) + "\n" + " ".join(notes) + "\n")


def sections(effects: Effects, searches: Sequence[FirstHit] | None = None) -> list[tuple[str, list[str]]]:
    """The effects by heading, in lines of Markdown; only what there is, and of that not more than somebody reads."""
    moves = {old: play.id for old, play in effects.moved}
    hits = [hit for hit in searches or () if moves.get(hit.before, hit.before) != hit.after]
    every = [
        (PLAYS, list(_play_lines(effects))),
        (STAGE_AND_ROLE, [_count_line(cell) for cell in effects.cells]),
        (LISTS, [_count_line(page) for page in effects.pages]),
        ("Paths", [f"{plain(stage)}: the order is now {', '.join(map(code, ids))}" for stage, ids in effects.orders]),
        (LINKS, list(_link_lines(effects))),
        ("Searches", [_search_line(hit, effects) for hit in hits]),
        ("Redirects needed", list(_redirect_lines(effects))),
        (LEFT_OUT, [f"`{path}`" for path in effects.left_out]),
    ]
    return [(heading, _shown(lines)) for heading, lines in every if lines]


def _play_lines(effects: Effects) -> Iterator[str]:
    for play in effects.added:
        yield f"**Added:** {', '.join(filter(None, (_title(play), _where(play))))}"
    for old, play in effects.moved:
        leads = "will lead on once it is renamed" if old in effects.by_hand else "leads on"
        yield f"**Moved:** {_title(play)}, from `plays/{old}/`, which {leads}"
    for play, parts in effects.changed:
        yield f"**Changed:** {_title(play)}: {', '.join(parts)}"
    for play in effects.retired:
        heir = effects.titles.get(play.replaced_by, play.replaced_by)
        yield f"**Retired:** {_title(play)}" + (f", replaced by {plain(heir)}" if heir else "")
    for play in effects.removed:
        yield f"**Removed:** {_title(play)}"


def _where(play: Play) -> str:
    led, at = (" and ".join(term.name for term in terms) for terms in (play.lead, play.stages))
    return plain(" ".join(said for said in (led and f"led by {led}", at and f"at {at}") if said))


def _count_line(page: Counted) -> str:
    changes = [f"gains {', '.join(f'`{id}`' for id in page.gains)}"] if page.gains else []
    changes += [f"loses {', '.join(f'`{id}`' for id in page.loses)}"] if page.loses else []
    plays = "no play is left" if not page.left else f"now {page.left} play{'s' if page.left > 1 else ''}"
    return f"{plain(page.title)} {' and '.join(changes)}: {plays}"


def _link_lines(effects: Effects) -> Iterator[str]:
    for one, other in effects.links:
        yield f"**Added:** `{one}` leads to `{other}`"
    for one, other in effects.lost_links:
        yield f"**Gone:** `{one}` leads to `{other}`"


def _search_line(hit: FirstHit, effects: Effects) -> str:
    def name(id: str) -> str:
        return plain(effects.titles.get(id, id)) if id else "nothing"

    return f"'{plain(hit.words)}' finds {name(hit.after)} first; it was {name(hit.before)}"


def _redirect_lines(effects: Effects) -> Iterator[str]:
    for old, new in effects.by_hand.items():
        yield f"`plays/{old}/` answers no longer: run `playbook rename {old} {new}`"
    for url in effects.gone:
        play = "use `playbook rename`, or retire the play with `replaced_by`"
        yield f"`{url}` answers no longer: {play if url.startswith('plays/') else 'keep the page'}"


def _shown(lines: list[str]) -> list[str]:
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], f"and {more} more"] if more > 0 else lines


def _title(play: Play) -> str:
    return f"{plain(play.title)} (`{play.path}`)"
