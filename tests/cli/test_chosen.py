"""The rules that a playbook chooses, on the command line: exit status, branches, reviews and builds."""

from __future__ import annotations

from tests.advice.sound import PLAN, PLAYBOOK, TALK
from tests.cli.conftest import Clone
from tests.playbooks import changed

TALK_PATH, PLAN_PATH = "plays/talk-first.md", "plays/plan-together.md"
HARD = "check:\n  rules: {vague-title: error}\n"
NOUN = "title: Communication"


def begin(clone: Clone, files: dict[str, str]) -> None:
    """Put files onto main, and begin the branch there."""
    for path, text in files.items():
        (clone.content / path).write_text(text, "utf-8")
    clone.commit("Begin with more")
    clone.git("branch", "--force", "main")


def status(clone: Clone, *arguments: str) -> int:
    return clone.playbook("check", *arguments).returncode


def test_errors_end_a_check_and_warnings_only_a_strict_one(small: Clone) -> None:
    small.edit(TALK_PATH, "title: Talk before you buy", NOUN)
    assert (status(small), status(small, "--strict")) == (0, 1)
    for level, ends in (("error", (1, 1)), ("note", (0, 0)), ("off", (0, 0))):
        (small.content / "playbook.yml").write_text(f"{PLAYBOOK}check:\n  rules: {{vague-title: {level}}}\n", "utf-8")
        assert (status(small), status(small, "--strict")) == ends, level


def test_an_old_error_of_advice_stops_no_branch_that_did_not_make_it(small: Clone) -> None:
    begin(small, {"playbook.yml": PLAYBOOK + HARD, TALK_PATH: changed(TALK, "title: Talk before you buy", NOUN)})
    small.edit(PLAN_PATH, "effort: L", "effort: M")
    assert status(small) == 1
    done = small.playbook("check", "--changed", "main")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_branch_that_makes_a_rule_stricter_is_told_what_that_costs(small: Clone) -> None:
    begin(small, {TALK_PATH: changed(TALK, "title: Talk before you buy", NOUN)})
    (small.content / "playbook.yml").write_text(PLAYBOOK + HARD, "utf-8")
    done = small.playbook("check", "--changed", "main")
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"playbook.yml:{PLAYBOOK.count(chr(10)) + 1}:1: vague-title: ")
    assert f"shows in {TALK_PATH}:2:8" in line


def test_a_reviewer_sees_what_the_branch_accepts_and_why(small: Clone) -> None:
    accepts = "review_every: 6\naccept:\n  - rule: vague-title\n    why: Everybody here calls it so.\n"
    text = changed(changed(PLAN, "title: Plan together", "title: Planning"), "review_every: 6\n", accepts)
    (small.content / PLAN_PATH).write_text(text, "utf-8")
    small.commit()
    page = small.playbook("review", "main").stdout
    assert "### What is accepted, and why" in page
    assert "Everybody here calls it so" in page
    assert small.playbook("check", "--changed", "main", "--strict").stdout == ""
    assert "1 accepted" in small.playbook("check").stderr


def test_what_is_turned_off_is_not_mended(small: Clone) -> None:
    small.edit(TALK_PATH, "Answer within days.", "Answer within days. ")
    (small.content / "playbook.yml").write_text(f"{PLAYBOOK}check:\n  rules: {{untidy: off}}\n", "utf-8")
    assert small.playbook("check", "--fix").stdout == ""
    (small.content / "playbook.yml").write_text(PLAYBOOK, "utf-8")
    assert "+- **IT team:** Answer within days." in small.playbook("check", "--fix").stdout


def test_what_explains_a_rule_says_whether_it_can_be_chosen(small: Clone) -> None:
    assert "In playbook.yml below 'check', 'rules': vague-title, or its group wording" in (
        small.playbook("check", "--explain", "vague-title").stdout
    )
    assert "It cannot be turned off" in small.playbook("check", "--explain", "bad-yaml").stdout


def test_a_build_stops_at_advice_that_is_an_error_here(small: Clone) -> None:
    (small.folder / "mkdocs.yml").write_text("site_name: T\ndocs_dir: content\nplugins: [playbook]\n", "utf-8")
    small.edit(TALK_PATH, "title: Talk before you buy", NOUN)
    (small.content / "playbook.yml").write_text(PLAYBOOK + HARD, "utf-8")
    done = small.playbook("build", "--site-dir", "out")
    assert done.returncode == 1
    assert f"{TALK_PATH}:2:8: vague-title" in done.stdout
    assert not (small.folder / "out").exists()


def test_a_strict_build_stops_at_a_warning_that_another_only_tells(small: Clone) -> None:
    (small.folder / "mkdocs.yml").write_text("site_name: T\ndocs_dir: content\nplugins: [playbook]\n", "utf-8")
    small.edit(TALK_PATH, "Before you sign", "[Before](gone.md) you sign")
    (small.content / "playbook.yml").write_text(f"{PLAYBOOK}check:\n  rules: {{dead-link: warning}}\n", "utf-8")
    line = f"{TALK_PATH}:25:10: dead-link: There is no page 'plays/gone.md'. Did you mean 'index.md'? [warning]\n"
    strict = small.playbook("build", "--site-dir", "out", "--strict")
    assert (strict.returncode, strict.stdout) == (1, line)
    done = small.playbook("build", "--site-dir", "out")
    assert done.returncode == 0
    assert line in done.stderr
    assert (small.folder / "out/plays/talk-first/index.html").exists()
