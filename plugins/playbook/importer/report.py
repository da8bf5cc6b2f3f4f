"""Says what was found in a file: as lines for an editor, and as one JSON object for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from playbook.importer.blocks.sentences import cut
from playbook.importer.draft.drafts import Plan, Planned
from playbook.importer.values import Dropped, Imported, ImportedPlay

_NAMED = ("roles", "stages", "topics")
_TWINS = 3
_WORDS = 8


def to_json(imported: Imported, extra: tuple[str, ...] = ()) -> str:
    """One line. Each facet has its own key in a play; `evidence` gives the words and the confidence of each term."""
    source = imported.source
    published = source.published.isoformat() if source.published else None
    dropped = [(d.start_line, d.end_line, d.reason, list(_opening(d))) for d in imported.dropped]
    told = {
        "file": imported.name,
        "form": imported.form,
        "source": {key: value or None for key, value in asdict(source).items()}
        | {"authors": source.authors, "published": published},
        "plays": [_play(play) for play in imported.plays],
        "stages_defined": [asdict(stage) for stage in imported.stages_defined],
        "dropped": [
            dict(zip(("start_line", "end_line", "reason", "first_words"), one, strict=True)) for one in dropped
        ],
        "unused": [asdict(unused) for unused in imported.unused],
        "words": {"all": imported.words, "article": imported.kept_words, "advice": imported.advice_words},
        "warnings": [*imported.warnings, *extra],
    }
    return json.dumps(told, ensure_ascii=False)


def _play(play: ImportedPlay) -> dict[str, object]:
    terms = {facet: [found.term for found in play.terms.get(facet, ())] for facet in (*_NAMED, *play.terms)}
    evidence = {
        facet: {found.term: {"words": found.words, "confidence": found.weight} for found in several}
        for facet, several in play.terms.items()
        if several
    }
    plain = ("title", "start_line", "end_line", "text", "kind", "confidence", "why")
    own = {key: getattr(play, key) for key in plain} | {"lines": [play.place.first, play.place.last]}
    return own | terms | {"evidence": evidence}


def _opening(dropped: Dropped) -> Iterator[str]:
    return (_first_words(said) for text in dropped.texts for said in cut(text))


def to_text(imported: Imported, plan: Plan | None, *, dry_run: bool, explain: bool = False) -> str:
    """The report for an editor, a line for each thing kept, dropped or doubtful."""
    return "\n".join(_lines(imported, plan, dry_run=dry_run, explain=explain)) + "\n"


def _lines(imported: Imported, plan: Plan | None, *, dry_run: bool, explain: bool) -> Iterator[str]:
    source, done = imported.source, "would be written" if dry_run else "written"
    about = (", ".join(source.authors) or "nobody named", source.publisher or "publisher unknown")
    yield f"{imported.name}: {source.title or 'no title found'} ({'; '.join(about)}; {source.published or 'undated'})"
    total, kept = max(imported.words, 1), imported.kept_words
    shares = {"advice": imported.advice_words, "unused": kept - imported.advice_words, "dropped": imported.words - kept}
    yield f"  words    {imported.words}: " + ", ".join(f"{count / total:.0%} {what}" for what, count in shares.items())
    if plan is not None:
        yield f"  source   {plan.source_path} {done if plan.source_text else 'is there already'}"
    for number, play in enumerate(imported.plays):
        tags = (f"{facet}: {', '.join(one.term for one in found)}" for facet, found in play.terms.items() if found)
        yield f"  kept     {_place(play.start_line, play.end_line)}  {play.title}"
        yield f"           {play.kind}, {play.confidence:.0%} sure; {'; '.join(tags) or 'no terms'}"
        if explain and play.why:
            yield f"           because: {play.why}"
        if plan is not None:
            yield from _planned(plan.plays[number], done)
    for stage in imported.stages_defined:
        yield f"  defines  {_place(stage.start_line, stage.end_line)}  stage {stage.stage}"
    for dropped in imported.dropped:
        yield f"  dropped  {_place(dropped.start_line, dropped.end_line)}  {dropped.reason}"
        yield from (f"             {opening}" for opening in _opening(dropped))
    for unused in imported.unused:
        yield f"  unused   {_place(unused.start_line, unused.end_line)}  of the article, but no advice"
    for judged in imported.judged if explain else ():
        yield f"  judged   {_place(judged.start_line, judged.end_line)}  {judged.verdict}: {_first_words(judged.text)}"
        yield f"           because: {judged.why}"
    for warning in imported.warnings:
        yield f"  note     {warning}"


def _planned(planned: Planned, done: str) -> Iterator[str]:
    if planned.addition:
        (twin, *_) = planned.alike
        yield f"           {twin.path} ({twin.title}) says nearly the same: offered as an addition to it"
        return
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
