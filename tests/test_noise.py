"""Noise in every kind of file that people write: nothing raises, each problem has a place, and a second look agrees.

The usual amount takes a few seconds. `PLAYBOOK_NOISE=20 pytest tests/test_noise.py` tries twenty times as many files,
other ones each time.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.importer.command import open_playbook
from playbook.importer.parsing import parse
from playbook.importer.report import to_json
from playbook.importer.source.reading import read as read_article
from playbook.importer.source.values import Unimportable
from playbook.loading import load
from playbook.loading.reading import LARGEST_TEXT
from playbook.model import Playbook
from playbook.problems import Problem
from playbook.review.checking import check
from playbook.texts import Texts
from playbook.texts import read as read_texts
from tests.importer.scoring import vocabulary
from tests.playbooks import FILES, PAGE, TODAY, changed, write

MORE = int(os.environ.get("PLAYBOOK_NOISE", "1"))
CHANCE = random.Random()

CONTENT = {
    **FILES,
    "about.md": changed(PAGE, "---\nsummary", "---\ntitle: About\nsummary"),
    "index.md": PAGE,
    "matrix/cold/cmo.md": PAGE,
    "plays/index.md": PAGE,
    "roles/cio.md": PAGE,
}
CATALOGUE = """\
[language]
code = "de"
direction = "ltr"

[play]
next = "Danach"

[results.count]
one = "{count} Spiel"
other = "{count} Spiele"
"""
ARTICLE = """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Five ways to talk | A paper</title></head><body>
<article><h1>Five ways to talk</h1><p>By Jo Blunt, March 3, 2015</p>
<h2>1. Meet early</h2><p>Make sure that the marketing team and the CIO talk about goals, data and budgets.</p>
<ol><li>Ask first.</li><li>Write it down.</li></ol><h2>2. Plan together</h2><p>Lay both plans on one table.</p>
</article></body></html>
"""

# What breaks readers: marks of YAML, TOML, Markdown and HTML, line ends of five kinds, numbers without end.
PIECES = [
    *("[" * 9_000, "{a: " * 2_000, "- " * 2_000, "a." * 2_000, "> " * 2_000, "9" * 5_000),
    *"-:[]{}#&*!|>'\"%@`,?\\\n\t<=/~_.+",
    *("\r", "\r\n", "\0", "\x0c", "\x85", "\u2028", "\u200d", "\u202e", "\ufeff", "\ufe0f", "\u3164", "é", "😀", "ﷺ"),
    *("---\n", "...\n", "\n---\n", "- ", "  - ", ": ", " #", "? ", "<<: ", "&a ", "*a", "!!str ", "!!set", "[[x]]"),
    *(
        "null",
        "true",
        "~",
        "0x1f",
        "1e999",
        ".inf",
        ".nan",
        "2026-02-30",
        "9" * 400,
        "-0",
        "1_000",
        "0o7",
        "=",
        "a" * 999,
    ),
    *("```", "~~~", "[^1]: ", "![](x.png)", "](", "<script>", "&#x6a;", "{#x}", "# ", "=====", "| " * 9, "> " * 9),
    *("[play]\n", '"""', "'''", "{count}", "{", "}", "\\u0000", "\\ud800", '"\\x85"', '"\\ud83d"', "\\N{DIGIT ONE}"),
]
VALUES: list[Callable[[], object]] = [
    lambda: None,
    lambda: True,
    lambda: [],
    lambda: {},
    lambda: [[["x"]]],
    lambda: {"id": ["x"]},
    lambda: [{"id": {}}],
    lambda: 10**400,
    lambda: -1,
    lambda: float("inf"),
    lambda: date(1, 1, 1),
    lambda: date(9999, 12, 31),
    lambda: "",
    lambda: " ",
    lambda: "a\nb",
    lambda: "x" * 5000,
    lambda: "\u202e<b>",
    lambda: "talk-first",
    lambda: ["talk-first"] * 50,
    lambda: nested(30),
    lambda: {str(number): number for number in range(60)},
]


@pytest.fixture(autouse=True)
def _seeded(request: pytest.FixtureRequest) -> None:
    """The same noise in each run of the suite; other noise where somebody looks for more."""
    CHANCE.seed(request.node.name if MORE == 1 else None)


def nested(depth: int) -> object:
    return [nested(depth - 1)] if depth else {"x": "y"}


def in_bytes(raw: bytes) -> bytes:
    """Some bytes lost, doubled, or replaced by any."""
    start = CHANCE.randrange(len(raw) + 1)
    end = min(len(raw), start + CHANCE.choice((0, 1, 2, 8, 60)))
    middle = CHANCE.choice((b"", raw[start:end] * 2, CHANCE.randbytes(CHANCE.choice((1, 2, 9)))))
    return raw[:start] + middle + raw[end:]


def in_letters(raw: bytes) -> bytes:
    """Marks that mean something to some reader, anywhere."""
    text = raw.decode()
    for _ in range(CHANCE.choice((1, 1, 2, 5))):
        start = CHANCE.randrange(len(text) + 1)
        end = min(len(text), start + CHANCE.choice((0, 0, 1, 5)))
        text = text[:start] + "".join(CHANCE.choices(PIECES, k=CHANCE.choice((1, 1, 2)))) + text[end:]
    return text.encode()


def in_lines(raw: bytes) -> bytes:
    """Lines lost, doubled, indented or put elsewhere."""
    lines = raw.decode().split("\n")
    line = lines.pop(CHANCE.randrange(len(lines)))
    for _ in range(CHANCE.choice((0, 1, 2, 40))):
        lines.insert(CHANCE.randrange(len(lines) + 1), CHANCE.choice(("", "  ", "\t", "- ")) + line)
    return "\n".join(lines).encode()


def in_structure(raw: bytes) -> bytes:
    """One value, or one key, of the YAML is something else."""
    text = raw.decode()
    head, body = text.split("---\n", 2)[1:] if text.startswith("---\n") else (text, None)
    data = yaml.safe_load(head)
    above, key = CHANCE.choice(list(places(data)))
    value = CHANCE.choice(VALUES)()
    if isinstance(above, dict) and CHANCE.random() < 0.2:
        above[CHANCE.choice(("", "x", "id", "index", "con", "<<", "a b", "ﷺ", "9" * 90, True, 7, None))] = value
    else:
        above[key] = value
    made = yaml.safe_dump(data, sort_keys=False, allow_unicode=True)
    return (f"---\n{made}---\n{body}" if body is not None else made).encode()


def places(value: object) -> Iterator[tuple[Any, Any]]:
    """Every list and mapping with each of its keys."""
    rows = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in rows:
        yield value, key
        yield from places(inner)


WAYS = (in_bytes, in_letters, in_lines, in_structure)


def assert_placed(problems: tuple[Problem, ...], path: str, raw: bytes) -> None:
    """Each problem stands in a file that is there, and if in the noisy one, on one of its lines."""
    lines = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    for problem in problems:
        place = problem.location
        assert place.path in {*CONTENT, path}, problem
        assert len(str(problem).splitlines()) == 1, problem
        if place.path == path:
            assert 1 <= place.line <= len(lines), problem
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem


@pytest.mark.parametrize("path", sorted(CONTENT))
def test_noise_in_a_content_file_is_told_with_its_place(path: str, tmp_path: Path) -> None:
    root = write(tmp_path, CONTENT)
    for _ in range(40 * MORE):
        raw = CHANCE.choice(WAYS)(CONTENT[path].encode())
        (root / path).write_bytes(raw)
        loaded = load(root, TODAY)
        try:
            if isinstance(loaded, Playbook):
                # What loads can be shown, so nothing that comes later meets a surprise either.
                assert_placed(check(root, TODAY).problems, path, raw)
            else:
                assert loaded
                assert_placed(loaded, path, raw)
                assert load(root, TODAY) == loaded
        except Exception as fault:
            fault.add_note(f"{path}: {raw!r}")
            raise


def test_noise_for_a_whole_file_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, CONTENT)
    for _ in range(60 * MORE):
        path = CHANCE.choice(sorted(CONTENT))
        size = CHANCE.choice((0, 1, 2, 3, 50, LARGEST_TEXT, LARGEST_TEXT + 1))
        raw = CHANCE.choice((b"", b"---\n", b"- ", b"\xef\xbb\xbf---\n", b"\xff\xfe")) + CHANCE.randbytes(size)
        (root / path).write_bytes(raw)
        loaded = load(root, TODAY)
        assert isinstance(loaded, Playbook) or load(root, TODAY) == loaded
        (root / path).write_text(CONTENT[path], "utf-8")


def test_noise_in_a_catalogue_is_told_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "texts.toml"
    for _ in range(300 * MORE):
        raw = CHANCE.choice((in_bytes, in_letters, in_lines))(CATALOGUE.encode())
        file.write_bytes(raw)
        found = read_texts(file)
        if not isinstance(found, Texts):
            assert found
            assert read_texts(file) == found
            for problem in found:
                assert problem.location.path == "texts.toml"
                assert 1 <= problem.location.line <= raw.count(b"\n") + 1, (problem, raw)
                assert len(str(problem).splitlines()) == 1, problem


def test_noise_in_a_vocabulary_leaves_facets_to_import_by_or_is_refused_in_a_line(tmp_path: Path) -> None:
    root = write(tmp_path, CONTENT)
    for _ in range(60 * MORE):
        raw = CHANCE.choice(WAYS)(CONTENT["playbook.yml"].encode())
        (root / "playbook.yml").write_bytes(raw)
        try:
            _, facets, _ = open_playbook(root, TODAY)
            said = to_json(parse(read_article(b"# Five ways\n\n1. Meet early with IT.\n", "a.md"), facets))
        except Unimportable as refused:
            said = str(refused)
        except Exception as fault:
            fault.add_note(repr(raw))
            raise
        assert said


@pytest.mark.parametrize("name", ["article.html", "article.md", "article.txt"])
def test_noise_in_an_article_is_read_or_refused_in_a_line(name: str) -> None:
    facets = vocabulary()
    for _ in range(12 * MORE):
        raw = CHANCE.choice((in_bytes, in_letters, in_lines))(ARTICLE.encode())
        try:
            said = to_json(parse(read_article(raw, name), facets))
        except Unimportable as refused:
            said = str(refused)
        assert said
