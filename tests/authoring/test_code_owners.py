"""CODEOWNERS: whatever paths owners have, a host asks the owner of a play about it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.authoring.code_owners import code_owners
from playbook.model import Owner, Playbook
from tests.playbooks import loaded, write

PATHS = st.sampled_from(
    ["*", "/content/", "/content/plays/", "/content/plays/talk-first.md", "/scripts/", "/README.md"]
)
TEAMS = st.sampled_from(["", "acme/one", "acme/two", "three@example.com"])


@cache
def small() -> Playbook:
    with TemporaryDirectory() as folder:
        return loaded(write(Path(folder)))


def asked(text: str, file: str) -> str:
    """Whom a host asks about a file: the last line that fits it counts."""
    team = ""
    for line in text.splitlines():
        path, _, name = line.partition(" ")
        if not line.startswith("#") and (path == "*" or file == path or (path.endswith("/") and file.startswith(path))):
            team = name
    return team


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(TEAMS, st.lists(PATHS, max_size=4, unique=True)), min_size=1, max_size=4), st.data())
def test_a_host_asks_the_owner_of_each_play(drawn: list[tuple[str, list[str]]], data: st.DataObject) -> None:
    owners = tuple(
        Owner(f"owner-{number}", "Name", team=team, paths=tuple(paths)) for number, (team, paths) in enumerate(drawn)
    )
    plays = tuple(replace(play, owner=data.draw(st.sampled_from(owners))) for play in small().plays)
    text = code_owners(replace(small(), owners=owners, plays=plays))
    for play in plays:
        team = play.owner.team
        if team:
            assert asked(text, f"/content/{play.path}").removeprefix("@") == team
