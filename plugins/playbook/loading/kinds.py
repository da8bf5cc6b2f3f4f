"""The kinds of value that front matter may hold; each reads a Node or says what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol
from urllib.parse import urlsplit

from playbook.guesses import Guess, did_you_mean, guess
from playbook.letters import hidden, printable, shows, wide, width, word_count
from playbook.loading import meant
from playbook.loading.names import name_fault
from playbook.loading.nodes import LONGEST_LIST, Node, kind_of
from playbook.loading.rewriting import Rewrite, in_list, scalar
from playbook.model import Lines

# Patterns for forms and JSON Schema too.
NEVER_IN_ADDRESS = r"\s<>\"'`\\{}|^"
MONTH = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
LINES = r"[0-9]{1,6}(?:-[0-9]{1,6})?"
_RANGE = re.compile(LINES)
_LINES = re.compile(rf"\blines? ({LINES}(?:(?:, | and ){LINES})*)")


class Kind(Protocol):
    """Reads a node: the value, or None after adding a problem."""

    def read(self, node: Node) -> object | None: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a value: a stable code, and a sentence that names the value and the way out."""

    code: str
    message: str


def check(kind: Kind, name: str, value: object, today: date) -> object | Fault:
    """What a file would hold under the key `name` that is given this value, or the first fault that it would have."""
    faults: list[Fault] = []
    read = kind.read(Node(value, (name,), lambda _, code, message, *__: faults.append(Fault(code, message)), today))
    return faults[0] if faults else read


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text of `least` to `most` characters without angle brackets, a wide character counting as two."""

    least: int = 1
    most: int = 200

    @property
    def size(self) -> str:
        return f"{self.least} to {self.most} characters"

    def read(self, node: Node) -> str | None:
        text = node.text()
        if text is None:
            return None
        text = text.strip()
        if "\n" in text:
            joined = node.instead(scalar(" ".join(text.split())))
            node.report("wrong-type", f"{node.subject} must stand on one line.", joined)
            return None
        if "<" in text or ">" in text:
            node.report("angle-bracket", f"{node.subject} holds '<' or '>'. Write the words without it.")
            return None
        return _sized(node, text, self.least, self.most)


@dataclass(frozen=True, slots=True)
class LongText:
    """Markdown of one line or more, of `least` to `most` characters and without HTML."""

    least: int
    most: int

    def read(self, node: Node) -> str | None:
        text = node.text()
        if text is None:
            return None
        if "<" in text:
            node.report("angle-bracket", f"{node.subject} holds '<'. Write the words without it.")
            return None
        return _sized(node, text.strip("\n"), self.least, self.most)


def _sized(node: Node, text: str, least: int, most: int) -> str | None:
    """The text, or None after saying that it is too short or too long."""
    room = width(text)
    if least <= room <= most and (not text or shows(text)):
        return text
    double = f", of which {count} take the room of two" if (count := wide(text)) else ""
    if room < least:
        node.report("too-short", f"{node.subject} has {len(text)} characters{double}; it needs at least {least}.")
    elif room > most:
        node.report("too-long", f"{node.subject} has {len(text)} characters{double}; at most {most} fit.")
    else:
        node.report("too-short", f"{node.subject} shows no letter, number or sign. Write it out.")
    return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One word out of a few."""

    options: tuple[str, ...]

    def read(self, node: Node) -> str | None:
        text = node.text("one of " + ", ".join(self.options))
        if text is None:
            return None
        if text not in self.options:
            node.report(
                "unknown-value",
                f"'{text}' is not a value of '{node.name}'; it can be {', '.join(self.options)}."
                + did_you_mean(text, self.options),
                node.guessed(self._meant(text)),
            )
            return None
        return text

    def _meant(self, text: str) -> Guess | None:
        """The option that a text misspells, or names in full: `small` for S."""
        named = [str(one) for one in self.options if isinstance(one, Enum) and one.name.lower() == text.lower()]
        return Guess(named[0], sure=True) if named else guess(text, self.options)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as 2026-11-21, which may not lie in the future, or one of a few words instead.

    Our day is that of UTC. East of it people write tomorrow's date for up to fourteen hours, so that one is let pass;
    where the day may lie `ahead`, every one is.
    """

    words: tuple[str, ...] = ()
    ahead: bool = False

    def read(self, node: Node) -> date | str | None:
        if isinstance(node.value, str) and node.value in self.words:
            return node.value
        if not isinstance(node.value, date):
            shown = f"'{node.value}'" if isinstance(node.value, str) else kind_of(node.value)
            instead = "".join(f" or the word '{word}'" for word in self.words)
            hint = " Remove the quotes." if isinstance(node.value, str) and _is_day(node.value) else ""
            message = f"{node.subject} must be a date such as 2026-11-21{instead}, got {shown}.{hint}"
            text = str(node.value)
            node.report("bad-date", message, node.guessed(guess(text, self.words) or meant.day(text)))
            return None
        if not self.ahead and (node.value - node.today).days > 1:
            node.report(
                "future-date", f"{node.subject} is {node.value}, which lies in the future. Give the day it happened."
            )
            return None
        return node.value


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Month:
    """A month as 2026-11, which may not lie in the future; read as its first day."""

    def read(self, node: Node) -> date | None:
        text = node.value
        if not isinstance(text, str) or not re.fullmatch(MONTH, text) or text < "0001":
            shown = f"'{text}'" if isinstance(text, str | date) else kind_of(text)
            message = f"{node.subject} must be a month such as 2026-11, got {shown}."
            node.report("bad-date", message, node.guessed(meant.month(str(text))))
            return None
        first = date(int(text[:4]), int(text[5:]), 1)
        if first > node.today:
            node.report(
                "future-date", f"{node.subject} is {text}, which lies in the future. Give the month it happened."
            )
            return None
        return first


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number, both ends included, of a `unit` if it has one."""

    least: int
    most: int
    unit: str = ""

    def read(self, node: Node) -> int | None:
        if not isinstance(node.value, int) or isinstance(node.value, bool):
            message = f"{node.subject} must be a whole number, got {kind_of(node.value)}."
            found = meant.amount(node.value, self.unit) if isinstance(node.value, str) else None
            node.report("wrong-type", message, node.guessed(found))
            return None
        if not self.least <= node.value <= self.most:
            node.report(
                "out-of-range", f"{node.subject} is {node.value}; it must lie between {self.least} and {self.most}."
            )
            return None
        return node.value


@dataclass(frozen=True, slots=True)
class Number:
    """A number, whole or not, both ends included; either may be open."""

    least: float | None = None
    most: float | None = None

    def bounds(self, least: str, most: str) -> dict[str, float]:
        """Those that are not open, under the names that a schema or a form has for them."""
        return {name: at for name, at in ((least, self.least), (most, self.most)) if at is not None}

    def read(self, node: Node) -> float | None:
        if not isinstance(node.value, int | float) or isinstance(node.value, bool):
            message = f"{node.subject} must be a number, got {kind_of(node.value)}."
            node.report("wrong-type", message, node.guessed(meant.amount(str(node.value), "")))
            return None
        low = self.least is not None and node.value < self.least
        if low or (self.most is not None and node.value > self.most):
            bound = f"at least {self.least:g}" if low else f"at most {self.most:g}"
            node.report("out-of-range", f"{node.subject} is {node.value}; it must be {bound}.")
            return None
        return node.value


@dataclass(frozen=True, slots=True)
class Boolean:
    """true or false."""

    def read(self, node: Node) -> bool | None:
        if not isinstance(node.value, bool):
            message = f"{node.subject} must be true or false, got {kind_of(node.value)}."
            node.report("wrong-type", message, node.guessed(meant.truth(str(node.value))))
            return None
        return node.value


@dataclass(frozen=True, slots=True)
class Slug:
    """An id: small letters, digits and single hyphens, and what `besides` may stand between letters."""

    besides: str = ""

    def read(self, node: Node) -> str | None:
        text = node.text("an id")
        if text is None:
            return None
        if fault := name_fault(text.replace(self.besides, "-") if self.besides else text):
            several = node.instead(parts) if len(parts := meant.ids(text)) > 1 else None
            node.report("bad-id", f"'{text}' is not an id. {fault}", several or node.guessed(meant.id(text)))
            return None
        return text


@dataclass(frozen=True, slots=True)
class SecureUrl:
    """An https address."""

    def read(self, node: Node) -> str | None:
        text = node.text("an https address")
        if text is None:
            return None
        if fault := secure_url_fault(text):
            better = meant.https(text)
            sound = secure_url_fault(better) is None
            node.report(
                "not-https", fault, node.instead(scalar(better), safe="https://" in text.lower()) if sound else None
            )
            return None
        return text


def secure_url_fault(text: str) -> str | None:
    """What keeps a text from being an https address that says where it leads: a sentence with the way out, or None."""
    shown = printable(text)
    if re.search(rf"[{NEVER_IN_ADDRESS}]", text) or next(hidden(text), None) is not None:
        return (
            f"'{shown}' holds a space, a quote or another character that no address has. "
            "Copy the address from the browser, which writes them as %20 and the like."
        )
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
        host.encode("idna")
    except ValueError:
        host = ""
    if not host or parts.scheme != "https":
        return f"'{shown}' is not an https address. Give one that begins with https://."
    if "@" in parts.netloc:
        name = parts.netloc.rpartition("@")[0]
        return f"'{shown}' leads to {host}, not to '{name}'. Give the address without what stands before the @."
    return None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list without repetitions; faulty members are named and left out. `most` is 0 where any number will do.

    A list of more than `longest` is not read at all.
    """

    of_what: str
    kind: Kind
    most: int = 0
    least: int = 0
    longest: int = LONGEST_LIST

    def read(self, node: Node) -> tuple[object, ...] | None:
        rewrite = None if isinstance(node.value, list) else self._listed(node)
        items = node.items(self.of_what, self.longest, rewrite)
        if items is None:
            return None
        if self.most and len(items) > self.most:
            node.report(
                "too-many", f"{node.subject} has {len(items)} entries; at most {self.most} are useful to a reader."
            )
        if len(items) < self.least:
            node.report("too-few", f"{node.subject} has {len(items)} entries; it needs at least {self.least}.")
        values: list[object] = []
        for item in items:
            value = self.kind.read(item)
            if value in values:
                shown = f"'{item.value}'" if isinstance(item.value, str) else "This entry"
                item.report("repeated", f"{shown} stands twice in '{node.name}'. Keep one.", item.instead(None))
            elif value is not None:
                values.append(value)
        return tuple(values)

    def _listed(self, node: Node) -> Rewrite | None:
        """The value as a list, where it is what belongs into one. Phrases may hold a comma of their own."""
        fault = check(self.kind, node.name, node.value, node.today)
        if isinstance(fault, Fault) and fault.code == "wrong-type":
            return None
        if isinstance(node.value, dict):
            return node.instead(in_list)
        parts = tuple(map(scalar, meant.items(str(node.value))))
        listed = f"[{', '.join(parts)}]" if node.keys and isinstance(node.keys[-1], int) else parts
        return node.instead(listed, safe=len(parts) == 1 or not isinstance(self.kind, Text)) if parts else None


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines of a source, as 7 or 7-9."""

    def read(self, node: Node) -> Lines | None:
        text = str(node.value) if isinstance(node.value, int) else node.text("lines such as 7-9")
        if text is None:
            return None
        first, _, last = text.partition("-")
        lines = Lines(int(first), int(last or first)) if re.fullmatch(LINES, text) else Lines(1, 0)
        if lines.first > lines.last or lines.first < 1:
            message = f"'{text}' is not a range of lines. Write 7 or 7-9."
            node.report("bad-lines", message, node.guessed(meant.lines(text)))
            return None
        return lines


@dataclass(frozen=True, slots=True)
class Where(Text):
    """A place in a source: `lines 7-9`, `line 12`, or the name of a section."""

    def read(self, node: Node) -> str | None:
        text = Text.read(self, node)
        if found := reversed_lines(text or ""):
            shown = f"'{found[0].first}-{found[0].last}'"
            turned = re.sub(LINES, lambda found: getattr(meant.lines(found[0]), "word", found[0]), str(text))
            message = f"{shown} is not a range of lines. Put the smaller number first."
            node.report("bad-lines", message, node.instead(scalar(turned)))
            return None
        return text


@dataclass(frozen=True, slots=True)
class Quotation(Text):
    """Words of somebody else, as few as may be taken over without asking."""

    words: int = 25

    def read(self, node: Node) -> str | None:
        text = Text.read(self, node)
        if text is not None and (count := word_count(text)) > self.words:
            node.report(
                "long-quote",
                f"{node.subject} has {count} words; at most {self.words} may be quoted. Keep those that matter.",
            )
            return None
        return text


def lines_in(where: str) -> tuple[Lines, ...]:
    """The line ranges that a place such as `lines 16-18, 26 and 33` names; empty for the name of a section."""
    return tuple(lines for lines in _ranges(where) if lines.first <= lines.last)


def reversed_lines(where: str) -> tuple[Lines, ...]:
    """The line ranges of a place that stand the wrong way round, such as `lines 9-7`."""
    return tuple(lines for lines in _ranges(where) if lines.first > lines.last)


def _ranges(where: str) -> tuple[Lines, ...]:
    """Every line range of a place, whichever way round it stands."""
    ranges = [part.partition("-") for found in _LINES.findall(where) for part in _RANGE.findall(found)]
    return tuple(Lines(int(first), int(last or first)) for first, _, last in ranges)
