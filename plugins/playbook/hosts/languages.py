"""A playbook in several languages: a folder and a site of each, joined page by page.

The first language is the site itself; every other lies below its code, as in `de/`. A page has a version in another
language where that has a page at the same address, or a play that says of which one it is the translation.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from playbook import routes
from playbook.export import robots
from playbook.frame import Frame, FrameLanguage
from playbook.guard import Hindrance
from playbook.hosts.settings import Settings
from playbook.hosts.site_of import site_of
from playbook.loading import NOTHING, Kept
from playbook.problems import Location, Problem
from playbook.site import Site

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, slots=True)
class Spoken:
    """The site in one language, and the settings that it was made by."""

    settings: Settings
    site: Site


@dataclass(frozen=True, slots=True)
class Languages:
    """The site in its first language, at the root, and in all others, below their codes."""

    first: Spoken
    others: tuple[Spoken, ...] = ()


def settings_of_all(settings: Settings) -> tuple[Settings, ...]:
    """The settings of each language, those of the site itself first. Raises Hindrance where two would be mixed up."""
    others = []
    taken = {settings.language: settings.content}
    for one in settings.languages:
        if not (one.content / "playbook.yml").is_file():
            raise Hindrance(f"'{one.content}' holds no playbook.yml for '{one.code}' (languages). Mend the folder.")
        for other in taken.values():
            if one.content.resolve().is_relative_to(other.resolve()) or other.resolve().is_relative_to(
                one.content.resolve()
            ):
                said = (
                    f"'{one.content}' and '{other}' lie in one another, and each is a playbook of its own (languages)."
                )
                raise Hindrance(f"{said} Put them side by side, as content/en and content/de.")
        if one.code in taken:
            raise Hindrance(f"'{one.code}' is the language of the site itself (languages). Name the others only.")
        taken[one.code] = one.content
        others.append(
            replace(
                settings,
                content=one.content,
                edited=one.edited,
                target=settings.target / one.code,
                name="",
                description="",
                address=f"{settings.address}{one.code}/" if settings.address else "",
                language=one.code,
                nav=[],
                styles=tuple(map(_from_below, settings.styles)),
                scripts=tuple(map(_from_below, settings.scripts)),
                texts=one.texts,
                offline=False,
                languages=(),
            )
        )
    return (settings, *others)


def _from_below(path: str) -> str:
    """A file of the first site as another names it, whose root lies one below."""
    return path if urlsplit(path).scheme or path.startswith("/") else f"../{path}"


def in_all(
    settings: Settings,
    made: Site,
    framed: Callable[[Settings, Site], Frame],
    kept: Callable[[Path], Kept] = lambda _: NOTHING,
) -> Languages | Sequence[Problem]:
    """The site in each of its languages, or every problem of another than the first, which is `made` already.

    `framed` gives the frame of each; here it learns of the others. `kept` gives what `load` keeps of a folder.
    """
    spoken, problems = [Spoken(settings, made)], []
    for one in settings_of_all(settings)[1:]:
        below = f"{one.language}/"
        if page := next((path for path, page in made.pages.items() if page.route.url.startswith(below)), None):
            raise Hindrance(
                f"'{page}' lies at '{below}', where the site in '{one.language}' begins. Rename one of them."
            )
        found = site_of(one, kept(one.content))
        if isinstance(found, Site):
            spoken.append(Spoken(one, found))
        else:
            problems += [_placed(problem, one.edited or one.content.as_posix()) for problem in found]
    if problems:
        return problems
    first, *others = _joined(
        [Spoken(one.settings, one.site.framed_by(framed(one.settings, one.site))) for one in spoken]
    )
    return Languages(first, tuple(others))


def _placed(problem: Problem, folder: str) -> Problem:
    """A problem whose place names the folder too, since files of several have the same names."""
    there = problem.location
    return replace(problem, location=Location(f"{folder}/{there.path}", there.line, there.column))


def _joined(spoken: Sequence[Spoken]) -> Sequence[Spoken]:
    """The sites with frames that lead from each page to the same one in every other language."""
    if len(spoken) < 2:
        return spoken
    keys = [_keys(one.site) for one in spoken]
    names = {one.settings.language: language_name(one.settings.language) for one in spoken}

    def seen_from(place: int) -> Iterator[FrameLanguage]:
        for number, there in enumerate(spoken):
            code, root = there.settings.language, _between(place, number, there.settings.language)
            yield FrameLanguage(code, names[code], root, there.settings.address, _versions(keys[place], keys[number]))

    return [
        Spoken(
            one.settings,
            one.site.framed_by(
                replace(one.site.frame, languages=tuple(seen_from(place)), language=one.settings.language)
            ),
        )
        for place, one in enumerate(spoken)
    ]


def _between(here: int, there: int, code: str) -> str:
    """What leads from the root of one site to that of another; the first is the root of all."""
    return ("" if here == there else "../" if here else "") + (code + "/" if there and here != there else "")


def _keys(made: Site) -> Mapping[str, str]:
    """The address of each page by what it has in common with those of the same in other languages."""
    pages = [page for page in made.pages.values() if not page.moved_to]
    return {
        routes.play_of(page.play.translates).url
        if page.play and page.play.translates
        else page.route.url: page.route.url
        for page in pages
    }


def _versions(here: Mapping[str, str], there: Mapping[str, str]) -> Mapping[str, str]:
    """Where the pages of one site lead in another, by their addresses in the first."""
    return {url: there[key] for key, url in here.items() if key in there}


def language_name(code: str) -> str:
    """What a language calls itself: `Deutsch`, `日本語`; its code where nobody knows."""
    from babel.core import Locale, UnknownLocaleError  # only where it is asked, since it takes its time

    try:
        name = Locale.parse(code, sep="-").get_display_name() or code
    except (ValueError, UnknownLocaleError):
        return code
    return name[:1].upper() + name[1:]


def files(
    spoken: Languages,
    files_of: Callable[[Settings, Site, Path | None], Iterator[tuple[str, bytes]]],
    into: Path | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Every file of the sites in the other languages, below their codes, and a robots.txt that names their sitemaps.

    A host sends the first site's page for what is lost. `into` is the folder of the first site, as `files_of` takes it.
    """
    for one in spoken.others:
        below = into and into / one.settings.language
        for path, content in files_of(one.settings, one.site, below):
            if path != routes.NOT_FOUND:
                yield f"{one.settings.language}/{path}", content
        if below:
            (below / routes.NOT_FOUND).unlink(missing_ok=True)
    first = spoken.first.site.edition
    if spoken.others and first.address:
        yield from robots.files(first, [one.site.edition.whole(routes.SITEMAP) for one in spoken.others])


def with_versions(sitemap: str, made: Site) -> str:
    """A sitemap that somebody else made, with what each of its pages is called in other languages."""
    ET.register_namespace("", _SITEMAP)
    ET.register_namespace("xhtml", _XHTML)
    top = ET.fromstring(sitemap.strip().encode())
    for entry in top.iter(f"{{{_SITEMAP}}}url"):
        loc = entry.find(f"{{{_SITEMAP}}}loc")
        there = (loc.text or "").strip() if loc is not None else ""
        for language, address in made.frame.versions(there.removeprefix(made.edition.address)):
            ET.SubElement(entry, f"{{{_XHTML}}}link", rel="alternate", hreflang=language, href=address)
    return ET.tostring(top, encoding="unicode", xml_declaration=True) + "\n"
