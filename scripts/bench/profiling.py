"""Where a build spends its time, and how much of the processor's work it is, beside a plain build of the same plays."""

from __future__ import annotations

import os
import pstats
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from scripts.bench.builds import QUIET, corpus, run

# What cProfile writes: file, line and function; then calls, own and whole seconds, and the same by caller.
Spot = tuple[str, int, str]
Table = dict[Spot, tuple[int, int, float, float, dict[Spot, tuple[int, int, float, float]]]]
KINDS = {"plain": "plain.yml", "playbook": "mkdocs.yml"}


def command(folder: Path, kind: str) -> list[str]:
    """A build by MkDocs that takes nothing from an earlier one."""
    return [
        "mkdocs",
        "build",
        "--quiet",
        "--clean",
        "-f",
        str(folder / KINDS[kind]),
        "-d",
        str(folder / f"site-{kind}"),
    ]


def build(folder: Path, kind: str) -> None:
    run(["-m", *command(folder, kind)])


def count_instructions(work: Path, count: int) -> None:
    """Build once each way under valgrind and print thousand millions of instructions, and the ratio."""
    folder = corpus(work, count)
    plain, ours = (instructions(folder, kind) / 1e9 for kind in KINDS)
    figures = f"plain {plain:.2f}, playbook {ours:.2f} thousand million instructions, ratio {ours / plain:.2f}"
    print(f"{count} plays: {figures}")


def instructions(folder: Path, kind: str) -> int:
    """What one build carries out outside the kernel."""
    build(folder, kind)  # not counted: it compiles what Python has not compiled yet
    tool = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder / kind}.callgrind"]
    steady = os.environ | QUIET | {"PYTHONHASHSEED": "0"}
    arguments = [*tool, sys.executable, "-m", *command(folder, kind)]
    ran = subprocess.run(arguments, env=steady, stderr=subprocess.PIPE, encoding="utf-8", check=True)
    return int(ran.stderr.rpartition("Collected :")[2].split()[0])


def phases(work: Path, count: int) -> None:
    """Profile one build of each kind and print where the seconds went; the profiler adds to all of them."""
    folder = corpus(work, count)
    tables = {kind: profile(folder, kind) for kind in KINDS}
    own = {kind: own_times(table) for kind, table in tables.items()}
    print(f"{count} plays, seconds under the profiler\n")
    print("| own time in | plain | playbook | more |\n|---|---|---|---|")
    names = sorted(own["playbook"].keys() - {"total"}, key=lambda name: own["plain"][name] - own["playbook"][name])
    for name in ("total", *names[:24]):
        plain, ours = own["plain"][name], own["playbook"][name]
        print(f"| {name} | {plain:.2f} | {ours:.2f} | {ours - plain:.2f} |")
    print("\n| function of the playbook | seconds with what it calls | calls |\n|---|---|---|")
    rows = [(row[3], row[1], place) for place, row in tables["playbook"].items() if owner(place).startswith("playbook")]
    for seconds, calls, place in sorted(rows, reverse=True)[:25]:
        print(f"| {owner(place)}.{place[2]} | {seconds:.2f} | {calls} |")


def profile(folder: Path, kind: str) -> Table:
    """Run one build under cProfile."""
    file = folder / f"{kind}.profile"
    arguments = ["-m", "cProfile", "-o", str(file), "-m", *command(folder, kind)]
    subprocess.run([sys.executable, *arguments], env=os.environ | QUIET, check=True)
    table: Table = pstats.Stats(str(file)).stats  # type: ignore[attr-defined]  # there for ever, not in the stubs
    return table


def own_times(table: Table) -> dict[str, float]:
    """Seconds spent in the code of each owner; a function in C costs the owner of whoever calls it."""
    own: dict[str, float] = defaultdict(float)
    for place, (_, _, seconds, _, callers) in table.items():
        own["total"] += seconds
        if place[0] == "~" and callers:
            for caller, (_, _, share, _) in callers.items():
                own[owner(caller)] += share
        else:
            own[owner(place)] += seconds
    return own


def owner(place: Spot) -> str:
    """Whose code a place is: a module of ours, otherwise a package or a module of Python."""
    file = place[0].replace(os.sep, "/")
    if match := re.search(r"plugins/(playbook/.+)\.py$", file):
        return match[1].removesuffix("/__init__").replace("/", ".")
    match = re.search(r"/site-packages/(?:\w+\.libs/)?([\w-]+)", file) or re.search(r"/python3\.\d+/(\w+)", file)
    return match[1] if match else "templates" if file.endswith((".html", ".xml", "<template>")) else file
