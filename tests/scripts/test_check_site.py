"""The checker of a built site sees what a reader would stumble over, and nothing else."""

from pathlib import Path

import pytest

from scripts import check_site

HOME = "https://example.org/book/"
PAGE = """<!doctype html>
<html lang="en"><head><title>A page</title><link rel="canonical" href="{home}{path}"></head>
<body><h1 id="top">A page</h1>
{body}
</body></html>
"""


def write(folder: Path, path: str, body: str = "") -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(PAGE.format(home=HOME, path=path.removesuffix("index.html"), body=body), encoding="utf-8")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write(tmp_path, "index.html")
    write(tmp_path, "plays/index.html", '<h2 id="first">First</h2>')
    (tmp_path / "logo.png").write_bytes(b"png")
    return tmp_path


BAD = {
    "a dead link": ('<a href="gone/">x</a>', "dead link: gone/"),
    "a dead page": ('<a href="plays/gone.html">x</a>', "dead link: plays/gone.html"),
    "a dead anchor elsewhere": ('<a href="plays/#second">x</a>', "dead anchor: plays/#second"),
    "a dead anchor here": ('<a href="#nowhere">x</a>', "dead anchor: #nowhere"),
    "a link out of the site": ('<a href="../secret">x</a>', "leaves the site: ../secret"),
    "a missing slash": ('<a href="plays">x</a>', "a folder without its last slash: plays"),
    "an absolute path": (
        '<a href="/plays/">x</a>',
        "not relative, so dead in a folder or from disk: /plays/",
    ),
    "a dead link by its whole address": (f'<a href="{HOME}gone/">x</a>', f"dead link: {HOME}gone/"),
    "no address": ('<a href="">x</a>', "an empty address"),
    "a script as a link": ('<a href="javascript:x()">x</a>', "a link that runs a script: javascript:x()"),
    "a handler": ('<b onclick="x()">x</b>', "<b onclick> runs a script that sits in the page"),
    "a dead image": ('<img alt="" src="gone.png">', "dead link: gone.png"),
    "a dead image in a set": ('<img alt="" src="logo.png" srcset="big.png 2x">', "dead link: big.png"),
    "an image without words": ('<img src="logo.png">', "an image without alt: logo.png"),
    "a foreign image": ('<img alt="" src="//cdn.net/x.png">', "a request to another host: //cdn.net/x.png"),
    "a foreign script": (
        '<script src="https://cdn.net/x.js"></script>',
        "a request to another host: https://cdn.net/x.js",
    ),
    "a foreign style sheet": (
        '<link rel="stylesheet" href="https://cdn.net/x.css">',
        "a request to another host: https://cdn.net/x.css",
    ),
    "a foreign frame": (
        '<iframe src="https://cdn.net/"></iframe>',
        "a request to another host: https://cdn.net/",
    ),
    "a foreign image in a style": (
        '<p style="background: url(https://cdn.net/x.png)">x</p>',
        "a request to another host: https://cdn.net/x.png",
    ),
    "a doubled id": ('<p id="top">x</p>', "the id 'top' is already on line 3"),
    "JSON that ends its script": (
        '<script type="application/ld+json">{"a": "<!-- <script>"}</script>',
        "JSON in a page with a bare '<'; write it with the filter tojson",
    ),
    "JSON that does not parse": (
        '<script type="application/json">{"a": }</script>',
        "JSON in a page that does not parse: Expecting value: line 1 column 7 (char 6)",
    ),
}

GOOD = [
    '<a href="plays/">x</a> <a href="./plays/#first">x</a> <a href="plays/?q=x#first">x</a>',
    '<a href=".">x</a> <a href="plays/index.html">x</a>',
    '<a href="#top">x</a> <a href="#">x</a> <a href="#q=1&amp;b=2">x</a>',
    '<a href="plays/#:~:text=First">x</a>',
    '<a href="https://elsewhere.org/">x</a> <a href="mailto:x@example.org">x</a> <a href="logo.png">x</a>',
    f'<a href="{HOME}plays/#first">x</a> <link rel="alternate" href="https://elsewhere.org/feed">',
    '<a name="old"></a><a href="#old">x</a> <img alt="" src="data:image/png;base64,">',
    "<svg><title>A second title is a picture's</title></svg>",
    '<script type="application/json">{"a": "\\u003c/script>"}</script>',
    '<script>if (1 < 2) document.title = "<a href=gone>"</script>',
    '<!-- <a href="gone/">x</a> -->',
]


@pytest.mark.parametrize(("body", "message"), BAD.values(), ids=BAD)
def test_a_fault_is_named_with_its_line(book: Path, body: str, message: str) -> None:
    write(book, "index.html", f"<p>One line further.</p>\n{body}")
    assert check_site.check(book) == [f"index.html:5: {message}"]


@pytest.mark.parametrize("body", GOOD)
def test_what_works_is_left_alone(book: Path, body: str) -> None:
    write(book, "index.html", body)
    assert check_site.check(book) == []


def test_a_page_needs_a_title_and_a_language(book: Path) -> None:
    (book / "bare.html").write_text("<!doctype html><html><body><svg></svg></body></html>", encoding="utf-8")
    assert check_site.check(book) == ["bare.html:1: <html> without lang", "bare.html:1: no <title>"]


def test_only_the_404_page_may_start_at_the_root(book: Path) -> None:
    write(book, "404.html", '<a href="/book/plays/">x</a> <a href="/book/gone/">x</a>')
    assert check_site.check(book) == ["404.html:4: dead link: /book/gone/"]


def test_style_sheets_json_and_the_sitemap_are_read_too(book: Path) -> None:
    (book / "style.css").write_text("a{}\nb{background:url('gone.png')}\n@import 'https://cdn.net/x.css';")
    (book / "playbook.json").write_text('{"version": 1,\n "plays" []}')
    (book / "sitemap.xml").write_text(f"<loc>{HOME}plays/</loc>\n<loc>{HOME}gone/</loc>")
    assert check_site.check(book) == [
        "playbook.json:2: does not parse: Expecting ':' delimiter: line 2 column 10 (char 24)",
        f"sitemap.xml:2: dead link: {HOME}gone/",
        "style.css:2: dead link: gone.png",
        "style.css:3: a request to another host: https://cdn.net/x.css",
    ]


def test_an_empty_folder_is_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_site.main([str(tmp_path)]) == 1
    assert "no pages here" in capsys.readouterr().out
    assert check_site.main([str(tmp_path / "gone")]) == 2


def test_our_own_site_has_no_fault(site: Path) -> None:
    assert check_site.check(site) == []
