"""The words that tell advice from the rest: what titles promise, how advice is phrased, in four languages.

These tables hold the closed classes of the languages (imperatives in common use, modal verbs, nouns that announce
a list), not phrases of particular sites, which is why they serve texts that nobody has seen yet.
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
    r"pointers?|priorities|take-?aways|pillars?|ingredients?|elements?|approaches|methods?|resolutions|"
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
    r"need to|can) (?:do|know|learn)|"
    r"do['’]?s and don['’]?ts?|^make\b|^working with\b|^run\b|^getting\b|^building\b|^bridging\b|learned|"
    r"learnt|wish(?:es)? you knew|"
    r"so gelingt|wie (?:sie|man|cios|cmos|ihr|unternehmen)|comment|cómo|what i would tell|notes on"
)
ADVICE_NOUN = re.compile(rf"\b(?:{_ADVICE_NOUN})\b", re.IGNORECASE)
REASON_NOUN = re.compile(rf"\b(?:{_REASON_NOUN}|why)\b", re.IGNORECASE)
HOW_TO = re.compile(_HOW_TO, re.IGNORECASE)
_COUNT = re.compile(
    r"\b(\d{1,2}|" + "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True)) + r")\s+((?:[\w’'/&,-]+\s+){0,5}?)"
    rf"({_ADVICE_NOUN}|{_REASON_NOUN}|{_OTHER_NOUN})\b",
    re.IGNORECASE,
)

# Base forms with which advice begins. Those in _EITHER are nouns or adjectives as often; the next word decides.
_VERBS = frozenset(
    """accept acknowledge adapt add address adopt agree align allow announce answer anticipate appoint ask assemble
    assess assign assume attend automate avoid be become begin believe bring build buy calculate call capture
    carry celebrate challenge choose clarify clear close collaborate collect combine come communicate compare
    complete conduct connect consider consolidate consult continue control convert coordinate create cultivate
    customize decide dedicate define delegate deliver demand demonstrate describe deploy determine develop
    discuss divide do document don't dont double drive earn educate eliminate embed embrace empower enable
    encourage engage enhance ensure enlist establish evaluate examine execute expand expect explain explore
    face facilitate feed find finish fix follow forget formalize foster gather generate get give go grow hang
    have help hire hold identify ignore implement improve include incorporate increase inform insist install
    instill integrate introduce invest invite involve join keep know launch learn leave lend let let's lets
    leverage limit listen look lose maintain make manage map maximize meet merge minimize monitor motivate
    move name negotiate never nominate nurture observe offer open optimize organize outline own participate
    pay pick plan prepare present prioritize promote protect prove provide publish put qualify quantify raise
    read realize recognise recognize recruit redefine reduce refuse reinforce remain remember remove repair
    repeat replace require resist resolve respect rethink reuse review reward rotate run save say schedule
    seat seek select sell send separate set settle share shift show sign simplify sit slow solve speak specify
    speed spend spread standardize start stay stick stop store streamline strengthen strive structure study
    submit support surround swap switch tackle take talk teach tell test thank think tie track train translate
    treat trust try turn understand unify unite update use validate vet visit wait walk watch weigh welcome
    win work write always analyse analyze apply appreciate approach argue arrange articulate balance bake
    benchmark bridge brainstorm break budget centralize champion change check clean coach commit concentrate
    cooperate count cross-train cut deal debate design ditch draw empathize enforce experiment expose extend
    fail favor figure fight fill focus force form frame fund go grab guide hand harness highlight host hunt
    inspire investigate iterate judge kill label lay lead link live lock love measure mind mix model narrow
    note nudge nail order outsource overcome pair partner pilot pitch place play pool position post practice
    practise predict press pull push question rank reach recommend record refine reflect regain reject release
    rely replace report research respond restore restructure revisit rewrite rid scale scrap search secure
    serve shape slash smooth spell sponsor spot stand steer step stress stretch structure suggest summarize
    supply survey sync synchronize target team tailor touch trade transform unlock value verify view volunteer
    warn widen work worry admit replace""".split()
)
_EITHER = frozenset(
    """budget call cause change check control design approach balance benchmark bridge champion coach count deal
    debate demand document drive experiment face fail focus force form frame fund guide hand help highlight
    host judge label lead link lock map measure mind mix model name note offer open order own pair partner pay
    pick pilot pitch place plan play pool position post practice present press question rank reach record
    release report research respect review reward run scale search secure separate sign shift show slow speed
    sponsor spot stage stand start step store stress stretch structure study support survey swap switch target
    team test tie touch track trade train trust turn update use value view visit vet win work worry clean
    clear close complete cut move shape smooth taste challenge combine exchange""".split()
)
_AFTER_VERB = frozenset(
    """a an the your you our their them it its his her this that these those each every all any both one two three
    some more less no not what who how when where why whether with to for on in into at up out off over from
    about around as further ahead together early often first sooner regularly frequently openly back down away
    only ahead beyond through between people everyone everybody someone somebody things customers data it's
    what's yourself themselves others another few many just well ever too now before after than against new
    mutual common joint shared clear small good better real regular and as someone's like under across along
    toward towards""".split()
)
_FORBIDS = re.compile(
    r"^(?:no|not|less|fewer|more) [^\W\d_]{3,}(?: [^\W\d_]+){1,5}[.!]?$|^(?:keine?|nicht|pas de|nunca|jamais|nie)\b",
    re.IGNORECASE,
)
_GERUND = re.compile(r"^[A-Z]?[a-z]{2,}ing\b", re.IGNORECASE)
_NOT_GERUND = frozenset(
    {"nothing", "everything", "something", "anything", "during", "marketing", "meeting", "king", "thing", "spring"}
)
# Imperatives of the polite form and infinitives, as German, French and Spanish titles of advice are built.
_FOREIGN_IMPERATIVE = re.compile(
    r"^(?:[^\W\d_]+(?:en|ern|eln) sie\b|(?:ne |n['’]|ne pas |s['’]|se )?[^\W\d_]+(?:ez|ons)\b(?!\s+(?:vous\s)?\?)|"
    r"(?:no |se )?[^\W\d_]{2,}(?:ar|er|ir)(?:se|lo|la)?\s+(?:el|la|los|las|un|una|lo|a|con|en|de|por|sus?|"
    r"le|les|des?|du|une|votre|vos|ses?|l['’])|"
    r"(?:[^\W\d_-]+ ){1,6}[^\W\d_]{2,}(?:ieren|en|ern|eln)[.!]?$)",
    re.IGNORECASE,
)
_BEFORE_VERB = re.compile(
    r"^(?:(?:please|always|never|also|then|so|and|but|instead|finally|first|next|lastly|but|rather|simply|"
    r"just|only|still|at least|when in doubt|above all|last but not least|most importantly)[,:]? +)+",
    re.IGNORECASE,
)
_CLAUSE_FIRST = re.compile(
    r"^(?:if|when|before|after|once|whenever|instead of|to|as|in|on|at|for|during|every|each)\b[^,.;:!?]{3,90}, (?=\w)",
    re.IGNORECASE,
)

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
    r"(?:it is|it['’]s) (?:best|important|essential|crucial|critical|vital|imperative|wise|worth|time) "
    r"(?:to|that|for)|make sure|be sure to|"
    r"(?:one|the|another) (?:good |best )?(?:thing|way|place) to (?:do|start|begin|get)|(?:he|she|they) "
    r"(?:advises|recommends|suggests|urges)|"
    r"(?:advises|recommends|suggests|urges) (?:that|cios|cmos|companies|leaders|marketers|both|them)|"
    r"es empfiehlt sich|wir empfehlen|mein rat|il faut|nous recommandons|mon conseil|es importante|recomendamos|"
    r"mi consejo)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    rf"\b{_ROLE}(?: (?:and|or|&) {_ROLE}| \w+){{0,3}}? (?:should|must|need to|needs to|has to|have to|ought "
    rf"to|had better|will need to|"
    r"would do well to|could start|can start)(?! have\b| be (?:said|noted|surpris))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-ÝÄÖÜ0-9])")
# "Q:", "[09:10] Tessa:", "Dana Holm:" before what somebody says.
_SPEAKER = re.compile(
    r"^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?\s*)?(?:[A-Z][\w.’'-]{0,20}(?: [A-Z][\w.’'-]{1,20}){0,2})\s?:\s"
)
_QUOTES = "\"“”‘’'«»„‚ "


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
    if advice and _answers(advice.group(), text):
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


def sentences(text: str) -> list[str]:
    return _SENTENCE.split(text[:6000])


def imperative(text: str) -> bool:
    """Does a heading or sentence tell the reader to do something?"""
    text = text[:400].lstrip(_QUOTES)
    text = _BEFORE_VERB.sub("", text)
    if _verb_first(text) or _FORBIDS.match(text):
        return True
    clause = _CLAUSE_FIRST.match(text)
    return bool(clause and _verb_first(text[clause.end() :])) or bool(_FOREIGN_IMPERATIVE.match(text.rstrip(_QUOTES)))


def _verb_first(text: str) -> bool:
    words = [w for w in re.split(r"[\s,;:.!?…()\"“”–—/]+", text[:200].lower().replace("’", "'")) if w]
    if not words or words[0] not in _VERBS:
        return False
    if text.split(maxsplit=1)[0][-1:] == ":" and words[0] in _EITHER:
        return False
    if words[0] not in _EITHER or len(words) == 1:
        return words[0] not in _EITHER or text.rstrip()[-1:] in "!."
    following = words[1]
    return following in _AFTER_VERB or following.endswith(("ly", "'s", "’s", "ing"))


def advisory(text: str) -> bool:
    """A heading of advice in a wider sense: an imperative, or a gerund such as "Building trust"."""
    text = text.lstrip(_QUOTES)
    if imperative(text):
        return True
    first = text.split(maxsplit=1)[0].lower().strip(_QUOTES) if text.split() else ""
    return bool(_GERUND.match(first)) and first not in _NOT_GERUND and len(text.split()) > 1


def cues(text: str) -> float:
    """How strongly a paragraph of prose advises: 2 for saying so, 1 for each "you should" or imperative sentence."""
    score = 0.0
    for sentence in sentences(_SPEAKER.sub("", text)):
        if sentence.rstrip(_QUOTES)[-1:] == "?":
            continue
        if _ADVISES.search(sentence):
            score += 2.0
        elif _SHOULD.search(sentence) or (imperative(sentence) and len(sentence.split()) > 3):
            score += 1.0
    return score


def base_form(word: str) -> str:
    """The verb of a gerund, as far as it is a verb that advice uses: "Sharing" -> "share"; else an empty text."""
    lowered = word.lower()
    if not lowered.endswith("ing") or lowered in _NOT_GERUND:
        return ""
    stem = lowered[:-3]
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else ""
    return next((form for form in (stem, f"{stem}e", doubled) if form in _VERBS), "")
