"""What stands around a page's article: plain values of the site and of the page, and the templates that show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from playbook import routes
from playbook.texts import Texts

# Each is a template in templates/frame/, and what it gives is a piece of `whole.html` or of a host's own frame.
PARTS = ("opening", "head", "title", "styles", "header", "rails", "article", "top", "footer", "scripts")

# The same on all pages at one depth.
_SHARED = frozenset({"opening", "styles", "top", "footer", "scripts"})

Parts = Mapping[str, Markup]

_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the navigation, or with `children` a group of them. `url` lies below the site root or is whole."""

    title: str
    url: str = ""
    children: tuple[Entry, ...] = ()

    @property
    def first(self) -> str:
        """Where a reader is led who chooses a group."""
        return self.children[0].first if self.children else self.url

    def pages(self) -> Iterator[Entry]:
        """The pages in it, in order; itself, where it is one."""
        if self.children:
            for child in self.children:
                yield from child.pages()
        else:
            yield self

    def holds(self, url: str) -> bool:
        """Whether a page is in it."""
        return any(entry.url == url for entry in self.pages())


@dataclass(frozen=True, slots=True)
class Scheme:
    """A choice of colours: `light` or `dark`, the media query that it fits, and what its button offers instead."""

    name: str
    media: str = ""
    offer: str = ""

    @property
    def icon(self) -> str:
        return "auto" if self.media == "(prefers-color-scheme)" else self.name


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages share. Files are paths below the site root; `rights` is the operator's own HTML.

    `address` is where the site lies, with its last slash; empty where nobody knows. `policy` is what pages may load;
    empty where the host protects them itself. `footer` are the pages of the navigation that the footer names too, by
    their addresses. `alternates` are the same site elsewhere: language and address. `logo` stands beside the name in
    place of our mark.
    """

    name: str
    description: str = ""
    author: str = ""
    rights: Markup = _NOTHING
    address: str = ""
    direction: str = ""
    navigation: tuple[Entry, ...] = ()
    footer: frozenset[str] = frozenset()
    schemes: tuple[Scheme, ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    icon: str = f"{routes.ASSETS}icon.svg"
    policy: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    logo: str = ""
    layout: routes.Addresses = routes.FOLDERS

    def section(self, url: str) -> Entry | None:
        """The part of the navigation that a page stands in; None for a page that stands in none."""
        return next((entry for entry in self.navigation if entry.children and entry.holds(url)), None)

    def current(self, url: str) -> str | None:
        """The page where the navigation shows it as the one that is read: most pages stand nowhere in it."""
        return url if any(entry.holds(url) for entry in self.navigation) else None


@dataclass(frozen=True, slots=True)
class About:
    """What the frame says of one page, whose address below the site root is `url`.

    `root` leads from the page to the site's root and ends in a slash. `machine` is what its head holds for programs.
    `headings` are (anchor, text). `edit` is where it is changed, empty where its article says so or nobody knows.
    """

    url: str
    root: str
    title: str = ""
    summary: str = ""
    canonical: str = ""
    moved_to: str = ""
    is_hidden: bool = False
    machine: Markup = _NOTHING
    headings: tuple[tuple[str, str], ...] = ()
    edit: str = ""


def schemes(say: Texts) -> tuple[Scheme, ...]:
    """Light and dark, of which a reader sees first what the system asks for."""
    return (
        Scheme("light", "(prefers-color-scheme: light)", say("frame.to_dark")),
        Scheme("dark", "(prefers-color-scheme: dark)", say("frame.to_light")),
    )


def parts(templates: Environment, frame: Frame, about: About, article: Markup) -> Parts:
    """The pieces of a whole page, by name. What many pages share is rendered once for all of them."""
    current = frame.current(about.url)
    remembered = templates.globals["cached"]
    assert callable(remembered), "`environment` puts it there"
    context = {
        "frame": frame,
        "about": about,
        "article": article,
        "link": rooted(about.root, frame.layout),
        "current": current,
        "section": None if current is None else frame.section(current),
    }

    def made(name: str) -> Markup:
        return Markup(templates.get_template(f"frame/{name}.html").render(context))

    return {
        name: remembered(name, id(frame), about.root, caller=partial(made, name)) if name in _SHARED else made(name)
        for name in PARTS
    }


def whole(templates: Environment, pieces: Parts) -> str:
    """A whole page."""
    return templates.get_template("frame/whole.html").render(pieces)


def rooted(root: str, layout: routes.Addresses = routes.FOLDERS) -> Callable[[routes.Route | str], str]:
    """How a page links from which `root` leads to the site's root; whole addresses stay as they are."""

    def link(there: routes.Route | str) -> str:
        url = layout.address(there)
        return url if urlsplit(url).scheme or url.startswith("/") else f"{root}{url}" or "./"

    return link
