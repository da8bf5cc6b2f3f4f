"""A site that browsers may keep: it opens without a network, never shows less than the network has, and is optional."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from playwright.sync_api import Page, expect

from scripts.serving import answering
from tests.built import book, build, bundled, content_of
from tests.playbooks import FILES, PLAY, changed

OPTION = "offline: true"
OTHER = {**FILES, "plays/talk-first.md": changed(PLAY, "title: Talk first", "title: Talk early")}
# The stores as soon as one of them is gone, or after a minute.
SETTLED = """async (old) => {
  for (let turn = 0; turn < 1200 && (await caches.keys()).includes(old); turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return caches.keys();
}"""
KEPT = "() => navigator.serviceWorker.ready.then(() => caches.keys())"


class Host(SimpleHTTPRequestHandler):
    """A host without keep-alive, so that its end is the end; whatever it lacks is its own fault."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.send_response(503)
        self.send_header("Content-Length", "0")
        self.end_headers()


def server(site: Path) -> AbstractContextManager[str]:
    return answering(partial(Host, directory=str(site)))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small playbook as a site with a worker."""
    return build(book(tmp_path_factory.mktemp("kept"), FILES, OPTION))


def version(site: Path) -> str:
    found = re.search(r'"version":"([0-9a-f]{16})"', (site / "sw.js").read_text("utf-8"))
    assert found
    return found[1]


def files(site: Path) -> list[str]:
    found = re.search(r'"files":\[(.*?)\]', (site / "sw.js").read_text("utf-8"))
    assert found
    return re.findall(r'"([^"]*)"', found[1])


def test_the_site_is_read_and_searched_when_the_plug_is_pulled(
    kept: Path, new_page: Callable[..., Page], faults: list[str]
) -> None:
    with server(kept) as address:
        page = new_page(base_url=address)
        page.goto("")
        assert len(page.evaluate(KEPT)) == 1
    # The server is gone, and the browser is told that there is no network either.
    page.context.set_offline(True)
    assert page.evaluate("fetch('playbook.json').then(() => 'there', () => 'gone')") == "gone"
    page.goto("stages/cold/")
    expect(page.get_by_role("heading", level=1, name="Cold")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Talk first").first.click()
    expect(page.get_by_role("heading", level=1, name="Talk first")).to_be_visible()
    expect(page.get_by_role("button", name="Add to my plan")).to_be_visible()
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontWeight") == "700"
    page.goto("find/?q=talk+first")
    expect(page.locator("[data-play=talk-first]").first).to_be_visible()
    assert [fault for fault in faults if "ERR_" not in fault] == []
    faults.clear()


def test_a_page_that_has_changed_is_shown_new_and_the_old_store_goes(
    kept: Path, tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    site = copytree(kept, tmp_path / "served")
    other = build(book(tmp_path / "changed", OTHER, OPTION))
    with server(site) as address:
        page = new_page(base_url=address)
        page.goto("")
        (before,) = page.evaluate(KEPT)
        page.evaluate("() => caches.open('somebody else')")
        copytree(other, site, dirs_exist_ok=True)
        page.goto("plays/talk-first/")
        expect(page.get_by_role("heading", level=1, name="Talk early")).to_be_visible()
        page.evaluate("() => navigator.serviceWorker.ready.then((known) => known.update())")
        stores = page.evaluate(SETTLED, before)
    assert sorted(stores) == sorted(["somebody else", before.replace(version(kept), version(other))])


def test_a_server_in_trouble_does_not_take_the_page_away(
    kept: Path, tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    site = copytree(kept, tmp_path / "served")
    with server(site) as address:
        page = new_page(base_url=address)
        page.goto("")
        page.evaluate(KEPT)
        rmtree(site / "plays/talk-first")
        page.goto("plays/talk-first/")
        expect(page.get_by_role("heading", level=1, name="Talk first")).to_be_visible()


def test_from_disk_nothing_is_kept(kept: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(base_url=None)
    page.goto((kept / "index.html").as_uri())
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_without_the_option_there_is_no_trace_of_it(tmp_path: Path) -> None:
    made = content_of(build(book(tmp_path)))
    assert [path for path in made if "sw.js" in path or "offline" in path] == []
    assert [path for path, content in made.items() if b"serviceWorker" in content or b"sw.js" in content] == []


def test_every_page_asks_for_the_worker_and_the_worker_keeps_what_there_is(kept: Path) -> None:
    listed = files(kept)
    assert len(listed) == len(set(listed))
    for name in listed:
        assert (kept / name / "index.html" if name.endswith("/") or not name else kept / name).is_file(), name
    pages = {f"{path.parent.relative_to(kept).as_posix()}/" for path in kept.rglob("*/index.html")}
    assert pages | {"", *(bundled(kept, name) for name in ("core.js", "search.js", "search/index.js"))} <= {*listed}
    assert [name for name in listed if name.endswith((".json", ".xml", ".map")) or "javascripts/" in name] == []
    for path in kept.rglob("*.html"):
        assert bundled(kept, "offline.js") in path.read_text("utf-8"), path


def test_two_builds_are_the_same_bytes_and_another_content_is_another_version(tmp_path: Path, kept: Path) -> None:
    same = build(book(tmp_path / "same", FILES, OPTION))
    assert (same / "sw.js").read_bytes() == (kept / "sw.js").read_bytes()
    other = build(book(tmp_path / "other", OTHER, OPTION))
    assert version(other) != version(kept)
    changed_alone = set(files(other)) ^ set(files(kept))
    assert changed_alone == {*asked(other), *asked(kept)}


def asked(site: Path) -> list[str]:
    """What scripts ask for, all under one ending: the search's files and the words of the glossary."""
    ending = bundled(site, "search/index.js").removeprefix("assets/playbook/search/index")
    found = [name for name in files(site) if name.endswith(ending)]
    assert {name.removesuffix(ending).rpartition("/")[2] for name in found} >= {"index", "texts-0", "glossary"}
    return found
