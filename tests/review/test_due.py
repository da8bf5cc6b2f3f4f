"""The text of the one issue about reviews that fall due: by owner, the first due first, nothing where none is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from playbook.review.due import reviews_due
from tests.playbooks import FILES, PLAY, TODAY, changed, loaded, write

OWNERS = """\
- {id: editors, name: The editors, team: acme/editors}
- {id: legal, name: Legal, team: legal@example.com}
"""
LATE = changed(PLAY, "reviewed: 2026-11-01", "reviewed: 2025-11-01")
LATE = changed(LATE, "title: Talk first", "title: 'Talk [first] *now* @all'")


def test_each_owner_has_a_list_and_late_reviews_say_so(tmp_path: Path) -> None:
    playbook = loaded(write(tmp_path, {**FILES, "owners.yml": OWNERS, "plays/talk-first.md": LATE}))
    text = reviews_due(playbook, TODAY, 200, "https://a.example/edit/{path}")
    assert text.startswith(
        "2 reviews are due by 9 June 2027, 1 of them late.\n\n### The editors (@acme/editors)\n\n- [ ] 1 "
    )
    assert (
        "- [ ] 1 November 2026: **late**, [Talk \\[first\\] \\*now\\* @\u200ball]"
        "(https://a.example/edit/plays/talk-first.md) (`plays/talk-first.md`), last read on 1 November 2025\n"
        "- [ ] 2 April 2027: [Plan together]" in text
    )
    assert "Legal" not in text


def test_a_long_list_fits_into_an_issue(tmp_path: Path) -> None:
    playbook = loaded(write(tmp_path))
    plays = tuple(
        replace(playbook.plays[0], id=f"{number}", title="*" * 60, path=f"plays/{'x' * 76}{number:04}.md")
        for number in range(1_000)
    )
    text = reviews_due(replace(playbook, plays=plays), TODAY, 400, f"https://a.example/{'y' * 100}/{{path}}")
    assert "And 900 more: " in text
    assert len(text) < 65_536
