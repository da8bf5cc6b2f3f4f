#!/usr/bin/env python3
"""Prints how well the importer reads the labelled texts: those that rules are made on, those held back, the articles.

usage: score_import.py [--notes] [--explain | --explain=QUESTION]

--notes also says what went wrong in the texts that rules may be tuned on; of those held back only figures are shown.
--explain prints what each weight changes: by how much the segment F1 of the tuning texts falls without it, in all and
in each of five folds by source, so that a weight that serves one source alone is seen. It takes some minutes, and less
for one table: article, advice, section, paragraph or ladder.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]

from playbook.model import Facet  # noqa: E402  # found where the line above says
from tests.importer.marking import SHELF, Labelled, desk_set, development_set  # noqa: E402
from tests.importer.scoring import articles, score, table, together, vocabulary  # noqa: E402

_FOLDS = 5


def main(arguments: list[str]) -> int:
    from playbook.importer.weights import QUESTIONS

    asked = {"--explain": QUESTIONS, **{f"--explain={question}": (question,) for question in QUESTIONS}}
    if set(arguments) - {"--notes", *asked}:
        print(__doc__, file=sys.stderr)
        return 2
    known = vocabulary()
    texts = (*development_set(), *desk_set())
    parts = {
        f"{part} {kind}": [t for t in texts if t.part == part and (t.genre in SHELF) is shelf]
        for part in ("tune", "held")
        for kind, shelf in (("shelf", True), ("other", False))
    }
    tallies = {name: score(part, known) for name, part in {**parts, "five articles": articles()}.items() if part}
    print(table(tallies))
    for questions in (asked[argument] for argument in arguments if argument in asked):
        explain([text for text in texts if text.part == "tune"], known, questions)
    if "--notes" in arguments:
        print("\n".join(note for name, tally in tallies.items() if "held" not in name for note in tally.notes))
    return 0


def explain(texts: list[Labelled], known: tuple[Facet, ...], questions: tuple[str, ...]) -> None:
    """What each weight changes, by taking it out. Texts of one source are in one fold, as they share their style."""
    from playbook.importer.source.reading import read
    from playbook.importer.weights import table as weights

    sources = sorted({text.family or text.name for text in texts})
    fold = {source: number % _FOLDS for number, source in enumerate(sources)}
    parts = [[text for text in texts if fold[text.family or text.name] == number] for number in range(_FOLDS)]
    originals = {text.name: read(text.raw, text.name + text.suffix) for text in texts}

    def scores() -> list[float]:
        tallies = [score(part, known, originals) for part in parts]
        return [together(tallies).f1, *(tally.f1 for tally in tallies)]

    whole = scores()
    print(f"\n{'segment F1':36}{'':7}" + "".join(f"{value:>8.3f}" for value in whole))
    for question in questions:
        for feature, weight in weights(question).items():
            weights(question)[feature] = replace(weight, weight=0.0)
            changes = [now - before for now, before in zip(scores(), whole, strict=True)]
            weights(question)[feature] = weight
            print(f"{question + ': ' + feature:36.36}{weight.weight:>7.2f}" + "".join(f"{c:>+8.3f}" for c in changes))
            print(f"    {weight.why}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
