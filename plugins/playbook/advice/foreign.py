"""Advice on what other libraries make something of and ours shows as it stands: icons, macros, tabs, formulas, links.

Each entry of `SIGNS` is a construct; one that starts to work here loses its entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from posixpath import dirname, relpath

from playbook.advice.context import Finding, RuleContext, Written
from playbook.loading.formulas import KINDS, are_set, is_no_open_formula
from playbook.loading.lines_as_meant import set_apart
from playbook.loading.prose import has, prose
from playbook.problems import Edit, Fix

# What to write in place of what was found, None where only its author can say.
Better = Callable[[re.Match[str], Written, RuleContext], str | None]


@dataclass(frozen=True, slots=True)
class Sign:
    """A construct: what has to stand in a text for it, how it looks, what it is and what to do about it.

    Fenced code is looked through only where that is what it is about. `unless` says of a place in a text that it works.
    """

    needs: str
    pattern: re.Pattern[str]
    what: str
    way_out: str
    better: Better | None = None
    in_code: bool = False
    unless: Callable[[str, int], bool] | None = None


def signs(context: RuleContext) -> Iterator[Finding]:
    """What readers see as it stands, and its author meant for something else."""
    for one in context.everything:
        for sign in SIGNS:
            if not has(one.body, sign.needs):
                continue
            text = one.body if sign.in_code else prose(one.body)
            for match in sign.pattern.finditer(text):
                if sign.unless and sign.unless(text, match.start()):
                    continue
                place = context.found(one, match.start())
                new = sign.better(match, one, context) if sign.better else None
                shown, why = match[0].strip().splitlines()[0][:60], sign.what
                message = (
                    f"Readers see this as code, since {why} here. {sign.way_out}"
                    if sign.in_code
                    else f"Readers see '{shown}' as it stands, since {why} here. {sign.way_out}"
                )
                yield place, message, None if new is None else Fix((Edit(place, match[0], new),))


def _emoji(match: re.Match[str], one: Written, context: RuleContext) -> str | None:
    """The sign that a short name stands for; None where it is an icon of some theme."""
    return _emojis().get(match[0])


@cache
def _emojis() -> dict[str, str]:
    """Signs by the short names of GitHub."""
    from pymdownx import gemoji_db  # 2,000 names that few playbooks need

    known = {name: entry["unicode"] for name, entry in gemoji_db.emoji.items() if "unicode" in entry}
    known |= {alias: known[name] for alias, name in gemoji_db.aliases.items() if name in known}
    return {name: "".join(chr(int(code, 16)) for code in codes.split("-")) for name, codes in known.items()}


def _nothing(match: re.Match[str], one: Written, context: RuleContext) -> str:
    return ""


def _element(tag: str) -> Better:
    return lambda match, one, context: f"<{tag}>{match[1]}</{tag}>"


def _link(match: re.Match[str], one: Written, context: RuleContext) -> str | None:
    """A link to the play, page or source that goes by the name in brackets; None where none or several do."""
    name, _, words = match[1].partition("|")
    name, _, anchor = name.partition("#")
    wanted = name.strip().casefold()
    files = [
        file
        for file, page in context.edition.pages.items()
        if wanted in (page.title.casefold(), file.removesuffix(".md").rpartition("/")[2], file.removesuffix(".md"))
    ]
    if len(files) != 1 or anchor or match[0].startswith("!"):
        return None
    return f"[{(words or name).strip()}]({relpath(files[0], dirname(one.path) or '.')})"


def _is_box(text: str, index: int) -> bool:
    return text.count("\n", 0, index) in set_apart(text.split("\n"))


def _is_heading(text: str, index: int) -> bool:
    return text.startswith("#", text.rfind("\n", 0, index) + 1)


def _sign(
    needs: str,
    pattern: str,
    what: str,
    way_out: str,
    better: Better | None = None,
    unless: Callable[[str, int], bool] | None = None,
) -> Sign:
    return Sign(needs, re.compile(pattern, re.MULTILINE), what, way_out, better, unless=unless)


_WRITE_BOX = "Write '!!! note' and indent what is in it by four blanks."
_SET = "Say it in words, with <sub> and <sup>, or put in a picture" + (
    "." if are_set() else "; or build with the extra 'maths': pip install 'mkdocs-playbook[maths]'."
)
SIGNS = (
    _sign(
        ":",
        # It begins with the sign itself, so that the search skips to it.
        r":(?<![\w:/`]:)(?!-?\d+:)(?=[a-z0-9_+-]*[a-z])[a-z0-9_+-]{2,}:(?![\w:/])",
        "names of icons and of emoji mean nothing",
        "Put in the sign itself, or remove it.",
        _emoji,
    ),
    _sign("{", r"\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|\{\{[<%][^\n]*", "macros are not run", "Put in what it stands for."),
    _sign("8<", r"^ *-{1,}8<-{1,}.*$", "no file is put into another", "Put in its text, or link to it."),
    _sign(":::", r"^ *:{3,} *[^\s:].*$", "':::' begins nothing", _WRITE_BOX, unless=_is_box),
    _sign("///", r"^ */{3,} ?[\w|].*$", "'///' begins nothing", _WRITE_BOX, unless=_is_box),
    _sign(
        "[[",
        r"!?\[\[(?!_TOC_)([^\[\]\n]+)\]\]",
        "links to pages by their names lead nowhere",
        "Write [words](file.md).",
        _link,
    ),
    *(
        Sign(needs, pattern, "formulas are not set", _SET, unless=is_no_open_formula)
        for needs, (pattern, _) in zip(("$$", "$", "\\(", "\\["), KINDS, strict=True)
    ),
    _sign("\\begin{", r"^\\begin\{\w+\*?\}", "formulas are not set", "Put $$ above and below it."),
    _sign(
        "~",
        r"(?<!~)~([^\s~]{1,40})~(?!~)",
        "one '~' means nothing",
        "Write <sub>low</sub>, or ~~gone~~.",
    ),
    _sign(
        "^", r"(?<![\[^\s])\^([^\s^\[\]]{1,40})\^(?!\^)", "'^' means nothing", "Write <sup>high</sup>.", _element("sup")
    ),
    _sign("^^", r"\^\^(?=\S)([^^\n]+)\^\^", "'^^' means nothing", "Write <ins>new</ins>.", _element("ins")),
    _sign(
        "++",
        r"(?<![\w+{])\+\+([a-z0-9][\w+.\" -]*)\+\+(?!\+)",
        "'++' means nothing",
        "Write <kbd>Ctrl+C</kbd>.",
        _element("kbd"),
    ),
    _sign(
        "{",
        r"(?<!\\)\{(?:\+\+|--|~~|==|>>)[^\n{}]*(?:\+\+|--|~~|==|<<)\}",
        "marks of changes mean nothing",
        "Leave what holds.",
    ),
    _sign("%%", r"%%[^%]+%%", "'%%' hides nothing", "Remove it."),
    _sign(
        "*[",
        r"^ {0,3}\*\[[^\]\n]+\]:.*$",
        "short words are explained in the glossary",
        "Put it into glossary.yml, or explain it where it is used first.",
    ),
    _sign(
        "^[",
        r"\^\[[^\]\n]+\]",
        "a note inside a line means nothing",
        "Write [^1] here, and [^1]: with its words below.",
    ),
    _sign("[@", r"\[-?@[\w:-]+[^\]\n]*\]", "names of works mean nothing", "Link to a record in sources/."),
    _sign(
        "{",
        # Where the parser takes them, their words are lost, which is told of elsewhere.
        r"(?<=[\w.,;:!?])[ ]?\{:?[ ]*[.#][\w-][^{}\n]*\}"
        r"|(?<=\n\n)[ ]*\{:?[ ]*[.#][^{}\n]*\}[ ]*$|(?<=\])\{[^}\n]*\}",
        "styles cannot be named",
        "Remove the braces.",
        _nothing,
        _is_heading,
    ),
    _sign(
        "import ", r"^import .+ from ['\"].*$|^export (?:const|default) .*$", "pages run nothing", "Remove the line."
    ),
    _sign("[[", r"^\[\[_TOC_\]\]$", "every page lists its headings already", "Remove it."),
    _sign(
        "\n|",
        r"(?<=\n)(?<!\|\n)\|[^\n]*\|[ ]*\n(?![ ]*\|?[ ]*:?-)",
        "a table needs a row of hyphens below its first",
        "Put |---|---| below it.",
    ),
    Sign(
        "```",
        re.compile(
            r"^`{3,}[ ]*(?:mermaid|plantuml|puml|dot|graphviz|d2|ditaa|vega|vega-lite|wavedrom|nomnoml|flow)"
            r"[ ]*$",
            re.MULTILINE | re.IGNORECASE,
        ),
        "nothing draws it",
        "Draw it elsewhere, put the picture in as svg or png, and say in words what it shows.",
        None,
        in_code=True,
    ),
    Sign(
        "```",
        re.compile(r"^`{3,}[ ]*(?:math|latex|tex|katex|asciimath)[ ]*$", re.MULTILINE | re.IGNORECASE),
        "formulas are not set",
        "Say it in words, or put in a picture.",
        None,
        in_code=True,
    ),
)
