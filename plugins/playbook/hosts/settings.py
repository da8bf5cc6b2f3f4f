"""What mkdocs.yml says of a site, read without MkDocs."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pathspec import GitIgnoreSpec

from playbook.forges import NAMES
from playbook.guard import Hindrance
from playbook.letters import printable
from playbook.loading.files import nothing
from playbook.loading.kinds import secure_url_fault
from playbook.loading.people import contact_fault

# Where what was made is kept, beside the settings.
CACHE = Path(".cache/playbook")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that a site needs, each as mkdocs.yml names it; paths lead from where the command runs.

    Those of the plugin are `drafts`, `problems`, `templates` and all from `repository` on; `jobs` is how many processes
    make pages, None for one a core, and `cache` the folder in which what was made is kept, None for none. `name` is
    empty where nobody gave one. `edited` is the content folder as seen from the settings, empty where it lies
    elsewhere. `kept_back` says of a path below the content folder whether it is not published.
    """

    content: Path = Path("content")
    edited: str = "content"
    target: Path = Path("site")
    name: str = ""
    description: str = ""
    author: str = ""
    rights: str = ""
    address: str = ""
    language: str = "en"
    nav: list[object] = field(default_factory=list)
    kept_back: Callable[[str], bool] = nothing
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    drafts: bool = False
    problems: bool = False
    templates: Path | None = None
    repository: str = ""
    contact: str = ""
    print_page: bool | None = None
    jobs: int | None = None
    cache: Path | None = None
    offline: bool = False
    texts: Path | None = None
    forge: str = ""
    branch: str = ""
    report: bool = False


class _SettingsLoader(yaml.SafeLoader):
    """YAML as MkDocs takes it: with variables of the environment, and tags for Python that mean nothing here."""


def read_settings(file: Path) -> Settings:
    """The settings in a file; those of a site without any where it is not there. Raises Hindrance with the way out."""
    if not file.is_file():
        return Settings()
    try:
        given = yaml.load(file.read_text("utf-8"), _SettingsLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as fault:
        raise Hindrance(f"'{file}' cannot be read: {' '.join(str(fault).split())}. Mend it.") from None
    if not isinstance(given, dict):
        raise Hindrance(f"'{file}' holds no settings. Write such as 'site_name: ...' into it.")
    if "INHERIT" in given:
        raise Hindrance(f"'{file}' takes settings over from another file (INHERIT), which MkDocs alone can do.")
    said = _Said(file, given)
    docs = said.text("docs_dir", "docs")
    theme, plugin = said.below("theme", "name"), said.plugin()
    return Settings(
        content=file.parent / docs,
        edited="" if Path(docs).is_absolute() or ".." in Path(docs).parts else Path(docs).as_posix(),
        target=file.parent / said.text("site_dir", "site"),
        name=said.text("site_name"),
        description=said.text("site_description"),
        author=said.text("site_author"),
        rights=said.text("copyright"),
        address=said.address("site_url", http=True),
        language=theme.text("language", "en"),
        nav=said.list("nav"),
        kept_back=GitIgnoreSpec.from_lines(
            (said.text("exclude_docs") + "\n" + said.text("draft_docs")).splitlines()
        ).match_file,
        styles=tuple(path for path in said.list("extra_css") if isinstance(path, str)),
        scripts=tuple(path for path in said.list("extra_javascript") if isinstance(path, str)),
        drafts=plugin.flag("drafts") or False,
        problems=plugin.flag("problems") or False,
        templates=plugin.path("templates"),
        repository=plugin.address("repository"),
        contact=plugin.contact("contact"),
        print_page=plugin.flag("print_page"),
        jobs=plugin.count("jobs"),
        cache=None if plugin.flag("cache") is False else file.parent / CACHE,
        offline=plugin.flag("offline") or False,
        texts=plugin.path("texts"),
        forge=plugin.choice("forge", NAMES),
        branch=plugin.text("branch"),
        report=plugin.flag("report") or False,
    )


def address_fault(text: str, *, http: bool = False) -> str | None:
    """What keeps a text from being the start of addresses, with the way out; `http` lets it do without TLS."""
    if "?" in text or "#" in text:
        return f"'{text}' holds a question mark or a #. Give the address without what follows it."
    return secure_url_fault(text.replace("http://", "https://", 1) if http else text)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a part of the file says, each value of the kind that it has to be."""

    file: Path
    given: Mapping[object, object]

    def text(self, key: str, otherwise: str = "") -> str:
        value = self.given.get(key)
        if value is None or value == "":
            return otherwise
        if not isinstance(value, str | int | float):
            raise self._fault(key, "has to be a text")
        return str(value)

    def list(self, key: str) -> list[object]:
        value = self.given.get(key) or []
        if not isinstance(value, list):
            raise self._fault(key, "has to be a list")
        return value

    def flag(self, key: str) -> bool | None:
        value = self.given.get(key)
        if value is not None and not isinstance(value, bool):
            raise self._fault(key, "has to be true or false")
        return value

    def count(self, key: str) -> int | None:
        value = self.given.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
            raise self._fault(key, "has to be a number from 1")
        return value

    def path(self, key: str) -> Path | None:
        given = self.text(key)
        path = self.file.parent / given
        if given and not path.exists():
            raise self._fault(key, f"leads nowhere: there is no '{path}'")
        return path if given else None

    def choice(self, key: str, options: tuple[str, ...]) -> str:
        given = self.text(key)
        if given and given not in options:
            raise self._fault(key, f"has to be one of {', '.join(options)}, and not '{printable(given)}'")
        return given

    def address(self, key: str, *, http: bool = False) -> str:
        given = self.text(key)
        if given and (fault := address_fault(given, http=http)):
            raise Hindrance(f"{key} in {self.file}: {fault}")
        return f"{given.rstrip('/')}/" if given and http else given

    def contact(self, key: str) -> str:
        given = self.text(key)
        if given and (fault := contact_fault(given)):
            raise Hindrance(f"{key} in {self.file}: {fault}")
        return given

    def below(self, key: str, short: str) -> _Said:
        """A part of its own; where only a text stands, that is what it says under its `short` name."""
        value = self.given.get(key)
        return _Said(self.file, value if isinstance(value, dict) else {short: value})

    def plugin(self) -> _Said:
        """The settings of this plugin: `plugins` is a list of names and of names with settings, or a mapping."""
        plugins = self.given.get("plugins") or []
        listed = [plugins] if isinstance(plugins, dict) else plugins if isinstance(plugins, list) else []
        found = (one["playbook"] for one in listed if isinstance(one, dict) and "playbook" in one)
        value = next(found, None)
        return _Said(self.file, value if isinstance(value, dict) else {})

    def _fault(self, key: str, wrong: str) -> Hindrance:
        return Hindrance(f"'{key}' in {self.file} {wrong}. Mend it.")


def _variable(loader: _SettingsLoader, node: yaml.Node) -> object:
    """`!ENV NAME` or `!ENV [NAME, OTHER, what else]`: the first variable that is set, read as a plain value."""
    listed = node.value if isinstance(node, yaml.SequenceNode) else [node]
    names, otherwise = (listed, None) if len(listed) == 1 else (listed[:-1], listed[-1])
    for name in names:
        if value := os.environ.get(str(name.value)):
            tag = loader.resolve(yaml.ScalarNode, value, (True, False))  # type: ignore[no-untyped-call]  # left out there
            return loader.construct_object(yaml.ScalarNode(tag, value))
    return loader.construct_object(otherwise) if otherwise is not None else None


_SettingsLoader.add_constructor("!ENV", _variable)
_SettingsLoader.add_multi_constructor("", lambda loader, suffix, node: None)
