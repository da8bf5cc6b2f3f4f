"""The catalogues that come with the generator are complete, and a site in their language shows no English of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.core import Locale

from playbook import site
from playbook.site import Site
from playbook.texts import Texts, english, shipped
from tests.built import book, build
from tests.playbooks import CHANGES, SEQUENCES, changed, loaded, write
from tests.texts.marked import SOURCE, content, shown
from tests.texts.test_every_text import MORE

TRANSLATED = sorted(path.stem for path in SOURCE.parent.glob("*.toml") if path.stem != "en")
# Words that are the same in German, and a heading that llms.txt knows by this name.
SAME = {
    "de": [
        "Person {number}",
        "({kind}, {size} kB)",
        "({kind}, {size} MB)",
        *"Matrix Situation Play Plays Minute Moment Plan plan Optional".split(),
    ],
    "ja": "Optional plan meeting minutes due".split(),
}
# How nobody is spoken to, and what should be another sign.
NEVER = {
    "de": re.compile(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|[Ee]uch|[Ee]uer\w*)\b|[“”](?=\w)|\d-\d(?!,)"),
    "ja": re.compile(r"[\u3040-\u9fff] (?![·/])|[,.](?=[\u3040-\u9fff])|[“”]"),
}
MANY = {
    **MORE,
    "sequences.yml": SEQUENCES,
    "plays/talk-first.md": changed(MORE["plays/talk-first.md"], "owner:", f"{CHANGES}owner:"),
}


def words(texts: Texts) -> dict[str, str]:
    """Each form of each text as it stands in a catalogue."""
    return {f"{name}.{form}": str(text) for name, one in texts.entries.items() for form, text in one.forms.items()}


def test_there_are_catalogues_in_german_and_japanese() -> None:
    assert {"de", "ja"} <= set(TRANSLATED)


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_in_a_catalogue_is_left_in_english(code: str) -> None:
    other = words(shipped(code))
    kept = {text for name, text in words(english()).items() if other.get(name) == text}
    kept = {text for text in kept if re.search(r"[^\W\d_]{2}", re.sub(r"\{[^}]*\}", "", text))}
    assert kept - set(SAME[code]) - {"ltr", "rtl"} == set()


@pytest.mark.parametrize("code", TRANSLATED)
def test_what_counts_has_a_form_for_each_kind_of_number(code: str) -> None:
    kinds = set(Locale.parse(code).plural_form.tags) | {"other"}
    for name, entry in shipped(code).entries.items():
        assert set(entry.forms) <= kinds, name
        counts = len(english().entries[name].forms) > 1
        assert set(entry.forms) == kinds or not counts, name


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_speaks_in_one_manner(code: str) -> None:
    said = {name: text for name, text in words(shipped(code)).items() if not name.startswith("language.months")}
    assert {name: text for name, text in said.items() if NEVER[code].search(text)} == {}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A small playbook as a site in a language, and the English of ours that neither it nor its content has."""

    made: Site
    constants: frozenset[str]
    patterns: re.Pattern[str]


@pytest.fixture(scope="module", params=TRANSLATED)
def spoken(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    playbook = loaded(write(tmp_path_factory.mktemp(request.param), MANY))
    say = shipped(request.param)
    own = {*words(say).values(), *content(playbook, ())} | {"Steps", "Your part", "Sources"}
    ours = {text for text in words(english()).values() if text not in own}
    places = re.compile(r"\{[^}]*\}")
    filled = [
        ".+".join(map(re.escape, places.split(text)))
        for text in sorted(ours)
        if places.search(text) and len(re.findall(r"[a-z]", places.sub("", text))) > 5
    ]
    made = site.build(playbook, texts=say, repository="https://github.com/example/playbook", report=True)
    constants = frozenset(text for text in ours if not places.search(text) and re.search(r"[a-z]{2}", text))
    return Spoken(made, constants, re.compile("|".join(filled)))


def test_no_page_shows_english_of_ours(spoken: Spoken, tmp_path: Path) -> None:
    kinds: set[str] = set()
    left: dict[str, set[str]] = {}
    for file, page in spoken.made.pages.items():
        kinds.add(page.kind)
        (tmp_path / "page.html").write_text(spoken.made.page(page.route), encoding="utf-8")
        texts = {" ".join(text.split()) for text in shown(tmp_path / "page.html").texts}
        if found := {text for text in texts if text in spoken.constants or spoken.patterns.fullmatch(text)}:
            left[file] = found
    assert left == {}
    assert spoken.patterns.fullmatch("4 plays at this stage.")
    assert {"home", "play", "plays", "stage", "role", "cell", "matrix", "plan", "meet", "glossary", "words"} <= kinds
    assert {"path", "source", "moment", "sequence", "printed", "report", "changes", "retired", "map"} <= kinds


def test_no_script_says_english_of_ours(spoken: Spoken) -> None:
    sentences = {text for text in spoken.constants if " " in text and len(text) > 12}
    scripts = {path: content.decode() for path, content in spoken.made.bundles.files.items() if path.endswith(".js")}
    assert {path for path, text in scripts.items() for one in sentences if one in text} == set()
    told = [text for _, text in spoken.made.edition.say.below("script.plan") if isinstance(text, str)]
    assert any(told[0] in text for text in scripts.values())


def test_the_language_of_the_theme_chooses_the_catalogue(tmp_path: Path) -> None:
    folder = book(tmp_path)
    settings = folder / "mkdocs.yml"
    settings.write_text(changed(settings.read_text("utf-8"), "language: en", "language: de-AT"), encoding="utf-8")
    page = (build(folder) / "matrix" / "index.html").read_text("utf-8")
    assert '<html lang="de"' in page
    assert "treffen, stehen die Plays für beide." in page
