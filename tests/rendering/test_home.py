"""The front page."""

from pathlib import Path

from tests.built import book, build, page
from tests.playbooks import FILES, SECOND, changed


def test_what_was_reviewed_last_is_told_only_where_dates_tell_plays_apart(tmp_path: Path) -> None:
    def recent(folder: str, second: str) -> list[str]:
        home = page(build(book(tmp_path / folder, {**FILES, "plays/plan-together.md": second})))
        assert home.all("a", href="plays/"), "all plays are a press away"
        heading = [one for one in home.all("h2") if "Recently reviewed" in one.text]
        return home.plays() if heading else []

    assert recent("apart", SECOND) == ["talk-first", "plan-together"]
    assert recent("alike", changed(SECOND, "reviewed: 2026-10-02", "reviewed: 2026-11-01")) == []
