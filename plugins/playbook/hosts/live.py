"""The site as the content is at this moment: read again where a file changed, each page made when somebody asks for it.

Nothing here decides what an edit touches. Whatever is shown is made from the content as it lies, save what became of a
text, which is kept for as long as all that it was made from stays equal.
"""

from __future__ import annotations

import gc
import mimetypes
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from threading import RLock
from urllib.parse import urlsplit

from playbook import export, routes, site
from playbook.export import sitemap
from playbook.frame import Frame
from playbook.guard import Hindrance, explained
from playbook.hosts import folder
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import site_of
from playbook.loading import Kept
from playbook.problems import Location, Problem
from playbook.routes import Route
from playbook.site import Site

# Where the server itself answers. No page of a site lies there, since all names begin with a letter or a figure.
OWN = "_live/"
# What was changed as shortly as this before it was read may have been changed again within the same tick of the disk.
_TICK = 0.1  # seconds

Stamps = Mapping[str, tuple[int, int, int, int]]
Files = Mapping[str, bytes]
Framed = Callable[[Settings, Site], Frame]


@dataclass(frozen=True, slots=True)
class Served:
    """What is sent for an address: HTTP's status, the type and the bytes, or where the browser should go."""

    status: int
    type: str = "text/html; charset=utf-8"
    content: bytes = b""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What the content is like: the last site that was sound, None before the first, and what is wrong by now.

    `number` grows with every change; `made` is that of the change which made the site.
    """

    number: int
    made: int
    site: Site | None
    problems: tuple[Problem, ...]
    settings: Settings


class Live:
    """A site that follows its content. It may be asked by several threads."""

    def __init__(self, settings: Callable[[], Settings], file: Path, framed: Framed = folder.framed) -> None:
        """`settings` reads those of now, which stand in a file; `framed` gives what stands around pages."""
        self._settings, self._file_of_settings, self._framed = settings, file, framed
        # Numbers of a server that took the place of another are greater, so an open page notices.
        self.state = State(time.time_ns() // 1_000_000, 0, None, (), Settings())
        self._stamps: Stamps = {}
        self._young: dict[str, bytes] = {}
        self._kept = Kept()
        self._outputs: Mapping[str, Route] = {}
        self._made: dict[str, Files] = {}
        self._lock = RLock()

    @property
    def root(self) -> str:
        """The path of the site on its host, with both slashes."""
        return urlsplit(self.state.settings.address or "/").path

    def now(self) -> State:
        """The state of the content as it lies; read again where anything changed."""
        with self._lock:
            stamps, again = self._stamped(self.state.settings), self._changed_again()
            if again or stamps != self._stamps:
                # Nearly all that is made stays: to look through it for rubbish meanwhile takes a third of the time.
                gc.disable()
                try:
                    self._read(stamps, again)
                finally:
                    gc.enable()
            return self.state

    def answer(self, path: str) -> Served:
        """What lies at a path below the root of the site, now."""
        with self._lock:
            state = self.now()
            if state.site is None:
                return Served(503)
            file = f"{path}index.html" if not path or path.endswith("/") else path
            if route := self._outputs.get(file):
                return Served(200, content=state.site.page(route).encode())
            if f"{path}/index.html" in self._outputs:
                return Served(301, elsewhere=f"{path}/")
            content = self._file(state.settings, state.site, path)
            if content is not None:
                return Served(200, _type(path), content)
            lost = state.site.not_found(self.root)
            return Served(404, content=state.site.framed(lost).encode())

    def _stamped(self, settings: Settings) -> Stamps:
        """What tells whether a file is as it was, of every file that the site may be made from."""
        beside = (self._file_of_settings, settings.templates, settings.texts)
        return {path: stamp for top in (settings.content, *beside) if top for path, stamp in _stamps(top)}

    def _changed_again(self) -> set[str]:
        """The files that changed once more within the tick in which they were read, which no time tells."""
        again = {path for path, digest in self._young.items() if _digest(path) != digest}
        self._young = {path: digest for path, digest in self._young.items() if _is_young(self._stamps[path])}
        return again

    def _read(self, stamps: Stamps, again: set[str]) -> None:
        last = self.state
        settings, made = last.settings, last.site
        problems: tuple[Problem, ...] = ()
        try:
            settings = self._settings()
            # Settings may name another folder, which is then the one to look at.
            stamps = self._stamped(settings)
            self._young = {path: _digest(path) for path, stamp in stamps.items() if _is_young(stamp)}
            if settings.content != last.settings.content:
                self._kept = Kept()
            changed = {path for path, _ in self._stamps.items() ^ stamps.items()}
            self._kept.forget(_below(settings.content, again | changed))
            read = site_of(settings, self._kept)
            if isinstance(read, Site):
                made = read
            else:
                problems = tuple(read)
        except (Hindrance, OSError) as fault:
            problems = (Problem(Location(self._file_of_settings.name), "settings", explained(fault) or str(fault)),)
        number, self._stamps = last.number + 1, stamps
        if made is None or problems:
            self.state = State(number, last.made, last.site, problems, settings)
            return
        frame = self._framed(settings, made)
        own = f"{OWN}live.js?{number}"
        frame = replace(frame, scripts=(*frame.scripts, own), styles=(*frame.styles, f"{OWN}live.css"))
        made = replace(made, frame=frame)
        if last.site:
            made.remember(last.site)
        self._outputs = {made.edition.layout.output(page.route): page.route for page in made.pages.values()}
        self._made = {}
        self.state = State(number, number, made, (), settings)

    def _file(self, settings: Settings, made: Site, path: str) -> bytes | None:
        """A file beside the pages, made with all of its kind when one of them is first asked for."""
        kinds: dict[str, Callable[[], Files]]
        if path.startswith(routes.ASSETS):
            kinds = {"scripts": lambda: made.bundles.files, "search": lambda: dict(site.searched(made))}
        else:
            kinds = {
                "pictures": lambda: dict(folder.pictures(settings)),
                "sitemap": lambda: dict(sitemap.files(made.edition) if settings.address else ()),
                "exports": lambda: dict(export.files(made.edition)),
            }
        for kind, make in kinds.items():
            if kind not in self._made:
                self._made[kind] = make()
            if path in self._made[kind]:
                return self._made[kind][path]
        return None


def _stamps(top: Path) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    """Of each file below a folder, or of one file, what changes with it. No link to a folder is followed: it may lead
    in a circle, or to the whole disk.
    """
    ahead = [str(top)]
    while ahead:
        path = ahead.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        ahead.append(entry.path)
                    else:
                        yield entry.path, _stamp(entry.path)
        except NotADirectoryError:
            yield path, _stamp(path)
        except OSError:
            continue


def _stamp(path: str) -> tuple[int, int, int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116  # a Path for each file takes half of the time
    except OSError:
        # It is gone, or a link that leads nowhere.
        return 0, 0, 0, 0
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _below(content: Path, paths: Iterable[str]) -> Iterator[str]:
    """Those of some files that are content, as loading names them."""
    top = f"{content}{os.sep}"
    return (path.removeprefix(top).replace(os.sep, "/") for path in paths if path.startswith(top))


def _is_young(stamp: tuple[int, int, int, int]) -> bool:
    return time.time_ns() - max(stamp[:2]) < _TICK * 1e9


def _digest(path: str) -> bytes:
    """What tells the bytes of a file; nothing where it is none, such as a pipe, which has no end."""
    try:
        if not Path(path).is_file():
            return b""
        with Path(path).open("rb") as file:
            return file_digest(file, "sha256").digest()
    except OSError:
        return b""


def _type(path: str) -> str:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
    return f"{kind}; charset=utf-8" if is_text else kind
