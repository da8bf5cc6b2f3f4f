"""What people read before they begin: three doors of few steps, with commands, files and links that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ("CONTRIBUTING.md", "DEVELOPING.md", "PUBLISHING.md", "README.md")
DOORS = ("## 1. The form", "## 2. The browser", "## 3. Files")


def text_of(guide: str) -> str:
    return (ROOT / guide).read_text("utf-8")


@pytest.mark.parametrize("door", DOORS)
def test_a_door_has_at_most_ten_steps(door: str) -> None:
    section = text_of("CONTRIBUTING.md").partition(door)[2].partition("\n## ")[0]
    steps = [int(number) for number in re.findall(r"(?m)^(\d+)\. ", section)]
    assert steps == list(range(1, len(steps) + 1))
    assert 3 <= len(steps) <= 10


@pytest.mark.parametrize("guide", GUIDES)
def test_no_address_is_longer_than_a_line(guide: str) -> None:
    assert [
        line for line in re.findall(r"\]\(([^)\s]+)\)|\]: (\S+)", text_of(guide)) if max(map(len, line)) > 120
    ] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_links_lead_to_files_and_headings_that_are_there(guide: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", text_of(guide)):
        path, _, anchor = link.partition("#")
        if "://" in link:
            continue
        target = ROOT / (path.partition("?")[0] or guide)
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"(?m)^#+ (.+)$", target.read_text("utf-8"))
            known = {re.sub(r"[^a-z0-9 -]", "", one.lower()).replace(" ", "-") for one in headings}
            assert anchor in known, link


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_that_is_named_is_there(guide: str) -> None:
    text = text_of(guide)
    named = set(re.findall(r"(?:`|/|&& |--no-project |^)playbook ([a-z]+)\b", text, re.MULTILINE))
    assert named <= set(COMMANDS)
    targets = set(re.findall(r"(?m)^([a-z-]+):", text_of("Makefile"))) | {".venv/.site", ".venv/.dev"}
    made = {name for name in re.findall(r"`make ([\w./-]+)", text) if name.islower()}
    assert made <= targets
    for script in re.findall(r"(?<!/)\b(?:scripts|\.ci)/[\w.-]+", text):
        assert (ROOT / script).exists(), script
