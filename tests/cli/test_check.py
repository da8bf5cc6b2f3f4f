from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.cli import main
from playbook.review.checking import check_branch
from playbook.review.history import Branch, branch
from tests.advice.sound import TODAY
from tests.cli.conftest import ENVIRONMENT, Clone
from tests.commands import here

TALK_PATH = "plays/talk-first.md"


def test_a_sound_playbook_is_clean(small: Clone) -> None:
    done = small.playbook("check")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "content: nothing wrong in 2 plays, 1 source.\n"


def test_settings_of_which_no_site_could_be_made_are_a_fault(small: Clone) -> None:
    (small.folder / "mkdocs.yml").write_text("plugins:\n  - playbook: {languages: {de: content/de}}\n", "utf-8")
    done = small.playbook("check")
    assert done.returncode == 1
    assert done.stdout.startswith("../mkdocs.yml:1:1: settings: 'de' in 'languages' in mkdocs.yml leads nowhere: ")


def test_the_repositorys_own_playbook_has_no_errors(whole: Clone) -> None:
    done = whole.playbook("check")
    assert done.returncode == 0, done.stdout
    assert "template-text" not in done.stdout


def test_advice_is_printed_after_errors_and_does_not_fail_the_check(small: Clone) -> None:
    small.edit(TALK_PATH, "title: Talk before you buy", "title: Improve collaboration")
    done = small.playbook("check")
    assert done.returncode == 0
    assert done.stdout.endswith("as in 'Talk sooner'. [warning]\n")
    assert done.stderr == "content: nothing wrong in 2 plays, 1 source, 1 piece of advice.\n"
    small.edit(TALK_PATH, "- Arriving", "- [See](../zebra.md) arriving")
    done = small.playbook("check")
    assert done.returncode == 1
    assert [line.split(": ")[1] for line in done.stdout.splitlines()] == ["dead-link", "vague-title"]
    assert done.stdout.splitlines()[0] == f"{TALK_PATH}:38:9: dead-link: There is no page 'zebra.md'."
    assert done.stderr == "content: 1 problem, 1 piece of advice.\n"


def test_strict_lets_warnings_fail_but_not_notes(small: Clone) -> None:
    assert small.playbook("check", "--strict").returncode == 0
    small.edit(TALK_PATH, "effort: S\nowner: editors", "owner: editors\neffort: S")
    noted = small.playbook("check", "--strict")
    assert (noted.returncode, "[note]" in noted.stdout) == (0, True)
    small.edit(TALK_PATH, "title: Talk before you buy", "title: Improve collaboration")
    assert small.playbook("check", "--strict").returncode == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nowhere"], "There is no folder 'nowhere'"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["check", "--explain", "orphen"], "There is no code 'orphen'. Did you mean 'orphan'?"),
        (["check", "--today", "tomorrow"], "'tomorrow' does not match"),
        (
            ["check", "--changed", "nobranch"],
            "There is no branch or commit 'nobranch' in this repository. Name one that",
        ),
        (["check", "--changed", "--output=/tmp/x"], "There is no branch or commit '--output=/tmp/x' in this"),
        (["effects", "nobranch"], "There is no branch or commit 'nobranch' in this repository. Name one that is here."),
        (["effects", ""], "There is no branch or commit '' in this repository."),
        (["examine"], "No such command 'examine'"),
    ],
)
def test_wrong_usage_ends_with_status_2_and_a_way_out(small: Clone, arguments: list[str], said: str) -> None:
    done = small.playbook(*arguments)
    assert done.returncode == 2
    assert said in " ".join(done.stderr.split())


REFUSED = [["check", "nowhere"], ["check", "--explain", "x"], ["check", "--changed", "x"], ["effects", "x"]]


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_a_value_that_will_not_do_is_told_in_one_line(small: Clone, arguments: list[str]) -> None:
    done = small.playbook(*arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert done.stderr.startswith("Error: ")


@pytest.mark.parametrize("command", [["check", "--changed", "main"], ["effects", "main"]], ids=" ".join)
def test_outside_a_repository_there_is_nothing_to_compare(small: Clone, command: list[str]) -> None:
    shutil.rmtree(small.folder / ".git")
    done = small.playbook(*command)
    assert done.returncode == 2
    assert done.stderr == (
        "Error: This folder is in no git repository, so nothing can be compared. Run it in a clone.\n"
    )


def test_a_link_that_the_base_has_too_is_no_news(small: Clone) -> None:
    (small.content / "plays" / "hosts.md").symlink_to("/etc/hosts")
    small.commit("Link")
    small.git("branch", "--force", "main")
    done = small.playbook("check", "--changed", "main")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "symlink" in small.playbook("check").stdout


def test_what_git_advises_reaches_the_editor_whole(small: Clone) -> None:
    # The way in which git's own tests pretend that somebody else owns the folder.
    done = here(
        main, small.folder, ["check", "--changed", "main"],
        environment={**small.environment, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == (
        f"Error: detected dubious ownership in repository at '{small.folder}'. To add an exception for this directory, "
        f"call: git config --global --add safe.directory {small.folder}\n"
    )


def test_a_branch_that_only_the_server_has_is_named(small: Clone) -> None:
    small.git("update-ref", "refs/remotes/origin/main", "main")
    small.git("branch", "--delete", "--force", "main")
    done = small.playbook("check", "--changed", "main")
    assert done.stderr == "Error: There is no branch or commit 'main' in this repository. Did you mean 'origin/main'?\n"
    assert small.playbook("check", "--changed", "origin/main").returncode == 0


def test_without_a_branch_under_the_feet_the_commit_is_compared(small: Clone) -> None:
    small.git("checkout", "--quiet", "--detach")
    small.edit(TALK_PATH, "effort: S", "effort: XS")
    done = small.playbook("check", "--changed", "main")
    assert done.returncode == 1
    assert done.stdout.startswith("plays/talk-first.md:17:9: unknown-value:")


def test_a_play_that_the_branch_removes_is_missed_where_others_name_it(small: Clone) -> None:
    small.git("rm", "--quiet", "content/plays/plan-together.md")
    small.commit()
    done = small.playbook("check", "--changed", "main")
    assert done.returncode == 1
    assert "plays/talk-first.md:" in done.stdout
    assert "unknown-play: There is no play 'plan-together'." in done.stdout


def test_a_branch_that_is_behind_is_not_told_what_main_did(small: Clone) -> None:
    small.git("checkout", "--quiet", "main")
    small.edit(TALK_PATH, "effort: S\nowner: editors", "owner: editors\neffort: S")
    small.commit()
    small.git("checkout", "--quiet", "work")
    small.edit("plays/plan-together.md", "title: Plan together", "title: Improve collaboration")
    small.commit()
    told = small.playbook("check", "--changed", "main").stdout.splitlines()
    assert [line.split(": ")[1] for line in told] == ["vague-title"]


def test_a_code_is_explained_with_its_severity_and_an_example(small: Clone) -> None:
    done = small.playbook("check", "--explain", "uncited-source")
    assert done.returncode == 0
    assert done.stdout.startswith("uncited-source (warning)\n\nOnly a link right behind a claim")
    assert "#lines-21-23" in done.stdout
    listed = small.playbook("check", "--explain", "all").stdout.splitlines()
    assert any(line.startswith("dead-link") and "error" in line for line in listed)
    assert any(line.startswith("orphan") and "warning" in line for line in listed)
    assert len(listed) > 70


def test_json_github_and_sarif_carry_the_severity(small: Clone) -> None:
    small.edit(TALK_PATH, "title: Talk before you buy", "title: Improve collaboration")
    small.edit(TALK_PATH, "- Arriving", "- [See](zebra.md) arriving")
    rows = json.loads(small.playbook("check", "--format", "json").stdout)["problems"]
    assert [(row["code"], row["severity"], row["line"]) for row in rows] == [
        ("dead-link", "error", 38),
        ("vague-title", "warning", 2),
    ]
    lines = small.playbook("check", "--format", "github").stdout.splitlines()
    assert lines[0].startswith(
        "::error file=content/plays/talk-first.md,line=38,col=9,title=dead-link::There is no page"
    )
    assert lines[1].startswith("::warning file=content/plays/talk-first.md,line=2,col=8,title=vague-title::")
    sarif = json.loads(small.playbook("check", "--format", "sarif").stdout)
    run = sarif["runs"][0]
    assert sarif["version"] == "2.1.0"
    assert [(one["ruleId"], one["level"]) for one in run["results"]] == [
        ("dead-link", "error"),
        ("vague-title", "warning"),
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/plays/talk-first.md"
    assert place["region"] == {"startLine": 38, "startColumn": 9}
    rules = run["tool"]["driver"]["rules"]
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules] == [
        ("dead-link", "error"),
        ("vague-title", "warning"),
    ]
    assert run["columnKind"] == "unicodeCodePoints"


def test_a_file_of_any_name_has_an_address_in_sarif(small: Clone) -> None:
    (small.content / "plays" / "Früh reden #1.md").write_text("", "utf-8")
    sarif = json.loads(small.playbook("check", "--format", "sarif").stdout)
    (place,) = (one["locations"][0]["physicalLocation"] for one in sarif["runs"][0]["results"])
    assert place["artifactLocation"] == {"uri": "content/plays/Fr%C3%BCh%20reden%20%231.md"}


def test_github_cannot_be_given_a_second_command_by_a_play(small: Clone) -> None:
    small.edit(TALK_PATH, "title: Talk before you buy", 'title: "Improve ::error file=x:: it%0A"')
    done = small.playbook("check", "--format", "github")
    assert all(
        line.startswith(("::error file=content/", "::warning file=content/")) for line in done.stdout.splitlines()
    )
    assert "%250A" in done.stdout or "%0A" not in done.stdout


def test_drafts_are_counted_and_today_can_be_given(small: Clone) -> None:
    small.edit(TALK_PATH, "review_every: 12", "review_every: 12\nstatus: draft")
    done = small.playbook("check", "--today", "2030-01-01")
    assert "nothing wrong in 1 play, 1 draft, 1 source" in done.stderr
    assert "overdue-review: The review was due on 2027-04-02" in done.stdout
    assert "overdue-review" not in small.playbook("check").stdout


def test_changed_says_what_a_branch_touches_and_nothing_else(small: Clone) -> None:
    small.git("checkout", "--quiet", "main")
    small.edit("plays/plan-together.md", "title: Plan together", "title: Improve teamwork")
    small.edit("plays/plan-together.md", "1. Put", "1. [See](gone.md) Put")
    small.commit("Break one play on main")
    small.git("checkout", "--quiet", "-B", "work")
    assert small.playbook("check", "--changed", "main").stdout == ""
    assert small.playbook("check", "--changed", "main").returncode == 0
    small.edit(TALK_PATH, "title: Talk before you buy", "title: Improve collaboration")
    small.commit("Touch the other")
    (small.content / "plays" / "third.md").write_text("no front matter", "utf-8")
    done = small.playbook("check", "--changed", "main")
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["plays/third.md"]
    (small.content / "plays" / "third.md").unlink()
    done = small.playbook("check", "--changed", "main")
    assert done.returncode == 0
    assert [line.split(": ")[:2] for line in done.stdout.splitlines()] == [[f"{TALK_PATH}:2:8", "vague-title"]]


def test_changed_names_what_a_branch_breaks_in_files_it_does_not_touch(small: Clone) -> None:
    (small.content / TALK_PATH).rename(small.content / "plays" / "talk-early.md")
    small.edit("plays/plan-together.md", "effort: L", "effort: L\nrelated:\n  - talk-early")
    small.commit("Move without redirect")
    small.git("checkout", "--quiet", "-B", "later")
    (small.content / "plays" / "talk-early.md").unlink()
    done = small.playbook("check", "--changed", "work")
    assert done.returncode == 1
    assert done.stdout == (
        "plays/talk-early.md:1:1: unknown-play: There is no play 'talk-early'. This branch removed the file, which "
        "shows in plays/plan-together.md:17:5. Put it back, or let another play take its place: "
        "playbook rename talk-early ID\n"
    )


def test_a_review_date_that_moves_alone_wants_a_note(small: Clone) -> None:
    small.edit(TALK_PATH, "reviewed: 2026-11-01", "reviewed: 2026-11-20")
    small.commit("Look at it")
    done = small.playbook("check", "--changed", "main")
    assert done.returncode == 0
    assert done.stdout == (
        "plays/talk-first.md:19:11: bare-review: Only the date of the review changed. Say what you checked, in a line "
        "of the commit message such as 'Reviewed: talk-first: compared with the source'. [warning]\n"
    )
    small.git("commit", "--quiet", "--allow-empty", "-m", "Say so", "-m", "Reviewed: talk-first: read lines 7-9 again")
    assert small.playbook("check", "--changed", "main").stdout == ""


def test_a_review_date_that_moves_with_the_text_needs_no_note(small: Clone) -> None:
    small.edit(TALK_PATH, "reviewed: 2026-11-01", "reviewed: 2026-11-20")
    small.edit(TALK_PATH, "Go yourself the first time.", "Go yourself the first two times.")
    small.commit("Mend it")
    assert small.playbook("check", "--changed", "main").stdout == ""


def test_what_was_there_is_read_again_only_where_a_text_stayed_as_it_was(small: Clone) -> None:
    class Unread(Branch):
        def write_base(self, target: Path) -> Path:
            raise LookupError

    here = branch(small.content, "main")
    small.edit(TALK_PATH, "reviewed: 2026-11-01", "reviewed: 2026-11-20")
    with pytest.raises(LookupError):
        check_branch(small.content, TODAY, Unread(here.root, here.content, here.base))
    small.edit(TALK_PATH, "Go yourself the first time.", "Go yourself the first two times.")
    assert check_branch(small.content, TODAY, Unread(here.root, here.content, here.base)).problems == ()


def test_the_check_does_not_load_what_a_site_is_made_with(small: Clone) -> None:
    heavy = {"mkdocs", "material", "markdown", "lunr", "pathspec", "tree_sitter", "importlib.metadata"}
    code = f"import sys, playbook.cli.check, playbook.review.checking; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
    assert small.playbook("check").returncode == 0
