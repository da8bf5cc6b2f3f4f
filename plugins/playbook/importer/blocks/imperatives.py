"""Tells commands from other headings and sentences: "Meet weekly", "Never hide bad news", "Nicht warten".

The tables hold verbs in common use and the closed classes of the languages, not phrases of particular sites, which is
why they serve texts that nobody has seen yet.
"""

from __future__ import annotations

import re

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
    team test tie touch track trade train trust turn update value view visit vet win work worry clean
    clear close complete cut move shape smooth taste challenge combine exchange""".split()
)
_AFTER_VERB = frozenset(
    """a an the your you our their them it its his her this that these those each every all any both one two three
    some more less no not what who how when where why whether with to for on in into at up out off over from
    about around as further ahead together early often first sooner regularly frequently openly back down away
    only ahead beyond through between people everyone everybody someone somebody things customers data it's
    what's yourself themselves others another few many just well ever too now before after than against new
    mutual common joint shared clear small good better real regular and as someone's like under across along
    toward towards my me us him""".split()
)
# Before one of these an unknown first word is a verb ("Loosen the handcuffs"), unless it is one of _OPENERS.
_DETERMINERS = frozenset("a an the your our their its my his her this these those each every yourself them".split())
_OPENERS = frozenset(
    """about above across after against all along also although amid among and another any are around as at because
    before behind being below beneath beside besides between beyond both but by can could despite did do does down
    during either else even ever except few for from had half has hence here how however if in indeed inside instead
    into is it just last later least less like many maybe might minus more most much near nearly neither never next no
    none nor not now of off often on once one only onto opposite or otherwise our out outside over part past per
    perhaps plus quite rather same shall should since so some sometimes soon still such than that then there they
    though through throughout thus till to today tomorrow too toward towards under underneath unless unlike until up
    upon usually very via was we were what whatever when whenever where whereas wherever whether which whichever while
    who whoever whom whose why will with within without worth would yes yesterday yet you again ago almost alas away
    back hardly merely meanwhile moreover nonetheless twice third second first""".split()
)
_TWO_WORDS = re.compile(r"[^\W\d_]+ [^\W\d_]")
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
QUOTES = "\"“”‘’'«»„‚ "


def imperative(text: str) -> bool:
    """Does a heading or sentence tell the reader to do something?"""
    text = text[:400].lstrip(QUOTES)
    text = _BEFORE_VERB.sub("", text)
    if _verb_first(text) or _FORBIDS.match(text):
        return True
    clause = _CLAUSE_FIRST.match(text)
    if clause and text[clause.end()].islower() and _verb_first(text[clause.end() :]):
        return True
    opener = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    return (opener not in _OPENERS or opener == "no") and bool(_FOREIGN_IMPERATIVE.match(text.rstrip(QUOTES)))


def _verb_first(text: str) -> bool:
    words = [w for w in re.split(r"[\s,;:.!?…()\"“”–—/]+", text[:200].lower().replace("’", "'")) if w]
    if not words:
        return False
    if words[0] not in _VERBS:
        return bool(_TWO_WORDS.match(text)) and len(words) > 1 and words[1] in _DETERMINERS and _may_be_verb(words[0])
    if text.split(maxsplit=1)[0][-1:] == ":" and words[0] in _EITHER:
        return False
    if words[0] == "use" and words[1:2] and words[1] in {"of", "case", "cases"}:
        return False
    if words[0] not in _EITHER or len(words) == 1:
        return words[0] not in _EITHER or text.rstrip()[-1:] in "!."
    following = words[1]
    return following in _AFTER_VERB or following.endswith(("ly", "'s", "’s", "ing"))


def _may_be_verb(word: str) -> bool:
    """A base form: no word of the closed classes, no gerund, past or third person ("Makes the ...")."""
    ends = word.endswith(("ing", "ed", "ly")) or (word.endswith("s") and not word.endswith("ss"))
    return word.isalpha() and len(word) > 2 and word not in _OPENERS and not ends


def advisory(text: str) -> bool:
    """A heading of advice in a wider sense: an imperative, or a gerund such as "Building trust"."""
    text = text.lstrip(QUOTES)
    if imperative(text):
        return True
    first = text.split(maxsplit=1)[0].lower().strip(QUOTES) if text.split() else ""
    return bool(_GERUND.match(first)) and first not in _NOT_GERUND and len(text.split()) > 1


def base_form(word: str) -> str:
    """The verb of a gerund, as far as it is a verb that advice uses: "Sharing" -> "share"; else an empty text."""
    lowered = word.lower()
    if not lowered.endswith("ing") or lowered in _NOT_GERUND:
        return ""
    stem = lowered[:-3]
    doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else ""
    return next((form for form in (stem, f"{stem}e", doubled) if form in _VERBS), "")
