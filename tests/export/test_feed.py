"""The feed is Atom as RFC 4287 wants it; the numbers are its sections."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from playbook.export import left_out
from playbook.export.feed import MOST_ENTRIES
from tests.export.made import ADDRESS, edition, files
from tests.playbooks import CHANGES, PLAY, SECOND, changed

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(text: str) -> Element:
    """The feed, after every must that a program can check."""
    root = ElementTree.fromstring(text)
    assert root.tag == f"{ATOM}feed"
    musts(root)
    assert root.findtext(f"{ATOM}author/{ATOM}name")  # 4.1.1: else each entry needs one
    (own,) = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]  # 4.1.1 should
    assert own.attrib["href"].endswith("/feed.xml")
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        musts(entry)
        assert len(entry.findall(f"{ATOM}published")) <= 1  # 4.1.2
        assert len(entry.findall(f"{ATOM}summary")) <= 1  # 4.1.2
        # 4.1.2: an entry without content needs an alternate link
        assert [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert at(entry, "published") <= at(entry, "updated")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)  # 4.1.1: no two of one id and date
    assert at(root, "updated") == max((at(entry, "updated") for entry in entries), default=at(root, "updated"))
    return root


def musts(one: Element) -> None:
    """What feeds and entries have in common: 4.1.1, 4.1.2, 4.2.6 and 4.2.7."""
    for name in ("id", "title", "updated"):
        (found,) = one.findall(f"{ATOM}{name}")
        assert found.text
    assert urlsplit(one.findtext(f"{ATOM}id", "")).scheme  # 4.2.6: an absolute IRI
    kinds = [(link.get("type"), link.get("hreflang")) for link in one.findall(f"{ATOM}link[@rel='alternate']")]
    assert len(set(kinds)) == len(kinds)  # no two alternates of one type and language
    for link in one.findall(f"{ATOM}link"):
        assert urlsplit(link.attrib["href"]).scheme
    for category in one.findall(f"{ATOM}category"):
        assert category.attrib["term"]  # 4.2.2


def at(one: Element, name: str) -> datetime:
    """A date as RFC 3339 writes it, with its zone (3.3)."""
    text = one.findtext(f"{ATOM}{name}", "")
    assert text.endswith("Z")
    return datetime.fromisoformat(text)


def told(root: Element) -> list[tuple[str, date, str]]:
    """The title, day and category of each entry."""
    return [
        (entry.findtext(f"{ATOM}title", ""), at(entry, "updated").date(), entry.find(f"{ATOM}category").attrib["term"])  # type: ignore[union-attr]  # there, or the test fails
        for entry in root.findall(f"{ATOM}entry")
    ]


def test_the_feed_of_the_built_site_is_valid(site: Path) -> None:
    root = feed((site / "feed.xml").read_text("utf-8"))
    links = [link.attrib["href"] for link in root.iter(f"{ATOM}link")]
    assert len(links) > 20
    for link in links:
        target = site / link.removeprefix("https://common-ground.example/")
        assert target.is_file() or (target / "index.html").is_file(), link


def test_new_and_reviewed_plays_are_told_newest_first(tmp_path: Path) -> None:
    reviewed = changed(SECOND, "reviewed: 2026-10-02", "added: 2026-09-01\nreviewed: 2026-11-20")
    root = feed(files(tmp_path, {"plays/plan-together.md": reviewed})["feed.xml"])
    assert told(root) == [
        ("Plan together", date(2026, 11, 20), "reviewed"),
        ("Talk first", date(2026, 11, 1), "new"),
    ]
    assert root.findtext(f"{ATOM}updated") == "2026-11-20T00:00:00Z"
    assert root.findtext(f"{ATOM}entry/{ATOM}published") == "2026-09-01T00:00:00Z"


def test_a_review_keeps_the_id_of_an_entry_and_so_does_a_new_name(tmp_path: Path) -> None:
    # The small playbook says that talk-first was called speak-first once.
    before = feed(files(tmp_path)["feed.xml"])
    after = feed(files(tmp_path, {"plays/talk-first.md": changed(PLAY, "2026-11-01", "2026-11-20")})["feed.xml"])
    ids = {entry.findtext(f"{ATOM}id") for entry in before.findall(f"{ATOM}entry")}
    assert ids == {f"{ADDRESS}plays/speak-first/", f"{ADDRESS}plays/plan-together/"}
    assert {entry.findtext(f"{ATOM}id") for entry in after.findall(f"{ATOM}entry")} == ids
    links = [entry.find(f"{ATOM}link") for entry in before.findall(f"{ATOM}entry")]
    assert f"{ADDRESS}plays/talk-first/" in [link.attrib["href"] for link in links if link is not None]


def test_words_are_text_and_never_xml(tmp_path: Path) -> None:
    odd = """ "Q&A: ]]> 'é' \\U0001F600 &amp; \\"x\\"" """.replace("]]>", "]]")
    root = feed(files(tmp_path, {"plays/talk-first.md": changed(PLAY, " Talk first", odd.rstrip())})["feed.xml"])
    assert "Q&A: ]] 'é' \U0001f600 &amp; \"x\"" in [title for title, _, _ in told(root)]


def test_a_playbook_without_plays_has_a_valid_feed(tmp_path: Path) -> None:
    draft = {
        "plays/talk-first.md": changed(PLAY, "effort: S", "effort: S\nstatus: draft"),
        "plays/plan-together.md": changed(SECOND, "effort: L", "effort: L\nstatus: draft"),
        "moments.yml": "[]\n",
        "assessment.yml": "[]\n",
        "redirects.yml": "",
    }
    assert told(feed(files(tmp_path, draft)["feed.xml"])) == []


def test_a_long_feed_is_cut_to_the_newest(tmp_path: Path) -> None:
    days = {
        f"plays/play-{day:03}.md": changed(
            changed(PLAY, "reviewed: 2026-11-01", f"reviewed: {date.fromordinal(739_000 + day)}"),
            "title: Talk first",
            f"title: Talk {day}",
        )
        for day in range(MOST_ENTRIES + 10)
    }
    stated = told(feed(files(tmp_path, days)["feed.xml"]))
    assert len(stated) == MOST_ENTRIES
    assert [day for _, day, _ in stated] == sorted((day for _, day, _ in stated), reverse=True)
    assert date.fromordinal(739_000) not in [day for _, day, _ in stated]


@pytest.mark.parametrize("name", ["feed.xml", "opensearch.xml", "robots.txt"])
def test_a_site_that_lies_nowhere_has_none(tmp_path: Path, name: str) -> None:
    assert name not in files(tmp_path, address="")
    assert name in left_out(edition(tmp_path, address=""))
    assert left_out(edition(tmp_path)) == ()


def test_a_note_on_what_changed_stands_in_the_feed_on_its_day(tmp_path: Path) -> None:
    noted = changed(PLAY, "owner:", f"{CHANGES}owner:")
    root = feed(files(tmp_path, {"plays/talk-first.md": noted})["feed.xml"])
    assert told(root)[0] == ("Talk first", date(2026, 11, 20), "changed")
    assert [one.text for one in root.iter(f"{ATOM}content")] == ["The first step names who decides."]
