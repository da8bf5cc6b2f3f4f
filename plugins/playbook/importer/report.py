"""Says what was found in a file: as lines for an editor, and as one JSON object for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from playbook.importer.draft.drafts import Plan
from playbook.importer.values import Imported, ImportedPlay

_NAMED = ("roles", "stages", "topics")
_TWINS = 3


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
                {"start_line": d.start_line, "end_line": d.end_line, "reason": d.reason} for d in imported.dropped
            ],
            "unused": [{"start_line": u.start_line, "end_line": u.end_line} for u in imported.unused],
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
        "text": play.text,
        "kind": str(play.kind),
        "confidence": play.confidence,
        **terms,
        "evidence": evidence,
    }


def to_text(imported: Imported, plan: Plan | None, *, dry_run: bool) -> str:
    """The report for an editor, a line for each thing kept, dropped or doubtful."""
    return "\n".join(_lines(imported, plan, dry_run=dry_run)) + "\n"


def _lines(imported: Imported, plan: Plan | None, *, dry_run: bool) -> Iterator[str]:
    source = imported.source
    published = source.published.isoformat() if source.published else "undated"
    people = ", ".join(source.authors) or "nobody named"
    publisher = source.publisher or "publisher unknown"
    yield f"{imported.name}: {source.title or 'no title found'} ({people}; {publisher}; {published})"
    done = "would be written" if dry_run else "written"
    if plan is not None and (not plan.plays or any(planned.text or planned.kept for planned in plan.plays)):
        yield f"  source   {plan.source_path} {done if plan.source_text else 'is there already'}"
    for number, play in enumerate(imported.plays):
        tags = "; ".join(
            f"{facet}: {', '.join(found.term for found in several)}" for facet, several in play.terms.items() if several
        )
        yield f"  kept     {_place(play.start_line, play.end_line)}  {play.title}"
        yield f"           {play.kind}, {play.confidence:.0%} sure; {tags or 'no terms'}"
        if plan is not None:
            planned = plan.plays[number]
            state = "is there already, left as it is" if planned.kept else done if planned.text else "not chosen"
            yield f"           {planned.path} {state}"
            for twin in planned.alike[:_TWINS]:
                yield f"           much like {twin.path} ({twin.title})"
    for stage in imported.stages_defined:
        yield f"  defines  {_place(stage.start_line, stage.end_line)}  stage {stage.stage}"
    for dropped in imported.dropped:
        yield f"  dropped  {_place(dropped.start_line, dropped.end_line)}  {dropped.reason}"
    for unused in imported.unused:
        yield f"  unused   {_place(unused.start_line, unused.end_line)}  of the article, but no advice"
    for warning in imported.warnings:
        yield f"  note     {warning}"


def _place(first: int, last: int) -> str:
    place = f"line {first}" if first == last else f"lines {first}-{last}"
    return f"{place:<14}"
