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
    """accept acknowledge adapt add address admit adopt agree align allow always analyse analyze announce answer
    anticipate apply appoint appreciate approach argue arrange articulate ask assemble assess assign assume
    attend automate avoid bake balance be become begin believe belong benchmark bet bind blend blow borrow
    bounce brainstorm break breathe bridge bring broaden budget build burn bury buy calculate call capture
    carry cascade cast catch cater caution celebrate cement centralise centralize challenge champion change
    channel charge chart chase check choose cite claim clarify classify clean clear climb close coach coin
    collaborate collect combine come commit communicate compare compile complete compromise concede conceive
    concentrate conduct confirm confront connect consider consolidate consult contact contain continue
    contribute control convene converse convert convey convince cooperate coordinate copy correct count cover
    craft create cross cross-train crunch cultivate cure customise customize cut deal debate decentralize
    decide dedicate defer define delay delegate delete deliver demand demonstrate demystify depend deploy
    deputize describe design detail deter determine develop differentiate dig digest dip direct discard
    disclose discover discuss dispel distinguish distribute ditch diversify divide do document dodge don't
    donate dont double draw drive drop earn eat echo edit educate elect elevate eliminate embed embrace
    empathize emphasise emphasize empower empty enable enact encounter encourage endorse energize enforce
    engage enhance enjoy enlarge enlist enrich enroll ensure enter equip erase escalate escape establish
    estimate evaluate examine exceed exclude excuse execute exercise expand expect experiment explain explore
    export expose express extend extract face facilitate fail fake favor feed fetch fight figure fill filter
    find finish fire fit fix flag flip float focus fold follow force forge forget forgive form formalise
    formalize foster frame freeze fulfil fulfill fund fuse gather gauge generate get give glue go govern grab
    graduate grasp greet grow guard guess guide hand hang harness have hear hedge help highlight hire hold
    hook host humanize hunt identify ignore illustrate imagine imitate implement imply impose impress improve
    include incorporate increase inform infuse initiate inject innovate insert insist insource inspect inspire
    install instill institute integrate interact intervene interview introduce invent invert invest
    investigate invite involve isolate iterate jettison join jot judge jump justify keep kick kill knit knock
    know label land laugh launch lay layer lead lean leap learn leave lend let let's lets leverage lift
    lighten limit link list listen live load lobby lock log look lose love lower maintain make manage mandate
    map mark maximise maximize measure meet mention mentor merge migrate mind mingle minimise minimize mirror
    mix mobilize model modernize monitor morph motivate move multiply nail name narrow negotiate never
    nominate note notice notify nudge nurture observe obtain offer open operate oppose optimise optimize order
    organise organize orient outline outsource overcome own paint pair participate partner pause pay permit
    persuade pick pilot pitch place plan play pool position post practice practise praise predict prepare
    present press prevent print prioritise prioritize probe produce promise promote prompt propose protect
    prove provide publish pull pursue push put qualify quantify question quit quote raise rally rank reach
    react read realize reassess reassure rebuild recall recap recognise recognize recommend reconcile
    reconsider record recover recreate recruit recycle redefine redesign redirect reduce refer refine reflect
    reframe refresh refuse regain regard register regulate rehearse reinforce reinvent reject relate relax
    release rely remain remember remind remove renew rent reorder reorganise reorganize repair repay repeat
    replace report represent request require research reserve resist resolve respect respond restore
    restructure retain rethink retire retrain return reuse reveal reverse review revise revisit revive reward
    rewrite rid ride rise rotate run safeguard sample save say scale schedule scrap scrutinize search seat
    secure seek segment select sell send separate serve set settle shape share sharpen shift shorten show sign
    simplify simulate sit sketch skip slash slow smooth snap socialize solve sort spark speak specify speed
    spell spend split sponsor spot spread square stabilize stand standardise standardize start stay steer step
    stick stop store streamline strengthen stress stretch strip strive structure study submit suggest
    summarise summarize supplement supply support surround survey suspend sustain swap switch sync synchronize
    tackle tag tailor take talk tap target teach team tell test thank think throw tidy tie tone touch trace
    track trade train transform translate treat trigger trim trust try tune turn tweak uncover understand
    undertake unify unite unleash unlock untangle update upgrade uphold upskill urge use utilise utilize
    validate value venture verify vet view visit visualise visualize voice volunteer wait walk warn watch wear
    weigh welcome widen win wipe withdraw wonder work worry wrap write yield""".split()
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
