"""What holds for every input, tried with inputs that nobody thought of."""

from __future__ import annotations

import json
import posixpath
import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from playbook import routes
from playbook.loading import load
from playbook.loading.bodies import check_body
from playbook.loading.reading import Document, read_document
from playbook.markdown.sanitising import sanitised
from playbook.model import Effort, Play, Playbook
from playbook.problems import Collector, Location, Problem, as_text
from playbook.relations import arranged, at_stage, in_order, is_ordered, link, matrix, start_with
from playbook.review.formats import as_github, as_json
from playbook.site import build as build_site
from playbook.site import files as site_files
from tests.built import book, build, page, search_index
from tests.playbooks import FILES, PLAY, TODAY, changed, loaded, write

# Looking for a smaller example would take minutes where one costs a build.
COSTLY = (Phase.explicit, Phase.generate)

# Whatever a person may type in a title: quotes, markup of five kinds, emoji, writing from right to left.
MARKS = [
    "'",
    '"',
    "&",
    "&amp;",
    "{{ x }}",
    "{% if %}",
    "`",
    "$",
    "${x}",
    "%s",
    "\\",
    "#",
    ": ",
    "- ",
    "[",
    "]",
    "*",
    "|",
    "@",
]
WORDS = ["😀", "👩‍💻", "שלום", "مرحبا", "你好", "Ünï", "नमस्ते", "a", "Talk", "null", "2026", "true", "~"]
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), exclude_characters="<>")
PIECES = st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS), st.text(LETTERS, min_size=1, max_size=6))


def as_title(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


TITLES = st.lists(PIECES, min_size=1, max_size=8).map(as_title).filter(lambda title: 1 <= len(title) <= 60)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def with_titles(titles: list[str]) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        "playbook.yml": FILES["playbook.yml"],
        "sources/interview.md": FILES["sources/interview.md"],
    }
    for number, title in enumerate(titles):
        files[f"plays/play-{number}.md"] = changed(PLAY, "title: Talk first", f"title: {quoted(title)}")
    return files


UNIQUE_TITLES = st.lists(TITLES, min_size=25, max_size=25, unique_by=lambda title: " ".join(title.casefold().split()))


@given(UNIQUE_TITLES)
@settings(max_examples=2, phases=COSTLY)
def test_any_title_survives_to_heading_tab_json_and_search(titles: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = book(Path(folder), with_titles(titles))
        assert not isinstance(made := load(root / "content", TODAY), tuple), as_text(made)
        site = build(root)
        playbook = json.loads((site / "playbook.json").read_text(encoding="utf-8"))
        known = {record[0]: record[1] for record in search_index(site)["records"]}
        by_id = {play["id"]: play["title"] for play in playbook["plays"]}
        for number, title in enumerate(titles):
            shown = page(site / "plays" / f"play-{number}")
            assert shown.all("h1")[0].text == title
            assert shown.all("title")[0].text == f"{title} - Common Ground"
            assert (by_id[f"play-{number}"], known[f"play-{number}"]) == (title, title)
            (listed,) = page(site / "plays").all("a", href=f"play-{number}/")
            assert listed.text.strip() == title


# A fault in one line of a play: a line that is there, and what takes its place around a value that must be named.
FAULTS: Mapping[str, tuple[str, str, str]] = {
    "a term": ("  - cold", "  - {}", "unknown-term"),
    "a role": ("    - cio", "    - {}", "unknown-term"),
    "a topic": ("  - buying", "  - {}", "unknown-term"),
    "an effort": ("effort: S", "effort: {}", "unknown-value"),
    "evidence": ("evidence: stated", "evidence: {}", "unknown-value"),
    "a source": ("  - id: interview", "  - id: {}", "unknown-source"),
    "a day": ("reviewed: 2026-11-01", "reviewed: {}", "bad-date"),
    "a key": ("owner: editors", "owner: editors\n{}: x", "unknown-key"),
}
SLUGS = st.from_regex(r"zz[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


@given(st.sampled_from(sorted(FAULTS)), SLUGS, st.lists(TITLES, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_the_line_of_a_problem_holds_the_bad_value(fault: str, bad: str, aliases: list[str], end: str) -> None:
    old, new, code = FAULTS[fault]
    kept = {alias for alias in aliases if len(alias) >= 2}
    more = "".join(f"  - {quoted(alias)}\n" for alias in sorted(kept))
    text = changed(changed(PLAY, f"{old}\n", new.format(bad) + "\n"), "  - shadow tools\n", f"  - shadow tools\n{more}")
    text = text.replace("\n", end)
    with tempfile.TemporaryDirectory() as folder:
        problems = load(write(Path(folder), {**FILES, "plays/talk-first.md": text}), TODAY)
    assert isinstance(problems, tuple)
    (problem,) = problems
    assert (problem.code, problem.location.path) == (code, "plays/talk-first.md")
    line = text.split("\n")[problem.location.line - 1]
    assert line[problem.location.column - 1 :].startswith(bad)


@given(st.text(st.characters(codec="utf-8"), max_size=300) | st.binary(max_size=300))
def test_no_file_crashes_the_loader(content: str | bytes) -> None:
    raw = content if isinstance(content, bytes) else f"---\n{content}\n---\n{content}".encode()
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**FILES, "plays/talk-first.md": raw})
        assert isinstance(load(root, TODAY), tuple), "no play is made of noise"


YAML = st.lists(
    st.sampled_from([*list(":-[]{}#&*!|>'\"%@`,? \n\tab1~"), "title: ", "\n  - ", "---\n", "<<: ", "0x1f", "1e9"]),
    max_size=40,
)


@given(YAML.map("".join))
@settings(max_examples=300)
def test_no_yaml_crashes_the_reader_and_every_place_is_in_the_file(text: str) -> None:
    problems = Collector()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.md"
        file.write_text(f"---\n{text}\n---\n", encoding="utf-8")
        document = read_document(file, "x.md", problems)
        lines = file.read_text(encoding="utf-8").split("\n")
    places = [(problem.location.line, problem.location.column) for problem in problems.found]
    places += document.places.values() if document else []
    for line, column in places:
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@given(st.text(st.sampled_from(list("[](){}<>!*_`~^=+-#|:\\&\"' \n\tab1/")), max_size=400))
@settings(max_examples=300)
def test_no_body_crashes_the_check_and_every_place_is_in_it(text: str) -> None:
    problems = Collector()
    check_body(Document("x.md", {}, text, 1, "", 1), problems)
    lines = text.split("\n")
    for problem in problems.found:
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1


TAGS = "< > / a img script src= href= onload= javascript: \" ' & #x3a; svg x // \\".split()


@given(st.lists(st.sampled_from([*TAGS, " "]), max_size=60).map("".join))
@settings(max_examples=300)
def test_sanitising_twice_changes_nothing(html: str) -> None:
    once = sanitised(html)
    assert sanitised(str(once)) == once


# Playbooks of any shape: plays that carry any stages and roles and require earlier ones.


@st.composite
def playbooks(draw: st.DrawFn) -> Playbook:
    base = SMALL
    stages, roles = base.stages, base.roles
    plays: list[Play] = []
    for number in range(draw(st.integers(0, 12))):
        first = draw(st.integers(0, len(stages) - 1))
        last = draw(st.integers(first, len(stages) - 1))
        lead = draw(st.lists(st.sampled_from(roles), min_size=1, unique=True))
        support = draw(st.lists(st.sampled_from([role for role in roles if role not in lead] or roles), unique=True))
        known = [play.id for play in plays if play.stages[0].number <= stages[first].number]
        requires = tuple(draw(st.lists(st.sampled_from(known), unique=True, max_size=3))) if known else ()
        others = [play.id for play in plays if play.id not in requires]
        related = tuple(draw(st.lists(st.sampled_from(others), unique=True, max_size=3))) if others else ()
        tags = tuple(
            replace(tags, lead=stages[first : last + 1])
            if tags.facet.id == "stages"
            else replace(tags, lead=tuple(lead), support=tuple(role for role in support if role not in lead))
            if tags.facet.id == "roles"
            else tags
            for tags in MODEL.tags
        )
        id = f"play-{number}"
        effort = draw(st.sampled_from(Effort))
        plays.append(
            replace(
                MODEL,
                id=id,
                title=id,
                tags=tags,
                requires=requires,
                related=related,
                effort=effort,
                path=f"plays/{id}.md",
            )
        )
    shown = sorted(plays, key=lambda play: (play.stages[0].number, draw(st.integers(0, 3)), play.id))
    # What the loader lets pass: some plays of a stage, what they require above them.
    orders = []
    for stage in stages:
        mixed = in_order(draw(st.permutations([play for play in shown if stage in play.stages])))
        if named := mixed[: draw(st.integers(0, len(mixed)))]:
            orders.append((stage, tuple(play.id for play in named)))
    return replace(base, plays=tuple(shown), moments=(), redirects=(), assessment=(), orders=tuple(orders))


with tempfile.TemporaryDirectory() as _folder:
    SMALL = loaded(write(Path(_folder)))
MODEL = SMALL.plays[0]


@given(playbooks())
def test_next_steps_never_lead_back(playbook: Playbook) -> None:
    links = link(playbook)
    for start in playbook.plays:
        ahead, seen = list(links.next_steps(start)), set[str]()
        while ahead:
            play = ahead.pop()
            assert play.id != start.id
            if play.id not in seen:
                seen.add(play.id)
                ahead.extend(links.next_steps(play))


@given(playbooks())
def test_links_go_both_ways(playbook: Playbook) -> None:
    links = link(playbook)
    for play in playbook.plays:
        assert all(play in links.next_steps(first) for first in links.do_first(play))
        assert all(play in links.do_first(after) for after in links.next_steps(play))
        assert all(play in links.related_to(other) for other in links.related_to(play))
        near = (*links.do_first(play), *links.next_steps(play))
        assert not {play.id, *(other.id for other in near)} & {other.id for other in links.related_to(play)}


@given(playbooks())
def test_the_matrix_is_complete_and_holds_each_play_where_it_belongs(playbook: Playbook) -> None:
    cells = matrix(playbook, link(playbook))
    assert list(cells) == [(stage.id, role.id) for stage in playbook.stages for role in playbook.roles]
    for cell in cells.values():
        assert cell.lead == tuple(p for p in at_stage(playbook, cell.stage) if cell.role in p.lead)
        assert cell.support == tuple(p for p in at_stage(playbook, cell.stage) if cell.role in p.support)


def effort(play: Play) -> int:
    assert play.effort
    return list(Effort).index(play.effort)


@given(playbooks())
def test_an_editors_order_is_kept_and_small_effort_decides_where_there_is_none(playbook: Playbook) -> None:
    orders = {stage.id: ids for stage, ids in playbook.orders}
    for stage in playbook.stages:
        plays, named = at_stage(playbook, stage), orders.get(stage.id, ())
        assert tuple(play.id for play in plays[: len(named)]) == named
        assert is_ordered(playbook, stage) == (0 < len(named) == len(plays))
        for one, two in pairwise(plays[len(named) :]):
            assert one.id in two.requires or effort(one) <= effort(two)


@given(playbooks())
def test_all_lists_put_two_plays_in_the_same_order(playbook: Playbook) -> None:
    made = arranged(playbook)
    assert sorted(play.id for play in made.plays) == sorted(play.id for play in playbook.plays)
    assert arranged(made) == made
    for stage in playbook.stages:
        order = at_stage(playbook, stage)
        first = [play for play in made.plays if play.stages[0] == stage]
        assert first == [play for play in order if play in first]
        assert link(playbook).tagged(playbook.facet("stages"), stage) == order
    for role in playbook.roles:
        start = start_with(made, role)
        assert list(start) == [play for play in made.plays if play in start]


@given(playbooks())
def test_an_order_holds_every_play_once_behind_what_it_requires(playbook: Playbook) -> None:
    for plays in (playbook.plays, tuple(reversed(playbook.plays)), *(at_stage(playbook, s) for s in playbook.stages)):
        ordered = in_order(plays)
        assert sorted(play.id for play in ordered) == sorted(play.id for play in plays)
        place = {play.id: index for index, play in enumerate(ordered)}
        for play in ordered:
            assert all(place[id] < place[play.id] for id in play.requires if id in place)


@given(playbooks())
@settings(max_examples=8, phases=COSTLY)
def test_every_link_of_every_page_resolves_to_a_page_and_json_agrees(playbook: Playbook) -> None:
    site = build_site(playbook)
    own = (made for made in site.pages.values() if not made.shows)
    rendered = {made.route.url: page(site.article(made).html) for made in own}
    ids = {
        url: {one.attributes["id"] for one in shown.elements if "id" in one.attributes}
        for url, shown in rendered.items()
    }
    known = {routes.DATA, *(made.route.url for made in site.pages.values())}
    for url, shown in rendered.items():
        for one in shown.all("a"):
            address = one.attributes.get("href", "?")  # a script gives an address to those without one
            if urlsplit(address).scheme or "?" in address or "#p=" in address:  # a state, of search or of a plan
                continue
            path, _, anchor = urljoin(f"https://x/{url}", address).removeprefix("https://x/").partition("#")
            assert path in known, (url, address)
            # Pages that show others are not rendered here.
            assert not anchor or anchor in ids.get(path, {anchor}), (url, address)
    plays = json.loads(dict(site_files(site))[routes.DATA])["plays"]
    by_id = {play["id"]: play for play in plays}
    for play in plays:
        assert play["url"] in rendered
        assert all(play["id"] in by_id[id]["requires"] for id in play["next"])
        assert all(play["id"] in by_id[id]["related"] for id in play["related"])


PARTS = st.from_regex(r"[a-z0-9]{1,3}", fullmatch=True)
FOLDERS = st.lists(PARTS, max_size=4).map(lambda parts: "".join(f"{part}/" for part in parts))
TARGETS = st.tuples(
    FOLDERS, st.sampled_from(["", "playbook.json", "core.css"]), st.sampled_from(["", "#top", "#lines-7-9"])
).map("".join)


@given(FOLDERS, TARGETS, st.sampled_from(["https://x.example/", "https://x.example/deep/book/", "file:///tmp/site/"]))
@settings(max_examples=500)
def test_a_relative_link_resolves_to_its_target_from_anywhere(here: str, there: str, base: str) -> None:
    address = routes.relative(here, there)
    assert urljoin(base + here, address) == base + there
    assert not address.startswith("/")
    assert ":" not in address
    assert address == "" or posixpath.normpath(address.partition("#")[0] or ".") == (
        address.partition("#")[0].rstrip("/") or "."
    )


@given(st.text(max_size=40), st.text(max_size=20))
def test_a_json_answer_gives_back_what_was_said(message: str, path: str) -> None:
    problem = Problem(Location(path, 3, 4), "code", message)
    (row,) = json.loads(as_json([problem]))["problems"]
    assert (row["path"], row["line"], row["column"], row["message"]) == (path, 3, 4, message)


@given(st.text(max_size=40), st.text(max_size=20))
def test_a_github_command_stays_one_line_and_unescapes_to_what_was_said(message: str, path: str) -> None:
    assume("\x85" not in path + message)
    line = as_github([Problem(Location(path, 3, 4), "code", message)])
    assert line.count("\n") == 1
    assert "\r" not in line
    match = re.fullmatch(r"::error file=([^,:]*),line=3,col=4,title=code::(.*)\n", line, re.DOTALL)
    assert match
    unescaped = match[2].replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
    assert unescaped == message
