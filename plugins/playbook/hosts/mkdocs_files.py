"""What MkDocs gets of us: files and pages, where the navigation has them, and the folder of its theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import FileSystemLoader
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_theme_dir, nest_paths

from playbook.frame import Entry
from playbook.hosts.mkdocs_values import THEME, is_framed, others
from playbook.hosts.settings import Settings
from playbook.loading.files import is_published
from playbook.site import Site

# What stands for Material's folder while that is set aside: a folder that is not there.
_ASIDE = str(THEME / "aside")
# What MkDocs puts into a navigation that nobody gave.
_SHOWN = (InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED)

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation


def own_nav(made: Site, files: Files, config: MkDocsConfig) -> Navigation:
    """The navigation that the playbook gives, then the pages of other plugins, by their folders."""
    named = {page.route.url: file for file, page in made.pages.items()}
    nav = _as_nav(made.frame.navigation, named)
    # MkDocs has made pages without titles for them.
    for path in _named_in(nav):
        if file := files.get_file_from_path(path):
            file.page = None
    theirs = (file for file in files.documentation_pages() if file.src_uri not in made.pages)
    shown = [file.src_uri for file in theirs if file.inclusion in _SHOWN]
    below = nest_paths(shown)  # type: ignore[no-untyped-call]  # MkDocs types it in part
    config.nav = [*nav, *below]
    found = get_navigation(files, config)
    config.nav = None
    return found


def _as_nav(entries: Iterable[Entry], files: Mapping[str, str]) -> list[object]:
    """A navigation as mkdocs.yml gives one; `files` are the content files of pages by their addresses."""
    return [{entry.title: _as_nav(entry.children, files) if entry.children else files[entry.url]} for entry in entries]


def place(made: Site, files: Files, config: MkDocsConfig, settings: Settings) -> None:
    """Let the files be those of the site: its pages, the content's pictures, what belongs to other plugins, and what
    the theme shows of its own.
    """
    for file in [*files]:
        # A draft, or anything else that the playbook does not show, would be published as it stands.
        # What is excluded anyway may be settings of other plugins.
        ours = file.src_dir == config.docs_dir and file.generated_by is None and not file.inclusion.is_excluded()
        shown = file.src_uri in made.pages or not file.is_documentation_page()
        if ours and not (shown and is_published(file.src_uri)) and not settings.foreign(file.src_uri):
            files.remove(file)
    _take_back(files, config)
    for path, page in made.pages.items():
        known = files.get_file_from_path(path)
        # Other plugins look at the file behind a page: what an editor changes to change it.
        file = known or File.generated(config, path, abs_src_path=str(settings.content.absolute() / page.edit))
        if known is None:
            files.append(file)
        file.edit_uri = page.edit


def include(made: Site, files: Files, config: MkDocsConfig) -> None:
    """Say of each page of ours whether the navigation has it: most plays stand in none, and nobody is to be warned."""
    linked, listed = _named_in(config.nav), {entry.url for top in made.frame.navigation for entry in top.pages()}
    for path, page in made.pages.items():
        if file := files.get_file_from_path(path):
            shown = path in linked if config.nav else page.route.url in listed
            file.inclusion = InclusionLevel.INCLUDED if shown else InclusionLevel.NOT_IN_NAV


def spare(made: Site, files: Files) -> None:
    """Let MkDocs make no HTML of our pages, which costs a parser each. Until now they were plain ones for everybody."""
    for path in made.pages:
        file = files.get_file_from_path(path)
        if file and type(file.page) is Page:
            file.page.__class__ = _Placed


class _Placed(Page):
    """A page of ours as MkDocs sees it: what becomes of its Markdown is the Site's affair."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""
        self.toc = TableOfContents([])


def spare_the_rest(made: Site, files: Files, config: MkDocsConfig) -> None:
    """Let MkDocs build no page of ours, once the last of its templates has listed them all."""

    def templates() -> Iterator[str]:
        yield from theirs
        for path in made.pages:
            if file := files.get_file_from_path(path):
                files.remove(file)

    theirs = config.extra_templates
    config.extra_templates = templates()  # type: ignore[assignment]  # MkDocs goes through them once


def edited(files: Files, made: Site) -> dict[str, str]:
    """Where each page of ours is changed, in the order in which MkDocs builds them."""
    pages = ((file.src_uri, file.page) for file in files.documentation_pages() if file.src_uri in made.pages)
    return {path: (page.edit_url if page else None) or "" for path, page in pages}


def nothing_to_make(config: MkDocsConfig) -> None:
    """Let MkDocs find nothing to make."""
    config.nav, config.extra_templates, config.theme.static_templates = [], [], set()


def nothing(files: Files) -> None:
    """Let there be no files."""
    for file in [*files]:
        files.remove(file)


def set_aside(config: MkDocsConfig) -> None:
    """Take Material's folder out of the theme while MkDocs lists what a theme holds: 14,500 files, mostly icons.

    Where there are other plugins it stays, since they may look for its templates.
    """
    if config.theme.name == "material" and is_framed(config) and not others(config):
        _exchange(config.theme.dirs, get_theme_dir("material"), _ASIDE)


def _take_back(files: Files, config: MkDocsConfig) -> None:
    """Put Material's folder back. Of its files the site gets those that the settings name."""
    if config.theme.name != "material" or not is_framed(config):
        return
    folder = get_theme_dir("material")
    _exchange(config.theme.dirs, _ASIDE, folder)
    for file in [file for file in files if file.src_dir == folder]:
        files.remove(file)
    theme, scripts = config.theme, (str(script) for script in config.extra_javascript)
    for path in sorted(
        {str(named) for named in (*config.extra_css, *scripts, theme.get("favicon"), theme.get("logo"))}
    ):
        if Path(folder, path).is_file() and files.get_file_from_path(path) is None:
            files.append(File(path, folder, config.site_dir, config.use_directory_urls))


def give_templates(env: Environment) -> None:
    """Let templates of the site's own extend Material's, whose folder was set aside when the environment was made."""
    if isinstance(env.loader, FileSystemLoader):
        _exchange(env.loader.searchpath, _ASIDE, get_theme_dir("material"))


def give_later(config: MkDocsConfig, known: Mapping[str, object]) -> None:
    """Let every environment that a plugin makes from now on for pages of its own have what our templates ask for."""
    theme, make = config.theme, type(config.theme).get_env

    def get_env() -> Environment:
        env = make(theme)
        give_templates(env)
        env.globals.update(known)
        return env

    theme.get_env = get_env  # type: ignore[method-assign]  # MkDocs has no event for it


def show_templates(env: Environment, config: MkDocsConfig) -> None:
    """Let plugins that adapt what lists the navigation see it. Our frame lists all that they make without its help."""
    if env.loader and config.theme.name == "material" and others(config):
        env.loader.get_source(env, "partials/nav-item.html")


def _exchange(folders: list[str], old: str, new: str) -> None:
    if old in folders:
        folders[folders.index(old)] = new


def _named_in(nav: object) -> frozenset[str]:
    """The files that a nav tree names, at any depth."""
    if isinstance(nav, str):
        return frozenset({nav})
    values = nav.values() if isinstance(nav, Mapping) else nav if isinstance(nav, list) else ()
    return frozenset().union(*(_named_in(value) for value in values))
