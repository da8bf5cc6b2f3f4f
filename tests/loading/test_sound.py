"""A broken file hides nothing but itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from playbook import site
from playbook.loading import load, load_sound
from playbook.loading.files import PLAYBOOK_FILE
from tests.playbooks import FILES, SEQUENCES, TODAY, write

ALL = {**FILES, "sequences.yml": SEQUENCES, "redirects.yml": "old: talk-first\n"}
BREAKS: Mapping[str, Callable[[str], str | bytes]] = {
    "is empty": lambda text: "",
    "is no YAML": lambda text: text.replace(": ", ": [", 1),
    "has a key that nobody knows": lambda text: text.replace("\n", "\nzebra: 1\n", 1),
    "lacks its end": lambda text: text[: len(text) // 3],
    "is not UTF-8": lambda text: b"\xff\xfe" + text.encode(),
    "names a play that is not there": lambda text: text.replace("talk-first", "nowhere"),
}


@pytest.mark.parametrize("broken", [path for path in ALL if path != PLAYBOOK_FILE])
@pytest.mark.parametrize("how", BREAKS)
def test_a_site_is_made_of_what_is_sound(broken: str, how: str, tmp_path: Path) -> None:
    root = write(tmp_path, {**ALL, broken: BREAKS[how](ALL[broken])})
    read = load_sound(root, TODAY)
    assert read.playbook is not None
    # Whatever is left fits together: every page of it can be made.
    made = site.build(read.playbook, broken=read.broken)
    for page in made.pages.values():
        made.page(page.route)
    assert dict(site.files(made))
    # What is told is what stops a build, and what is left out is what is told.
    loaded = load(root, TODAY)
    assert (read.problems or read.playbook) == loaded
    kept = {play.path for play in read.playbook.plays} | {source.path for source in read.playbook.sources}
    assert not kept & read.unsound
    assert set(read.broken) == {path for path in read.unsound if path.startswith("plays/")}


def test_without_a_vocabulary_nothing_can_be_read(tmp_path: Path) -> None:
    assert load_sound(write(tmp_path, {**ALL, PLAYBOOK_FILE: "title: ["}), TODAY).playbook is None
    assert load_sound(tmp_path / "nowhere", TODAY).playbook is None


def test_what_others_say_of_a_broken_play_is_left_out_with_it(tmp_path: Path) -> None:
    root = write(tmp_path, {**ALL, "plays/talk-first.md": "---\ntitle: [\n---\n"})
    read = load_sound(root, TODAY)
    assert read.playbook is not None
    assert read.broken == {"plays/talk-first.md": "talk-first.md"}
    assert read.playbook.redirects == ()
    every = (*read.playbook.plays, *read.playbook.drafts, *read.playbook.retired)
    named = {id for play in every for id in (*play.requires, *play.related)}
    named |= {id for moment in read.playbook.moments for id in moment.plays}
    named |= {step.play for sequence in read.playbook.sequences for step in sequence.steps}
    assert "talk-first" not in named
