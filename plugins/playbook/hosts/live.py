"""The site as the content is at this moment: read again where a file changed, each page made when somebody asks for it.

Nothing here decides what an edit touches. Whatever is shown is made from the content as it lies, save what became of a
text, which is kept for as long as all that it was made from stays equal.
"""

from __future__ import annotations

import gc
import mimetypes
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from threading import RLock
from urllib.parse import urlsplit

from playbook import export, routes, site
from playbook.export import sitemap
from playbook.frame import Frame
from playbook.guard import Hindrance, explained
from playbook.hosts import folder, languages
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import site_of
from playbook.loading import Kept
from playbook.problems import Location, Problem
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
        self._kept: dict[Path, Kept] = defaultdict(Kept)  # by folder of content
        self._shown: tuple[_Shown, ...] = ()
        self._lock = RLock()

    @property
    def root(self) -> str:
        """The path of the site on its host, with both slashes."""
        return urlsplit(self.state.settings.address or "/").path

    def now(self) -> State:
        """The state of the content as it lies; read again where anything changed."""
        with self._lock:
            stamps, again = _stamps(self._looked_at(self.state.settings)), self._changed_again()
            if again or stamps != self._stamps:
                # Nearly all that is made stays: to look through it for rubbish meanwhile takes a third of the time.
                collects = gc.isenabled()
                gc.disable()
                try:
                    self._read(stamps, again)
                finally:
                    if collects:
                        gc.enable()
            return self.state

    def answer(self, path: str) -> Served:
        """What lies at a path below the root of the site, now."""
        with self._lock:
            state = self.now()
            if state.site is None:
                return Served(503)
            for shown in self._shown:
                if (served := shown.answer(path)) is not None:
                    return served
            lost = state.site.not_found(self.root)
            return Served(404, content=state.site.framed(lost).encode())

    def _looked_at(self, settings: Settings) -> Sequence[Path]:
        """The folders and files that a site is made from."""
        others = (path for one in settings.languages for path in (one.content, one.texts))
        every = (settings.content, self._file_of_settings, settings.templates, settings.texts, *others)
        return [path for path in every if path]

    def _changed_again(self) -> set[str]:
        """The files that changed once more within the tick in which they were read, which no time tells."""
        again = {path for path, digest in self._young.items() if _digest(path) != digest}
        self._young = {path: digest for path, digest in self._young.items() if _is_young(self._stamps[path])}
        return again

    def _read(self, stamps: Stamps, again: set[str]) -> None:
        last = self.state
        settings, made, young = last.settings, last.site, _young(stamps)
        problems: tuple[Problem, ...] = ()
        both = self._stamps.keys() | stamps.keys()
        changed = again | {path for path in both if self._stamps.get(path) != stamps.get(path)}
        for content, kept in self._kept.items():
            kept.forget(_below(content, changed))
        try:
            settings = self._settings()
            if self._looked_at(settings) != self._looked_at(last.settings):
                # They name another folder, which is then the one to look at.
                stamps = _stamps(self._looked_at(settings))
                young = _young(stamps)
                self._kept.clear()
            read = self._site_now(settings, last.number + 1)
            if isinstance(read, languages.Languages):
                made = read.first.site
            else:
                problems = tuple(read)
        except (Hindrance, OSError) as fault:
            problems = (Problem(Location(self._file_of_settings.name), "settings", explained(fault) or str(fault)),)
        # Not before nothing can fail any more, so that what failed is tried again.
        number, self._stamps, self._young = last.number + 1, stamps, young
        if made is None or problems:
            self.state = State(number, last.made, last.site, problems, settings)
            return
        assert isinstance(read, languages.Languages), "there is no problem"
        if last.site:
            made.remember(last.site)
        self._shown = (
            *(_Shown(one.settings, one.site, f"{one.settings.language}/") for one in read.others),
            _Shown(settings, made),
        )
        self.state = State(number, number, made, (), settings)

    def _site_now(self, settings: Settings, number: int) -> languages.Languages | Sequence[Problem]:
        """The site in all of its languages, with what tells its pages of edits."""
        first = site_of(settings, self._kept[settings.content])
        if not isinstance(first, Site):
            return first

        def framed(settings: Settings, made: Site) -> Frame:
            frame, up = (self._framed(settings, made), "") if made is first else (folder.framed(settings, made), "../")
            scripts, styles = f"{up}{OWN}live.js?{number}", f"{up}{OWN}live.css"
            return replace(frame, scripts=(*frame.scripts, scripts), styles=(*frame.styles, styles))

        return languages.in_all(settings, first, framed, self._kept.__getitem__)


class _Shown:
    """A site as it is sent, file by file; those of a language lie below its `folder`."""

    def __init__(self, settings: Settings, made: Site, folder: str = "") -> None:
        self._settings, self._site, self._folder = settings, made, folder
        self._outputs = {made.edition.layout.output(page.route): page.route for page in made.pages.values()}
        self._made: dict[str, Files] = {}

    def answer(self, asked: str) -> Served | None:
        """What lies at a path of the whole site; None where there is nothing of this one."""
        if not asked.startswith(self._folder):
            return None
        path = asked.removeprefix(self._folder)
        file = f"{path}index.html" if not path or path.endswith("/") else path
        if route := self._outputs.get(file):
            return Served(200, content=self._site.page(route).encode())
        if f"{path}/index.html" in self._outputs:
            return Served(301, elsewhere=f"{asked}/")
        content = self._file(path)
        return None if content is None else Served(200, _type(path), content)

    def _file(self, path: str) -> bytes | None:
        """A file beside the pages, made with all of its kind when one of them is first asked for."""
        settings, made = self._settings, self._site
        kinds: dict[str, Callable[[], Files]]
        if path.startswith(routes.ASSETS):
            kinds = {"scripts": lambda: made.bundles.files, "search": lambda: dict(site.searched(made))}
        else:
            kinds = {
                "pictures": lambda: dict(folder.pictures(settings)),
                "sitemap": lambda: dict(sitemap.files(made.edition, made.frame) if settings.address else ()),
                "exports": lambda: dict(export.files(made.edition)),
            }
        for kind, make in kinds.items():
            if kind not in self._made:
                self._made[kind] = make()
            if path in self._made[kind]:
                return self._made[kind][path]
        return None


def _stamps(tops: Iterable[Path]) -> Stamps:
    """Of each file below some folders, or of a file itself, what changes with it. No link to a folder is followed: it
    may lead in a circle, or to the whole disk.
    """
    found = {}
    ahead = [*map(str, tops)]
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
                        found[entry.path] = _stamp(entry.path)
        except NotADirectoryError:
            found[path] = _stamp(path)
        except OSError:
            continue
    return found


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


def _young(stamps: Stamps) -> dict[str, bytes]:
    """The files that changed so shortly ago that no time may tell the next change, with what tells their bytes."""
    return {path: _digest(path) for path, stamp in stamps.items() if _is_young(stamp)}


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
