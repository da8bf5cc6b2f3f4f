"""Advice on citations and quotations: whose words they are, where they stand, and how many there may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from playbook import routes
from playbook.advice.context import Finding, RuleContext
from playbook.letters import folded, word_count
from playbook.loading.kinds import Quotation, lines_in
from playbook.loading.prose import prose
from playbook.model import WORDS, Lines, Play, Source
from playbook.problems import Edit, Fix

_CITATION = re.compile(r"\[([^\[\]]*)\]\((?:\.\./|/)?(sources/[a-z0-9-]+\.md)(?:#([^)\s]*))?\)")
_NUMBERS = re.compile(r"\b[0-9]{1,6}(?:[-\u2010-\u2015][0-9]{1,6})?\b")
# Lines as people write them where `lines 7-9` is read.
_LIKE_LINES = re.compile(
    r"(?!lines? [0-9]+(?:-[0-9]+)?$)(?i:lines?|ll?)?\.?\s{0,4}([0-9]{1,6})"
    r"(?:\s{0,4}(?:[-\u2010-\u2015]|to|and)\s{0,4}([0-9]{1,6}))?"
)
_DASH = re.compile(r"[\u2010-\u2015]")
_NAME = re.compile(r"[^\W\d_]{3,}")
# A quotation in the signs of one language or another, within a paragraph; straight ones come in pairs.
_CURLY = re.compile(r"[“„«]([^“”„«»]{60,})[”“»]")
_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")


def labels(context: RuleContext) -> Iterator[Finding]:
    """Citations that say other lines than those to which they lead."""
    known = {one.id: {routes.passage(passage.lines) for passage in one.passages} for one in context.playbook.sources}
    for play, source, match in _cited(context):
        said = _NUMBERS.findall(match[1])
        if not said or match[3] not in known[source.id]:
            continue
        lines = match[3].partition("-")[2]
        if _DASH.sub("-", said[-1]) != lines:
            place = context.found(play, match.start(1) + match[1].rindex(said[-1]))
            message = f"The words say {said[-1]}, and the link leads to lines {lines}. Make them agree."
            yield place, message, Fix((Edit(place, said[-1], lines),), safe=False)


def authors(context: RuleContext) -> Iterator[Finding]:
    """Citations under the name of somebody who neither wrote the source nor is quoted there."""
    known = {source.id: _names(" ".join(_written(source))) for source in context.playbook.sources}
    # Many citations bear the same names.
    names = cache(_names)
    for play, source, match in _cited(context):
        # Behind the last comma stand the lines; a citation that names nobody has none.
        name = match[1].rpartition(",")[0]
        words = names(name)
        if words and words.isdisjoint(known[source.id]):
            who = ", ".join(source.authors) or source.publisher or f'"{source.title}"'
            message = f"'{name}' is not who wrote '{source.id}'. Write the name of {who}."
            yield context.found(play, match.start(1)), message


def _written(source: Source) -> Iterator[str]:
    """All names that a citation of a source may bear: of who wrote or said it, and of the source."""
    yield from (source.title, source.publisher, *source.authors, *(one.by for one in source.passages))


def _names(written: str) -> frozenset[str]:
    """The words of names, whatever their capitals."""
    return frozenset(folded(word) for word in _NAME.findall(written))


def anchors(context: RuleContext) -> Iterator[Finding]:
    """Citations that lead to a source and to none of its passages."""
    known = {source.path: source for source in context.playbook.sources}
    for play in context.written:
        for match in without_anchor(play):
            source = known.get(match[2])
            if source is None or not source.passages:
                continue
            said = _DASH.sub("-", _NUMBERS.findall(match[1])[-1])
            fits = next((routes.passage(one.lines) for one in source.passages if _said(one.lines) == said), None)
            way_out = (
                f"Write {match[2].rpartition('/')[2]}#{fits}." if fits else "Give the anchor of a passage behind a #."
            )
            place = context.found(play, match.end(1) + 2)
            fix = Fix((Edit(context.found(play, match.end() - 1), "", f"#{fits}"),)) if fits else None
            yield place, f"This citation leads to no passage. {way_out}", fix


def without_anchor(play: Play) -> Iterator[re.Match[str]]:
    """The citations of a play that name lines and lead to no passage."""
    return (match for match in _CITATION.finditer(play.body) if not match[3] and _NUMBERS.search(match[1]))


def places(context: RuleContext) -> Iterator[Finding]:
    """Lines named in front matter of which the record of the source holds nothing."""
    for play in context.written:
        for citation in play.citations:
            passages = citation.source.passages
            if passages and (match := _LIKE_LINES.fullmatch(citation.where)):
                better = f"lines {match[1]}" + (f"-{match[2]}" if match[2] else "")
                place = context.places.of_text(play.path, f"where: {citation.where}")
                fix = Fix((Edit(place, f"where: {citation.where}", f"where: {better}"),))
                yield place, f"'{citation.where}' names no lines that the check can read. Write '{better}'.", fix
            for lines in lines_in(citation.where) if passages else ():
                if not any(one.lines.first <= lines.last and lines.first <= one.lines.last for one in passages):
                    last = max(one.lines.last for one in passages)
                    message = (
                        f"The record of '{citation.source.id}' has no passage at lines {_said(lines)}; its last one "
                        f"ends at {last}. Name lines that it has, or add a passage to it."
                    )
                    yield context.places.of_text(play.path, f"where: {citation.where}"), message


def quotations(context: RuleContext) -> Iterator[Finding]:
    """Quotations of more words than may be taken over without asking; words to be sent are our own."""
    kinds, most = context.edition.kinds, Quotation().words
    for play in context.written if context.cites else ():
        if not any(sign in play.body for sign in '"“„«'):
            continue
        for part in context.texts[play.path].parts:
            if kinds.get(part.heading.casefold()) is WORDS:
                continue
            for start, words in _quoted(prose(part.text)):
                if (count := word_count(words)) > most:
                    message = (
                        f"This quotation has {count} words; at most {most} may be taken over. Keep those that matter."
                    )
                    yield context.found(play, part.start + start), message


def _quoted(text: str) -> Iterator[tuple[int, str]]:
    for match in _CURLY.finditer(text):
        yield match.start(), match[1]
    for paragraph in _PARAGRAPH.finditer(text) if '"' in text else ():
        pieces = paragraph[0].split('"')
        start = paragraph.start()
        for number, piece in enumerate(pieces):
            if number % 2 and number + 1 < len(pieces):
                yield start - 1, piece
            start += len(piece) + 1


def _said(lines: Lines) -> str:
    """Lines as a citation says them."""
    return routes.passage(lines).partition("-")[2]


def _cited(context: RuleContext) -> Iterator[tuple[Play, Source, re.Match[str]]]:
    known = {source.path: source for source in context.playbook.sources}
    for play in context.written:
        for match in _CITATION.finditer(play.body):
            if source := known.get(match[2]):
                yield play, source, match
