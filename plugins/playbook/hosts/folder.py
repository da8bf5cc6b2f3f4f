"""The host without MkDocs and without a theme: a folder of files that `playbook build` writes."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from playbook import routes, site
from playbook.edition import Page
from playbook.export import sitemap
from playbook.frame import Entry, Frame
from playbook.guard import Hindrance
from playbook.hosts import languages, offline, publishing
from playbook.hosts.finished import Finished
from playbook.hosts.kept_pages import KeptPages
from playbook.hosts.offers import findings
from playbook.hosts.policy import POLICY
from playbook.hosts.program import program
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import PREVIEW, site_of
from playbook.hosts.workers import Beside, Searching, making
from playbook.loading.files import BESIDE, is_left_out
from playbook.pace import counted
from playbook.problems import Location, Problem, Severity
from playbook.site import Site
from playbook.store import Store

_RARELY = 20_000  # things that are made before anybody looks for rubbish; Python's usual number is 700 to 2,000

# Makes the files of a site by their paths, and may write pages below a folder instead of giving them.
Maker = Callable[[Settings, Site, Path | None], Iterator[tuple[str, bytes]]]


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: the number of its pages, 0 where nothing was published, and what there is to say.

    A site that is not new was there already.
    """

    pages: int
    problems: tuple[Problem, ...]
    is_new: bool = True


@contextmanager
def untidied() -> Iterator[None]:
    """Meanwhile Python looks for rubbish rarely, since nearly all that a build makes stays until its end.

    Nor does it look through all of it once more when it ends itself.
    """
    before = gc.get_threshold()
    gc.set_threshold(_RARELY)
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@untidied()
def build(settings: Settings, made_of: Maker, *, strict: bool = False) -> Built:
    """Publish the site that the settings ask for, whole or not at all; with `strict` warnings stand in its way too.

    `made_of` makes its files, as `files` does.

    Raises OSError or Hindrance where the folder cannot be written.
    """
    _refuse_overlap(settings)
    publishing.recover(settings.target)
    store = Store(settings.cache)
    finished = Finished(store, settings, made_of.__module__, made_of.__qualname__)
    if pages := finished.pages():
        return Built(pages, (), is_new=False)
    made = site_of(settings)
    if not isinstance(made, Site):
        return Built(0, tuple(made))
    spoken = languages.in_all(settings, made, framed)
    if not isinstance(spoken, languages.Languages):
        return Built(0, tuple(spoken))
    made = spoken.first.site
    warnings = tuple(_warnings(settings, made))
    if strict and any(one.severity is Severity.WARNING for one in warnings):
        return Built(0, warnings)
    publication = publishing.begin(settings.target)
    try:
        publishing.write(publication.folder, made_of(settings, made, publication.folder))
        publishing.write(publication.folder, languages.files(spoken, made_of, publication.folder))
        if settings.offline:
            offline.write(publication.folder)
        publication.finish()
    except BaseException:
        publication.abandon()
        raise
    pages = sum(len(one.site.pages) for one in (spoken.first, *spoken.others))
    if not warnings:
        finished.note(pages)
    return Built(pages, warnings)


def files(
    settings: Settings, made: Site, into: Path | None = None, jobs: int | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its path: pages, pictures, and what stands beside them.

    With a folder to write `into` the pages are written there by whoever makes them. `jobs` is the number of processes
    that make pages, where the settings name none; None stands for one a core.
    """
    edited = {file: made.edit_url(page) for file, page in made.pages.items()}
    yield from pages(settings, made, edited, partial(_beside, settings, made), into, jobs)


def pages(
    settings: Settings,
    made: Site,
    edited: Mapping[str, str],
    beside: Beside,
    into: Path | None = None,
    jobs: int | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Every page with the files of the search, and those that stand `beside` them.

    `edited` is where each page is changed, by content file; the rest is as for `files`.
    """
    kept = KeptPages(Store(settings.cache), made, edited, program(settings.templates))
    jobs = settings.jobs or jobs
    searching = Searching(made, jobs, kept, into)
    edited = {file: edited[file] for file in sorted(edited, key=lambda file: file not in made.texts)}
    with making(made, edited, jobs, kept, into, beside) as pieces:

        def whole(files: Iterable[str]) -> Iterator[tuple[str, bytes]]:
            for file in files:
                if (parts := pieces(file)) is not None:
                    yield made.edition.layout.output(made.pages[file].route), made.framed(parts).encode()

        every = iter(counted(edited, "pages"))
        yield from whole(islice(every, sum(file in made.texts for file in edited)))
        # All texts are known by now; what has none is made by other processes meanwhile.
        if not searching.is_apart:
            yield from searching.files()
        yield from whole(every)
    kept.write()
    if not into:
        yield from beside()
    if searching.is_apart:
        yield from searching.files()


def _beside(settings: Settings, made: Site) -> Iterator[tuple[str, bytes]]:
    """Every file beside the pages but those of the search."""
    root = urlsplit(settings.address or "/").path
    yield routes.NOT_FOUND, made.framed(made.not_found(root)).encode()
    yield from pictures(settings)
    if settings.address:
        yield from sitemap.files(made.edition, made.frame)
    yield from site.unsearched(made)


def framed(settings: Settings, made: Site) -> Frame:
    """The frame that the settings ask for; what they leave out is as in the site's own."""
    kept = (offline.registering()[0],) if settings.offline else ()
    return replace(
        made.frame,
        name=settings.name or made.playbook.title,
        description=settings.description,
        author=settings.author,
        rights=Markup(settings.rights),
        address=settings.address,
        policy=POLICY,
        direction=settings.direction,
        alternates=settings.alternates,
        icon=settings.icon or made.frame.icon,
        logo=settings.logo,
        navigation=tuple(_entries(settings.nav, made.pages)) if settings.nav else made.frame.navigation,
        styles=settings.styles + made.frame.styles,
        scripts=settings.scripts + made.frame.scripts + kept,
    )


def _entries(nav: Sequence[object], pages: Mapping[str, Page]) -> Iterator[Entry]:
    """The navigation as the settings give it, without what is not there."""
    for title, there in _listed(nav):
        if isinstance(there, list):
            if children := tuple(_entries(there, pages)):
                yield Entry(title, children=children)
        elif page := pages.get(there):
            yield Entry(title or page.title, page.route.url)
        elif urlsplit(there).scheme:
            yield Entry(title or there, there)


def _listed(nav: Sequence[object]) -> Iterator[tuple[str, str | list[object]]]:
    for one in nav:
        for title, there in one.items() if isinstance(one, dict) else [("", one)]:
            yield str(title), there if isinstance(there, list) else str(there)


def _warnings(settings: Settings, made: Site) -> Iterator[Problem]:
    """What the check warns of, settings without effect, and pages that the navigation names and nobody wrote."""
    yield from made.warnings
    if settings.file:
        yield from made.playbook.choice.weighed(findings(settings.file, alone=True), lambda _: "").problems
    if settings.problems:
        yield Problem(Location("mkdocs.yml"), "preview", PREVIEW, Severity.WARNING)

    def named(nav: Sequence[object]) -> Iterator[str]:
        for _, there in _listed(nav):
            yield from named(there) if isinstance(there, list) else [there]

    for path in named(settings.nav):
        if path not in made.pages and not urlsplit(path).scheme:
            said = f"'nav' names '{path}', and there is no such page. Mend the name, or write the page."
            yield Problem(Location("mkdocs.yml"), "dead-link", said, Severity.WARNING)


def pictures(settings: Settings) -> Iterator[tuple[str, bytes]]:
    """What lies beside the texts of the content, by its paths in the site."""
    for path in sorted(settings.content.rglob("*")):
        name = path.relative_to(settings.content).as_posix()
        if path.suffix in BESIDE and path.is_file() and not is_left_out(name) and not settings.kept_back(name):
            yield name, path.read_bytes()


def _refuse_overlap(settings: Settings) -> None:
    """A site takes the place of all that lay in its folder before."""
    target, content = settings.target.resolve(), settings.content.resolve()
    if content.is_relative_to(target) or Path.cwd().is_relative_to(target):
        raise Hindrance(f"The site would take the place of all in '{settings.target}'. Choose another folder.")
    if target.is_relative_to(content):
        raise Hindrance(f"'{settings.target}' lies among the content. Choose another folder for the site.")
