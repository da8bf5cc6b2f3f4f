"""`playbook check --changed`: the problems of a branch stand on lines that the branch wrote."""

from __future__ import annotations

import pytest

from tests.advice.sound import PLAN, TALK
from tests.cli.conftest import Clone
from tests.cli.test_rename import MOMENTS
from tests.playbooks import changed

TALK_PATH, PLAN_PATH = "plays/talk-first.md", "plays/plan-together.md"


def told(clone: Clone) -> list[str]:
    done = clone.playbook("check", "--changed", "main")
    assert done.stderr.startswith("content: "), done.stderr
    return done.stdout.splitlines()


def add(clone: Clone, path: str, text: str) -> None:
    (clone.content / path).write_text(text, "utf-8")


def begin_with(clone: Clone, path: str, text: str) -> None:
    """Put a file onto main, and begin the branch there."""
    add(clone, path, text)
    clone.commit("Begin with more")
    clone.git("branch", "--force", "main")


@pytest.mark.parametrize("name", ["a-new-one", "z-new-one"])
def test_a_title_already_taken_is_told_on_the_new_file(small: Clone, name: str) -> None:
    add(small, f"plays/{name}.md", TALK)
    assert told(small)[0] == (
        f"plays/{name}.md:2:8: duplicate-title: 'Talk before you buy' is the title of {TALK_PATH} too. "
        "Give each play a title of its own."
    )


def test_a_title_that_is_changed_to_that_of_another_is_told_where_it_was_changed(small: Clone) -> None:
    small.edit(PLAN_PATH, "title: Plan together", "title: Talk before you buy")
    small.edit(TALK_PATH, "effort: S", "effort: M")
    assert told(small)[0].startswith(f"{PLAN_PATH}:2:8: duplicate-title: ")


def test_a_play_that_goes_is_told_once_where_it_went(small: Clone) -> None:
    begin_with(small, "moments.yml", MOMENTS)
    small.edit(PLAN_PATH, "review_every: 6", "review_every: 6\nstatus: retired\nreplaced_by: talk-first")
    small.edit(TALK_PATH, "effort: S", "effort: M")
    assert told(small) == [
        f"{PLAN_PATH}:19:9: not-live: 'plan-together' is retired, so readers cannot reach it. Use 'talk-first'. "
        f"It shows in moments.yml:6:11 and {TALK_PATH}:12:5."
    ]


def test_a_stage_that_does_not_fit_a_play_elsewhere_is_told_at_the_stage(small: Clone) -> None:
    stages = "      - {id: cold, name: Cold, definition: The two teams do not talk.}\n"
    small.edit("playbook.yml", stages, stages + "      - {id: warm, name: Warm, definition: The two teams talk.}\n")
    begin_with(small, TALK_PATH, changed(TALK, "related:", "requires:"))
    small.edit(PLAN_PATH, "stages:\n  - cold", "stages:\n  - warm")
    (line,) = [line for line in told(small) if "later-stage" in line]
    assert line.startswith(f"{PLAN_PATH}:10:3: later-stage: 'plan-together' begins at stage 2, after this play's")
    assert line.endswith(f" It shows in {TALK_PATH}:12:5.")


def test_a_circle_is_told_in_the_play_that_closed_it(small: Clone) -> None:
    begin_with(small, PLAN_PATH, changed(PLAN, "evidence:", "requires:\n  - talk-first\nevidence:"))
    add(small, TALK_PATH, changed(TALK, "related:", "requires:"))
    (line,) = [line for line in told(small) if "cycle" in line]
    # The key was changed, and the line below it was there before.
    assert line.startswith(f"{TALK_PATH}:11:1: cycle: ")


def test_a_heading_that_others_link_to_is_missed_where_it_was(small: Clone) -> None:
    begin_with(small, PLAN_PATH, changed(PLAN, "Bring the dates that cannot", "[See](talk-first.md#traps), the"))
    small.edit(TALK_PATH, "## Traps", "## What to look out for")
    (line,) = [line for line in told(small) if "dead-anchor" in line]
    assert line.startswith(f"{TALK_PATH}:36:1: dead-anchor: The page '{TALK_PATH}' has no place '#traps'.")
    assert line.endswith(f" It shows in {PLAN_PATH}:31:22.")


def test_a_play_renamed_in_the_hosts_own_pages_is_told_once_with_the_command(small: Clone) -> None:
    begin_with(small, "moments.yml", MOMENTS)
    begin_with(small, PLAN_PATH, changed(PLAN, "evidence:", "requires:\n  - talk-first\nevidence:"))
    begin_with(small, TALK_PATH, changed(TALK, "related:\n  - plan-together\n", ""))
    small.git("mv", f"content/{TALK_PATH}", "content/plays/talk-early.md")
    small.commit()
    assert told(small) == [
        f"plays/talk-early.md:1:1: moved-play: This branch moved '{TALK_PATH}' here, and 'talk-first' is still written "
        f"in moments.yml:6:26 and {PLAN_PATH}:12:5. Run: playbook rename talk-first talk-early [*]"
    ]
    done = small.playbook("rename", "talk-first", "talk-early")
    assert done.returncode == 0, done.stderr
    assert told(small) == []
    assert (small.content / "redirects.yml").read_text("utf-8").endswith("\ntalk-first: talk-early\n")


def test_a_rename_with_a_new_title_that_nobody_committed_is_known_by_its_text(small: Clone) -> None:
    (small.content / TALK_PATH).unlink()
    text = changed(TALK, "title: Talk before you buy", "title: Ask before you sign anything")
    add(small, "plays/ask-first.md", changed(text, "Answer within days.", "Answer within a week."))
    assert told(small) == [
        f"plays/ask-first.md:1:1: moved-play: This branch moved '{TALK_PATH}' here, and nothing leads on from its old "
        "address. Run: playbook rename talk-first ask-first [warning] [*]"
    ]


def test_a_draft_that_is_renamed_has_no_address_to_lead_on_from(small: Clone) -> None:
    begin_with(small, "plays/later.md", changed(TALK, "title: Talk before you buy", "title: Later\nstatus: draft"))
    small.git("mv", "content/plays/later.md", "content/plays/much-later.md")
    assert [line for line in told(small) if "moved-play" in line] == []


def test_a_play_and_another_that_is_new_are_no_rename(small: Clone) -> None:
    begin_with(small, TALK_PATH, changed(TALK, "related:\n  - plan-together\n", ""))
    begin_with(small, "moments.yml", changed(MOMENTS, "plan-together, ", ""))
    small.git("rm", "--quiet", f"content/{PLAN_PATH}")
    new = changed(TALK, "title: Talk before you buy", "title: Walk the floor")
    new = changed(
        new, "Write half a page and send it to whoever will have to run the tool.", "Spend a day in the shop."
    )
    add(small, "plays/walk.md", changed(new, "Arriving with a product that is chosen already.", "Going as a visitor."))
    assert [line for line in told(small) if "moved-play" in line] == []


def test_a_removed_play_is_missed_where_it_was_with_both_ways_out(small: Clone) -> None:
    begin_with(small, "moments.yml", MOMENTS)
    small.git("rm", "--quiet", f"content/{PLAN_PATH}")
    assert told(small) == [
        f"{PLAN_PATH}:1:1: unknown-play: There is no play 'plan-together'. This branch removed the file, which shows "
        f"in moments.yml:6:11 and {TALK_PATH}:12:5. Put it back, or let another play take its place: "
        "playbook rename plan-together ID"
    ]
    assert small.playbook("rename", "plan-together", "talk-first").returncode == 0
    # What is left is for the editor: the one play names itself now, and the moment names it twice.
    assert [line.split(": ")[1] for line in told(small)] == ["repeated", "refers-to-itself"]


def test_a_source_that_is_renamed_is_missed_at_its_new_name(small: Clone) -> None:
    small.git("mv", "content/sources/interview.md", "content/sources/talk-with-field.md")
    small.commit()
    (line,) = told(small)
    assert line.startswith(
        "sources/talk-with-field.md:1:1: unknown-source: There is no source 'interview' in sources/. "
        f"This branch moved 'sources/interview.md' here, which shows in {PLAN_PATH}:13:9 and {TALK_PATH}:15:9."
    )


def test_lines_that_only_look_like_the_head_of_a_hunk_are_content(small: Clone) -> None:
    small.edit(TALK_PATH, "- Arriving", "```\n++ b/x\n-- a/x\n@@ -1 +1 @@\ndiff --git a/x b/x\n```\n\n- Arriving")
    small.edit(TALK_PATH, "title: Talk before you buy", "title: Plan together")
    small.edit(PLAN_PATH, "effort: L", "effort: M")
    assert told(small)[0].startswith(f"{TALK_PATH}:2:8: duplicate-title: 'Plan together' is the title of {PLAN_PATH}")


def test_the_fixer_finishes_a_rename_made_by_hand(small: Clone) -> None:
    begin_with(small, "moments.yml", MOMENTS)
    begin_with(small, "redirects.yml", "first: talk-first\n")
    begin_with(small, PLAN_PATH, changed(PLAN, "Bring the dates that cannot", "[See](./talk-first.md#traps), the"))
    small.git("mv", f"content/{TALK_PATH}", "content/plays/talk-early.md")
    done = small.playbook("check", "--changed", "main", "--fix")
    assert done.returncode == 0, done.stdout
    assert "[See](./talk-early.md#traps)" in (small.content / PLAN_PATH).read_text("utf-8")
    assert 'plays: [plan-together, "talk-early"]' in (small.content / "moments.yml").read_text("utf-8")
    redirects = (small.content / "redirects.yml").read_text("utf-8").splitlines()
    assert redirects == ["first: talk-early", "talk-first: talk-early"]
    assert small.playbook("check").returncode == 0


def test_the_fixer_writes_the_first_redirect_of_all(small: Clone) -> None:
    small.git("mv", f"content/{TALK_PATH}", "content/plays/talk-early.md")
    assert small.playbook("check", "--changed", "main", "--fix").returncode == 0
    assert (small.content / "redirects.yml").read_text("utf-8").endswith("\ntalk-first: talk-early\n")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (TALK_PATH, "  - plan-together", "  - plan-it"),
        ("moments.yml", "[plan-together,", "[plan-it,"),
        (PLAN_PATH, "evidence:", "requires:\n  - 'talk'\nevidence:"),
    ],
)
def test_an_old_name_is_answered_with_the_new_one(small: Clone, path: str, old: str, new: str) -> None:
    add(small, "redirects.yml", "plan-it: plan-together\ntalk: talk-first\n")
    add(small, "moments.yml", MOMENTS)
    if path == PLAN_PATH:
        small.edit(TALK_PATH, "related:\n  - plan-together\n", "")
    small.edit(path, old, new)
    done = small.playbook("check")
    assert "' is called '" in done.stdout
    assert done.stdout.endswith("' now. Write that. [*]\n")
    assert small.playbook("check", "--fix").returncode == 0


def test_a_play_that_moves_again_by_hand_leaves_no_redirect_behind(small: Clone) -> None:
    small.playbook("rename", "talk-first", "talk-early")
    small.commit()
    small.git("branch", "--force", "main")
    small.git("mv", "content/plays/talk-early.md", "content/plays/talk-soon.md")
    (line,) = told(small)
    assert line.startswith("plays/talk-soon.md:1:1: moved-play: ")
    assert small.playbook("check", "--changed", "main", "--fix").returncode == 0
    redirects = (small.content / "redirects.yml").read_text("utf-8").splitlines()
    assert redirects[1:] == ["talk-early: talk-soon", "talk-first: talk-soon"]


def test_a_new_name_that_cannot_be_one_is_told_first(small: Clone) -> None:
    small.git("mv", f"content/{TALK_PATH}", "content/plays/Talk Early.md")
    assert [line.split(": ")[1] for line in told(small)] == ["file-name"]


def test_a_play_that_was_removed_is_no_slip_of_those_who_name_it(small: Clone) -> None:
    begin_with(small, "plays/plan-together-2.md", changed(PLAN, "title: Plan together", "title: Plan the rest"))
    small.git("rm", "--quiet", f"content/{PLAN_PATH}")
    small.playbook("check", "--changed", "main", "--fix")
    assert "  - plan-together\n" in (small.content / TALK_PATH).read_text("utf-8")


def test_a_term_that_goes_is_missed_in_the_vocabulary(small: Clone) -> None:
    small.edit("playbook.yml", "      - {id: cmo, name: CMO, definition: Answers for marketing.}\n", "")
    assert told(small) == [
        "playbook.yml:15:1: unknown-term: 'cmo' is not a role. It can be it-team. "
        f"It shows in {PLAN_PATH}:8:7 and {TALK_PATH}:6:7."
    ]


def test_a_play_at_an_old_address_is_told_in_the_new_file(small: Clone) -> None:
    begin_with(small, "redirects.yml", "first: talk-first\n")
    add(small, "plays/first.md", changed(TALK, "title: Talk before you buy", "title: Ask before you sign"))
    (line,) = [line for line in told(small) if "bad-redirect" in line]
    assert line == (
        "plays/first.md:1:1: bad-redirect: 'first' is a play, so nothing can lead on from its address. "
        "Remove this line. It shows in redirects.yml:1:1."
    )


def test_a_link_to_an_old_name_is_answered_and_mended(small: Clone) -> None:
    add(small, "redirects.yml", "plan-it: plan-together\n")
    small.edit(TALK_PATH, "- Arriving", "- [Late](./plan-it.md#steps) arriving")
    assert small.playbook("check").stdout == (
        f"{TALK_PATH}:38:10: old-name: './plan-it.md#steps' is an old name. Write './plan-together.md#steps'. "
        "[note] [*]\n"
    )
    assert small.playbook("check", "--fix").returncode == 0
    assert "[Late](./plan-together.md#steps)" in (small.content / TALK_PATH).read_text("utf-8")
