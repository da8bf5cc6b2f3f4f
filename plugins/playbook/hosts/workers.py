"""Pages made by several processes at once, in the order in which a host asks for them: the same pages, sooner."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from threading import RLock, Thread

from markupsafe import Markup

from playbook.frame import Parts
from playbook.guard import Hindrance
from playbook.hosts.facts import Facts, body_of, plain
from playbook.hosts.kept_pages import KeptPages, Row
from playbook.hosts.program import code
from playbook.hosts.publishing import write
from playbook.search.keeping import Earlier
from playbook.site import Site, searched
from playbook.store import Store

_CHUNK = 16  # pages that a process makes at a time
_AHEAD = 4  # chunks a process that are made before somebody asks for them: what is ready waits in memory
_LOOKS = 1.0  # seconds between two looks whether somebody still wants the pages
_WORTH = 200  # pages below which processes cost more than they save
_FEW = 2 * _CHUNK  # pages that two processes make as soon as one does
_ENDED = "A process that made pages was ended, perhaps for want of memory. Try again with fewer: --jobs 1."

# A page, its pieces where nobody has written it yet, and what is kept of it.
Made = tuple[str, Parts | None, Row | None]
Pieces = Callable[[str], Parts | None]
Chunk = tuple[str, ...]
_REST: Chunk = ()  # what stands beside the pages
Beside = Callable[[], Iterable[tuple[str, bytes]]]


@dataclass(frozen=True, slots=True)
class _Making:
    """What a page is made of and where it goes: `edited` is where each is changed, by content file."""

    site: Site
    edited: Mapping[str, str]
    kept: KeptPages
    into: Path | None
    beside: Beside

    def again(self, file: str) -> Parts | None:
        """A page that is held, taken from there; else made."""
        there = self._path(file)
        if there and self.kept.place(file, there):
            return None
        return (None if there else self.kept.known(file)) or self.here(file)

    def here(self, file: str) -> Parts | None:
        """A page made in this process."""
        _, parts, row = self.made(file)
        self.kept.know(file, row)
        return parts

    def made(self, file: str) -> Made:
        """A page, made, written and kept."""
        site, page, row = self.site, self.site.pages[file], None
        parts = site.parts(page, site.article(page, self.edited[file]), self.edited[file])
        there = self._path(file)
        if there or self.kept.keeps:
            content = site.framed(parts).encode()
            if there:
                write(there.parent, [(there.name, content)])
            row = self.kept.keep(file, parts, content, there)
        return file, None if there else parts, row

    def rest(self) -> None:
        """Write what stands beside the pages."""
        if self.into:
            write(self.into, self.beside())

    def _path(self, file: str) -> Path | None:
        return self.into and self.into / self.site.edition.layout.output(self.site.pages[file].route)


@contextmanager
def making(
    site: Site,
    edited: Mapping[str, str],
    jobs: int | None = None,
    kept: KeptPages | None = None,
    into: Path | None = None,
    beside: Beside = tuple,
) -> Iterator[Pieces]:
    """Makes the pieces of pages; whoever asks for all of `edited` in its order waits least.

    `edited` tells where each page is changed, by content file. `jobs` is the number of processes, as many as there are
    cores where it is None. A page that shows others is made when all of them are. What is `kept` is not made again.
    With a folder to write `into` whoever makes a page writes it there, and there are no pieces to give; the files that
    stand `beside` the pages are written by whoever is free when all pages are on their way, and are there at the end.
    """
    kept = kept or KeptPages(Store(), site, edited, "")
    there = {file for file in edited if kept.holds(file)}
    make = _Making(site, edited, kept, into, beside)

    def made_here(file: str) -> Parts | None:
        return make.again(file) if file in there else make.here(file)

    files = [
        file
        for file in edited
        if file not in there and not any(shown in site.pages for shown in site.pages[file].shows)
    ]
    # A page of all plays needs the HTML of each in one process.
    whole = any(page.repeats for page in site.pages.values())
    count = min(jobs or _cores(), len(files) // _CHUNK)
    if whole or len(files) < _WORTH or not _may_fork(count):
        yield made_here
        make.rest()
        return
    with _Pool(make, files, count - 1) as pool:
        yield lambda file: pool.pieces(file) if file in pool.waiting else made_here(file)
        if into:
            pool.rest()


class _Pool:
    """Processes that make chunks of pages ahead of whoever asks for them, and who has to wait makes one meanwhile."""

    def __init__(self, making: _Making, files: Sequence[str], count: int) -> None:
        """`count` is the number of processes beside this one."""
        self._making = making
        # Whoever has made a chunk gets the next one at once; what nobody has written yet waits until it is asked for.
        self._ahead = count + 1 if making.into else (count + 1) * _AHEAD
        self._chunks = deque(tuple(files[at : at + _CHUNK]) for at in range(0, len(files), _CHUNK))
        if making.into:
            self._chunks.append(_REST)
        self._coming: deque[Future[list[tuple[Made, Facts]]]] = deque()
        self._here: dict[str, Parts | None] = {}
        self._faults: dict[str, Exception] = {}
        self.waiting = set(files)
        self._lock = RLock()
        # Forked, so that each process has the site without anybody sending it.
        context = multiprocessing.get_context("fork")
        self._pool = ProcessPoolExecutor(count, context, _begin, (making, os.getpid()))

    def __enter__(self) -> _Pool:
        # What is there by now is never garbage; to look at it would give each process a copy of all of it.
        gc.freeze()
        self._send()
        return self

    def __exit__(self, *_: object) -> None:
        self._chunks.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()

    def pieces(self, file: str) -> Parts | None:
        """The pieces of a page, once. Raises what its making raised."""
        while file not in self._here:
            if file in self._faults:
                raise self._faults[file]
            self._go_on()
        self.waiting.discard(file)
        return self._here.pop(file)

    def rest(self) -> None:
        """Wait until all is written."""
        while self._chunks or self._coming:
            self._go_on()

    def _go_on(self) -> None:
        """Take what is ready, or make a chunk that no process has, or wait for the one that was asked for first."""
        ready = self._coming and self._coming[0].done()
        if not ready and (chunk := self._next()) is not None:
            self._make_here(chunk)
            return
        with self._lock:
            first = self._coming.popleft()
        try:
            made = first.result()
        except BrokenProcessPool:
            raise Hindrance(_ENDED) from None
        for (name, parts, row), facts in made:
            self._here[name] = parts
            self._making.site.know(name, body_of(facts))
            self._making.kept.know(name, row)
        self._send()

    def _make_here(self, chunk: Chunk) -> None:
        if chunk == _REST:
            self._making.rest()
        for file in chunk:
            try:
                self._here[file] = self._making.here(file)
            except Exception as fault:  # noqa: BLE001  # it is raised when somebody asks for the page
                self._faults[file] = fault

    def _next(self) -> Chunk | None:
        with self._lock:
            return self._chunks.popleft() if self._chunks else None

    def _send(self) -> None:
        with self._lock, suppress(BrokenProcessPool):
            while self._chunks and self._waits() < self._ahead:
                one = self._pool.submit(_make, self._chunks[0])
                self._chunks.popleft()
                self._coming.append(one)
                one.add_done_callback(self._sent)

    def _sent(self, one: Future[list[tuple[Made, Facts]]]) -> None:
        # In a thread of the executor, which holds a lock of its own where a process was ended.
        if not one.cancelled() and one.exception() is None:
            self._send()

    def _waits(self) -> int:
        """How many chunks wait: to be made, and where nobody has written them yet, in memory."""
        return sum(not one.done() for one in self._coming) if self._making.into else len(self._coming)


_given: _Making


def _begin(making: _Making, parent: int) -> None:
    """What a process keeps for all chunks. It ends with its parent, which Ctrl-C reaches first."""
    global _given  # each process has one of its own
    _given = making
    _live_with(parent)


def _live_with(parent: int) -> None:
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOKS)
    os._exit(1)


def _make(files: Chunk) -> list[tuple[Made, Facts]]:
    made = []
    if files == _REST:
        _given.rest()
    for file in files:
        name, parts, row = _given.made(file)
        facts = plain(replace(_given.site.facts(file), html=Markup()))
        made.append(((name, parts and dict(parts), row), facts))
        _given.site.forget(file)
    return made


class Searching:
    """The files of the search, which may be made in a process of their own: they take the longest."""

    def __init__(
        self, site: Site, jobs: int | None = None, kept: KeptPages | None = None, into: Path | None = None
    ) -> None:
        """Where it is `kept` what became of nearly all texts, that begins at once, else when somebody says so.

        A process of their own writes them where there is a folder to write `into`.
        """
        self._site, self._kept, self._into = site, kept, into
        self._may_be_apart = _may_fork(min(jobs or _cores(), 2)) and len(site.pages) >= _WORTH
        self._coming: Connection | None = None
        if kept and sum(not kept.knows(file) for file in site.pages) < _FEW:
            self.begin()

    @property
    def is_apart(self) -> bool:
        """Whether another process makes them."""
        return self._coming is not None

    def begin(self) -> None:
        """All pages are made, so that it is known what became of their texts."""
        if not self._may_be_apart or self.is_apart:
            return
        context = multiprocessing.get_context("fork")
        self._coming, sent = context.Pipe(duplex=False)
        context.Process(target=_apart, args=(self, sent, os.getpid()), daemon=True).start()
        sent.close()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files, as `site.searched` gives them; made here where nobody began. Raises what their making raised."""
        if self._coming is None:
            yield from self._searched()
            return
        with self._coming as coming:
            while file := _received(coming):
                yield file

    def made(self) -> Iterator[tuple[str, bytes]]:
        """The files as the process of their own makes them: all that nobody has written by then."""
        for file in self._site.pages:
            if self._kept and not self._site.knows(file):
                self._kept.tell(file)
        if self._into:
            write(self._into, self._searched())
        else:
            yield from self._searched()

    def _searched(self) -> Iterator[tuple[str, bytes]]:
        kept = self._kept
        return searched(self._site, Earlier(kept.store, code()) if kept and kept.keeps else None)


def _received(coming: Connection) -> tuple[str, bytes] | None:
    try:
        found: tuple[str, bytes] | BaseException | None = coming.recv()
    except EOFError:
        raise Hindrance(_ENDED) from None
    if isinstance(found, BaseException):
        raise found
    return found


def _apart(searching: Searching, sent: Connection, parent: int) -> None:
    _live_with(parent)
    try:
        for found in searching.made():
            sent.send(found)
        sent.send(None)
    except Exception as fault:  # noqa: BLE001  # it is raised where somebody can tell of it
        sent.send(fault)


def _may_fork(count: int) -> bool:
    return count > 1 and "fork" in multiprocessing.get_all_start_methods()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
