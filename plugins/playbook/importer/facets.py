"""The facets that texts are read against: those of the playbook, or of a playbook.yml that has faults elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playbook.clock import latest
from playbook.importer.source.values import Unimportable
from playbook.loading import load
from playbook.loading.reading import read_data
from playbook.model import Facet, Playbook, Term
from playbook.problems import Collector, Problem


def open_playbook(content: Path, today: date) -> tuple[Playbook | None, tuple[Facet, ...], tuple[Problem, ...]]:
    """The playbook if it loads, its facets in any case, and its problems.

    To read an article only the vocabulary is needed, so a fault in some play does not stand against it.
    Raises Unimportable where there is no vocabulary.
    """
    loaded = load(content, latest(today))
    if isinstance(loaded, Playbook):
        return loaded, loaded.facets, ()
    return None, _vocabulary(content / "playbook.yml"), loaded


def _vocabulary(file: Path) -> tuple[Facet, ...]:
    if not file.is_file():
        raise Unimportable(f"there is no vocabulary at {file}")
    document = read_data(file, file.name, Collector())
    if document is None:
        raise Unimportable(f"the vocabulary in {file} cannot be read")
    rows = document.data.get("facets")
    found = tuple(facet for row in rows if (facet := _facet(row))) if isinstance(rows, list) else ()
    if not found:
        raise Unimportable(f"the vocabulary in {file} names no facets")
    return found


def _facet(row: object) -> Facet | None:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not isinstance(row.get("terms"), list):
        return None
    singular = str(row.get("singular") or row.get("name") or row["id"])
    terms = tuple(
        Term(term["id"], str(term.get("name") or term["id"]), number, str(term.get("definition") or ""), _aliases(term))
        for number, term in enumerate(
            (t for t in row["terms"] if isinstance(t, dict) and isinstance(t.get("id"), str)), 1
        )
    )
    most = row.get("most", 0)
    return Facet(
        id=row["id"],
        name=str(row.get("name") or row["id"]),
        singular=singular,
        param=singular.lower(),
        terms=terms,
        ordered=bool(row.get("ordered")),
        required=bool(row.get("required")),
        most=most if isinstance(most, int) else 0,
    )


def _aliases(term: dict[str, object]) -> tuple[str, ...]:
    listed = term.get("aliases")
    return tuple(str(alias) for alias in listed) if isinstance(listed, list) else ()
