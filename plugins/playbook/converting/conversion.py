"""A folder of foreign files becomes the files of a playbook, and a list of what is left to do."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath

from playbook.authoring.starting import surroundings
from playbook.converting import bodies
from playbook.converting.columns import SUMMARIES, TITLES, ForeignKey, Ours, columns, first, folders, ours, sections
from playbook.converting.foreign import Foreign, read
from playbook.converting.guessing import Use
from playbook.converting.naming import identifier, words
from playbook.converting.notes import Notes
from playbook.converting.profile import ConvertedPlay, as_yaml, profile_text
from playbook.loading.downloads import LARGEST_DOWNLOAD
from playbook.loading.files import IMAGES, LARGEST_IMAGE, OWNERS_FILE, is_left_out, is_published
from playbook.loading.hyperlinks import Hyperlink

_HOME = ("index", "_index", "readme")
# Files about a repository, and forms to fill in.
_ASIDE = {"contributing", "license", "licence", "changelog", "code_of_conduct", "security", "template", "_template"}
_SKIPPED = {"node_modules", "site", "public", "venv"}
_MARKDOWN = (".md", ".markdown", ".mdown")
_FOLDERS = {"de": "Ordner", "ja": "フォルダ"}


@dataclass(frozen=True, slots=True)
class Conversion:
    """The files of a playbook by path, what was not converted, and how many plays there are."""

    files: Mapping[str, str | bytes]
    notes: Notes
    plays: int


@dataclass
class _Names:
    """Where each foreign file lies in the playbook, which other files go with them, and what people call them."""

    plays: dict[str, str]
    root: Path
    pages: dict[str, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    def here(self, file: Foreign) -> str:
        """Where a file lies now."""
        return self.plays.get(file.path) or self.pages.get(file.path, "index.md")

    carried: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_stem(self) -> Mapping[str, Sequence[str]]:
        """Where the plays lie by each name that one has or had, without its ending."""
        found: dict[str, list[str]] = {}
        for old, new in self.plays.items():
            for stem in {PurePosixPath(old).stem, PurePosixPath(new).stem}:
                found.setdefault(stem, []).append(new)
        return found


def convert(root: Path, title: str, language: str, today: date) -> Conversion:
    """Read a folder and make a playbook of it. Nothing is written, and nothing of the folder changes."""
    notes = Notes()
    found = list(_found(root, notes))
    plays, home, others = _sorted_out(found, notes)
    names = _Names(_names(plays, notes), root)
    for file in plays:
        names.called |= dict.fromkeys((file.stem, first(file, TITLES)[1]), names.plays[file.path])
    own = ours(plays, today)
    known = columns(plays, (*own, *_titles(plays)))
    if by_folder := folders(plays, known, _FOLDERS.get(language, "Folder")):
        known = (by_folder, *known)
    _note_keys(plays, known, notes)
    for key, name in {**_titles(plays), **{key: one.name for key, one in own.items()}}.items():
        if key != name:
            notes.rename(key, name)
    files: dict[str, str | bytes] = dict(surroundings(language, title))
    if any(one.name == "owner" for one in own.values()):
        # Plays name people, of whom nobody knows more.
        del files[f"content/{OWNERS_FILE}"]
    made = []
    for file in plays:
        path = names.plays[file.path]
        values, body = _play(file, known, own, names, notes, today)
        text = f"---\n{as_yaml(values)}---\n{chr(10) + body if body else ''}"
        files[f"content/{path}"] = text
        made.append(ConvertedPlay(values, tuple(bodies.parts(body))))
    if home:
        files["content/index.md"] = _prose(home, title, names, notes)
    for file in others:
        page = _page(file, by_folder, names)
        if page in files or not page:
            notes.add(file.path, "it speaks of a folder, and the playbook has no page for that")
        else:
            files[page] = _prose(file, "", names, notes)
    files["content/playbook.yml"] = profile_text(title, _description(home, title, language), known, made)
    for path, place in sorted(names.carried.items()):
        files[f"content/{place}"] = (root / path).read_bytes()
    return Conversion(files, notes, len(plays))


def _found(root: Path, notes: Notes) -> Iterator[Foreign]:
    for above, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and name not in _SKIPPED)
        for name in sorted(names):
            file = Path(above, name)
            path = file.relative_to(root).as_posix()
            if not name.lower().endswith(_MARKDOWN) or name.startswith(".") or is_left_out(name):
                continue
            found = "it is a symbolic link" if file.is_symlink() else read(file, path)
            if isinstance(found, str):
                notes.add(path, found)
                continue
            if found.fault:
                notes.add(path, found.fault, "\n".join(found.odd.values()))
            yield found


def _sorted_out(found: Sequence[Foreign], notes: Notes) -> tuple[list[Foreign], Foreign | None, list[Foreign]]:
    """Plays, the file for the home page, and files about folders."""
    plays, others, home = [], [], None
    siblings: dict[str, int] = {}
    for file in found:
        folder = str(PurePosixPath(file.path).parent)
        siblings[folder] = siblings.get(folder, 0) + 1
    for file in found:
        stem, folder = file.stem.casefold().replace("-", "_"), str(PurePosixPath(file.path).parent)
        if stem in _ASIDE:
            notes.add(file.path, "it is about the repository, and no play")
        elif stem in _HOME and folder == "." and len(found) > 1:
            if home:
                notes.add(file.path, f"{home.path} is the home page already")
            home = home or file
        elif stem in _HOME and folder != "." and siblings[folder] > 1:
            others.append(file)
        else:
            plays.append(file)
    return plays, home, others


def _names(plays: Sequence[Foreign], notes: Notes) -> dict[str, str]:
    """The path of each play in the playbook by its own."""
    taken = {"index"}
    named = {}
    for file in plays:
        # A file that has a folder to itself is called after that.
        said = PurePosixPath(file.path).parent.name if file.stem.casefold() in _HOME and file.folder else file.stem
        id = identifier(said, taken, "play")
        taken.add(id)
        named[file.path] = f"plays/{id}.md"
        if id != file.stem:
            notes.rename(file.path, named[file.path])
    return named


def _play(
    file: Foreign, known: Sequence[ForeignKey], own: Mapping[str, Ours], names: _Names, notes: Notes, today: date
) -> tuple[dict[str, object], str]:
    """The values and the body of a play."""
    said = bodies.text_of(file.body, first(file, TITLES)[1])
    if said.moved:
        notes.add(file.path, "its headings went a level down, since the first level is that of the title")
    values: dict[str, object] = {"title": said.title or words(PurePosixPath(names.plays[file.path]).stem)}
    if not said.title:
        notes.add(file.path, f"it has no title; '{values['title']}' was made of its name")
    if summary := first(file, SUMMARIES)[1]:
        values["summary"] = summary
    for key, kind in own.items():
        made = kind.value(file.data[key], today) if key in file.data else None
        if made not in (None, ""):
            values[kind.name] = made
    for column in known:
        if column.guess.use in (Use.FACET, Use.FIELD) and (given := column.given(file)):
            values[column.id] = column.value(given)
        elif not column.key:
            values[column.id] = column.value(words(file.folder))
    # A key holds no title, so whatever is a heading in it goes below that of its section.
    told = (
        (heading, bodies.text_of(f"\n{text}", heading, whole=False).body) for heading, text in sections(file, known)
    )
    prose = "".join(f"## {heading}\n\n{text}\n" for heading, text in told)
    return values, prose + _linked(said.body, file, names, notes)


def _linked(body: str, file: Foreign, names: _Names, notes: Notes) -> str:
    """A body whose links lead to where files lie now."""
    here = names.here(file)
    body = bodies.relinked(body, file.path, lambda link, path: _place(link, path, file, names, notes))
    return bodies.named_links(body, lambda name: bodies.to(names.called[name], here) if name in names.called else None)


def _place(link: Hyperlink, path: str, file: Foreign, names: _Names, notes: Notes) -> str | None:
    """Where a link leads now; None where it stays as it is."""
    here = names.here(file)
    plain = path.strip("/")
    for way in (plain, f"{plain}.md", f"{plain}/index.md", f"{plain}/README.md"):
        if way in names.plays:
            return bodies.to(names.plays[way], here)
    # Sites give pages other addresses than their files have; a name that only one file has is enough.
    alike = names.by_stem.get(PurePosixPath(plain).stem, ())
    if len(alike) == 1 and not PurePosixPath(plain).suffix.lower().endswith((".png", ".jpg", ".svg", ".pdf")):
        return bodies.to(alike[0], here)
    if plain and ".." not in plain.split("/") and _is_plain_file(names.root / plain):
        return _carried(plain, here, file, names, notes)
    notes.add(file.path, f"line {link.line + 1} of its text links to '{path}', which is not there")
    return None


def _carried(path: str, here: str, file: Foreign, names: _Names, notes: Notes) -> str | None:
    """A picture or another file that goes along, under a name that may stand in an address."""
    if path not in names.carried:
        pure = PurePosixPath(path)
        suffix = pure.suffix.lower()
        taken = {PurePosixPath(place).stem for place in names.carried.values()}
        above, largest = ("pictures", LARGEST_IMAGE) if suffix in IMAGES else ("files", LARGEST_DOWNLOAD)
        place = f"{above}/{identifier(pure.stem, taken, 'file')}{suffix}"
        if pure.suffix.lower() in _MARKDOWN or not is_published(place):
            notes.add(file.path, f"'{path}' is no file that a playbook publishes")
            return None
        if (names.root / path).stat().st_size > largest:
            notes.add(file.path, f"'{path}' is over {largest // 1024**2} MB. Make it smaller, and link it again")
            return None
        names.carried[path] = place
    return bodies.to(names.carried[path], here)


def _is_plain_file(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _note_keys(plays: Sequence[Foreign], known: Sequence[ForeignKey], notes: Notes) -> None:
    for column in known:
        if column.guess.use is Use.NOTHING:
            notes.key(column.key, column.guess.why)
        elif column.key and column.id != column.key:
            notes.rename(column.key, column.id)
        if column.inner:
            notes.rename(column.inner, f"{column.id}, whose terms it gives a second level")
    for file in plays:
        for key, text in file.odd.items():
            if not file.fault:
                notes.add(file.path, f"its key '{key}' holds what no field can", text)


def _titles(plays: Sequence[Foreign]) -> dict[str, str]:
    """The keys that say titles and summaries, with what they are called here."""
    found = {"title": TITLES, "summary": SUMMARIES}
    return {key: name for name, keys in found.items() for file in plays if (key := first(file, keys)[0])}


def _page(file: Foreign, by_folder: ForeignKey | None, names: _Names) -> str:
    """Where a text about a folder belongs: to the term that its plays carry; empty where there is none."""
    if by_folder is None or file.path.count("/") > 1:
        return ""
    id = by_folder.ids.get(words(file.folder))
    names.pages[file.path] = f"{by_folder.id}/{id}.md"
    return f"content/{by_folder.id}/{id}.md" if id else ""


def _prose(file: Foreign, title: str, names: _Names, notes: Notes) -> str:
    """A page of its own, or, without a title, the text of one that has its title from the profile."""
    said = bodies.text_of(file.body, first(file, TITLES)[1])
    if not title and said.title:
        notes.add(file.path, f"its title '{said.title}' gave way to that of its term")
    summary = first(file, SUMMARIES)[1] or _opening(said.body) or said.title or words(file.folder) or title
    head = {"title": said.title or title, "summary": summary} if title else {"summary": summary}
    return f"---\n{as_yaml(head)}---\n\n{_linked(said.body, file, names, notes)}"


def _description(home: Foreign | None, title: str, language: str) -> str:
    said = {"de": f"Was {title} enthält.", "ja": f"{title}のプレイを集めたもの。"}
    return (_opening(home.body) if home else "") or said.get(language, f"What {title} holds.")[:200]


def _opening(body: str) -> str:
    """The first paragraph, where it is one plain sentence or two."""
    blocks = (" ".join(block.split()) for block in body.split("\n\n"))
    text = next((block for block in blocks if block and block[0] not in "#>|-*!<[`"), "")
    return text if 10 <= len(text) <= 200 and not re.search(r"[<>\[\]`*_=]", text) else ""
