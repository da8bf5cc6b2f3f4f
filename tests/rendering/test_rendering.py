"""What contributors write reaches readers as text, never as code: from bodies and from front matter."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from playbook.cli import main
from playbook.guard import Hindrance
from playbook.model import Duration, Lines
from playbook.rendering import environment, render, shows_body
from playbook.routes import Route
from playbook.site import build as build_site
from tests.built import Element, Page, book, build, content_of, page, pages_of, run
from tests.commands import here
from tests.markdown.reading import plain
from tests.playbooks import FILES, PLAY, SOURCE, changed, loaded, problems, with_facet, write

HARMLESS = {"https", "http", "mailto", "tel", ""}
NEVER = "script iframe object embed base form meta style link svg math template frame applet".split()


def assert_harmless(element: Element) -> None:
    """It does not run, frame, submit or re-target anything, nor ask another host for anything."""
    assert element.tag not in NEVER
    for name, value in element.attributes.items():
        assert not name.startswith("on"), name
        assert name not in {"style", "srcdoc", "srcset", "formaction", "action", "background", "ping"}
        assert name not in {"href", "src"} or scheme(value) in HARMLESS, value
        assert name != "src" or (scheme(value) == "" and not value.replace("\\", "/").startswith("//")), value


def scheme(address: str) -> str:
    """What a browser takes for the scheme of an address: it passes over blanks and controls."""
    seen = "".join(character for character in address if character > " ")
    head, colon, _ = seen.partition(":")
    return head.lower() if colon and head.replace("+", "").replace("-", "").replace(".", "").isalnum() else ""


# As a contributor would put it into the body of a play, and the code with which it is refused.
ATTACKS = {
    "a script": ("<script>alert(1)</script>", "raw-html"),
    "a script in pieces": ("<script\n>alert(1)</script\n>", "raw-html"),
    "a script in a list": ("- <script>alert(1)</script>", "raw-html"),
    "a handler": ("<b onclick=alert(1)>x</b>", "raw-html"),
    "a picture with a handler": ("<img src=x onerror=alert(1)>", "raw-html"),
    "a picture with a handler over lines": ("<img\nsrc=x\nonerror=alert(1)>", "raw-html"),
    "a frame with a document": ("<iframe srcdoc='<script>alert(1)</script>'></iframe>", "raw-html"),
    "a drawing that runs code": ("<svg onload=alert(1)></svg>", "raw-html"),
    "a drawing without a space": ("<svg/onload=alert(1)>", "raw-html"),
    "details that run code": ("<details open ontoggle=alert(1)>x</details>", "raw-html"),
    "a base": ("<base href='https://evil.example/'>", "raw-html"),
    "a form": ("<form action='https://evil.example/'><button>Go</button></form>", "raw-html"),
    "a refresh": ("<meta http-equiv=refresh content='0;url=https://evil.example/'>", "raw-html"),
    "a style": ("<style>body{background:url(https://evil.example/x)}</style>", "raw-html"),
    "a style on an element": ("<p style='background:url(https://evil.example/x)'>x</p>", "raw-html"),
    "a comment": ("<!-- <script>alert(1)</script> -->", "raw-html"),
    "CDATA": ("<![CDATA[<script>alert(1)</script>]]>", "raw-html"),
    "an instruction": ("<?php alert(1) ?>", "raw-html"),
    "an end": ("</article><script>alert(1)</script>", "raw-html"),
    "a custom element": ("<pb-find onclick=alert(1)></pb-find>", "raw-html"),
    "HTML behind escaped backticks": ("\\`<img src=x onerror=alert(1)>\\`", "raw-html"),
    "HTML in a fence that is none": ("```\n<img src=x onerror=alert(1)>", "unclosed-fence"),
    "a link that runs code": ("[x](javascript:alert(1))", "unsafe-link"),
    "a link in mixed case": ("[x](JaVaScRiPt:alert(1))", "unsafe-link"),
    "a link with entities": ("[x](&#106;avascript:alert(1))", "unsafe-link"),
    "a link with a named entity": ("[x](javascript&colon;alert(1))", "unsafe-link"),
    "a link in brackets": ("[x](<javascript:alert(1)>)", "raw-html unsafe-link"),
    "a link by reference": ("[x]\n\n[x]: javascript:alert(1)", "unsafe-link"),
    "a link with data": ("[x](data:text/html;base64,PHNjcmlwdD4=)", "unsafe-link"),
    "a link with VBScript": ("[x](vbscript:alert(1))", "unsafe-link"),
    "an autolink": ("<javascript:alert(1)>", "raw-html"),
    "an attribute list on a word": ("*x*{ onclick=alert(1) }", ""),
    "an attribute list on a block": ("x\n{: onmouseover=alert(1) style=position:fixed }", ""),
    "an attribute list on a link": ("[x](y.md){ href=javascript:alert(1) }", ""),
    "an attribute list on a picture": ("![x](y.png){ onerror=alert(1) srcset=https://evil.example/x }", ""),
    "a picture from another host": ("![x](https://evil.example/x.png)", "foreign-picture"),
    "a picture from another host without a scheme": ("![x](//evil.example/x.png)", "foreign-picture"),
    "a picture from another host behind backslashes": ("![x](\\\\evil.example/x.png)", ""),
    "a picture from another host behind a slash and a backslash": ("![x](/\\evil.example/x.png)", ""),
    "a picture from another host behind a tab": ("![x](</\t/evil.example/x.png>)", ""),
    "a title that breaks out": ('[x](y.md "\\" onclick=alert(1) \\"")', ""),
    "an abbreviation that breaks out": ('*[IT]: " onmouseover=alert(1) x="\n\nIT', ""),
    "a language that breaks out": ('``` x"onclick=alert(1)\nx\n```', "bad-fence"),
    "a footnote that breaks out": ('x[^"onclick=alert(1)]\n\n[^"onclick=alert(1)]: x', ""),
    "a heading that breaks out": ('## x" onclick="alert(1)', ""),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_from_a_body_is_refused_with_its_place_and_stopped_behind(name: str, tmp_path: Path) -> None:
    body, codes = ATTACKS[name]
    said = problems(write(tmp_path, {**FILES, "plays/talk-first.md": f"{PLAY}\n{body}\n"}))
    assert set(codes.split()) <= {problem.split(": ")[1] for problem in said}
    assert bool(codes) == bool(said), said

    site = build_site(loaded(write(tmp_path)))
    play = site.pages["plays/talk-first.md"]
    texts = (f"Look.\n\n{body}", "Look.")
    shown, plain = (page(site.with_texts({play.route.file: text}).article(play).html) for text in texts)
    for element in parts(shown, inside=True):
        assert_harmless(element)
    assert [one.attributes for one in parts(shown, inside=False)] == [
        one.attributes for one in parts(plain, inside=False)
    ]


def parts(shown: Page, *, inside: bool) -> list[Element]:
    """The elements of a play's page that its body makes, or all others."""
    return [one for one in shown.elements if one.within("div", "pb-body") is inside]


def test_what_markdown_makes_for_readers_passes() -> None:
    body = (
        "## Steps\n\n1. **Go** now[^1].\n\n- [ ] Done\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n[x](y.md#z) "
        "![A map](map.png)\n\n```python\nx = '<b>'\n```\n\nTerm\n:   Meaning\n\n!!! note\n    Look.\n\n[^1]: Note.\n"
    )
    shown = page(str(plain(body).html))
    assert {"h2", "ol", "strong", "sup", "ul", "table", "td", "a", "img", "pre", "code", "dl", "dt", "dd", "div"} <= {
        one.tag for one in shown.elements
    }
    assert [one.attributes["id"] for one in shown.all("h2")] == ["steps"]
    assert "x = '<b>'" in shown.all("code")[0].text
    (picture,) = shown.all("img")
    assert (picture.attributes["src"], picture.attributes["alt"]) == ("../map.png", "A map")
    assert {one.attributes["href"] for one in shown.all("a")} >= {"y.md#z", "#fn:1"}


# Text that means something to HTML, JSON, YAML, Jinja or a template; each stands in every field of front matter.
EVIL = {
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; and &amp; and &quot;",
    "quotes": "\"' onmouseover=alert(1) x='\" `${alert(1)}`",
    "templates": "{{ config }} {% raw %} {# x #} ${x} %s \\u003cscript\\u003e",
    "an end of JSON": ']]} */ // -- \\" \\ and so on',
}


@pytest.fixture(scope="module", params=EVIL)
def evil(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A site with one text in every field that takes text, and the text."""
    text = EVIL[request.param]
    quoted = "'" + text.replace("'", "''") + "'"
    play = changed(PLAY, "title: Talk first", f"title: {quoted}")
    play = changed(play, "where: lines 7-9", f"where: {quoted}")
    play = changed(play, "  - shadow tools", f"  - {quoted}")
    play = changed(play, "owner: editors", f"owner: {quoted}")
    summary = f"summary: {quoted[:-1]} {'and so on ' * 6}'"
    play = changed(play, PLAY[PLAY.index("summary:") : PLAY.index("\nroles:")], summary)
    source = changed(SOURCE, '"An interview"', quoted)
    source = changed(source, "  - Ann Field", f"  - {quoted}\npublisher: {quoted}")
    source = changed(source, "They plan the year in one room.", quoted)
    facet = (
        f"  - id: region\n    name: {quoted[:-1][:38]}'\n    terms:\n"
        f"      - {{id: north, name: {quoted[:-1][:38]}', definition: {quoted}}}\n"
    )
    vocabulary = with_facet(
        facet,
        FILES["playbook.yml"]
        .replace("The two teams do not talk.", quoted)
        .replace("[marketing chief]", f"[{quoted}]")
        .replace("What two teams can do for one another.", quoted),
    )
    files = {
        **FILES,
        "plays/talk-first.md": play,
        "sources/interview.md": source,
        "stages/cold.md": f"---\n{summary}\n---\n",
        "about.md": f"---\ntitle: {quoted}\n{summary}\n---\n",
        "playbook.yml": vocabulary if "'" not in text else FILES["playbook.yml"],
        "glossary.yml": f"- id: api\n  term: {quoted}\n  means: {quoted}\n  says: {{cio: {quoted}}}\n"
        f"  aliases: [{quoted}]\n",
        "moments.yml": f"- id: now\n  title: {quoted}\n  advice: {quoted}\n  roles: [cmo]\n  plays: [talk-first]\n"
        f"  aliases: [{quoted}]\n  now: [{quoted}, {quoted[:-1]} again']\n"
        f"  say: {{cmo: {quoted[:-1]} {'and so on ' * 3}'}}\n  avoid: [{{words: {quoted}, why: {quoted}}}]\n",
        "sequences.yml": f"- id: soon\n  title: {quoted[:-1][:58]}'\n  {summary}\n  roles: [cmo]\n  steps:\n"
        f"    - {{week: 1, play: talk-first, line: {quoted}}}\n"
        f"    - {{week: 2, play: plan-together, line: {quoted}}}\n",
    }
    return text, build(book(tmp_path_factory.mktemp("evil"), files))


def test_front_matter_reaches_every_page_as_text(evil: tuple[str, Path], site: Path) -> None:
    text, attacked = evil
    words = " ".join(text.split())
    assert page(attacked / "plays" / "talk-first").text_of("h1") == words
    assert page(attacked / "plays" / "talk-first").text_of("title") == f"{words} - Common Ground"
    for where in (
        "plays",
        "sources/interview",
        "glossary",
        "moments",
        "moments/now",
        "sequences/soon",
        "stages/cold",
        "about",
    ):
        assert words in " ".join(page(attacked / where).all("article")[0].text.split()), where
    (described,) = page(attacked / "plays" / "talk-first").all("meta", name="description")
    assert described.attributes["content"].startswith(words)
    # Whatever runs on the pages of this repository may run there, and nothing else.
    known = {code for _, shown in pages_of(site) for code in code_on(shown)}
    for url, shown in pages_of(attacked):
        assert code_on(shown) <= known, url
        for one in shown.elements:
            assert not any(name.startswith("on") for name in one.attributes), (url, one.tag, one.attributes)


def code_on(shown: Page) -> set[str]:
    """The code that stands in a page itself, without the data, which must be data. The theme's address is its own."""
    found = set()
    for one in shown.all("script"):
        if one.attributes.get("type") in {"application/json", "application/ld+json"}:
            json.loads(one.text)
        elif "src" not in one.attributes:
            found.add(re.sub(r'new URL\("[./]*",location\)', "new URL(BASE,location)", one.text))
    return found


def test_no_file_of_the_site_holds_what_was_written_as_a_tag(evil: tuple[str, Path]) -> None:
    _, attacked = evil
    for path, content in content_of(attacked).items():
        if path.endswith((".html", ".xml")):
            assert b"<script>alert" not in content, path


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (
            "\n{{ page.titel }}",
            2,
            "asks for what is not there: 'playbook.routes.Route object' has no attribute 'titel'.",
        ),
        ("{{ nothing }}", 1, "asks for what is not there: 'nothing' is undefined."),
        ("<p>\n{% if page %}\n", 2, "cannot be read: Unexpected end of template."),
        ("{{ page | shout }}", 1, "cannot be read: No filter named 'shout'."),
        ("\n{% include 'other.html' %}", 2, "asks for a template that is not there: 'other.html'."),
        ("\n{{ 1 / 0 }}", 2, "fails: ZeroDivisionError: division by zero."),
        ("{% macro a() %}\n{{ page.no }}\n{% endmacro %}\n{{ a() }}", 2, "asks for what is not there: "),
        ("\n{{ say('no.such') }}", 2, "fails: "),
    ],
)
def test_a_fault_in_a_template_of_the_site_is_told_with_its_place(
    text: str, line: int, said: str, tmp_path: Path
) -> None:
    (tmp_path / "free.html").write_text(text, encoding="utf-8")
    with pytest.raises(Hindrance) as told:
        render(environment(tmp_path), "free.html", Route("x/", "x.md"), {"page": Route("x/", "x.md")})
    assert str(told.value).startswith(f"The template {tmp_path / 'free.html'}:{line} {said}")


def test_so_is_one_in_a_template_that_is_only_looked_at(tmp_path: Path) -> None:
    (tmp_path / "free.html").write_text("\n{% if %}", encoding="utf-8")
    with pytest.raises(Hindrance, match=r"free\.html:2 cannot be read: "):
        shows_body(environment(tmp_path), "free.html")


def test_a_fault_in_a_template_of_ours_is_a_mistake_of_ours(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        render(environment(tmp_path), "free.html", Route("x/", "x.md"), {})


@pytest.mark.parametrize("host", ["playbook", "mkdocs"])
def test_a_build_says_what_is_wrong_with_a_template_of_the_site_in_one_sentence(host: str, tmp_path: Path) -> None:
    folder = book(tmp_path, options="templates: ours")
    (folder / "ours").mkdir()
    (folder / "ours/play.html").write_text("<p>\n{{ page.titel }}", encoding="utf-8")
    done = run(folder, "-m", "mkdocs", "build") if host == "mkdocs" else here(main, folder, ["build"])
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "Traceback" not in said
    assert re.search(r"The template .*play\.html:2 asks for what is not there: .* has no attribute 'titel'\.", said)


def test_a_template_of_the_site_stands_before_ours_and_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "free.html").write_text("{{ title }} {{ link(routes.HOME) }}", encoding="utf-8")
    html, _ = render(environment(tmp_path), "free.html", Route("a/b/", "a/b.md"), {"title": "<b>"})
    assert html == "&lt;b&gt; ../../"


@pytest.mark.parametrize(
    ("least", "most", "shown"),
    [
        (30, 60, "30-60 minutes"),
        (60, 60, "60 minutes"),
        (1, 1, "1 minute"),
        (90, 150, "1½-2½ hours"),
        (60, 240, "1-4 hours"),
        (960, 960, "16 hours"),
        (480, 1440, "1-3 days"),
        (2400, 2400, "5 days"),
    ],
)
def test_a_time_is_shown_in_the_unit_of_a_diary(least: int, most: int, shown: str) -> None:
    template = environment().from_string("{{ time | duration }}")
    assert template.render(time=Duration(least, most)) == shown


def test_lines_and_counts_are_shown_as_people_say_them() -> None:
    template = environment().from_string("{{ lines | lines }}, {{ say('count.plays', count=count) }}")
    assert template.render(lines=Lines(7, 9), count=1) == "lines 7-9, 1 play"
    assert template.render(lines=Lines(7, 7), count=0) == "line 7, 0 plays"
