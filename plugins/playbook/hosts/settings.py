"""What mkdocs.yml says of a site, read without MkDocs."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from playbook.forges import NAMES
from playbook.guard import Hindrance
from playbook.hosts import neighbours
from playbook.letters import printable
from playbook.loading.files import nothing
from playbook.loading.kinds import secure_url_fault
from playbook.loading.people import contact_fault

# Where what was made is kept, beside the settings.
CACHE = Path(".cache/playbook")


@dataclass(frozen=True, slots=True)
class Translation:
    """Another language of a site: its code, its content folder, and a catalogue of its own, if any.

    `edited` is the folder as seen from the settings, empty where it lies elsewhere.
    """

    code: str
    content: Path
    edited: str
    texts: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings that a site needs, each as mkdocs.yml names it; paths lead from where the command runs.

    Those of the plugin are `drafts`, `problems`, `templates` and all from `repository` on; `jobs` is how many processes
    make pages, None for one a core, and `cache` the folder in which what was made is kept, None for none. `name` is
    empty where nobody gave one. `edited` is the content folder as seen from the settings, empty where it lies
    elsewhere. `kept_back` says of a path below the content folder whether it is no content of ours, and `foreign`
    whether that is so because it belongs to another plugin. With `files` each page is a file, and not a folder of its
    own (`use_directory_urls: false`). `file` is where they stand; `icon` and `logo` are files of the site, `palette` is
    what the theme's says, see `colours`.
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
    foreign: Callable[[str], bool] = nothing
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
    files: bool = False
    file: Path | None = None
    strict: bool = False
    direction: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    icon: str = ""
    logo: str = ""
    palette: object = None
    languages: tuple[Translation, ...] = ()


# Codes as HTML writes them, which are folders of the site too.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_PARTS = frozenset(("content", "texts"))


# Halves of letters, and controls other than tabs and ends of lines.
_UNSHOWN = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f]")


class _SettingsLoader(yaml.SafeLoader):
    """YAML as MkDocs takes it: with variables of the environment, and tags for Python that mean nothing here."""


def read_settings(file: Path) -> Settings:
    """The settings in a file; those of a site without any where it is not there. Raises Hindrance with the way out."""
    if not file.is_file():
        return Settings()
    try:
        text = file.read_text("utf-8")
        given = _given(file, ())
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as fault:
        raise _unread(file, fault) from None
    said = _Said(file, given)
    docs = said.text("docs_dir", "docs")
    theme, plugin = said.below("theme", "name"), said.plugin()
    theirs = neighbours.foreign(said.plugins(), (str(path) for path in plugin.list("foreign")))
    back = _patterns(file, text, said)
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
        kept_back=lambda path: theirs(path) or back(path),
        foreign=theirs,
        styles=tuple(path for path in said.list("extra_css") if isinstance(path, str)),
        scripts=tuple(path for path in said.list("extra_javascript") if isinstance(path, str)),
        drafts=plugin.flag("drafts") or False,
        problems=plugin.flag("problems") or False,
        templates=plugin.path("templates"),
        repository=plugin.address("repository") or repository_of(said.given.get("repo_url")),
        contact=plugin.contact("contact"),
        print_page=plugin.flag("print_page"),
        jobs=plugin.count("jobs"),
        cache=None if plugin.flag("cache") is False else file.parent / CACHE,
        offline=plugin.flag("offline") or False,
        texts=plugin.path("texts"),
        forge=plugin.choice("forge", NAMES),
        branch=plugin.text("branch"),
        report=plugin.flag("report") or False,
        files=said.flag("use_directory_urls") is False,
        file=file,
        strict=said.flag("strict") or False,
        direction=theme.text("direction"),
        alternates=_alternates(said.below("extra", "").list("alternate")),
        icon=file_beside(theme.given.get("favicon")),
        logo=file_beside(theme.given.get("logo")),
        palette=theme.given.get("palette"),
        languages=translations(plugin.given.get("languages"), file),
    )


def translations(given: object, file: Path) -> tuple[Translation, ...]:
    """The other languages that the settings in a file name, each with its folder or with `content` and `texts`."""
    if given is not None and not isinstance(given, dict):
        raise Hindrance(f"'languages' in {file} has to name a folder for each code, such as de: content/de. Mend it.")
    found = []
    for code, value in (given or {}).items():
        said = value if isinstance(value, dict) else {"content": value}
        content, texts = said.get("content"), said.get("texts")
        if isinstance(code, bool):
            # YAML reads the code of Norwegian so.
            raise Hindrance(f"'languages' in {file} holds a word that YAML takes for yes or no. Put 'no' in quotes.")
        if not _LANGUAGE.fullmatch(str(code)):
            raise Hindrance(f"'{printable(str(code))}' in 'languages' in {file} is no code of a language, such as de.")
        if (
            not isinstance(content, str)
            or not content
            or not isinstance(texts, str | None)
            or not said.keys() <= _PARTS
        ):
            raise Hindrance(f"'{code}' in 'languages' in {file} has to be a folder, or content and texts. Mend it.")
        own = file.parent / texts if texts else None
        for path in (file.parent / content, *([own] if own else [])):
            if not path.exists():
                raise Hindrance(f"'{code}' in 'languages' in {file} leads nowhere: there is no '{path}'. Mend it.")
        outside = Path(content).is_absolute() or ".." in Path(content).parts
        edited = "" if outside else Path(content).as_posix()
        found.append(Translation(str(code), file.parent / content, edited, own))
    return tuple(found)


def _unread(file: Path, fault: yaml.YAMLError | UnicodeDecodeError | RecursionError) -> Hindrance:
    """What to say of a file that YAML cannot make out, with the place in it."""
    mark = getattr(fault, "problem_mark", None)
    place = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else str(file)
    said = getattr(fault, "problem", "") or " ".join(str(fault).split())
    way_out = "Mend it."
    if "escape" in said:
        way_out = "Between double quotes \\ begins a sign of its own. Put the text between single ones."
    return Hindrance(f"'{place}' cannot be read: {printable(said)}. {way_out}")


def _patterns(file: Path, text: str, said: _Said) -> Callable[[str], bool]:
    """Whether a path is kept back by the patterns of `exclude_docs` and `draft_docs`; each that is none is named."""
    patterns = [line for key in ("exclude_docs", "draft_docs") for line in said.text(key).splitlines()]
    for pattern in patterns:
        try:
            with warnings.catch_warnings():
                # What looks odd to Python's own patterns may be right here.
                warnings.simplefilter("ignore", FutureWarning)
                neighbours.matching([pattern])
        except (ValueError, re.error):
            lines = text.split("\n")
            number = next((number for number, line in enumerate(lines, 1) if pattern.strip() in line), 1)
            wrong = f"'{printable(pattern.strip())}' is no pattern of files, as in .gitignore"
            way_out = "Mend it, or put \\ before a sign that stands for itself."
            raise Hindrance(f"'{file}:{number}': {wrong}. {way_out}") from None
    return neighbours.matching(patterns)


def _given(file: Path, heirs: tuple[Path, ...]) -> dict[object, object]:
    """What a file says, over what it takes from another by INHERIT."""
    given = yaml.load(file.read_text("utf-8"), _SettingsLoader)
    if not isinstance(given, dict):
        raise Hindrance(f"'{file}' holds no settings. Write such as 'site_name: ...' into it.")
    parent = given.pop("INHERIT", None)
    if parent is None:
        return given
    path = (file.parent / str(parent)).resolve()
    if not path.is_file() or path in heirs:
        wrong = "which comes back to itself" if path in heirs else "which is not there"
        raise Hindrance(f"'{file}' takes settings over from '{parent}' (INHERIT), {wrong}. Mend it.")
    return _over(_given(path, (*heirs, file.resolve())), given)


def _over(below: dict[object, object], above: dict[object, object]) -> dict[object, object]:
    """Settings over others: mappings join key by key, anything else takes the place of what was there."""
    joined = dict(below)
    for key, value in above.items():
        other = joined.get(key)
        joined[key] = _over(other, value) if isinstance(other, dict) and isinstance(value, dict) else value
    return joined


def repository_of(address: object) -> str:
    """The address of a repository as `repo_url` gives it; empty where no page could use it."""
    return address if isinstance(address, str) and address and not address_fault(address) else ""


def file_beside(path: object) -> str:
    """A file that the theme names, below the site root; empty where nobody named one, or one of another host."""
    return path.lstrip("/") if isinstance(path, str) and "://" not in path and not path.startswith("//") else ""


def _alternates(listed: list[object]) -> tuple[tuple[str, str], ...]:
    found = [one for one in listed if isinstance(one, dict) and {"lang", "link"} <= one.keys()]
    return tuple((str(one["lang"]), str(one["link"])) for one in found)


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
        """The settings of this plugin."""
        return _Said(self.file, self.plugins().get("playbook", {}))

    def plugins(self) -> dict[str, dict[object, object]]:
        """What each plugin is set to: `plugins` is a list of names and of names with settings, or a mapping."""
        plugins = self.given.get("plugins") or []
        listed = [plugins] if isinstance(plugins, dict) else plugins if isinstance(plugins, list) else []
        pairs = [pair for one in listed for pair in (one.items() if isinstance(one, dict) else [(one, None)])]
        return {str(name): value if isinstance(value, dict) else {} for name, value in pairs}

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


def _text(loader: _SettingsLoader, node: yaml.ScalarNode) -> str:
    """A text that pages can show: an escape may have made half a letter of it, or a control."""
    value = str(loader.construct_scalar(node))
    if odd := _UNSHOWN.search(value):
        said = f"the escape \\u{ord(odd[0]):04x} makes something that no page can show"
        raise yaml.constructor.ConstructorError(None, None, said, node.start_mark)
    return value


_SettingsLoader.add_constructor("tag:yaml.org,2002:str", _text)
_SettingsLoader.add_constructor("!ENV", _variable)
_SettingsLoader.add_multi_constructor("", lambda loader, suffix, node: None)
