"""What changed: a page day by day, and the notes on the play's own page and in its Markdown."""

from __future__ import annotations

from pathlib import Path

from playbook import routes, site
from tests.built import page as parsed
from tests.playbooks import CHANGES, FILES, PLAY, SECOND, changed, loaded, write

OWNERS = "- {id: editors, name: The editors, contact: 'mailto:editors@example.com'}\n"
NOTED = {
    **FILES,
    "owners.yml": OWNERS,
    "plays/talk-first.md": changed(PLAY, "owner:", f"added: 2026-08-01\n{CHANGES}owner:"),
    "plays/plan-together.md": changed(SECOND, "owner:", "added: 2026-11-20\nowner:"),
}


def test_the_page_tells_what_is_new_and_what_changed_day_by_day(tmp_path: Path) -> None:
    made = site.build(loaded(write(tmp_path, NOTED)))
    shown = parsed(made.page(routes.CHANGES))
    assert [day.attributes["id"] for day in shown.all("h2")] == ["2026-11-20", "2026-11-10"]
    lines = [" ".join(line.text.split()) for line in shown.all("li") if line.within("ul", "pb-links")]
    assert lines == [
        "Plan together New: Lay both plans on one table each quarter, and settle in the room what cannot be had at "
        "once.",
        "Talk first The first step names who decides.",
        "Talk first The message is shorter.",
    ]


def test_without_a_note_there_is_no_such_page(tmp_path: Path) -> None:
    assert routes.CHANGES.file not in site.build(loaded(write(tmp_path))).pages


def test_a_play_says_what_changed_and_whom_to_write_to(tmp_path: Path) -> None:
    made = site.build(loaded(write(tmp_path, NOTED)))
    play = next(page for page in made.pages.values() if page.play and page.play.id == "talk-first")
    html = made.page(play.route)
    assert "20 November 2026</time>: The first step names who decides." in html
    assert '<a href="mailto:editors@example.com?subject=Talk%20first">The editors</a>' in html
    files = dict(site.files(made))
    assert "- 10 November 2026: The message is shorter." in files["plays/talk-first/index.md"].decode()
