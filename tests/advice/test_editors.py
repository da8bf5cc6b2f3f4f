"""The mistakes of editors that were collected for this project, a play each, and what each is told: one list a play."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from playbook.review.checking import check
from tests.playbooks import write

DAY = date(2026, 11, 29)
PATH = "plays/meet-on-mondays.md"
CONTENT = Path(__file__).resolve().parents[2] / "content"

# What each is told, as `line:code`. What is told nothing harms nobody: YAML that reads as it was meant, capitals in a
# heading, a sign in a title, a role without its colon, a table, blank lines between steps.
TOLD = {
    "01-wrong-indent-lead": "",
    "03-tab-indent": "6:bad-yaml",
    "05-missing-colon": "19:bad-yaml",
    "07-roles-scalar": "4:wrong-type",
    "09-stages-comma": "9:wrong-type",
    "11-capital-name-role": "8:unknown-term",
    "13-singular-key": "2:missing-key 9:unknown-key",
    "15-bad-source-id": "17:bad-id",
    "17-where-outside": "18:unknown-lines",
    "19-cite-label-mismatch": "33:citation-lines",
    "21-cite-typo-anchor": "33:dead-anchor",
    "23-title-too-long": "2:too-long",
    "25-summary-colon": "3:bad-yaml",
    "27-unclosed-bold": "42:open-mark",
    "29-heading-name": "60:missing-section",
    "31-heading-h1": "29:first-heading",
    "33-heading-case": "35:section-name",
    "35-dup-title-case": "plays/talk-sooner.md:2:duplicate-title",
    "37-link-slash-own-site": "37:dead-link",
    "39-link-no-ext": "37:dead-link",
    "41-image-no-alt": "60:dead-link 60:undescribed-picture",
    "43-date-dmy": "24:bad-date",
    "45-date-dot": "24:bad-date",
    "47-date-future": "25:future-date",
    "49-emoji-title": "",
    "51-word-paste": "6:bad-yaml 8:bad-yaml 10:bad-yaml 12:bad-yaml 14:bad-yaml 17:bad-yaml",
    "53-nbsp-list": "50:list-form",
    "55-numbers-paren": "42:list-form",
    "57-html-comment": "60:raw-html",
    "59-time-swapped": "21:out-of-range",
    "61-evidence-word": "15:unknown-value",
    "63-related-title": "14:bad-id",
    "65-missing-closing": "27:unclosed-front-matter",
    "67-bom": "1:byte-order-mark",
    "69-dashes-em": "1:no-front-matter",
    "71-your-part-nocolon": "",
    "73-empty-section": "60:empty-section",
    "75-steps-bullets": "42:no-steps",
    "77-long-quote": "31:long-quotation",
    "79-typo-words": "31:misspelt 31:misspelt 31:misspelt",
    "82-http-link": "50:insecure-link 50:vague-link",
    "84-table": "",
    # Readers see the list, as they do elsewhere.
    "86-no-blank-before-list": "",
    "88-merge-conflict": "19:merge-conflict",
    "90-missing-sources": "2:missing-key",
    "92-where-key-misindent": "18:bad-yaml",
    "94-tag-extra": "19:unknown-key",
    "96-stepsetext": "60:missing-section",
    "98-too-long-body": "31:long-block",
    "b02-softhyphen-zwsp": "31:invisible-character 31:invisible-character",
    "b05-todo-lower": "50:placeholder",
    "b07-amp-lt": "50:raw-html",
    "b09-title-lt": "2:angle-bracket",
    "b11-title-apostrophe": "2:bad-yaml",
    "b13-yes-term": "19:unknown-value",
    "b15-summary-folded": "",
    "b17-cite-no-anchor": "33:citation-anchor",
    "b19-cite-brackets-space": "33:open-mark",
    "b21-cite-dash": "33:dead-anchor",
    "b23-no-cite-stated": "17:uncited-source",
    "b25-lead-and-support": "8:lead-and-support",
    "b27-dup-term": "9:repeated",
    "b29-review-every-word": "26:wrong-type",
    "b31-owner-email": "23:mail-address",
    "b33-reviewed-before-added": "25:early-review 25:overdue-review",
    "b35-requires-string": "13:wrong-type",
    "b37-all-stages": "9:every-term",
    "b39-link-text-here": "37:vague-link",
    "b41-mailto": "37:mail-address",
    "b43-unclosed-code": "50:open-mark",
    "b45-h2-dup": "65:missing-section 65:repeated-section",
    "b47-role-line-typo": "48:missing-role-line",
    "b49-role-lines-plain": "48:missing-role-line",
    "b51-8-steps": "40:step-number 48:no-result",
    "b53-passive-long-sentence": "50:long-sentence",
    "b55-german": "2:other-language",
    "b57-step-blank-lines": "",
    "b59-quote-missing-gt": "57:lost-quote",
    "c01-eight-word-play": "17:uncited-source 28:short-play 29:empty-section 33:empty-section 37:empty-section "
    "46:empty-section 50:empty-section 54:empty-section",
    "good": "",
}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of our playbook what these plays need: its vocabulary, its sources, and one other play, which leads nowhere."""
    folder = tmp_path_factory.mktemp("editors")
    shutil.copytree(CONTENT / "sources", folder / "sources")
    shutil.copy(CONTENT / "playbook.yml", folder)
    other = (CONTENT / "plays/talk-sooner.md").read_text("utf-8")
    other = re.sub(r"(?m)^(?:related|requires):\n(?:  - .*\n)+", "", other)
    other = re.sub(r"\]\([a-z-]+\.md\)", "](talk-sooner.md)", other)
    write(folder, {"plays/talk-sooner.md": other})
    return folder


def said(content: Path, text: bytes) -> list[str]:
    """All that is told of the plays, but for the orphan that each of them is."""
    (content / PATH).write_bytes(text)
    found = [one for one in check(content, DAY).problems if one.location.path.startswith("plays/")]
    places = [(one.location, one.code) for one in sorted(found) if one.code != "orphan"]
    return [f"{place.path.removeprefix(PATH)}:{place.line}:{code}".removeprefix(":") for place, code in places]


@pytest.mark.shared
@pytest.mark.parametrize("name", TOLD)
def test_a_mistake_is_told_once_on_its_line(name: str, content: Path, shared: Path) -> None:
    told = said(content, (shared / "cases/editors" / f"{name}.md").read_bytes())
    assert sorted(told) == sorted(TOLD[name].split())


@pytest.mark.shared
def test_every_mistake_is_in_the_table(shared: Path) -> None:
    assert {file.stem for file in (shared / "cases/editors").glob("*.md")} == {*TOLD, "web-editor-template"}


@pytest.mark.shared
def test_the_untouched_template_gives_one_list_of_what_is_still_to_write(content: Path, shared: Path) -> None:
    text = (shared / "cases/editors/web-editor-template.md").read_text("utf-8")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "TODO" in line]
    assert said(content, text.encode()) == [f"{number}:template-text" for number in lines]
    assert len(lines) == 26
