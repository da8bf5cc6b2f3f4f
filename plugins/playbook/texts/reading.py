"""Reads catalogues: ours, and a site's own, which may leave out whatever shall stay English."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeGuard

from playbook.guesses import did_you_mean
from playbook.problems import Collector, Location, Problem
from playbook.texts.catalogue import COUNT, OTHER, WORDS, TextEntry, TextPattern, Texts, catalogue, text

CATEGORIES = ("zero", "one", "two", "few", "many", OTHER)
DIRECTIONS = ("ltr", "rtl")
MONTHS = 12

_SECTION = re.compile(r"^\s*\[([\w.-]+)\]", re.ASCII)
_KEY = re.compile(r"^\s*([\w.-]+)\s*=", re.ASCII)
_AT = re.compile(r" \(at line (\d+), column (\d+)\)$")

# Names of texts have three parts; deeper tables hold none.
_DEEPEST = 8

# What stands in a file under a name: a text, or its forms.
Written = str | Mapping[str, str]


@cache
def english() -> Texts:
    """Our own catalogue, which has every text that there is."""
    written = dict(_flat(tomllib.loads((files(__package__) / "en.toml").read_text("utf-8"))))
    # What Babel would say, without the 4 MB that it loads to say it.
    return catalogue(
        {name: _entry(each) for name, each in written.items()}, lambda count: "one" if count == 1 else OTHER
    )


def shipped(language: str) -> Texts:
    """The catalogue that comes with the generator for a language, or for what it is a kind of: `de` for `de-AT`.

    English where there is none.
    """
    folder = Path(str(files(__package__)))
    for code in (language, language.partition("-")[0]):
        path = folder / f"{code}.toml"
        if re.fullmatch(r"[A-Za-z-]+", code) and code != "en" and path.is_file():
            found = read(path)
            assert isinstance(found, Texts), found  # a test reads each of ours
            return found
    return _english_in(language)


def has_texts(language: str) -> bool:
    """Whether a catalogue for a language comes with the generator."""
    return shipped(language).entries["frame.skip"] is not english().entries["frame.skip"] or language[:2] == "en"


def _english_in(language: str) -> Texts:
    """English texts for a site whose content is in another language, which has its code and its direction."""
    problems = Collector()
    if language.partition("-")[0] == "en" or _plural(language, _Places("", ""), problems) is None:
        return english()
    own = {"language.code": language, "language.direction": _direction(language)}
    return catalogue({**english().entries, **{name: _entry(each) for name, each in own.items()}}, english().plural)


def _direction(code: str) -> str:
    """Whether a language runs from left to right, as CLDR knows."""
    from babel.core import Locale  # only where it is asked, since it takes its time

    return "rtl" if Locale.parse(code, sep="-").character_order == "right-to-left" else "ltr"


def read(path: Path) -> Texts | tuple[Problem, ...]:
    """The catalogue in a TOML file, with English for what it leaves out; or everything that is wrong with it."""
    problems = Collector()
    source, parsed = _parsed(path, problems)
    places = _Places(path.name, source)
    written = dict(_flat(parsed))
    known = english().entries
    for name, each in written.items():
        _check(name, each, known, places, problems)
    plural = _plural(written.get("language.code", "en"), places, problems)
    if problems.found or plural is None:
        return problems.sorted()
    if "language.code" in written and "language.direction" not in written:
        written["language.direction"] = _direction(str(written["language.code"]))
    read = {name: _entry(each) for name, each in written.items()}
    own = {name: replace(one, takes=known[name].takes - WORDS | one.takes & WORDS) for name, one in read.items()}
    return catalogue({**known, **own}, plural)


class _Places:
    """Where a file says what: the line of each name, which TOML's own reader does not tell."""

    def __init__(self, file: str, source: str) -> None:
        self._file = file
        self._lines: dict[str, int] = {}
        section = ""
        for number, line in enumerate(source.splitlines(), 1):
            if match := _SECTION.match(line):
                section = f"{match[1]}."
                self._lines.setdefault(match[1], number)
            elif match := _KEY.match(line):
                self._lines.setdefault(section + match[1], number)

    def of(self, name: str) -> Location:
        """The line of a name, or that of what it is part of."""
        while name not in self._lines and "." in name:
            name = name.rpartition(".")[0]
        return Location(self._file, self._lines.get(name, 1))


def _parsed(path: Path, problems: Collector) -> tuple[str, Mapping[str, object]]:
    try:
        source = path.read_bytes().decode("utf-8")
        return source, tomllib.loads(source)
    except UnicodeDecodeError:
        problems.add(Location(path.name), "texts-file", "This is not UTF-8. Save the file with this encoding.")
    except tomllib.TOMLDecodeError as fault:
        at, said = _AT.search(str(fault)), _AT.sub("", str(fault))
        place = Location(path.name, int(at[1]), int(at[2])) if at else Location(path.name)
        problems.add(place, "texts-file", f"This is no TOML: {said}. A text looks like: skip = 'Skip to the text'.")
    except (ValueError, RecursionError):
        said = "A number is too long here, or nests are too deep. A text looks like: skip = 'Skip to the text'."
        problems.add(Location(path.name), "texts-file", said)
    return "", {}


def _flat(table: Mapping[str, object], above: str = "") -> Iterator[tuple[str, Written]]:
    """Every text by its whole name. What is neither a text nor a table comes as an empty table, which is refused."""
    for key, value in table.items():
        if isinstance(value, str):
            yield above + key, value
        elif _is_table(value) and above.count(".") < _DEEPEST:
            yield from _flat(value, f"{above}{key}.")
        elif isinstance(value, dict) and all(isinstance(form, str) for form in value.values()):
            yield above + key, value
        else:
            yield above + key, {}


def _is_table(value: object) -> TypeGuard[Mapping[str, object]]:
    """Whether a value holds texts, rather than the forms of one."""
    return isinstance(value, dict) and bool(value) and (OTHER not in value or isinstance(value[OTHER], dict))


def _entry(written: Written) -> TextEntry:
    """What stands in a catalogue as an entry; one with forms takes the number that chooses among them."""
    forms = {OTHER: text(written)} if isinstance(written, str) else {name: text(form) for name, form in written.items()}
    takes = frozenset().union(*(form.names for form in forms.values()))
    return TextEntry(forms, takes if isinstance(written, str) else takes | {COUNT})


def _check(name: str, written: Written, known: Mapping[str, TextEntry], places: _Places, problems: Collector) -> None:
    where = places.of(name)
    if name not in known:
        problems.add(where, "text-name", f"There is no text '{name}'.{did_you_mean(name, known)} en.toml has them all.")
        return
    forms = {OTHER: written} if isinstance(written, str) else written
    if not forms or not forms.keys() <= set(CATEGORIES):
        allowed = ", ".join(CATEGORIES)
        problems.add(where, "texts-file", f"'{name}' is no text. Write it in quotes, or as forms out of {allowed}.")
        return
    takes = known[name].takes
    if len(forms) > 1 and COUNT not in takes:
        problems.add(where, "text-places", f"The text '{name}' counts nothing, so it has one form. Write it in quotes.")
    for category, form in forms.items():
        # Only the form for all other numbers has to say everything: that for one thing may name it without a number.
        needed = known[name].forms[OTHER].names - WORDS if category == OTHER else frozenset()
        for fault in _misplaced(text(form), needed, takes | WORDS):
            own = takes - WORDS
            wants = f"Its places are {_braced(own)}." if own else "It has no places."
            problems.add(where, "text-places", f"The text '{name}' {fault}. {wants}")
    if name == "language.direction" and written not in DIRECTIONS:
        problems.add(where, "texts-file", f"A language is written {' or '.join(DIRECTIONS)}. Write one of the two.")
    if name == "language.months" and len(str(written).split(",")) != MONTHS:
        problems.add(where, "texts-file", "A year has twelve months. Name them all, with commas between them.")


def _misplaced(form: TextPattern, needed: frozenset[str], takes: frozenset[str]) -> Iterator[str]:
    if missing := needed - form.names:
        yield f"lacks {_braced(missing)}"
    if foreign := form.names - takes:
        yield f"has {_braced(foreign)}, which nothing fills"
    if set("{}") & set("".join(form.words)):
        yield "has a brace that is part of no place"


def _plural(code: Written, places: _Places, problems: Collector) -> Callable[[float], str] | None:
    """How a language counts, as CLDR tells; None where there is no such language."""
    if code == "en":
        return english().plural
    from babel.core import Locale, UnknownLocaleError  # only where it is asked, since it takes its time

    try:
        return Locale.parse(str(code), sep="-").plural_form
    except (ValueError, UnknownLocaleError):
        said = f"'{code}' is no language that we know. Write its code, as in de or pt-BR."
        problems.add(places.of("language.code"), "texts-file", said)
        return None


def _braced(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
