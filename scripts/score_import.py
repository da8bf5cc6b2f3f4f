#!/usr/bin/env python3
"""Prints how well the importer reads the development set, its held-out part, and the five articles.

usage: score_import.py [--notes]

--notes also says what went wrong in the part that rules may be tuned on; of the held-out part only figures are shown.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]


def main(arguments: list[str]) -> int:
    from tests.importer.marking import SHELF, desk_set, development_set
    from tests.importer.scoring import articles, score, table, vocabulary

    if set(arguments) - {"--notes"}:
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
    if "--notes" in arguments:
        print("\n".join(note for name, tally in tallies.items() if "held" not in name for note in tally.notes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
