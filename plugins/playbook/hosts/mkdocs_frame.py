"""What MkDocs' settings and navigation say about the frame of the pages, as the frame's own values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from playbook.frame import About, Entry, Frame, Scheme

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure import StructureItem
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage


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
        schemes=tuple(_schemes(theme.get("palette"), ours.schemes)),
        styles=tuple(config.extra_css),
        scripts=tuple(str(script) for script in config.extra_javascript),
        icon=str(theme.get("favicon") or ours.icon) if theme.name == "material" else ours.icon,
        policy=policy,
        alternates=tuple((str(one["lang"]), str(one["link"])) for one in extra or () if {"lang", "link"} <= one.keys()),
    )


def foreign(page: MkDocsPage, root: str) -> tuple[About, Markup]:
    """What the frame says of a page that another plugin made, and its article, which has a title in any case."""
    title = Markup(str(page.meta.get("title") or page.title or "")).striptags()
    article, contents = Markup(page.content or ""), list(page.toc)
    if contents and contents[0].level == 1:
        contents = contents[0].children
    else:
        article = Markup('<div class="pb"><h1 id="top">{}</h1></div>\n{}').format(title, article)
    about = About(
        url=page.url.removeprefix("./"),
        root=root,
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


def leave_out(files: Files, config: MkDocsConfig, theirs: Path) -> None:
    """Take the files of Material's own folder out of the site, but for those that the settings name."""
    theme = config.theme
    scripts = (str(script) for script in config.extra_javascript)
    named = {*config.extra_css, *scripts, theme.get("favicon"), theme.get("logo")}
    for file in [file for file in files if _lies_in(file, theirs) and file.src_uri not in named]:
        files.remove(file)


def _lies_in(file: File, folder: Path) -> bool:
    return bool(file.abs_src_path) and Path(str(file.abs_src_path)).is_relative_to(folder)


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
