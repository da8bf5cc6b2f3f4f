from __future__ import annotations

from pathlib import Path

import pytest

from playbook.loading.hyperlinks import Hyperlink, hyperlinks
from playbook.relations import preview
from playbook.review.faults import faults
from playbook.site import build
from tests.advice.sound import FILES, TALK
from tests.built import mkdocs
from tests.playbooks import changed, loaded, write

PATH = "plays/talk-first.md"
TRAP = "- Arriving with a product that is chosen already."


def said(folder: Path, body: str) -> list[str]:
    write(folder, {**FILES, PATH: changed(TALK, TRAP, body)})
    return [str(problem) for problem in faults(build(loaded(folder)), folder)]


@pytest.mark.parametrize(
    "body",
    [
        "See [x](plan-together.md), [x](plan-together.md#steps), [x](#steps) and [x](talk-first.md#your-part).",
        "See [x](../stages/cold.md), [x](../matrix/cold/cmo.md), [x](../index.md#stage-by-role), [x](index.md).",
        "See [x](../sources/interview.md#lines-7-9 'a title'), [x](<../sources/interview.md#lines-12>).",
        "See [x](https://example.com/nowhere.md), [x](mailto:a@example.com), [x](//example.com/x).",
        "`[x](nowhere.md)` and ``a ` [x](nowhere.md)``\n\n```\n[x](nowhere.md)\n```\n\n~~~\n[x]: nowhere.md\n~~~",
        "Not a link: \\[x\\](nowhere.md), [x] (nowhere.md), array[0](call).",
        "![x](meeting.png) [x]\n\n[x]: plan-together.md#steps\n[^1]: nowhere.md",
        "## Same\n\n[second](#same_1)\n\n## Same\n\ntext",
        "## What *he* said: \"yes\" & `no`\n\n[x](#what-he-said-yes-no)",
    ],
)  # fmt: skip
def test_links_that_lead_somewhere_are_no_fault(body: str, tmp_path: Path) -> None:
    (tmp_path / "plays").mkdir()
    (tmp_path / "plays/meeting.png").write_bytes(b"\x89PNG")
    body = body.replace("array[0](call)", "array[0] (call)")
    assert said(tmp_path, body) == []


def test_every_dead_link_of_a_line_is_named_at_its_own_column(tmp_path: Path) -> None:
    lines = said(tmp_path, "A [x](one.md) and [y](two.md#z)\nand ![z](three.png)")
    assert [line.split(": ")[0] for line in lines] == [f"{PATH}:38:7", f"{PATH}:38:23", f"{PATH}:39:10"]


def test_a_link_to_a_draft_is_dead_for_readers_and_alive_in_a_preview(tmp_path: Path) -> None:
    draft = changed(FILES["plays/plan-together.md"], "review_every: 6", "review_every: 6\nstatus: draft")
    files = {"plays/plan-together.md": draft.replace("- **CMO:**", "- [x](gone.md) **CMO:**")}
    text = changed(TALK, "related:\n  - plan-together\n", "").replace(
        "- Arriving", "- [See](plan-together.md) arriving"
    )
    playbook = loaded(write(tmp_path, {**FILES, **files, PATH: text}))
    shown = [str(problem) for problem in faults(build(playbook), tmp_path)]
    assert [line.split(" ")[0] for line in shown] == ["plays/plan-together.md:33:7:", f"{PATH}:36:9:"]
    assert "leads to a draft, which readers cannot reach" in shown[1]
    previewed = [str(problem) for problem in faults(build(preview(playbook)), tmp_path)]
    assert [line.split(" ")[0] for line in previewed] == ["plays/plan-together.md:33:7:"]


PAGE = (
    "---\ntitle: Mine\nsummary: A page that an editor writes at an address of the generator's own.\n---\n\n\nZebra.\n"
)


@pytest.mark.parametrize("path", ["find.md", "print.md"])
def test_a_text_for_a_page_that_shows_none_is_told(path: str, tmp_path: Path) -> None:
    root = write(tmp_path, {**FILES, path: PAGE})
    page = path.removesuffix(".md")
    assert [str(problem) for problem in faults(build(loaded(root)), root)] == [
        f"{path}:7:1: unshown-text: The page '{page}/' shows no text of yours. "
        "Give the file another name and a title, and link to it."
    ]


@pytest.mark.parametrize("path", ["print.md", "assess.md", "glossary.md", "moments.md"])
def test_a_text_for_a_page_that_is_not_made_is_told(path: str, tmp_path: Path) -> None:
    root = write(tmp_path, {**FILES, path: PAGE})
    (problem,) = faults(build(loaded(root), print_page=False), root)
    assert (problem.code, str(problem.location)) == ("unshown-text", f"{path}:7:1")


def test_a_text_is_told_or_shown_on_its_page(tmp_path: Path) -> None:
    names = "index find plan meet print plays/index sources/index matrix/index paths/index stages/index roles/cmo"
    for number, name in enumerate([*names.split(), "matrix/cold/cmo", "stages/cold", "about", "deep/er"]):
        root = write(tmp_path / str(number), {**FILES, f"{name}.md": PAGE})
        site = build(loaded(root))
        told = [problem.code for problem in faults(site, root)]
        page = site.pages[f"{name}.md"]
        shown = (
            page.template != "printed.html" and "Zebra" in site.with_texts({f"{name}.md": "Zebra."}).article(page).html
        )
        assert shown is (told == []), name


def test_lines_are_counted_past_the_line_ends_of_windows(tmp_path: Path) -> None:
    text = changed(TALK, TRAP, "[x](one.md)").replace("\n", "\r\n").encode()
    write(tmp_path, {**FILES, PATH: text})
    assert [str(one.location.line) for one in faults(build(loaded(tmp_path)), tmp_path)] == ["38"]


def test_a_dead_link_ends_a_build_before_the_last_site_is_touched(tmp_path: Path) -> None:
    write(tmp_path / "content", {**FILES, PATH: changed(TALK, TRAP, "[x](one.md) TODO: more")})
    (tmp_path / "mkdocs.yml").write_text("site_name: T\ndocs_dir: content\nplugins: [playbook]\ntheme: material\n")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("the last good site")
    done = mkdocs(tmp_path, "build", "--quiet")
    assert done.returncode == 1
    assert "2 problems in the playbook; nothing was built." in done.stderr
    assert f"{PATH}:38:5: dead-link: There is no page 'plays/one.md'." in done.stderr
    assert f"{PATH}:38:13: template-text: 'TODO: more' is not filled in." in done.stderr
    assert (tmp_path / "site/index.html").read_text() == "the last good site"


def test_links_are_read_as_markdown_reads_them() -> None:
    assert list(hyperlinks("a [b](c.md#d)\n\n[e]: <f.md>")) == [Hyperlink("c.md#d", 0, 7), Hyperlink("f.md", 2, 7)]
    assert Hyperlink("../x/y.md", 0, 1).path_from("plays/a.md") == "x/y.md"
    assert Hyperlink("#top", 0, 1).path_from("plays/a.md") == "plays/a.md"
    assert Hyperlink("a%20b.md?q#r", 0, 1).path_from("plays/a.md") == "plays/a b.md"
