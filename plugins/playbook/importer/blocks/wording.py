"""Cuts text into sentences and weighs how strongly prose advises: "you should", "my advice is", commands."""

from __future__ import annotations

import re

from playbook.importer.blocks.imperatives import QUOTES, imperative

_ROLE = (
    r"(?:you|we|cios?|cmos?|ceos?|cfos?|ctos?|coos?|chros?|(?:\w+ )?leaders?|executives?|managers?|marketers?|"
    r"marketing|"
    r"it|technologists?|companies|organi[sz]ations?|boards?|teams?|departments?|both(?: sides| parties)?|"
    r"they|everyone|everybody|"
    r"directors?|chiefs?|developers?|agents|businesses|firms|enterprises|people|sales)"
)
_ADVISES = re.compile(
    r"\b(?:my (?:best |first |only )?(?:advice|recommendation|suggestion|tip)\b|(?:i|we)(?:['’]d| would|"
    r" do)? (?:strongly )?(?:advise|recommend|suggest|urge)|"
    r"what i(?:['’]d| would) (?:advise|recommend|suggest)|the (?:key|trick|secret|best way|answer|solution|"
    r"first step|goal) (?:is|was|lies|here is)\b|"
    r"(?<!why )(?:it is|it['’]s) (?:best|important|essential|crucial|critical|vital|imperative|wise|worth|time) "
    r"(?:to(?! (?:understand|note|remember|know|mention|recogni[sz]e|point out)\b)|that|for)|make sure|be sure to|"
    r"(?:one|the|another) (?:good |best )?(?:thing|way|place) to (?:do|start|begin|get)|"
    r"the (?:first|main|golden|most important) (?:rule|step|thing|lesson)\b[^.;:]{0,60}\b"
    r"(?:is|was) (?:to|that|not|never)|"
    r"(?:he|she|they) "
    r"(?:advises|recommends|suggests|urges)|"
    r"(?:advises|recommends|urges) (?:that|cios|cmos|companies|leaders|marketers|both|them)|"
    r"es empfiehlt sich|wir empfehlen|mein rat|il faut|nous recommandons|mon conseil|es importante|recomendamos|"
    r"mi consejo)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    rf"\b{_ROLE}(?: (?:and|or|&) {_ROLE}| (?!will\b|would\b|had\b)\w+){{0,3}}? "
    rf"(?:should|must|need to|needs to|has to|have to|ought "
    rf"to|had better|will need to|"
    r"would do well to|could start|can start)(?! have\b| be (?:said|noted|surpris))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-ÝÄÖÜ0-9])")
# What authors say to lead on: "Let's dive in."
_LEADS_ON = re.compile(r"^let(?:['’]s| us| me)\b", re.IGNORECASE)
# "Q:", "[09:10] Tessa:", "Dana Holm:" before what somebody says.
SPEAKER = re.compile(
    r"^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?\s*)?(?:[A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{1,20}){0,2})\s?:\s"
)


def sentences(text: str) -> list[str]:
    return _SENTENCE.split(text[:6000])


def cues(text: str) -> float:
    """How strongly a paragraph of prose advises: 2 for saying so, 1 for each "you should" or imperative sentence."""
    score = 0.0
    for sentence in sentences(SPEAKER.sub("", text)):
        if sentence.rstrip(QUOTES)[-1:] == "?" or _LEADS_ON.match(sentence):
            continue
        if _ADVISES.search(sentence):
            score += 2.0
        elif _SHOULD.search(sentence) or (imperative(sentence) and len(sentence.split()) > 3):
            score += 1.0
    return score
