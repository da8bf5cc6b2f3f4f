"""Whatever an article holds, what is written of it passes the check, and no file stands in the way of another."""

from __future__ import annotations

import bz2
import io
import os
import tempfile
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from playbook.importer.command import run
from playbook.problems import Severity
from playbook.review.checking import check
from tests.importer.test_command import TODAY, VOCABULARY
from tests.playbooks import write

# Looking for a smaller example would take longer than all the others.
COSTLY = (Phase.explicit, Phase.generate)
MANY = int(os.environ.get("EXAMPLES", "25"))

PIECES = [
    "\u202e",
    "\u200b",
    "\ufeff",
    "\x85",
    "\u2028",
    "&#x202e;",
    "&#xd800;",
    "&#0;",
    "&lt;script&gt;",
    "<b>",
    "]]>",
    "'",
    '"',
    "\\",
    ": ",
    " #x",
    "- ",
    "---",
    "~~~",
    "```",
    "`",
    "_" * 60,
    "[" * 300,
    "|" * 40,
    "> " * 12,
    "1. " * 12,
    "x" * 300,
    "\u3164",
    "\u2800",
    "\u115f",
    "\U0001f469\u200d\U0001f4bb",
    "\ufdfa" * 30,
    "%s",
    "{{ x }}",
    "{% if %}",
    "!!python/object",
    "&a *a",
    "@",
    "null",
    "true",
    "2026-11-21",
    "con",
    "TODO:",
    "TODO",
    "material-to-rewrite",
    "[x](javascript:alert(1))",
    "*[CIO]: x",
    "[^1]: x",
    "שלום",
    "معا",
    "预算",
    "=====",
    "# ",
    "Meet on Mondays",
    "the CIO and the CMO",
]
LETTERS = st.text(st.characters(exclude_categories=["Cc"]), max_size=8)
TEXT = st.lists(st.one_of(st.sampled_from(PIECES), LETTERS), max_size=5).map(" ".join)
URL = st.one_of(
    st.sampled_from(
        [
            "https://example.com/a",
            "https:///x",
            "https://[bad",
            "https://example.com@evil.example/",
            "javascript:alert(1)",
            "http://example.com",
            "https://example.com/<b>",
            "https://exa\u202emple.com/",
            "https://" + "x" * 3000,
        ]
    ),
    TEXT,
)
SENTENCE = "The CIO and the CMO look at the week together, which takes ten minutes and saves a day."


def article(title: str, author: str, url: str, head: str, line: str) -> str:
    return f"""<html><head><title>{title}</title><meta name="author" content="{author}">
<meta property="og:site_name" content="{author}"><link rel="canonical" href="{url}"></head><body><article>
<h1>{title}</h1><p>Two departments sat on two floors, and the lift was slow on every day of the year.</p>
<h2>1. Meet {head}</h2><p>{line} {SENTENCE}</p><h2>2. {head}</h2><p>{SENTENCE} {line}</p>
<h2>3. Thank {line}</h2><p>When a launch has gone well, say so in public. {SENTENCE}</p></article></body></html>"""


def markdown(title: str, author: str, url: str, head: str, line: str) -> str:
    return f"""---
title: {title}
author: {author}
url: {url}
---

# {title}

1. **Meet {head}** {line} {SENTENCE}
2. **Publish {line}** {SENTENCE} {line}
3. **Thank each other** {SENTENCE}
"""


def imported(content: Path, *files: Path) -> tuple[int, str, str]:
    stdout, stderr = io.StringIO(), io.StringIO()
    status = run(files, content, as_json=False, dry_run=False, today=TODAY, stdout=stdout, stderr=stderr)
    return status, stdout.getvalue(), stderr.getvalue()


@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=COSTLY)
@given(st.sampled_from([article, markdown]), TEXT, TEXT, URL, TEXT, TEXT, st.sampled_from(["a.html", "TODO: [x].md"]))
@example(article, "TODO: x", "\u3164", "https:///x", "con", "_" * 90, "a.txt")
@example(article, "&#x202e;", "&#x202e;&#x3164;", "https://[bad", "&#x202e;x", "a\n" * 400, "a.txt")
@example(article, "x", "x", "", "x" * 300 + " TODO: r", "\u3164 {{ x }}", "a.txt")
@example(markdown, "1. " * 60, '"\\', "https://a@b/", "> " * 60, "- 1. " * 60, "\udcff\n.txt")
def test_whatever_an_article_holds_its_drafts_pass_the_check(
    form: object, title: str, author: str, url: str, head: str, line: str, name: str
) -> None:
    made = form(title, author, url, head, line)  # type: ignore[operator]  # hypothesis shows functions by their names
    with tempfile.TemporaryDirectory() as folder:
        content = write(Path(folder) / "content", {"playbook.yml": VOCABULARY})
        file = Path(folder) / name
        file.write_bytes(made.encode("utf-8", "surrogatepass"))
        status, _, errors = imported(content, file)
        assert (status, errors) == (0, "")
        assert [str(one) for one in check(content, TODAY).problems if one.severity is Severity.ERROR] == []
        before = sorted(content.rglob("*"))
        assert imported(content, file)[0] == 0
        assert sorted(content.rglob("*")) == before


NO_CHARSETS = ["base64", "bz2", "hex", "idna", "punycode", "quopri", "rot13", "unicode_escape", "uu", "utf-7", "zlib"]


@pytest.mark.parametrize("name", [*NO_CHARSETS, "cp037", "utf-16", "undefined", "klingon"])
def test_a_declared_charset_that_reads_no_text_is_passed_over(name: str, tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"playbook.yml": VOCABULARY})
    file = tmp_path / "page.html"
    file.write_bytes(
        f'<meta charset="{name}"><h1>Caf'.encode() + b"\xe9 <p>Meet the CIO before you buy. Do it each week."
    )
    status, report, errors = imported(content, file)
    assert (status, errors) == (0, "")
    assert "read as cp1252" in report


@pytest.mark.parametrize("bomb", [zlib.compress(b'<meta charset="zlib">' + b"x" * 10**6), bz2.compress(b"x" * 10**6)])
def test_what_is_packed_is_not_unpacked(bomb: bytes, tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"playbook.yml": VOCABULARY})
    (tmp_path / "bomb.html").write_bytes(bomb)
    assert imported(content, tmp_path / "bomb.html") == (
        2,
        "",
        f"{tmp_path / 'bomb.html'}: the file is compressed; unpack it and import what is in it\n",
    )


def test_no_file_stands_in_the_way_of_the_next(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"playbook.yml": VOCABULARY})
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "good.md").write_text(markdown("Three ways", "Jo Blunt", "https://example.com/", "early", ""), "utf-8")
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(10**10)
    bad = [tmp_path / "pipe", Path("/dev/zero"), tmp_path / "folder", tmp_path / "loop", tmp_path / "gone", huge]
    status, report, errors = imported(content, *bad, tmp_path / "good.md")
    assert status == 2
    said = [line for line in errors.splitlines() if not line.startswith("[")]
    assert [line.split(": ", 1)[0] for line in said] == [str(one) for one in bad]
    assert "not an ordinary file" in said[0]
    assert report.startswith("good.md: Three ways")
    assert check(content, TODAY).count(Severity.ERROR) == 0
