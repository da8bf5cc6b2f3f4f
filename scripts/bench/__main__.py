"""Compare the cost of a build: with the playbook, as plain Material for MkDocs with its own search, and by others.

    python -m scripts.bench [--plays 100 1000 5000] [--rounds 3]
    python -m scripts.bench --phases [--plays 1000]
    python -m scripts.bench --instructions [--plays 1000]

All read the same made-up plays, in memory where the system has a folder there, and none has them in its navigation.
They run in turn, and a ratio is the median over the rounds of one build divided by the plain build of the same round,
since machines are noisy; its spread stands behind it. CPU is that of the build and its children; memory is the peak of
its largest process. Last comes how long an edit takes to be seen by `playbook serve`. `--phases` profiles one build of
each kind instead. `--instructions` counts what the processor carries out for one build of each kind, with valgrind:
that takes half an hour, and repeats to a thousandth whatever else the machine does.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from scripts.bench.builds import PLAIN, Cost, contenders, corpus, forget, run
from scripts.bench.profiling import count_instructions, phases
from scripts.bench.visible import seconds_to_visible

_NAMES = ("mkdocs", "mkdocs-material", "properdocs", "zensical", "hugo")
_EDITS = 5
# A disk that was just cleared of a site makes files many times slower for a while, whoever wants them.
_MEMORY = "/dev/shm"


def compare(work: Path, count: int, rounds: int) -> None:
    """Build each way in turn, `rounds` times, and print a row for each."""
    folder = corpus(work, count)
    entrants = contenders()
    costs: dict[str, list[Cost]] = {one.name: [] for one in entrants}
    for _ in range(rounds):
        for one in entrants:
            one.before(folder)
            costs[one.name].append(run(one.arguments(folder), folder))
        forget(folder)
    for name, row in costs.items():
        cpu, wall = _ratio(row, costs[PLAIN], "cpu"), _ratio(row, costs[PLAIN], "wall")
        seconds = f"{median(cost.cpu for cost in row):.2f} | {median(cost.wall for cost in row):.2f}"
        memory = f"{median(cost.memory for cost in row):.0f}"
        print(f"| {count:,} | {name} | {seconds} | {cpu} | {wall} | {memory} |", flush=True)
    seen = seconds_to_visible(folder, _EDITS)
    print(f"| {count:,} | edit to visible, `playbook serve` | | {_spread(seen, 's')} | | |", flush=True)


def _ratio(row: Sequence[Cost], plain: Sequence[Cost], unit: str) -> str:
    return _spread([getattr(one, unit) / getattr(other, unit) for one, other in zip(row, plain, strict=True)])


def _spread(found: Sequence[float], unit: str = "") -> str:
    unit = f" {unit}" if unit else ""
    return f"**{median(found):.2f}{unit}** ({min(found):.2f} to {max(found):.2f})"


def _versions() -> str:
    found = []
    for name in _NAMES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"no {name}")
    return ", ".join(found)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plays", type=int, nargs="+", help="sizes of the corpus (100, 1000 and 5000)")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each kind (3)")
    parser.add_argument("--phases", action="store_true", help="profile one build of each kind instead")
    parser.add_argument("--instructions", action="store_true", help="count instructions with valgrind instead")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="playbook-bench-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None) as folder:
        work = Path(folder)
        if chosen.phases or chosen.instructions:
            for count in chosen.plays or [1000]:
                (phases if chosen.phases else count_instructions)(work, count)
            return 0
        print(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, {_versions()}", end="")
        print(f"; medians of {chosen.rounds} rounds, with least and most")
        print("\n| plays | build | CPU s | wall s | CPU / plain | wall / plain | peak MB |", flush=True)
        print("|---|---|---|---|---|---|---|", flush=True)
        small = corpus(work, 10)
        for one in contenders():
            run(one.arguments(small), small)  # not counted: it fills the caches of the file system
        for count in chosen.plays or [100, 1000, 5000]:
            compare(work, count, chosen.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
