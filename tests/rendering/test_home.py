"""The front page."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from playbook import site
from tests.built import book, build, page
from tests.playbooks import FILES, SECOND, changed, loaded, write


def test_what_was_reviewed_last_is_told_only_where_dates_tell_plays_apart(tmp_path: Path) -> None:
    def recent(folder: str, second: str) -> list[str]:
        home = page(build(book(tmp_path / folder, {**FILES, "plays/plan-together.md": second})))
        assert home.all("a", href="plays/"), "all plays are a press away"
        heading = [one for one in home.all("h2") if "Recently reviewed" in one.text]
        return home.plays() if heading else []

    assert recent("apart", SECOND) == ["talk-first", "plan-together"]
    assert recent("alike", changed(SECOND, "reviewed: 2026-10-02", "reviewed: 2026-11-01")) == []


def test_a_day_with_more_reviews_than_there_is_room_for_names_nobody_by_the_alphabet(tmp_path: Path) -> None:
    playbook = loaded(write(tmp_path))
    one = playbook.plays[0]
    assert one.reviewed
    days = (0, 0, 1, 1, 1, 1, 1)
    plays = tuple(
        replace(one, id=f"play-{number}", path=f"plays/play-{number}.md", reviewed=one.reviewed - timedelta(ago))
        for number, ago in enumerate(days)
    )
    made = site.build(replace(playbook, plays=plays, moments=(), redirects=(), assessment=()))
    assert page(made.page(made.pages["index.md"].route)).plays() == ["play-0", "play-1"]


def test_the_sentence_offers_every_role_stage_and_moment_and_asks_for_none(tmp_path: Path) -> None:
    made = site.build(loaded(write(tmp_path)))
    home = page(made.page(made.pages["index.md"].route))
    (form,) = home.all("form", class_="pb-sentence")
    assert (form.attributes["method"], form.attributes["action"]) == ("get", "find/")
    offered = {
        one.attributes["name"]: [
            option.attributes.get("value", option.text) for option in home.all("option") if one in option.above
        ]
        for one in home.all("select")
        if form in one.above
    }
    assert offered == {
        "role": ["", "cmo", "cio", "it-team"],
        "stage": ["", "cold", "warm", "close"],
        "q": ["", "We are about to sign a contract"],
    }
