"""playbook.json: all plays with their tags and cross-links, as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from playbook import routes
from playbook.edition import Edition
from playbook.loading.fields import Field
from playbook.loading.schema import extra_fields
from playbook.model import Duration, Experience, Facet, Moment, NamedLink, Play, PlaySequence, Source, Tags, Term
from playbook.relations import Links

# Where a page lies, as readers see it.
_Address = Callable[[routes.Route], str]

# Goes up when a key changes its meaning or goes away; new keys leave it alone. `data_schema` says what each key holds.
VERSION = 1


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The playbook as JSON text. Every address is below the site root; lists are in the playbook's own order."""
    playbook, links, at = edition.playbook, edition.links, edition.layout.address
    extras = extra_fields(playbook.profile)
    text = _dump(
        {
            "$schema": routes.DATA_SCHEMA,
            "version": VERSION,
            "title": playbook.title,
            "description": playbook.description,
            "facets": [_facet(facet, at) for facet in playbook.facets],
            "plays": [_play(play, links, extras, at) for play in playbook.plays],
            "sources": [_source(source, links, at) for source in playbook.sources],
            "moments": [_moment(moment, at) for moment in playbook.moments],
            "sequences": [_sequence(sequence, at) for sequence in playbook.sequences],
        }
    )
    yield routes.DATA, text.encode()


def _dump(whole: Mapping[str, object]) -> str:
    """JSON with a line for each entry of a list: a change of one play is a change of one line, and it is made fast."""
    rows = (f"{_line(key)}: {_listed(part) if isinstance(part, list) else _line(part)}" for key, part in whole.items())
    return "{\n" + ",\n".join(rows) + "\n}\n"


def _listed(entries: Iterable[object]) -> str:
    return "[\n" + ",\n".join(map(_line, entries)) + "\n]"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _facet(facet: Facet, at: _Address) -> dict[str, object]:
    return {
        "id": facet.id,
        "name": facet.name,
        "singular": facet.singular,
        "param": facet.param,
        "ordered": facet.ordered,
        "url": at(routes.facet(facet)),
        "terms": [_term(facet, term, at) for term in facet.terms],
    }


def _term(facet: Facet, term: Term, at: _Address) -> dict[str, object]:
    return {
        "id": term.id,
        "name": term.name,
        "number": term.number,
        "definition": term.definition,
        "aliases": list(term.aliases),
        "parent": term.parent or None,
        "url": at(routes.term(facet, term)),
    }


def _play(play: Play, links: Links, extras: Iterable[Field], at: _Address) -> dict[str, object]:
    return {
        "id": play.id,
        "title": play.title,
        "summary": play.summary,
        "url": at(routes.play(play)),
        "markdown": routes.play_text(play),
        **{tags.facet.id: _tags(tags) for tags in play.tags},
        "requires": list(play.requires),
        "next": [other.id for other in links.next_steps(play)],
        "related": [other.id for other in links.related_to(play)],
        "sources": [{"id": citation.source.id, "where": citation.where} for citation in play.citations],
        "evidence": play.evidence and str(play.evidence),
        "effort": play.effort and str(play.effort),
        "time": _span(play.time),
        "elapsed": _span(play.elapsed),
        "people": _span(play.people),
        "in_short": dict(play.in_short.lines) or None,
        "experiences": [_experience(one) for one in links.tried(play)],
        "aliases": list(play.aliases),
        "owner": play.owner.name or None,
        "changes": [{"day": change.day.isoformat(), "what": change.what} for change in play.changes],
        "added": _day(play.added),
        "reviewed": _day(play.reviewed),
        "due": _day(play.due),
        **dict.fromkeys(field.name for field in extras),
        **{extra.key: _plain(extra.value) for extra in play.extras},
    }


def _span(span: Duration | None) -> dict[str, int] | None:
    return {"min": span.least, "max": span.most} if span else None


def _experience(one: Experience) -> dict[str, object]:
    return {
        "id": one.id,
        "month": f"{one.month:%Y-%m}",
        "organisation": one.organisation,
        "size": str(one.size),
        "changed": one.changed,
        "again": str(one.again),
        "name": one.name or None,
        "text": one.body.strip() or None,
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, NamedLink):
        return {"name": value.name, "url": value.url}
    return value.isoformat() if isinstance(value, date) else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _tags(tags: Tags) -> object:
    if tags.facet.split:
        return {"lead": _chosen(tags.lead), "support": _chosen(tags.support)}
    return _chosen(tags.lead)


def _chosen(terms: Iterable[Term]) -> list[str]:
    """The ids of terms, without those that the editor of a draft has still to choose."""
    return [term.id for term in terms if term.number]


def _source(source: Source, links: Links, at: _Address) -> dict[str, object]:
    return {
        "id": source.id,
        "title": source.title,
        "authors": list(source.authors),
        "publisher": source.publisher or None,
        "published": source.published.isoformat() if source.published else None,
        "url": source.url or None,
        "page": at(routes.source(source)),
        "plays": [play.id for play in links.citing(source)],
    }


def _moment(moment: Moment, at: _Address) -> dict[str, object]:
    return {
        "id": moment.id,
        "title": moment.title,
        "url": at(routes.moment(moment)),
        "advice": moment.advice,
        "now": list(moment.now),
        "say": {role.id: words for role, words in moment.say},
        "avoid": [{"words": one.words, "why": one.why} for one in moment.avoid],
        "roles": _chosen(moment.roles),
        "plays": list(moment.plays),
        "aliases": list(moment.aliases),
    }


def _sequence(sequence: PlaySequence, at: _Address) -> dict[str, object]:
    return {
        "id": sequence.id,
        "title": sequence.title,
        "summary": sequence.summary,
        "url": at(routes.sequence(sequence)),
        "roles": _chosen(sequence.roles),
        "steps": [{"week": step.week, "play": step.play, "line": step.line} for step in sequence.steps],
        "aliases": list(sequence.aliases),
    }
