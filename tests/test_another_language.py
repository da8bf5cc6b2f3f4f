"""A playbook in another language gets all that an English one gets: the same advice, pages, plan, print and exports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from pathlib import Path

import pytest

from playbook import export
from playbook.authoring.writing import MARKER
from playbook.review.checking import check
from playbook.site import Site, build
from playbook.texts import Texts, read
from tests.advice.sound import FILES as SOUND
from tests.advice.sound import TODAY
from tests.built import book
from tests.cli.conftest import Clone
from tests.playbooks import changed, loaded, write
from tests.test_anatomy import german

# The words of the structure: each heading, its anchor, and the word between two roles.
WORDS = {
    "When to use it": "Wann es hilft",
    "when-to-use-it": "wann-es-hilft",
    "Your part": "Dein Teil",
    "your-part": "dein-teil",
    "Steps": "Schritte",
    "steps": "schritte",
    "Traps": "Fallen",
    "traps": "fallen",
    "CMO and IT team": "CMO und IT team",
}
BOTH = "- **CMO and IT team:** Sit down together.\n"
PLAN = "plays/plan-together.md"
FILES = {**SOUND, PLAN: changed(SOUND[PLAN], "- **IT team:** Bring", BOTH + "- **IT team:** Bring")}
# What an editor may get wrong, by the text that is changed and what it becomes.
FAULTS = {
    "nothing": ("", ""),
    "a role without a line": ("- **IT team:** Answer within days.\n", ""),
    "a role that is not listed": ("  support:\n    - it-team\n", ""),
    "no steps": ("## Steps\n\n1. Write half a page and send it to whoever will have to run the tool.\n\n", ""),
    "no order": ("## Your part", "## Traps\n\n- Late.\n\n## Your part"),
    "a misspelt heading": ("## Your part\n", "## Your part,\n"),
    "an empty section": ("\n- Arriving with a product that is chosen already.\n", ""),
}


def translated(text: str) -> str:
    """An English text of the playbook with the words of its structure in German."""
    return reduce(lambda so_far, pair: re.sub(rf"\b{pair[0]}\b", pair[1], so_far), WORDS.items(), text)


def back(text: str) -> str:
    """The same the other way round, for what was made of the German playbook."""
    return reduce(lambda so_far, pair: re.sub(rf"\b{pair[1]}\b", pair[0], so_far), WORDS.items(), text)


def in_german(files: Mapping[str, str], *, kinds: bool) -> dict[str, str]:
    """A playbook in German; without `kinds` only the texts of the site know what its sections are for."""
    made = {path: translated(text) if path.startswith("plays/") else text for path, text in files.items()}
    sections = re.sub(r"heading: ([^,}]+)", lambda match: f"heading: {WORDS[match[1]]}", files["playbook.yml"])
    made["playbook.yml"] = sections if kinds else re.sub(r", kind: \w+", "", sections)
    return made


@dataclass(frozen=True, slots=True)
class Pair:
    """The same playbook in two languages."""

    english: Site
    german: Site


@pytest.fixture(scope="module", params=[True, False], ids=["kinds", "headings"])
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    folder = tmp_path_factory.mktemp("languages")
    files = in_german(FILES, kinds=request.param)
    texts = german(folder, headings=not request.param)
    address = "https://example.com/two/"
    return Pair(
        build(loaded(write(folder / "en", FILES)), address=address),
        build(loaded(write(folder / "de", files)), address=address, texts=texts),
    )


def test_steps_and_parts_are_found_under_other_headings(pair: Pair) -> None:
    for path in ("plays/talk-first.md", PLAN):
        one, other = pair.english.body(path), pair.german.body(path)
        assert (one.steps, one.parts) == (other.steps, other.parts)
        assert one.steps
        assert set(one.parts) == {"cmo", "it-team"}
    assert pair.german.body(PLAN).openings == ("CMO und IT team:", "IT team:", "CMO:")


def test_every_page_has_the_same_structure(pair: Pair) -> None:
    """The plan, the meeting kit and the page for paper are among them."""
    assert pair.english.pages.keys() == pair.german.pages.keys()
    for file, page in pair.english.pages.items():
        one, other = pair.english.article(page), pair.german.article(pair.german.pages[file])
        assert plain(back(other.html)) == plain(one.html), file
        assert plain(back(other.head)) == plain(one.head), file


def plain(html: str) -> str:
    """HTML of the one language in that of the other: between the last two of a list stands another word.

    A script that holds the texts has another digest in its name.
    """
    return re.sub(r"\.[0-9a-f]{8}\.js", ".js", html).replace(" und ", " and ")


def test_every_export_says_the_same(pair: Pair) -> None:
    one, other = dict(export.files(pair.english.edition)), dict(export.files(pair.german.edition))
    assert one.keys() == other.keys()
    for path, content in one.items():
        assert plain(back(other[path].decode())).replace('xml:lang="de"', 'xml:lang="en"') == content.decode(), path


@pytest.mark.parametrize("kinds", [True, False], ids=["kinds", "headings"])
@pytest.mark.parametrize("fault", FAULTS)
def test_the_same_faults_get_the_same_advice(fault: str, kinds: bool, tmp_path: Path) -> None:  # noqa: FBT001
    path = "plays/talk-first.md"
    files = {**FILES, path: FILES[path].replace(*FAULTS[fault])}
    said = check(write(tmp_path / "en", files), TODAY).problems
    ours = check(
        write(tmp_path / "de", in_german(files, kinds=kinds)), TODAY, german(tmp_path, headings=not kinds)
    ).problems
    assert [back(str(problem)) for problem in ours] == [str(problem) for problem in said]
    assert bool(said) is (fault != "nothing")


@pytest.mark.shared
def test_the_german_case_is_told_whom_its_plays_are_silent_to(shared: Path) -> None:
    folder = shared / "cases/shape/german"
    texts = read(folder / "de.toml")
    assert isinstance(texts, Texts)
    told = check(folder / "content", date(2026, 11, 28), texts).problems
    silent = [str(problem) for problem in told if problem.code == "missing-role-line"]
    assert [one.split(". Add")[0] for one in silent] == [
        "plays/neu-reden-hier.md:30:1: missing-role-line: 'Dein Teil' says nothing to CMO",
        "plays/talk-first.md:36:1: missing-role-line: 'Dein Teil' says nothing to CIO",
    ]
    assert "missing-section" not in {problem.code for problem in told}


@pytest.mark.build
def test_editors_commands_know_the_language_by_the_settings_beside_them(tmp_path: Path) -> None:
    path = "plays/talk-first.md"
    files = {**FILES, path: FILES[path].replace(*FAULTS["a role without a line"])}
    clone = Clone(book(tmp_path, in_german(files, kinds=False), "texts: de.toml"))
    german(tmp_path)
    told = clone.playbook("check").stdout
    assert "missing-role-line: 'Dein Teil' says nothing to IT team." in told
    assert told.count("\n") == 1
    issue = "### What should people do?\n\nMeet on Mondays\n\n### At which stage is it used?\n\nCold\n\n"
    issue += "### Who carries it out?\n\nCMO\n\n### What are the steps?\n\n1. Sit down.\n"
    assert clone.playbook("draft", "-", answers=issue).returncode == 0
    assert "## Schritte\n\n1. Sit down." in (clone.content / "plays" / "meet-on-mondays.md").read_text("utf-8")
    assert clone.playbook("new", "Speak", "--lead", "cmo", "--stage", "1", "--source", "interview:12").returncode == 0
    assert f"## Dein Teil\n\n- **CMO:** {MARKER} say" in (clone.content / "plays" / "speak.md").read_text("utf-8")
