"""`playbook review`: the one page that a reviewer reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.problems import Location, Problem
from playbook.review.page import LONGEST, Versions, review_page
from playbook.review.taming import MARK, tamed
from tests.advice.sound import FILES, TALK
from tests.cli.conftest import Clone
from tests.cli.test_effects import MEET
from tests.playbooks import write


def page(clone: Clone, *arguments: str) -> str:
    done = clone.playbook("review", "main", *arguments)
    assert done.returncode == 0, done.stderr
    assert tamed(done.stdout) == done.stdout or arguments
    return done.stdout


def test_a_reviewer_reads_one_page(small: Clone) -> None:
    (small.content / "plays" / "meet.md").write_text(MEET, "utf-8")
    small.edit("plays/talk-first.md", "effort: S", "effort: M")
    small.edit("plays/talk-first.md", "Go yourself the first time.", "Go yourself the first two times.")
    small.edit("plays/plan-together.md", "review_every: 6", "review_every: 6\nstatus: retired\nreplaced_by: meet")
    small.edit("plays/talk-first.md", "related:\n  - plan-together\n", "")
    small.edit("sources/interview.md", "Two leaders tell", "Three leaders tell")
    assert page(small) == (
        f"""\
{MARK}
## What this change does

| Play | Change | For readers | Page |
|---|---|---|---|
| **Meet on Mondays \\*now\\*, @\u2060everyone** `plays/meet.md` | new; **1 piece of advice** | Say what you need \
before you choose a tool, so that nobody is surprised by it. Now on Stage 1: Cold; CMO; IT team; \
Source: An interview; 2 more. | [plays/meet/] |
| **Talk before you buy** `plays/talk-first.md` | changed: related, effort, text \\(+1 words\\); **1 piece of \
advice** | The same pages as before. | [plays/talk-first/] |
| **Plan together** `plays/plan-together.md` | retired | Replaced by Meet on Mondays \\*now\\*, @\u2060everyone. | \
[plays/plan-together/] |

### Other files

- `sources/interview.md`: changed

### What the check says

"""
        + page(small).split("### What the check says\n\n")[1]
    )
    check, pages, rest = page(small).split("### What the check says\n\n")[1].split("<details>", 2)
    assert check.startswith("- **warning** `plays/meet.md:2:8` ")
    assert pages.startswith("<summary>Pages and links that gain or lose plays</summary>\n\n### Stage and role\n\n")
    assert "\n- CMO at stage 1, Cold gains `meet` and loses `plan-together`: now 2 plays\n" in pages
    assert "#### `plays/talk-first.md`\n\n<details><summary>Before and after</summary>\n\n```diff\n" in rest
    assert "\n-- **CMO:** Go yourself the first time.\n+- **CMO:** Go yourself the first two times.\n" in rest


def test_a_long_paragraph_is_compared_sentence_by_sentence(small: Clone) -> None:
    long = (
        "Say what you need. Send it to whoever will run the tool. Wait for two days. Then ask what stands against it."
    )
    small.edit("plays/talk-first.md", "Before you sign", f"{long} Before you sign")
    small.commit()
    small.git("branch", "--force", "main")
    small.edit("plays/talk-first.md", "Wait for two days.", "Wait for three days.")
    assert (
        "\n Send it to whoever will run the tool.\n-Wait for two days.\n+Wait for three days.\n Then ask what"
        in page(small)
    )


def test_one_broken_play_is_named_and_the_others_are_told(small: Clone) -> None:
    (small.content / "plays" / "meet.md").write_text(MEET, "utf-8")
    small.edit("plays/talk-first.md", "effort: S", "effort: XS")
    told = page(small)
    assert "| **Meet on Mondays" in told
    assert "| `plays/talk-first.md` | broken; **1 error** | Nothing can be told before it is mended. | |" in told
    assert "- **error** `plays/talk-first.md:17:9` 'XS' is not a value of 'effort'" in told


def test_what_can_be_taken_over_stands_there(small: Clone) -> None:
    small.edit("plays/talk-first.md", "effort: S", "effort: s")
    small.edit("plays/talk-first.md", "    - it-team", "    - IT-Team")
    assert (
        "<details><summary>What can be taken over as it stands</summary>\n\n```diff\n"
        "plays/talk-first.md:8\n-    - IT-Team\n+    - it-team\n"
        "plays/talk-first.md:17\n-effort: s\n+effort: S\n```\n\n</details>\n"
    ) in page(small)


def test_a_vocabulary_that_cannot_be_read_leaves_the_check_and_the_texts(small: Clone) -> None:
    small.edit("playbook.yml", "title: Two Teams", "title: [")
    told = page(small)
    assert "The vocabulary cannot be read on one of the two sides, so nothing else can be compared." in told
    assert "- **error** `playbook.yml:" in told
    assert "-title: Two Teams\n+title: [\n" in told


def test_a_draft_and_an_order_of_plays_are_told(small: Clone) -> None:
    draft = TALK.replace("title: Talk before you buy", "title: Later\nstatus: draft")
    (small.content / "plays" / "later.md").write_text(draft, "utf-8")
    (small.content / "stages").mkdir()
    summary = "The two teams do not talk, and each buys and plans on its own for want of a reason."
    order = f"---\nsummary: {summary}\nplays: [plan-together, talk-first]\n---\n\nThe two teams do not talk.\n"
    (small.content / "stages" / "cold.md").write_text(order, "utf-8")
    told = page(small)
    assert (
        "| **Later** `plays/later.md` | new draft; **4 pieces of advice** | Nothing yet: readers do not see drafts. |"
        in told
    )
    assert "### Paths\n\n- Stage 1: Cold: the order is now `plan-together`, `talk-first`\n" in told


def test_pages_are_linked_where_a_preview_lies(small: Clone) -> None:
    small.edit("plays/talk-first.md", "effort: S", "effort: M")
    told = page(small, "--preview", "https://previews.example/7")
    assert told.endswith("\n[plays/talk-first/]: <https://previews.example/7/plays/talk-first/>\n")


def test_a_branch_without_content_says_so(small: Clone) -> None:
    (small.folder / "README.md").write_text("x", "utf-8")
    assert (
        page(small) == f"{MARK}\n## What this change does\n\nNo play changes.\n\n### What the check says\n\nNothing.\n"
    )


def test_what_does_not_fit_is_counted(small: Clone) -> None:
    texts = [Versions(f"plays/p{number}.md", "", "word " * 2_000) for number in range(20)]
    problems = [Problem(Location("plays/p.md", line), "x", "@all " * 20) for line in range(1, 500)]
    made = review_page(None, None, problems, texts)
    assert len(made) <= LONGEST
    assert "\n- and 439 more\n" in made
    assert re.search(r"\nThe texts of \d+ more files stand among the files of the change\.\n$", made)
    assert len(review_page(None, None, [Problem(Location("a.md"), "x", "y" * 90_000)], [])) <= LONGEST


@pytest.mark.parametrize("text", ["```", "~~~~\n</details>", "<!-- x", "\n" + MARK, "</details>", "</summary>"])
def test_a_text_cannot_leave_its_block(text: str) -> None:
    made = review_page(None, None, [], [Versions("plays/a.md", "", text), Versions("plays/b.md", "", "b")])
    fences = [line for line in made.split("\n") if re.match("`{3,}", line)]
    assert [fence.removesuffix("diff") for fence in fences[::2]] == fences[1::2]
    assert len(fences) == 4
    assert made.count("\n</details>\n") == 2
    assert made.count(MARK) == 1


def test_without_a_base_the_whole_is_checked(small: Clone) -> None:
    small.edit("plays/talk-first.md", "reviewed: 2026-11-01\nreview_every: 12", "reviewed: 2025-11-01\nreview_every: 1")
    done = small.playbook("review")
    assert done.returncode == 0
    assert done.stdout.startswith(
        "## What the check says\n\n- **warning** `plays/talk-first.md:19:11` The review was due"
    )


def test_a_base_that_is_not_there_is_wrong_usage(small: Clone) -> None:
    done = small.playbook("review", "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: There is no branch or commit 'nowhere' in this repository. Name one that is here.\n"


def test_a_file_of_any_name_stays_in_its_row(small: Clone) -> None:
    (small.content / "plays" / "a|`b`\n@c.md").write_text("x", "utf-8")
    told = page(small)
    assert "| `` plays/a\\|`b`\\n@\u2060c.md `` | broken; **1 error** |" in told


def test_a_rename_by_hand_is_shown_as_one_where_the_content_is_the_repository(tmp_path: Path) -> None:
    clone = Clone(tmp_path)
    clone.content = tmp_path
    write(tmp_path, FILES)
    clone.git("init", "--quiet", "--initial-branch", "main")
    clone.commit()
    clone.git("checkout", "--quiet", "-b", "work")
    clone.git("mv", "plays/talk-first.md", "plays/talk-early.md")
    done = clone.playbook("review", "main", "--content", ".")
    assert (
        "| **Talk before you buy** `plays/talk-early.md` | moved; **1 piece of advice** | `plays/talk-first/` "
        in done.stdout
    )
    assert "- `plays/talk-first/` answers no longer: run `playbook rename talk-first talk-early`\n" in done.stdout


@pytest.mark.build
def test_searches_are_asked_where_they_can_be(small: Clone) -> None:
    queries = small.folder / "queries.tsv"
    queries.write_text("# what people ask\nzebra\tx\n", "utf-8")
    small.let_searches_be_asked()
    small.edit("plays/talk-first.md", "title: Talk before you buy", "title: Ask a zebra")
    assert "### Searches\n\n- 'zebra' finds Ask a zebra first; it was nothing\n" in page(
        small, "--searches", "queries.tsv"
    )
    # Where no search can be asked, the rest is still told.
    (small.folder / "mkdocs.yml").unlink()
    assert "| **Ask a zebra** " in page(small, "--searches", "queries.tsv")
