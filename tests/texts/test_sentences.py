"""What the check and the commands say comes in the language of whoever reads it, and no sentence gets lost."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from playbook.cli import main
from playbook.loading.loader import load
from playbook.model import Playbook
from playbook.problems import Location, Problem, as_text
from playbook.review.checking import check
from playbook.texts.sentences import HOLE, Sentences, of_terminal, said, sentences, told
from scripts.sentences import CATALOGUES, in_catalogue, in_code
from tests.built import book
from tests.commands import here
from tests.playbooks import FILES, PLAY, TODAY, changed, write

LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.toml"))
# A sentence that somebody adds stays English until it is translated; more than a few may not.
_LACKING = 0.01
DE = {"PLAYBOOK_LANG": "de"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_sentences_are_there_and_none_that_nobody_says(language: str) -> None:
    code, known = in_code(), in_catalogue(language)
    lacking = [text for text in code if text not in known]
    assert len(code) > 450
    assert len(lacking) <= _LACKING * len(code), lacking
    # Pieces that stand in sentences are no sentences themselves.
    stale = [text for text in known if re.search(r"[a-z] .*\.$", text) and text not in code]
    assert len(stale) <= _LACKING * len(known), stale


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_no_hole_that_its_sentence_lacks_and_every_one_in_quotes(language: str) -> None:
    known = sentences(language)
    assert known is not None
    for english, other in in_catalogue_whole(language).items():
        assert set(HOLE.findall(other)) <= set(HOLE.findall(english)), english
        assert set(re.findall(r"'\{(\w+)\}'", english)) - set(HOLE.findall(other)) <= {"same"}, english
        assert other.startswith(" ") or not english.startswith(" "), english


def in_catalogue_whole(language: str) -> dict[str, str]:
    import tomllib

    return tomllib.loads((CATALOGUES / f"{language}.toml").read_text("utf-8"))


def test_what_others_wrote_stays_as_it_is() -> None:
    known = Sentences(
        {
            "'{key}' is missing. {why}": "'{key}' fehlt. {why}",
            "The word.": "Das Wort.",
            "{roles} lack it.": "{roles} fehlt es.",
            "people": "Personen",
        }
    )
    assert known("'The word.' is missing. The word.") == "'The word.' fehlt. Das Wort."
    assert known("people lack it.") == "people fehlt es."
    assert known("Nobody knows this.") == "Nobody knows this."


def test_of_several_that_fit_the_one_with_most_words_is_meant() -> None:
    known = Sentences({"{one}.": "<{one}>", "{one} is {other}.": "{other} ist {one}."})
    assert known("A is B.") == "B ist A."
    assert known("A.") == "<A>"


def test_values_that_look_like_holes_are_left_alone() -> None:
    known = Sentences({"'{one}' and '{other}'.": "'{other}' und '{one}'."})
    assert known("'{other}' and '\\1 {one}'.") == "'\\1 {one}' und '{other}'."


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR", "PLAYBOOK_LANG": "de"}, "de"),
        ({"LANG": "C", "LC_MESSAGES": "pt_BR"}, "pt"),
        ({"LANG": "POSIX"}, "en"),
        ({"PLAYBOOK_LANG": "../../etc"}, "en"),
    ],
)
def test_the_language_of_a_terminal_is_that_of_its_variables(environment: dict[str, str], language: str) -> None:
    assert of_terminal(environment) == language


def test_a_language_without_a_catalogue_is_spoken_to_in_english() -> None:
    problem = Problem(Location("a.md"), "x", "'title' is missing. The word.")
    assert told([problem], "fi") == (problem,)
    assert said(problem.message, "../de") == problem.message


FAULTS = {
    "title: Talk first\n": ("", "'title' fehlt. Was zu tun ist, in wenigen Worten. Es hat 1 bis 60 Zeichen."),
    "effort: S": ("effort: XS", "'XS' ist kein Wert von 'effort'; möglich sind S, M, L. Meinten Sie 'S'?"),
    "  - cold": ("  - cool", "'cool' ist nicht a stage. Meinten Sie 'cold'?"),
    "reviewed: 2026-11-01": (
        "reviewed: gestern",
        "'reviewed' muss ein Datum wie 2026-11-21 sein, hier steht 'gestern'.",
    ),
    "  min: 30": ("  min: 90", "'time' läuft von 90 bis 60. Setzen Sie die kleinere Zahl nach vorn."),
    "review_every: 12": ("review_every: [1]", "'review_every' muss eine ganze Zahl sein, hier steht eine Liste."),
    "1. Write": ("<marquee>\n\n1. Write", "'<marquee' ist HTML, das Plays nicht enthalten können."),
    "lines 7-9\n": ("lines 9-7\n", "'9-7' ist kein Bereich von Zeilen. Setzen Sie die kleinere Zahl nach vorn."),
    "#lines-7-9": ("#lines-1-2", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_faults_of_a_play_are_told_in_german(fault: str, tmp_path: Path) -> None:
    instead, wanted = FAULTS[fault]
    found = load(write(tmp_path, {**FILES, "plays/talk-first.md": changed(PLAY, fault, instead)}), TODAY)
    problems = () if isinstance(found, Playbook) else found
    assert wanted in as_text(told(problems, "de"))
    assert bool(problems) is bool(wanted)


# What is put together at the moment it is said is translated as a whole too.
TOGETHER = {
    ("plays/talk-first.md", f"{PLAY}\nA :rocket:, since it flies, and {{% now %}}.\n"): [
        "Lesende sehen ':rocket:' so, wie es dasteht, denn Namen von Icons und Emojis bedeuten hier nichts. "
        "Setzen Sie das Zeichen selbst ein, oder entfernen Sie es.",
        "Lesende sehen '{% now %}' so, wie es dasteht, denn Makros werden hier nicht ausgeführt. "
        "Setzen Sie ein, wofür es steht.",
    ],
    ("plays/talk-first.md", f"{PLAY}\n```mermaid\na --> b\n```\n"): [
        "Lesende sehen das als Code, denn nichts zeichnet es hier. Zeichnen Sie es anderswo, setzen Sie das Bild als "
        "svg oder png ein, und sagen Sie in Worten, was es zeigt.",
    ],
    ("plan.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'): [
        "'<script>' darf in keiner Zeichnung stehen, weil es etwas ausführt oder lädt. "
        "Speichern Sie die Zeichnung als einfaches SVG oder als PNG.",
    ],
    ("plan.svg", "<svg"): [
        "Das ist kein SVG, das Browser lesen können. Speichern Sie die Zeichnung als einfaches SVG oder als PNG.",
    ],
}


@pytest.mark.parametrize(("path", "text"), TOGETHER)
def test_what_is_put_together_is_german_throughout(path: str, text: str, tmp_path: Path) -> None:
    found = told(check(write(tmp_path, {**FILES, path: text}), TODAY).problems, "de")
    messages = {problem.message for problem in found}
    assert set(TOGETHER[path, text]) <= messages, messages


def test_a_playbook_is_begun_and_converted_in_german(tmp_path: Path) -> None:
    begun = run(tmp_path, "init", "ours", "--like", "practices", "--language", "de", "--title", "Unseres", **DE)
    assert f"Das Playbook 'Unseres' liegt in {tmp_path / 'ours'}: " in begun.stdout, begun.stderr
    assert "Ansehen:   cd ours && playbook serve" in begun.stdout
    again = run(tmp_path, "init", "ours", "--like", "practices", "--language", "de", **DE)
    assert "also hat dort schon ein Playbook begonnen" in again.stderr
    (tmp_path / "notes").mkdir()
    refused = run(tmp_path, "convert", "notes", "--into", "made", **DE)
    assert "In 'notes' gibt es keine Markdown-Datei, die ein Play sein könnte." in refused.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return book(tmp_path, {**FILES, "plays/talk-first.md": changed(PLAY, "effort: S", "effort: XS")})


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return here(main, folder, arguments, environment={"SOURCE_DATE_EPOCH": None, **environment})


def test_the_check_and_the_build_speak_the_language_of_the_terminal(folder: Path) -> None:
    done = run(folder, "check", **DE)
    assert "17:9: unknown-value: 'XS' ist kein Wert von 'effort'; möglich sind S, M, L. Meinten Sie 'S'?" in done.stdout
    assert done.stderr == "content: 1 Problem.\n"
    done = run(folder, "build", "--site-dir", "out", **DE)
    assert "möglich sind S, M, L" in done.stdout
    assert done.stderr == "1 Problem im Playbook; nichts wurde gebaut.\n"
    assert "it can be S, M, L" in run(folder, "check", PLAYBOOK_LANG="en").stdout


def test_help_and_refusals_are_german_too_and_english_stays_what_it_was(folder: Path) -> None:
    german = run(folder, "check", "--help", **DE).stdout
    assert "Sagen, was am Playbook in DIR falsch ist" in german
    assert "Auch Warnungen als Fehler nehmen." in german
    assert "Aus Artikeln Einträge für Quellen" in run(folder, "--help", **DE).stdout
    refused = run(folder, "check", "nirgends", **DE)
    assert "Es gibt keinen Ordner 'nirgends'. Nennen Sie den, in dem playbook.yml und plays/ liegen." in refused.stderr
    english = run(folder, "check", "--help", PLAYBOOK_LANG="en").stdout
    assert "Let warnings fail the check too." in english
    assert "Warnungen" not in english


def test_a_sound_playbook_is_praised_in_german(tmp_path: Path) -> None:
    done = run(book(tmp_path), "check", "--today", "2026-11-21", **DE)
    assert re.match(r"content: nichts falsch in 2 Plays, 1 Quelle, \d+ Ratschläge", done.stderr), done.stderr


def test_a_preview_tells_flaws_in_the_language_of_its_pages(tmp_path: Path) -> None:
    folder = book(
        tmp_path, {**FILES, "plays/talk-first.md": changed(PLAY, "effort: S", "effort: XS")}, "problems: true"
    )
    settings = (folder / "mkdocs.yml").read_text("utf-8").replace("language: en", "language: de")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = run(folder, "build", "--site-dir", "out", PLAYBOOK_LANG="en")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (folder / "out/plays/talk-first/index.html").read_text("utf-8")
    assert "ist kein Wert von" in page
    assert "Meinten Sie" in page
