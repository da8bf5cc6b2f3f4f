"""Each address of a site has one maker, whatever somebody calls facets, terms, plays and pages."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook import routes
from playbook.loading.register import Claim, claims, clashes
from playbook.model import Playbook, Redirect
from playbook.review.faults import faults
from playbook.site import build, files
from tests.playbooks import FILES, PAGE, PLAYBOOK, changed, loaded, problems, write

OWN_PAGE = changed(PAGE, "---\nsummary", "---\ntitle: Own\nsummary")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Playbook:
    return loaded(write(tmp_path_factory.mktemp("small"), {**FILES, "about.md": OWN_PAGE, "deep/er/page.md": OWN_PAGE}))


def test_whatever_a_site_holds_has_been_claimed(small: Playbook) -> None:
    claimed = {claim.output for claim in claims(small)}
    site = build(small, address="https://example.com/")
    made = {page.route.output for page in site.pages.values()}
    made |= {path for path, _ in files(site) if not path.startswith(routes.ASSETS)}
    assert len(made) > 40
    assert made <= claimed
    assert list(clashes(claims(small))) == []


def test_each_page_of_a_site_has_an_address_of_its_own(small: Playbook) -> None:
    outputs = [page.route.output for page in build(small).pages.values()]
    assert len(set(outputs)) == len(outputs)


@pytest.mark.parametrize(
    ("one", "other"), [("a/index.html", "A/index.html"), ("é.png", "e\u0301.png"), ("straße.png", "STRASSE.png")]
)
def test_addresses_that_some_disks_take_for_one_are_one(one: str, other: str) -> None:
    first, second = Claim(one, "one.md"), Claim(other, "other.md")
    assert list(clashes((first, second))) == [(first, second)]


def test_a_second_claim_is_told_with_both_places(small: Playbook) -> None:
    taken = replace(small, redirects=(Redirect("plan-together", "talk-first"),))
    facets = (*small.facets, replace(small.facets[-1], id="about"))
    assert [(one.path, other.path, other.keys) for one, other in clashes(claims(taken))] == [
        ("plays/plan-together.md", "redirects.yml", ("plan-together", ""))
    ]
    assert [(one.path, other.path) for one, other in clashes(claims(replace(small, facets=facets)))] == [
        ("playbook.yml", "about.md")
    ]


FOLDERS = ["", "plays/", "matrix/", "matrix/cold/", "paths/", "topics/", "stages/", "own/", "assets/"]
SHARED = ["index", "print", "meet", "find", "plays", "admin", "assets", "404", "cold", "talk-first", "own", "matrix"]


@settings(deadline=None, max_examples=60, derandomize=True)
@given(
    facet=st.sampled_from([*SHARED, "topics"]),
    term=st.sampled_from([*SHARED, "data"]),
    old=st.sampled_from(SHARED),
    page=st.sampled_from(SHARED),
    folder=st.sampled_from(
        ["", "plays/", "matrix/", "matrix/cold/", "paths/", "topics/", "stages/", "own/", "assets/"]
    ),
)
def test_names_may_meet_in_any_way_but_no_page_is_lost(facet: str, term: str, old: str, page: str, folder: str) -> None:
    files = {
        **{path: text.replace("topics:", f"'{facet}':") for path, text in FILES.items()},
        "playbook.yml": PLAYBOOK.replace("id: topics", f"id: '{facet}'").replace("id: data", f"id: '{term}'"),
        "redirects.yml": f"'{old}': talk-first\n",
        f"{folder}{page}.md": OWN_PAGE,
    }
    with tempfile.TemporaryDirectory() as content:
        if told := problems(write(Path(content), files)):
            assert all(re.fullmatch(r"[^:]+:\d+:\d+: [a-z-]+: .+", line) for line in told)
            return
        playbook = loaded(Path(content))
        site = build(playbook)
        outputs = [page.route.output.casefold() for page in site.pages.values()]
        assert len(set(outputs)) == len(outputs)
        # Each redirect and each text has its page, or the check says that nobody sees it.
        assert all(routes.moved(redirect).file in site.pages for redirect in playbook.redirects)
        lost = {one.path for one in playbook.prose if one.path not in site.pages}
        told_of = {fault.location.path for fault in faults(site, Path(content)) if fault.code == "unshown-text"}
        assert lost <= told_of
