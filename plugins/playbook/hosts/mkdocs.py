"""The MkDocs plugin: it places what the Site made. ProperDocs runs it unchanged.

MkDocs gets our pages as files of its own, so that other plugins may change their Markdown and the navigation. All state
belongs to one build: `on_config` makes it anew, also for each rebuild of `serve`.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from playbook import pace, routes, site
from playbook.guard import Hindrance, explained
from playbook.hosts import folder, languages, offline, publishing
from playbook.hosts import mkdocs_files as placing
from playbook.hosts import mkdocs_values as values
from playbook.hosts.finished import Finished
from playbook.hosts.kept_pages import KeptPages
from playbook.hosts.mkdocs_options import PlaybookConfig
from playbook.hosts.offers import findings
from playbook.hosts.policy import POLICY, Watch
from playbook.hosts.program import program
from playbook.hosts.site_of import PREVIEW, site_of
from playbook.hosts.workers import Searching, making
from playbook.problems import Severity, as_text
from playbook.store import Store

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage
    from mkdocs.utils.templates import TemplateContext

    from playbook.frame import Frame, Parts
    from playbook.hosts.serving import Server
    from playbook.hosts.settings import Settings

log = get_plugin_logger(__name__)
_OFTEN, _SELDOM = 2.0, 15.0  # seconds between two lines on how far a build is, on a terminal and in a log


class PlaybookPlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]  # MkDocs types its bases only in part
    """Turns the docs folder into a playbook."""

    _serving = False
    _publication: publishing.Publication | None = None
    # Processes that make pages, as long as a build needs them.
    _open = ExitStack()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        if dirty:
            raise PluginError("A dirty build would lose plays from the search and from print/. Build without --dirty.")
        self._serving = command == "serve"

    @event_priority(200)
    def _first_config(self, config: MkDocsConfig) -> MkDocsConfig:
        values.switch_off(config)
        return config

    # Behind those that change settings, as plugins for sites without a network do.
    @event_priority(-200)
    def _make_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if not self._serving:
            publishing.recover(Path(config.site_dir))
        self._settings = values.settings_of(config, self.config, serving=self._serving)
        self._store = Store(None if self._serving else self._settings.cache)
        beside = values.beside(config)
        self._finished = Finished(Store(None) if beside is None else self._store, self._settings, beside)
        self._is_new = not self._finished.pages()
        # Where nobody else has a say in a page, or looks at it, whoever makes it writes it, as for `playbook build`.
        self._is_alone = beside is not None and len(config.plugins) == 1 and not self._serving
        if not self._is_new:
            placing.nothing_to_make(config)
            log.info("Nothing has changed since %s was made", config.site_dir)
            return config
        self._open.enter_context(folder.untidied())
        self._warned = self._open.enter_context(values.counted())
        self._open.enter_context(_heard())
        made = site_of(self._settings)
        if not isinstance(made, site.Site):
            count = f"{len(made)} problem{'s' if len(made) > 1 else ''}"
            raise PluginError(f"{count} in the playbook; nothing was built.\n{as_text(values.told_here(made))}")
        spoken = languages.in_all(values.shared(config, self._settings), made, folder.framed)
        if not isinstance(spoken, languages.Languages):
            raise PluginError(f"Problems in another language; nothing was built.\n{as_text(values.told_here(spoken))}")
        self._spoken = spoken
        self._site, self._watch = made, Watch(log.warning, asleep=self._serving)
        self._changed: dict[str, str] = {}
        values.complete(config, made, offline=self._settings.offline)
        if self._settings.problems and not self._serving:
            log.warning(PREVIEW)
        for warning in made.warnings:
            log.warning(str(warning))
        for found in made.playbook.choice.weighed(findings(Path(config.config_file_path)), lambda _: "").problems:
            log.log(logging.WARNING if found.severity is Severity.WARNING else logging.INFO, "%s", found)
        for note in values.notes(config, self._settings, made):
            log.info(note)
        return config

    on_config = CombinedEvent(_first_config, _make_config)

    # Other plugins may end the build until here; what they write later goes into the new site too.
    @event_priority(-100)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        if not self._serving:
            self._publication = publishing.begin(Path(config.site_dir))
            config.site_dir = str(self._publication.folder)
        placing.set_aside(config)

    def _place_files(self, files: Files, *, config: MkDocsConfig) -> None:
        if self._is_new:
            placing.place(self._site, files, config, self._settings)

    # Some plugins read a navigation from files.
    @event_priority(-200)
    def _last_files(self, files: Files, *, config: MkDocsConfig) -> None:
        if self._is_new:
            placing.include(self._site, files, config)
        else:
            placing.nothing(files)

    on_files = CombinedEvent(_place_files, _last_files)

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:
        # The blank line keeps MkDocs from taking a first line such as "Note: ..." for metadata.
        file = page.file.src_uri
        return "\n" + self._site.texts.get(file, "") if file in self._site.pages else None

    # Other plugins may have changed the text until here. It becomes HTML by our own dialect, so MkDocs gets none.
    @event_priority(-100)
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str | None:
        file = page.file.src_uri
        if (ours := self._site.pages.get(file)) is None:
            return None
        if markdown.strip() != self._site.texts.get(file, "").strip():
            self._changed[file] = markdown
        # Themes print these raw.
        page.meta.update(title=escape(ours.title), description=escape(ours.summary))
        if ours.updated:
            page.update_date = ours.updated.isoformat()
        if ours.repeats or ours.moved_to:
            page.canonical_url = page.abs_url = None  # so the sitemap leaves it out
        return ""

    # Before other plugins, which may change the navigation, or have one of their own.
    @event_priority(200)
    def _first_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        return placing.own_nav(self._site, files, config) if self._is_new and config.nav is None else nav

    @event_priority(-200)
    def _last_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self._nav = nav
        if self._is_new:
            placing.spare(self._site, files)

    on_nav = CombinedEvent(_first_nav, _last_nav)

    def _make_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        if not self._is_new:
            return
        # `serve` reloads the page by a script of its own, which stands in the page.
        policy = "" if self._serving else POLICY
        framed = values.frame_of(config, self._settings, self._nav, self._site.frame, policy)
        joined = self._spoken.first.site.frame
        framed = replace(framed, languages=joined.languages, language=joined.language)
        self._site = self._site.with_texts(self._changed).framed_by(framed)
        edited = placing.edited(files, self._site)
        if self._is_alone:
            beside = partial(site.unsearched, self._site)
            self._rest = partial(folder.pages, self._settings, self._site, edited, beside, Path(config.site_dir))
            placing.spare_the_rest(self._site, files, config)
        else:
            jobs = 1 if self._serving else self._settings.jobs
            kept = KeptPages(self._store, self._site, edited, program(self._settings.templates))
            self._rest = partial(_rest, self._site, Searching(self._site, jobs, kept), kept)
            self._pieces = self._open.enter_context(making(self._site, edited, jobs, kept))
            self._count = iter(pace.counted(self._site.pages, "pages"))
        lost = self._site.not_found(values.root_of(config))
        placing.give_templates(env)
        known = {"playbook_policy": policy, "playbook_whole": self._site.framed, "playbook_page": lost}
        env.globals.update(known)
        placing.give_later(config, {**known, "playbook_around": self._around, "playbook_elsewhere": True})

    def _around(self, page: MkDocsPage) -> Parts:
        """The pieces of a page that another plugin renders by itself."""
        return self._site.around(*values.foreign(page))

    # After those that put a loader of their own around that of the templates.
    @event_priority(-100)
    def _last_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        placing.show_templates(env, config)

    on_env = CombinedEvent(_make_env, _last_env)

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        ours = self._site.pages.get(page.file.src_uri)
        if ours is None:
            pieces = self._site.around(*values.foreign(page))
            context["playbook_foreign"] = True  # type: ignore[typeddict-unknown-key]  # it may hold any
        else:
            made = self._pieces(ours.route.file)
            assert made is not None, "nobody else writes it"
            pieces = made
            next(self._count, None)
            if not values.is_framed(config):
                page.content = pieces["article"]
        context["playbook_page"] = pieces  # type: ignore[typeddict-unknown-key]  # it may hold any
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        self._watch.look(output, page.file.dest_uri)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        self._watch.look(output_content, template_name)
        if template_name == routes.SITEMAP and self._spoken.others and config.site_url:
            return languages.with_versions(output_content, self._site)
        return output_content

    # What other plugins add to the site may be kept by browsers, too.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._open.close()
        if not self._is_new and self._publication:
            self._publication.abandon()
            config.site_dir, self._publication = str(self._publication.target), None
            return
        with _heard():
            publishing.write(Path(config.site_dir), self._rest())
            publishing.write(Path(config.site_dir), languages.files(self._spoken, folder.files))
        if self._settings.offline:
            offline.write(Path(config.site_dir))
        if self._publication and not values.will_be_refused():
            self._publication.finish()
            config.site_dir, self._publication = str(self._publication.target), None
            log.info("The new site is in its place: %s", config.site_dir)
            if not self._warned.get_counts():
                self._finished.note(len(self._site.pages))

    # Other plugins may want to see the fault as it is.
    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        self._open.close()
        if self._publication:
            self._publication.abandon()
            self._publication = None
        if said := explained(error):
            raise PluginError(f"{said} Nothing was published.") from error

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Answer in place of MkDocs, which makes the whole site anew after every edit, where nobody else has a say."""
        if others := values.others(config):
            log.info("Every edit makes the whole site anew, as %s may change it; `playbook serve` does not", others)
            for path in filter(None, (self.config.templates, self.config.texts)):
                server.watch(path)
            return server
        # A build has no use for them.
        from playbook.hosts.live import Live
        from playbook.hosts.serving import Server

        live = Live(partial(values.settings_now, config), Path(config.config_file_path), self._framed)
        try:
            return _Answering(Server(live, *config.dev_addr))  # type: ignore[return-value]  # it does what MkDocs asks
        except Hindrance as fault:
            raise PluginError(str(fault)) from None

    def _framed(self, settings: Settings, made: site.Site) -> Frame:
        """The frame of the first build, with the navigation of now."""
        return replace(self._site.frame, navigation=folder.framed(settings, made).navigation)


def _rest(made: site.Site, searching: Searching, kept: KeptPages) -> Iterator[tuple[str, bytes]]:
    """What is left to be written when MkDocs has written the pages."""
    searching.begin()
    yield from site.unsearched(made)
    yield from searching.files()
    kept.write()


def _heard() -> AbstractContextManager[None]:
    """Meanwhile the log says how far a build is."""
    return pace.heard(lambda line: log.info(line) if line else None, _OFTEN if sys.stderr.isatty() else _SELDOM)


class _Answering:
    """Our server as MkDocs runs one."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def watch(self, path: str, *_: object, **__: object) -> None:
        """What is watched follows from the settings."""

    def serve(self, *, open_in_browser: bool = False) -> None:
        log.info("Serving on %s", self._server.address)
        if open_in_browser:
            import webbrowser  # a build has no use for it

            webbrowser.open(self._server.address)
        self._server.run(log.info)

    def shutdown(self) -> None:
        self._server.stop()
