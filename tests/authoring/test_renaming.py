"""A new id of a play reaches every file that names the play."""

from __future__ import annotations

from pathlib import Path

from playbook.authoring.renaming import rename
from playbook.authoring.renaming import write as carry_out
from tests.playbooks import FILES, PAGE, SEQUENCES, changed, loaded, problems, write


def test_a_new_id_reaches_moments_sequences_and_the_order_of_a_stage(tmp_path: Path) -> None:
    ordered = changed(PAGE, "---\n\n", "plays: [talk-first]\n---\n\n")
    write(tmp_path, {**FILES, "sequences.yml": SEQUENCES, "stages/cold.md": ordered})
    carry_out(tmp_path, rename(tmp_path, {"talk-first": "talk-sooner"}))
    assert problems(tmp_path) == []
    again = loaded(tmp_path)
    assert again.sequences[0].steps[0].play == "talk-sooner"
    assert again.moments[0].plays == ("talk-sooner",)
    assert [ids for _, ids in again.orders] == [("talk-sooner",)]


def test_what_an_editor_wrote_beside_redirects_stays(tmp_path: Path) -> None:
    kept = "# Why we moved things.\n\ntalk: talk-first  # from the pilot\n\n# The rest.\n'zebra': talk-first\n"
    write(tmp_path, {**FILES, "redirects.yml": kept})
    carry_out(tmp_path, rename(tmp_path, {"talk-first": "talk-sooner"}))
    assert (tmp_path / "redirects.yml").read_text() == (
        "# Why we moved things.\n\ntalk: talk-sooner  # from the pilot\n\n# The rest.\n"
        "talk-first: talk-sooner\nzebra: talk-sooner\n"
    )
    assert problems(tmp_path) == []
