"""The Markdown that bodies are written in, where no host says otherwise, and the anchors of its headings."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

EXTENSIONS = (
    *("admonition", "attr_list", "def_list", "footnotes", "pymdownx.details", "pymdownx.highlight"),
    *("pymdownx.superfences", "sane_lists", "tables", "toc", "playbook.loading.leniency:Leniency"),
)
# The HTML that plays may hold: a line that ends, what stands lower, higher or for a key, and what can be folded.
INLINE_HTML = re.compile(
    r"(?i:<br ?/?>|<(?P<tag>sub|sup|kbd|mark|del|ins|small)>(?P<words>[^<>\n]*[^<>\s][^<>\n]*)</(?P=tag)>)"
)
FOLD = re.compile(
    r"(?i: {0,3}<details(?P<open>[ ]open(?:=[\"']?(?:open|true)?[\"']?)?)?>[ ]*"
    r"(?:<summary>(?P<summary>[^<>]+)</summary>)?[ ]*)"
)
MOST_FOLDS = 8  # in one another
SUMMARY = re.compile(r"(?i: {0,3}<summary>(?P<summary>[^<>]+)</summary>[ ]*)")
CLOSING = re.compile(r"(?i: {0,3}</details>[ ]*)")
# Boxes as `!!! note` and `> [!NOTE]` begin them, and what other libraries call them.
BOXES = frozenset(
    "note abstract info tip success question warning failure danger bug example quote attention caution error hint "
    "important".split()
)
OTHER_BOXES = {
    **dict.fromkeys(("summary", "tldr"), "abstract"),
    **dict.fromkeys(("todo", "seealso"), "info"),
    **dict.fromkeys(("check", "done"), "success"),
    **dict.fromkeys(("help", "faq"), "question"),
    **dict.fromkeys(("fail", "missing"), "failure"),
    "cite": "quote",
}
# What a word of any script is made of: letters with their marks, and numbers.
_KEPT = frozenset("LMN")
_BETWEEN = re.compile(r"[-\s]+")


@lru_cache(maxsize=10_000)  # most headings stand on many pages
def slug(heading: str, separator: str = "-") -> str:
    """The anchor that the words of a heading make, in the signature that Python-Markdown's `toc` asks for.

    A heading in Latin letters keeps the anchor that Python-Markdown always gave it, since links from elsewhere know it.
    Any other keeps its own letters, composed (NFC) and small, where Python-Markdown would drop them.
    """
    plain = unicodedata.normalize("NFKD", heading)
    if plain.isascii() or not any(_is_foreign(character) for character in plain):
        kept = plain.encode("ascii", "ignore").decode()
    else:
        kept = unicodedata.normalize("NFC", heading)
    words = "".join(character for character in kept if _stays(character)).strip().lower()
    return _BETWEEN.sub(separator, unicodedata.normalize("NFC", words))


def settings() -> dict[str, dict[str, object]]:
    """What extensions are told by the name of each, in every dialect that does not tell them something else."""
    return {
        "toc": {"slugify": slug},
        "tables": {"use_align_attribute": True},
        "pymdownx.highlight": {"use_pygments": False},
    }


def _stays(character: str) -> bool:
    return character in "_-" or character.isspace() or unicodedata.category(character)[0] in _KEPT


def _is_foreign(character: str) -> bool:
    """Whether a character is part of a word in another script than Latin."""
    if character.isascii() or unicodedata.category(character)[0] not in "LN":
        return False
    return not unicodedata.name(character, "").startswith(("LATIN ", "MODIFIER "))
