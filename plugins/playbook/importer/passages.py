"""Chooses the passages that are advice: numbered series, headed sections, label paragraphs, bullets, at last prose.

Each way of arranging advice yields groups; a group is judged as a whole by what announces it, by how its items are
phrased and by whether they are told, because single items of real lists are often phrased like anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from playbook.importer.chrome import is_prose, looks_like_heading
from playbook.importer.series import Chain
from playbook.importer.values import Block, Kind, Passage, Shape
from playbook.importer.wording import advisory, cues, imperative, promise, sentences

_ENOUGH = 2.0
_CLOSING = re.compile(
    r"^(?:in (?:conclusion|short|summary|sum|closing|the end|a nutshell|essence)\b|to (?:sum up|conclude|summari[sz]e|recap)\b|conclusion|overall\b|all in all|"
    r"(?:the )?bottom line|that['’]s (?:all|it)\b|that is all|will (?:these|this)\b|with these\b|by (?:following|applying|using|taking|doing|implementing|adopting|working|focusing)\b|"
    r"(?:each|all|none|any|every one|following|implementing|applying|taken together)[, ]+(?:of )?(?:the(?:se|m)?|those|this)\b|(?:these|those|the) (?:\w+ ){0,2}(?:tips|steps|rules|habits|ideas|ways|strategies|lessons|suggestions|practices|principles|moves|measures|changes)\b|"
    r"good luck|what (?:do you think|would you add|are your|about you|other)|have you\b|let (?:me|us) know|do you (?:have|agree)|tell us|as you can see|at the end of the day|ultimately,|"
    r"fazit|zusammenfassend|kurz gesagt|en (?:résumé|conclusion|bref|resumen|conclusión|definitiva)\b|zum schluss|pour conclure|para terminar)",
    re.IGNORECASE,
)
_FRAME_HEADING = re.compile(
    r"^(?:(?:an? )?introduction|intro|conclusions?|final (?:thoughts?|words?)|summary|(?:the )?bottom line|wrap(?:ping)?[ -](?:up|it up)|in (?:conclusion|summary|closing|short)|"
    r"closing thoughts|key takeaways?|takeaways?|further reading|references|resources|sources|notes|footnotes|faqs?|frequently asked questions|background|overview|"
    r"agenda|abstract|about\b|the (?:challenge|problem|crux|situation|result|results|future|bottom line|takeaway|background|context)\b|what['’]?s next|next steps|looking ahead|"
    r"the (?:\w+ ){0,3}(?:tips|steps|rules|ways|stages|benefits|reasons)$|fazit|einleitung|schluss|conclusión|introducción|discussion|questions|thank you|bio\b|transcript|why\b|what (?:is|are|does|do|makes|we)\b|who (?:is|are)\b|"
    r"the (?:need|case|importance|rise|role|power|value|impact|benefits?) (?:for|of)\b|benefits? of\b|how (?:does|do|did|is|are|was|we)\b|is\b|are\b|warum|pourquoi|por qué)",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"\(\d{4}[a-z]?\)|https?://|\bpp?\. ?\d|\bvol\. ?\d|\bibid\b|\bet al\b|\d+[-–]\d+\.$|, question \d", re.IGNORECASE)
_JOB = re.compile(
    r"\b(?:responsibilities|requirements|qualifications|you bring|we offer|duties|your profile|what we offer|skills required|experience required|benefits|"
    r"findings|highlights|agenda|in this (?:article|issue|guide)|contents|learn (?:how|about)|covered|includes?|features?)\b",
    re.IGNORECASE,
)
_RECAP = re.compile(r"\b(?:takeaways?|at a glance|in brief|in short|summary|highlights|tl;?dr|key points|recap|auf einen blick|en bref|en resumen|resumen)\b", re.IGNORECASE)
_LABEL = re.compile(r"^([A-ZÀ-Ý“\"‘][^.:!?–—]{1,70}?)\s?([:.!]|\s[–—-])\s+(?=[\"“‘]?[A-ZÀ-ÝÄÖÜ0-9a-z])")
_DIALOGUE = re.compile(r"^(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?\s*)?(?:Q|A|[A-Z][\w.’'-]{1,20}(?: [A-Z][\w.’'-]{1,20}){0,2})\s?\d?[:.]\s")


@dataclass(frozen=True, slots=True)
class Item:
    """A possible piece of advice: its blocks, and the words that name it."""

    blocks: tuple[int, ...]
    head: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items that stand in the text in the same way, what announces them, and how many there seem to be."""

    kind: Kind
    items: tuple[Item, ...]
    lead_in: str
    count: int


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules look at: the blocks, those of the article in order, and the title of the article."""

    blocks: tuple[Block, ...]
    kept: tuple[int, ...]
    title: str

    def text(self, indexes: tuple[int, ...]) -> str:
        return " ".join(self.blocks[i].text for i in indexes)


def choose(context: Context, chains: tuple[Chain, ...], defined: frozenset[int]) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """The passages in the order of the text, and warnings. `defined` are blocks that define a stage."""
    groups = [
        *_numbered(context, chains),
        *_headed(context),
        *_labelled(context, defined),
        *_bulleted(context),
    ]
    taken: set[int] = set(defined)
    passages: list[Passage] = []
    announced = True
    while groups:
        scored = [(judge(context, group, titled=announced), -n, group) for n, group in enumerate(groups)]
        best, _, group = max(scored, key=lambda entry: entry[:2])
        if best < _ENOUGH:
            break
        groups.remove(group)
        blocks = {i for item in group.items for i in item.blocks}
        if blocks & taken or _is_contents(context, group):
            continue
        if passages and _repeats(context, group, passages):
            taken |= blocks
            continue
        taken |= blocks
        sure = _confidence(group.kind, best)
        passages += [Passage(item.blocks, item.head, group.kind, sure, group.lead_in) for item in group.items]
        announced = False
    warnings = _count_warning(context.title, passages, chains)
    passages += _prose(context, taken, structured=bool(passages))
    return tuple(sorted(passages, key=lambda passage: passage.blocks)), warnings


def judge(context: Context, group: Group, *, titled: bool) -> float:
    """How sure it is that a group is advice; 2 is enough.

    Evidence: the title or the sentence before announces advice (and how many pieces), the items tell somebody to do
    something, they are told in sentences. Against: reasons or benefits are announced, the items are references,
    links, results of polls, or nothing but catchwords.
    """
    items, blocks = group.items, context.blocks
    size = len(items)
    heads = [_head_sentence(item.head) for item in items]
    commands = sum(imperative(head) for head in heads) / size
    wide = sum(advisory(head) for head in heads) / size
    bodies = [context.text(item.blocks) for item in items]
    cued = sum(cues(body) >= 1 for body in bodies) / size
    told = sum(any(is_prose(blocks[i]) for i in item.blocks) for item in items) / size
    score = 3.0 * commands + 1.5 * (wide - commands) + 1.5 * cued + (0.5 if told >= 0.5 else -0.5)
    title = promise(context.title) if titled else None
    lead = _lead_promise(group.lead_in)
    if title and title[1] == "advice":
        score += 1.0 + (1.5 if title[0] and title[0] in {size, group.count} else 0.0)
    if lead and lead[1] == "advice":
        score += 1.5 + (0.5 if lead[0] and lead[0] in {size, group.count} else 0.0)
    if (lead or title or (0, ""))[1] == "reasons":
        score -= 2.0
    if _JOB.search(group.lead_in[-160:]) and not (lead and lead[1] == "advice"):
        score -= 3.0
    if sum(bool(_REFERENCE.search(body)) for body in bodies) >= 0.5 * size or sum("%)" in body for body in bodies) >= 0.5 * size:
        score -= 5.0
    if sum(blocks[i].links > 0.6 for item in items for i in item.blocks) >= 0.5 * size:
        score -= 4.0
    if group.kind is Kind.BULLET and median(len(body.split()) for body in bodies) < 5:
        score -= 1.5
    if group.kind in {Kind.HEADING, Kind.LABEL} and size < 2:
        score -= 2.0
    return score


def _lead_promise(lead_in: str) -> tuple[int, str] | None:
    """What the last sentence before a group announces, or the one before that."""
    found = sentences(lead_in[-700:]) if lead_in else []
    return next((said for sentence in reversed(found[-2:]) if (said := promise(sentence))), None)


def _confidence(kind: Kind, score: float) -> float:
    base = {Kind.NUMBERED: 0.75, Kind.BULLET: 0.65, Kind.HEADING: 0.65, Kind.LABEL: 0.6, Kind.PARAGRAPH: 0.3}[kind]
    return round(min(0.98, base + 0.04 * (score - _ENOUGH)), 2)


def _head_sentence(head: str) -> str:
    return sentences(head)[0] if head else ""


# --- groups -------------------------------------------------------------------------------------------------------


def _lead_in(context: Context, first: int) -> str:
    """The heading and the paragraph right before a group, nearest last."""
    place = context.kept.index(first) if first in context.kept else 0
    before = [context.blocks[i] for i in context.kept[max(0, place - 2) : place] if i != context.kept[0]]
    if before and not looks_like_heading(before[-1]) and len(before) > 1 and not looks_like_heading(before[0]):
        before = before[-1:]
    return " ".join(block.text[-400:] + ("" if block.text[-1:] in ".:!?" else ".") for block in before)


def _numbered(context: Context, chains: tuple[Chain, ...]) -> list[Group]:
    groups = []
    inside = set(context.kept)
    for chain in chains:
        found = [mark for mark in chain.marks if mark.block in inside]
        if len(found) < 2:
            continue
        starts = [mark.block for mark in found]
        spans = _spans(context, starts)
        spans = _end_last(context, spans)
        items = [Item(span, mark.text or context.blocks[mark.head].text) for mark, span in zip(found, spans, strict=True)]
        groups.append(Group(Kind.NUMBERED, tuple(items), _lead_in(context, starts[0]), max(m.value for m in found)))
    return groups


def _spans(context: Context, starts: list[int], stops: frozenset[int] = frozenset()) -> list[tuple[int, ...]]:
    """For each start the kept blocks up to the next start or stop."""
    ends = sorted({*starts, *stops})
    spans = []
    for start in starts:
        end = next((e for e in ends if e > start), context.kept[-1] + 1)
        spans.append(tuple(i for i in context.kept if start <= i < end))
    return spans


def _end_last(context: Context, spans: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Cuts what follows the article's last item: it is swallowed otherwise.

    The other items show how long an item is and whether it has headings inside. Within that length a paragraph that
    closes the text, or that has less in common with the item than with the beginning of the article, is not of it.
    """
    others, last = spans[:-1], spans[-1]
    sizes = [len(span) - 1 for span in others]
    blocks = context.blocks
    subheads = any(_is_subhead(context, span, k) for span in others for k in range(1, len(span)))
    most, usual = max(sizes), median(sizes)
    own = _content(context.text(last[:2]))
    frame = _content(context.title + " " + context.text(context.kept[1:3]))
    cut = len(last)
    least = min(sizes)
    for place in range(1, len(last)):
        text = blocks[last[place]].text
        if place <= least and not (_is_subhead(context, last, place) and not subheads):
            continue
        if _CLOSING.match(text) or place > most or (_is_subhead(context, last, place) and not subheads):
            cut = place
            break
        if place > usual and place > 1:
            words = _content(text)
            if len(words & own) / (len(own) + 5) < len(words & frame) / (len(frame) + 5):
                cut = place
                break
    return [*others, last[:cut]]


def _is_subhead(context: Context, span: tuple[int, ...], place: int) -> bool:
    block = context.blocks[span[place]]
    if not looks_like_heading(block) or (block.text.rstrip()[-1:] in "!?" and block.shape is not Shape.HEADING):
        return False
    return (place + 1 < len(span) and place > 1) or block.shape is Shape.HEADING


_STOP = frozenset(
    "the and for that with this from they have will your their about what when which there would them then than into more also "
    "were been has had are was not but you can one all its his her who how out our just like very only some most other".split()
)


def _content(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"[^\W\d_]{4,}", text.lower()[:3000]) if w not in _STOP)


def _headed(context: Context) -> list[Group]:
    """Groups of sections under headings of one level, and of one spelling where there are no marks."""
    blocks, kept = context.blocks, context.kept
    levels: dict[str, list[int]] = {}
    for place, index in enumerate(kept[1:], 1):
        block = blocks[index]
        following = blocks[kept[place + 1]] if place + 1 < len(kept) else None
        if following is None or not looks_like_heading(block) or _DIALOGUE.match(block.text):
            continue
        marked = block.shape is Shape.HEADING
        if not marked and not (is_prose(following) or following.shape is Shape.ITEM):
            continue
        if not marked and not block.gap and is_prose(blocks[kept[place - 1]]) and following.gap:
            continue
        name = f"h{block.level}" if marked else "capitals" if block.text.isupper() and block.words > 1 else "plain"
        levels.setdefault(name, []).append(index)
    groups = []
    for name, found in levels.items():
        higher = frozenset(i for other, places in levels.items() if other != name and other < name and name[0] == "h" for i in places)
        groups += _sections(context, found, higher, promise(context.title), found[0])
        for announced in _announcements(context, found):
            after = [i for i in found if i > announced]
            text = context.blocks[announced].text
            said = promise(sentences(text)[-1])
            groups += _sections(context, after, higher | frozenset(found), said, after[0])
    return groups


_ANNOUNCES = re.compile(r"\b(?:here (?:are|is)|here['’]s|following|listed below|below are|these|consider|try|voici|folgende[nr]?|hier|siguientes|estos)\b|:$", re.IGNORECASE)


def _announcements(context: Context, found: list[int]) -> list[int]:
    """Blocks that announce advice and stand right before a heading: "Here are some tips", "Tips for the board"."""
    places = {index: n for n, index in enumerate(context.kept)}
    result = []
    for heading in found[:-1]:
        before = context.kept[places[heading] - 1]
        if before == context.kept[0] or len([i for i in found if i > before]) < 2:
            continue
        block = context.blocks[before]
        text = sentences(block.text)[-1]
        said = promise(text)
        if said and said[1] == "advice" and not looks_like_heading(block) and _ANNOUNCES.search(text):
            result.append(before)
    return result


def _sections(context: Context, found: list[int], higher: frozenset[int], title: tuple[int, str] | None, first: int) -> list[Group]:
    """The sections that may be advice, `title` being what is announced over them."""
    blocks = context.blocks
    wanted = title[0] if title and title[1] == "advice" else 0
    chosen = [i for i in found if not _FRAME_HEADING.match(blocks[i].text) or imperative(blocks[i].text)]
    if title and re.search(r"question|frage", context.title, re.IGNORECASE):
        chosen = [i for i in found if not _FRAME_HEADING.match(blocks[i].text) or blocks[i].text.endswith("?")]
    commands = [i for i in chosen if imperative(blocks[i].text)]
    if wanted and len(chosen) > wanted:
        chosen = _best_run(blocks, chosen, wanted)
    elif not wanted and len(commands) >= 2 and len(commands) >= 0.5 * len(chosen):
        wide = [i for i in chosen if advisory(blocks[i].text)]
        between = [i for i in chosen if commands[0] <= i <= commands[-1]]
        chosen = between if len(between) <= len(wide) + 1 else wide
    elif not title or title[1] != "advice":
        chosen = commands
    if not chosen:
        return []
    spans = _spans(context, chosen, frozenset(found) | higher)
    if len(spans) > 1:
        spans = _end_last(context, spans)
    spans = [span for span in spans if len(span) > 1]
    items = tuple(Item(span, blocks[span[0]].text) for span in spans)
    return [Group(Kind.HEADING, items, _lead_in(context, first), len(items))] if items else []


def _best_run(blocks: tuple[Block, ...], chosen: list[int], wanted: int) -> list[int]:
    """Of more headings than the title promises, the neighbours that are phrased most like advice."""
    runs = [chosen[k : k + wanted] for k in range(len(chosen) - wanted + 1)]
    return max(runs, key=lambda run: (sum(advisory(blocks[i].text) + imperative(blocks[i].text) for i in run), -run[0]))


def _labelled(context: Context, defined: frozenset[int]) -> list[Group]:
    """Paragraphs that each begin with a label of their own: "Trust. ...", "Talk early: ...", bold words.

    Each may go on for some paragraphs, but then only bold or commanding labels count as such.
    """
    labels = {i: label for i in context.kept[1:] if i not in defined and (label := _label(context.blocks[i]))}
    strong = {i: label for i, label in labels.items() if context.blocks[i].lead or imperative(label)}
    announced = [group for group in _label_runs(context, labels, 5) if (_lead_promise(group.lead_in) or (0, ""))[0] == len(group.items)]
    return _label_runs(context, labels, 1) + _label_runs(context, strong, 5) + announced


def _label_runs(context: Context, labels: dict[int, str], reach: int) -> list[Group]:
    """Runs of at least three labelled paragraphs that lie at most `reach` paragraphs apart."""
    groups: list[Group] = []
    run: list[int] = []
    place = {index: n for n, index in enumerate(context.kept)}
    for index in (*labels, -1):
        if run and (index < 0 or place[index] - place[run[-1]] > reach):
            if len(run) >= 3 and len({labels[i] for i in run}) == len(run):
                spans = [(i,) for i in run] if reach == 1 else _end_last(context, _spans(context, run))
                kind = Kind.LABEL if context.blocks[run[0]].shape is Shape.TEXT else Kind.BULLET
                items = tuple(Item(span, labels[i]) for i, span in zip(run, spans, strict=True))
                groups.append(Group(kind, items, _lead_in(context, run[0]), len(run)))
            run = []
        run.append(index)
    return groups


def _label(block: Block) -> str:
    if block.shape not in {Shape.TEXT, Shape.ITEM} or block.words < 8 or _dialogue(block.text):
        return ""
    if block.lead and len(block.lead.split()) <= 12:
        return block.lead.rstrip(":.–- ")
    match = _LABEL.match(block.text[:200])
    if not match or block.shape is Shape.ITEM:
        return ""
    label, separator = match.groups()
    words = len(label.split())
    most = 7 if separator in ".!" else 9
    if words > most or (separator == "." and not (imperative(label + ".") or words <= 3)):
        return ""
    return label


def _dialogue(text: str) -> bool:
    return bool(re.match(r"^(?:\[?\(?\d{1,2}:\d{2}|Q\s?\d?[:.]|A\s?\d?[:.]\s)", text))


def _bulleted(context: Context) -> list[Group]:
    """Runs of bullets, with lines that belong to a bullet; a list in the middle of a text is one run."""
    blocks = context.blocks
    groups: list[Group] = []
    run: list[int] = []
    for index in (*context.kept[1:], -1):
        block = blocks[index] if index >= 0 else None
        is_item = block is not None and block.shape is Shape.ITEM and not block.mark[:1].isdigit()
        if is_item and (not run or blocks[run[-1]].mark == blocks[index].mark):
            run.append(index)
            continue
        if len(run) >= 2:
            groups += _bullets(context, run)
        run = [index] if is_item else []
    return groups


def _bullets(context: Context, run: list[int]) -> list[Group]:
    blocks = context.blocks
    top = min(blocks[i].level for i in run)
    starts = [i for i in run if blocks[i].level == top]
    spans = [tuple(i for i in run if start <= i < end) for start, end in zip(starts, [*starts[1:], run[-1] + 1], strict=True)]
    lead_in = _lead_in(context, run[0])
    first_told = next((i for i in context.kept[1:] if is_prose(blocks[i]) and blocks[i].shape is Shape.TEXT), run[0] + 1)
    if len(spans) < 2 or (_RECAP.search(lead_in[-120:]) and run[0] < first_told):
        return []
    items = tuple(Item(span, blocks[span[0]].text) for span in spans)
    return [Group(Kind.BULLET, items, lead_in, len(items))]


def _is_contents(context: Context, group: Group) -> bool:
    """A table of contents: most items come back further down, as headings over what they announce."""
    last = group.items[-1].blocks[-1]
    later = [_letters(context.blocks[i].text)[-80:] for i in context.kept if i > last and context.blocks[i].words <= 20]
    heads = [head for item in group.items if len(head := _letters(item.head)[-60:]) > 5]
    return sum(any(text.endswith(head) for text in later) for head in heads) >= 0.5 * len(group.items)


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.lower())


def _repeats(context: Context, group: Group, passages: list[Passage]) -> bool:
    """A recap: most items say in few words what accepted passages say at length."""
    said = _content(" ".join(context.text(p.blocks) for p in passages))
    if group.kind is not Kind.BULLET:
        return False
    again = 0
    for item in group.items:
        words = _content(context.text(item.blocks))
        again += len(words & said) >= 0.7 * max(len(words), 1)
    return again >= 0.6 * len(group.items)


def _count_warning(title: str, passages: list[Passage], chains: tuple[Chain, ...]) -> tuple[str, ...]:
    promised = promise(title)
    warnings = []
    structured = len(passages)
    if promised and promised[1] == "advice" and promised[0] > 1 and promised[0] != structured:
        warnings.append(f"the title promises {promised[0]}, {structured} found")
    blocks = {i for passage in passages for i in passage.blocks}
    for chain in chains:
        if chain.missing and chain.marks[0].block in blocks:
            missing = ", ".join(str(value) for value in chain.missing)
            warnings.append(f"the series leaves out number {missing}")
    return tuple(warnings)


# --- prose --------------------------------------------------------------------------------------------------------


def _prose(context: Context, taken: set[int], *, structured: bool) -> list[Passage]:
    """Paragraphs that say clearly what somebody should do. Beside structured advice the bar is higher."""
    bar = 3.0 if structured else 2.0
    found = []
    for index in context.kept[1:]:
        block = context.blocks[index]
        if index in taken or not is_prose(block) or block.words < 15 or block.shape is Shape.QUOTE:
            continue
        if structured and (_CLOSING.match(block.text) or block.shape is Shape.ITEM):
            continue
        score = cues(block.text)
        # Long paragraphs collect cues by their mere length.
        density = score / max(1.0, block.words / 90)
        if density >= bar:
            found.append((density, index))
    best = sorted(sorted(found, reverse=True)[:5], key=lambda entry: entry[1])
    return [
        Passage((i,), _advising_sentence(context.blocks[i].text), Kind.PARAGRAPH, round(min(0.5, 0.2 + 0.05 * d), 2))
        for d, i in best
    ]


def _advising_sentence(text: str) -> str:
    return max(sentences(text), key=cues)
