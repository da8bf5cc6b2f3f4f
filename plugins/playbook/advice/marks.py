"""Advice on the marks inside a line: what is not closed and shown as it stands, and links that help nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from posixpath import basename, dirname, relpath
from urllib.parse import SplitResult, urlsplit

from playbook.advice.context import Finding, RuleContext, Written
from playbook.advice.known import known
from playbook.loading.hyperlinks import hyperlinks
from playbook.loading.prose import prose
from playbook.model import WORDS, Play
from playbook.problems import Edit, Fix, Location

_BLOCK = re.compile(r"(?:(?![ \t>]*\n)[^\n]+\n?)+")
# What begins a block of its own inside a run of lines: items of lists, headings and rows of tables.
_BEGINS = re.compile(r"(?m)^(?=(?:[ \t]*>)*[ \t]*(?:[-*+]|[0-9]{1,2}[.)])[ \t]|#{1,6} |\|)")
_STARS = re.compile(r"(?<!\\)\*+")
# A single star that begins words in italics, and one that ends them.
_OPENS = re.compile(r"(?<![\w*\\])\*(?=[\w\"'(\[“„«])")
_CLOSES = re.compile(r"(?<=[^\s*\\])\*(?!\*)")
_LOOSE = re.compile(r"(?<!\S)\*\*(?= |$)")
_ITEM_STAR = re.compile(r"(?m)^[> \t]*\* ")
_PLAIN_TARGET = re.compile(r"\]\([^()\s]+\)")
_LINK = re.compile(r"\]\(")
_TARGET = re.compile(r"\]\(\s*(?:<[^<>\n]*>|(?:[^()\s]|\([^()\s]*\))*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")
_APART = re.compile(r"\][ \t]+\((?=\.\.?/|https?:|#|[\w./-]+\.md)")
_NO_BRACKET = re.compile(r"\[[^\]\[()\n]+\((?:\.\.?/|https?:|[\w./-]+\.md)[^()\s]*\)")
_SWAPPED = re.compile(r"\([^()\n]+\)\[(?:\.\.?/|https?:|[\w./-]+\.md)[^\[\]\s]*\]")
_REFERENCE = re.compile(r"\]\[([^\]\n]*)\]")
_EMPTY = re.compile(r"\]\(\s*\)|(?<![!\]])\[\s*\]\((?!\s*\))")
# Signs of Chinese and Japanese end an address, since no blank stands before them.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\u3000-\u303f\uff00-\uff65]+")
_NO_PROSE = re.compile(
    r"<[^<>\s]+>|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|(?m:^[ \t>]*\[[^\]]+\]:.*$)"
)
_NO_PERSON = "Name a role or a team, or link to a page."
_MAIL = re.compile(r"(?<![a-zA-Z0-9_.+-])[a-zA-Z0-9_.+-]+@[\w-]+(?:\.[\w-]+)+")


def unclosed(context: RuleContext) -> Iterator[Finding]:
    """Bold, code and links that are opened and never closed, so that readers see their marks."""
    for one in context.everything:
        text = prose(one.body)
        for index, message in (*_open_code(text), *_open_bold(text), *_open_links(text)):
            yield context.found(one, index), message


def _open_code(text: str) -> Iterator[tuple[int, str]]:
    if "`" in text and (tick := re.search(r"(?<![\\`])`+", text)):
        yield tick.start(), "The code that begins here is not closed. Put ` behind it, or remove this one."


def _open_bold(text: str) -> Iterator[tuple[int, str]]:
    if _is_closed(text):
        return
    for start, block in _blocks(text):
        if (
            "*" in block
            and not block.startswith("*[")
            and block.strip("*_-> \t\n")
            and (star := _open_star(block)) is not None
        ):
            yield (
                start + star,
                "Readers see these stars. Put them before and behind what is bold, with no blank inside.",
            )


def _is_closed(text: str) -> bool:
    """Whether all stars are pairs around words of one line, with no blank inside, as in nearly all texts."""
    pieces = text.split("**")
    bold = f"*{'*'.join(pieces[1::2])}*"
    return (
        len(pieces) % 2 == 1
        and text.count("*") == 2 * (len(pieces) - 1)
        and not any(sign in bold for sign in ("\n", " *", "* "))
    )


def _open_links(text: str) -> Iterator[tuple[int, str]]:
    links = text.count("](")
    plain = links == len(_PLAIN_TARGET.findall(text))
    if plain and text.count("[") == text.count("]") == links and ")[" not in text:
        return
    if not plain:
        closed = {match.start() for match in _TARGET.finditer(text)}
        for match in _LINK.finditer(text):
            if match.start() not in closed:
                yield match.start(), "This link is not closed. Put ) right behind its address, which holds no blanks."
    if "] (" in text:
        for match in _APART.finditer(text):
            yield match.start(), "A blank parts the words of this link from its address. Remove it."
    if text.count("[") != text.count("]"):
        for match in _NO_BRACKET.finditer(text):
            yield match.start(), "A ] is missing behind the words of this link. Write [words](address)."
    if ")[" in text:
        for match in _SWAPPED.finditer(text):
            yield match.start(), "The brackets of this link are swapped. Write [words](address)."
    if "][" in text:
        for match in _REFERENCE.finditer(text):
            name = match[1] or text[text.rfind("[", 0, match.start()) + 1 : match.start()]
            if not re.search(rf"(?mi)^[ \t>]*\[{re.escape(name)}\]:", text):
                yield match.start() + 1, f"Nothing says where '[{name}]' leads. Write the address in round brackets."


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs, items and cells of a text, each with where it begins; marks do not reach from one to another."""
    for match in _BLOCK.finditer(text):
        start = match.start()
        for piece in _BEGINS.split(match[0]):
            if piece:
                yield start, piece
                start += len(piece)


def _open_star(block: str) -> int | None:
    """Where bold begins that does not end, if anything does."""
    loose = _LOOSE.search(block)
    runs = [match for match in _STARS.finditer(block) if len(match[0]) > 1]
    doubles = sum(len(match[0]) // 2 for match in runs)
    if doubles % 2 and not all(len(match[0]) == 4 for match in runs):
        return runs[-1].start()
    if loose:
        return loose.start()
    opened = [match.start() for match in _OPENS.finditer(block)]
    return opened[-1] if len(opened) > len(_CLOSES.findall(block)) else None


def empty(context: RuleContext) -> Iterator[Finding]:
    """Links without an address or without words."""
    for one in context.everything:
        if "]()" in one.body or "[](" in one.body or "( )" in one.body or "[ ](" in one.body:
            for match in _EMPTY.finditer(prose(one.body)):
                missing = "address" if match[0][0] == "]" else "words"
                yield context.found(one, match.start()), f"This link has no {missing}. Write [words](address)."


def vague(context: RuleContext) -> Iterator[Finding]:
    """Links whose words do not say where they lead; those that stay on their page may say "here"."""
    words = known(context.language).vague
    for one in context.everything:
        end, here = 0, ("#", basename(one.path))
        for piece, target in pairwise(one.body.split("](")):
            end += len(piece)
            shown = piece[piece.rfind("[") + 1 :]
            if shown.strip().casefold() in words and not target.startswith(here):
                message = f"'{shown}' does not say where the link leads. Name what readers find there."
                yield context.found(one, end - len(shown)), message
            end += 2


def bare(context: RuleContext) -> Iterator[Finding]:
    """Addresses that nobody can click; those in words to be sent are copied with them."""
    for one in context.everything:
        if "://" not in one.body and "www." not in one.body:
            continue
        text = _NO_PROSE.sub(lambda match: " " * len(match[0]), prose(one.body))
        for match in _ADDRESS.finditer(text):
            address = match[0].rstrip(".,;:!?'\"*")
            place = context.found(one, match.start())
            if not _is_sent(context, one, place):
                better = f"<{address}>" if "://" in address else f"<https://{address}>"
                message = f"Readers cannot click this address. Write '{better}', or [words](address)."
                yield place, message, Fix((Edit(place, address, better),))


def insecure(context: RuleContext) -> Iterator[Finding]:
    """Links to pages that anybody on the way can read and change."""
    for one in context.everything:
        if "http://" in one.body:
            for match in re.finditer(r"(?:\]\(\s*<?|\]:\s*<?|<)(http:)//", prose(one.body)):
                place = context.found(one, match.start(1))
                message = "This link is not protected, and browsers warn of it. Begin it with https://."
                yield place, message, Fix((Edit(place, "http:", "https:"),), safe=False)


def own(context: RuleContext) -> Iterator[Finding]:
    """Links to pages of this site by an address that changes when the site moves."""
    by_address = {
        page.route.url.strip("/"): file
        for file, page in context.edition.pages.items()
        if "/" in page.route.url.strip("/")
    }
    for one in context.everything:
        if "://" not in one.body:
            continue
        for link in hyperlinks(one.body):
            parts = _split(link.target) if link.outside else None
            pieces = parts.path.removesuffix("index.html").strip("/").split("/") if parts else []
            file = by_address.get("/".join(pieces[-2:]))
            if parts and file and len(pieces) < 5:
                better = relpath(file, dirname(one.path) or ".") + (f"#{parts.fragment}" if parts.fragment else "")
                place = context.within(one, link.line, link.column)
                message = f"This looks like a page of our own, whose address may change. Link to its file: '{better}'."
                yield place, message, Fix((Edit(place, link.target, better),), safe=False)


def _split(target: str) -> SplitResult | None:
    """The parts of an address, None where it is none."""
    try:
        return urlsplit(unescape(target))
    except ValueError:
        return None


def mail(context: RuleContext) -> Iterator[Finding]:
    """Addresses of people, which everybody can read and which outlive their jobs."""
    for one in context.everything:
        if "@" in one.body:
            for match in _MAIL.finditer(prose(one.body)):
                place = context.found(one, match.start())
                if not _is_sent(context, one, place):
                    yield place, f"Everybody can read '{match[0]}'. {_NO_PERSON}"
        if isinstance(one, Play) and _MAIL.search(one.owner.name):
            yield context.key(one, "owner"), f"Everybody can read '{one.owner.name}'. {_NO_PERSON}"


def _is_sent(context: RuleContext, one: Written, place: Location) -> bool:
    """Whether a place lies in words that are there to be copied."""
    if not isinstance(one, Play):
        return False
    line = place.line - context.within(one, 0).line
    around = [part for part in context.texts[one.path].parts if part.line <= line]
    return bool(around) and context.edition.kinds.get(around[-1].heading.casefold()) is WORDS
