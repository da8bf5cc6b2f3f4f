"""Finds what a text says to do at each stage that it defines: "What to do at this stage: ...", or what follows."""

from __future__ import annotations

import re

from playbook.importer.advice.context import Context
from playbook.importer.language import pattern
from playbook.importer.values import Candidate, Layout
from playbook.importer.weights import weigh

_TODO = re.compile(rf"^{pattern('announced', 'todo')}\b[^.:!]{{0,50}}[:.!–—-]\s*", re.IGNORECASE)


def ladder(
    context: Context, defining: dict[int, tuple[str, tuple[int, ...]]], spoken: frozenset[int], heads: frozenset[int]
) -> list[Candidate]:
    """A passage for each stage: what stands behind its definition, or speaks to whoever is there, if that is advice.

    `heads` are all headings, `spoken` the paragraphs that speak to a stage.
    """
    stops = heads | defining.keys() | spoken
    why = weigh("ladder", {"sentences advise": 1.0})
    told = [index for index in sorted(spoken) if context.cues(context.blocks[index].text)]
    found = [Candidate((index,), context.blocks[index].text, Layout.LABEL, 0.8, "", why) for index in told]
    for _, own in defining.values():
        rest: list[int] = []
        for index in context.kept[context.place(own[-1]) + 1 :]:
            called = bool(_TODO.match(context.blocks[index].text))
            if index in stops and not (called and not rest):
                break
            rest.append(index)
        said = _TODO.sub("", context.text(tuple(rest)))
        called = bool(said) and said != context.text(tuple(rest))
        evidence = weigh(
            "ladder", {"called what to do": float(called), "sentences advise": float(context.cues(said) > 0)}
        )
        if evidence.score >= 1 and said:
            found.append(Candidate(tuple(rest), said[:1].upper() + said[1:], Layout.LABEL, 0.8, "", evidence))
    return found
