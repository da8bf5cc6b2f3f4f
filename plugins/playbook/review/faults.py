"""Faults that only a whole site shows: links that lead nowhere, and template text that nobody filled in.

MkDocs notices dead links too, but not before it has emptied the folder of the last good site.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from playbook import routes
from playbook.authoring.unfinished import has_marks, marks, may_hold_marks, quoted
from playbook.authoring.writing import MARKER, MATERIAL
from playbook.bundles import unmade
from playbook.edition import Page
from playbook.guesses import Guess, did_you_mean, guess
from playbook.loading.downloads import DOWNLOADS
from playbook.loading.files import BESIDE, IMAGES, content_files
from playbook.loading.hyperlinks import Hyperlink, hyperlinks
from playbook.loading.keeping import NOTHING, Kept
from playbook.loading.nodes import OPEN
from playbook.loading.places import Places
from playbook.model import Experience, Play, Playbook, Prose, Source
from playbook.problems import Collector, Edit, Fix, Location, Problem, Side
from playbook.relations import preview as with_drafts
from playbook.rendering import shows_body
from playbook.review.swelling import swollen
from playbook.site import Site, build


def faults(
    site: Site, root: Path, kept: Kept = NOTHING, *, preview: bool = False, about: Container[str] | None = None
) -> tuple[Problem, ...]:
    """Every fault of a site made from the content folder `root`, sorted by place; drafts are read as in a `preview`.

    A preview is there to see plays while they are written, so what is left to write in them is no fault of it. What
    texts say by themselves is taken from `kept`, as in `load`. Where only what is `about` some files is wanted, and
    what they do to others, template text in others is not looked for.
    """
    plays = [play for play in site.playbook.plays if not preview and (about is None or play.path in about)]
    found = {*_of_texts(site, root, kept), *_unfilled(site.playbook, plays, root, about), *_unwritten(plays, root)}
    found |= {*_unshown(site, root)}
    if site.playbook.drafts:
        drafts = {play.path for play in site.playbook.drafts}
        of_all = _of_texts(build(with_drafts(site.playbook), texts=site.edition.say, bundle=unmade), root, kept)
        found |= {problem for problem in of_all if problem.location.path in drafts}
    return tuple(sorted(found))


def _of_texts(site: Site, root: Path, kept: Kept) -> Iterator[Problem]:
    yield from _dead_links(site, root, kept)
    yield from swollen(site, root, kept)


def _unfilled(playbook: Playbook, plays: Sequence[Play], root: Path, about: Container[str] | None) -> Iterator[Problem]:
    """Template text in some plays and in whatever else readers see."""
    places = Places(root)
    everything: tuple[Play | Source | Prose | Experience, ...]
    everything = (*plays, *playbook.retired, *playbook.sources, *playbook.prose, *playbook.experiences)
    for written in everything:
        if (about is None or written.path in about) and has_marks(written):
            yield from _marked(written.path, places.text(written.path))


def unfilled(root: Path, said: Collection[Problem]) -> Iterator[Problem]:
    """Template text in a folder that does not load, beside what is `said` of its lines already."""
    told = {(problem.location.path, problem.location.line) for problem in said}
    places = Places(root)
    for path in content_files(root, Collector()).files:
        with suppress(OSError, UnicodeDecodeError):
            text = places.text(path) if path.endswith(".md") else ""
            if may_hold_marks(path, text):
                yield from (one for one in _marked(path, text) if (path, one.location.line) not in told)


def _marked(path: str, text: str) -> Iterator[Problem]:
    for line, column, found in marks(text):
        message = f"'{found[:120]}' is not filled in. Put your own words in its place."
        yield Problem(Location(path, line + 1, column), "template-text", message)


def _unwritten(plays: Sequence[Play], root: Path) -> Iterator[Problem]:
    """Passages of a source that still stand in plays as they were imported."""
    places = Places(root)
    for play in plays:
        if MATERIAL in play.body:
            for line in quoted(places.text(play.path)):
                message = (
                    "This passage stands as its source has it. Say it in your own words, and remove the block "
                    "or write 'status: draft' again."
                )
                yield Problem(Location(play.path, line + 1), "source-material", message)


def _unshown(site: Site, root: Path) -> Iterator[Problem]:
    """Texts that no page shows: those of pages that are not made, or whose template has no room for one."""
    for written in site.playbook.prose:
        page = site.pages.get(written.path)
        if written.body.strip() and not (page and shows_body(site.edition.templates, page.template)):
            what = f"The page '{page.route.url}' shows no text of yours" if page else "No page shows this text"
            message = f"{what}. Give the file another name and a title, and link to it."
            first = written.body[: -len(written.body.lstrip())].count("\n")
            yield Problem(Places(root).in_body(written.path, written.body, first), "unshown-text", message)


class _Aim(NamedTuple):
    """A link and what it leads to: a content file, and a place on its page where it names one."""

    link: Hyperlink
    goal: str
    anchor: str


def _aims(path: str, body: str) -> tuple[_Aim, ...]:
    """The links of a text that stay within the site, without those that are still to be filled in."""
    marked = frozenset(line for line, *_ in marks(body)) if MARKER in body else ()
    return tuple(
        _Aim(link, link.path_from(path), link.anchor)
        for link in hyperlinks(body)
        if not (link.outside or (link.line in marked and OPEN.search(link.target)))
    )


def _dead_links(site: Site, root: Path, kept: Kept) -> Iterator[Problem]:
    passages = {
        source.path: frozenset(routes.passage(passage.lines) for passage in source.passages)
        for source in site.playbook.sources
    }
    seen = _Anchors(site, passages)
    places = Places(root)
    goals = _Goals(site, root)
    for path, body in site.texts.items():
        for aim in kept.once("aims", path, _aims, path, body):
            if fault := _fault(aim, path, goals, seen):
                (said, meant), link = fault, aim.link
                place = places.in_body(path, body, link.line, link.column)
                fix = Fix((Edit(place, link.target, meant.word),), meant.sure) if meant else None
                yield Problem(place, *said, fix=fix, sides=(Side(Location(aim.goal)),))


def _fault(aim: _Aim, path: str, goals: _Goals, seen: _Anchors) -> tuple[tuple[str, str], Guess | None] | None:
    """The code and message of what is wrong with a link on the page of a content file, and its target as it was meant.

    None where nothing is wrong.
    """
    target, goal, anchor = aim.link.target, aim.goal, aim.anchor
    page = goals.site.pages.get(goal)
    if page is None:
        if goal in goals.beside:
            return None
        found = None if goal in goals.drafts else goals.meant(goal)
        way = posixpath.relpath(found.word, posixpath.dirname(path) or ".") if found else ""
        meant = found and Guess(way + target[len(target.partition("#")[0]) :], found.sure)
        return ("dead-link", _no_page(target, goal, goals)), meant
    if page.kind == "moved" and page.moved_to:
        # Advice says its new name, so what counts is whether the place is there.
        page = goals.site.pages[page.moved_to.file]
    if anchor and not seen.has(page, anchor):
        hint = did_you_mean(anchor, seen.of(page)) or " Use the anchor of a heading or a passage of that page."
        found = guess(anchor, seen.of(page))
        meant = found and Guess(f"{target.partition('#')[0]}#{found.word}", found.sure)
        return ("dead-anchor", f"The page '{goal}' has no place '#{anchor}'.{hint}"), meant
    return None


def _no_page(target: str, goal: str, goals: _Goals) -> str:
    if target.startswith("/"):
        return f"'{target}' begins with '/', where the site may not lie. Link to a file, such as ../plays/meet.md."
    if goal in goals.drafts:
        return f"'{target}' leads to a draft, which readers cannot reach. Publish it, or remove the link."
    if goal.startswith(".."):
        return f"'{target}' leads out of the content folder. Give the full address, beginning with https://."
    if goal.endswith(DOWNLOADS):
        return f"There is no file '{goal}'. Put it there, or mend its name."
    if goal.endswith(IMAGES):
        return f"There is no picture '{goal}'. Put it there, or mend its name."
    if not goal.endswith(".md"):
        stem = goal.strip("/")
        fitting = [path for path in (f"{stem}.md", f"{stem}/index.md") if path in goals.site.pages]
        hint = f" Did you mean '{fitting[0]}'?" if fitting else ""
        return f"There is no file '{goal}'. Links lead to files that end in .md.{hint}"
    # What lies in another folder is seldom meant, and the folder's name would make all names in it look alike.
    folder, _, name = goal.rpartition("/")
    return f"There is no page '{goal}'.{did_you_mean(name, goals.pages.by_folder.get(folder, ()))}"


@dataclass(frozen=True, slots=True)
class _KnownFiles:
    """Some files: their names by folder, and their paths by name in small letters."""

    by_folder: Mapping[str, frozenset[str]]
    by_name: Mapping[str, Sequence[str]]

    def __contains__(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        return name in self.by_folder.get(folder, ())


def _known_files(paths: Iterable[str]) -> _KnownFiles:
    folders, names = defaultdict[str, set[str]](set), defaultdict[str, list[str]](list)
    for path in paths:
        folder, _, name = path.rpartition("/")
        folders[folder].add(name)
        names[name.casefold()].append(path)
    return _KnownFiles({folder: frozenset(inside) for folder, inside in folders.items()}, names)


class _Goals:
    """What links may lead to. A playbook may hold thousands that lead nowhere, so each looks at few files alone."""

    def __init__(self, site: Site, root: Path) -> None:
        self.site = site
        self._root = root

    # Few playbooks have links that lead to no page.
    @cached_property
    def pages(self) -> _KnownFiles:
        return _known_files(self.site.pages)

    @cached_property
    def beside(self) -> _KnownFiles:
        """What is published as it is."""
        return _known_files(content_files(self._root, Collector()).beside)

    @cached_property
    def drafts(self) -> frozenset[str]:
        return frozenset(play.path for play in self.site.playbook.drafts)

    def meant(self, goal: str) -> Guess | None:
        """The file that was meant: of that address, of that name in another folder, or of a like name."""
        known = self.beside if goal.endswith(BESIDE) else self.pages
        stem = re.sub(r"(?:/index)?\.html?$", "", goal.strip("/")).removesuffix(".md").strip("/")
        named = known.by_name.get(f"{posixpath.basename(stem)}.md".casefold(), ())
        for path in (goal.lstrip("/"), f"{stem}.md", f"{stem}/index.md", *(named if len(named) == 1 else ())):
            if path in known:
                return Guess(path, sure=True)
        folder, name = posixpath.split(goal)
        found = guess(name, known.by_folder.get(folder, ()))
        return found and Guess(posixpath.join(folder, found.word), found.sure)


@dataclass(frozen=True, slots=True)
class _Anchors:
    """The anchors of pages, worked out for those that somebody links into: rendering all would cost a build."""

    site: Site
    passages: Mapping[str, frozenset[str]]
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    def has(self, page: Page, anchor: str) -> bool:
        """Whether an anchor is on a page. Citations, which most anchors are, need no rendering."""
        return anchor in self.passages.get(page.route.file, ()) or anchor in self.of(page)

    def of(self, page: Page) -> frozenset[str]:
        file = page.route.file
        if file not in self._known:
            self._known[file] = self.site.article(page).anchors
        return self._known[file]
