"""Advice on what a text says and its page does not: its words, links and pictures are held against the finished HTML.

So what nobody thought of is found too: whatever the dialect takes for something else, and all that sanitising cuts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from html import unescape
from itertools import groupby
from urllib.parse import unquote

from playbook.advice.context import Finding, RuleContext
from playbook.loading.formulas import without_formulas
from playbook.loading.prose import has, prose
from playbook.markdown import Reader, Setting
from playbook.problems import Edit, Fix
from playbook.routes import Route

# What has to stand in a text for anything of it to be lost; only then is it parsed. A property holds it to that.
_MAY_LOSE = ("{", "<", "&", "\\", "!!!", "???", "![")
_ODD_LINK = re.compile(r"\]\((?:\s*<?(?!(?:https?|mailto|tel):)[a-z][a-z0-9+.-]*:|\s*<?//|[^)\s]*[\s(])", re.IGNORECASE)
# A line that begins like the address of a link by its name, behind whatever makes a quote or a list.
_DEFINED = re.compile(r"\n[^a-zA-Z\n]*\[[^\]]*\]:")
_WORD = re.compile(r"[^\W_]+")
# What stands in a text for the parser alone: signs of items and boxes, anchors, names of addresses, our HTML.
_SIGNS = re.compile(
    r"^[ \t>]*(?:[-*+:][ \t]+|[0-9]{1,9}[.)][ \t]+)*\[[ xX]\](?=[ \t])"
    r"|^[ \t>]*(?:[-*+:][ \t]+)*[0-9]{1,9}[.)](?=\s)"
    r"|(?<=[^\n])\{:?[ ]*#[^\s{}]+[ ]*\}[ ]*$"
    r"|^[ \t>]*\[[^\]^\n][^\]\n]*\]:|\]\[[^\]\n]*\]|^[ \t>]*\[!\w+\][+-]?|^\[TOC\]$"
    r"|</?(?:details(?:[ ]open)?[^<>\n]*|summary|br ?/?|sub|sup|kbd|mark|del|ins|small)>",
    re.MULTILINE | re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#?\w+);")
_HTML = re.compile(r"<(/?[a-z0-9]+)((?:[^<>\"]|\"[^\"]*\")*)>|([^<]+)")
_ATTRIBUTE = re.compile(r"(?<![a-z-])([a-z-]+)=\"([^\"]*)\"")
_SEEN = frozenset({"href", "src", "alt", "title"})
_NAMED = frozenset({"div", "details", "code", "pre"})
_BRACES = re.compile(r"[ ]?\{[^{}\n]*\}")
_SHOWN = 8  # words


def losses(context: RuleContext) -> Iterator[Finding]:
    """Lines of which something does not reach the page."""
    reader = replace(context.reader, pages={}, phrases={}, inside={})
    for one in context.everything:
        if may_lose(one.body):
            for number, words in lost(one.body, reader):
                line = one.body.split("\n")[number]
                shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
                place, fix = context.within(one, number), None
                way_out = "Say it in plain Markdown, or remove it."
                for braces in _BRACES.finditer(line):
                    if set(words) <= {*_words(braces[0])}:
                        way_out = "Remove the braces."
                        fix = Fix((Edit(context.within(one, number, braces.start() + 1), braces[0], ""),))
                yield place, f"This does not reach the page: '{shown}'. {way_out}", fix


def may_lose(body: str) -> bool:
    """Whether a text holds a sign without which nothing of it can be lost."""
    return (
        any(has(body, sign) for sign in _MAY_LOSE)
        or bool(_ODD_LINK.search(body))
        or ("]:" in body and bool(_DEFINED.search(f"\n{body}")))
        or ("|" in body and _is_uneven(body))
    )


def _is_uneven(body: str) -> bool:
    """Whether a row of a table may hold more cells than the others, which are left out."""
    runs = groupby(body.split("\n"), lambda line: "|" in line)
    counts = [{_cells(line) for line in run} for is_row, run in runs if is_row]
    return any(len(some) > 1 or None in some for some in counts)


def _cells(row: str) -> int | None:
    """How many cells a row has; None where only the parser can tell."""
    return row.count("|") if row[0] == row[-1] == "|" and "`" not in row else None


def lost(body: str, reader: Reader) -> list[tuple[int, tuple[str, ...]]]:
    """The lines of a text whose words, small, its HTML does not hold, in order.

    Where a word is left out that stands on several lines, it is told of the one that misses most beside it.
    """
    shown = [*_of_html(str(reader.read(body, Setting(Route("a/", "a.md"))).html))]
    lines = [[*_words(line)] for line in _said(body).split("\n")]
    missing = Counter(word for line in lines for word in line) - Counter(shown)
    if not missing:
        return []
    gone = _gone(lines, shown)
    found = []
    while missing:
        counts = [(sum((gone[at] & missing).values()), sum((Counter(lines[at]) & missing).values())) for at in gone]
        number = max(gone, key=counts.__getitem__)
        left = Counter(lines[number]) & missing
        missing -= left
        found.append((number, tuple(word for word in dict.fromkeys(lines[number]) if word in left)))
        lines[number] = []
    return sorted(found)


def _gone(lines: Sequence[Sequence[str]], shown: Sequence[str]) -> dict[int, Counter[str]]:
    """By the number of each line its words that a comparison with what is shown finds nothing for, in their order."""
    said = [(word, number) for number, line in enumerate(lines) for word in line]
    gone: dict[int, Counter[str]] = {number: Counter() for number in range(len(lines))}
    compared = SequenceMatcher(None, [word for word, _ in said], shown)
    for kind, start, end, _, _ in compared.get_opcodes():
        if kind in ("delete", "replace"):
            for word, number in said[start:end]:
                gone[number][word] += 1
    return gone


def _said(body: str) -> str:
    """A text without what is there for the parser alone, line for line."""
    if "$" in body or "\\" in body:
        body = without_formulas(body)
    if "&" in body:
        outside = prose(body)
        body = _ENTITY.sub(lambda match: unescape(match[0]) if outside[match.start()] == "&" else match[0], body)
    return _SIGNS.sub(lambda match: "]" if match[0][0] == "]" else " ", unquote(body))


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(text))


def _of_html(html: str) -> Iterator[str]:
    """The words of HTML as readers get them, with the goals of its links, and what its boxes and languages are."""
    for tag, attributes, text in _HTML.findall(html):
        yield from _words(unescape(unquote(text)))
        if "headerlink" in attributes:
            continue
        for name, value in _ATTRIBUTE.findall(attributes):
            if name in _SEEN and not (name == "title" and "footnote-" in attributes):
                yield from _words(unquote(unescape(value)))
            elif name == "class" and tag in _NAMED:
                yield from _words(value)
