"""Builds that are killed on the way, in children of this process; run by test_publishing as a process of its own.

It prints how often which site was found afterwards: the one before, the one after, or anything else.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from playbook.hosts import publishing

# What Python tells of the steps that change folders; what the system does in one call is one step.
STEPS = frozenset(("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "ctypes.dlsym", "open"))


def digest(folder: Path) -> str:
    """What a site holds, hidden files too; empty where there is none."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    held = [(file.relative_to(folder).as_posix(), file.read_bytes()) for file in files]
    return sha256(repr(held).encode()).hexdigest() if held else ""


def forked(work: Callable[[], None]) -> int:
    """The number of a child that does the work and ends."""
    child = os.fork()
    if child:
        return child
    with suppress(BaseException):
        work()
        os._exit(0)
    os._exit(1)


def at_random_moments(folder: Path, rounds: int) -> Counter[str]:
    """Kill real builds; the content changes before each, so that the new site is another."""
    os.chdir(folder)
    play, site = folder / "content" / "plays" / "talk-first.md", folder / "site"
    texts = [play.read_text("utf-8"), play.read_text("utf-8") + "\nAnother line.\n"]
    whole, took = [], 0.0
    for text in texts:
        play.write_text(text, "utf-8")
        start = time.monotonic()
        assert os.waitpid(forked(lambda: build(load_config())), 0)[1] == 0
        took = time.monotonic() - start
        whole.append(digest(site))
    assert whole[0] != whole[1]
    found: Counter[str] = Counter()
    moments = random.Random(17)
    for number in range(rounds):
        play.write_text(texts[number % 2], "utf-8")
        before = digest(site)
        child = forked(lambda: build(load_config()))
        time.sleep(moments.uniform(0, took * 1.2))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        after = digest(site)
        found["old" if after == before else "new" if after in whole else "broken"] += 1
    assert os.waitpid(forked(lambda: build(load_config())), 0)[1] == 0
    found["left behind"] = len(list(folder.glob(".site-*")))
    return found


def at_each_step(folder: Path, rounds: int) -> Counter[str]:
    """Kill the act itself, once at each of its steps, until one goes through."""
    site, found = folder / "site", Counter[str]()
    fresh(site, "old")
    (site / ".keep").write_text("kept")
    kept = digest(site)
    fresh(folder / "example", "new")
    (folder / "example" / ".keep").write_text("kept")
    whole = {kept: "old", digest(folder / "example"): "new"}
    for last in range(1, rounds):
        if digest(site) != kept:
            fresh(site, "old")
        child = forked(lambda last=last: killed_at(last, lambda: publish(site)))  # type: ignore[misc]
        ended = os.waitpid(child, 0)[1]
        publishing.recover(site)
        found[whole.get(digest(site), "broken")] += 1
        if ended == 0:
            break
        assert os.WTERMSIG(ended) == signal.SIGKILL
    found["left behind"] = len(list(folder.glob(".site-*")))
    return found


def fresh(folder: Path, word: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in ("a.html", "b.html"):
        (folder / name).write_text(word)


def publish(site: Path) -> None:
    publishing.recover(site)
    made = publishing.begin(site)
    fresh(made.folder, "new")
    made.finish()


def killed_at(last: int, work: Callable[[], None]) -> None:
    """Do the work as far as step `last`."""
    steps = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if event in STEPS:
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    work()


def without_exchange(folder: Path, rounds: int) -> Counter[str]:
    """The same where the system cannot swap two folders in one step."""

    def refuse(one: Path, other: Path) -> None:
        raise OSError(next(iter(publishing._CANNOT)), "as on systems that know no exchange")

    publishing._exchange = refuse
    return at_each_step(folder, rounds)


if __name__ == "__main__":
    way = {"moments": at_random_moments, "steps": at_each_step, "two steps": without_exchange}[sys.argv[1]]
    print(json.dumps(way(Path(sys.argv[2]).resolve(), int(sys.argv[3]))))
