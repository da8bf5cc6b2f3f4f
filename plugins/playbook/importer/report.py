"""Says what was found in a file: as lines for an editor, and as one JSON object for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from playbook.importer.blocks.sentences import cut
from playbook.importer.draft.drafts import Plan, Planned
from playbook.importer.values import Dropped, Imported, ImportedPlay

_NAMED = ("roles", "stages", "topics")
_TWINS = 3
_WORDS = 8


def to_json(imported: Imported, extra: tuple[str, ...] = ()) -> str:
    """One line. Each facet has its own key in a play; `evidence` gives the words and the confidence of each term."""
    source = imported.source
    return json.dumps(
        {
            "file": imported.name,
            "form": str(imported.form),
            "source": {
                "title": source.title or None,
                "authors": list(source.authors),
                "publisher": source.publisher or None,
                "published": source.published.isoformat() if source.published else None,
                "url": source.url or None,
            },
            "plays": [_play(play) for play in imported.plays],
            "stages_defined": [
                {"stage": s.stage, "start_line": s.start_line, "end_line": s.end_line, "text": s.text}
                for s in imported.stages_defined
            ],
            "dropped": [
                {"start_line": d.start_line, "end_line": d.end_line, "reason": d.reason, "first_words": _opening(d)}
                for d in imported.dropped
            ],
            "unused": [{"start_line": u.start_line, "end_line": u.end_line} for u in imported.unused],
            "words": {
                "all": imported.words,
                "article": imported.kept_words,
                "advice": imported.advice_words,
            },
            "warnings": [*imported.warnings, *extra],
        },
        ensure_ascii=False,
    )


def _play(play: ImportedPlay) -> dict[str, object]:
    terms = {facet: [found.term for found in play.terms.get(facet, ())] for facet in (*_NAMED, *play.terms)}
    evidence = {
        facet: {found.term: {"words": list(found.words), "confidence": found.weight} for found in several}
        for facet, several in play.terms.items()
        if several
    }
    return {
        "title": play.title,
        "start_line": play.start_line,
        "end_line": play.end_line,
        "lines": [play.place.first, play.place.last],
        "text": play.text,
        "kind": str(play.kind),
        "confidence": play.confidence,
        "why": play.why,
        **terms,
        "evidence": evidence,
    }


def _opening(dropped: Dropped) -> list[str]:
    return [_first_words(said) for text in dropped.texts for said in cut(text)]


def to_text(imported: Imported, plan: Plan | None, *, dry_run: bool, explain: bool = False) -> str:
    """The report for an editor, a line for each thing kept, dropped or doubtful."""
    return "\n".join(_lines(imported, plan, dry_run=dry_run, explain=explain)) + "\n"


def _lines(imported: Imported, plan: Plan | None, *, dry_run: bool, explain: bool) -> Iterator[str]:
    source = imported.source
    published = source.published.isoformat() if source.published else "undated"
    people = ", ".join(source.authors) or "nobody named"
    publisher = source.publisher or "publisher unknown"
    yield f"{imported.name}: {source.title or 'no title found'} ({people}; {publisher}; {published})"
    yield f"  words    {_shares(imported)}"
    if plan is not None:
        done = "would be written" if dry_run else "written"
        yield f"  source   {plan.source_path} {done if plan.source_text else 'is there already'}"
    for number, play in enumerate(imported.plays):
        tags = "; ".join(
            f"{facet}: {', '.join(found.term for found in several)}" for facet, several in play.terms.items() if several
        )
        yield f"  kept     {_place(play.start_line, play.end_line)}  {play.title}"
        yield f"           {play.kind}, {play.confidence:.0%} sure; {tags or 'no terms'}"
        if explain and play.why:
            yield f"           because: {play.why}"
        if plan is not None:
            yield from _planned(plan.plays[number], dry_run=dry_run)
    for stage in imported.stages_defined:
        yield f"  defines  {_place(stage.start_line, stage.end_line)}  stage {stage.stage}"
    for dropped in imported.dropped:
        yield f"  dropped  {_place(dropped.start_line, dropped.end_line)}  {dropped.reason}"
        yield from (f"             {_first_words(said)}" for text in dropped.texts for said in cut(text))
    for unused in imported.unused:
        yield f"  unused   {_place(unused.start_line, unused.end_line)}  of the article, but no advice"
    for judged in imported.judged if explain else ():
        yield f"  judged   {_place(judged.start_line, judged.end_line)}  {judged.verdict}: {_first_words(judged.text)}"
        yield f"           because: {judged.why}"
    for warning in imported.warnings:
        yield f"  note     {warning}"


def _shares(imported: Imported) -> str:
    """Of all words, which share is advice, the rest of the article, and left out."""
    total = max(imported.words, 1)
    rest = imported.kept_words - imported.advice_words
    return (
        f"{imported.words}: {imported.advice_words / total:.0%} advice, {rest / total:.0%} unused, "
        f"{(imported.words - imported.kept_words) / total:.0%} dropped"
    )


def _planned(planned: Planned, *, dry_run: bool) -> Iterator[str]:
    if planned.addition:
        (twin, *_) = planned.alike
        yield f"           {twin.path} ({twin.title}) says nearly the same: offered as an addition to it"
        return
    done = "would be written" if dry_run else "written"
    state = "is there already, left as it is" if planned.kept else done if planned.text else "not chosen"
    yield f"           {planned.path} {state}"
    for twin in planned.alike[:_TWINS]:
        yield f"           much like {twin.path} ({twin.title})"


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _place(first: int, last: int) -> str:
    place = f"line {first}" if first == last else f"lines {first}-{last}"
    return f"{place:<14}"
