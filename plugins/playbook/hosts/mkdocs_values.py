"""What MkDocs knows of a site, its settings, navigation and pages, as values of our own."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import mkdocs
from markupsafe import Markup
from mkdocs.config.base import load_config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, get_relative_url

from playbook.export import left_out
from playbook.frame import About, Entry, Frame
from playbook.guard import Hindrance
from playbook.hosts import neighbours
from playbook.hosts.offline import registering
from playbook.hosts.settings import CACHE, Settings, address_fault, file_beside, repository_of, translations
from playbook.problems import Problem
from playbook.site import Site
from playbook.texts import has_texts
from playbook.texts.sentences import of_terminal, told

THEME = Path(__file__).parent.parent / "templates" / "theme"
# Settings of MkDocs that are told in another way, and those that change nothing of what is published.
_NO_PART = frozenset(
    "theme plugins hooks markdown_extensions mdx_configs exclude_docs draft_docs not_in_nav"
    " config_file_path docs_dir site_dir dev_addr watch validation strict".split()
)

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.nav import Navigation


def settings_of(config: MkDocsConfig, own: Mapping[str, Any], *, serving: bool) -> Settings:
    """The settings of a site; `own` are those of the plugin. Raises Hindrance where its address leads astray."""
    if not serving and config.site_url and (fault := address_fault(config.site_url, http=True)):
        raise Hindrance(f"site_url in mkdocs.yml: {fault}")
    back = [spec for spec in (config.exclude_docs, None if serving else config.draft_docs) if spec]
    theirs = neighbours.foreign(_plugins(config), own["foreign"])
    # ProperDocs keeps the path as it was given.
    top, content = Path(config.config_file_path).resolve().parent, Path(config.docs_dir).resolve()
    return Settings(
        content=Path(config.docs_dir),
        edited=content.relative_to(top).as_posix() if content.is_relative_to(top) else "",
        target=Path(config.site_dir),
        name=config.site_name,
        address=config.site_url or "",
        language=str(config.theme.get("language") or "en"),
        kept_back=lambda path: theirs(path) or any(spec.match_file(path) for spec in back),
        foreign=theirs,
        drafts=own["drafts"],
        problems=own["problems"],
        templates=Path(own["templates"]) if own["templates"] else None,
        repository=own["repository"] or repository_of(config.repo_url),
        contact=own["contact"] or "",
        print_page=own["print_page"],
        jobs=own["jobs"],
        cache=top / CACHE if own["cache"] else None,
        offline=own["offline"] and not serving,
        texts=Path(own["texts"]) if own["texts"] else None,
        forge=own["forge"] or "",
        branch=own["branch"] or "",
        report=own["report"],
        files=not config.use_directory_urls,
        file=Path(config.config_file_path),
        logo=file_beside(config.theme.get("logo")),
        palette=config.theme.get("palette"),
        languages=translations(own["languages"], Path(config.config_file_path)),
    )


def told_here(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems as whoever sits at the terminal reads them."""
    return told(problems, of_terminal(os.environ))


def shared(config: MkDocsConfig, settings: Settings) -> Settings:
    """The settings with what MkDocs itself puts around pages, for those of other languages, which it does not make."""
    return replace(
        settings,
        author=config.site_author or "",
        rights=config.copyright or "",
        styles=tuple(config.extra_css),
        scripts=tuple(str(script) for script in config.extra_javascript),
    )


def _plugins(config: MkDocsConfig) -> neighbours.Plugins:
    """What each plugin is set to. MkDocs counts hooks among them, which have no settings."""
    return {name: getattr(plugin, "config", {}) for name, plugin in config.plugins.items()}


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
    """Who else may change the pages of a site: plugins, hooks, a theme that is not ours; empty where nobody does."""
    names = [name for name in config.plugins if neighbours.bare(name) not in ("playbook", "search")]
    if not is_framed(config):
        names.append(f"the theme {config.theme.name}")
    return ", ".join(names)


def frame_of(config: MkDocsConfig, settings: Settings, nav: Navigation, ours: Frame, policy: str) -> Frame:
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
        navigation=tuple(_entries(nav.items, {page.file: url for url, page in ours.layout.pages.items()})),
        layout=ours.layout,
        footer=ours.footer,
        schemes=ours.schemes,
        styles=tuple(config.extra_css),
        scripts=tuple(str(script) for script in config.extra_javascript),
        icon=str(theme.get("favicon") or ours.icon) if theme.name == "material" else ours.icon,
        policy=policy,
        logo=settings.logo,
        alternates=tuple((str(one["lang"]), str(one["link"])) for one in extra or () if {"lang", "link"} <= one.keys()),
    )


def foreign(page: Page) -> tuple[About, Markup]:
    """What the frame says of a page that another plugin made, and its article, which has a title in any case."""
    title = Markup(str(page.meta.get("title") or page.title or "")).striptags()
    article, contents = Markup(page.content or ""), list(page.toc)
    if contents and contents[0].level == 1:
        contents = contents[0].children
    else:
        article = Markup("<h1>{}</h1>\n{}").format(title, article)
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
    """Add to the settings what a playbook needs: edit links, frame, style and scripts."""
    if made.edit and not (config.edit_uri or config.edit_uri_template):
        config.edit_uri_template = made.edit
    if config.theme.name == "material":
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    config.extra_css += made.frame.styles
    for path in (*made.frame.scripts, *([registering()[0]] if offline else [])):
        script = ExtraScriptValue(path)
        script.defer = True
        config.extra_javascript.append(script)


def switch_off(config: MkDocsConfig) -> None:
    """Let no event of plugins happen that would break a site. MkDocs is going through these lists, so they stay."""
    names = neighbours.off(config.plugins)
    theirs = {id(config.plugins[name]) for name in names}
    for methods in config.plugins.events.values():
        methods[:] = [method for method in methods if id(getattr(method, "__self__", None)) not in theirs]


def _changing_html(config: MkDocsConfig) -> list[str]:
    """The plugins and hooks that change what MkDocs makes of Markdown."""
    makers = {id(getattr(method, "__self__", None)) for method in config.plugins.events["page_content"]}
    return [
        name
        for name, plugin in config.plugins.items()
        if id(plugin) in makers or (isinstance(plugin, ModuleType) and hasattr(plugin, "on_page_content"))
    ]


def notes(config: MkDocsConfig, settings: Settings, made: Site) -> Iterator[str]:
    """What an operator may want to know of a site."""
    known = neighbours.neighbours()
    unknown = [name for name in config.plugins if neighbours.bare(name) not in known]
    for _, said in neighbours.told(unknown, _changing_html(config)):
        yield said
    if not settings.texts and not has_texts(settings.language):
        yield f"No texts in '{settings.language}' come with the playbook; name a file that has them by the option texts"
    if missing := left_out(made.edition):
        yield f"{', '.join(missing)} need the address of the site: set site_url in mkdocs.yml"


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


def _entries(items: Iterable[StructureItem], ours: Mapping[str, str]) -> Iterator[Entry]:
    """The navigation; `ours` are the addresses of our pages as the site calls them, by content file."""
    for item in items:
        # Some plugins make pages that are sections, too: such a page is the first of its own.
        children = tuple(_entries(getattr(item, "children", None) or (), ours))
        title = Markup(str(item.title or "")).striptags()
        if item.is_page:
            file, url = item.file.src_uri, item.url  # type: ignore[attr-defined]  # a page has both
            page = Entry(title, ours[file] if file in ours else str(url).removeprefix("./"))
            yield Entry(title, children=(page, *children)) if children else page
        elif children or item.is_link:
            yield Entry(title, "" if children else str(item.url), children)  # type: ignore[attr-defined]  # so has a link
