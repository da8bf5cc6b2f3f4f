"""Write a made-up playbook for measurements: as many plays as asked for, in words that nobody has seen.

    python scripts/make_corpus.py N DIR

DIR becomes a folder that builds: `content/` and `mkdocs.yml`. The vocabulary and the settings are those of
this repository; everything else comes from a word generator. Play number i depends on i alone, so a larger
corpus holds the smaller one, and two runs give the same bytes.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, chain, product, repeat
from pathlib import Path
from random import Random
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
COMMON = "the of to and a in is it that for on with as you we this be they at by from or not have".split()
WORDS = 6_000
PLAYS_PER_SOURCE = 40
PASSAGES = 8
FIRST_REVIEW = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Source:
    """A made-up article: its name in a citation and where its passages of three lines begin."""

    id: str
    name: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """What later plays need to know to refer to this one. `stages` are numbers from 0."""

    id: str
    title: str
    stages: tuple[int, ...]


class Writer:
    """Writes text from one source of chance. Words are about as uneven as in real text."""

    def __init__(self, random: Random, words: Sequence[str], own: int = 0) -> None:
        """`own` words are the subject of the text: rare elsewhere, frequent in it."""
        self.random = random
        self.words = words
        self.weights = list(accumulate(1 / (20 + rank) for rank in range(len(words))))
        self.own = random.sample(words[200:], own)

    def word(self) -> str:
        chance = self.random.random()
        if chance < 0.42:
            return self.random.choice(COMMON)
        if chance < 0.50 and self.own:
            return self.random.choice(self.own)
        return self.random.choices(self.words, cum_weights=self.weights)[0]

    def phrase(self, length: int) -> str:
        return " ".join(self.word() for _ in range(length))

    def sentence(self, length: int) -> str:
        return self.phrase(length).capitalize() + "."

    def text(self, length: int) -> str:
        """Sentences of `length` words together."""
        sentences = []
        while length > 0:
            size = min(length, self.random.randint(7, 18))
            sentences.append(self.sentence(size))
            length -= size
        return " ".join(sentences)

    def pick(self, terms: Sequence[Any], most: int) -> list[Any]:
        """Between one and `most` of the terms, in the order given."""
        chosen = self.random.sample(range(len(terms)), self.random.randint(1, most))
        return [terms[index] for index in sorted(chosen)]


def vocabulary() -> list[str]:
    """Words of two or three syllables, the same in every run."""
    syllables = [first + vowel for first, vowel in product("bdfghklmnprstvz", "aeiou")]
    endings = ["n", "r", "st", "l", "th", ""]
    random = Random("words")
    words: dict[str, None] = {}
    while len(words) < WORDS:
        word = "".join(random.choices(syllables, k=random.choice((2, 2, 3)))) + random.choice(endings)
        words.setdefault(word)
    return list(words)


def sources(count: int, words: Sequence[str], folder: Path) -> list[Source]:
    """Write `count` source records."""
    made = []
    for number in range(count):
        writer = Writer(Random(f"source {number}"), words)
        name = writer.random.choice(words).capitalize()
        source = Source(f"source-{number}", name, tuple(5 * passage + 1 for passage in range(PASSAGES)))
        head = {
            "title": f"{writer.phrase(7).capitalize()} {number}",
            "authors": [f"{writer.random.choice(words).capitalize()} {name}"],
            "publisher": writer.random.choice(words).capitalize(),
            "published": FIRST_REVIEW - timedelta(days=number),
            "passages": [{"lines": f"{line}-{line + 2}", "says": writer.sentence(12)} for line in source.lines],
        }
        write(folder / f"{source.id}.md", head, writer.text(60))
        made.append(source)
    return made


def write(path: Path, head: dict[str, Any], body: str) -> None:
    front = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=1_000)
    path.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8", newline="\n")


def play(
    number: int,
    words: Sequence[str],
    facets: dict[str, Any],
    sections: Sequence[dict[str, Any]],
    known: Sequence[Source],
    earlier: Sequence[Play],
) -> tuple[Play, dict[str, Any], str]:
    """One play: what others may say of it, its front matter, its body."""
    writer = Writer(Random(f"play {number}"), words, own=8)
    title = " ".join([*writer.own[:2], writer.word(), writer.own[2], str(number)]).capitalize()
    stages = writer.pick(range(len(facets["stages"]["terms"])), 2)
    made = Play(title.lower().replace(" ", "-"), title, tuple(stages))
    lead, support = (writer.pick(facets["roles"]["terms"][half::2], 2) for half in (0, 1))
    near = writer.random.sample(earlier, min(len(earlier), 6))
    requires = [other for other in near if other.stages[0] <= stages[0]][: writer.random.choice((0, 0, 1, 2))]
    related = [other for other in near if other not in requires][:3]
    cited = writer.random.choice(known)
    line = writer.random.choice(cited.lines)
    head: dict[str, Any] = {
        "title": title,
        "summary": writer.sentence(18)[:190],
        "roles": {"lead": ids(lead), "support": ids(support)},
    }
    for id, facet in facets.items():
        if id != "roles":
            terms = facet["terms"]
            chosen = [terms[stage] for stage in stages] if id == "stages" else writer.pick(terms, facet.get("most", 2))
            head[id] = ids(chosen)
    head |= {
        "requires": [other.id for other in requires],
        "related": [other.id for other in related],
        "evidence": writer.random.choice(("stated", "example", "inferred")),
        "sources": [{"id": cited.id, "where": f"lines {line}-{line + 2}"}],
        "effort": writer.random.choice("SML"),
        "time": {"min": 30, "max": 30 * writer.random.randint(1, 8)},
        "aliases": [f"{writer.word()} {own}" for own in writer.own[:3]],
        "owner": "editors",
        "reviewed": FIRST_REVIEW + timedelta(days=number % 180),
        "review_every": 12,
    }
    citation = f"([{cited.name}, lines {line}-{line + 2}](../sources/{cited.id}.md#lines-{line}-{line + 2}))"
    other = related[0] if related else None
    instead = f"[{other.title}]({other.id}.md)" if other else "nothing"
    body = text_of(sections, writer, [*lead, *support], citation, instead)
    return made, {key: value for key, value in head.items() if value != []}, body


def ids(terms: Iterable[dict[str, Any]]) -> list[str]:
    return [term["id"] for term in terms]


def text_of(
    sections: Sequence[dict[str, Any]], writer: Writer, roles: Sequence[dict[str, Any]], citation: str, instead: str
) -> str:
    """The body of a play: each section as long as it is in content/plays/talk-sooner.md, and as its prompt wants it."""
    text = writer.text
    steps = [f"{n}. **{text(5)}** {text(19)} Result: {writer.phrase(7)}." for n in range(1, 6)]
    parts = [f"- **{role['name']}:** {text(19)}" for role in roles]
    message = [f"> **Subject: {writer.phrase(6)}**", ">", f"> {text(38)}", ">", f"> {text(25)}"]
    known = {"steps": "\n".join(steps), "parts": "\n".join(parts), "words": "\n".join(message)}
    lengths = chain((20,), repeat(15))
    written = []
    for section in sections:
        kind, prompt = section.get("kind", "text"), section.get("prompt", "")
        if kind in known:
            content = known[kind]
        elif kind == "case":
            content = f"{text(33)[:-1]} {citation}."
        elif "{citation}" in prompt:
            content = f"{text(42)} {text(14)[:-1]} {citation}."
        elif prompt.startswith("- "):
            length = next(lengths)
            content = "\n".join(f"- {text(length)}" for _ in range(3))
        else:
            content = f"{text(30)} Then {instead} serves you better. {text(10)}"
        written.append(f"## {section['heading']}\n\n{content}")
    return "\n\n".join(written)


def make(count: int, target: Path) -> None:
    """Write a playbook of `count` plays into `target`; what its content folder held is gone afterwards."""
    content = target / "content"
    shutil.rmtree(content, ignore_errors=True)
    for folder in ("plays", "sources"):
        (content / folder).mkdir(parents=True)
    shutil.copyfile(ROOT / "content/playbook.yml", content / "playbook.yml")
    shutil.copyfile(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    playbook = yaml.safe_load((content / "playbook.yml").read_text(encoding="utf-8"))
    facets = {facet["id"]: facet for facet in playbook["facets"]}
    words = vocabulary()
    home = Writer(Random("home"), words)
    write(content / "index.md", {"summary": home.sentence(16)}, f"## {home.phrase(4)}\n\n{home.text(120)}")
    known = sources(3 + count // PLAYS_PER_SOURCE, words, content / "sources")
    made: list[Play] = []
    for number in range(count):
        written, head, body = play(
            number, words, facets, playbook["anatomy"], known[: 3 + number // PLAYS_PER_SOURCE], made
        )
        write(content / "plays" / f"{written.id}.md", head, body)
        made.append(written)


def main(arguments: Sequence[str]) -> int:
    if len(arguments) != 2 or not arguments[0].isdigit():
        print("usage: make_corpus.py N DIR, where N is the number of plays", file=sys.stderr)
        return 2
    make(int(arguments[0]), Path(arguments[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
