"""From a text and the facets of a playbook to everything that was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from playbook.importer.advice import passages
from playbook.importer.advice.context import Context, sells
from playbook.importer.article import metadata, outlining, titles
from playbook.importer.blocks import series
from playbook.importer.blocks.features import Features, features
from playbook.importer.language import language
from playbook.importer.source.reading import numbered
from playbook.importer.source.values import Block, Original, Shape
from playbook.importer.tags import stages, tagging
from playbook.importer.tags.vocabulary import compile_facet
from playbook.importer.values import Candidate, Dropped, Found, Imported, ImportedPlay, Judged, SourceFound, Unused
from playbook.model import Facet, Lines

# An article has some hundred paragraphs. Beyond this a file is a dump, and its rest is named in the report, not read.
_MOST_BLOCKS = 40_000
_MARK = re.compile(
    r"^(?:(?:[^\W\d_]{2,14}\s+)?[#(\[]?(?:No\.?\s*)?\d{1,2}\s*[.):\]–—|-]+\s*|"
    r"(?:[^\W\d_]{3,12})\s+[^\W\d_]{3,9}\s*[:–—]\s*)(?=\S)"
)


def parse(text: Original, facets: Iterable[Facet]) -> Imported:
    """Everything found in a text. Pure: the same text and facets give the same result."""
    vocabularies = [compile_facet(facet) for facet in facets]
    tongue = language(" ".join(block.text for block in text.blocks if not block.aside)[:20_000])
    text = replace(text, blocks=series.apart(text.blocks))
    blocks = features(text.blocks[:_MOST_BLOCKS], tongue)
    if not blocks:
        return Imported(text.name, SourceFound(), warnings=(*text.warnings, "no text found"), form=text.form)
    facts = metadata.find(blocks, text.meta)
    if facts.source.title and not titles.is_title(blocks[facts.title].text, facts.source.title):
        # Only the head of the file names it: then the first paragraph is a part of the article, not its title.
        titled = (*features((Block(0, 0, facts.source.title, Shape.HEADING, 1),)), *blocks)
        again = metadata.find(titled, text.meta)
        blocks, facts = (titled, again) if again.title == 0 else (blocks, facts)
    chains = series.chains(series.marks(blocks))
    outline = outlining.outline(blocks, facts.title, chains, facts.source.authors, facts.spare)
    context = Context(blocks, outline.kept, facts.source.title, tongue, sells(blocks))
    ordered = [vocabulary for vocabulary in vocabularies if vocabulary.facet.ordered]
    defining = {k: v for vocabulary in ordered for k, v in stages.definitions(vocabulary, blocks, outline.kept).items()}
    spoken = frozenset(i for vocabulary in ordered for i in stages.addressed(vocabulary, blocks, outline.kept))
    chosen, rejected, counted = passages.choose(context, chains, defining, spoken)
    known = frozenset(term for term, _ in defining.values())
    advice = [i for passage in chosen for i in passage.blocks]
    used = {*advice, *(i for _, own in defining.values() for i in own), *([facts.title] * bool(facts.source.title))}
    unused = _runs([i for i in outline.kept if i not in used])
    notes = [
        f"the language is {tongue}, not English" if tongue not in {"", "English"} else "",
        *counted,
        "" if chosen else "no advice found",
        f"only the first {_MOST_BLOCKS} paragraphs are read" if len(text.blocks) > _MOST_BLOCKS else "",
    ]
    # Of a page, the extracted text has a line for each block; a title from its head is none of them.
    shift = 1 - (blocks[0].first == 0) if text.markup else None
    return Imported(
        name=text.name,
        source=facts.source,
        plays=tuple(
            _play(context, passage, tagging.terms(vocabularies, context, passage, known), shift) for passage in chosen
        ),
        stages_defined=stages.defined(defining, blocks),
        dropped=tuple(_dropped(text, blocks, outline)),
        unused=tuple(Unused(blocks[run[0]].first, max(blocks[i].last for i in run)) for run in unused),
        judged=tuple(_judged(blocks, outline, rejected)),
        warnings=(*text.warnings, *filter(None, notes)),
        form=text.form,
        lines=numbered(text.blocks)[0] if text.markup else text.lines,
        words=sum(block.words for block in blocks),
        kept_words=sum(blocks[i].words for i in outline.kept),
        advice_words=sum(blocks[i].words for i in advice),
    )


def _play(context: Context, passage: Candidate, terms: dict[str, tuple[Found, ...]], shift: int | None) -> ImportedPlay:
    own = [context.blocks[i] for i in passage.blocks]
    first, last = own[0].first, own[-1].last
    place = (first, last) if shift is None else (passage.blocks[0] + shift, passage.blocks[-1] + shift)
    return ImportedPlay(
        title_of(passage.head),
        first,
        last,
        _quoted(own),
        passage.kind,
        passage.confidence,
        terms,
        why=str(passage.why),
        place=Lines(*place),
        blocks=tuple(own),
    )


def _judged(
    blocks: tuple[Features, ...], outline: outlining.Outline, rejected: tuple[Candidate, ...]
) -> Iterator[Judged]:
    """Why each block with evidence against it was kept or left out, and why what was judged is no advice."""
    for index, evidence in sorted(outline.evidence.items()):
        verdict = "left out" if index in outline.reasons else "kept in the article"
        yield Judged(blocks[index].first, blocks[index].last, blocks[index].text[:70], verdict, str(evidence))
    for one in rejected:
        own = [blocks[i] for i in one.blocks]
        yield Judged(own[0].first, own[-1].last, title_of(one.head), "no advice", str(one.why) or "nothing says so")


def title_of(head: str) -> str:
    """The words that name a passage, without its number: the first sentence, cut between words."""
    text = _MARK.sub("", " ".join(head.split())) or " ".join(head.split())
    sentence = re.split(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘]?[A-ZÀ-Þ])|\s[–—]\s|:\s", text, maxsplit=1)[0]
    sentence = sentence if len(sentence.split()) >= 2 else text
    sentence = sentence.rstrip(".:;,– ").strip('“”" ')
    if len(sentence) <= 90:
        return sentence
    return sentence[:88].rsplit(" ", 1)[0].rstrip(",;:– ") + " …"


def _quoted(own: list[Features]) -> str:
    """A passage as text with the marks of its items; no tag of a page may reach the output."""
    text = ""
    for block in own:
        mark = {"": "", "•": "- "}.get(block.mark, f"{block.mark} ") if len(own) > 1 else ""
        text += ("\n\n" if block.gap else "\n") * bool(text) + mark + block.text
    return text


def _dropped(text: Original, blocks: tuple[Features, ...], outline: outlining.Outline) -> Iterator[Dropped]:
    """What was left out; neighbours that were for the same reason are one entry."""
    if text.head:
        yield Dropped(1, text.head, "front matter")
    for run in _runs(sorted(outline.reasons), outline.reasons):
        own = [blocks[i] for i in run]
        yield Dropped(own[0].first, max(b.last for b in own), outline.reasons[run[0]], tuple(b.text for b in own))
    if rest := text.blocks[_MOST_BLOCKS:]:
        yield Dropped(rest[0].first, rest[-1].last, "too long: not read")


def _runs(indexes: list[int], values: dict[int, str] | None = None) -> list[list[int]]:
    """Indexes in runs without a gap, and of one value where there are values."""
    found: list[list[int]] = []
    for index in indexes:
        alike = found and index == found[-1][-1] + 1 and (not values or values[index] == values[found[-1][-1]])
        if alike:
            found[-1].append(index)
        else:
            found.append([index])
    return found
