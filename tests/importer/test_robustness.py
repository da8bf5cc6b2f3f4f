from __future__ import annotations

import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook.importer.parsing import parse
from playbook.importer.report import to_json
from playbook.importer.source.reading import read
from playbook.importer.source.values import Unimportable
from playbook.importer.values import Imported
from tests.importer.marking import development_set
from tests.importer.scoring import vocabulary

KNOWN = vocabulary()
TEXTS = development_set()
PARAGRAPH = "Make sure that the marketing team and the CIO talk about goals, data and budgets every week. " * 4
PIECES = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<li>",
        "<ol reversed start=x>",
        "<h2>",
        "<!--",
        "-->",
        "<a href='",
        '"',
        "<script>",
        "</script>",
        "<table><tr><td>",
        "<br>",
        "1. Meet early",
        "Tip #2: ",
        "Step Three - ",
        "II. ",
        "• ",
        "\n",
        "\n\n",
        "# ",
        "**Talk.** ",
        "---",
        "+++",
        "title: x",
        "By Jo Blunt",
        "March 3, 2015",
        "Comments",
        "[a](b)",
        "Should we? ",
        PARAGRAPH,
        "Conflicting: ",
        "Coping: ",
        "\x00",
        "\u202e",
        "Ã©",
        "😀 1. ",
        "&amp;&#x110000;&#0;",
        "<meta charset=utf-7>",
        "{",
        "<p hidden>",
    ]
)


def imported(raw: bytes) -> Imported | None:
    try:
        found = parse(read(raw, "some.txt"), KNOWN)
    except Unimportable:
        return None
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    for play in found.plays:
        assert 1 <= play.start_line <= play.end_line <= lines
        assert play.title
        assert play.text.strip()
    assert json.loads(to_json(found))["file"] == "some.txt"
    return found


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=3000))
@example(b"\xff\xfea")
@example(b"<")
@example(b"</")
@example(b"---\n---")
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    imported(raw)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=1500))
def test_any_text_is_read(text: str) -> None:
    imported(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_mixture_of_markup_is_read(text: str, encoding: str) -> None:
    imported(text.encode(encoding, "replace"))


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(TEXTS), st.floats(0, 1))
def test_a_text_that_breaks_off_anywhere_is_read(text: object, share: float) -> None:
    raw = text.raw  # type: ignore[attr-defined]  # hypothesis shows names better than whole texts
    imported(raw[: int(len(raw) * share)])


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 5000 + f"<h2>1. Meet</h2><p>{PARAGRAPH}</p>" + "</div>" * 5000,
        "<html>" + "<ul><li>" * 5000 + PARAGRAPH,
        "<p>x</p><p>" + "<b>" * 50_000 + PARAGRAPH,
        "<html><script type='application/ld+json'>" + "[" * 100_000 + "</script><p>x</p>",
        "<html><p>a</p>" + "<!--" * 50_000,
        "<html><p>a</p>" + "<a href='" * 50_000,
        "<html><p>a</p>" + "<" * 200_000,
    ],
    ids=["nested", "lists", "bold", "brackets", "comments", "quotes", "angles"],
)
def test_pages_made_to_hurt_are_read_quickly(page: str) -> None:
    began = time.process_time()
    imported(page.encode())
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(f"{n % 50 + 1}. Meet often\n\n{PARAGRAPH}" for n in range(12_000)),
        "<html><body><article>" + "".join(f"<h2>{n}. Meet</h2><p>{PARAGRAPH}</p>\n" for n in range(11_000)),
        "a b\n" * 1_250_000,
        PARAGRAPH * 13_000,
    ],
    ids=["plain", "page", "short lines", "one line"],
)
def test_five_megabytes_take_less_than_thirty_seconds(text: str) -> None:
    raw = text.encode()[:5_000_000]
    began = time.process_time()
    assert imported(raw) is not None
    assert time.process_time() - began < 30


def test_scripts_handlers_templates_and_hidden_text_never_come_out() -> None:
    page = f"""<!doctype html><html><head><title>Three ways to talk</title>
    <style>p {{content: "SECRET"}}</style></head><body>
    <script>document.write("SECRET")</script><template><p>SECRET {PARAGRAPH}</p></template>
    <h1>Three ways to talk</h1><p>Two departments sat on two floors, and the lift was slow on every day of the year.</p>
    <h2 onclick="SECRET()">1. Meet early</h2><p style="display: none">SECRET {PARAGRAPH}</p><p>{PARAGRAPH}</p>
    <h2>2. Listen well</h2><p hidden>SECRET {PARAGRAPH}</p><p title="SECRET">{PARAGRAPH}</p>
    <h2>3. Write it down</h2><div aria-hidden="true">SECRET</div><p>{PARAGRAPH}<img src=x onerror="SECRET"></p>
    <noscript>SECRET</noscript><iframe srcdoc="SECRET">SECRET</iframe></body></html>"""
    found = imported(page.encode())
    assert found is not None
    assert [play.title for play in found.plays] == ["Meet early", "Listen well", "Write it down"]
    assert "SECRET" not in to_json(found)
    assert "<" not in "".join(play.text for play in found.plays)


def test_the_same_text_gives_the_same_result() -> None:
    for text in TEXTS[:12]:
        one, other = (to_json(parse(read(text.raw, text.name), KNOWN)) for _ in range(2))
        assert one == other
