"""What is left of a playbook without some of its files, so that one that is broken hides nothing but itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from playbook.loading.files import (
    ASSESSMENT_FILE,
    GLOSSARY_FILE,
    MOMENTS_FILE,
    REDIRECTS_FILE,
    SEQUENCES_FILE,
)
from playbook.model import Play, Playbook


def without(playbook: Playbook, paths: Collection[str]) -> Playbook:
    """A playbook without what stands in some of its content files, and without what others say of that."""
    if not paths:
        return playbook
    folder = playbook.stage_facet.id
    sources = tuple(one for one in playbook.sources if one.path not in paths)
    cited = {source.id for source in sources}
    every = (*playbook.plays, *playbook.drafts, *playbook.retired)
    known = {play.id for play in every if play.path not in paths}

    def named(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(id for id in ids if id in known)

    def left(plays: Iterable[Play]) -> tuple[Play, ...]:
        return tuple(
            replace(
                play,
                requires=named(play.requires),
                related=named(play.related),
                replaced_by=play.replaced_by if play.replaced_by in known else "",
                citations=tuple(one for one in play.citations if one.source.id in cited),
            )
            for play in plays
            if play.id in known
        )

    moments = (replace(one, plays=named(one.plays)) for one in playbook.moments if MOMENTS_FILE not in paths)
    sequences = (
        replace(one, steps=tuple(step for step in one.steps if step.play in known))
        for one in playbook.sequences
        if SEQUENCES_FILE not in paths
    )
    return replace(
        playbook,
        plays=left(playbook.plays),
        drafts=left(playbook.drafts),
        retired=left(playbook.retired),
        sources=sources,
        experiences=tuple(one for one in playbook.experiences if one.path not in paths and one.play in known),
        prose=tuple(one for one in playbook.prose if one.path not in paths),
        glossary=() if GLOSSARY_FILE in paths else playbook.glossary,
        moments=tuple(one for one in moments if one.plays),
        sequences=tuple(one for one in sequences if one.steps),
        orders=tuple((stage, named(ids)) for stage, ids in playbook.orders if f"{folder}/{stage.id}.md" not in paths),
        assessment=tuple(
            replace(one, plays=named(one.plays)) for one in playbook.assessment if ASSESSMENT_FILE not in paths
        ),
        redirects=tuple(one for one in playbook.redirects if REDIRECTS_FILE not in paths and one.new in known),
    )
