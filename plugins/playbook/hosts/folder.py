"""The host without MkDocs and without a theme: a folder of files that `playbook build` writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup
from pathspec import GitIgnoreSpec

from playbook import routes, site
from playbook.clock import latest, today
from playbook.export import sitemap
from playbook.frame import Entry, Frame
from playbook.guard import Hindrance
from playbook.hosts import offline, publishing
from playbook.hosts.policy import POLICY
from playbook.hosts.settings import Settings
from playbook.loading import load
from playbook.loading.files import IMAGES, is_left_out
from playbook.model import Playbook
from playbook.pages import Page
from playbook.problems import Location, Problem, Severity
from playbook.relations import preview
from playbook.review.faults import faults
from playbook.site import Site
from playbook.texts import Texts, read, shipped


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build: the number of its pages, 0 where nothing was published, and what there is to say."""

    pages: int
    problems: tuple[Problem, ...]


def build(settings: Settings, *, strict: bool = False) -> Built:
    """Publish the site that the settings ask for, whole or not at all; with `strict` warnings stand in its way too.

    Raises OSError or Hindrance where the folder cannot be written.
    """
    _refuse_overlap(settings)
    publishing.recover(settings.target)
    made = made_site(settings)
    if not isinstance(made, Site):
        return Built(0, tuple(made))
    warnings = tuple(_warnings(settings, made))
    if strict and warnings:
        return Built(0, warnings)
    publication = publishing.begin(settings.target)
    try:
        for path, content in files(settings, made):
            target = publication.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if settings.offline:
            offline.write(publication.folder)
        publication.finish()
    except BaseException:
        publication.abandon()
        raise
    return Built(len(made.pages), warnings)


def made_site(settings: Settings) -> Site | Sequence[Problem]:
    """The site that the settings ask for, or every problem that stands in its way."""
    texts = read(settings.texts) if settings.texts else shipped(settings.language)
    if not isinstance(texts, Texts):
        return texts
    loaded = load(settings.content, latest(today()), GitIgnoreSpec.from_lines(settings.kept_back).match_file)
    if not isinstance(loaded, Playbook):
        return loaded
    playbook = preview(loaded) if settings.drafts else loaded
    made = site.build(
        playbook,
        settings.templates,
        settings.address,
        settings.repository,
        print_page=settings.print_page,
        texts=texts,
        frame=_frame(settings, playbook),
        edit=routes.edit(settings.repository, settings.edited) if settings.repository and settings.edited else "",
    )
    found = faults(made, settings.content, preview=settings.drafts)
    if found:
        return found
    if settings.nav:
        made = replace(made, frame=replace(made.frame, navigation=tuple(_entries(settings.nav, made.pages))))
    return made


def files(settings: Settings, made: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the site by its path: pages, pictures, and what stands beside them."""
    for page in made.pages.values():
        yield page.route.output, made.page(page.route).encode()
    root = urlsplit(settings.address or "/").path
    yield routes.NOT_FOUND, made.framed(made.not_found(root)).encode()
    yield from _pictures(settings)
    if settings.address:
        yield from sitemap.files(made.edition).items()
    yield from site.files(made, _lunr()).items()


def _frame(settings: Settings, playbook: Playbook) -> Frame:
    ours = Frame(
        name=settings.name or playbook.title,
        description=settings.description,
        author=settings.author,
        rights=Markup(settings.rights),
        address=settings.address,
        policy=POLICY,
    )
    kept = (offline.REGISTERING,) if settings.offline else ()
    return replace(ours, styles=settings.styles + ours.styles, scripts=settings.scripts + ours.scripts + kept)


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
    """Pages that the navigation names and nobody wrote."""

    def named(nav: Sequence[object]) -> Iterator[str]:
        for _, there in _listed(nav):
            yield from named(there) if isinstance(there, list) else [there]

    for path in named(settings.nav):
        if path not in made.pages and not urlsplit(path).scheme:
            said = f"'nav' names '{path}', and there is no such page. Mend the name, or write the page."
            yield Problem(Location("mkdocs.yml"), "dead-link", said, Severity.WARNING)


def _pictures(settings: Settings) -> Iterator[tuple[str, bytes]]:
    kept_back = GitIgnoreSpec.from_lines(settings.kept_back)
    for path in sorted(settings.content.rglob("*")):
        name = path.relative_to(settings.content).as_posix()
        if path.suffix in IMAGES and path.is_file() and not is_left_out(name) and not kept_back.match_file(name):
            yield name, path.read_bytes()


def _refuse_overlap(settings: Settings) -> None:
    """A site takes the place of all that lay in its folder before."""
    target, content = settings.target.resolve(), settings.content.resolve()
    if content.is_relative_to(target) or Path.cwd().is_relative_to(target):
        raise Hindrance(f"The site would take the place of all in '{settings.target}'. Choose another folder.")
    if target.is_relative_to(content):
        raise Hindrance(f"'{settings.target}' lies among the content. Choose another folder for the site.")


def _lunr() -> str:
    """lunr.js, which lies in MkDocs' package until the search does without it."""
    found = find_spec("mkdocs")
    lunr = Path(str(found and found.origin)).parent / "contrib" / "search" / "templates" / "search" / "lunr.js"
    return lunr.read_text("utf-8").replace("\r\n", "\n").replace("\r", "\n")
