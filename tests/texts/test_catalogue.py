"""The catalogue and the code agree; a site's own is read, filled up from ours, or refused with a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from playbook import site
from playbook.edition import edition
from playbook.pages import plan
from playbook.problems import as_text
from playbook.texts import TextFault, Texts, english, read, shipped
from playbook.texts.catalogue import WORDS
from tests.built import ROOT, book, build, mkdocs
from tests.playbooks import CHANGES, FILES, PLAY, SEQUENCES, changed, loaded, write
from tests.texts.marked import CODE, SOURCE, catalogue

PACKAGE = ROOT / "plugins" / "playbook"
_CALL = re.compile(r"\b(?:say(?:\.html|\.words)?|self(?:\.words)?|worded|woven|overview|way)\(")
_QUOTED = re.compile(r"""["'`]((?:script\.)?[a-z]+\.\w*)(?=(["'`]|\$?\{)|)""")


def own(folder: Path, text: str) -> Texts | str:
    """A catalogue of a site's own, or what is wrong with it."""
    file = folder / "own.toml"
    file.write_text(text, encoding="utf-8")
    found = read(file)
    return found if isinstance(found, Texts) else as_text(found)


def calls() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Each text that the code asks for: where, its name or how that begins, and the values given where they show."""
    endings = {".py", ".html", ".md", ".txt", ".xml", ".mjs"}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in endings and not path.is_relative_to(PACKAGE / "importer"):
            source = path.read_text("utf-8")
            for match in _CALL.finditer(source):
                first, *others = _arguments(source[match.end() :])
                given = _names(others, path.suffix == ".mjs")
                for name, end in _QUOTED.findall(first):
                    own = path.suffix == ".mjs" and not name.startswith("language.")
                    whole = f"script.{name}" if own else name
                    exact = end in {'"', "'", "`"} and "~" not in first
                    yield path.name, whole if exact else f"{whole}*", given if exact else None


def _arguments(source: str) -> list[str]:
    """The arguments of a call, from behind its opening bracket on."""
    found, depth, quote = [""], 0, ""
    for sign in source:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'`":
            quote = sign
        elif sign in "([{":
            depth += 1
        elif sign in ")]}" and depth == 0:
            return [argument.strip() for argument in found]
        elif sign in ")]}":
            depth -= 1
        elif sign == "," and depth == 0:
            found.append("")
            continue
        found[-1] += sign
    raise AssertionError(source[:80])


def _names(arguments: list[str], script: bool) -> frozenset[str] | None:  # noqa: FBT001
    if not script:
        return frozenset(argument.partition("=")[0].strip() for argument in arguments if argument)
    if not arguments or not arguments[0]:
        return frozenset()
    if not arguments[0].startswith("{"):
        return None
    return frozenset(part.partition(":")[0].strip() for part in _arguments(arguments[0][1:] + ")") if part)


ASKED = tuple(calls())


def test_the_code_asks_for_texts_that_are_there_with_the_values_that_they_take() -> None:
    entries = english().entries
    assert len(ASKED) > 300
    for where, name, given in ASKED:
        if name.endswith("*"):
            assert any(one.startswith(name[:-1]) for one in entries), (where, name)
        else:
            assert name in entries, (where, name)
            assert given is None or given == entries[name].takes - WORDS, (where, name, given)


def test_every_text_is_asked_for() -> None:
    exact = {name for _, name, _ in ASKED}
    begun = tuple(name[:-1] for name in exact if name.endswith("*"))
    assert [name for name in english().entries if name not in exact and not name.startswith(begun)] == []


def test_each_kind_of_page_that_the_search_finds_has_a_name(tmp_path: Path) -> None:
    files = {**FILES, "sequences.yml": SEQUENCES, "plays/talk-first.md": changed(PLAY, "owner:", f"{CHANGES}owner:")}
    made = site.build(loaded(write(tmp_path, files)))
    kinds = {page.kind for page in made.pages.values() if page.searchable and not page.play}
    named = {name for name, _ in english().below("script.kind")}
    assert kinds <= named
    assert named - kinds <= {"free", "word"}


def test_numbers_choose_the_form_of_the_language(tmp_path: Path) -> None:
    forms = '{ one = "{count} plan", few = "{count} plany", other = "{count} planów" }'
    polish = own(tmp_path, f'language.code = "pl"\ncount.plays = {forms}\n')
    assert isinstance(polish, Texts)
    told = [polish("count.plays", count=count) for count in (1, 2, 5, 22)]
    assert told == ["1 plan", "2 plany", "5 planów", "22 plany"]
    assert polish.language == "pl"
    assert [english()("count.plays", count=count) for count in (0, 1, 2)] == ["0 plays", "1 play", "2 plays"]


def test_what_a_catalogue_leaves_out_is_english(tmp_path: Path) -> None:
    german = own(tmp_path, '[language]\ncode = "de"\nday = "{day}. {month} {year}"\n[play]\nnext = "Danach"\n')
    assert isinstance(german, Texts)
    assert german("play.next") == "Danach"
    assert german("play.related") == "Related"
    assert german.day(date(2026, 11, 3)) == "3. November 2026"
    assert dict(german.below("script")) == dict(english().below("script"))


def test_a_language_may_write_a_value_large_that_english_writes_small(tmp_path: Path) -> None:
    values = {"facet": "Themen", "playbook": "Wir"}
    large = own(tmp_path, '[facet]\nsummary = "{facet} in {playbook}"\n')
    assert isinstance(large, Texts)
    assert large("facet.summary", **values) == "Themen in Wir"
    assert english()("facet.summary", **values).startswith("The themen of Wir")


def test_a_text_for_html_is_escaped_and_so_are_its_values(tmp_path: Path) -> None:
    odd = own(tmp_path, '[play]\nnext = "A <b> & \\"c\\""\n[moved]\nto = "<i> {play}"\n')
    assert isinstance(odd, Texts)
    assert odd.html("play.next") == "A &lt;b&gt; &amp; &quot;c&quot;"
    assert odd.html("moved.to", play="<b>") == "&lt;i&gt; &lt;b&gt;"
    assert odd.html("moved.to", play=Markup("<b>x</b>")) == "&lt;i&gt; <b>x</b>"


def test_whoever_asks_for_no_text_or_gives_wrong_values_is_told() -> None:
    say = english()
    with pytest.raises(TextFault, match=r"There is no text 'play.nxet'"):
        say("play.nxet")
    with pytest.raises(TextFault, match=r"'moved.to' takes 'play', and was given no value"):
        say("moved.to")
    with pytest.raises(TextFault, match=r"'play.next' takes no value, and was given 'play'"):
        say.html("play.next", play="x")
    with pytest.raises(TextFault, match=r"'count.plays' takes 'count'"):
        say("count.plays", number=1)


FAULTS = {
    "no TOML": ("[play]\nnext = Danach\n", "2:8: texts-file: This is no TOML"),
    "an unknown text": ('[play]\n\nnxet = "Danach"\n', "3:1: text-name: There is no text 'play.nxet'. Did you mean"),
    "an unknown section": ('[plya]\nnext = "Danach"\n', "2:1: text-name: There is no text 'plya.next'."),
    "a place that nothing fills": (
        '[moved]\nto = "{plya}{play}"\n',
        "2:1: text-places: The text 'moved.to' has {plya},",
    ),
    "a place that is missing": ('[moved]\nto = "Fort"\n', "2:1: text-places: The text 'moved.to' lacks {play}. Its"),
    "a number that is not said": ('count.plays = "Viele"\n', "1:1: text-places: The text 'count.plays' lacks {count}."),
    "a place too many": ('[play]\nnext = "{play}"\n', "2:1: text-places: The text 'play.next' has {play}, which"),
    "a stray brace": ('[play]\nnext = "{{ x }}"\n', "2:1: text-places: The text 'play.next' has a brace"),
    "a form that is none": (
        'count.plays = { other = "{count}", much = "x" }\n',
        "1:1: texts-file: 'count.plays' is no",
    ),
    "forms where nothing counts": (
        'play.next = { one = "a", other = "b" }\n',
        "1:1: text-places: The text 'play.next' c",
    ),
    "no text": ("[play]\nnext = 3\n", "2:1: texts-file: 'play.next' is no text."),
    "no language": ('[language]\ncode = "german"\n', "2:1: texts-file: 'german' is no language that we know."),
    "no direction": ('[language]\ndirection = "left"\n', "2:1: texts-file: A language is written ltr or rtl."),
    "eleven months": ('language.months = "a, b, c, d, e, f, g, h, i, j, k"\n', "1:1: texts-file: A year has twelve mo"),
    "a number without end": (
        f"x = {'9' * 5_000}\n",
        "1:1: texts-file: A number is too long here, or nests",
    ),
    "nests without end": (f"x = {'[' * 9_000}\n", "1:1: texts-file: A number is too long here, or nests are too deep."),
    "tables without end": (f"[{'a.' * 3_000}a]\nx = 'y'\n", "1:1: text-name: There is no text 'a.a.a.a.a.a.a.a.a'."),
    "not UTF-8": ('[play]\nnext = "\udcff"\n', "1:1: texts-file: This is not UTF-8."),
}


@pytest.mark.parametrize(("text", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_faulty_catalogue_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    found = read(tmp_path / "own.toml")
    assert isinstance(found, tuple)
    assert as_text(found).startswith(f"own.toml:{said}")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    said = own(tmp_path, '[play]\nnxet = "a"\n[moved]\nto = "b"\n')
    assert isinstance(said, str)
    assert len(said.splitlines()) == 2


def test_our_own_catalogues_are_sound() -> None:
    for path in sorted(SOURCE.parent.glob("*.toml")):
        assert isinstance(read(path), Texts), as_text(read(path))  # type: ignore[arg-type]
        assert isinstance(shipped(path.stem), Texts)
    assert shipped("xx") is english()
    assert shipped("../en") is english()


def test_a_whole_translation_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "marked.toml").write_text(catalogue(), encoding="utf-8")
    other = read(tmp_path / "marked.toml")
    assert isinstance(other, Texts)
    assert other.entries.keys() == english().entries.keys()
    assert other.language == CODE
    assert edition(loaded(write(tmp_path / "content")), other).say.language == CODE


def test_a_build_with_a_faulty_catalogue_leaves_the_last_site_alone(tmp_path: Path) -> None:
    folder = book(tmp_path, options="texts: own.toml")
    (folder / "own.toml").write_text('[play]\nnext = "Danach"\n', encoding="utf-8")
    made = build(folder)
    assert "Danach" in (made / "plays" / "talk-first" / "index.html").read_text("utf-8")
    (folder / "own.toml").write_text('[play]\nnext = "{play}"\n', encoding="utf-8")
    again = mkdocs(folder, "build", "--strict", "--site-dir", "site")
    assert again.returncode != 0
    assert "own.toml:2:1: text-places: The text 'play.next' has {play}" in again.stdout + again.stderr
    assert "Danach" in (made / "plays" / "talk-first" / "index.html").read_text("utf-8")


def test_plays_in_another_language_have_headings_of_their_own(tmp_path: Path) -> None:
    german = own(tmp_path, '[heading]\nsteps = "Schritte für uns"\nyour_part = "Dein Teil"\n')
    assert isinstance(german, Texts)
    text = changed(PLAY, "## Steps\n", "## Dein Teil\n\n- **CMO:** Geh.\n\n## Schritte für uns\n")
    made = site.build(loaded(write(tmp_path / "content", {**FILES, "plays/talk-first.md": text})), texts=german)
    page = made.pages["plays/talk-first.md"]
    shown = made.article(page)
    assert 'id="part-cmo"' in shown.html
    assert '"@type": "HowTo"' in shown.head
    assert '"text": "Write half a page."' in shown.head
    assert made.body("plays/talk-first.md").parts == {"cmo": "Geh."}
    (file,) = plan.play_files(made.edition, made.facts).values()
    assert '"parts":{"cmo":"Geh."}' in file.decode()


def test_a_theme_in_a_language_without_texts_is_told_of_the_option(tmp_path: Path) -> None:
    folder = book(tmp_path)
    settings = folder / "mkdocs.yml"
    settings.write_text(changed(settings.read_text("utf-8"), "language: en", "language: de"), encoding="utf-8")
    made = mkdocs(folder, "build", "--strict")
    assert made.returncode == 0
    assert "No texts in 'de' come with the playbook" in made.stderr
    assert '<html lang="en"' in (folder / "site" / "index.html").read_text("utf-8")
