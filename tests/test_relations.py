"""What plays have to do with one another, on a playbook small enough to see."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from playbook.model import Evidence, Lines, Passage, Playbook
from playbook.relations import at_stage, helps_reach, in_order, keep_doing, link, matrix, preview, start_with, users_of
from tests.playbooks import FILES, PLAY, SECOND, changed, loaded, term, write

THIRD = changed(changed(SECOND, "title: Plan together", "title: Share a budget"), "effort: L", "effort: S")
FOURTH = changed(
    changed(SECOND, "title: Plan together", "title: Eat together"),
    "requires:\n  - talk-first\n",
    "related:\n  - talk-first\n",
)


@pytest.fixture
def playbook(tmp_path: Path) -> Playbook:
    """talk-first (cold) <- plan-together <- share-a-budget (warm, close); eat-together is related to talk-first."""
    files: Mapping[str, str] = {
        **FILES,
        "plays/share-a-budget.md": changed(THIRD, "  - talk-first", "  - plan-together\n  - talk-first"),
        "plays/eat-together.md": FOURTH,
    }
    return loaded(write(tmp_path, files))


def ids(plays: object) -> list[str]:
    assert isinstance(plays, tuple)
    return [play.id for play in plays]


def test_plays_come_by_first_stage_and_title(playbook: Playbook) -> None:
    assert ids(playbook.plays) == ["talk-first", "eat-together", "plan-together", "share-a-budget"]


def test_what_comes_first_and_next_is_read_from_requires(playbook: Playbook) -> None:
    links = link(playbook)
    assert ids(links.do_first(links.by_id["share-a-budget"])) == ["plan-together", "talk-first"]
    assert ids(links.next_steps(links.by_id["talk-first"])) == ["plan-together", "share-a-budget"]
    assert ids(links.next_steps(links.by_id["share-a-budget"])) == []


def test_a_relation_shows_on_both_plays_once_and_never_beside_a_requirement(playbook: Playbook) -> None:
    links = link(playbook)
    assert ids(links.related_to(links.by_id["talk-first"])) == ["eat-together"]
    assert ids(links.related_to(links.by_id["eat-together"])) == ["talk-first"]
    assert ids(links.related_to(links.by_id["plan-together"])) == []


def test_terms_and_sources_know_their_plays(playbook: Playbook) -> None:
    links = link(playbook)
    topics = playbook.facet("topics")
    assert ids(links.tagged(topics, term(playbook, "topics", "buying"))) == ["talk-first"]
    assert ids(links.tagged(topics, term(playbook, "topics", "data"))) == []
    roles = playbook.facet("roles")
    assert ids(links.tagged(roles, term(playbook, "roles", "cio"))) == ids(playbook.plays)
    assert ids(links.citing(playbook.sources[0])) == ids(playbook.plays)


def test_a_cell_holds_what_its_role_leads_then_what_it_supports(playbook: Playbook) -> None:
    cells = matrix(playbook, link(playbook))
    assert (ids(cells["cold", "cio"].lead), ids(cells["cold", "cio"].support)) == ([], ["talk-first"])
    assert ids(cells["close", "cio"].lead) == ["eat-together", "plan-together", "share-a-budget"]
    assert cells["close", "cmo"].count == 0
    assert len(cells) == 9


def test_a_path_puts_what_is_required_before_what_requires_it(playbook: Playbook) -> None:
    warm = at_stage(playbook, term(playbook, "stages", "warm"))
    assert ids(in_order(tuple(reversed(warm)))) == ["plan-together", "share-a-budget", "eat-together"]
    assert ids(in_order(tuple(reversed(playbook.plays))))[0] == "eat-together"


def test_a_stage_keeps_what_ended_at_the_stage_before(playbook: Playbook) -> None:
    assert ids(keep_doing(playbook, term(playbook, "stages", "warm"))) == ["talk-first"]
    assert ids(keep_doing(playbook, term(playbook, "stages", "cold"))) == []


def test_a_play_helps_to_reach_the_stage_after_its_last(playbook: Playbook) -> None:
    by_id = link(playbook).by_id
    assert helps_reach(playbook, by_id["talk-first"]) == term(playbook, "stages", "warm")
    assert helps_reach(playbook, by_id["plan-together"]) is None


def test_a_role_starts_with_what_needs_nothing_and_what_it_leads(playbook: Playbook) -> None:
    assert ids(start_with(playbook, term(playbook, "roles", "cio"))) == ["talk-first", "eat-together", "plan-together"]
    assert ids(start_with(playbook, term(playbook, "roles", "cio"), 1)) == ["eat-together"]
    assert ids(start_with(playbook, term(playbook, "roles", "it-team"))) == []
    assert playbook.plays[0].evidence is Evidence.STATED


def test_a_passage_knows_the_plays_that_cite_a_line_of_it(playbook: Playbook) -> None:
    source = playbook.sources[0]
    plays = link(playbook).citing(source)
    assert ids(users_of(source.passages[0], source, plays)) == ["talk-first"]
    assert ids(users_of(Passage(Lines(9, 12), "Both."), source, plays)) == ids(plays)
    assert ids(users_of(Passage(Lines(10, 11), "None."), source, plays)) == []


def test_a_preview_puts_drafts_among_the_plays_in_order(tmp_path: Path) -> None:
    draft = changed(changed(PLAY, "title: Talk first", "title: Ask first"), "effort: S", "effort: S\nstatus: draft")
    playbook = loaded(write(tmp_path, {**FILES, "plays/ask-first.md": draft}))
    assert (ids(playbook.plays), ids(playbook.drafts)) == (["talk-first", "plan-together"], ["ask-first"])
    shown = preview(playbook)
    assert (ids(shown.plays), ids(shown.drafts)) == (["ask-first", "talk-first", "plan-together"], [])
