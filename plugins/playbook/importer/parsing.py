"""From a text and the facets of a playbook to everything that was found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playbook.importer.advice import passages
from playbook.importer.advice.context import Context
from playbook.importer.article import metadata, outlining, titles
from playbook.importer.blocks import series
from playbook.importer.blocks.features import Features, features
from playbook.importer.language import language
from playbook.importer.source.values import Block, Original, Shape
from playbook.importer.tags import stages, tagging
from playbook.importer.tags.vocabulary import FacetPhrases, compile_facet
from playbook.importer.values import Candidate, Dropped, Found, Imported, ImportedPlay, Unused
from playbook.model import Facet

# An article has some hundred paragraphs. Beyond this a file is a dump, and its rest is named in the report, not read.
_MOST_BLOCKS = 40_000
_MARK = re.compile(
    r"^(?:(?:[^\W\d_]{2,14}\s+)?[#(\[]?(?:No\.?\s*)?\d{1,2}\s*[.):\]–—|-]+\s*|(?:[^\W\d_]{3,12})\s+[^\W\d_]{3,9}\s*[:–—]\s*)(?=\S)"
)


def parse(text: Original, facets: Iterable[Facet]) -> Imported:
    """Everything found in a text. Pure: the same text and facets give the same result."""
    vocabularies = [compile_facet(facet) for facet in facets]
    tongue = language(" ".join(block.text for block in text.blocks[:_MOST_BLOCKS] if not block.aside)[:20_000])
    blocks = features(text.blocks[:_MOST_BLOCKS], tongue)
    facts = metadata.find(blocks, text.meta)
    if not blocks:
        return Imported(text.name, facts.source, warnings=(*text.warnings, "no text found"), form=text.form)
    if facts.source.title and not titles.is_title(blocks[facts.title].text, facts.source.title):
        # Only the head of the file names it: then the first paragraph is a part of the article, not its title.
        titled = (*features((Block(0, 0, facts.source.title, Shape.HEADING, 1),)), *blocks)
        again = metadata.find(titled, text.meta)
        blocks, facts = (titled, again) if again.title == 0 else (blocks, facts)
    chains = series.chains(series.marks(blocks))
    outline = outlining.outline(blocks, facts.title, chains, facts.source.authors, facts.spare)
    ordered = [v for v in vocabularies if v.facet.ordered]
    defining = {k: v for vocabulary in ordered for k, v in stages.definitions(vocabulary, blocks, outline.kept).items()}
    within = frozenset(i for _, indexes in defining.values() for i in indexes)
    context = Context(blocks, outline.kept, facts.source.title, tongue)
    opening = context.text(outline.kept[1:4])[:1500]
    chosen, counted = passages.choose(context, chains, within) if outline.kept else ((), ())
    warnings = [
        *text.warnings,
        *([f"the language is {tongue}, not English"] if tongue not in {"", "English"} else []),
        *counted,
    ]
    if not chosen:
        warnings.append("no advice found")
    dropped = _dropped(blocks, outline.reasons)
    if text.head:
        dropped = (Dropped(1, text.head, "front matter"), *dropped)
    if len(text.blocks) > _MOST_BLOCKS:
        rest = text.blocks[_MOST_BLOCKS:]
        dropped += (Dropped(rest[0].first, rest[-1].last, "too long: not read"),)
        warnings.append(f"only the first {_MOST_BLOCKS} paragraphs are read")
    return Imported(
        name=text.name,
        source=facts.source,
        plays=tuple(_play(text, blocks, passage, vocabularies, facts.source.title, opening) for passage in chosen),
        stages_defined=stages.defined(defining, blocks),
        dropped=dropped,
        unused=_unused(
            blocks,
            outline.kept,
            facts.title if facts.source.title else None,
            within | {i for passage in chosen for i in passage.blocks},
        ),
        warnings=tuple(warnings),
        form=text.form,
        kept_words=sum(blocks[i].words for i in outline.kept),
    )


def _play(
    text: Original,
    blocks: tuple[Features, ...],
    passage: Candidate,
    vocabularies: list[FacetPhrases],
    title: str,
    opening: str,
) -> ImportedPlay:
    indexes = passage.blocks
    head = title_of(passage.head)
    quoted = _quoted(text, blocks, indexes)
    body = " ".join(blocks[i].text for i in indexes)
    around = tagging.Surroundings(title, passage.lead_in, opening)
    terms: dict[str, tuple[Found, ...]] = {}
    for vocabulary in vocabularies:
        facet = vocabulary.facet
        if facet.ordered:
            terms[facet.id] = stages.named(vocabulary, body)
        else:
            head_words = passage.head if len(passage.head.split()) <= 16 else ""
            rest = body.replace(head_words, " ", 1) if head_words else body
            terms[facet.id] = tagging.tag(vocabulary, head_words, rest, around)
    return ImportedPlay(
        head, blocks[indexes[0]].first, blocks[indexes[-1]].last, quoted, passage.kind, passage.confidence, terms
    )


def title_of(head: str) -> str:
    """The words that name a passage, without its number: the first sentence, cut between words."""
    text = _MARK.sub("", " ".join(head.split())) or " ".join(head.split())
    sentence = re.split(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘]?[A-ZÀ-Þ])|\s[–—]\s|:\s", text, maxsplit=1)[0]
    sentence = sentence if len(sentence.split()) >= 2 else text
    sentence = sentence.rstrip(".:;,– ").strip('“”" ')
    if len(sentence) <= 90:
        return sentence
    return sentence[:88].rsplit(" ", 1)[0].rstrip(",;:– ") + " …"


def _quoted(text: Original, blocks: tuple[Features, ...], indexes: tuple[int, ...]) -> str:
    """The passage as it stands in the file; of HTML its text, as no tag may reach the output."""
    if text.markup:
        parts = []
        for index in indexes:
            block = blocks[index]
            mark = f"{'-' if block.mark == '•' else block.mark} " if block.mark and len(indexes) > 1 else ""
            parts.append(mark + block.text)
        return "\n\n".join(parts)
    lines: list[str] = []
    last = 0
    for index in indexes:
        block = blocks[index]
        if last:
            between = text.lines[last : block.first - 1]
            lines += [""] if any(not line.strip() for line in between) or len(between) else []
        lines += [line.rstrip() for line in text.lines[block.first - 1 : block.last]]
        last = block.last
    return "\n".join(lines)


def _dropped(blocks: tuple[Features, ...], reasons: dict[int, str]) -> tuple[Dropped, ...]:
    """Neighbours that were left out for the same reason are one entry."""
    found: list[Dropped] = []
    previous = -2
    for index in sorted(reasons):
        block, reason = blocks[index], reasons[index]
        if found and found[-1].reason == reason and index == previous + 1:
            texts = (*found[-1].texts, block.text)
            found[-1] = Dropped(found[-1].start_line, max(block.last, found[-1].end_line), reason, texts)
        else:
            found.append(Dropped(block.first, block.last, reason, (block.text,)))
        previous = index
    return tuple(found)


def _unused(
    blocks: tuple[Features, ...], kept: tuple[int, ...], title: int | None, used: frozenset[int]
) -> tuple[Unused, ...]:
    """What is left of the article between title and pieces of advice, neighbours as one entry."""
    found: list[Unused] = []
    previous = -2
    for index in kept:
        if index in used or index == title:
            continue
        if index == previous + 1:
            found[-1] = Unused(found[-1].start_line, max(found[-1].end_line, blocks[index].last))
        else:
            found.append(Unused(blocks[index].first, blocks[index].last))
        previous = index
    return tuple(found)
