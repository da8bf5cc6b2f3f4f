"""Makes text of strangers harmless on a code host: it calls nobody, links nowhere, loads nothing and stays where it is.

Needs the standard library alone, since the workflow that posts the comment installs nothing.
"""

from __future__ import annotations

import re
import unicodedata

# The first line of the comment, by which the next push finds it.
MARK = "<!-- playbook: review -->"
# What the comment may hold of HTML, each on a line of its own.
FOLD = "<details><summary>Before and after</summary>"
PAGES = "<details><summary>Pages and links that gain or lose plays</summary>"
TO_TAKE = "<details><summary>What can be taken over as it stands</summary>"
UNFOLD = "</details>"
_OURS = frozenset({MARK, FOLD, PAGES, TO_TAKE, UNFOLD})
# Takes no room, and parts what would otherwise mean something together.
_JOINER = "\u2060"
# A mention, an issue, a tag, the name of a letter, a picture, a link, its target far from it, an address, an order.
_MEANT = re.compile(
    rf"@(?!{_JOINER})|#(?=\w)|(?<=\bGH)-(?=\d)|<(?!{_JOINER})|&(?=[#\w])|!(?=\[)|\](?=[(:\[])|:(?=//)|www(?=\.)"
    r"|^[ \t>*+-]*(?=/)",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE = re.compile(r"\[((?:[a-z0-9-]+/)+)\]")
_SIGNS = re.compile(r"[\\`*_\[\]<>#|~!()$&{}]")


def tamed(text: str) -> str:
    """A comment as it may be posted, whoever wrote it; one that is tame already stays as it is."""
    lines = "".join(letter for letter in text.replace("\r\n", "\n") if _is_plain(letter)).split("\n")
    return "\n".join(line if line in _OURS else _MEANT.sub(_parted, line) for line in lines)


def linked(text: str, address: str) -> str:
    """A tame comment whose pages, such as [plays/talk-sooner/], are links below an address that ends with a slash."""
    pages = sorted(set(_PAGE.findall(text)))
    return text.rstrip("\n") + "\n\n" + "".join(f"[{page}]: <{address}{page}>\n" for page in pages) if pages else text


def plain(text: str) -> str:
    """Words of a contributor as words of a line of Markdown: nothing in them is Markdown."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))


def code(text: str) -> str:
    """The same as code within a line."""
    text = text.replace("\n", " ")
    fence = _fence(text, "`")
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def fenced(text: str, language: str) -> str:
    """A text as a block of code that nothing in it can close."""
    fence = _fence(text, "```")
    return f"{fence}{language}\n{text}\n{fence}"


def _fence(text: str, fence: str) -> str:
    while fence in text:
        fence += "`"
    return fence


def _parted(match: re.Match[str]) -> str:
    return match[0] + _JOINER


def _is_plain(letter: str) -> bool:
    """Whether a letter shows as itself; what turns, hides or ends a line does not, and one that joins emoji does."""
    return letter in "\n\t\u200c\u200d" + _JOINER or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
