"""Faults that only a whole site shows: links that lead nowhere, and template text that nobody filled in.

MkDocs notices dead links too, but not before it has emptied the folder of the last good site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playbook import routes
from playbook.authoring.writing import MARKER, MATERIAL
from playbook.loading.bodies import prose_lines, without_code
from playbook.loading.files import IMAGES
from playbook.loading.hyperlinks import Hyperlink, hyperlinks
from playbook.loading.places import Places
from playbook.model import Play, Prose, Source
from playbook.pages import Page
from playbook.problems import Location, Problem, did_you_mean
from playbook.relations import preview
from playbook.site import Site, build

_ID = re.compile(r'\bid="([^"]+)"')


def faults(site: Site, root: Path) -> tuple[Problem, ...]:
    """Every fault of a site made from the content folder `root`, sorted by place; drafts are read as in a preview."""
    found = {*_dead_links(site, root), *_unfilled(site, root), *_unwritten(site, root)}
    if site.playbook.drafts:
        drafts = {play.path for play in site.playbook.drafts}
        shown = _dead_links(build(preview(site.playbook)), root)
        found |= {problem for problem in shown if problem.location.path in drafts}
    return tuple(sorted(found))


def _unfilled(site: Site, root: Path) -> Iterator[Problem]:
    playbook = site.playbook
    places = Places(root)
    # Drafts are there to be filled in: readers do not see them yet.
    everything: tuple[Play | Source | Prose, ...] = playbook.plays + playbook.retired
    everything += playbook.sources + playbook.prose
    for written in everything:
        if MARKER in written.body or MARKER in _words(written):
            for number, line in prose_lines(places.text(written.path)):
                if (column := without_code(line).find(MARKER)) >= 0:
                    asked = line[column + len(MARKER) :].strip(" '\"*")
                    message = f"'{MARKER} {asked[:120]}' is not filled in. Put your own words in its place."
                    yield Problem(Location(written.path, number + 1, column + 1), "template-text", message)


def _unwritten(site: Site, root: Path) -> Iterator[Problem]:
    """Plays for readers that still hold a passage of their source as it was imported."""
    places = Places(root)
    for play in site.playbook.plays:
        if MATERIAL in play.body:
            for number, line in enumerate(places.text(play.path).split("\n")):
                if re.match(rf" {{0,3}}(?:~{{3,}}|`{{3,}})[ \t]*{MATERIAL}\b", line):
                    message = (
                        "This passage stands as its source has it. Say it in your own words, and remove the block "
                        "or write 'status: draft' again."
                    )
                    yield Problem(Location(play.path, number + 1), "source-material", message)


def _words(written: Play | Source | Prose) -> str:
    """What stands in front matter and is shown to readers as it is."""
    if isinstance(written, Play):
        where = (citation.where for citation in written.citations)
        return "\n".join((written.title, written.summary, written.owner, *written.aliases, *where))
    return written.title if isinstance(written, Source) else f"{written.title}\n{written.summary}"


def _dead_links(site: Site, root: Path) -> Iterator[Problem]:
    passages = {
        source.path: frozenset(routes.passage(passage.lines) for passage in source.passages)
        for source in site.playbook.sources
    }
    seen = _Anchors(site, passages)
    places = Places(root)
    for path, body in site.bodies.items():
        for link in hyperlinks(body):
            if not link.outside and (fault := _fault(link, path, site, seen, root)):
                yield Problem(places.in_body(path, body, link.line, link.column), *fault)


def _fault(link: Hyperlink, path: str, site: Site, seen: _Anchors, root: Path) -> tuple[str, str] | None:
    """The code and message of what is wrong with a link on the page of a content file, if anything is."""
    goal = link.path_from(path)
    page = site.pages.get(goal)
    if page is None:
        return None if _is_picture(root, goal) else ("dead-link", _no_page(link.target, goal, site))
    if link.anchor and not seen.has(page, link.anchor):
        known = did_you_mean(link.anchor, seen.of(page)) or " Use the anchor of a heading or a passage of that page."
        return "dead-anchor", f"The page '{goal}' has no place '#{link.anchor}'.{known}"
    return None


def _no_page(target: str, goal: str, site: Site) -> str:
    if target.startswith("/"):
        return f"'{target}' begins with '/', where the site may not lie. Link to a file, such as ../plays/meet.md."
    if any(play.path == goal for play in site.playbook.drafts):
        return f"'{target}' leads to a draft, which readers cannot reach. Publish it, or remove the link."
    if goal.startswith(".."):
        return f"'{target}' leads out of the content folder. Give the full address, beginning with https://."
    if goal.endswith(IMAGES):
        return f"There is no picture '{goal}'. Put it there, or mend its name."
    if not goal.endswith(".md"):
        stem = goal.strip("/")
        fitting = [path for path in (f"{stem}.md", f"{stem}/index.md") if path in site.pages]
        hint = f" Did you mean '{fitting[0]}'?" if fitting else ""
        return f"There is no file '{goal}'. Links lead to files that end in .md.{hint}"
    # What lies in another folder is seldom meant, and the folder's name would make all names in it look alike.
    folder, slash, name = goal.rpartition("/")
    near = [path.removeprefix(folder + slash) for path in site.pages if path.rpartition("/")[0] == folder]
    return f"There is no page '{goal}'.{did_you_mean(name, near)}"


def _is_picture(root: Path, goal: str) -> bool:
    return not goal.startswith(("..", "/")) and not goal.endswith((".md", ".yml")) and (root / goal).is_file()


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
            body = self.site.bodies.get(file, "")
            made = self.site.render(page, _html(body) if "\n#" in f"\n{body}" else "", "")
            self._known[file] = made.anchors
        return self._known[file]


def _html(body: str) -> str:
    import markdown  # 40 ms that only a body with headings needs

    extensions = ["attr_list", "def_list", "footnotes", "pymdownx.superfences", "sane_lists", "tables", "toc"]
    return markdown.markdown(body, extensions=extensions)
