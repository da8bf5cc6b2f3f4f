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
    from tests.importer.marking import development_set
    from tests.importer.scoring import articles, score, table, vocabulary

    if set(arguments) - {"--notes"}:
        print(__doc__, file=sys.stderr)
        return 2
    known = vocabulary()
    texts = development_set()
    parts = {
        "development set, tuned on": [t for t in texts if t.part == "tune"],
        "development set, held out": [t for t in texts if t.part == "held"],
        "the five articles": articles(),
    }
    for name, part in parts.items():
        if not part:
            continue
        tally = score(part, known)
        print(f"{name}\n{table(tally)}\n")
        if "--notes" in arguments and "held" not in name:
            print("\n".join(tally.notes) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
