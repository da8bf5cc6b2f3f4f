"""Compare the cost of a build: with the playbook plugin, and as plain mkdocs-material with its own search.

    python -m scripts.bench [--plays 100 1000] [--rounds 3]
    python -m scripts.bench --phases [--plays 1000]
    python -m scripts.bench --instructions [--plays 1000]

Both builds read the same made-up plays with the same theme and Markdown extensions, and no play is in the
navigation of either. They run alternately, and a ratio is the median over the rounds of one build divided by
the plain build just before it, since machines are noisy. CPU is that of the build and its children; memory is
the peak of its largest process. A last row gives what `playbook check` costs. `--phases` profiles one build of
each kind instead. `--instructions` counts what the processor carries out for one build of each kind, with
valgrind: that takes half an hour, and repeats to a thousandth whatever else the machine does.
"""

from __future__ import annotations

import argparse
import os
import platform
import pstats
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import yaml
from mkdocs.utils.yaml import yaml_load

from playbook.loading.dialect import EXTENSIONS
from scripts import make_corpus

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
KILOBYTES = 1024 if sys.platform == "darwin" else 1  # what `ru_maxrss` holds of them
CONFIGS = {"plain": "plain.yml", "playbook": "mkdocs.yml"}

# What cProfile writes: file, line and function; then calls, own and whole seconds, and the same by caller.
Spot = tuple[str, int, str]
Table = dict[Spot, tuple[int, int, float, float, dict[Spot, tuple[int, int, float, float]]]]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU, seconds on the wall, megabytes at the peak."""

    cpu: float
    wall: float
    memory: float


def corpus(work: Path, count: int) -> Path:
    """A folder below `work` with `count` plays and the two configurations."""
    folder = work / str(count)
    make_corpus.make(count, folder)
    settings = yaml_load((folder / CONFIGS["playbook"]).read_text(encoding="utf-8"))
    settings.pop("validation", None)  # what it would report are the pages that only the plugin makes
    # The plugin reads Markdown by a dialect of its own, which the plain build is given.
    dialect: list[object] = [{"toc": {"permalink": True}} if name == "toc" else name for name in EXTENSIONS]
    plain = {
        "plugins": ["search"],
        "nav": ["index.md"],
        "not_in_nav": "plays/\nsources/\n",
        "markdown_extensions": dialect,
    }
    (folder / CONFIGS["plain"]).write_text(yaml.safe_dump(settings | plain), encoding="utf-8")
    return folder


def command(folder: Path, kind: str) -> list[str]:
    config, site = folder / CONFIGS[kind], folder / f"site-{kind}"
    return ["mkdocs", "build", "--quiet", "--clean", "-f", str(config), "-d", str(site)]


def build(folder: Path, kind: str) -> Cost:
    """One cold build in a process of its own."""
    return run(["-m", *command(folder, kind)], f"The {kind} build of {folder} failed, so there is nothing to compare.")


def check(folder: Path) -> Cost:
    """One `playbook check` of the same plays, advice included."""
    arguments = ["-c", "from playbook.cli import main; main()", "check", str(folder / "content")]
    return run(arguments, f"The check of {folder} found errors, so there is nothing to measure.")


def run(arguments: Sequence[str], complaint: str) -> Cost:
    """What a Python process costs; one that fails ends the benchmark with the complaint."""
    started = time.perf_counter()
    child = subprocess.Popen([sys.executable, *arguments], env=os.environ | QUIET, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(complaint)
    wall = time.perf_counter() - started
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / KILOBYTES / 1024)


def compare(work: Path, count: int, rounds: int) -> None:
    """Build both ways `rounds` times and print a row for each, with the ratios under them."""
    folder = corpus(work, count)
    costs: dict[str, list[Cost]] = {kind: [] for kind in CONFIGS}
    for _ in range(rounds):
        for kind, row in costs.items():
            row.append(build(folder, kind))
    for kind, row in costs.items():
        cells = (median(getattr(cost, unit) for cost in row) for unit in Cost.__slots__)
        print("| {} | {} | {:.2f} | {:.2f} | {:.0f} |".format(count, kind, *cells))
    pairs = list(zip(costs["playbook"], costs["plain"], strict=True))
    ratios = ([getattr(one, unit) / getattr(plain, unit) for one, plain in pairs] for unit in Cost.__slots__)
    cells = (f"**{median(row):.2f}** ({min(row):.2f} to {max(row):.2f})" for row in ratios)
    print("| {} | ratio | {} | {} | {} |".format(count, *cells), flush=True)
    checks = [check(folder) for _ in range(rounds)]
    cells = (median(getattr(cost, unit) for cost in checks) for unit in Cost.__slots__)
    print("| {} | `playbook check` | {:.2f} | {:.2f} | {:.0f} |".format(count, *cells), flush=True)


def count_instructions(work: Path, count: int) -> None:
    """Build once each way under valgrind and print thousand millions of instructions, and the ratio."""
    folder = corpus(work, count)
    plain, ours = (instructions(folder, kind) / 1e9 for kind in CONFIGS)
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
    tables = {kind: profile(folder, kind) for kind in CONFIGS}
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


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plays", type=int, nargs="+", help="sizes of the corpus (100 and 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each kind (3)")
    parser.add_argument("--phases", action="store_true", help="profile one build of each kind instead")
    parser.add_argument("--instructions", action="store_true", help="count instructions with valgrind instead")
    chosen = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="playbook-bench-") as folder:
        work = Path(folder)
        if chosen.phases or chosen.instructions:
            for count in chosen.plays or [1000]:
                (phases if chosen.phases else count_instructions)(work, count)
            return 0
        names = ("mkdocs", "mkdocs-material")
        print(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, ", end="")
        print(", ".join(f"{name} {version(name)}" for name in names), f"; medians of {chosen.rounds} rounds", sep="")
        print("\n| plays | build | CPU s | wall s | peak MB |\n|---|---|---|---|---|", flush=True)
        small = corpus(work, 10)
        for kind in CONFIGS:
            build(small, kind)  # not counted: it fills the caches of the file system
        for count in chosen.plays or [100, 1000]:
            compare(work, count, chosen.rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
