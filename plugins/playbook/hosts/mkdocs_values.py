"""What MkDocs knows of a site, its settings, navigation and pages, as values of our own."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import mkdocs
from jinja2 import FileSystemLoader
from markupsafe import Markup
from mkdocs.config.base import load_config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler, get_relative_url, get_theme_dir

from playbook.export import left_out
from playbook.frame import About, Entry, Frame, Scheme
from playbook.guard import Hindrance
from playbook.hosts.offline import registering
from playbook.hosts.settings import CACHE, Settings, address_fault
from playbook.loading.files import is_published
from playbook.site import Site

_THEME = Path(__file__).parent.parent / "templates" / "theme"
# What stands for Material's folder while that is set aside: a folder that is not there.
_ASIDE = str(_THEME / "aside")
# Settings of MkDocs that are told in another way, and those that change nothing of what is published.
_NO_PART = frozenset(
    "theme plugins hooks markdown_extensions mdx_configs exclude_docs draft_docs not_in_nav"
    " config_file_path docs_dir site_dir dev_addr watch validation strict".split()
)

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation


def settings_of(config: MkDocsConfig, own: Mapping[str, Any], *, serving: bool) -> Settings:
    """The settings of a site; `own` are those of the plugin. Raises Hindrance where its address leads astray."""
    if not serving and config.site_url and (fault := address_fault(config.site_url, http=True)):
        raise Hindrance(f"site_url in mkdocs.yml: {fault}")
    back = [spec for spec in (config.exclude_docs, None if serving else config.draft_docs) if spec]
    # ProperDocs keeps the path as it was given.
    top, content = Path(config.config_file_path).resolve().parent, Path(config.docs_dir).resolve()
    return Settings(
        content=Path(config.docs_dir),
        edited=content.relative_to(top).as_posix() if content.is_relative_to(top) else "",
        target=Path(config.site_dir),
        name=config.site_name,
        address=config.site_url or "",
        language=str(config.theme.get("language") or "en"),
        kept_back=lambda path: any(spec.match_file(path) for spec in back),
        drafts=own["drafts"],
        problems=own["problems"],
        templates=Path(own["templates"]) if own["templates"] else None,
        repository=own["repository"] or "",
        contact=own["contact"] or "",
        print_page=own["print_page"],
        jobs=own["jobs"],
        cache=top / CACHE if own["cache"] else None,
        offline=own["offline"] and not serving,
        texts=Path(own["texts"]) if own["texts"] else None,
        forge=own["forge"] or "",
        branch=own["branch"] or "",
        report=own["report"],
    )


def settings_now(config: MkDocsConfig) -> Settings:
    """The settings as they stand in mkdocs.yml by now, for a site that is served at the same address."""
    try:
        now = load_config(config_file=config.config_file_path, site_dir=config.site_dir, site_url=config.site_url)
    except (MkDocsException, Abort) as fault:
        raise Hindrance(f"mkdocs.yml cannot be used: {str(fault) or 'MkDocs says why'}. Mend it.") from None
    plugin = now.plugins.get("playbook")
    if plugin is None:
        raise Hindrance("mkdocs.yml names the plugin 'playbook' no more. Put it back.")
    return settings_of(now, plugin.config, serving=True)


def others(config: MkDocsConfig) -> str:
    """Who else may change the pages of a site: other plugins, and a theme that is not ours; empty where nobody does."""
    names = [name for name in config.plugins if name.rpartition("/")[2] not in ("playbook", "search")]
    if not is_framed(config):
        names.append(f"the theme {config.theme.name}")
    return ", ".join(names)


def frame_of(config: MkDocsConfig, nav: Navigation, ours: Frame, policy: str) -> Frame:
    """The frame that mkdocs.yml asks for; what it leaves out is as in `ours`."""
    theme = config.theme
    extra = config.extra.get("alternate")
    return Frame(
        name=config.site_name,
        description=config.site_description or "",
        author=config.site_author or "",
        rights=Markup(config.copyright or ""),
        address=config.site_url or "",
        direction=str(theme.get("direction") or ""),
        navigation=tuple(_entries(nav.items)),
        footer=ours.footer,
        schemes=tuple(_schemes(theme.get("palette"), ours.schemes)),
        styles=tuple(config.extra_css),
        scripts=tuple(str(script) for script in config.extra_javascript),
        icon=str(theme.get("favicon") or ours.icon) if theme.name == "material" else ours.icon,
        policy=policy,
        alternates=tuple((str(one["lang"]), str(one["link"])) for one in extra or () if {"lang", "link"} <= one.keys()),
    )


def foreign(page: Page) -> tuple[About, Markup]:
    """What the frame says of a page that another plugin made, and its article, which has a title in any case."""
    title = Markup(str(page.meta.get("title") or page.title or "")).striptags()
    article, contents = Markup(page.content or ""), list(page.toc)
    if contents and contents[0].level == 1:
        contents = contents[0].children
    else:
        article = Markup('<div class="pb"><h1 id="top">{}</h1></div>\n{}').format(title, article)
    about = About(
        url=page.url.removeprefix("./"),
        root=f"{get_relative_url('.', page.url)}/",
        title=title,
        summary=str(page.meta.get("description") or ""),
        canonical=page.canonical_url or "",
        is_hidden="noindex" in str(page.meta.get("robots") or ""),
        headings=tuple((item.id, Markup(item.title).striptags()) for item in contents),
        edit=page.edit_url or "",
    )
    return about, article


def as_nav(entries: Iterable[Entry], files: dict[str, str]) -> list[object]:
    """A navigation as mkdocs.yml gives one; `files` are the content files of pages by their addresses."""
    return [{entry.title: as_nav(entry.children, files) if entry.children else files[entry.url]} for entry in entries]


def beside(config: MkDocsConfig) -> tuple[object, ...] | None:
    """What a site by MkDocs is made from beside our own settings; None where others have a say in it."""
    if others(config) or config.hooks or config.theme.custom_dir:
        return None
    said = {key: value for key, value in config.items() if key not in _NO_PART}
    own = {**config.theme, "locale": str(config.theme.locale)}
    theme = (config.theme.name, own, sorted(config.theme.static_templates))
    more = {name: dict(plugin.config) for name, plugin in config.plugins.items() if name != "playbook"}
    return "mkdocs", said, theme, more


def is_framed(config: MkDocsConfig) -> bool:
    """Whether the theme shows our frame around an article."""
    own = config.theme.custom_dir
    return config.theme.name in ("material", "playbook") and not (own and (Path(own) / "base.html").exists())


def complete(config: MkDocsConfig, made: Site, *, offline: bool) -> None:
    """Add to the settings what a playbook needs: its navigation, edit links, frame, style and scripts."""
    if made.edit and not (config.edit_uri or config.edit_uri_template):
        config.edit_uri_template = made.edit
    if config.nav is None:
        config.nav = as_nav(made.frame.navigation, {page.route.url: file for file, page in made.pages.items()})
    if config.theme.name == "material":
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
    config.extra_css += made.frame.styles
    for path in (*made.frame.scripts, *([registering()[0]] if offline else [])):
        script = ExtraScriptValue(path)
        script.defer = True
        config.extra_javascript.append(script)


def notes(config: MkDocsConfig, settings: Settings, made: Site) -> Iterator[str]:
    """What an operator may want to know of a site."""
    if any("markdown_extensions" in given for given in config.user_configs):
        yield "markdown_extensions in mkdocs.yml change no page of the playbook, which has one Markdown for all hosts"
    if not settings.texts and made.edition.say.language != settings.language:
        yield f"No texts in '{settings.language}' come with the playbook; name a file that has them by the option texts"
    if missing := left_out(made.edition):
        yield f"{', '.join(missing)} need the address of the site: set site_url in mkdocs.yml"


class _Placed(Page):
    """A page of ours as MkDocs sees it: what becomes of its Markdown is the Site's affair."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""
        self.toc = TableOfContents([])


def place(made: Site, files: Files, config: MkDocsConfig) -> None:
    """Let the files be those of the site: its pages, the content's pictures, and what the theme shows of its own."""
    for file in [*files]:
        # A draft, or anything else that the playbook does not show, would be published as it stands.
        ours = file.src_dir == config.docs_dir and file.generated_by is None
        shown = file.src_uri in made.pages or not file.is_documentation_page()
        if ours and not (shown and is_published(file.src_uri)):
            files.remove(file)
    _take_back(files, config)
    linked = _named_in(config.nav)
    for path, page in made.pages.items():
        known = files.get_file_from_path(path)
        file = known or File.generated(config, path, content="")
        if known is None:
            files.append(file)
        file.edit_uri, file.inclusion = page.edit, InclusionLevel.INCLUDED
        # MkDocs itself makes those that the navigation names, by their titles there.
        if path not in linked:
            file.inclusion = InclusionLevel.NOT_IN_NAV
            _Placed(None, file, config)


def edited(files: Files, made: Site) -> dict[str, str]:
    """Where each page of ours is changed, in the order in which MkDocs builds them."""
    pages = ((file.src_uri, file.page) for file in files.documentation_pages() if file.src_uri in made.pages)
    return {path: (page.edit_url if page else None) or "" for path, page in pages}


def nothing_to_make(config: MkDocsConfig) -> None:
    """Let MkDocs find nothing to make."""
    config.nav, config.extra_templates, config.theme.static_templates = [], [], set()


def set_aside(config: MkDocsConfig) -> None:
    """Take Material's folder out of the theme while MkDocs lists what a theme holds: 14,500 files, mostly icons."""
    if config.theme.name == "material" and is_framed(config):
        _exchange(config.theme.dirs, get_theme_dir("material"), _ASIDE)


def _take_back(files: Files, config: MkDocsConfig) -> None:
    """Put Material's folder back. Of its files the site gets those that the settings name."""
    if _ASIDE not in config.theme.dirs:
        return
    folder = get_theme_dir("material")
    _exchange(config.theme.dirs, _ASIDE, folder)
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


def _exchange(folders: list[str], old: str, new: str) -> None:
    if old in folders:
        folders[folders.index(old)] = new


@contextmanager
def counted() -> Iterator[CountHandler]:
    """Counts the warnings that are given meanwhile."""
    counter, said = CountHandler(), logging.getLogger(mkdocs.__name__)
    counter.setLevel(logging.WARNING)
    said.addHandler(counter)
    try:
        yield counter
    finally:
        said.removeHandler(counter)


def will_be_refused() -> bool:
    """Whether strict mode is about to refuse a site for its warnings, which it does only after the last event."""
    counters = (one for one in logging.getLogger(mkdocs.__name__).handlers if isinstance(one, CountHandler))
    return any(counter.get_counts() for counter in counters)


def root_of(config: MkDocsConfig) -> str:
    """Where the site's root lies on its host, with a last slash."""
    return urlsplit(config.site_url or "/").path.rstrip("/") + "/"


def _named_in(nav: object) -> frozenset[str]:
    """The files that a nav tree names, at any depth."""
    if isinstance(nav, str):
        return frozenset({nav})
    values = nav.values() if isinstance(nav, Mapping) else nav if isinstance(nav, list) else ()
    return frozenset().union(*(_named_in(value) for value in values))


def _entries(items: Iterable[StructureItem]) -> Iterator[Entry]:
    for item in items:
        children = tuple(_entries(getattr(item, "children", None) or ()))
        title = Markup(str(item.title or "")).striptags()
        if item.is_page:
            yield Entry(title, str(item.url).removeprefix("./"))  # type: ignore[attr-defined]  # a page has one
        elif children or item.is_link:
            yield Entry(title, "" if children else str(item.url), children)  # type: ignore[attr-defined]  # so has a link


def _schemes(palette: object, ours: tuple[Scheme, ...]) -> Iterator[Scheme]:
    """The choices that Material's setting gives: several, or one and no button; ours where it gives none."""
    if isinstance(palette, dict) and palette:
        yield Scheme(_name(palette))
        return
    choices = [choice for choice in palette if choice.get("toggle")] if isinstance(palette, list) else []
    if not choices:
        yield from ours
    for choice in choices:
        yield Scheme(_name(choice), str(choice.get("media") or ""), str(choice["toggle"].get("name") or ""))


def _name(palette: dict[str, object]) -> str:
    return "dark" if palette.get("scheme") == "slate" else "light"
