"""Real builds by the command lines of MkDocs and ProperDocs."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from playbook.search.packing import number
from tests.built import REPOSITORY, ROOT, book, build, check, content_of, mkdocs, page, pages_of, run, search_index
from tests.playbooks import DAY, FILES, PAGE, PLAY, PLAYBOOK, SECOND, SOURCE, changed

SITE_URL = "https://common-ground.example/"
EDIT_URL = f"{REPOSITORY}/edit/main/content/"

# Runs a module a year and a half later, as far as Python can tell.
LATER = """
import datetime, runpy, sys, time
now, shift = time.time, 86_400 * 550
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None): return cls.fromtimestamp(now() + shift, tz)
    @classmethod
    def utcnow(cls): return cls.fromtimestamp(now() + shift, datetime.timezone.utc).replace(tzinfo=None)
    @classmethod
    def today(cls): return cls.now()
time.time, datetime.datetime = (lambda: now() + shift), Later
runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small playbook, built once."""
    return build(book(tmp_path_factory.mktemp("small")))


def test_mkdocs_and_properdocs_build_the_same_site(site: Path, tmp_path: Path) -> None:
    command = ["-m", "properdocs", "build", "-f", "mkdocs.yml", "--strict", "--site-dir", str(tmp_path)]
    made = run(ROOT, *command, PLAYBOOK_REPOSITORY=REPOSITORY)
    assert made.returncode == 0, made.stdout + made.stderr
    ours, theirs = content_of(site), content_of(tmp_path)
    assert ours.keys() == theirs.keys()
    assert len([path for path in ours if path.endswith(".html")]) > 100
    # The theme comes from the installed packages of both.
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_a_build_on_another_day_gives_the_same_bytes(small: Path) -> None:
    later = run(small.parent, "-c", LATER, "build", "--strict", "--site-dir", "later")
    assert later.returncode == 0, later.stdout + later.stderr
    one, other = content_of(small), content_of(small.parent / "later")
    assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []


def test_the_faked_clock_is_seen_by_a_build(small: Path, tmp_path: Path) -> None:
    book(tmp_path, {**FILES, "plays/talk-first.md": changed(PLAY, "2026-11-01", "2027-12-01")})
    assert "future-date" in mkdocs(tmp_path, "build", SOURCE_DATE_EPOCH=DAY).stderr
    assert run(tmp_path, "-c", LATER, "build", "--strict").returncode == 0


def test_source_date_epoch_is_respected_and_leaves_no_trace(small: Path) -> None:
    in_december = build(small.parent, "december", SOURCE_DATE_EPOCH="1796083200")
    next_year = build(small.parent, "next-year", SOURCE_DATE_EPOCH="1830297600")
    one, other = content_of(in_december), content_of(next_year)
    assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []
    # What repeats builds sets it to a day long past, such as the oldest that a zip can hold, which judges no content.
    before = build(small.parent, "before", SOURCE_DATE_EPOCH="315532800")
    assert content_of(before).keys() == one.keys()
    odd = run(small.parent, "-m", "mkdocs", "build", "--site-dir", "odd", SOURCE_DATE_EPOCH="")
    assert odd.returncode == 0, odd.stderr


def test_a_playbook_with_problems_stops_the_build_with_the_text_of_the_check(tmp_path: Path) -> None:
    site = build(book(tmp_path))
    good = content_of(site)
    book(tmp_path, {"plays/talk-first.md": changed(PLAY, "  - cold\n", "  - clod\n"), "logo.svg": "<svg/>"})
    checked = check(tmp_path)
    told = (
        'logo.svg:1:1: unsafe-drawing: Its <svg> lacks xmlns="http://www.w3.org/2000/svg". Save the drawing as a plain '
        "SVG, or as a PNG.\n"
        "plays/talk-first.md:10:5: unknown-term: 'clod' is not a stage. Did you mean 'cold'?\n"
    )
    # The check says besides what it could mend.
    assert (checked.returncode, checked.stdout) == (1, told.replace("'cold'?\n", "'cold'? [*]\n"))
    for host in ("mkdocs", "properdocs"):
        stopped = run(tmp_path, "-m", host, "build", "-f", "mkdocs.yml")
        assert stopped.returncode == 1
        assert told in stopped.stderr + stopped.stdout
    assert content_of(site) == good


INDUSTRY = """\
  - id: industry
    name: Industries
    singular: Industry
    terms:
      - {id: retail, name: Retail, definition: Shops and their suppliers., aliases: [shops]}
      - {id: banking, name: Banking, definition: Banks and insurers.}
"""


def test_a_facet_added_to_the_playbook_file_works_everywhere_without_code(tmp_path: Path) -> None:
    tagged = changed(PLAY, "evidence: stated", "industry:\n  - retail\nevidence: stated")
    site = build(
        book(
            tmp_path,
            {
                **FILES,
                "playbook.yml": changed(PLAYBOOK, "plays:\n", f"{INDUSTRY}plays:\n"),
                "plays/talk-first.md": tagged,
            },
        )
    )

    assert page(site / "industry" / "retail").plays() == ["talk-first"]
    assert page(site / "industry" / "banking").plays() == []
    facts = page(site / "plays" / "talk-first").all("a", href="../../industry/retail/")
    assert [one.text.strip() for one in facts if one.within("dl")] == ["Retail"]
    assert page(site / "plays" / "plan-together").all("a", href="../../industry/retail/") == []

    playbook = json.loads((site / "playbook.json").read_text(encoding="utf-8"))
    assert [(facet["id"], facet["param"]) for facet in playbook["facets"]][-1] == ("industry", "industry")
    assert {play["id"]: play["industry"] for play in playbook["plays"]} == {
        "talk-first": ["retail"],
        "plan-together": [],
    }
    index = search_index(site)
    facet = next(facet for facet in index["facets"] if facet["id"] == "industry")
    assert (facet["name"], [term["id"] for term in facet["terms"]]) == ("Industries", ["retail", "banking"])
    terms = [(facet["id"], term["id"]) for facet in index["facets"] for term in facet["terms"]]
    carried = {id: terms for id, _, _, terms, *_ in index["records"]}
    leads = {name: number(2 * terms.index(("industry", name))) for name in ("retail", "banking")}
    assert leads["retail"] in carried["talk-first"]
    assert leads["banking"] not in carried["talk-first"]
    assert leads["retail"] not in carried["plan-together"]
    assert "industry/retail/" in (site / "find" / "index.html").read_text(encoding="utf-8")

    misspelt = changed(PLAY, "evidence: stated", "industry:\n  - retial\nevidence: stated")
    book(tmp_path, {"plays/talk-first.md": misspelt})
    told = "plays/talk-first.md:14:5: unknown-term: 'retial' is not an industry. Did you mean 'retail'? [*]\n"
    assert check(tmp_path).stdout == told


def test_every_page_has_an_edit_link_to_a_file_that_exists(site: Path) -> None:
    edited = {}
    for url, one in pages_of(site):
        links = {
            link.attributes["href"] for link in one.all("a") if link.attributes.get("href", "").startswith(EDIT_URL)
        }
        edited[url] = {link.removeprefix(EDIT_URL) for link in links}
    assert len(edited) > 100
    assert [url for url, files in edited.items() if not files] == []
    assert [file for files in edited.values() for file in files if not (ROOT / "content" / file).is_file()] == []
    assert edited["plays/talk-sooner/"] == {"plays/talk-sooner.md"}
    assert edited["matrix/coping/cio/"] == {"playbook.yml"}


def test_a_source_says_where_its_link_leads(small: Path) -> None:
    lead = page(small / "sources" / "interview").text_of("p", class_="pb-lead")
    assert lead == "Ann Field, undated · read the article (example.com)"


def test_every_page_is_in_the_sitemap(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    listed = set(re.findall(r"<loc>(.*?)</loc>", sitemap))
    # What repeats other pages, or only leads on to one, asks robots to leave it out.
    kept_out = {url for url, one in pages_of(site) if one.all("meta", name="robots", content="noindex")}
    assert listed == {SITE_URL + url for url, _ in pages_of(site) if url not in kept_out}
    assert "print/" in kept_out
    assert kept_out.isdisjoint({"", "plays/", "plays/talk-sooner/"})
    assert set(re.findall(r"<lastmod>(.*?)</lastmod>", sitemap)) <= {
        match[1]
        for file in (ROOT / "content" / "plays").glob("*.md")
        if (match := re.search(r"reviewed: (\S+)", file.read_text()))
    }


def test_every_page_but_the_search_itself_can_be_found(small: Path) -> None:
    records = search_index(small)["records"]
    found = {record[5] if len(record) > 5 else f"plays/{record[0]}/" for record in records}
    pages = {url for url, _ in pages_of(small)}
    # Neither the search itself, nor an old address, nor what repeats other pages.
    assert pages - found == {"find/", "plays/speak-first/", "print/"}
    # A word of the glossary is found by itself and stands on the page of all.
    assert found - pages == {"glossary/#api"}
    assert "api" in [one.attributes.get("id") for one in page(small / "glossary").elements]


def test_an_old_address_leads_on_to_the_play(small: Path) -> None:
    (refresh,) = page(small / "plays" / "speak-first").all("meta", **{"http-equiv": "refresh"})
    assert refresh.attributes["content"].endswith("url=../talk-first/")
    assert [one.text for one in page(small / "plays" / "speak-first").all("a", href="../talk-first/")] == ["Talk first"]


def test_plays_are_never_in_the_navigation(site: Path) -> None:
    plays = {f"plays/{file.stem}/" for file in (ROOT / "content" / "plays").glob("*.md")}
    listed = 0
    for url, one in pages_of(site):
        for link in one.all("a"):
            target = link.attributes.get("href", "").replace("../", "")
            if target in plays and not link.within("article"):
                # The edit button of a play's own page and the skip link are not in the tree.
                assert not link.within("nav"), (url, target)
            listed += target in plays
    assert listed > 500


def test_the_menu_says_the_same_on_every_page(site: Path) -> None:
    said = {
        tuple(
            " ".join(one.text.split())
            for one in shown.all("a")
            if one.within("nav", "pb-menu") and not one.attributes["href"].startswith("#")
        )
        for _, shown in pages_of(site)
    }
    (menu,) = said
    assert "Stages" in menu


def test_the_files_of_editors_are_not_published(site: Path) -> None:
    files = {file.relative_to(ROOT / "content").as_posix() for file in (ROOT / "content").rglob("*.*")}
    assert len(files) > 40
    assert files & content_of(site).keys() == set()


def test_what_programs_leave_between_the_files_is_not_published(small: Path, tmp_path: Path) -> None:
    left = {"plays/talk-first.md~": "x", "#notes#": "x", "Thumbs.db": "x", "__MACOSX/plays/talk-first.md": "x"}
    made = content_of(build(book(tmp_path, {**FILES, **left})))
    assert made.keys() == content_of(small).keys()


def test_the_json_of_a_playbook_holds_every_play_with_its_links(small: Path) -> None:
    data = json.loads((small / "playbook.json").read_text(encoding="utf-8"))
    assert (data["version"], [facet["id"] for facet in data["facets"]]) == (1, ["stages", "roles", "topics"])
    assert [term["url"] for term in data["facets"][0]["terms"]] == ["stages/cold/", "stages/warm/", "stages/close/"]
    first, second = data["plays"]
    promised = {
        "id": "talk-first",
        "title": "Talk first",
        "summary": "Say what you need before you choose a tool, so that nobody is surprised by it.",
        "url": "plays/talk-first/",
        "roles": {"lead": ["cmo"], "support": ["cio"]},
        "stages": ["cold"],
        "topics": ["buying"],
        "requires": [],
        "next": ["plan-together"],
        "related": [],
        "sources": [{"id": "interview", "where": "lines 7-9"}],
        "evidence": "stated",
        "effort": "S",
    }
    assert first == {**first, **promised}
    assert (second["requires"], second["next"], second["time"]) == (["talk-first"], [], None)
    assert [(source["id"], source["plays"]) for source in data["sources"]] == [
        ("interview", ["talk-first", "plan-together"])
    ]


def test_a_draft_is_shown_only_with_drafts_true(tmp_path: Path) -> None:
    files = {**FILES, "plays/plan-together.md": changed(SECOND, "effort: L", "effort: L\nstatus: draft")}
    public = build(book(tmp_path, files), "public")
    preview = build(book(tmp_path, files, "drafts: true"), "preview")
    assert not (public / "plays" / "plan-together").exists()
    assert b"Plan together" not in b"".join(content_of(public).values())
    assert page(preview / "plays").plays() == ["talk-first", "plan-together", "plan-together"]
    assert "draft, only in this preview" in page(preview / "plays" / "plan-together").text_of("p", class_="pb-kicker")


def test_a_retired_play_keeps_its_address_and_leads_to_what_replaced_it(tmp_path: Path) -> None:
    old = changed(SECOND, "effort: L", "effort: L\nstatus: retired\nreplaced_by: talk-first")
    site = build(book(tmp_path, {**FILES, "plays/plan-together.md": old}))
    kept = page(site / "plays" / "plan-together")
    assert kept.text_of("h1") == "Plan together"
    assert [one.text for one in kept.all("a", href="../talk-first/") if one.within("article")] == ["Talk first"]
    for url, one in pages_of(site):
        assert "plan-together" not in one.plays(), url
    assert "plan-together" not in (site / "playbook.json").read_text(encoding="utf-8")
    assert "plan-together" not in [record[0] for record in search_index(site)["records"]]


BEGINS_WITH_A_COLON = "Note: read this first.\nAuthor: nobody.\n\n## Steps\n\n1. Go.\n"


@pytest.mark.parametrize("path", ["plays/talk-first.md", "sources/interview.md", "stages/cold.md", "about.md"])
def test_a_body_that_begins_like_metadata_is_shown_whole(path: str, begins_with_a_colon: Path) -> None:
    shown = page(begins_with_a_colon / path.removesuffix(".md"))
    assert "Note: read this first. Author: nobody." in " ".join(shown.all("article")[0].text.split())


@pytest.fixture(scope="module")
def begins_with_a_colon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    about = changed(PAGE, "---\nsummary", "---\ntitle: About\nsummary")
    files = {**FILES, "about.md": about}
    for path, text in {
        "plays/talk-first.md": PLAY,
        "sources/interview.md": SOURCE,
        "stages/cold.md": PAGE,
        "about.md": about,
    }.items():
        front, _ = text.removeprefix("---\n").split("\n---\n", 1)
        files[path] = f"---\n{front}\n---\n{BEGINS_WITH_A_COLON}"
    return build(book(tmp_path_factory.mktemp("colon"), files))


@pytest.mark.build
def test_an_edit_of_one_play_shows_on_stage_role_and_matrix_pages_while_serving(tmp_path: Path) -> None:
    book(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        where = {"stages/warm/": 1, "roles/it-team/": 1, "matrix/warm/it-team/": 1, "matrix/cold/cmo/": 0}
        wait(lambda: listed(address + "matrix/cold/cmo/") == ["talk-first"])
        assert listed(address + "matrix/warm/it-team/") == []
        moved = changed(changed(PLAY, "    - cmo\n", "    - it-team\n"), "  - cold\n", "  - warm\n")
        (tmp_path / "content" / "plays" / "talk-first.md").write_text(moved, encoding="utf-8")
        wait(lambda: all(("talk-first" in linked(address + url)) == bool(there) for url, there in where.items()))
    finally:
        server.terminate()
        server.wait(60)


def listed(address: str) -> list[str]:
    return page(fetch(address)).plays()


def linked(address: str) -> str:
    """The targets of the links in a page's article."""
    return " ".join(one.attributes.get("href", "") for one in page(fetch(address)).all("a") if one.within("article"))


def fetch(address: str) -> str:
    with urlopen(address, timeout=60) as answer:
        text: str = answer.read().decode()
    return text


def wait(condition: Callable[[], bool]) -> None:
    """Until a condition holds; a server that does not answer yet is asked again."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            if condition():
                return
        except (URLError, ConnectionError):
            pass
        time.sleep(0.1)
    pytest.fail("What was waited for did not come about")
