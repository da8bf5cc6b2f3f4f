"""`playbook serve`: what it shows is what a build would make of the content as it lies."""

from __future__ import annotations

import errno
import gc
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from queue import Queue
from random import Random
from threading import Thread

import pytest
from jinja2 import Environment
from mkdocs.config import load_config

from playbook.frame import Frame
from playbook.guard import Hindrance
from playbook.hosts import mkdocs_values as values
from playbook.hosts.folder import files, framed
from playbook.hosts.live import Live
from playbook.hosts.serving import Server
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import site_of
from playbook.problems import Problem
from playbook.site import Site
from tests.built import book
from tests.playbooks import (
    DAY,
    FILES,
    OWNERS,
    PLAY,
    PLAYBOOK,
    REDIRECTS,
    SECOND,
    SOURCE,
    changed,
    write,
)

ADDRESS = "http://127.0.0.1:1/"
# What a page of the server has and a page of a build has not.
OWN = re.compile(rb"^.*_live/live\.(?:js|css).*\n", re.MULTILINE)
PAGE = "plays/talk-first/"


def settings(folder: Path) -> Settings:
    return Settings(content=folder / "content", address=ADDRESS)


def written(folder: Path) -> Path:
    write(folder / "content")
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    return written(tmp_path)


def live(folder: Path) -> Live:
    return Live(lambda: settings(folder), folder / "mkdocs.yml")


def built(folder: Path) -> dict[str, bytes]:
    """A clean build."""
    made = site_of(settings(folder))
    assert isinstance(made, Site), made
    return dict(files(settings(folder), replace(made, frame=framed(settings(folder), made))))


def shown(live: Live, wanted: dict[str, bytes]) -> dict[str, bytes]:
    """The same files as the server gives them."""
    return {path: OWN.sub(b"", live.answer(path).content) for path in wanted}


def play(folder: Path, name: str = "talk-first") -> Path:
    return folder / "content" / "plays" / f"{name}.md"


def test_a_page_is_made_from_the_content_as_it_lies(folder: Path) -> None:
    served = live(folder)
    assert b"Talk first" in served.answer(PAGE).content
    play(folder).write_text(PLAY.replace("Before you sign", "Before the ink is dry"), "utf-8")
    assert b"Before the ink is dry" in served.answer(PAGE).content


def test_a_change_within_one_tick_of_the_disk_is_seen(folder: Path) -> None:
    served = live(folder)
    served.now()
    for word in ("sing", "sink", "sift", "sigh"):
        play(folder).write_text(PLAY.replace("sign", word), "utf-8")
        assert f"Before you {word}".encode() in served.answer(PAGE).content


def test_while_the_content_is_broken_the_last_sound_site_stands(folder: Path) -> None:
    served = live(folder)
    made = served.now().made
    play(folder).write_text(PLAY.replace("- cmo", "- cmoo"), "utf-8")
    assert b"Talk first" in served.answer(PAGE).content
    state = served.now()
    assert [problem.code for problem in state.problems] == ["unknown-term"]
    assert state.made == made < state.number
    play(folder).write_text(PLAY, "utf-8")
    assert served.now().problems == ()
    assert served.now().made > made


def test_a_folder_that_vanishes_is_a_problem_and_no_end(folder: Path) -> None:
    served = live(folder)
    served.now()
    (folder / "content").rename(folder / "gone")
    assert [problem.code for problem in served.now().problems] == ["no-folder"]
    assert served.answer(PAGE).status == 200
    (folder / "gone").rename(folder / "content")
    assert served.now().problems == ()


def test_links_in_a_circle_and_pipes_are_told_and_keep_nobody_waiting(folder: Path) -> None:
    served = live(folder)
    served.now()
    began = time.process_time()
    for name in ("here", "there"):
        (folder / "content" / name).symlink_to(".")
    os.mkfifo(folder / "content" / "plays" / "pipe.md")
    found = [(problem.code, problem.location.path) for problem in served.now().problems]
    assert found == [("symlink", "here"), ("file-type", "plays/pipe.md"), ("symlink", "there")]
    assert served.answer(PAGE).status == 200
    assert time.process_time() - began < 5


def test_settings_that_cannot_be_read_are_told_and_mended(folder: Path) -> None:
    sound = True

    def read() -> Settings:
        if sound:
            return settings(folder)
        raise Hindrance("'mkdocs.yml' cannot be read. Mend it.")

    served = Live(read, folder / "mkdocs.yml")
    served.now()
    sound = False
    (folder / "mkdocs.yml").write_text("a", "utf-8")
    play(folder).write_text(PLAY.replace("Before you sign", "Before the ink is dry"), "utf-8")
    assert [str(problem) for problem in served.now().problems] == [
        "mkdocs.yml:1:1: settings: 'mkdocs.yml' cannot be read. Mend it."
    ]
    sound = True
    (folder / "mkdocs.yml").write_text("b", "utf-8")
    assert served.now().problems == ()
    assert b"Before the ink is dry" in served.answer(PAGE).content


def test_300_edits_breaks_and_mends_end_as_a_clean_build(folder: Path) -> None:
    served, random, texts = live(folder), Random(7), dict(FILES)
    sound = dict(texts)

    def write(path: str, text: str | None) -> None:
        file = folder / "content" / path
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(text, "utf-8")

    paths = sorted(path for path in texts if path.startswith("plays/"))
    for step in range(300):
        path = random.choice(paths)
        match random.randrange(5):
            case 0:
                write(path, f"{sound[path].rstrip()}\n\nWord{step} stands at the end.\n")
            case 1:
                write(path, sound[path].replace("summary: ", f"summary: In step {step} ", 1))
            case 2:
                write(path, sound[path].replace("title: ", "title", 1))
            case 3:
                write("about.md", None if (folder / "content/about.md").exists() else ABOUT.format(step))
            case _:
                write(path, sound[path])
        if random.random() < 0.3:
            served.answer(f"{path.removesuffix('.md')}/")
    for path in paths:
        write(path, sound[path].replace("summary: ", "summary: At the end ", 1))
    assert served.now().problems == ()
    clean = built(folder)
    given = shown(served, clean)
    assert [path for path in clean if OWN.sub(b"", clean[path]) != given[path]] == []


def test_at_every_step_it_says_and_shows_what_a_clean_build_would(folder: Path) -> None:
    served, random, found = live(folder), Random(11), set[str]()

    def look() -> None:
        said = served.now().problems
        found.update(problem.code for problem in said)
        clean = site_of(replace(settings(folder), cache=folder / "cache"))
        if isinstance(clean, Site):
            assert said == ()
            route = clean.pages[random.choice(sorted(clean.pages))].route
            made = replace(clean, frame=framed(settings(folder), clean)).page(route)
            assert OWN.sub(b"", served.answer(route.url).content).decode() == made, route
        else:
            assert [*map(told, said)] == [*map(told, clean)]

    def become(path: str, text: str) -> None:
        (folder / "content" / path).unlink(missing_ok=True)
        if text:
            write(folder / "content", {path: text})

    every = [(path, text) for path, texts in VARIANTS.items() for text in texts]
    for path, text in random.sample(every, len(every)):
        other, otherwise = random.choice(every)
        become(path, text)
        look()
        become(other, otherwise)
        look()
        become(path, VARIANTS[path][0])
        look()
        become(other, VARIANTS[other][0])
    assert found >= WRONG


def told(problem: Problem) -> tuple[object, ...]:
    return str(problem), problem.fix, problem.sides


def linking(target: str, text: str = PLAY) -> str:
    return f"{text}\nAs [they say]({target}).\n"


# What each file may become: first as it is where all are sound, then otherwise, by itself or for what others say of it.
COLD = FILES["stages/cold.md"]
VARIANTS: Mapping[str, Sequence[str]] = {
    "about.md": ("", linking("plays/talk-first.md#steps", "---\ntitle: About\nsummary: Who made this.\n---\n")),
    "owners.yml": ("", OWNERS, changed(OWNERS, "id: editors", "id: writers")),
    "playbook.yml": (
        PLAYBOOK,
        changed(PLAYBOOK, "two_sides: true\n", ""),
        changed(PLAYBOOK, "id: buying", "id: choosing"),
        changed(PLAYBOOK, "needed: [summary, evidence, ", "needed: [summary, people, evidence, "),
    ),
    "plays/plan-together.md": (
        SECOND,
        "",
        changed(SECOND, "title: Plan together", "title: Plan as one"),
        linking("talk-first.md#steps", SECOND),
        changed(SECOND, "requires:", "status: draft\nrequires:"),
    ),
    "plays/talk-first.md": (
        PLAY,
        linking("../about.md"),
        linking("plan-together.md#nowhere"),
        linking("../sources/interview.md#lines-12"),
        changed(PLAY, "title: Talk first", "title: Plan together"),
        changed(PLAY, "effort: S", "effort: S\nrequires: [plan-together]"),
        changed(PLAY, "effort: S", "effort: S\nstatus: retired\nreplaced_by: plan-together"),
        changed(PLAY, "effort: S", "effort: huge"),
        "",
    ),
    "redirects.yml": (REDIRECTS, "speak-first: plan-together\n", "talk-first: plan-together\n"),
    "sources/interview.md": (SOURCE, changed(SOURCE, "lines: 12", "lines: 12-14"), ""),
    "stages/cold.md": (COLD, changed(COLD, "summary:", "plays: [plan-together]\nsummary:")),
}
# What comes of it, most of it at files that did not change.
WRONG = {
    "cycle",
    "dead-anchor",
    "dead-link",
    "duplicate-title",
    "missing-key",
    "not-live",
    "unknown-value",
    "unknown-play",
    "unknown-source",
    "unknown-term",
}


ABOUT = """\
---
title: About this
summary: What this playbook is for, who looks after it, and how to say what is missing in step {0}.
---

Words of step {0}, and a link to [the first play](plays/talk-first.md).
"""


@contextmanager
def running(served: Live, say: Callable[[str], object] = str) -> Iterator[tuple[str, int]]:
    server = Server(served, port=0)
    thread = Thread(target=server.run, args=(say,), daemon=True)
    thread.start()
    host, port = server.address.removeprefix("http://").rstrip("/").split(":")
    try:
        yield host, int(port)
    finally:
        server.stop()
        thread.join()


def ask(place: tuple[str, int], path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    with closing(http.client.HTTPConnection(*place, timeout=60)) as connection:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def test_it_answers_as_a_host_does(folder: Path) -> None:
    with running(live(folder)) as place:
        status, headers, page = ask(place, f"/{PAGE}")
        assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert b"Talk first" in page
        status, headers, _ = ask(place, "/plays/talk-first")
        assert (status, headers["Location"]) == (301, f"/{PAGE}")
        assert ask(place, f"/{PAGE}", "HEAD")[2] == b""
        status, _, lost = ask(place, "/nowhere/")
        assert status == 404
        assert b"<h1" in lost
        assert ask(place, "/playbook.json")[1]["Content-Type"] == "application/json; charset=utf-8"
        assert ask(place, "/../../etc/passwd")[0] == 404
        assert ask(place, "/..%2f..%2fetc%2fpasswd")[0] == 404


def test_it_answers_to_its_own_name_alone(folder: Path) -> None:
    with running(live(folder)) as place:
        assert ask(place, f"/{PAGE}", Host="rebound.example")[0] == 421
        assert ask(place, "/_live/news", Host="rebound.example:80")[0] == 421
        assert ask(place, f"/{PAGE}", Host="[bad")[0] == 421
        assert ask(place, f"/{PAGE}", Host=f"localhost:{place[1]}")[0] == 200


def test_an_open_page_hears_of_a_change_and_of_what_is_wrong(folder: Path) -> None:
    served = live(folder)
    with running(served) as place:
        before = json.loads(ask(place, "/_live/news")[2])
        assert before["problems"] == []
        play(folder).write_text(PLAY.replace("- cmo", "- cmoo"), "utf-8")
        news = json.loads(ask(place, f"/_live/news?{before['number']}")[2])
        assert news["made"] == before["made"]
        assert "plays/talk-first.md:6:7: unknown-term" in news["problems"][0]


def test_a_playbook_that_was_never_sound_shows_what_is_wrong(folder: Path) -> None:
    play(folder).write_text(PLAY.replace("- cmo", "- <b>"), "utf-8")
    with running(live(folder)) as place:
        status, _, page = ask(place, "/")
        assert status == 503
        assert b"unknown-term" in page
        assert b"<b>" not in page


def test_what_nobody_foresaw_is_told_and_the_server_goes_on(folder: Path) -> None:
    told: Queue[str] = Queue()
    faults: list[Exception] = []

    def read() -> Settings:
        if faults:
            raise faults[0]
        return settings(folder)

    def say(said: str) -> None:
        told.put(said)
        raise BrokenPipeError(errno.EPIPE, "the terminal is gone")

    with running(Live(read, folder / "mkdocs.yml"), say) as place:
        assert told.get(timeout=60).startswith("Read in")
        faults.append(KeyError("nobody knows"))
        (folder / "mkdocs.yml").write_text("a", "utf-8")
        assert "nobody knows" in told.get(timeout=60)
        status, _, page = ask(place, f"/{PAGE}")
        assert status == 500
        assert b"nobody knows" in page
        faults.clear()
        assert told.get(timeout=60).startswith("Read in")
        assert ask(place, f"/{PAGE}")[0] == 200


def test_a_look_that_waited_for_others_is_soon_followed_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, waits = Server(live(folder), port=0), list[float]()
    look = server._look

    def slow() -> tuple[int, str]:
        # Somebody else has the site, as while the search is made.
        time.sleep(0.5 if waits else 0)
        return look()

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) > 1:
            server.stop()

    monkeypatch.setattr(server, "_look", slow)
    monkeypatch.setattr(server._news, "wait", wait)
    monkeypatch.setattr(server._http, "shutdown", lambda: None)  # it was never running
    server._watch(str)
    assert waits[1] < 0.5


def test_what_is_left_of_earlier_sites_goes_once_it_is_quiet(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def left() -> int:
        return sum(isinstance(one, Environment) for one in gc.get_objects())

    told: Queue[str] = Queue()
    monkeypatch.setattr("playbook.hosts.serving._QUIET", 0.5)
    monkeypatch.setattr("playbook.hosts.serving._MUCH", -1_000_000)  # however little it is by their number
    gc.collect()
    before = left()
    with running(live(folder), told.put):
        for word in ("sign", "sing", "sink"):
            play(folder).write_text(PLAY.replace("sign", word), "utf-8")
            told.get(timeout=60)
        end = time.monotonic() + 60
        while left() > before + 1:
            assert time.monotonic() < end
            time.sleep(0.1)


def test_a_mistake_of_ours_is_over_with_its_cause(folder: Path) -> None:
    faults: list[Exception] = []

    def around(settings: Settings, made: Site) -> Frame:
        if faults:
            raise faults[0]
        return framed(settings, made)

    served = Live(lambda: settings(folder), folder / "mkdocs.yml", around)
    served.now()
    faults.append(KeyError("nobody knows"))
    write(folder / "content", {"about.md": ABOUT.format(1)})
    for _ in range(2):
        with pytest.raises(KeyError, match="nobody knows"):
            served.now()
    faults.clear()
    assert b"About this" in served.answer("about/").content


def test_the_command_gets_along_without_a_port_a_folder_and_a_disk(tmp_path: Path) -> None:
    folder, play = book(tmp_path), tmp_path / "content/plays/talk-first.md"
    # Files may not grow, as on a full disk.
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); from playbook.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--port"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": DAY, "LANG": "C"}
    with subprocess.Popen([*command, "0"], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stderr is not None
        try:
            port = re.search(r":([0-9]+)/", serving.stderr.readline())
            assert port
            place = ("127.0.0.1", int(port[1]))
            assert ask(place, f"/{PAGE}")[0] == 200
            assert serving.stderr.readline().startswith("Read in")
            again = subprocess.run([*command, port[1]], cwd=folder, env=environment, capture_output=True, text=True)
            assert again.returncode == 1
            assert again.stderr.startswith(f"Error: Port {port[1]} is taken by another program. Stop that, or ")
            play.parents[1].rename(folder / "gone")
            assert "no-folder: There is no content folder 'content'." in serving.stderr.readline()
            assert "This is the last site that was sound" in serving.stderr.readline()
            assert ask(place, f"/{PAGE}")[0] == 200
            (folder / "gone").rename(play.parents[1])
            assert serving.stderr.readline().startswith("Read in")
            assert not sum(file.stat().st_size for file in (folder / ".cache").rglob("*") if file.is_file())
        finally:
            serving.send_signal(signal.SIGINT)
            said = serving.stderr.read()
    assert (serving.returncode, said) == (0, "Stopped.\n")


def test_a_port_that_is_taken_is_told_with_the_way_out(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Hindrance, match=f"Port {port} is taken .* --port {port + 1}"):
            Server(live(folder), port=port)


@pytest.mark.build
def test_mkdocs_serve_answers_in_the_same_way(tmp_path: Path) -> None:
    folder = book(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = free.getsockname()[:2]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{place[0]}:{place[1]}"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": DAY}
    with subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stderr is not None
        try:
            assert any("Serving on" in line for line in serving.stderr)
            assert b"Before you sign" in ask(place, f"/{PAGE}")[2]
            file = folder / "content" / "plays" / "talk-first.md"
            file.write_text(PLAY.replace("Before you sign", "Before the ink is dry"), "utf-8")
            assert b"Before the ink is dry" in ask(place, f"/{PAGE}")[2]
        finally:
            serving.send_signal(signal.SIGINT)
            serving.stderr.read()
    assert serving.returncode == 0


def test_mkdocs_serve_leaves_a_site_to_mkdocs_that_other_plugins_may_change(tmp_path: Path) -> None:
    book(tmp_path)
    settings = tmp_path / "mkdocs.yml"
    assert values.others(load_config(str(settings))) == ""
    settings.write_text(settings.read_text("utf-8").replace("plugins:", "plugins:\n  - tags"), "utf-8")
    assert values.others(load_config(str(settings))) == "material/tags"
