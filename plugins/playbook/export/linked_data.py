"""JSON-LD in the words of schema.org: what a page is about, and where it stands in the site."""

from __future__ import annotations

from collections.abc import Sequence

from playbook import routes
from playbook.edition import Edition, Page
from playbook.markdown import Step
from playbook.model import Citation, Play

Node = dict[str, object]


def linked_data(edition: Edition, page: Page, taken: Sequence[Step]) -> Node | None:
    """The data of a page as one value of JSON; None where there is nothing to say. `taken` are the steps of its play.

    An edition without an address names nothing by one, and has no trail either, which is made of addresses.
    """
    nodes = []
    if page.play:
        nodes.append(_play(edition, page.play, taken))
    if edition.address:
        if page.route == routes.HOME:
            nodes.append(_site(edition))
        elif trail := _trail(edition, page):
            nodes.append(trail)
    return {"@context": "https://schema.org", "@graph": nodes} if nodes else None


def _play(edition: Edition, play: Play, taken: Sequence[Step]) -> Node:
    """A HowTo, or an Article where the play has no list of steps."""
    playbook, audience = edition.playbook, ", ".join(role.name for role in (*play.lead, *play.support))
    node: Node = {
        "@type": "HowTo" if taken else "Article",
        "name" if taken else "headline": play.title,
        "description": play.summary,
        **({"datePublished": play.added.isoformat()} if play.added else {}),
        **({"dateModified": play.updated.isoformat()} if play.updated else {}),
        **({"audience": {"@type": "Audience", "audienceType": audience}} if audience else {}),
        "keywords": [*(tags.facet.label(term) for tags in play.tags for term in tags.all), *play.aliases],
        "citation": [_citation(citation) for citation in play.citations],
        "isPartOf": {"@type": "WebSite", "name": playbook.title},
    }
    if edition.address:
        node["url"] = edition.whole(routes.play(play))
        node["isPartOf"] = {"@type": "WebSite", "name": playbook.title, "url": edition.address}
    if taken:
        node["step"] = [_step(number, step) for number, step in enumerate(taken, 1)]
    # schema.org knows no range: the longer time is the one to plan with.
    if taken and play.elapsed:
        node["totalTime"] = f"P{play.elapsed.most}W"
        if play.time:
            node["performTime"] = f"PT{play.time.most}M"
    elif taken and play.time:
        node["totalTime"] = f"PT{play.time.most}M"
    return node


def _step(number: int, step: Step) -> Node:
    name: Node = {"name": step.name} if step.name else {}
    return {"@type": "HowToStep", "position": number} | name | {"text": step.text}


def _citation(citation: Citation) -> Node:
    source = citation.source
    node: Node = {"@type": "Article", "headline": source.title}
    if source.authors:
        node["author"] = [{"@type": "Person", "name": author} for author in source.authors]
    if source.publisher:
        node["publisher"] = {"@type": "Organization", "name": source.publisher}
    if source.published:
        node["datePublished"] = source.published.isoformat()
    if source.url:
        node["url"] = source.url
    return node


def _site(edition: Edition) -> Node:
    """The site, with the search that a program may offer for it."""
    find = f"{edition.whole(routes.FIND)}?q={{words}}"
    return {
        "@type": "WebSite",
        "name": edition.playbook.title,
        "description": edition.playbook.description,
        "url": edition.address,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": find},
            "query-input": "required name=words",
        },
    }


def _trail(edition: Edition, page: Page) -> Node | None:
    """The way from the home page: every page at an address that the page's own begins with. None for a moved page."""
    if page.moved_to:
        return None
    trail = [*above(edition, page), page]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": one.title, "item": edition.whole(one.route)}
            for number, one in enumerate(trail, 1)
        ],
    }


def above(edition: Edition, page: Page) -> list[Page]:
    """The pages at the addresses that the page's own begins with, the home page first."""
    parts = page.route.url.split("/")[:-1]
    urls = ("".join(f"{part}/" for part in parts[:count]) for count in range(len(parts)))
    return [edition.by_url[url] for url in urls if url in edition.by_url]
