from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.authoring.editing import difference
from playbook.authoring.formatting import formatted
from playbook.model import Facet, Term
from playbook.review.checking import check
from playbook.review.fixing import mends
from playbook.review.fixing import write as write_changes
from tests.advice.sound import FILES
from tests.cli.conftest import Clone
from tests.playbooks import TODAY, loaded, problems, write

PATH = "plays/talk-first.md"


def fix(root: Path, *, unsafe: bool = False) -> list[str]:
    """Mend a folder, and return the differences."""
    changes = mends(root, lambda folder: check(folder, TODAY).problems, unsafe=unsafe)
    write_changes(root, changes)
    return [difference(path, before, after) for path, (before, after) in changes.items()]


FACETS = tuple(
    Facet(id, id, id, id, (Term("cold", "Cold", 1, "They do not talk."),), required=True) for id in ("stages", "roles")
)

UNTIDY = """\
---
# Who wrote this?
reviewed: 2026-11-01
title: Talk before you buy\x20\x20
roles: {lead: [cmo], support: ["it-team"]}
stages: [cold]
related: [ plan-together ]
aliases: ['a, b', cd]   # both are used
# Found by Ann.
sources: [{id: interview, where: "lines 7-9"}]
summary: Say what you need before you choose a tool, so that nobody is surprised by it.
evidence: stated
effort: S
owner: editors\x20
review_every: 12
---

## When to use it\x20

Before you sign ([Field, lines 7-9](../sources/interview.md#lines-7-9)).\x20\x20
This is a line of its own.\x20\x20\x20

```
kept as it is\x20\x20
```
"""

TIDY = """\
---
title: Talk before you buy
summary: Say what you need before you choose a tool, so that nobody is surprised by it.
roles:
  lead:
    - cmo
  support:
    - "it-team"
stages:
  - cold
related:
  - plan-together
evidence: stated
# Found by Ann.
sources:
  - id: interview
    where: "lines 7-9"
effort: S
aliases: ['a, b', cd]   # both are used
owner: editors
# Who wrote this?
reviewed: 2026-11-01
review_every: 12
---

## When to use it

Before you sign ([Field, lines 7-9](../sources/interview.md#lines-7-9)).\x20\x20
This is a line of its own.

```
kept as it is\x20\x20
```
"""


def test_lists_keys_and_trailing_space_are_mended_and_the_difference_is_printed(small: Clone) -> None:
    file = small.content / PATH
    file.write_text(UNTIDY, "utf-8")
    done = small.playbook("check", "--fix")
    assert file.read_text("utf-8") == TIDY
    assert done.stdout.startswith(f"--- a/{PATH}\n+++ b/{PATH}\n@@ -1,")
    assert "\n-stages: [cold]\n" in done.stdout
    assert "\n+  - cold\n" in done.stdout
    again = small.playbook("check", "--fix")
    assert "@@" not in again.stdout
    assert file.read_text("utf-8") == TIDY


def test_what_the_check_calls_untidy_is_what_fix_mends(small: Clone) -> None:
    (small.content / PATH).write_text(UNTIDY, "utf-8")
    assert "untidy" in small.playbook("check").stdout
    assert "untidy" not in small.playbook("check", "--fix").stdout.rpartition("@@")[2]
    assert "untidy" not in small.playbook("check").stdout


def test_the_difference_is_no_part_of_a_machines_format(small: Clone) -> None:
    (small.content / PATH).write_text(UNTIDY, "utf-8")
    done = small.playbook("check", "--fix", "--format", "json")
    assert done.stdout.startswith("{")
    assert "+++ b/" in done.stderr


def test_the_closing_line_says_how_many_a_command_mends(small: Clone) -> None:
    small.edit(PATH, "effort: S", "effort: s")
    small.edit(PATH, "reviewed: 2026-11-01", "reviewed: 03/04/2026")
    done = small.playbook("check")
    assert done.stdout.splitlines()[0].endswith("it can be S, M, L. Did you mean 'S'? [*]")
    assert done.stdout.count("[*]") == 1
    assert done.stderr == "content: 2 problems. --fix mends 1, marked [*], --unsafe-fixes mends 1 more.\n"


def test_what_is_not_sure_is_mended_only_where_that_is_asked_for(small: Clone) -> None:
    small.edit(PATH, "reviewed: 2026-11-01", "reviewed: 03/04/2026")
    done = small.playbook("check", "--fix")
    assert (done.returncode, "@@" in done.stdout) == (1, False)
    assert done.stderr == "content: 1 problem. --unsafe-fixes mends 1.\n"
    done = small.playbook("check", "--unsafe-fixes")
    assert "\n+reviewed: 2026-04-03\n" in done.stdout
    assert done.returncode == 0


def test_a_difference_is_shown_and_nothing_is_written(small: Clone) -> None:
    clean = small.playbook("check", "--diff")
    assert (clean.returncode, clean.stdout, clean.stderr) == (0, "", "content: 0 files to mend.\n")
    small.edit(PATH, "effort: S", "effort: s")
    before = (small.content / PATH).read_bytes()
    done = small.playbook("check", "--diff", "--format", "json")
    assert (done.returncode, done.stderr) == (1, "content: 1 file to mend.\n")
    assert "\n-effort: s\n+effort: S\n" in done.stdout
    assert (small.content / PATH).read_bytes() == before
    assert small.playbook("check", "--fix").returncode == 0


def test_with_a_base_only_files_of_the_branch_are_mended(small: Clone) -> None:
    other = "plays/plan-together.md"
    small.edit(other, "effort: L\nowner: editors", "owner: editors\neffort: L")
    small.commit()
    small.git("branch", "--force", "main")
    small.edit(PATH, "effort: S", "effort: s")
    done = small.playbook("check", "--changed", "main", "--fix")
    assert (done.returncode, done.stdout.count("+++ b/")) == (0, 1)
    assert "@@" in small.playbook("check", "--fix").stdout


@pytest.mark.parametrize("path", [PATH, "playbook.yml", "sources/interview.md"])
def test_a_byte_order_mark_is_taken_away(path: str, tmp_path: Path) -> None:
    write(tmp_path, {**FILES, path: f"\ufeff{FILES[path]}"})
    assert [line.split(": ")[1] for line in problems(tmp_path)] == ["byte-order-mark"]
    (difference,) = fix(tmp_path)
    assert difference.startswith(f"--- a/{path}\n+++ b/{path}\n@@ -1,")
    assert {file.relative_to(tmp_path).as_posix(): file.read_text("utf-8") for file in tmp_path.rglob("*.*")} == FILES
    assert list(fix(tmp_path)) == []


def test_a_playbook_says_the_same_after_tidying(tmp_path: Path) -> None:
    before = loaded(write(tmp_path, {**FILES, PATH: UNTIDY}))
    assert len(list(fix(tmp_path))) == 1
    after = loaded(tmp_path)
    # Only the spaces at the ends of lines differ, and those that break a line do not.
    assert [line.rstrip() for play in before.plays for line in play.body.splitlines()] == [
        line.rstrip() for play in after.plays for line in play.body.splitlines()
    ]
    assert [(play.id, play.tags, play.aliases, play.reviewed, play.citations) for play in before.plays] == [
        (play.id, play.tags, play.aliases, play.reviewed, play.citations) for play in after.plays
    ]


@pytest.mark.parametrize(
    "text",
    [
        "no front matter \n",
        "---\ntitle: never closed \n",
        "---\ntitle: [a, b\n---\n",
        "---\nstages: [cold]\nstages: [warm]\n---\n",
        "---\nstages: [cold]\nid: &x 1\nother: *x\n---\n",
        "---\nstages: [\n  cold, # the first\n]\n---\n",
        '---\ntitle: ["two\n  lines"]\n---\n',
        "",
    ],
)
def test_what_cannot_be_mended_safely_is_left_alone(text: str) -> None:
    once = formatted(text, PATH, FACETS)
    assert once.replace(" \n", "\n") == text.replace(" \n", "\n")
    assert formatted(once, PATH, FACETS) == once


def test_files_that_cannot_be_read_stay_as_they_are(tmp_path: Path) -> None:
    broken: dict[str, str | bytes] = {
        "plays/latin.md": "---\ntitle: na\u00efve \n---\n".encode("latin-1"),
        "plays/big.md": "x " * 40_000,
        "plays/deep.md": f"---\nstages: {'[' * 20_000}{']' * 20_000} \n---\n",
    }
    write(tmp_path, {**FILES, **broken})
    assert list(fix(tmp_path)) == []
    assert (tmp_path / "plays/latin.md").read_bytes() == broken["plays/latin.md"]


def test_a_file_that_was_saved_meanwhile_stays_as_it_is(tmp_path: Path) -> None:
    root = write(tmp_path, {**FILES, PATH: UNTIDY})
    other = "plays/plan-together.md"
    (root / other).write_bytes(FILES[other].replace("\n", "  \n", 12).encode())
    changes = mends(root, lambda folder: check(folder, TODAY).problems)
    assert PATH in changes
    saved = UNTIDY.replace("Talk before you buy", "Talk before you sign").encode()
    (root / PATH).write_bytes(saved)
    assert write_changes(root, changes) == (PATH,)
    assert (root / PATH).read_bytes() == saved


def test_without_a_readable_vocabulary_nothing_is_reordered(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, PATH: UNTIDY, "playbook.yml": "facets: [\n"})
    assert list(fix(tmp_path)) == []
    assert (tmp_path / PATH).read_text("utf-8") == UNTIDY


def test_line_ends_of_windows_are_kept(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, PATH: UNTIDY.replace("\n", "\r\n").encode()})
    list(fix(tmp_path))
    assert (tmp_path / PATH).read_bytes() == TIDY.replace("\n", "\r\n").encode()


def test_sources_and_pages_have_an_order_of_their_own(tmp_path: Path) -> None:
    source = (
        "---\npublished: undated\npassages: [{lines: 7-9, says: Both leaders talk first.}]\ntitle: An interview\n---\n"
    )
    write(tmp_path, {**FILES, "sources/interview.md": source})
    list(fix(tmp_path))
    tidy = "passages:\n  - lines: 7-9\n    says: Both leaders talk first.\n"
    expected = f"---\ntitle: An interview\npublished: undated\n{tidy}---\n"
    assert (tmp_path / "sources/interview.md").read_text("utf-8") == expected


SCALARS = st.sampled_from(["cold", "'a, b'", '"x: y"', "12", "2026-11-01", "it's", "[]", "{}", "a b", "#no", "'#yes'"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(st.tuples(st.sampled_from("abc"), inner), max_size=2).map(
            lambda rows: "{" + ", ".join(f"{key}: {value}" for key, value in rows) + "}"
        ),
    ),
    max_leaves=6,
)
KEYS = st.sampled_from(["title", "roles", "stages", "sources", "owner", "unknown", "reviewed"])
LINES = st.sampled_from(["", "text", "text ", "text  ", "  ", "```", "~~~", "- item \t", "## Heading "])


@given(
    st.lists(st.tuples(KEYS, VALUES, st.sampled_from(["", " ", "  # why", "\n# note"])), max_size=5), st.lists(LINES)
)
def test_tidying_twice_changes_nothing_more_and_what_is_said_stays(
    rows: list[tuple[str, str, str]], lines: list[str]
) -> None:
    text = "---\n" + "".join(f"{key}: {value}{end}\n" for key, value, end in rows) + "---\n" + "\n".join(lines)
    once = formatted(text, PATH, FACETS)
    assert formatted(once, PATH, FACETS) == once
    assert [line.rstrip() for line in once.split("---\n")[-1].split("\n")] == [line.rstrip() for line in lines or [""]]


def test_a_difference_of_a_file_without_a_last_line_end_is_a_valid_patch() -> None:
    assert difference("a.md", "one \nend ", "one\nend").count("\\ No newline at end of file") == 2
