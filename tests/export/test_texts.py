"""Plays as Markdown, and llms.txt: what they say and where their links lead."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from markdown import markdown

from playbook.export.markdown_text import escaped
from tests.built import page
from tests.export.made import ADDRESS, files
from tests.playbooks import PLAY, changed

HOME = "https://common-ground.example/"
LINK = re.compile(r"\]\(([^)\s]+)\)|<(https?://[^>\s]+)>")


def links(text: str) -> list[str]:
    return [one or other for one, other in LINK.findall(text)]


def missing(site: Path, text: str) -> list[str]:
    """The links of a text that lead to nothing on the site, anchors included."""
    return [link for link in links(text) if link.startswith(HOME) and not leads(site, link.removeprefix(HOME))]


def leads(site: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    file = site / path / "index.html" if path.endswith("/") or not path else site / path
    return file.is_file() and (not anchor or f'id="{anchor}"' in file.read_text("utf-8"))


def test_each_play_lies_as_markdown_beside_its_page_which_says_so(site: Path) -> None:
    pages = [folder for folder in (site / "plays").iterdir() if folder.is_dir()]
    texts = [folder for folder in pages if (folder / "index.md").is_file()]
    assert len(texts) > 10
    for folder in pages:
        alternates = page(folder).all("link", rel="alternate", type="text/markdown")
        assert [one.attributes["href"] for one in alternates] == (["index.md"] if folder in texts else [])


def test_every_link_of_every_text_leads_somewhere(site: Path) -> None:
    texts = [*(site / "plays").glob("*/index.md"), site / "llms.txt"]
    seen = 0
    for file in texts:
        text = file.read_text("utf-8")
        assert missing(site, text) == [], file
        seen += sum(link.startswith(HOME) for link in links(text))
    assert seen > 200


def test_a_play_as_markdown_reads_from_title_to_sources(tmp_path: Path) -> None:
    made = files(tmp_path)["plays/talk-first/index.md"]
    assert (
        made
        == f"""\
# Talk first

> Say what you need before you choose a tool, so that nobody is surprised by it.

- Page: <{ADDRESS}plays/talk-first/>
- Who leads: CMO
- Also involved: CIO
- Used at: Stage 1: Cold
- Helps to reach: Stage 2: Warm
- Effort: small effort, 30-60 minutes
- Evidence: idea from an article, steps ours
- Topic: Buying
- Also called: shadow tools
- Looked after by: editors
- Reviewed: 1 November 2026
- Next review: 1 November 2027

## When to use it

Before you sign ([Field, lines 7-9]({ADDRESS}sources/interview/#lines-7-9)).

## Steps

1. Write half a page.°

° Ours: we worked out what bears this mark, and words to send. No source says it in so many words.

## Next

- [Plan together]({ADDRESS}plays/plan-together/): Lay both plans on one table each quarter, and settle in the room \
what cannot be had at once.

## Sources

- [An interview]({ADDRESS}sources/interview/), lines 7-9
"""
    )


def test_without_an_address_links_are_relative_to_the_text(tmp_path: Path) -> None:
    made = files(tmp_path, address="")
    for path, text in made.items():
        if path.endswith((".md", ".txt")):
            for link in links(text):
                assert "://" not in link
                there = urljoin(f"{ADDRESS}{path}", link).removeprefix(ADDRESS)
                assert there in made or there.partition("#")[0].endswith("/"), (path, link)
    assert "(../../sources/interview/#lines-7-9)" in made["plays/talk-first/index.md"]
    assert "](../plan-together/)" in made["plays/talk-first/index.md"]


BODY = """\
Before you sign ([Field, lines 7-9](../sources/interview.md#lines-7-9)).

See [it](plan-together.md "Both"), [above](#steps), [out](https://example.org/a.md),
[named] and `[code](plan-together.md)`.

```text
[kept](plan-together.md)
## Not a heading
```

[named]: ../sources/interview.md
"""


def test_links_are_turned_wherever_markdown_sees_one_and_nowhere_else(tmp_path: Path) -> None:
    play = changed(PLAY, "Before you sign ([Field, lines 7-9](../sources/interview.md#lines-7-9)).\n", BODY)
    made = files(tmp_path, {"plays/talk-first.md": play})["plays/talk-first/index.md"]
    assert f'[it]({ADDRESS}plays/plan-together/ "Both"), [above](#steps), [out](https://example.org/a.md)' in made
    assert "`[code](plan-together.md)`" in made
    assert "```text\n[kept](plan-together.md)\n## Not a heading\n```" in made
    assert f"\n[named]: {ADDRESS}sources/interview/\n" in made


@pytest.mark.parametrize("title", ["Ask *why* [now](x)", "A_b_c & `d` \\ e", "Q&A <3".replace("<", "")])
def test_a_title_is_taken_for_words(tmp_path: Path, title: str) -> None:
    play = changed(PLAY, "title: Talk first", f"title: '{title}'")
    made = files(tmp_path, {"plays/talk-first.md": play})
    first = made["plays/talk-first/index.md"].splitlines()[0]
    assert page(markdown(first)).text_of("h1") == title
    assert f"[{escaped(title)}]({ADDRESS}plays/talk-first/index.md)" in made["llms.txt"]


def test_the_text_for_language_models_has_the_form_they_know(tmp_path: Path) -> None:
    lines = files(tmp_path)["llms.txt"].splitlines()
    assert lines[:3] == ["# Two Teams", "", "> What two teams can do for one another."]
    headings = [line for line in lines if line.startswith("#")]
    assert headings == [
        "# Two Teams",
        *("## Stages", "## Roles", "## Topics"),
        *("## Plays for Stage 1: Cold", "## Plays for Stage 2: Warm"),
        "## Optional",
    ]
    for line in lines[lines.index("## Stages") :]:
        assert not line or line.startswith("## ") or re.fullmatch(r"- \[[^\]]+\]\([^)\s]+\): .+", line), line
    plays = [line for line in lines if "/plays/" in line]
    assert plays == [
        f"- [Talk first]({ADDRESS}plays/talk-first/index.md): "
        "Say what you need before you choose a tool, so that nobody is surprised by it.",
        f"- [Plan together]({ADDRESS}plays/plan-together/index.md): "
        "Lay both plans on one table each quarter, and settle in the room what cannot be had at once.",
    ]
