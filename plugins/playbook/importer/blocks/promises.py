"""What a title or the words before a list announce: how many pieces of advice, or reasons, in four languages.

These tables hold closed classes of the languages (numbers, nouns that announce a list), not phrases of sites.
"""

from __future__ import annotations

import re

_NUMBER_WORDS = {
    word: value
    for value, words in {
        1: "one ein eine einen un une uno una",
        2: "two zwei deux dos",
        3: "three drei trois tres",
        4: "four vier quatre cuatro",
        5: "five fünf cinq cinco",
        6: "six sechs seis",
        7: "seven sieben sept siete",
        8: "eight acht huit ocho",
        9: "nine neun neuf nueve",
        10: "ten zehn dix diez",
        11: "eleven elf onze once",
        12: "twelve zwölf douze doce",
        15: "fifteen fünfzehn quinze quince",
        20: "twenty zwanzig vingt veinte",
    }.items()
    for word in words.split()
}
_ORDINALS = {
    word: value
    for value, words in {
        1: "first firstly erstens zunächst premièrement primero",
        2: "second secondly zweitens deuxièmement segundo",
        3: "third thirdly drittens troisièmement tercero",
        4: "fourth fourthly viertens quatrièmement cuarto",
        5: "fifth fifthly fünftens cinquièmement quinto",
        6: "sixth sechstens sixièmement sexto",
        7: "seventh siebtens septièmement séptimo",
    }.items()
    for word in words.split()
}

_ADVICE_NOUN = (
    r"tips?|ways?|steps?|rules?|habits?|lessons?|secrets?|strateg(?:y|ies)|best[- ]practices?|practices|"
    r"principles?|keys?|"
    r"techniques?|tactics|tricks?|advice|recommendations?|guidelines?|guide|checklist|moves?|hacks?|suggestions?|"
    r"must-dos?|essentials|imperatives?|commandments?|actions?|things|ideas?|questions?|do['’]?s and don['’]?t'?s|"
    r"tools? for|"
    r"considerations?|factors|criteria|pointers?|priorities|take-?aways|pillars?|ingredients?|elements?|approaches|methods?|resolutions|"
    r"tipps?|schritte?n?|regeln?|ratschläge|empfehlungen|strategien|maßnahmen|lektionen|wege|"
    r"conseils?|étapes|règles|astuces|clés|bonnes pratiques|leçons|recommandations|"
    r"consejos?|pasos|reglas|claves|formas|lecciones|recomendaciones|estrategias|trucos"
)
_REASON_NOUN = (
    r"reasons?|benefits?|advantages?|myths?|trends?|predictions?|signs?|statistics|stats|facts?|examples?|"
    r"causes?|types?|kinds?|"
    r"challenges?|barriers?|problems?|issues?|findings|results|symptoms|stages|phases|levels|definitions?|"
    r"products|vendors|jobs|"
    r"gründe|vorteile|trends|mythen|ursachen|raisons|avantages|tendances|mythes|razones|ventajas|tendencias|mitos|"
    r"responsibilities|requirements|qualifications|duties|skills required|developments|"
    r"mistakes|pitfalls|errors|fehler|erreurs|errores"
)
# These announce something else only where they are counted: "five people to follow".
_OTHER_NOUN = r"features?|news|stories|numbers|roles?|people|books|quotes"
_HOW_TO = (
    r"how to|how (?:\w+ ){1,6}(?:can|should|must|could|win|work|get|make|build)|what (?:\w+ ){1,5}(?:should|"
    r"needs? to|can) (?:do|know|learn)|"
    r"do['’]?s and don['’]?ts?|^make\b|^working with\b|^run\b|^getting\b|^building\b|^bridging\b|learned|"
    r"learnt|wish(?:es)? you knew|"
    r"so gelingt|wie (?:sie|man|cios|cmos|ihr|unternehmen)|comment|cómo|what i would tell|notes on"
)
ADVICE_NOUN = re.compile(rf"\b(?:{_ADVICE_NOUN})\b", re.IGNORECASE)
REASON_NOUN = re.compile(rf"\b(?:{_REASON_NOUN}|why)\b", re.IGNORECASE)
HOW_TO = re.compile(_HOW_TO, re.IGNORECASE)
_NUMBER = r"\d{1,2}|" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
# The number that is nearest: "a good one needs four things" are four.
_COUNT = re.compile(
    rf"\b({_NUMBER})\s+((?:(?!(?:{_NUMBER})\s)[\w’'/&,-]+\s+){{0,5}}?)"
    rf"({_ADVICE_NOUN}|{_REASON_NOUN}|{_OTHER_NOUN})\b",
    re.IGNORECASE,
)


def number(word: str) -> int | None:
    """The value of a number in digits or words, None for other words."""
    lowered = word.lower()
    return int(lowered) if lowered.isdigit() else _NUMBER_WORDS.get(lowered)


def ordinal(word: str) -> int | None:
    return _ORDINALS.get(word.lower())


def promise(text: str) -> tuple[int, str] | None:
    """What a title or lead-in announces: how many (0 if it does not say) and "advice" or "reasons"."""
    text = text[:600]
    counted = _COUNT.search(text)
    if counted:
        noun = counted.group(3)
        kind = "advice" if re.fullmatch(_ADVICE_NOUN, noun, re.IGNORECASE) and not _answers(noun, text) else "reasons"
        return number(counted.group(1)) or 0, kind
    advice, reason = ADVICE_NOUN.search(text), REASON_NOUN.search(text)
    if advice and (_answers(advice.group(), text) or (reason and text[advice.end() : reason.start()] == " ")):
        # "Key findings": of two nouns in a row the last one is meant.
        return 0, "reasons"
    if advice and not (reason and reason.start() < advice.start()):
        return 0, "advice"
    if HOW_TO.search(text):
        return 0, "advice"
    return (0, "reasons") if reason else None


def _answers(noun: str, text: str) -> bool:
    """Questions are advice where the reader is to ask them, not where the text answers them."""
    return noun.lower().startswith("question") and not re.search(
        r"\bask\b|\basking\b|to (?:consider|answer)", text, re.IGNORECASE
    )
