from __future__ import annotations

import subprocess
import sys

import pytest

from tests.advice.sound import TALK
from tests.cli.conftest import Clone

MEET = (
    TALK.replace("title: Talk before you buy", "title: Meet on Mondays *now*, @everyone")
    .replace("  - cold\nrelated:\n  - plan-together", "  - cold\nrelated:\n  - talk-first")
    .replace("- Arriving", "- [Plan](plan-together.md) before arriving")
)


def test_what_a_branch_does_is_said_in_words(small: Clone) -> None:
    (small.content / "plays" / "meet.md").write_text(MEET, "utf-8")
    small.edit("plays/talk-first.md", "1. Write half a page", "1. Write one page")
    small.edit("plays/talk-first.md", "effort: S", "effort: M")
    small.edit("plays/plan-together.md", "review_every: 6", "review_every: 6\nstatus: retired\nreplaced_by: meet")
    small.edit("plays/talk-first.md", "related:\n  - plan-together\n", "")
    small.commit()
    done = small.playbook("effects", "main")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        """\
## What this change does

### Plays

- **Added:** Meet on Mondays \\*now\\*, @\u2060everyone (`plays/meet.md`), led by CMO at Cold
- **Changed:** Talk before you buy (`plays/talk-first.md`): related, effort, text (-1 words)
- **Retired:** Plan together (`plays/plan-together.md`), replaced by Meet on Mondays \\*now\\*, @\u2060everyone

### Stage and role

- CMO at stage 1, Cold gains `meet` and loses `plan-together`: now 2 plays
- IT team at stage 1, Cold gains `meet` and loses `plan-together`: now 2 plays

### Pages that gain or lose plays

- Stage 1: Cold gains `meet` and loses `plan-together`: now 2 plays
- CMO gains `meet` and loses `plan-together`: now 2 plays
- IT team gains `meet` and loses `plan-together`: now 2 plays
- Source: An interview gains `meet` and loses `plan-together`: now 2 plays

### Links

- **Added:** `meet` leads to `talk-first`
- **Added:** `talk-first` leads to `meet`
- **Gone:** `plan-together` leads to `talk-first`
- **Gone:** `talk-first` leads to `plan-together`

Searches were not asked. Every old address still answers.
"""
    )
    assert small.playbook("effects", "main").stdout == done.stdout


def test_an_address_that_answers_no_longer_wants_a_redirect(small: Clone) -> None:
    (small.content / "plays" / "plan-together.md").unlink()
    small.edit("plays/talk-first.md", "related:\n  - plan-together\n", "")
    small.commit()
    done = small.playbook("effects", "main")
    assert (
        "### Redirects needed\n\n- `plays/plan-together/` answers no longer: use `playbook rename`, "
        "or retire the play with `replaced_by`\n" in done.stdout
    )
    assert "- **Removed:** Plan together (`plays/plan-together.md`)" in done.stdout


def test_a_rename_by_hand_is_told_as_one_with_the_command_that_it_needs(small: Clone) -> None:
    (small.content / "plays" / "talk-first.md").rename(small.content / "plays" / "talk-early.md")
    small.edit("plays/plan-together.md", "effort: L", "related:\n  - talk-first\neffort: L")
    small.commit()
    done = small.playbook("effects", "main")
    assert done.stdout == (
        "## What this change does\n\n### Plays\n\n"
        "- **Moved:** Talk before you buy (`plays/talk-early.md`), from `plays/talk-first/`, which will lead on "
        "once it is renamed\n- **Changed:** Plan together (`plays/plan-together.md`): related\n\n"
        "### Redirects needed\n\n"
        "- `plays/talk-first/` answers no longer: run `playbook rename talk-first talk-early`\n\n"
        "Searches were not asked.\n"
    )


def test_one_broken_play_hides_nothing_but_itself(small: Clone) -> None:
    (small.content / "plays" / "meet.md").write_text(MEET, "utf-8")
    small.edit("plays/talk-first.md", "effort: S", "effort: XS")
    done = small.playbook("effects", "main")
    assert done.returncode == 0, done.stderr
    assert "- **Added:** Meet on Mondays" in done.stdout
    assert "CMO at stage 1, Cold gains `meet`: now 2 plays" in done.stdout
    assert "talk-first" not in done.stdout.replace("- `plays/talk-first.md`\n", "")
    assert "### Not told, since they have errors\n\n- `plays/talk-first.md`\n" in done.stdout


def test_without_a_vocabulary_there_is_nothing_to_compare(small: Clone) -> None:
    (small.content / "playbook.yml").write_text("title: [", "utf-8")
    done = small.playbook("effects", "main")
    assert (done.returncode, done.stdout) == (1, "")
    assert "The vocabulary in playbook.yml cannot be read, here or at main. 'playbook check' says why." in done.stderr


def test_a_rename_is_a_move_and_nothing_else(small: Clone) -> None:
    small.edit(
        "plays/plan-together.md", "Bring the dates that cannot", "Bring [it](talk-first.md#steps), dates that cannot"
    )
    small.commit()
    small.git("branch", "--force", "main")
    small.playbook("rename", "talk-first", "talk-early")
    small.commit()
    assert small.playbook("effects", "main").stdout == (
        "## What this change does\n\n### Plays\n\n"
        "- **Moved:** Talk before you buy (`plays/talk-early.md`), from `plays/talk-first/`, which leads on\n\n"
        "Searches were not asked. Every old address still answers.\n"
    )


def test_a_branch_that_readers_do_not_notice_says_so(small: Clone) -> None:
    draft = TALK.replace("title: Talk before you buy", "title: Later").replace("effort: S", "effort: S\nstatus: draft")
    (small.content / "plays" / "later.md").write_text(draft, "utf-8")
    small.commit()
    assert "Readers see nothing new" in small.playbook("effects", "main").stdout


def test_what_main_did_meanwhile_is_not_the_branchs_doing(small: Clone) -> None:
    small.git("checkout", "--quiet", "main")
    (small.content / "plays" / "meet.md").write_text(MEET, "utf-8")
    small.commit()
    small.git("checkout", "--quiet", "work")
    small.edit("plays/talk-first.md", "effort: S", "effort: M")
    small.commit()
    done = small.playbook("effects", "main")
    assert "Meet on Mondays" not in done.stdout
    assert "- **Changed:** Talk before you buy (`plays/talk-first.md`): effort\n" in done.stdout


def test_a_base_that_is_not_there_is_wrong_usage(small: Clone) -> None:
    done = small.playbook("effects", "nowhere")
    assert done.returncode == 2
    assert done.stderr.startswith("Error: There is no branch or commit 'nowhere' in this repository.")


@pytest.mark.build
def test_searches_whose_first_hit_changes_are_named(small: Clone) -> None:
    queries = small.folder / "queries.tsv"
    queries.write_text("# what people ask\nwho will have to run the tool\tx\nplan together\ty\nzebra\tz\n", "utf-8")
    small.let_searches_be_asked()
    small.edit("plays/talk-first.md", "title: Talk before you buy", "title: Ask a zebra")
    done = small.playbook("effects", "main", "--searches", "queries.tsv")
    assert done.returncode == 0, done.stderr
    assert "### Searches\n\n- 'zebra' finds Ask a zebra first; it was nothing\n\n" in done.stdout


def test_the_module_runs_where_mkdocs_is_not_loaded() -> None:
    code = "import sys, playbook.review.effects; print('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
