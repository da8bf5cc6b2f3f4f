"""Scores imports against labels: segments, metadata, leaked boilerplate, terms, stages."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from playbook.importer.parsing import parse
from playbook.importer.source.reading import read
from playbook.importer.source.values import Original
from playbook.importer.values import Imported, ImportedPlay
from playbook.model import Facet, Term
from tests.importer.marking import Advice, Labelled

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "articles"
_SAME = 0.5


def facets(path: Path) -> tuple[Facet, ...]:
    """The facets of a playbook.yml, without the checks of a full load."""
    data = yaml.safe_load(path.read_text("utf-8"))
    return tuple(
        Facet(
            f["id"],
            f["name"],
            f["singular"],
            f["singular"].lower(),
            tuple(
                Term(t["id"], t["name"], n, t["definition"], tuple(t.get("aliases", ())))
                for n, t in enumerate(f["terms"], 1)
            ),
            bool(f.get("ordered")),
            bool(f.get("required")),
            f.get("most", 0),
            split=f["id"] == "roles",
        )
        for f in data["facets"]
    )


def vocabulary() -> tuple[Facet, ...]:
    return facets(Path(__file__).parent / "vocabulary" / "playbook.yml")


def articles() -> list[Labelled]:
    """The five source articles with their labels; empty where they are not at hand."""
    return [_article(path) for path in sorted((ARTICLES / "gold").glob("*.txt.json"))]


def _article(path: Path) -> Labelled:
    gold = json.loads(path.read_text("utf-8"))
    raw = (ARTICLES / gold["file"]).read_bytes()
    lines = tuple(raw.decode("utf-8").split("\n"))
    return Labelled(
        name=gold["file"],
        raw=raw,
        lines=lines,
        title=gold["title"],
        publisher=gold.get("publisher") or "",
        publishers_ok=tuple(gold.get("publisher_ok", ())),
        article=frozenset(n for a, b in gold["main_text_line_ranges"] for n in range(a, b + 1)),
        authors=tuple(gold["authors"]),
        published=gold["date"] or "",
        advice=tuple(
            Advice(
                first=a["line_range"][0],
                last=a["line_range"][1],
                roles=frozenset(a["roles"] or ()),
                roles_ok=frozenset(a.get("roles_ok", ())),
                topics=frozenset(a["topics"]),
                topics_ok=frozenset(a.get("topics_ok", ())),
                stages=frozenset(a["stages"]),
                stages_ok=frozenset(a.get("stages_ok", ())),
                optional=bool(a.get("optional")),
                kind={"paragraph": "prose"}.get(a["kind"], a["kind"]),
                others=tuple((x, y) for x, y in a.get("alt_ranges", ())),
            )
            for a in gold["advice"]
        ),
        stages=tuple((s["stage"], *s["line_range"]) for s in gold["stages_defined"]),
        chrome=frozenset(
            n for a, b in gold["boilerplate_line_ranges"] for n in range(a, b + 1) if lines[n - 1].strip()
        ),
        titles_ok=tuple(gold["title_ok"]),
        authors_ok=tuple(gold["authors_ok"]),
        dates_ok=tuple(gold["date_ok"]),
        exact_stages=False,
    )


@dataclass
class Tally:
    """Sums over texts, and what went wrong in words."""

    found: int = 0
    wrong: int = 0
    missed: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    kinds_found: Counter[str] = field(default_factory=Counter)
    texts: int = 0
    titles: int = 0
    dates: int = 0
    authors: int = 0
    wrong_authors: int = 0
    stages: int = 0
    chrome_words: int = 0
    leaked_words: int = 0
    article_words: int = 0
    lost_words: int = 0
    publishers: int = 0
    quiet: int = 0
    without_advice: int = 0
    drafts: int = 0
    worth_keeping: int = 0
    terms: Counter[str] = field(default_factory=Counter)
    most_from_nothing: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.found / max(self.found + self.wrong, 1)

    @property
    def recall(self) -> float:
        return self.found / max(self.found + self.missed, 1)

    @property
    def f1(self) -> float:
        return 2 * self.found / max(2 * self.found + self.wrong + self.missed, 1)

    @property
    def leaked(self) -> float:
        return self.leaked_words / max(self.chrome_words, 1)

    @property
    def lost(self) -> float:
        """The share of an article's words that were left out with what stands around it."""
        return self.lost_words / max(self.article_words, 1)

    def recall_of(self, *kinds: str) -> float:
        return sum(self.kinds_found[k] for k in kinds) / max(sum(self.kinds[k] for k in kinds), 1)

    @property
    def pieces(self) -> int:
        return self.terms["stages right"] + self.terms["stages wrong"]

    def terms_f1(self, facet: str) -> float:
        hit, wrong, missed = (self.terms[f"{facet} {k}"] for k in ("hit", "wrong", "missed"))
        return 2 * hit / max(2 * hit + wrong + missed, 1)


def score(
    texts: Iterable[Labelled], known: tuple[Facet, ...], originals: Mapping[str, Original] | None = None
) -> Tally:
    """The tally of texts, which may have been read before."""
    tally = Tally()
    for text in texts:
        original = originals[text.name] if originals else read(text.raw, text.name + text.suffix)
        add(tally, text, parse(original, known))
    return tally


def together(tallies: Iterable[Tally]) -> Tally:
    """The segments of several tallies in one."""
    whole = Tally()
    for tally in tallies:
        whole.found += tally.found
        whole.wrong += tally.wrong
        whole.missed += tally.missed
    return whole


def add(tally: Tally, text: Labelled, imported: Imported) -> None:
    tally.texts += 1
    _segments(tally, text, imported)
    _metadata(tally, text, imported)
    quoted = _bare("\n".join(play.text for play in imported.plays))
    told = _bare(" ".join(text.lines[n - 1] for n in text.article))
    for number in text.chrome:
        line = _bare(text.lines[number - 1])
        tally.chrome_words += len(line.split())
        if len(line.split()) > 3 and line in quoted and line not in told:
            tally.leaked_words += len(line.split())
            tally.notes.append(f"{text.name}: leaked line {number}: {line[:60]}")
    _losses(tally, text, imported)
    defined = {s.stage: s for s in imported.stages_defined}
    right = defined.keys() == {stage for stage, _, _ in text.stages} and all(
        defined[stage].start_line <= last and first <= defined[stage].end_line for stage, first, last in text.stages
    )
    tally.stages += right
    if not right:
        tally.notes.append(f"{text.name}: stages {sorted(defined)}")


def _losses(tally: Tally, text: Labelled, imported: Imported) -> None:
    """Words of the article that were dropped, where they stand nowhere else in the file."""
    own = _letters(html.unescape(_bare(" ".join(text.lines[n - 1] for n in sorted(text.article)))))
    others = [n for n in range(1, len(text.lines) + 1) if n not in text.article]
    around = _letters(html.unescape(_bare(" ".join(text.lines[n - 1] for n in others))))
    tally.article_words += len(" ".join(_bare(text.lines[n - 1]) for n in text.article).split())
    for dropped in imported.dropped:
        for said in dropped.texts:
            letters = _letters(said)
            if len(letters) > 3 and letters in own and letters not in around:
                tally.lost_words += len(said.split())
                tally.notes.append(f"{text.name}: lost ({dropped.reason}): {said[:70]}")


def _bare(text: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", text).split())


def _segments(tally: Tally, text: Labelled, imported: Imported) -> None:
    pairs = sorted(
        (
            (_overlap(text, piece, play), a, p)
            for a, piece in enumerate(text.advice)
            for p, play in enumerate(imported.plays)
        ),
        key=lambda pair: -pair[0],
    )
    matched: dict[int, int] = {}
    for overlap, a, p in pairs:
        if overlap >= _SAME and a not in matched and p not in matched.values():
            matched[a] = p
    for a, piece in enumerate(text.advice):
        if piece.optional:
            continue
        tally.kinds[piece.kind] += 1
        if a in matched:
            tally.found += 1
            tally.kinds_found[piece.kind] += 1
            _terms(tally, text, piece, imported.plays[matched[a]])
        else:
            tally.missed += 1
            tally.notes.append(f"{text.name}: missed {piece.first}-{piece.last}: {text.lines[piece.first - 1][:60]}")
    wrong = 0
    for p, play in enumerate(imported.plays):
        if p in matched.values() or any(piece.optional and _inside(text, piece, play) for piece in text.advice):
            continue
        wrong += 1
        tally.notes.append(f"{text.name}: wrong {play.start_line}-{play.end_line} {play.kind}: {play.title[:60]}")
    tally.wrong += wrong
    keeps = {p for a, p in matched.items() if text.advice[a].keep}
    tally.drafts += len(imported.plays)
    tally.worth_keeping += len(keeps)
    if not text.advice:
        tally.without_advice += 1
        tally.quiet += not imported.plays
        tally.most_from_nothing = max(tally.most_from_nothing, len(imported.plays))


def _said(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", html.unescape(_bare(text)).lower()))


def _of_piece(text: Labelled, piece: Advice) -> list[str]:
    """The words of a labelled piece; those of other ranges that are as good come after them."""
    ranges = [] if piece.text else [(piece.first, piece.last)]
    told = [
        "\n".join(text.lines[n - 1] for n in range(first, last + 1) if n not in text.chrome)
        for first, last in (*ranges, *piece.others)
    ]
    return [piece.text, *told] if piece.text else told


def _overlap(text: Labelled, piece: Advice, play: ImportedPlay) -> float:
    """How much of the words of both is in both, 0 to 1."""
    own = _said(play.text)
    return max((one & own).total() / max((one | own).total(), 1) for one in map(_said, _of_piece(text, piece)))


def _inside(text: Labelled, piece: Advice, play: ImportedPlay) -> bool:
    own = _said(play.text)
    return (own & _said(_of_piece(text, piece)[0])).total() >= 0.5 * max(own.total(), 1)


def _terms(tally: Tally, text: Labelled, piece: Advice, play: ImportedPlay) -> None:
    for facet, sure, maybe in (("roles", piece.roles, piece.roles_ok), ("topics", piece.topics, piece.topics_ok)):
        given = {found.term for found in play.terms.get(facet, ())}
        tally.terms[f"{facet} hit"] += len(given & sure)
        tally.terms[f"{facet} wrong"] += len(given - sure - maybe)
        tally.terms[f"{facet} missed"] += len(sure - given)
        if given - sure - maybe or sure - given:
            tally.notes.append(
                f"{text.name}: {facet} of {piece.first}: "
                f"wrong {sorted(given - sure - maybe)} missed {sorted(sure - given)}"
            )
    given = {found.term for found in play.terms.get("stages", ())}
    right = given == piece.stages if text.exact_stages else given <= piece.stages | piece.stages_ok
    tally.terms["stages right" if right else "stages wrong"] += 1
    if not right:
        tally.notes.append(f"{text.name}: named stages of {piece.first}: {sorted(given)}")


def _metadata(tally: Tally, text: Labelled, imported: Imported) -> None:
    source = imported.source
    title = _letters(source.title) in {_letters(t) for t in (text.title, *text.titles_ok)}
    published = source.published.isoformat() if source.published else ""
    day = published in {text.published, *text.dates_ok}
    authors = set(source.authors) == set(text.authors) or (text.any_author and not source.authors)
    publisher = _letters(source.publisher) in {_letters(str(p or "")) for p in (text.publisher, *text.publishers_ok)}
    tally.publishers += publisher
    tally.titles += title
    tally.dates += day
    tally.authors += authors
    tally.wrong_authors += bool(set(source.authors) - set(text.authors) - set(text.authors_ok))
    if not title:
        tally.notes.append(f"{text.name}: title {source.title!r}")
    if not publisher:
        tally.notes.append(f"{text.name}: publisher {source.publisher!r} instead of {text.publisher!r}")
    if not day:
        tally.notes.append(f"{text.name}: date {published!r} instead of {text.published!r}")
    if not authors:
        tally.notes.append(f"{text.name}: authors {source.authors}")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def table(tallies: dict[str, Tally]) -> str:
    """The figures of tallies, one a line, a column for each."""
    rows: list[tuple[str, Callable[[Tally], float]]] = [
        ("texts", lambda t: t.texts),
        ("segment precision", lambda t: t.precision),
        ("segment recall", lambda t: t.recall),
        ("segment F1", lambda t: t.f1),
        ("words of articles lost", lambda t: t.lost),
        ("words around articles leaked", lambda t: t.leaked),
        ("no play from texts without advice", lambda t: t.quiet / max(t.without_advice, 1)),
        ("titles right", lambda t: t.titles / t.texts),
        ("authors right", lambda t: t.authors / t.texts),
        ("authors wrong", lambda t: t.wrong_authors / t.texts),
        ("publishers right", lambda t: t.publishers / t.texts),
        ("dates right", lambda t: t.dates / t.texts),
        ("roles F1", lambda t: t.terms_f1("roles")),
        ("topics F1", lambda t: t.terms_f1("topics")),
        ("stages right where a piece is found", lambda t: t.terms["stages right"] / max(t.pieces, 1)),
        ("stages defined right", lambda t: t.stages / t.texts),
        ("drafts worth going on with", lambda t: t.worth_keeping / max(t.drafts, 1)),
    ]
    head = f"{'':36}" + "".join(f"{name:>14}" for name in tallies)
    lines = [
        f"{name:36}" + "".join(f"{value(t):>14.3f}" if name != "texts" else f"{t.texts:>14}" for t in tallies.values())
        for name, value in rows
    ]
    return "\n".join([head, *lines])
