from __future__ import annotations

from pathlib import Path

import pytest

from tests.built import build
from tests.cli.conftest import Clone

MOMENTS = """\
# Kept as it is.
- id: sign
  title: We are about to sign
  advice: Do not sign today, and talk to IT first.  # today!
  roles: [cmo]
  plays: [plan-together, "talk-first"]
"""


def test_every_reference_follows_and_nothing_else_changes(small: Clone) -> None:
    (small.content / "moments.yml").write_text(MOMENTS, "utf-8")
    small.edit("plays/plan-together.md", "effort: L", "requires:\n  - 'talk-first'  # first\neffort: L")
    small.edit("plays/talk-first.md", "related:\n  - plan-together\n", "")
    small.edit(
        "plays/plan-together.md", "Bring the dates that cannot", "Bring [it](./talk-first.md#steps), dates that cannot"
    )
    small.edit("sources/interview.md", "Two leaders tell", "See [the play](../plays/talk-first.md). Two leaders tell")
    small.commit("Refer")
    done = small.playbook("rename", "talk-first", "speak-early")
    assert done.returncode == 0, done.stderr
    assert small.playbook("check").returncode == 0
    small.commit("Rename")
    changed = [
        line
        for line in small.git("show", "-M", "--format=", "-U0").splitlines()
        if line[:1] in "+-" and line[:3] not in {"+++", "---"}
    ]
    assert changed == [
        '-  plays: [plan-together, "talk-first"]',
        '+  plays: [plan-together, "speak-early"]',
        "-  - 'talk-first'  # first",
        "+  - 'speak-early'  # first",
        "-- **IT team:** Bring [it](./talk-first.md#steps), dates that cannot move.",
        "+- **IT team:** Bring [it](./speak-early.md#steps), dates that cannot move.",
        "+# Old ids of plays, and the ids that they have now. `playbook rename` writes this file.",
        "+talk-first: speak-early",
        "-See [the play](../plays/talk-first.md). Two leaders tell how they learnt to work together.",
        "+See [the play](../plays/speak-early.md). Two leaders tell how they learnt to work together.",
    ]


def test_a_play_may_be_named_by_its_file(small: Clone) -> None:
    done = small.playbook("rename", "content/plays/talk-first.md", "speak-early.md")
    assert done.returncode == 0, done.stderr
    assert (small.content / "plays" / "speak-early.md").is_file()


def test_a_play_that_moves_twice_is_found_from_both_old_addresses_and_may_come_back(small: Clone) -> None:
    redirects = small.content / "redirects.yml"
    small.playbook("rename", "talk-first", "two")
    small.playbook("rename", "two", "three")
    assert redirects.read_text("utf-8").splitlines()[1:] == ["talk-first: three", "two: three"]
    small.playbook("rename", "three", "talk-first")
    assert redirects.read_text("utf-8").splitlines()[1:] == ["three: talk-first", "two: talk-first"]
    assert small.playbook("check").returncode == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("talk-frist", "x", "There is no play 'talk-frist'. Did you mean 'talk-first'?"),
        ("talk-first", "plan-together", "'plan-together' is a play already: Plan together."),
        ("talk-first", "Talk First", "'Talk First' cannot be an address."),
        ("talk-first", "../../evil", "'../../evil' cannot be an address."),
        ("talk-first", "index", "'index' cannot be an address."),
        ("talk-first", "com1", "'com1' cannot be an address. Windows keeps 'com1' for a device."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(small: Clone, old: str, new: str, said: str) -> None:
    done = small.playbook("rename", old, new)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())
    assert small.git("status", "--short") == ""


def test_the_old_address_of_a_built_site_leads_to_the_new_one(whole: Clone) -> None:
    assert whole.playbook("rename", "talk-sooner", "talk-before-signing").returncode == 0
    site = build(whole.folder)
    page = Path(site, "plays/talk-sooner/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../talk-before-signing/">' in page
    assert 'rel="canonical" href="https://common-ground.example/plays/talk-before-signing/"' in page
    assert '<a href="../talk-before-signing/">Talk sooner</a>' in page
    assert "Talk sooner" in Path(site, "plays/talk-before-signing/index.html").read_text("utf-8")
