"""What somebody tells of a play in the form becomes a record that the check takes, and nothing more."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from playbook.authoring.experiences import experience_form, experience_template, told
from playbook.authoring.suggestions import Unusable
from tests.playbooks import FILES, TODAY, loaded, write

ANSWERS = {
    "Which play was it?": "talk FIRST",
    "When was it?": "2026-10",
    "What kind of organisation was it?": "A chain of shops",
    "How many people work there?": "50-250",
    "What did you do?": "We met **twice**.\n\n- [Here](javascript:alert)\n- <script>x</script>",
    "What changed?": "Nobody buys alone any more.",
    "Would you do it again?": "yes",
}


def issue(**other: str) -> str:
    labels = {"play": "Which play was it?", "month": "When was it?", "size": "How many people work there?"}
    given = ANSWERS | {labels[key]: value for key, value in other.items()}
    return "\n".join(f"### {label}\n\n{answer}\n" for label, answer in given.items())


def test_the_form_asks_for_what_a_record_holds() -> None:
    form = yaml.safe_load(experience_form())
    assert [one["attributes"]["label"] for one in form["body"]] == list(ANSWERS)
    assert form["body"][3]["attributes"]["options"][0] == "up-to-50"
    assert form["body"][6]["attributes"]["options"] == ["yes", "no", "with-changes"]


def test_an_answer_becomes_a_record_that_the_check_takes(tmp_path: Path) -> None:
    playbook = loaded(write(tmp_path))
    record = told(issue(), playbook, TODAY)
    assert record.id == "talk-first-2026-10"
    assert "javascript:" not in record.text
    assert "<" not in record.text
    (one,) = loaded(write(tmp_path / "more", {**FILES, f"experiences/{record.id}.md": record.text})).experiences
    assert (one.play, str(one.again), str(one.size), one.name) == ("talk-first", "yes", "50-250", "")
    assert "We met twice." in one.body


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"play": "Sing"}, "'Which play was it.' names no play"),
        ({"month": "2027-10"}, "lies in the future"),
        ({"month": "last week"}, "must be a month such as 2026-11"),
        ({"size": "_No response_"}, "'How many people work there.' has no answer that will do"),
    ],
)
def test_an_answer_that_cannot_be_one_is_told(tmp_path: Path, other: dict[str, str], said: str) -> None:
    with pytest.raises(Unusable, match=said):
        told(issue(**other), loaded(write(tmp_path)), TODAY)


def test_the_template_for_hosts_without_forms_is_read_in_the_same_way(tmp_path: Path) -> None:
    text = experience_template()
    assert "### How many people work there?\n\n<!-- Choose one: up-to-50, 50-250," in text
    assert text.endswith("/label ~experience\n")
    for label, answer in ANSWERS.items():
        text = text.replace(f"### {label}\n\n", f"### {label}\n\n{answer}\n\n")
    record = told(text, loaded(write(tmp_path)), TODAY)
    assert record == told(issue(), loaded(tmp_path), TODAY)
