"""The editor on every host that it writes to, each with its real configuration in a real Decap."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from playbook.admin import admin_files, backend
from playbook.cli.admin import play_page
from playbook.edition import edition
from tests.browser.conftest import FAULTS, Faults, OpenPage
from tests.browser.forges import Forge, Forgejo, GitHub, GitLab
from tests.built import ROOT, book, build
from tests.playbooks import FILES, loaded

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
TOKEN = "the-editors-own-token"


@dataclass(frozen=True, slots=True)
class Host:
    """A repository, what runs there where its name does not say so, and the root of its API."""

    repository: str
    kind: type[Forge]
    root: str
    forge: str = ""

    @property
    def name(self) -> str:
        return {GitHub: "github", GitLab: "gitlab"}.get(self.kind, self.forge or "forgejo")


HOSTS = {
    "GitHub": Host("https://github.com/owner/name", GitHub, "https://api.github.com"),
    "GitHub Enterprise": Host("https://github.house.example/owner/name", GitHub, "https://github.house.example/api/v3"),
    "GitHub Enterprise by another name": Host(
        "https://code.house.example/owner/name", GitHub, "https://code.house.example/api/v3", "github"
    ),
    "GitLab": Host("https://gitlab.com/group/sub/name", GitLab, "https://gitlab.com/api/v4"),
    "GitLab of ones own": Host(
        "https://git.house.example/group/sub/name", GitLab, "https://git.house.example/api/v4", "gitlab"
    ),
    "Forgejo": Host("https://codeberg.org/owner/name", Forgejo, "https://codeberg.org/api/v1", "forgejo"),
    "Gitea": Host("https://gitea.house.example/owner/name", Forgejo, "https://gitea.house.example/api/v1", "gitea"),
}


class Expected(Faults):
    """Faults without the requests to the hosts of these tests, each of which the test looks at itself."""

    def append(self, fault: str, /) -> None:
        expected = fault.startswith("request to another host") or ("status of 404" in fault and "/api/" in fault)
        if not expected and "api.github.com" not in fault:
            super().append(fault)


@pytest.fixture
def faults(request: pytest.FixtureRequest) -> Faults:
    noted: Faults = request.node.stash.setdefault(FAULTS, Expected())
    return noted


@dataclass(frozen=True, slots=True)
class Desk:
    """The editor on a host, signed in."""

    page: Page
    forge: Forge

    def open(self, path: str) -> None:
        self.page.goto(f"#/collections/{path}")
        self.page.get_by_label("Text", exact=True).wait_for()

    def save(self) -> None:
        self.page.get_by_role("button", name=re.compile("^(Save|Publish)$")).first.click()
        now = self.page.get_by_text("Publish now")
        if now.is_visible():
            now.click()

    def saved(self, branch: str) -> dict[str, str]:
        """The texts that are new on a branch, once the editor says that it saved them."""
        self.save()
        expect(self.page.get_by_text(re.compile("^Entry (saved|published)$"))).to_be_visible()
        return {path: text.decode("utf-8", "replace") for path, text in self.forge.changed(branch).items()}


Open = Callable[..., Desk]


@pytest.fixture
def opened(tmp_path: Path, serve: Callable[[Path], str], new_page: OpenPage) -> Open:
    def open_at(host: Host, more: Mapping[str, str] = {}, *, signed_in: bool = True) -> Desk:
        folder = book(tmp_path)
        site = build(folder)
        kept = backend(host.repository, "main", "https://sign-in.house.example", "app", host.forge)
        playbook = loaded(folder / "content")
        whole = edition(playbook, address="https://site.house.example/")
        for path, content in admin_files(whole, kept, ROOT / "node_modules", play_page(playbook)).items():
            (site / path).parent.mkdir(exist_ok=True)
            (site / path).write_bytes(content)
        files = {f"content/{path}": text.encode() for path, text in FILES.items()}
        files |= {path: text.encode() for path, text in more.items()}
        forge = host.kind(host.root, {"main": files, "start": dict(files)})
        page = new_page(base_url=serve(site) + "admin/", timezone_id="UTC", viewport={"width": 1280, "height": 1000})
        forge.attach(page.context)
        user = json.dumps({"token": TOKEN, "backendName": host.name, "login": "editor", "name": "Editor"})
        if signed_in:
            page.add_init_script(f"localStorage.setItem('decap-cms-user', {json.dumps(user)})")
        page.clock.install(time="2026-11-21T12:00:00Z")
        page.goto("")
        if signed_in:
            page.get_by_role("link").filter(has_text=re.compile(r"^\W+Play$")).wait_for()
        return Desk(page, forge)

    return open_at


@pytest.mark.parametrize("host", HOSTS.values(), ids=HOSTS)
def test_a_play_and_its_picture_are_saved_at_the_host_and_nowhere_else(host: Host, opened: Open) -> None:
    desk = opened(host)
    desk.open("plays/entries/talk-first")
    before = desk.forge.branches["main"]["content/plays/talk-first.md"].decode()
    to_site = desk.page.get_by_role("link", name="Open the site")
    expect(to_site).to_have_attribute("href", "https://site.house.example/")
    desk.page.get_by_label("Summary").fill(
        "Say what you need before you choose a tool, and nobody is surprised by it later."
    )
    desk.page.get_by_role("button", name="Picture").click()
    desk.page.get_by_label("What it shows").fill("Two calendars")
    desk.page.get_by_label("File").set_input_files({"name": "Our Größe 1.PNG", "mimeType": "image/png", "buffer": PNG})
    desk.page.get_by_role("button", name="Add the picture").click()
    expect(desk.page.get_by_label("Text", exact=True)).to_have_value(re.compile(r"!\[Two calendars\]\(\.\./pictures/"))
    shown = desk.page.frame_locator("#preview-pane").get_by_alt_text("Two calendars")
    expect(shown).to_have_attribute("src", re.compile("^blob:"))
    branch = "main" if host.forge == "gitea" else "cms/plays/talk-first"
    saved = desk.saved(branch)
    (picture,) = (path for path in saved if path.startswith("content/pictures/"))
    assert re.fullmatch(r"content/pictures/our-grosse-1-[0-9a-f]{8}\.png", picture)
    assert desk.forge.branches[branch][picture] == PNG
    assert lines(before, saved["content/plays/talk-first.md"]) == [
        "-summary: Say what you need before you choose a tool, so that nobody is surprised by it.",
        "+summary: Say what you need before you choose a tool, and nobody is surprised by it later.",
        "+",
        f"+![Two calendars](../{picture.removeprefix('content/')})",
    ]
    assert sorted(saved) == [picture, "content/plays/talk-first.md"]
    # A draft that is taken up again keeps its picture.
    title = desk.page.get_by_label("Title")
    expect(title).to_have_value("Talk first")
    title.fill("Talk first of all")
    desk.save()
    wait_until(
        desk.page, lambda: b"title: Talk first of all" in desk.forge.branches[branch]["content/plays/talk-first.md"]
    )
    assert desk.forge.branches[branch][picture] == PNG
    # Nothing went to another host, and the token to the API of this one alone.
    assert desk.forge.elsewhere == []
    assert {(call.host, call.token) for call in desk.forge.calls} == {(urlsplit(host.root).netloc, TOKEN)}
    # Nor do the five minutes after which GitHub's backend would ask another host whether all is well.
    desk.page.clock.fast_forward(10 * 60 * 1000)
    if branch != "main":
        assert desk.forge.branches["main"] == desk.forge.branches["start"]
        assert [label(one) for one in desk.forge.proposals] == ["decap-cms/draft"]
        there = re.compile(re.escape(host.repository) + r"/.*(tree|branch)/cms/plays/talk-first$")
        expect(desk.page.get_by_role("link", name="Open on the host")).to_have_attribute("href", there)
        expect(desk.page.get_by_role("button", name=re.compile("Publish"))).to_have_count(0)
    expect(desk.page.get_by_text(re.compile("^Media$"))).to_have_count(0)
    assert desk.forge.elsewhere == []


@pytest.mark.parametrize("name", ["GitHub Enterprise", "GitLab of ones own", "Forgejo"])
def test_a_new_play_is_proposed_at_the_host(name: str, opened: Open) -> None:
    desk = opened(HOSTS[name])
    desk.page.get_by_role("link").filter(has_text=re.compile(r"^\W+Play$")).click()
    desk.page.get_by_label("Title").fill("Meet on Mondays: Größe #1")
    desk.page.get_by_label("Summary").fill(
        "Meet for twenty minutes each Monday, so that each side knows the other's week."
    )
    for field, option in (("Lead", "CMO"), ("Stages", "Stage 1: Cold")):
        desk.page.get_by_label(field, exact=True).click()
        desk.page.keyboard.type(option)
        desk.page.get_by_role("option", name=option, exact=True).click()
    desk.page.get_by_label("Text", exact=True).fill("## Steps\n\n1. Meet.\n")
    ((path, text),) = desk.saved("cms/plays/meet-on-mondays-grosse-1").items()
    assert path == "content/plays/meet-on-mondays-grosse-1.md"
    assert text.startswith('---\ntitle: "Meet on Mondays: Größe #1"\nsummary: Meet for twenty minutes')
    assert text.endswith("---\n\n## Steps\n\n1. Meet.\n")
    assert desk.forge.branches["main"] == desk.forge.branches["start"]
    assert (desk.forge.elsewhere, len(desk.forge.proposals)) == ([], 1)


def label(proposal: Mapping[str, Any]) -> str:
    (found,) = proposal["labels"]
    return str(found["name"] if isinstance(found, dict) else found)


@pytest.mark.parametrize(
    ("host", "starts"),
    [
        ("GitHub Enterprise", "https://sign-in.house.example/auth?provider=github"),
        ("GitLab of ones own", "https://git.house.example/oauth/authorize?"),
        ("Forgejo", "https://codeberg.org/login/oauth/authorize?"),
        ("Gitea", "https://gitea.house.example/login/oauth/authorize?"),
    ],
)
def test_people_sign_in_at_the_host_itself_or_at_the_server_that_was_named(
    host: str, starts: str, opened: Open
) -> None:
    desk = opened(HOSTS[host], signed_in=False)
    desk.page.get_by_role("button", name=re.compile("^Login")).click()
    wait_until(desk.page, lambda: bool(desk.forge.elsewhere))
    (address,) = desk.forge.elsewhere
    assert address.startswith(starts)
    assert desk.forge.calls == []


def wait_until(page: Page, done: Callable[[], bool]) -> None:
    """Wait for what happens at the host, not on the page."""
    for _ in range(300):
        if done():
            return
        page.wait_for_timeout(100)
    pytest.fail("nothing came of it", pytrace=False)


@pytest.mark.parametrize("name", ["nice.png", "nice.svg"])
def test_a_drawing_with_a_script_is_refused_whatever_it_is_called(name: str, opened: Open) -> None:
    desk = opened(HOSTS["Forgejo"])
    desk.open("plays/entries/talk-first")
    desk.page.get_by_role("button", name="Picture").click()
    desk.page.get_by_label("What it shows").fill("Two calendars")
    desk.page.get_by_label("File").set_input_files({"name": name, "mimeType": "image/png", "buffer": SVG})
    desk.page.get_by_role("button", name="Add the picture").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("This is no PNG, JPEG, WebP or AVIF.")
    expect(desk.page.get_by_label("Text", exact=True)).not_to_have_value(re.compile("pictures"))


HOSTILE = """\
---
title: '<img src=x onerror="globalThis.pwned=1">'
summary: '[x](javascript:globalThis.pwned=2) <script>globalThis.pwned=3</script> ⟦body⟧ {{ 7 * 7 }}'
roles:
  lead:
    - '"><img src=x onerror=globalThis.pwned=4>'
    - __proto__
stages:
  - constructor
evidence: toString
sources:
  - id: '<b>'
    where: '<svg onload=globalThis.pwned=5>'
related:
  - __proto__
owner: '<iframe srcdoc="<script>top.pwned=6</script>">'
aliases: ['<a href="javascript:globalThis.pwned=7">x</a>']
---

## Steps

<script>globalThis.pwned = 8</script>
<img src="https://evil.example/a.png" onerror="globalThis.pwned=9">
![x](https://evil.example/b.png) [y](javascript:top.pwned=10) <iframe src="https://evil.example/c"></iframe>
<form action="https://evil.example/"><button>Save</button></form>
"""


def test_a_hostile_play_does_nothing_in_the_editor(opened: Open, faults: Faults) -> None:
    desk = opened(HOSTS["GitLab"], {"content/plays/hostile.md": HOSTILE})
    desk.open("plays/entries/hostile")
    frame = desk.page.frame_locator("#preview-pane")
    expect(frame.get_by_role("heading", level=1)).to_have_text('<img src=x onerror="globalThis.pwned=1">')
    expect(frame.get_by_text("is none of the choices").first).to_be_visible()
    for link in frame.locator("a", has_text="y").all():
        assert "javascript" not in (link.get_attribute("href") or "")
    assert frame.locator("script, iframe, [onerror], [onload]").count() == 0
    assert {one.evaluate("globalThis.pwned") for one in desk.page.frames} == {None}
    assert desk.forge.elsewhere == []
    # Chromium says so of a text that is taken apart aside, where nothing runs.
    faults[:] = [fault for fault in faults if "Executing inline event handler" not in fault]


def test_the_preview_is_the_page_of_the_play_with_its_names_and_gaps(opened: Open) -> None:
    desk = opened(HOSTS["Forgejo"])
    desk.open("plays/entries/talk-first")
    frame = desk.page.frame_locator("iframe[title=Preview]")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Talk first")
    for name in ("CMO", "CIO", "Stage 1: Cold", "Buying"):
        expect(frame.locator(".pb-chip", has_text=name).first).to_be_visible()
    # The site's own sheet styles it.
    assert frame.locator(".pb-chip").first.evaluate("(chip) => getComputedStyle(chip).borderRadius") != "0px"
    text = desk.page.get_by_label("Text", exact=True)
    text.fill("## Steps\n\n1. TODO: say who asks.\n\nSee [what](nowhere.md).\n")
    expect(frame.locator("mark.pb-open")).to_have_text("TODO: say who asks.")
    beside = frame.get_by_label("What the check would say")
    expect(beside).to_contain_text("Steps: One place is still to be written.")
    expect(beside).to_contain_text("There is no play 'nowhere' yet.")
    desk.page.get_by_label("Title").fill("Talk <b>")
    expect(beside).to_contain_text("Title: One line of 1 to 60 characters, without < and >.")


def test_the_buttons_write_markdown_and_the_browser_can_undo_it(opened: Open) -> None:
    desk = opened(HOSTS["Forgejo"])
    desk.open("plays/entries/talk-first")
    text = desk.page.get_by_label("Text", exact=True)
    text.fill("Ask early.\nAsk again.")
    text.evaluate("(area) => area.setSelectionRange(0, 10)")
    desk.page.get_by_role("button", name="Citation").click()
    desk.page.get_by_label("Source", exact=True).select_option("interview")
    desk.page.get_by_label("What it says").select_option(index=1)
    expect(text).to_have_value(
        re.compile(
            r"^Ask early \(\[[^\]]+, lines? [0-9-]+\]\(\.\./sources/interview\.md#lines-[0-9-]+\)\)\.\nAsk again\.$"
        )
    )
    desk.page.keyboard.press("Control+z")
    expect(text).to_have_value("Ask early.\nAsk again.")
    text.evaluate("(area) => area.setSelectionRange(4, 9)")
    desk.page.get_by_role("button", name="Bold").click()
    expect(text).to_have_value("Ask **early**.\nAsk again.")
    text.press("Control+b")
    expect(text).to_have_value("Ask early.\nAsk again.")
    text.press("Control+b")
    text.evaluate("(area) => area.setSelectionRange(15, 25)")
    desk.page.get_by_role("button", name="List", exact=True).click()
    expect(text).to_have_value("Ask **early**.\n\n- Ask again.")
    text.evaluate("(area) => area.setSelectionRange(18, 27)")
    desk.page.get_by_role("button", name="Link to a play").click()
    desk.page.get_by_label("Play", exact=True).select_option("plan-together")
    expect(text).to_have_value("Ask **early**.\n\n- [Ask again](plan-together.md).")
    saved = desk.saved("cms/plays/talk-first")["content/plays/talk-first.md"]
    assert saved.endswith("---\n\nAsk **early**.\n\n- [Ask again](plan-together.md).\n")


def lines(before: str, after: str) -> list[str]:
    """The lines that one text takes away from another and adds."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in found if line[:3] not in ("---", "+++", "@@ ")]
