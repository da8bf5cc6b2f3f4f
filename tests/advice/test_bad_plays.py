"""Forty faulty plays and what their editors are told. What the loader says stands in tests/test_bad_input.py."""

# ruff: noqa: E501  # what the check says is compared as it stands
from __future__ import annotations

from pathlib import Path

import pytest

from tests.advice.sound import FILES, TALK, said
from tests.playbooks import changed

PATH = "plays/talk-first.md"
STEP = "1. Write half a page and send it to whoever will have to run the tool."
PARTS = "- **CMO:** Go yourself the first time.\n- **IT team:** Answer within days."
TRAP = "- Arriving with a product that is chosen already."
CITED = "([Field, lines 7-9](../sources/interview.md#lines-7-9))"

# How the text begins to which a fault of this code points.
STANDS: dict[str, tuple[str, ...]] = {
    "dead-anchor": ("../sources/", "plan-together.md#"),
    "dead-link": ("plan-together", "../", "/plays/", "meeting.png", "product.md", "plan-togeter.md"),
    "draft": ("draft",),
    "empty-section": ("## Traps",),
    "long-play": ("",),
    "missing-role-line": ("## Your part",),
    "citation-anchor": ("../sources/",),
    "missing-section": ("## ", "### "),
    "orphan": ("Talk before",),
    "overdue-review": ("2025-08-31",),
    "section-name": ("## ",),
    "section-order": ("## Steps",),
    "template-text": ("TODO:",),
    "uncited-source": ("id: interview",),
    "unexplained-acronym": ("PRD", "RFP"),
    "unlisted-role-line": ("- **IT team:**",),
    "untidy": ("related: [", "owner:", "- **IT team:**"),
    "vague-title": ("Talking", "The importance", "How to", "Improve", "Buying"),
}

# What is wrong, the text that is changed, what it is changed to, and everything that the check says then.
BAD = (
    (
        "a_title_of_one_word",
        "title: Talk before you buy",
        "title: Talking",
        [
            "plays/talk-first.md:2:8: vague-title: 'Talking' is one word. Begin with a verb and name the thing, as in 'Talk sooner'. [warning]"
        ],
    ),
    (
        "a_title_without_a_verb",
        "title: Talk before you buy",
        "title: The importance of talking",
        [
            "plays/talk-first.md:2:8: vague-title: 'The importance of talking' begins with 'the', not with what to do. Begin with a verb and name the thing, as in 'Talk sooner'. [warning]"
        ],
    ),
    (
        "a_title_that_asks_how",
        "title: Talk before you buy",
        "title: How to buy a tool",
        [
            "plays/talk-first.md:2:8: vague-title: 'How to buy a tool' begins with 'how', not with what to do. Begin with a verb and name the thing, as in 'Talk sooner'. [warning]"
        ],
    ),
    (
        "a_title_that_fits_any_play",
        "title: Talk before you buy",
        "title: Improve collaboration",
        [
            "plays/talk-first.md:2:8: vague-title: 'Improve collaboration' could stand over any play. Begin with a verb and name the thing, as in 'Talk sooner'. [warning]"
        ],
    ),
    (
        "a_title_with_ing",
        "title: Talk before you buy",
        "title: Buying tools with IT",
        [
            "plays/talk-first.md:2:8: vague-title: 'Buying tools with IT' begins with 'buying', not with what to do. Begin with a verb and name the thing, as in 'Talk sooner'. [warning]"
        ],
    ),
    (
        "a_summary_left_from_the_template",
        "summary: Say what you need before you choose a tool, so that nobody is surprised by it.",
        "summary: 'TODO: say in one sentence of 60 to 200 characters what to do, and what it is good for.'",
        [
            "plays/talk-first.md:3:11: template-text: 'TODO: say in one sentence of 60 to 200 characters what to do, and what it is good for.' is not filled in. Put your own words in its place."
        ],
    ),
    (
        "an_owner_left_from_the_template",
        "owner: editors",
        "owner: 'TODO: owner'",
        ["plays/talk-first.md:18:9: template-text: 'TODO: owner' is not filled in. Put your own words in its place."],
    ),
    (
        "a_title_left_from_the_template",
        "title: Talk before you buy",
        "title: 'TODO: title of the play'",
        [
            "plays/talk-first.md:2:9: template-text: 'TODO: title of the play' is not filled in. Put your own words in its place."
        ],
    ),
    (
        "a_step_left_from_the_template",
        STEP,
        "1. **CMO:** TODO: say what to do first.",
        [
            "plays/talk-first.md:29:13: template-text: 'TODO: say what to do first.' is not filled in. Put your own words in its place."
        ],
    ),
    (
        "a_half_filled_line",
        "Answer within days.",
        "Answer within days. TODO: how many?",
        [
            "plays/talk-first.md:34:36: template-text: 'TODO: how many?' is not filled in. Put your own words in its place."
        ],
    ),
    (
        "no_steps",
        "## Steps\n\n" + STEP + "\n\n",
        "",
        [
            "plays/talk-first.md:32:1: missing-section: The section '## Steps' is missing. Write it, if only in a sentence. [warning]"
        ],
    ),
    (
        "no_steps_and_no_part",
        "## Steps\n\n" + STEP + "\n\n## Your part\n\n" + PARTS + "\n\n",
        "",
        [
            "plays/talk-first.md:27:1: missing-section: The section '## Steps' is missing. Write it, if only in a sentence. [warning]",
            "plays/talk-first.md:27:1: missing-section: The section '## Your part' is missing. Write it, if only in a sentence. [warning]",
        ],
    ),
    (
        "a_heading_of_the_wrong_level",
        "## Steps",
        "### Steps",
        [
            "plays/talk-first.md:27:1: missing-section: The section '## Steps' is missing. Is that what '### Steps' should be? [warning]"
        ],
    ),
    (
        "a_misspelt_heading",
        "## Steps",
        "## Step",
        [
            "plays/talk-first.md:27:1: missing-section: The section '## Steps' is missing. Is that what '## Step' should be? [warning]"
        ],
    ),
    (
        "a_section_in_capitals",
        "## Your part",
        "## Your Part",
        [
            "plays/talk-first.md:31:1: section-name: This section is called 'Your part' in every play. Write '## Your part'. [note]"
        ],
    ),
    (
        "a_section_with_a_colon",
        "## Traps",
        "## Traps:",
        [
            "plays/talk-first.md:36:1: section-name: This section is called 'Traps' in every play. Write '## Traps'. [note]"
        ],
    ),
    (
        "an_empty_section",
        "\n" + TRAP + "\n",
        "",
        [
            "plays/talk-first.md:36:1: empty-section: Nothing stands under '## Traps'. Write it, or remove the heading. [warning]"
        ],
    ),
    (
        "sections_the_wrong_way_round",
        "## Steps\n\n" + STEP + "\n\n## Your part\n\n" + PARTS + "\n",
        "## Your part\n\n- **CMO:** Go yourself the first time.\n- **IT team:** Answer within days.\n\n## Steps\n\n"
        + STEP
        + "\n",
        ["plays/talk-first.md:32:1: section-order: 'Steps' stands before 'Your part' in every play. Swap them. [note]"],
    ),
    (
        "a_role_without_a_line",
        "- **IT team:** Answer within days.\n",
        "",
        [
            "plays/talk-first.md:31:1: missing-role-line: 'Your part' says nothing to IT team. Add '- **IT team:** ...', or drop it above. [warning]"
        ],
    ),
    (
        "two_roles_without_lines",
        PARTS,
        "Everybody helps.",
        [
            "plays/talk-first.md:31:1: missing-role-line: 'Your part' says nothing to CMO, IT team. Add '- **CMO:** ...' and '- **IT team:** ...', or drop them above. [warning]"
        ],
    ),
    (
        "a_misspelt_role_line",
        "- **IT team:**",
        "- **IT-team:**",
        [
            "plays/talk-first.md:31:1: missing-role-line: 'Your part' says nothing to IT team. Add '- **IT team:** ...', or drop it above. [warning]"
        ],
    ),
    (
        "a_line_for_a_role_that_is_not_listed",
        "  support:\n    - it-team\n",
        "",
        [
            "plays/talk-first.md:32:1: unlisted-role-line: 'IT team' has a line here and is not one of the play's roles. Add 'it-team' to 'support'. [warning]",
            "playbook.yml:10:10: thin-cell: Only one play is there for IT team at stage 1, Cold. A new play is most welcome there. [note]",
        ],
    ),
    (
        "a_play_that_is_too_long",
        TRAP,
        "- " + " ".join(f"word{n} and" for n in range(400)),
        [
            "plays/talk-first.md:22:1: long-play: The play has 838 words; 700 are enough. Shorten it or make it two. 'Traps' is its longest section. [warning]"
        ],
    ),
    (
        "an_abbreviation_nobody_knows",
        "Write half a page and",
        "Write a PRD and",
        [
            "plays/talk-first.md:29:12: unexplained-acronym: 'PRD' is explained nowhere. Write it out, or add it to glossary.yml. [note]"
        ],
    ),
    (
        "an_abbreviation_in_the_plural",
        "Write half a page and",
        "Write two RFPs and",
        [
            "plays/talk-first.md:29:14: unexplained-acronym: 'RFP' is explained nowhere. Write it out, or add it to glossary.yml. [note]"
        ],
    ),
    (
        "two_abbreviations",
        "Write half a page and",
        "Write a PRD, fill in the RFP, and",
        [
            "plays/talk-first.md:29:12: unexplained-acronym: 'PRD' is explained nowhere. Write it out, or add it to glossary.yml. [note]",
            "plays/talk-first.md:29:29: unexplained-acronym: 'RFP' is explained nowhere. Write it out, or add it to glossary.yml. [note]",
        ],
    ),
    (
        "a_source_never_cited",
        " " + CITED,
        "",
        [
            "plays/talk-first.md:15:5: uncited-source: 'interview' is listed and never cited. Link its passage right behind the claim that it backs. [warning]"
        ],
    ),
    (
        "a_citation_without_a_place",
        "../sources/interview.md#lines-7-9",
        "../sources/interview.md",
        [
            "plays/talk-first.md:25:37: citation-anchor: This citation leads to no passage. Write interview.md#lines-7-9. [warning]"
        ],
    ),
    (
        "a_citation_of_lines_without_a_passage",
        "#lines-7-9",
        "#lines-7-8",
        [
            "plays/talk-first.md:25:37: dead-anchor: The page 'sources/interview.md' has no place '#lines-7-8'. Did you mean 'lines-7-9'?"
        ],
    ),
    (
        "a_link_to_no_play",
        "- Arriving with",
        "- [See](plan-togeter.md) arriving with",
        [
            "plays/talk-first.md:38:9: dead-link: There is no page 'plays/plan-togeter.md'. Did you mean 'plan-together.md'?"
        ],
    ),
    (
        "a_link_to_a_folder",
        "- Arriving with",
        "- [See](../plays/) arriving with",
        [
            "plays/talk-first.md:38:9: dead-link: There is no file 'plays/'. Links lead to files that end in .md. Did you mean 'plays/index.md'?"
        ],
    ),
    (
        "a_link_to_an_address",
        "- Arriving with",
        "- [See](/plays/plan-together/) arriving with",
        [
            "plays/talk-first.md:38:9: dead-link: '/plays/plan-together/' begins with '/', where the site may not lie. Link to a file, such as ../plays/meet.md."
        ],
    ),
    (
        "a_link_without_md",
        "- Arriving with",
        "- [See](plan-together) arriving with",
        [
            "plays/talk-first.md:38:9: dead-link: There is no file 'plays/plan-together'. Links lead to files that end in .md. Did you mean 'plays/plan-together.md'?"
        ],
    ),
    (
        "a_link_to_a_heading_that_is_not_there",
        "- Arriving with",
        "- [See](plan-together.md#step) arriving with",
        [
            "plays/talk-first.md:38:9: dead-anchor: The page 'plays/plan-together.md' has no place '#step'. Did you mean 'steps'?"
        ],
    ),
    (
        "a_link_out_of_the_folder",
        "- Arriving with",
        "- [See](../../README.md) arriving with",
        [
            "plays/talk-first.md:38:9: dead-link: '../../README.md' leads out of the content folder. Give the full address, beginning with https://."
        ],
    ),
    (
        "a_picture_that_is_missing",
        "- Arriving with",
        "- ![See](meeting.png) arriving with",
        [
            "plays/talk-first.md:38:10: dead-link: There is no picture 'plays/meeting.png'. Put it there, or mend its name."
        ],
    ),
    (
        "a_dead_link_definition",
        TRAP,
        "- Arriving with [a product].\n\n[a product]: product.md",
        ["plays/talk-first.md:40:14: dead-link: There is no page 'plays/product.md'."],
    ),
    (
        "a_link_to_data",
        "- Arriving with",
        "- [See](../playbook.yml) arriving with",
        ["plays/talk-first.md:38:9: dead-link: There is no file 'playbook.yml'. Links lead to files that end in .md."],
    ),
    (
        "a_review_that_is_due",
        "reviewed: 2026-11-01\nreview_every: 12",
        "reviewed: 2025-08-31\nreview_every: 6",
        [
            "plays/talk-first.md:19:11: overdue-review: The review was due on 2026-02-28. Read the play with care, mend it, and set 'reviewed' to that day. [warning]"
        ],
    ),
    (
        "a_draft",
        "review_every: 12",
        "review_every: 12\nstatus: draft",
        [
            "plays/plan-together.md:2:8: orphan: No play, page or moment leads here. Name it under 'related' of a play that a reader does before it, or in moments.yml. [warning]",
            "playbook.yml:10:10: thin-cell: Only one play is there for CMO, IT team at stage 1, Cold. A new play is most welcome there. [note]",
            "plays/talk-first.md:21:9: draft: This is a draft; readers do not see it. Remove 'status' to publish it. [note]",
        ],
    ),
    (
        "lists_in_brackets",
        "  - cold\nrelated:\n  - plan-together",
        "  - cold\nrelated: [plan-together]",
        [
            "plays/talk-first.md:11:1: untidy: Lists, the order of keys or trailing spaces are not as elsewhere. 'playbook check --fix' mends that. [note]"
        ],
    ),
    (
        "keys_out_of_order",
        "effort: S\nowner: editors\n",
        "owner: editors\neffort: S\n",
        [
            "plays/talk-first.md:17:1: untidy: Lists, the order of keys or trailing spaces are not as elsewhere. 'playbook check --fix' mends that. [note]"
        ],
    ),
    (
        "a_trailing_space",
        "Answer within days.\n",
        "Answer within days. \n",
        [
            "plays/talk-first.md:34:1: untidy: Lists, the order of keys or trailing spaces are not as elsewhere. 'playbook check --fix' mends that. [note]"
        ],
    ),
    (
        "a_play_nothing_leads_to",
        "related:\n  - plan-together\n",
        "",
        [
            "plays/plan-together.md:2:8: orphan: No play, page or moment leads here. Name it under 'related' of a play that a reader does before it, or in moments.yml. [warning]",
            "plays/talk-first.md:2:8: orphan: No play, page or moment leads here. Name it under 'related' of a play that a reader does before it, or in moments.yml. [warning]",
        ],
    ),
)


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_faulty_play_is_told(old: str, new: str, expected: list[str], tmp_path: Path) -> None:
    assert said(tmp_path, {**FILES, PATH: changed(TALK, old, new)}) == expected


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_the_place_that_is_named_is_where_the_fault_stands(old: str, new: str, expected: list[str]) -> None:
    lines = changed(TALK, old, new).split("\n")
    for place, code, *_ in (line.split(": ") for line in expected if line.startswith(PATH)):
        _, line, column = place.split(":")
        there = lines[int(line) - 1][int(column) - 1 :]
        assert there.startswith(STANDS[code]), f"{place}: {code} points at {there!r}"


def test_a_sound_playbook_is_told_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, FILES) == []


def test_the_table_holds_forty_faults_of_many_kinds() -> None:
    codes = {line.split(": ")[1] for row in BAD for line in row[3]}
    assert len(BAD) >= 40
    assert len(codes) >= 15
