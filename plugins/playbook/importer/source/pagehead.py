"""Reads what the head of an HTML page says of the article: JSON-LD, Open Graph and meta elements."""

from __future__ import annotations

import html
import json
import re

from playbook.importer.source.values import Meta

_SPACES = re.compile(r"\s+")
_ARTICLE_TYPE = re.compile(r"Article|BlogPosting|Report|WebPage", re.IGNORECASE)


def meta_of(head: dict[str, list[str]], bylines: tuple[str, ...]) -> Meta:
    """The metadata of a page: JSON-LD, then Open Graph, then plain elements. `head` is text by lower-case name."""
    articles = [found for raw in head.get("ld+json", []) for found in _articles(raw)]
    titles = [str(a.get("headline") or "") for a in articles]
    titles += head.get("og:title", []) + head.get("twitter:title", []) + head.get("title", [])
    authors = [name for a in articles for name in _people(a.get("author"))]
    if not authors:
        for key in ("author", "article:author", "byl", "dc.creator", "sailthru.author", "parsely-author"):
            authors += [name for name in head.get(key, []) if not name.startswith("http")]
    publisher = next((name for a in articles for name in _people(a.get("publisher"))), "")
    dates = [str(a.get("datePublished") or "") for a in articles]
    for key in (
        "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "publish-date", "pubdate",
        "parsely-pub-date", "sailthru.date", "article.published", "date.created", "time",
    ):  # fmt: skip
        dates += head.get(key, [])
    urls = head.get("canonical", []) + head.get("og:url", [])
    return Meta(
        titles=tuple(dict.fromkeys(t for t in titles if t)),
        authors=tuple(dict.fromkeys(authors)),
        bylines=bylines,
        publisher=publisher or next(iter(head.get("og:site_name", [])), ""),
        published=next((d for d in dates if d), ""),
        url=next((u for u in urls if u.startswith(("http://", "https://"))), ""),
    )


def _articles(raw: str) -> list[dict[str, object]]:
    """The descriptions of articles in a JSON-LD script; broken JSON says nothing."""
    try:
        waiting: list[object] = [json.loads(raw)]
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, object]] = []
    while waiting and len(found) < 20:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting += value[:50]
        elif isinstance(value, dict):
            if _ARTICLE_TYPE.search(str(value.get("@type", ""))) and value.get("headline"):
                found.append(value)
            waiting += [v for k, v in value.items() if k in {"@graph", "mainEntity", "mainEntityOfPage"}]
    return found


def _people(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [str(v.get("name") or "") if isinstance(v, dict) else str(v or "") for v in values[:20]]
    return [_SPACES.sub(" ", html.unescape(name)).strip() for name in names if name and not name.startswith("http")]
