"""Lists that are too long for one page: how they go on in parts, and that no page grows with the playbook."""

from __future__ import annotations

import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urldefrag

import pytest

from playbook import export, routes, site
from playbook.edition import Listing, Page, RowGroup
from playbook.export import sitemap
from playbook.model import ChangeNote, Effort, Evidence, Playbook, Tags
from playbook.pages import parts, printed, standing
from playbook.search import SearchDocument
from playbook.site import Site
from playbook.texts import english
from tests.built import book, mkdocs
from tests.playbooks import FILES, PLAY, SEQUENCES, TODAY, changed, loaded, problems, write
from tests.search.asking import ROOT, node

# A title with a link to it, the smallest row there is, takes twice as much.
LEAST_ROW = 40
ID = re.compile(r'\sid="([^"]+)"')
LINK = re.compile(r'<a\b[^>]*\shref="([^"]+)"')


@pytest.fixture
def base(tmp_path: Path) -> Playbook:
    return loaded(write(tmp_path, {**FILES, "sequences.yml": SEQUENCES}))


def grown(base: Playbook, count: int) -> Playbook:
    """The playbook with so many more of everything, all of which belongs together as far as that goes."""
    first, second = sorted(base.plays, key=lambda play: play.id, reverse=True)
    assert (first.id, second.id) == ("talk-first", "plan-together")
    plays = tuple(
        replace(
            first,
            id=f"play-{at:04}",
            path=f"plays/play-{at:04}.md",
            title=f"Play {at}",
            requires=(first.id,),
            related=(second.id,),
            changes=(ChangeNote(TODAY + timedelta(days=at), f"The note {at}."),),
        )
        for at in range(count)
    )
    named = [(at, f"more-{at:04}", f"Another {at}") for at in range(count)]
    return replace(
        base,
        plays=(first, second, *plays),
        sources=base.sources
        + tuple(replace(base.sources[0], id=id, title=title, path=f"sources/{id}.md") for _, id, title in named),
        moments=base.moments + tuple(replace(base.moments[0], id=id, title=title) for _, id, title in named),
        sequences=base.sequences + tuple(replace(base.sequences[0], id=id, title=title) for _, id, title in named),
        glossary=base.glossary + tuple(replace(base.glossary[0], id=id, term=title) for _, id, title in named),
    )


def small_parts(monkeypatch: pytest.MonkeyPatch, most: int, room: int) -> None:
    monkeypatch.setattr(parts, "MOST", most)
    monkeypatch.setattr(parts, "ROOM", room)
    monkeypatch.setattr(printed, "USUAL", most)
    monkeypatch.setattr(printed, "_ROOM", room * 1_600)
    for limit in ("words._LINKS", "single._ENTRIES"):
        monkeypatch.setattr(f"playbook.pages.{limit}", most)


def sampled(made: Site) -> dict[str, int]:
    """The size of the largest of some pages for each template: the first, to which all others lead, and the last."""
    by_template: dict[tuple[str, bool], list[Page]] = defaultdict(list)
    for page in made.pages.values():
        by_template[page.template, page.goes_on].append(page)
    sizes: dict[str, int] = {}
    for (template, _), pages in by_template.items():
        some = {page.route: page for page in (*pages[:3], pages[-1])}
        sizes[template] = max(sizes.get(template, 0), *(len(made.page(route).encode()) for route in some))
    return sizes


def test_no_page_grows_with_the_playbook(base: Playbook, monkeypatch: pytest.MonkeyPatch) -> None:
    small_parts(monkeypatch, most=12, room=8)
    count = 220  # more than any list shows whole
    small, large = (sampled(site.build(grown(base, some), print_page=True, report=True)) for some in (count, 2 * count))
    assert small.keys() == large.keys()
    made = {f"{kind.name}.html" for kind in routes.KINDS} - {"part.html", "retired.html", "broken.html", "free.html"}
    assert made <= small.keys()
    grew = {template: (large[template] - size) / count for template, size in small.items()}
    assert {template: bytes_ for template, bytes_ in grew.items() if bytes_ > LEAST_ROW} == {}


def test_a_list_as_long_as_a_page_has_room_for_stays_as_it_is(base: Playbook) -> None:
    made = site.build(base)
    assert not [page for page in made.pages.values() if page.part]
    assert "pb-parts" not in "".join(made.page(page.route) for page in made.pages.values())


@pytest.fixture
def many(base: Playbook, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Forty more of everything, on pages of six."""
    small_parts(monkeypatch, most=6, room=6)
    return site.build(grown(base, 40), address="https://example.com/", print_page=True)


def of(made: Site, whole: routes.Route) -> list[Page]:
    """The parts of a list, in the order in which each leads to the next."""
    found = [made.pages[whole.file]]
    while (part := found[-1].part) and part.after:
        found.append(made.pages[part.after.file])
    return found


def test_the_parts_of_a_list_hold_each_of_its_rows_once_and_in_order(many: Site) -> None:
    cold = many.playbook.stages[0]
    found = of(many, routes.PLAYS)
    assert len(found) == -(-43 // 6), "plan-together is used at two stages"
    rows = [play.id for page in found for group in page.groups if group.about == cold for play in group.rows]
    assert rows == [play.id for play in many.edition.links.tagged(many.playbook.facet("stages"), cold)]
    assert all(1 <= sum(len(group.rows) for group in page.groups) <= 6 for page in found)


def test_each_part_says_which_it_is_and_has_an_address_of_its_own(many: Site) -> None:
    found = of(many, routes.PLAYS)
    assert [page.route.url for page in found[:3]] == ["plays/", "plays/part/2/", "plays/part/3/"]
    assert [page.title for page in found[:2]] == ["All plays", "All plays, part 2 of 8"]
    assert found[1].summary == "Entries 7 to 12 of 43 in the list “All plays”."
    html = many.page(found[1].route)
    assert '<link rel="canonical" href="https://example.com/plays/part/2/">' in html
    assert '<a rel="prev" href="../../">Part 1, before this</a>' in html
    assert '<a rel="next" href="../3/">Part 3, which follows</a>' in html


def test_the_first_part_leads_to_all_others_without_a_script(many: Site) -> None:
    html = many.page(routes.PLAYS)
    links = {urldefrag(link)[0] for link in LINK.findall(html)}
    assert {page.route.url.removeprefix("plays/") for page in of(many, routes.PLAYS)[1:]} <= links
    assert ">7–12</a>" in html


def test_the_field_of_a_part_asks_the_search_for_what_the_list_holds(many: Site) -> None:
    cold = routes.term(many.playbook.facet("stages"), many.playbook.stages[0])
    html = many.page(of(many, cold)[1].route)
    form = html[html.index("pb-parts__find") :].partition("</form>")[0]
    assert 'action="../../../../find/"' in form
    assert '<input type="hidden" name="stage" value="cold">' in form


def test_every_link_of_every_part_leads_to_a_place_that_is_there(many: Site) -> None:
    html = {page.route.url: many.page(page.route) for page in many.pages.values()}
    places = {url: set(ID.findall(text)) for url, text in html.items()}

    def dead() -> Iterator[tuple[str, str]]:
        for url, text in html.items():
            for link in LINK.findall(text):
                if ":" in link:
                    continue
                path, anchor = urldefrag(link)
                there = posixpath.normpath(posixpath.join("/", url, path))[1:]
                there = there if "." in posixpath.basename(there) or not there else f"{there}/"
                # What a script reads from an address is no place.
                there_is = "=" in anchor or not anchor or anchor in places.get(there, ()) or anchor == "top"
                if there.endswith("/") and not (there in places and there_is):
                    yield url, link

    assert list(dead()) == []


def test_a_part_is_no_answer_of_the_search_and_no_entry_of_the_menu_but_search_engines_see_it(many: Site) -> None:
    found: tuple[SearchDocument, ...] = many.documents()
    assert not [document.url for document in found if "/part/" in document.url and document.kind != "word"]
    assert "/part/" not in repr(many.frame.navigation)
    files = dict(export.files(many.edition))
    assert b"/part/" not in files["llms.txt"]
    ((_, mapped),) = sitemap.files(many.edition)
    assert b"https://example.com/plays/part/2/" in mapped
    assert b"print/part/" not in mapped, "it repeats what plays say"


def test_words_of_a_long_glossary_are_linked_where_they_stand(many: Site) -> None:
    pages = of(many, routes.GLOSSARY)
    assert len(pages) > 2
    entries = {row.id: page.route.url for page in pages for group in page.groups for row in group.rows}
    assert {many.edition.entry(entry) for entry in many.playbook.glossary} == {
        f"{url}#{id}" for id, url in entries.items()
    }
    assert {document.url for document in many.documents() if document.kind == "word"} == {
        f"{url}#{id}" for id, url in entries.items()
    }


def test_the_document_for_paper_leads_from_part_to_part(many: Site) -> None:
    found = of(many, routes.PRINT)
    assert len(found) > 3
    assert all(page.repeats for page in found)
    assert all('content="noindex"' in many.page(page.route) for page in found[:2])
    shown = [name for page in found for name in page.shows.values() if name.startswith("play-")]
    assert len(shown) == len(set(shown)) == len(many.playbook.plays)
    last = many.page(found[-1].route)
    assert 'href="../../#play-talk-first"' in many.page(found[1].route)
    assert 'id="source-interview"' in last or any('id="source-interview"' in many.page(page.route) for page in found)


def test_rows_that_weigh_more_make_parts_of_fewer() -> None:
    listing = Listing(
        (RowGroup("a", (1, 1, 5), "A", "a"), RowGroup("b", (), "B", "b"), RowGroup("c", (9, 2, 2), "C", "c")),
        most=10,
        room=6,
        weigh=int,
    )
    cut = [[(group.about, group.rows, group.start) for group in groups] for groups in parts.slices(listing)]
    assert cut == [
        [("a", (1, 1), 0)],
        [("a", (5,), 2), ("b", (), 0)],
        [("c", (9,), 0)],
        [("c", (2, 2), 1)],
    ]
    assert parts.slices(replace(listing, most=20)) == [listing.groups]


def test_a_list_below_very_many_headings_jumps_by_number_alone(base: Playbook) -> None:
    page = replace(
        site.build(base).pages[routes.MATRIX.file],
        listing=Listing(tuple(RowGroup(at, (at,), str(at), str(at)) for at in range(300)), most=200, room=100),
    )
    part = next(iter(parts.in_parts(page, english()))).part
    assert part
    (jump,) = part.jumps
    assert [(first, last) for first, last, _ in jump.spans] == [(1, 100), (101, 200), (201, 300)]


def test_a_page_of_ones_own_cannot_lie_where_a_list_may_go_on(tmp_path: Path) -> None:
    page = "---\ntitle: Mine\nsummary: A page that lies where a part of a list may come to lie one day.\n---\n\nText.\n"
    (said,) = problems(write(tmp_path, {**FILES, "stages/cold/part/2.md": page}))
    assert said.startswith("stages/cold/part/2.md")
    assert "stages/cold/part/2/" in said


def test_home_and_matrix_tell_how_many_plays_a_cell_has_and_show_the_first(base: Playbook) -> None:
    made = site.build(grown(base, 250))
    told = standing.sentence(made.edition, routes.HOME)
    cells = told["cells"]
    assert isinstance(cells, dict)
    lead, support, count = cells["cold cmo"]
    assert (len(lead), len(support), count) == (12, 0, made.edition.cells["cold", "cmo"].count)
    assert count > 250
    assert len(told["plays"]) < 60  # type: ignore[arg-type]  # a list
    assert len(json.dumps(told)) < 40_000


ASK = """
import {{ advise }} from {module};
const {{ all, some, answers }} = {data};
const told = ({{ plays, questions }}, profile) => advise({{ ...profile, plays, questions }}).map(
  ({{ play, why, before }}) => [play.id, why.kind, before.map(({{ id }}) => id)]);
console.log(JSON.stringify(answers.map((one) => [told(all, one), told(some, one)])));
"""


def mixed(base: Playbook, count: int) -> Playbook:
    """Two questions, and plays of all roles, stages, topics and weights, each of which may require one before it."""
    chance = Random(7)
    some = base.plays[0]
    stages, roles, topics = (base.facet(name) for name in ("stages", "roles", "topics"))
    plays = []
    for at in range(count):
        first, other, *_ = chance.sample(roles.terms, 3)
        begins = chance.randrange(3)
        tags = (
            Tags(stages, stages.terms[begins : begins + chance.randint(1, 2)]),
            Tags(roles, (first,), (other,) if chance.random() < 0.5 else ()),
            Tags(topics, (chance.choice(topics.terms),)),
        )
        plays.append(
            replace(
                some,
                id=f"play-{at:04}",
                path=f"plays/play-{at:04}.md",
                tags=tags,
                requires=(f"play-{chance.randrange(at):04}",) if at and chance.random() < 0.4 else (),
                evidence=chance.choice(list(Evidence)),
                effort=chance.choice(list(Effort)),
            )
        )
    (question,) = base.assessment
    second = replace(question, id="tools", plays=("play-0003", "play-0200"), topics=((topics, topics.terms[0]),))
    return replace(base, plays=tuple(plays), assessment=(replace(question, plays=()), second), moments=())


def assess_data(playbook: Playbook) -> dict[str, Any]:
    data = site.build(playbook).pages[routes.ASSESS.file].context["data"]
    assert callable(data)
    told: dict[str, Any] = data()
    return told


def test_the_self_assessment_advises_the_same_of_few_plays_as_of_all(
    base: Playbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    playbook = mixed(base, 260)
    few = assess_data(playbook)
    monkeypatch.setattr("playbook.pages.assess._WHOLE", 10_000)
    every = assess_data(playbook)
    assert len(few["plays"]) < len(every["plays"]) / 2
    profiles = [
        {"answers": [one, other], "stage": stage, "role": role}
        for one in range(4)
        for other in range(4)
        for stage in (1, 2, 3)
        for role in ("cmo", "cio", "it-team")
    ]
    module = (ROOT / "plugins/playbook/assets/assess/advice.mjs").as_uri()
    data = json.dumps({"all": every, "some": few, "answers": profiles})
    answers = json.loads(node([], ASK.format(module=json.dumps(module), data=data)))
    assert len(answers) == len(profiles)
    assert [of_few for _, of_few in answers] == [of_all for of_all, _ in answers]


def test_mkdocs_places_the_parts_like_any_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small_parts(monkeypatch, most=4, room=4)
    plays = {f"plays/topic-{at}.md": changed(PLAY, "title: Talk first", f"title: Topic {at}") for at in range(6)}
    folder = book(tmp_path, {**FILES, **plays})
    done = mkdocs(folder, "build", "--strict")
    assert done.returncode == 0, done.stderr
    for path in ("plays", "stages/cold", "roles/cmo", "matrix/cold/cmo", "topics/buying", "paths/cold-to-warm"):
        assert (folder / "site" / path / "part/2/index.html").is_file(), path
