"""Reads what the head of an HTML page says of the article: JSON-LD, Open Graph and meta elements."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from playbook.importer.source.values import Meta

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE_TYPE = re.compile(r"Article|BlogPosting|Report|WebPage", re.IGNORECASE)
_AUTHORS = ("author", "article:author", "byl", "dc.creator", "sailthru.author", "parsely-author")
_DATES = (
    "article:published_time datepublished date dc.date dc.date.issued publish-date pubdate parsely-pub-date "
    "sailthru.date article.published date.created time"
).split()


def meta_of(root: _Element, bylines: tuple[str, ...]) -> Meta:
    """The metadata of a page: JSON-LD, then Open Graph, then plain elements."""
    head = _head(root)
    articles = [found for raw in root.iterfind(".//script[@type='application/ld+json']") for found in _articles(raw)]
    titles = [str(a.get("headline") or "") for a in articles]
    titles += head["og:title"] + head["twitter:title"] + head["title"][:1]
    authors = [name for a in articles for name in _people(a.get("author"))]
    authors = authors or [name for key in _AUTHORS for name in head[key] if not name.startswith("http")]
    publishers = [name for a in articles for name in _people(a.get("publisher"))] + head["og:site_name"]
    dates = [str(a.get("datePublished") or "") for a in articles] + [day for key in _DATES for day in head[key]]
    return Meta(
        titles=tuple(dict.fromkeys(filter(None, titles))),
        authors=tuple(dict.fromkeys(authors)),
        bylines=bylines,
        publisher=next(iter(publishers), ""),
        published=next(filter(None, dates), ""),
        url=next((u for u in head["canonical"] + head["og:url"] if u.startswith(("http://", "https://"))), ""),
    )


def _head(root: _Element) -> defaultdict[str, list[str]]:
    """What a page says of itself, by lower-case name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for element in root.iter("meta", "link", "time", "title"):
        key, value = {
            "meta": (element.get("property") or element.get("name") or element.get("itemprop"), element.get("content")),
            "link": (element.get("rel"), element.get("href")),
            "time": ("time", element.get("datetime")),
            "title": ("title", element.text),
        }[str(element.tag)]
        if value and value.strip():
            found[(key or "").lower()].append(_plain(value[:2000]))
    return found


def _articles(script: _Element) -> list[dict[str, object]]:
    """The descriptions of articles in a JSON-LD script; broken JSON says nothing."""
    try:
        waiting: list[object] = [json.loads((script.text or "")[:500_000])]
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
            waiting += [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]
    return found


def _people(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [str(v.get("name") or "") if isinstance(v, dict) else str(v or "") for v in values[:20]]
    return [_plain(name) for name in names if name and not name.startswith("http")]


def _plain(value: str) -> str:
    return " ".join(html.unescape(value).split())
