"""Texts with places for values, chosen by name and, where they count something, by the number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

# `{play}`, or `{facet:lower}` where the value stands in the middle of a sentence.
PLACE = re.compile(r"\{([a-z_]+)(:lower)?\}")
COUNT = "count"
OTHER = "other"
# What a playbook calls its stages and roles, and what lies down and across its matrix; any text may have places for
# these, and `Texts.told` fills them.
WORDS = frozenset({"stage_word", "stages_word", "role_word", "roles_word", "down_word", "across_word"})


class TextFault(LookupError):
    """A text that does not exist, or that was given other values than it takes; the message names it."""


@dataclass(frozen=True, slots=True)
class TextPattern:
    """Words, and between them the places of values: one more of `words` than of `places`.

    A place is the name of a value and whether the value is written small. `markup` are the words as HTML.
    """

    words: tuple[str, ...]
    places: tuple[tuple[str, bool], ...]
    markup: tuple[Markup, ...]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for name, _ in self.places)

    def __str__(self) -> str:
        """As it stands in a catalogue."""
        places = [f"{{{name}{':lower' if small else ''}}}" for name, small in self.places]
        return "".join(part for pair in zip(self.words, [*places, ""], strict=True) for part in pair)

    def told(self, words: Mapping[str, str]) -> TextPattern:
        """The text with these of its places filled."""
        if not self.names & words.keys():
            return self
        values = {name: f"{{{name}}}" for name in self.names} | dict(words)
        return text("".join(self._parts({(name, small): _place(values[name], small) for name, small in self.places})))

    def _parts(self, places: Mapping[tuple[str, bool], str]) -> Iterator[str]:
        yield self.words[0]
        for place, after in zip(self.places, self.words[1:], strict=True):
            yield from (places[place], after)

    def filled(self, values: Mapping[str, object]) -> str:
        parts = [self.words[0]]
        for (name, small), after in zip(self.places, self.words[1:], strict=True):
            value = str(values[name])
            parts += (value.lower() if small else value, after)
        return "".join(parts)

    def html(self, values: Mapping[str, object]) -> Markup:
        parts: list[str] = [self.markup[0]]
        for (name, small), after in zip(self.places, self.markup[1:], strict=True):
            value = values[name]
            parts += (escape(str(value).lower() if small else value), after)
        return Markup("".join(parts))


@dataclass(frozen=True, slots=True)
class TextEntry:
    """The forms of a text by the categories of CLDR, of which `other` is always there, and the values that it takes."""

    forms: Mapping[str, TextPattern]
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Texts:
    """A catalogue. `say("path.after", plays=titles)` gives a text with its values, `say.html` the same as HTML.

    A text is named by its section and key. Whoever asks for one that is not there, or gives it other values than it
    takes, is told so at once. `constants` are the texts that take no value. `plural` gives the category of a number.
    """

    entries: Mapping[str, TextEntry]
    constants: Mapping[str, Markup]
    plural: Callable[[float], str]

    def __call__(self, name: str, /, **values: object) -> str:
        return self._form(name, values).filled(values)

    def html(self, name: str, /, **values: object) -> Markup:
        """As HTML: values that are Markup stay as they are, all others are escaped."""
        if not values and name in self.constants:
            return self.constants[name]
        return self._form(name, values).html(values)

    def told(self, words: Mapping[str, str]) -> Texts:
        """The same texts with what a playbook calls its stages and roles."""
        entries = {
            name: TextEntry({form: one.told(words) for form, one in entry.forms.items()}, entry.takes - words.keys())
            for name, entry in self.entries.items()
        }
        return catalogue(entries, self.plural)

    @property
    def language(self) -> str:
        """The language as HTML names it: `en`, `pt-BR`."""
        return self("language.code")

    def words(self, name: str) -> tuple[str, ...]:
        """A text that lists words with commas between them."""
        return tuple(word.strip() for word in self(name).split(",") if word.strip())

    def day(self, day: date) -> str:
        month = self.words("language.months")[day.month - 1]
        return self("language.day", day=day.day, month=month, year=day.year)

    def below(self, section: str) -> Iterator[tuple[str, str | dict[str, str]]]:
        """The texts of a section as they stand, by their names below it; those that count by their forms."""
        for name, entry in self.entries.items():
            if name.startswith(f"{section}."):
                forms = {category: str(text) for category, text in entry.forms.items()}
                yield name.removeprefix(f"{section}."), forms if len(forms) > 1 else forms[OTHER]

    def _form(self, name: str, values: Mapping[str, object]) -> TextPattern:
        entry = self.entries.get(name)
        if entry is None:
            raise TextFault(f"There is no text '{name}'")
        if values.keys() != entry.takes:
            raise TextFault(f"The text '{name}' takes {_listed(entry.takes)}, and was given {_listed(values)}")
        if len(entry.forms) == 1:
            return entry.forms[OTHER]
        return entry.forms.get(self.plural(values[COUNT]), entry.forms[OTHER])  # type: ignore[arg-type]  # a number


def text(written: str) -> TextPattern:
    """A text as it stands in a catalogue, taken apart."""
    parts = PLACE.split(written)
    words, names, small = tuple(parts[::3]), parts[1::3], parts[2::3]
    places = tuple((name, bool(mark)) for name, mark in zip(names, small, strict=True))
    return TextPattern(words, places, tuple(_markup(part) for part in words))


def catalogue(entries: Mapping[str, TextEntry], plural: Callable[[float], str]) -> Texts:
    """The entries as something to ask."""
    constants = {name: entry.forms[OTHER].markup[0] for name, entry in entries.items() if not entry.takes}
    return Texts(entries, constants, plural)


def _place(value: str, small: bool) -> str:  # noqa: FBT001
    """What a place becomes: another place as it was, or a word that holds no brace."""
    if value.startswith("{"):
        return f"{value[:-1]}:lower}}" if small else value
    word = value.translate(_NO_BRACES)
    return word.lower() if small else word


_NO_BRACES = str.maketrans("", "", "{}")


def _markup(words: str) -> Markup:
    """Words for HTML between tags or between double quotes. An apostrophe means nothing there, so it stays."""
    named = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
    for sign, name in named:
        words = words.replace(sign, name)
    return Markup(words)


def _listed(names: Iterator[str] | Mapping[str, object] | frozenset[str]) -> str:
    return ", ".join(f"'{name}'" for name in sorted(names)) or "no value"
