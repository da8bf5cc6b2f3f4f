"""Formulas in the letters of TeX become MathML, which browsers draw and read aloud; needs the extra `maths`."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from xml.etree.ElementTree import Element

# A dollar is money too, and a bracket behind a backslash is a bracket: what stands between has to look like a formula.
_LIKE = "\\^_={}"
# Each with whether what it finds stands on a line of its own.
KINDS = (
    (re.compile(r"\$\$([^$]+)\$\$"), True),
    (re.compile(r"(?<![\w$\\])\$(?=[^\s\d$])([^$\n]+)(?<=\S)\$(?![\w$])"), False),
    (re.compile(r"(?<!\\)\\\(((?:(?!\\\))[^\n])+)\\\)"), False),
    (re.compile(r"(?<!\\)\\\[((?:(?!\\\]).){2,})\\\]", re.DOTALL), True),
)
_LONGEST = 1_000


@cache
def are_set() -> bool:
    """Whether formulas are set on this machine."""
    return find_spec("latex2mathml") is not None


def _is_like(tex: str) -> bool:
    return (tex.strip().isalpha() and len(tex.strip()) == 1) or any(sign in tex for sign in _LIKE)


@lru_cache(maxsize=1_000)
def formula(tex: str, *, display: bool) -> Element | None:
    """A formula as MathML; None where the package is missing, or knows a command of it not. Copy it before a change."""
    if not are_set() or len(tex) > _LONGEST or not _is_like(tex):
        return None
    from latex2mathml.converter import convert_to_element

    try:
        made = convert_to_element(tex.strip(), display="block" if display else "inline")
    except Exception:  # noqa: BLE001  # it fails in its own ways, and at last by the depth of its calls
        return None
    made.attrib.pop("xmlns", None)
    unknown = any((one.text or "").startswith("\\") or "href" in one.attrib for one in made.iter())
    return None if unknown else made


def is_no_open_formula(text: str, index: int) -> bool:
    """Whether what begins at a place of a text looks like no formula, or is set as one."""
    for pattern, display in KINDS:
        if match := pattern.match(text, index):
            return not _is_like(match[1]) or formula(match[1], display=display) is not None
    return False


def without_formulas(text: str) -> str:
    """A text without those formulas that are set, line for line."""
    if not are_set():
        return text
    for pattern, display in KINDS:
        text = pattern.sub(
            lambda match, display=display: (  # type: ignore[misc]  # it is given as a default, since the loop goes on
                match[0] if formula(match[1], display=display) is None else "\n" * match[0].count("\n")
            ),
            text,
        )
    return text
