"""Tells commands from other headings and sentences: "Meet weekly", "Never hide bad news", "Nicht warten"."""

from __future__ import annotations

import re

from playbook.importer.language import by_language, pattern, words

_VERBS, _EITHER, _AFTER, _DETERMINERS, _OPENERS, _NOT_GERUNDS = (
    words("commands", key) for key in ("verbs", "either", "after", "determiners", "openers", "not_gerunds")
)
_TWO_WORDS = re.compile(r"[^\W\d_]+ [^\W\d_]")
_FORBIDS = re.compile(pattern("commands", "forbids"), re.IGNORECASE)
_FOREIGN = {
    name: re.compile(f"^(?:{forms})", re.IGNORECASE) for name, forms in by_language("commands", "foreign").items()
}
_GERUND = re.compile(r"^[a-z]{3,}ing\b", re.IGNORECASE)
_BEFORE = re.compile(rf"^(?:{pattern('commands', 'before')}[,:]? +)+", re.IGNORECASE)
_CLAUSE_FIRST = re.compile(rf"^{pattern('commands', 'clauses')}\b[^,.;:!?]{{3,90}}, (?=\w)", re.IGNORECASE)
_BREAKS = re.compile(r"[\s,;:.!?…()\"“”–—/]+")
QUOTES = "\"“”‘’'«»„‚ "


def is_command(text: str, language: str = "") -> bool:
    """Does a heading or sentence tell the reader to do something? Without a language it may be in any."""
    text = _BEFORE.sub("", text[:400].lstrip(QUOTES))
    if text.rstrip(QUOTES)[-1:] == "?":
        return False
    if _verb_first(text) or _FORBIDS.match(text):
        return True
    clause = _CLAUSE_FIRST.match(text)
    if clause and text[clause.end()].islower() and _verb_first(text[clause.end() :]):
        return True
    opener = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    if opener in _OPENERS and opener != "no":
        return False
    return any(form.match(text.rstrip(QUOTES)) for name, form in _FOREIGN.items() if language in {"", name})


def _verb_first(text: str) -> bool:
    said = [word for word in _BREAKS.split(text[:200].lower().replace("’", "'")) if word]
    if not said:
        return False
    if said[0] not in _VERBS:
        return bool(_TWO_WORDS.match(text)) and len(said) > 1 and said[1] in _DETERMINERS and _may_be_verb(said[0])
    if text.split(maxsplit=1)[0][-1:] == ":" and said[0] in _EITHER:
        return False
    if said[0] == "use" and said[1:2] and said[1] in {"of", "case", "cases"}:
        return False
    if said[0] not in _EITHER or len(said) == 1:
        return said[0] not in _EITHER or text.rstrip()[-1:] in "!."
    return said[1] in _AFTER or said[1].endswith(("ly", "'s", "’s", "ing"))


def _may_be_verb(word: str) -> bool:
    """A base form: no word of the closed classes, no gerund, past or third person ("Makes the ...")."""
    ends = word.endswith(("ing", "ed", "ly")) or (word.endswith("s") and not word.endswith("ss"))
    return word.isalpha() and len(word) > 2 and word not in _OPENERS and not ends


def is_advisory(text: str, language: str = "") -> bool:
    """A heading of advice in a wider sense: a command, or a gerund such as "Building trust"."""
    text = text.lstrip(QUOTES)
    first = text.split(maxsplit=1)[0].lower().strip(QUOTES) if text.split() else ""
    gerund = bool(_GERUND.match(first)) and first not in _NOT_GERUNDS and len(text.split()) > 1
    return gerund or is_command(text, language)


def base_form(word: str) -> str:
    """The verb of a gerund, as far as it is a verb that advice uses: "Sharing" -> "share"; else an empty text."""
    lowered = word.lower()
    if not lowered.endswith("ing") or lowered in _NOT_GERUNDS:
        return ""
    stem = lowered[:-3]
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else ""
    return next((form for form in (stem, f"{stem}e", doubled) if form in _VERBS), "")
