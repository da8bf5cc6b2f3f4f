"""What the audit makes of Lighthouse's results, and its server. Lighthouse itself runs in `make audit` alone."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import brotli
import pytest

from scripts.audit import END, START, Reading, Row, inserted, missed, reading, row, table
from scripts.serving import asset, prepare, serving

ADDRESS = "http://127.0.0.1:8000/"
PAGE = "<p>Hello</p>" * 200
SCORES = {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}
GOOD = Row("a play", SCORES, wire=66_960, brotli=58_000, requests=6, html=6_885, foreign=())


@pytest.fixture
def result() -> dict[str, Any]:
    """A result as Lighthouse 13.5 wrote it, less what the audit does not read."""
    recorded: dict[str, Any] = json.loads(Path(__file__).with_name("lighthouse-result.json").read_text())
    return recorded


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "plays/one").mkdir(parents=True)
    for path in ("index.html", "plays/one/index.html"):
        (tmp_path / path).write_text(PAGE)
    (tmp_path / "404.html").write_text("<p>Not here</p>")
    (tmp_path / "main.57a0d79d.min.css").write_text("a{color:red}" * 50)
    (tmp_path / "app.js").write_text("let a = 1;\n" * 50)
    (tmp_path / "app.js.map").write_text("{}")
    (tmp_path / "dot.png").write_bytes(b"\x89PNG" * 50)
    return tmp_path


def test_a_recorded_result_is_read(result: dict[str, Any]) -> None:
    found = reading(result, ADDRESS)
    assert found.version == "13.5.0"
    assert found.scores == {"performance": 100, "accessibility": 100, "best-practices": 100, "seo": 100}
    assert "/plays/talk-sooner/" in found.paths
    assert "/assets/playbook/app.js" in found.paths
    sizes = [item["transferSize"] for item in result["audits"]["network-requests"]["details"]["items"]]
    assert found.wire == sum(sizes) > 60_000
    assert found.foreign == ()


def test_what_another_host_sent_is_named_and_what_stands_in_a_style_sheet_is_no_request(result: dict[str, Any]) -> None:
    items = result["audits"]["network-requests"]["details"]["items"]
    assert any(item["url"].startswith("data:") for item in items)
    items.append({"url": "https://fonts.example/a.woff2", "transferSize": 500})
    found = reading(result, ADDRESS)
    assert found.foreign == ("https://fonts.example/a.woff2",)
    assert not any("svg+xml" in path for path in found.paths)


def test_a_page_that_did_not_load_ends_the_audit(result: dict[str, Any]) -> None:
    result["runtimeError"] = {"code": "NO_FCP", "message": "The page painted nothing."}
    with pytest.raises(SystemExit, match="painted nothing"):
        reading(result, ADDRESS)


def test_speed_is_the_median_and_the_rest_the_worst() -> None:
    def look(performance: int, accessibility: int, wire: int) -> Reading:
        scores = SCORES | {"performance": performance, "accessibility": accessibility}
        return Reading("13.5.0", scores, wire, ("/", "/a.js"), ())

    assets = {"/": asset("/index.html", PAGE.encode()), "/a.js": asset("/a.js", b"let a = 1;\n" * 50)}
    made = row("home", "", [look(99, 100, 10), look(40, 100, 10), look(97, 98, 30)], assets)
    assert (made.scores["performance"], made.scores["accessibility"], made.wire, made.requests) == (97, 98, 30, 2)
    assert made.html == len(assets["/"].bodies["gzip"])
    assert made.brotli == sum(len(one.bodies["br"]) for one in assets.values())


def test_the_table_has_a_line_for_each_page() -> None:
    home = replace(GOOD, page="home", scores=SCORES | {"performance": 100}, wire=66_100)
    lines = table([home, GOOD], "Measured on a quiet machine.").splitlines()
    assert lines[0].count("|") == lines[1].count("|") == lines[2].count("|")
    assert lines[2] == "| home | 100 | 100 | 100 | 100 | 66.1 kB | 58.0 kB | 6 | 6.9 kB |"
    assert lines[3] == "| a play | 97 | 100 | 100 | 100 | 67.0 kB | 58.0 kB | 6 | 6.9 kB |"
    assert lines[4:] == ["", "Measured on a quiet machine."]


MISSES = {
    "slow": (replace(GOOD, scores=SCORES | {"performance": 94}), "performance is 94, below 95"),
    "hard to read": (replace(GOOD, scores=SCORES | {"accessibility": 99}), "accessibility is 99, below 100"),
    "bad practice": (replace(GOOD, scores=SCORES | {"best-practices": 99}), "best practices is 99"),
    "hard to find": (replace(GOOD, scores=SCORES | {"seo": 92}), "SEO is 92, below 100"),
    "heavy": (replace(GOOD, wire=160_001), "the first view is 160.0 kB, above 160.0 kB"),
    "long": (replace(GOOD, html=12_001), "its HTML is 12.0 kB, above 12.0 kB"),
    "talking": (replace(GOOD, foreign=("https://a.example/",)), "asks another host for https://a.example/"),
}


@pytest.mark.parametrize(("bad", "told"), MISSES.values(), ids=MISSES)
def test_a_missed_target_is_told(bad: Row, told: str) -> None:
    assert missed([GOOD]) == []
    (line,) = missed([GOOD, bad])
    assert line.startswith("a play: ")
    assert told in line


def test_only_a_play_is_bound_to_twelve_kilobytes() -> None:
    assert missed([replace(GOOD, page="assess", html=13_000)]) == []


def test_the_table_replaces_the_last_one() -> None:
    text = f"# A\n\n{START}\n| old |\n{END}\n\n## Licence\n"
    once = inserted(text, "| new |")
    assert once == f"# A\n\n{START}\n| new |\n{END}\n\n## Licence\n"
    assert inserted(once, "| new |") == once
    with pytest.raises(SystemExit, match="no place"):
        inserted("# A\n", "| new |")


def test_the_readme_has_a_place_for_the_table() -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
    assert "| x |" in inserted(readme, "| x |")


UNPACKED: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", ""),
        ("", ""),
    ],
)
def test_a_page_comes_in_an_encoding_that_the_browser_accepts(site: Path, accepted: str, encoding: str) -> None:
    with serving(prepare(site)) as address:
        for path in ("/", "/index.html", "/plays/one/", "/plays/one/?q=cio"):
            answer, body = get(address, path, accepted)
            assert answer.status == 200
            assert answer.getheader("Content-Encoding", "") == encoding
            assert UNPACKED[encoding](body).decode() == PAGE


def test_a_host_without_brotli_sends_gzip(site: Path) -> None:
    with serving(prepare(site), ("gzip",)) as address:
        assert get(address, "/", "gzip, br")[0].getheader("Content-Encoding") == "gzip"


HEADERS = {
    "/": ("text/html; charset=utf-8", "no-cache", "Accept-Encoding"),
    "/app.js": ("text/javascript; charset=utf-8", "public, max-age=600", "Accept-Encoding"),
    "/main.57a0d79d.min.css": (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
        "Accept-Encoding",
    ),
    "/dot.png": ("image/png", "public, max-age=600", None),
}


@pytest.mark.parametrize(("path", "headers"), HEADERS.items(), ids=HEADERS)
def test_a_file_says_what_it_is_and_how_long_it_may_be_kept(
    site: Path, path: str, headers: tuple[str, str, str | None]
) -> None:
    with serving(prepare(site)) as address:
        answer, _ = get(address, path, "br, gzip")
    assert tuple(map(answer.getheader, ("Content-Type", "Cache-Control", "Vary"))) == headers


def test_what_is_not_there_is_the_page_that_says_so(site: Path) -> None:
    with serving(prepare(site)) as address:
        for path in ("/nothing/", "/app.js.map", "/../pyproject.toml"):
            answer, body = get(address, path, "")
            assert (answer.status, body) == (404, b"<p>Not here</p>")


def test_a_folder_without_its_slash_leads_to_the_folder(site: Path) -> None:
    with serving(prepare(site, ())) as address:
        answer, _ = get(address, "/plays/one?q=cio", "br")
    assert (answer.status, answer.getheader("Location")) == (301, "/plays/one/")


def test_what_was_sent_is_counted(site: Path) -> None:
    sent: list[int] = []
    with serving(prepare(site, ("gzip",)), sent=sent) as address:
        bodies = [get(address, path, "br, gzip")[1] for path in ("/", "/dot.png", "/nothing/")]
    assert sent == [len(body) for body in bodies]


def get(address: str, path: str, accepted: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=10)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": accepted})
        answer = connection.getresponse()
        return answer, answer.read()
    finally:
        connection.close()
