"""Tells from the tag, the role and the class names of an element that it is not the article, or is no text at all."""

from __future__ import annotations

import re

_NEVER = frozenset(
    "script style template noscript textarea iframe svg math object select option button canvas audio video".split()
)
_ASIDE_TAG = {
    "nav": "menu",
    "aside": "aside",
    "footer": "footer",
    "form": "form",
    "figcaption": "caption",
    "dialog": "dialog",
    "menu": "menu",
    "label": "form",
    "legend": "form",
}
_ASIDE_ROLE = {
    "navigation": "menu",
    "banner": "menu",
    "contentinfo": "footer",
    "complementary": "aside",
    "search": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
}
# Names that authors of pages give to what is not the article; whole words of class and id only.
_ASIDE_NAME = {
    word: reason
    for reason, words in {
        "menu": "nav navbar navigation menu breadcrumb breadcrumbs topbar toolbar skip pagination pager sitemap",
        "comments": "comment comments commentlist respond disqus responses replies",
        "related": "related recommended recommendations popular trending mostread readnext morefrom suggestions",
        "share bar": "share sharing social sharedaddy addthis sharebar",
        "newsletter": "newsletter subscribe subscription signup optin mailchimp",
        "cookie notice": "cookie cookies consent gdpr",
        "advertisement": "ad ads advert advertisement sponsored promo promotion cta banner",
        "aside": "sidebar widget widgets aside",
        "footer": "footer colophon copyright",
        "dialog": "modal popup overlay",
        "caption": "caption wp-caption-text credit",
    }.items()
    for word in words.split()
}
_WHOLE = frozenset({"html", "body", "main", "article"})
_BYLINE = frozenset({"byline", "author", "autor", "auteur", "writer", "verfasser", "autores"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def aside_of(name: str, attributes: dict[str, str]) -> tuple[str, bool]:
    """Why an element is not the article ("" if it may be), and whether only a class name says so."""
    own = _ASIDE_TAG.get(name) or _ASIDE_ROLE.get(attributes.get("role", "").lower(), "")
    if own:
        return own, False
    named = "" if name in _WHOLE else _named_aside(attributes)
    return named, bool(named)


def is_hidden(name: str, attributes: dict[str, str]) -> bool:
    """Does nobody see the text of an element?"""
    return (
        name in _NEVER
        or "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or bool(_HIDDEN.search(attributes.get("style", "")))
    )


def names_author(attributes: dict[str, str]) -> bool:
    """Is an element marked as the byline?"""
    names = _words(attributes.get("class", "") + " " + attributes.get("itemprop", ""))
    return bool(_BYLINE & (names | set(attributes.get("rel", "").lower().split())))


def _words(names: str) -> set[str]:
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", names[:400])
    return {word for word in re.split(r"[^A-Za-z]+", spaced.lower()) if word}


def _named_aside(attributes: dict[str, str]) -> str:
    for word in sorted(_words(attributes.get("class", "") + " " + attributes.get("id", ""))):
        if word in _ASIDE_NAME:
            return _ASIDE_NAME[word]
    return ""
