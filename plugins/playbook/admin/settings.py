"""The editor's configuration: its collections are the kinds of content file, their fields the tables of the schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import yaml

from playbook.admin.backends import Backend
from playbook.admin.controls import Shape, controls, written
from playbook.authoring.formatting import play_rows
from playbook.authoring.writing import NewPlay, play_text
from playbook.loading import schema
from playbook.loading.fields import Field
from playbook.loading.files import ASSESSMENT_FILE, GLOSSARY_FILE, MOMENTS_FILE, OWNERS_FILE, SEQUENCES_FILE
from playbook.model import Playbook, Term
from playbook.texts import Texts

# Where the editor puts pictures, below the content folder.
PICTURES = "pictures"
_HEADER = "# Made from content/playbook.yml and the schema by `make admin`; do not edit it by hand.\n"


class _SettingsDumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def settings(
    playbook: Playbook, backend: Backend, content: str = "content", say: Texts | None = None, address: str = ""
) -> str:
    """`config.yml` of Decap CMS for the vocabulary of a playbook whose content folder is `content`, in YAML.

    `address` is where the site lies, empty where nobody said.
    """
    config: Shape = {
        "backend": {
            **backend.settings,
            "commit_messages": {
                "create": "content: Add {{collection}} {{slug}}",
                "update": "content: Change {{collection}} {{slug}}",
                "uploadMedia": "content: Add a picture",
            },
        },
        # A change waits for a reviewer, as a branch with a pull request.
        **({"publish_mode": "editorial_workflow"} if backend.reviewed else {}),
        # Nobody looks into these: a picture comes with a draft, and the window of all files, which would commit to the
        # branch itself, is taken away by a library that shows nothing (`start.mjs`).
        "media_folder": f"{content}/{PICTURES}",
        "public_folder": f"../{PICTURES}",
        "media_library": {"name": "playbook"},
        **({"site_url": address} if address else {}),
        # An address has the letters that the check allows.
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        # Who may merge is for the host to say: a draft is published there, by whoever has read it.
        "collections": [{**one, "publish": False} for one in _collections(playbook, content, say)],
    }
    return _HEADER + yaml.dump(config, Dumper=_SettingsDumper, allow_unicode=True, sort_keys=False, width=10_000)


def shapes(playbook: Playbook) -> dict[str, Shape]:
    """For each format that the collections name, how its files are written."""
    return {
        name: {"listed": name in _lists(playbook), "keys": written(rows)} for name, rows in _kinds(playbook).items()
    }


def previews(playbook: Playbook) -> dict[str, bool]:
    """Every form that has a page beside it, by the name under which Decap asks for that, and whether it is a play's."""
    shown = [one for one in _collections(playbook, "", None) if one.get("editor") is None]
    files = [file["name"] for one in shown for file in one.get("files", ())]  # type: ignore[attr-defined]
    return {"plays": True} | dict.fromkeys((*(str(one["name"]) for one in shown[1:]), *files), False)


def _kinds(playbook: Playbook) -> dict[str, Sequence[Field]]:
    return {
        "play": play_rows(playbook),
        "source": schema.SOURCE,
        "experience": schema.EXPERIENCE,
        "page": schema.FREE_PAGE,
        "term": _untitled(schema.PAGE),
        "stage": _untitled(schema.STAGE_PAGE),
        **{name: rows for name, (_, rows) in _lists(playbook).items()},
    }


def _untitled(rows: Sequence[Field]) -> list[Field]:
    """The keys of a page that has its title from the playbook."""
    return [row for row in rows if row.name != "title"]


def _lists(playbook: Playbook) -> dict[str, tuple[str, Sequence[Field]]]:
    """The data files that the playbook has and that are a list of entries, with the keys of an entry."""
    roles = playbook.role_facet
    lists = {
        "glossary": (GLOSSARY_FILE, schema.glossary_fields(roles), playbook.glossary),
        "moments": (MOMENTS_FILE, schema.moment_fields(roles), playbook.moments),
        "sequences": (SEQUENCES_FILE, schema.sequence_fields(roles), playbook.sequences),
        "assessment": (ASSESSMENT_FILE, schema.question_fields(playbook.facets), playbook.assessment),
        "owners": (OWNERS_FILE, schema.OWNER, playbook.owners),
    }
    return {name: (file, rows) for name, (file, rows, entries) in lists.items() if entries}


def _collections(playbook: Playbook, content: str, say: Texts | None) -> Iterator[Shape]:
    kinds = _kinds(playbook)
    outline = _body("plays", _outline(playbook, say))
    yield _folder("play", "plays", f"{content}/plays", [*controls(kinds["play"], "play"), outline])
    yield _folder("source", "sources", f"{content}/sources", [*controls(kinds["source"], "source"), _body("sources")])
    experiences = [*controls(kinds["experience"], "experience"), _body("experiences")]
    yield _folder("experience", "experiences", f"{content}/experiences", experiences, "play", "month")
    pages = {page.path for page in playbook.prose}
    for facet in playbook.facets:
        named = {f"{facet.id}/{term.id}.md": term for term in facet.terms}
        if pages & named.keys():
            kind = "stage" if facet.groups else "term"
            files = [_page(kind, content, path, facet.label(term), kinds) for path, term in named.items()]
            yield {"name": facet.id, "label": facet.name, **_format(kind, "md"), "files": files}
    folders = tuple(f"{facet.id}/" for facet in playbook.facets)
    free = [page for page in playbook.prose if page.title and not page.path.startswith(folders)]
    if free:
        files = [_page("page", content, page.path, page.title, kinds) for page in free]
        yield {"name": "pages", "label": "Pages", **_format("page", "md"), "files": files}
    for name, (file, rows) in _lists(playbook).items():
        yield _list(name, f"{content}/{file}", rows)


def _folder(kind: str, name: str, folder: str, fields: list[Shape], title: str = "title", more: str = "") -> Shape:
    """A folder of files that are known by what they say under `title`, and under `more` where several say the same."""
    return {
        "name": name,
        "label": name.capitalize(),
        "label_singular": kind.capitalize(),
        "folder": folder,
        "create": True,
        # Other files name it by its address; `playbook rename` and a status of retired see to them.
        "delete": False,
        "slug": "{{slug}}" + (f"-{{{{fields.{more}}}}}" if more else ""),
        "identifier_field": title,
        "summary": f"{{{{{title}}}}}" + (f", {{{{{more}}}}}" if more else ""),
        "sortable_fields": [title],
        **_format(kind, "md"),
        "fields": fields,
    }


def _page(kind: str, content: str, path: str, label: str, kinds: dict[str, Sequence[Field]]) -> Shape:
    stem = path.removesuffix(".md")
    return {
        "name": stem.rpartition("/")[2] if kind in ("term", "stage") else stem.replace("/", "-"),
        "label": label,
        "file": f"{content}/{path}",
        "fields": [*controls(kinds[kind], kind), _body(stem.rpartition("/")[0])],
    }


def _list(name: str, file: str, rows: Sequence[Field]) -> Shape:
    entries: Shape = {
        "name": "entries",
        "label": "Entries",
        "label_singular": "entry",
        "widget": "list",
        # The first key is the id, the second what people call it.
        "summary": f"{{{{fields.{rows[1].name}}}}}",
        "collapsed": True,
        "fields": controls(rows, name),
    }
    return {
        "name": name,
        "label": name.capitalize(),
        **_format(name, "yml"),
        "editor": {"preview": False},
        "files": [{"name": name, "label": name.capitalize(), "file": file, "fields": [entries]}],
    }


def _format(kind: str, extension: str) -> Shape:
    return {"format": f"playbook-{kind}", "extension": extension}


def _body(folder: str, text: str = "") -> Shape:
    """The text of a file in a content folder, from where its links lead."""
    hint = "Markdown. The buttons write it for you; what you do not touch stays as it is, to the letter."
    body: Shape = {"name": "body", "label": "Text", "widget": "playbook-text", "folder": folder, "hint": hint}
    return body | ({"default": text} if text else {"required": False})


def _outline(playbook: Playbook, say: Texts | None) -> str:
    """The body that a new play begins with: its sections, with marks where somebody has to write."""
    lead, support = Term("lead", "Who leads", 1, ""), Term("support", "Who helps", 2, "")
    play = NewPlay("Title", {playbook.role_facet.id: (lead,)}, (), date.min, (support,))
    return play_text(play, playbook, say).split("---\n", 2)[2].strip("\n")
