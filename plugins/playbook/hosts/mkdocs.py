"""The MkDocs plugin. Nothing else in the package knows MkDocs; ProperDocs runs it unchanged.

MkDocs gets our pages as files of its own, turns their Markdown into HTML, and hands the HTML to the Site, which returns
the article. All state belongs to one build: `on_config` makes it anew, also for each rebuild of `serve`.
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import mkdocs
from markupsafe import escape
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, get_relative_url

from playbook import routes, site
from playbook.clock import latest, today
from playbook.export import left_out
from playbook.frame import Parts
from playbook.guard import explained
from playbook.hosts import offline, publishing
from playbook.hosts.mkdocs_frame import as_nav, foreign, frame_of, leave_out
from playbook.hosts.policy import POLICY
from playbook.hosts.publishing import Publication
from playbook.hosts.settings import address_fault
from playbook.loading import load
from playbook.loading.files import DATA_FILES, is_left_out
from playbook.model import Playbook
from playbook.pages import Page
from playbook.problems import Problem, as_text
from playbook.relations import preview
from playbook.review.faults import faults
from playbook.texts import Texts, english, read, shipped

if TYPE_CHECKING:
    from typing import Literal

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger(__name__)

# Most objects of a build live to its end. Looking through the new ones less often than Python's usual 700 takes 8 %
# off the CPU of 1,000 plays and no memory.
_NEW_OBJECTS = 5_000

_THEME = Path(__file__).parent.parent / "templates" / "theme"


class _SecureUrl(config_options.Type[str]):
    """An https address that others may be made of."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        address = super().run_validation(value)
        if fault := address_fault(address):
            raise ValidationError(fault)
        return address


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs types its bases only in part
    """The plugin's options in mkdocs.yml."""

    drafts = config_options.Type(bool, default=False)
    templates = config_options.Optional(config_options.Dir(exists=True))
    repository = config_options.Optional(_SecureUrl())
    # A page of all plays for paper; where nothing is said, only as long as they are few.
    print_page = config_options.Optional(config_options.Type(bool))
    # Readers' browsers keep the whole site. Who takes it back has to publish a sw.js that unregisters itself.
    offline = config_options.Type(bool, default=False)
    # A catalogue of the site's own for the texts of the interface; else ours for the theme's language.
    texts = config_options.Optional(config_options.File(exists=True))


class PlaybookPlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]  # as above
    """Turns the docs folder into a playbook."""

    _serving = False
    _dirty = False
    _publication: Publication | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self._serving, self._dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        gc.set_threshold(_NEW_OBJECTS, 10, 10)
        if self._dirty:
            raise PluginError("A dirty build would lose plays from the search and from print/. Build without --dirty.")
        if not self._serving:
            publishing.recover(Path(config.site_dir))
        if not self._serving and config.site_url and (fault := address_fault(config.site_url, http=True)):
            raise PluginError(f"site_url in mkdocs.yml: {fault}")
        playbook = _load(config, drafts=self.config.drafts, serving=self._serving)
        templates, repository = _path(self.config.templates), self.config.repository or ""
        if repository and not (config.edit_uri or config.edit_uri_template):
            config.edit_uri_template = _edit_template(repository, config)
        address, wanted = config.site_url or "", self.config.print_page
        texts = _texts(self.config.texts, str(config.theme.get("language") or "en"))
        self._site = site.build(playbook, templates, address, repository, print_page=wanted, texts=texts)
        self._changed: dict[str, str] = {}
        _refuse(faults(self._site, Path(config.docs_dir), preview=self.config.drafts))
        if config.nav is None:
            files = {page.route.url: file for file, page in self._site.pages.items()}
            config.nav = as_nav(self._site.frame.navigation, files)
        if config.theme.name == "material":
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
        config.extra_css.append(routes.ASSETS + "app.css")
        script = ExtraScriptValue(routes.ASSETS + "app.js")
        script.defer = True
        config.extra_javascript.append(script)
        if self._keeps:
            registering = ExtraScriptValue(offline.REGISTERING)
            registering.defer = True
            config.extra_javascript.append(registering)
        return config

    @property
    def _keeps(self) -> bool:
        """Whether browsers keep the site. What `serve` shows changes under the reader's hands."""
        return self.config.offline and not self._serving

    # Other plugins may end the build until here; what they write later goes into the new site too.
    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self._unprotected = False
        if not self._serving:
            self._publication = publishing.begin(Path(config.site_dir))
            config.site_dir = str(self._publication.folder)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for path in DATA_FILES:
            if data := files.get_file_from_path(path):
                files.remove(data)
        for left in [file for file in files if is_left_out(file.src_uri)]:
            files.remove(left)
        for unknown in files.documentation_pages():
            # A draft, or anything else that the playbook does not show, would be published as it stands.
            if unknown.src_uri not in self._site.pages and unknown.generated_by is None:
                files.remove(unknown)
        if theirs := self._unused(config):
            leave_out(files, config, theirs)
        linked = _files_in(config.nav)
        for path, page in self._site.pages.items():
            file = files.get_file_from_path(path)
            if file is None:
                file = File.generated(config, path, content="")
                files.append(file)
            file.inclusion = InclusionLevel.INCLUDED if path in linked else InclusionLevel.NOT_IN_NAV
            file.edit_uri = page.edit
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self._nav = nav

    def _unused(self, config: MkDocsConfig) -> Path | None:
        """Material's own folder, where our frame stands in for all that is in it."""
        own = config.theme.custom_dir
        if config.theme.name != "material" or (own and (Path(own) / "base.html").exists()):
            return None
        return Path(config.theme.dirs[config.theme.dirs.index(str(_THEME)) + 1])

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        self._site = self._site.with_texts(self._changed)
        # `serve` reloads the page by a script of its own, which stands in the page.
        policy = "" if self._serving else POLICY
        framed = frame_of(config, self._nav, self._site.frame, policy)
        self._site = replace(self._site, frame=framed)
        env.globals["playbook_policy"] = policy
        env.globals["playbook_whole"] = self._site.framed
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        if template_name == routes.NOT_FOUND:
            root = urlsplit(config.site_url or "/").path
            context["playbook_page"] = self._site.not_found(root if root.endswith("/") else f"{root}/")  # type: ignore[typeddict-unknown-key]  # it may hold any
        return context

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        ours = self._page(page)
        if ours is None:
            return None
        # The blank line keeps MkDocs from taking a first line such as "Note: ..." for metadata.
        return "\n" + self._site.texts.get(ours.route.file, "")

    # Other plugins may have changed the text until here. It becomes HTML by our own dialect, so MkDocs gets none.
    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str | None:
        ours = self._page(page)
        if ours is None:
            return None
        if markdown.removeprefix("\n") != self._site.texts.get(ours.route.file, ""):
            self._changed[ours.route.file] = markdown
        # Themes print these raw.
        page.meta["title"] = escape(ours.title)
        page.meta["description"] = escape(ours.summary)
        page.update_date = ours.updated.isoformat()
        if ours.repeats or ours.moved_to:
            page.meta["robots"] = "noindex"
            page.canonical_url = page.abs_url = None  # so the sitemap leaves it out
        if page.file.inclusion is InclusionLevel.NOT_IN_NAV or ours.route in (routes.HOME, routes.FIND, routes.MATRIX):
            page.meta["hide"] = ["navigation"]
        return ""

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        # MkDocs holds the HTML of all pages before it writes the first. An article is several times as long as the
        # text that it is made from, so it is made only now, when its page is about to be written.
        ours = self._page(page)
        if ours:
            pieces = self._place(ours, page)
        else:
            pieces = self._site.around(*foreign(page, f"{get_relative_url('.', page.url)}/"))
        context["playbook_page"] = pieces  # type: ignore[typeddict-unknown-key]  # it may hold any
        return context

    def _place(self, ours: Page, page: MkDocsPage) -> Parts:
        """Give a page its article, what stands in its head, and what MkDocs has to know of its headings."""
        article = self._site.article(ours, page.edit_url or "")
        page.content = article.html
        page.toc = get_toc(
            [{"level": 2, "id": id, "name": str(escape(text)), "children": []} for id, text in article.headings]
        )
        return self._site.parts(ours, article, page.edit_url or "")

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        self._look_for_policy(output, page.file.dest_uri)
        # MkDocs keeps every page to the end; its text is on disk by now, and the search index needs the room. A page
        # without a text at all would lose its title, which the pages after it show in their menus.
        page.content = page.markdown = ""

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> None:
        if template_name.endswith((".html", ".htm")):
            self._look_for_policy(output_content, template_name)

    def _look_for_policy(self, html: str, name: str) -> None:
        """Say once that a template which is not ours makes pages that may load and run anything."""
        if self._serving or self._unprotected or 'http-equiv="Content-Security-Policy"' in html:
            return
        self._unprotected = True
        log.warning(
            "%s has no content security policy, as the template that made it is not ours: a site's own base.html, or "
            "another theme than material. Put this into its head: "
            '<meta http-equiv="Content-Security-Policy" content="{{ playbook_policy }}">',
            name,
        )

    # What other plugins add to the site may be kept by browsers, too.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if missing := left_out(self._site.edition):
            log.info("%s need the address of the site: set site_url in mkdocs.yml", ", ".join(missing))
        folder = Path(config.site_dir)
        made = site.files(self._site, _lunr())
        for path, content in made.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if self._keeps:
            offline.write(folder)
        if self._publication:
            self._publish(self._publication, config)

    def _publish(self, made: Publication, config: MkDocsConfig) -> None:
        """Put the site into its place, unless strict mode is about to refuse it."""
        counters = [one for one in logging.getLogger(mkdocs.__name__).handlers if isinstance(one, CountHandler)]
        if not any(counter.get_counts() for counter in counters):
            made.finish()
            config.site_dir, self._publication = str(made.target), None
            log.info("The new site is in its place: %s", made.target)

    # Other plugins may want to see the fault as it is.
    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        if self._publication:
            self._publication.abandon()
            self._publication = None
        if said := explained(error):
            raise PluginError(f"{said} Nothing was published.") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        if self.config.templates:
            server.watch(self.config.templates)
        if self.config.texts:
            server.watch(self.config.texts)
        return server

    def _page(self, page: MkDocsPage) -> Page | None:
        return self._site.pages.get(page.file.src_uri)


def repository_of(file: Path) -> str:
    """The plugin's `repository` in a settings file; empty where it or the file is missing."""
    if not file.is_file():
        return ""
    plugin = load_config(str(file)).plugins.get("playbook")
    return str(plugin.config.get("repository") or "") if plugin else ""


def texts_of(file: Path) -> Texts:
    """The texts of the site of a settings file; English where the settings or the texts cannot be read."""
    try:
        config = load_config(str(file))
        plugin = config.plugins.get("playbook")
        own = plugin.config.get("texts") if plugin else None
        return _texts(own, str(config.theme.get("language") or "en"))
    except MkDocsException:
        return english()


def _edit_template(repository: str, config: MkDocsConfig) -> str | None:
    """Where content files are edited, `{path}` being theirs; None where they lie outside the settings' folder."""
    # ProperDocs keeps the path as it was given.
    top = Path(config.config_file_path).resolve().parent
    content = Path(config.docs_dir).resolve()
    return routes.edit(repository, content.relative_to(top).as_posix()) if content.is_relative_to(top) else None


def _load(config: MkDocsConfig, *, drafts: bool, serving: bool) -> Playbook:
    back = [spec for spec in (config.exclude_docs, None if serving else config.draft_docs) if spec]
    loaded = load(Path(config.docs_dir), latest(today()), lambda path: any(spec.match_file(path) for spec in back))
    if isinstance(loaded, Playbook):
        return preview(loaded) if drafts else loaded
    _refuse(loaded)
    raise AssertionError("what does not load has problems")


def _texts(own: str | None, language: str) -> Texts:
    """A site's own catalogue, else the one that comes with us for the language of the theme."""
    found = read(Path(own)) if own else shipped(language)
    if not isinstance(found, Texts):
        _refuse(found)
        raise AssertionError("what cannot be read has problems")
    if not own and found.language != language:
        log.info("No texts in '%s' come with the playbook; name a file that has them by the option texts", language)
    return found


def _refuse(problems: Sequence[Problem]) -> None:
    """End the build where there are problems, all of which it names."""
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise PluginError(f"{count} in the playbook; nothing was built.\n{as_text(problems)}")


def _path(folder: str | None) -> Path | None:
    return Path(folder) if folder else None


def _files_in(nav: object) -> frozenset[str]:
    """The files that a nav tree names, at any depth."""
    if isinstance(nav, str):
        return frozenset({nav})
    values = nav.values() if isinstance(nav, Mapping) else nav if isinstance(nav, list) else ()
    return frozenset().union(*(_files_in(value) for value in values))


def _lunr() -> str:
    """lunr.js as the installed MkDocs ships it with its own search plugin."""
    folder = Path(mkdocs.__file__).parent / "contrib" / "search"
    return re.sub(r"\r\n?", "\n", (folder / "templates" / "search" / "lunr.js").read_text("utf-8"))
