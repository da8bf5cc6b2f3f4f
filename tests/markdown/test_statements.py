"""What is ours and what is a source's, told by the text alone: as the tree of the page tells it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from playbook import routes
from playbook.clock import today
from playbook.loading import load
from playbook.markdown import Setting
from playbook.markdown.statements import statements, steps_are_ours, with_marks
from playbook.model import Playbook
from tests.cli.conftest import ROOT
from tests.markdown.reading import HERE, PAGES, read, reader
from tests.markdown.test_body import MARK

CITED = "([F](../sources/interview.md#lines-7-9))"
BLOCK = st.sampled_from(
    [
        "Talk.",
        f"Talk {CITED}.",
        "Talk\nover lines.",
        "- One.\n- Two.",
        f"- One {CITED}.\n- Two\n  and more.",
        f"- One.\n\n    More of it {CITED}.\n\n- Two.",
        f"1. One.\n2. Two.\n    - Inner {CITED}.",
        "> Words.",
        "```text\n- no item\n```",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "### Deeper",
    ]
)


@given(st.lists(st.lists(BLOCK, max_size=4), min_size=1, max_size=3))
def test_text_and_tree_find_the_same(sections: list[list[str]]) -> None:
    # A paragraph stands between two lists, which Markdown would make one of.
    written = ("\n\nBetween.\n\n".join(blocks) for blocks in sections)
    body = "".join(f"## Part {number}\n\n{text}\n\n" for number, text in enumerate(written))
    ours = sum(not one.cites for one in statements(body))
    assert read(body).html.count(MARK) == ours + bool(ours)


def test_all_of_our_own_plays_are_read_alike() -> None:
    playbook = load(ROOT / "content", today())
    assert isinstance(playbook, Playbook)
    pages = PAGES | {source.path: routes.source(source) for source in playbook.sources}
    knowing, setting = replace(reader(), pages=pages), Setting(HERE, is_play=True)
    for play in playbook.plays:
        ours = sum(not one.cites for one in statements(play.body))
        assert knowing.read(play.body, setting).html.count(MARK) == ours + bool(ours), play.id


def test_marks_stand_behind_what_cites_nothing() -> None:
    body = f"## Steps\n\n1. One.\n2. Two {CITED}.\n3. Three\n   and more.\n\n## Words\n\nHello.\n"
    assert with_marks(body, "°", frozenset({"words"})) == (
        f"## Steps\n\n1. One.°\n2. Two {CITED}.\n3. Three\n   and more.°\n\n## Words\n\nHello.\n"
    )


def test_steps_are_ours_where_most_of_them_cite_nothing() -> None:
    steps = frozenset({"steps"})
    assert steps_are_ours(f"## Steps\n\n1. One.\n2. Two.\n3. Three {CITED}.\n", steps)
    assert not steps_are_ours(f"## Steps\n\n1. One {CITED}.\n2. Two.\n", steps)
    assert not steps_are_ours("## Traps\n\n1. One.\n", steps)
