"""What is mended by itself: each slip gives the good play back, and no word of it is lost."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.letters import without_hidden
from playbook.problems import Problem
from playbook.review.checking import check
from playbook.review.fixing import mends, write
from tests.advice.sound import FILES, TALK, TODAY
from tests.playbooks import FILES as SMALL
from tests.playbooks import PAGE, SEQUENCES, changed
from tests.playbooks import write as write_files

PATH = "plays/talk-first.md"
PLAY = changed(
    changed(TALK, "effort: S\n", "effort: S\ntime:\n  min: 30\n  max: 60\n"),
    "reviewed: 2026-11-01",
    "reviewed: 2026-11-20",
)
# A slip by its name: what the good play says, what stands there instead, and the words that mending it takes out.
SLIPS: Mapping[str, tuple[str, str, str]] = {
    "the name of a role": ("    - it-team", "    - IT team", ""),
    "an alias of a role": ("    - it-team", "    - IT", ""),
    "a misspelt role": ("    - it-team", "    - it-taem", "taem"),
    "a role twice": ("    - it-team\n", "    - it-team\n    - it-team\n", "it team"),
    "a role that leads and helps": ("    - it-team\n", "    - it-team\n    - cmo\n", "cmo"),
    "a stage without a list": ("stages:\n  - cold\n", "stages: cold\n", ""),
    "a stage in capitals": ("  - cold\n", "  - Cold\n", ""),
    "a key in the singular": ("stages:", "stage:", "stage"),
    "a misspelt key": ("reviewed:", "reveiwed:", "reveiwed"),
    "a key with a blank": ("review_every:", "Review every:", "review every"),
    "the title of a play": ("  - plan-together", "  - Plan together", ""),
    "the file of a play": ("  - plan-together", "  - ../plays/plan-together.md", "plays md"),
    "a misspelt play": ("  - plan-together", "  - plan-togehter", "togehter"),
    "a play that is none": ("  - plan-together\n", "  - plan-together\n  - talk-first\n", "talk first"),
    "a misspelt choice": ("evidence: stated", "evidence: Stated", ""),
    "the name of a source": ("  - id: interview", "  - id: Interview", ""),
    "lines the wrong way round": ("    where: lines 7-9", "    where: lines 9-7", ""),
    "a list that is one mapping": ("  - id: interview\n    where", "  id: interview\n  where", ""),
    "a small letter": ("effort: S", "effort: s", ""),
    "a word for a letter": ("effort: S", "effort: small", "small"),
    "lead and support in a list": (
        "  lead:\n    - cmo\n  support:\n    - it-team\n",
        "  - lead:\n      - cmo\n  - support:\n      - it-team\n",
        "",
    ),
    "lead and support in words": (
        "  lead:\n    - cmo\n  support:\n    - it-team\n",
        "  lead: CMO\n  support: IT team\n",
        "",
    ),
    "several in one entry": ("  - plan-together\n", "  - plan-together, plan-together\n", "plan together"),
    "a key twice": ("effort: S\n", "effort: S\neffort: S\n", "effort s"),
    "times the wrong way round": ("  min: 30\n  max: 60", "  min: 60\n  max: 30", ""),
    "times in words": ("  min: 30\n  max: 60", "  min: 30 min\n  max: 1 hour", "min 1 hour"),
    "times in a line": ("time:\n  min: 30\n  max: 60", "time: 30-60 minutes", "minutes"),
    "a number in quotes": ("review_every: 12", "review_every: '12'", ""),
    "a number of months": ("review_every: 12", "review_every: 12 months", "months"),
    "how often in a word": ("review_every: 12", "review_every: yearly", "yearly"),
    "a day with slashes": ("reviewed: 2026-11-20", "reviewed: 20/11/2026", ""),
    "a day with dots": ("reviewed: 2026-11-20", "reviewed: 20.11.2026", ""),
    "a day in words": ("reviewed: 2026-11-20", "reviewed: 20 November 2026", "november"),
    "a day in American words": ("reviewed: 2026-11-20", "reviewed: Fri, Nov 20th, 2026", "fri nov 20th"),
    "a day in quotes": ("reviewed: 2026-11-20", 'reviewed: "2026-11-20"', ""),
    "a list in brackets": ("related:\n  - plan-together", "related: [plan-together]", ""),
    "keys out of order": ("effort: S\ntime:\n  min: 30\n  max: 60\n", "time:\n  min: 30\n  max: 60\neffort: S\n", ""),
    "a byte order mark": ("---\ntitle", "\ufeff---\ntitle", ""),
    "a soft hyphen": ("so that nobody", "so that no\u00adbody", ""),
    "a space of no width": ("Before you sign", "Before you\u200b sign", ""),
    "a heading of the first level": ("## Steps", "# Steps", ""),
    "a heading that is underlined": ("## Steps", "Steps\n=====", ""),
    "a heading with a colon": ("## Steps", "## Steps:", ""),
    "a heading in capitals": ("## Your part", "## YOUR PART", ""),
    "a heading of a section that may be left out": ("## Traps", "## traps:", ""),
    "a heading without a blank": ("## Your part", "##Your part", ""),
    "a heading of the third level": ("## Your part", "### Your part", ""),
    "a heading in bold": ("## Your part", "**Your part:**", ""),
    "a misspelt heading": ("## Your part", "## Yuor part", "yuor"),
    "a role without bold": ("- **CMO:** Go", "- CMO: Go", ""),
    "a role with a dash": ("- **CMO:** Go", "- CMO – Go", ""),
    "a role behind a bullet": ("- **CMO:** Go", "• **CMO:** Go", ""),
    "a role behind a fixed blank": ("- **CMO:** Go", "-\u00a0**CMO:** Go", ""),
    "a link from the top": ("../sources/interview.md#", "/sources/interview.md#", ""),
    "a link without its ending": ("../sources/interview.md#", "../sources/interview#", ""),
    "a link to a page": ("../sources/interview.md#", "/sources/interview/#", ""),
    "a link into this folder": ("../sources/interview.md#", "interview.md#", ""),
    "an anchor with a dash": ("#lines-7-9", "#lines-7–9", ""),
    "an anchor in the singular": ("#lines-7-9", "#line-7-9", "line"),
    "bold in HTML": ("- **CMO:** Go", "- <strong>CMO:</strong> Go", "strong strong"),
    "blanks at the end": ("Answer within days.\n", "Answer within days.  \n", ""),
}


def say(folder: Path) -> tuple[Problem, ...]:
    return check(folder, TODAY).problems


def fixed(play: str | bytes, *, unsafe: bool = False) -> str:
    """A play as it is after all fixes, which a second run leaves alone."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_files(Path(temporary), {**FILES, PATH: play})
        write(folder, mends(folder, say, unsafe=unsafe))
        assert mends(folder, say, unsafe=unsafe) == {}
        return (folder / PATH).read_bytes().decode()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", without_hidden(text).casefold()))


@pytest.mark.parametrize(("good", "slip", "lost"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_mended_and_gives_the_good_play_back(good: str, slip: str, lost: str, tmp_path: Path) -> None:
    slipped = changed(PLAY, good, slip)
    assert say(write_files(tmp_path, {**FILES, PATH: slipped}))
    assert fixed(slipped) == PLAY
    assert words(slipped) - words(PLAY) == Counter(lost.split())


@settings(max_examples=12)
@given(st.sets(st.sampled_from(sorted(SLIPS)), min_size=2, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_slips_together_are_mended_together_and_no_word_is_lost(names: set[str], end: str) -> None:
    slipped, lost, above = PLAY, Counter[str](), len(PLAY)
    for place, (good, slip, taken) in sorted(
        ((PLAY.index(SLIPS[name][0]), SLIPS[name]) for name in names), reverse=True
    ):
        if place + len(good) <= above:
            slipped = slipped[:place] + slip + slipped[place + len(good) :]
            lost += Counter(taken.split())
            above = place
    after = fixed(slipped.replace("\n", end).encode())
    assert words(slipped) - words(after) <= lost
    assert after == PLAY.replace("\n", end)


# What the good play says, what stands there instead, and what is written only where that is asked for.
UNSURE: Mapping[str, tuple[str, str, str]] = {
    "a day that may be a month": ("reviewed: 2026-11-20", "reviewed: 03/04/2026", "reviewed: 2026-04-03"),
    "a word with two slips": ("    - it-team", "    - it-tema-s", "    - it-team"),
    "a comment": ("## Traps\n", "<!-- Why? -->\n\n## Traps\n", "## Traps\n"),
    "a role that is told nothing": (
        "- **IT team:** Answer within days.\n",
        "",
        "- **IT team:** TODO: say what only they can do.\n",
    ),
    "a role that is told something and not listed": ("  support:\n    - it-team\n", "", "  support:\n    - it-team\n"),
}


@pytest.mark.parametrize(("good", "slip", "mended"), UNSURE.values(), ids=UNSURE)
def test_what_is_not_sure_is_written_only_where_that_is_asked_for(good: str, slip: str, mended: str) -> None:
    slipped = changed(PLAY, good, slip)
    assert fixed(slipped) == slipped
    assert fixed(slipped, unsafe=True) == changed(PLAY, good, mended)


@pytest.mark.parametrize(
    ("good", "other"),
    [
        ("    - it-team", "    - coo"),
        ("reviewed: 2026-11-20", "reviewed: last week"),
        ("review_every: 12", "review_every: often"),
        ("evidence: stated", "evidence: yes"),
        ("  - id: interview", "  - id: TODO"),
        ("../sources/interview.md#lines-7-9", "../sources/meeting.md#lines-7-9"),
        ("#lines-7-9", "#lines-7-8"),
    ],
)
def test_what_nobody_can_say_stays_as_it_is(good: str, other: str) -> None:
    slipped = changed(PLAY, good, other)
    assert fixed(slipped, unsafe=True) == slipped


def test_a_line_about_something_of_a_like_name_is_no_line_for_a_role() -> None:
    slipped = changed(PLAY, "- **CMO:** Go yourself the first time.", "- CMO-led teams: go yourselves the first time.")
    assert fixed(slipped) == slipped


def test_a_link_to_a_draft_is_not_led_to_a_play_of_a_like_name(tmp_path: Path) -> None:
    draft = changed(PLAY, "title: Talk before you buy\n", "title: Talk after you buy\nstatus: draft\n")
    body = changed(PLAY, "Before you sign", "Before you [sign](talk-firsts.md)")
    folder = write_files(tmp_path, {**FILES, PATH: body, "plays/talk-firsts.md": draft})
    assert PATH not in mends(folder, say, unsafe=True)


def test_the_form_of_files_within_some_alone_is_mended(tmp_path: Path) -> None:
    slipped = changed(PLAY, "  - cold\n", "  - cold  \n")
    folder = write_files(tmp_path, {**FILES, PATH: slipped})
    assert mends(folder, say, within={"plays/plan-together.md"}) == {}
    assert mends(folder, say, within={PATH}) == {PATH: (slipped, PLAY)}


STEPS = "## Steps\n\n1. Write half a page and send it to whoever will have to run the tool.\n"
PARTS = "## Your part\n\n- **CMO:** Go yourself the first time.\n- **IT team:** Answer within days.\n"


def test_sections_are_put_in_their_order_with_what_stands_below_them() -> None:
    noted = changed(PLAY, PARTS, f"{PARTS}\n## An aside\n\nOf our own.\n")
    assert fixed(changed(changed(noted, f"{STEPS}\n", ""), "## Traps", f"{STEPS}\n## Traps")) == noted


def test_a_source_that_is_cited_is_listed_with_its_lines() -> None:
    slipped = changed(
        PLAY, "#lines-7-9)).", "#lines-7-9)), and as Bell says ([Bell, line 3](../sources/memo.md#lines-3))."
    )
    memo = changed(FILES["sources/interview.md"], "An interview", "A memo").replace("lines: 7-9", "lines: 3")
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_files(Path(temporary), {**FILES, PATH: slipped, "sources/memo.md": memo})
        ((_, after),) = mends(folder, say).values()
    assert after == changed(slipped, "where: lines 7-9\n", "where: lines 7-9\n  - id: memo\n    where: lines 3\n")


# A data file of the small playbook: what stands there, what somebody writes instead, and what is made of that.
IN_DATA: Mapping[str, tuple[str, str, str, str]] = {
    "an id of a play in a moment": ("moments.yml", "[talk-first]", "[talk-frist]", "[talk-first]"),
    "a text in place of a list": ("moments.yml", "roles: [cmo]", "roles: CMO", "roles:\n    - cmo"),
    "a misspelt key in a list": ("glossary.yml", "  means:", "  maens:", "  means:"),
    "a title that is a number": ("sequences.yml", "title: First month as CIO", "title: 20261", "title: '20261'"),
    "a week with a word": ("sequences.yml", "week: 4", "week: '4'", "week: 4"),
    "an id with capitals": ("assessment.yml", "id: respect", "id: Respect", "id: respect"),
    "an address in angles": (
        "sources/interview.md",
        "url: https://example.com/interview",
        "url: <https://example.com/interview>",
        "url: https://example.com/interview",
    ),
    "a play in a redirect": ("redirects.yml", ": talk-first", ": Talk first", ": talk-first"),
    "a term twice in brackets": ("moments.yml", "roles: [cmo]", "roles: [cmo, cmo]", "roles: [cmo]"),
    "a play by itself in brackets twice": (
        "assessment.yml",
        "[talk-first]",
        "[talk-first, talk-first]",
        "[talk-first]",
    ),
    "a truth in other words": ("playbook.yml", "ordered: true", "ordered: Yes", "ordered: true"),
}


def test_plays_of_a_stage_are_put_behind_what_they_require(tmp_path: Path) -> None:
    page = changed(PAGE, "---\n\n", "plays:\n  - plan-together\n  - talk-first\n---\n\n")
    second = SMALL["plays/plan-together.md"].replace("  - warm\n", "  - cold\n")
    folder = write_files(tmp_path, {**SMALL, "stages/cold.md": page, "plays/plan-together.md": second})
    ((_, after),) = mends(folder, say).values()
    assert after == changed(page, "  - plan-together\n  - talk-first\n", "  - talk-first\n  - plan-together\n")


@pytest.mark.parametrize(("path", "good", "slip", "mended"), IN_DATA.values(), ids=IN_DATA)
def test_a_slip_in_a_data_file_is_mended(path: str, good: str, slip: str, mended: str, tmp_path: Path) -> None:
    files = {**SMALL, "sequences.yml": SEQUENCES}
    slipped = changed(files[path], good, slip)
    folder = write_files(tmp_path, {**files, path: slipped})
    write(folder, mends(folder, say))
    assert (folder / path).read_text("utf-8") == changed(files[path], good, mended)
