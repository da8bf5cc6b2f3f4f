"""The commands about reviews: `due` tells of them, `stagger` spreads them."""

from __future__ import annotations

from tests.cli.conftest import Clone


def test_the_command_writes_what_it_says_or_shows_it(small: Clone) -> None:
    small.edit(
        "plays/plan-together.md", "reviewed: 2026-10-02\nreview_every: 6", "reviewed: 2026-11-01\nreview_every: 12"
    )
    small.commit()
    shown = small.playbook("stagger", "--most", "1", "--diff", "--today", "2026-11-21")
    assert "-review_every: 12\n+review_every: 11\n" in shown.stdout
    assert small.git("status", "--short") == ""
    done = small.playbook("stagger", "--most", "1", "--today", "2026-11-21")
    assert done.stdout.splitlines() == ["content/plays/plan-together.md: 2027-11-01 -> 2027-10-01"]
    assert "1 of 2 reviews come sooner, at most 1 a month." in done.stderr
    assert small.playbook("stagger", "--most", "1", "--today", "2026-11-21").stdout == ""
    assert small.git("diff", "--stat").count("|") == 1
    assert "plays/talk-first.md" not in small.git("diff", "--stat")


def test_where_nothing_is_due_there_is_no_text(small: Clone) -> None:
    assert small.playbook("due", "--within", "0", "--today", "2026-11-21").stdout == ""
    told = small.playbook("due", "--within", "365", "--today", "2026-11-21").stdout
    assert "2 reviews are due by 21 November 2027.\n\n### editors\n\n- [ ] " in told
