"""plays/<id>/index.md: each play as Markdown beside its page, for people who copy it and programs that read it.

It lies where the page lies, so that `index.md` behind a play's address is its text and relative links hold for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from playbook import routes
from playbook.authoring.unfinished import is_unfinished
from playbook.edition import Edition, Page
from playbook.export.markdown_text import escaped, with_links
from playbook.markdown import with_marks
from playbook.model import WORDS, Experience, Play, Term
from playbook.relations import helps_reach
from playbook.rendering.templating import effort_told, experience_said, extra_said

# Stands behind what we worked out ourselves, as on the page.
MARK = "°"


def files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """One file a play: title, summary, facts, body, what comes before and after, and the sources."""
    template = edition.templates.get_template("play.md")
    say = edition.say
    spared = frozenset(heading for heading, kind in edition.kinds.items() if kind is WORDS)
    entries: dict[str, str] = {}
    for page in edition.pages.values():
        if play := page.play:
            words = {
                "effort": say("list.comma").join(effort_told(say, play)),
                "evidence": edition.rests_on(play),
                "say": say,
            }
            text = template.render(_context(edition, page, play, entries, spared) | words)
            yield routes.play_text(play), text.encode()


def _context(
    edition: Edition, page: Page, play: Play, entries: dict[str, str], spared: frozenset[str]
) -> dict[str, object]:
    """Text alone, since what a template looks up itself costs many times more; there are thousands of plays.

    `entries` remembers the line that leads to a play: all plays lie in one folder, so it is the same for each. What
    we worked out ourselves bears a mark, save in sections with a `spared` heading.
    """
    marked = edition.playbook.profile.provenance and not is_unfinished(play)
    body = with_marks(play.body, MARK, spared) if marked else play.body
    links, link, comma = edition.links, edition.links_from(routes.play_text(play)), edition.say("list.comma")
    playbook = edition.playbook
    stages = playbook.stage_facet
    reached = helps_reach(playbook, play)

    def listed(plays: Iterable[Play]) -> str:
        for one in plays:
            if one.id not in entries:
                entries[one.id] = f"- [{escaped(one.title)}]({link(routes.play(one))}): {escaped(one.summary)}\n"
        return "".join(entries[one.id] for one in plays)

    return {
        "title": escaped(play.title),
        "summary": escaped(play.summary),
        "address": link(page.route),
        "lead": _names(play.lead, comma),
        "support": _names(play.support, comma),
        "used_at": edition.say("play.used_at") if stages.upward else stages.singular,
        "stages": comma.join(stages.label(stage) for stage in play.stages),
        "reached": stages.label(reached) if reached else "",
        "tags": [
            (tags.facet.name if len(tags.lead) > 1 else tags.facet.singular, _names(tags.lead, comma))
            for tags in play.tags
            if not tags.facet.groups and not tags.facet.split and tags.lead
        ],
        "extras": [(extra.name, escaped(extra_said(edition.say, extra))) for extra in play.extras],
        "reviewed": play.reviewed,
        "body": with_links(body, page, edition.pages, link).strip(),
        "mark": escaped(MARK) if body != play.body else "",
        "in_short": [(edition.say(f"play.short_{key}"), escaped(words)) for key, words in play.in_short.lines],
        "aliases": escaped(comma.join(play.aliases)),
        "owner": escaped(play.owner.name),
        "due": play.due,
        "changes": [(change.day, escaped(change.what)) for change in play.changes],
        "tried": [_tried(edition, one) for one in links.tried(play)],
        "do_first": listed(links.do_first(play)),
        "next_steps": listed(links.next_steps(play)),
        "related": listed(links.related_to(play)),
        "sources": "".join(
            f"- [{escaped(citation.source.title)}]({link(routes.source(citation.source))}), {escaped(citation.where)}\n"
            for citation in play.citations
        ),
    }


def _tried(edition: Edition, one: Experience) -> tuple[str, str]:
    """What came of a play somewhere: who and when, and what changed there."""
    return escaped(experience_said(edition.say, one)), escaped(one.changed)


def _names(terms: Iterable[Term], comma: str) -> str:
    return comma.join(term.name for term in terms)
