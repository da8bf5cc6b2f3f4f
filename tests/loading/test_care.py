"""Who looks after plays, what changed in them, and what practice showed: what follows from it for a playbook."""

from __future__ import annotations

import re
from pathlib import Path

import playbook
from playbook.authoring.code_owners import code_owners
from playbook.model import Evidence
from playbook.search.records import _EVIDENCE
from playbook.site import build
from playbook.site import files as site_files
from tests.playbooks import CHANGES, EXPERIENCE, FILES, OWNERS, PLAY, changed, loaded, problems, write

PRACTISED = changed(
    changed(PLAY, "evidence: stated", "evidence: practised"), "  - id: interview\n    where: lines 7-9\n", ""
)
PRACTISED = changed(PRACTISED, "sources:\n", "sources: []\n")
PRACTISED = changed(PRACTISED, " ([Field, lines 7-9](../sources/interview.md#lines-7-9))", "")


def with_play(text: str, **more: str) -> dict[str, str | bytes]:
    return {**FILES, "plays/talk-first.md": text, **{key.replace("_yml", ".yml"): one for key, one in more.items()}}


def test_without_a_list_of_owners_any_name_will_do(tmp_path: Path) -> None:
    (play, _) = loaded(write(tmp_path, with_play(PLAY.replace("owner: editors", "owner: Ann and Bo")))).plays
    assert (play.owner.name, play.owner.team) == ("Ann and Bo", "")


def test_a_play_may_rest_on_practice_alone_where_somebody_would_do_it_again(tmp_path: Path) -> None:
    files = {**with_play(PRACTISED), "experiences/one.md": EXPERIENCE}
    assert loaded(write(tmp_path / "good", files)).plays[0].citations == ()
    again = EXPERIENCE.replace("with-changes", '"no"')
    assert "missing-practice" in problems(write(tmp_path / "bad", {**files, "experiences/one.md": again}))[0]
    cited = changed(PRACTISED, "evidence: practised", "evidence: inferred")
    assert "missing-source" in problems(write(tmp_path / "other", with_play(cited)))[0]


def test_what_changed_makes_a_play_newer_than_its_review(tmp_path: Path) -> None:
    (play, _) = loaded(write(tmp_path, with_play(PLAY.replace("owner:", f"{CHANGES}owner:")))).plays
    assert [str(change.day) for change in play.changes] == ["2026-11-20", "2026-11-10"]
    assert (str(play.reviewed), str(play.updated)) == ("2026-11-01", "2026-11-20")


def test_code_owners_follow_from_the_owners_and_name_the_plays_that_others_have(tmp_path: Path) -> None:
    files = {**with_play(PLAY.replace("owner: editors", "owner: security")), "owners.yml": OWNERS}
    lines = code_owners(loaded(write(tmp_path, files))).splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        "* @acme/all",
        "/content/ @acme/editors",
        "/content/playbook.yml @acme/all",
        "/content/plays/talk-first.md security@example.com",
    ]
    assert code_owners(loaded(write(tmp_path / "none", FILES))) == ""


def test_a_play_that_rests_on_practice_says_so_wherever_it_is_shown(tmp_path: Path) -> None:
    files = {**with_play(PRACTISED), "experiences/one.md": EXPERIENCE}
    made = build(loaded(write(tmp_path, files)))
    assert "tried in practice" in made.page(made.pages["plays/talk-first.md"].route)
    written = dict(site_files(made))
    assert '"evidence":"practised"' in written["playbook.json"].decode().replace('": "', '":"')
    assert "- Evidence: tried in practice" in written["plays/talk-first/index.md"].decode()
    search = (Path(playbook.__file__).parent / "assets/search/search.mjs").read_text("utf-8")
    (listed,) = re.findall(r"const EVIDENCES = \[(.*?)\];", search)
    assert re.findall(r"\w+", listed) == [name for name in _EVIDENCE if name]
    assert sorted(set(Evidence)) == sorted(name for name in _EVIDENCE if name)
