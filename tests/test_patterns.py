"""No pattern that meets contributors' text takes time that grows with the square of it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from contextlib import suppress
from types import FrameType

import playbook
from playbook.advice.foreign import SIGNS

# Long enough that a square shows, and what a linear pattern needs a tenth of, in seconds of CPU.
LENGTH, BOUND = 10_000, 0.05
# Asked about the start of a line or a short value alone.
AT_THE_START = {
    *("loading.lines_as_meant._ITEM", "loading.lines_as_meant._DELIMITERS"),
    *("authoring.formatting._TOP_KEY", "authoring.unfinished._MATERIAL", "FENCE"),
    *("loading.bodies._FIRST_HEADING", "loading.bodies._INNER_NOTE", "loading.bodies._MARKERS", "loading.bodies._RULE"),
    *("markdown.sanitising._ELSEWHERE", "markdown.sanitising._OF_ITEMS", "markdown.sanitising._ANCHOR"),
    *(
        "authoring.unfinished._UNDECIDED",
        "authoring.writing._BEFORE_WORDS",
        "markdown.parts._PLAIN_LINE",
        "loading.names._LEFTOVER",
        "loading.prose._ITEM",
        "markdown.statements._ITEM",
        "loading.yaml_plain._FLOAT",
    ),
}
PUMPS = (
    *(
        "a",
        "1",
        " ",
        "\n ",
        "\n- ",
        "- **a",
        "`",
        "[",
        "](a",
        "](a ",
        "([",
        "[^a]:",
        "(",
        "<",
        "<th>",
        "<a href=x>",
        '"',
    ),
    *("sources/", "a-", "AB (", "a.", "> ", "|", "=", "---\n", "https://a", "TODO:", "\u00a0", "<li><input > "),
    # Lines that may be matched in more than one way.
    *("\n  a", "\n  - a", "\n    a b", "\n\n  a\n  b", "- a\n  b\n", "> - a\n>   b\n", "|a\n", "$a="),
)
READERS = tuple("loading markdown rendering advice authoring review export edition search pages site".split())


def patterns() -> dict[re.Pattern[str], str]:
    """Every pattern of the modules that read what contributors write, with its name."""
    found: dict[re.Pattern[str], str] = {}
    for module in pkgutil.walk_packages(playbook.__path__, "playbook."):
        short = module.name.removeprefix("playbook.")
        if short.startswith(READERS):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found[value] = name if value in found else f"{short}.{name}"
    return found | {sign.pattern: f"advice.foreign.SIGNS {sign.what}" for sign in SIGNS}


class TooLongError(Exception):
    pass


def stop(number: int, frame: FrameType | None) -> None:
    raise TooLongError


def seconds(pattern: re.Pattern[str], name: str, text: str) -> float:
    """The processor's time that a pattern takes for a text, up to five times the bound."""
    start = time.process_time()
    # The alarm may ring while it is being turned off, too.
    with suppress(TooLongError):
        signal.setitimer(signal.ITIMER_VIRTUAL, 5 * BOUND)
        try:
            pattern.match(text)
            if name not in AT_THE_START:
                pattern.sub("", text)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - start


def test_every_pattern_reads_a_text_in_a_time_that_grows_with_its_length() -> None:
    before = signal.signal(signal.SIGVTALRM, stop)
    slow = []
    for pattern, name in patterns().items():
        for pump in PUMPS:
            text = (pump * LENGTH)[:LENGTH] + "\0"
            # A square shows each time, a machine that was busy for a moment does not.
            if all(seconds(pattern, name, text) > BOUND for _ in range(3)):
                slow.append((name, pump))
    signal.signal(signal.SIGVTALRM, before)
    assert slow == []
