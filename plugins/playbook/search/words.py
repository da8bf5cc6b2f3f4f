"""From text to words by lunr's pipeline, and by the very rules that `assets/search/text.mjs` follows for a query."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from lunr.pipeline import Pipeline
from lunr.stemmer import stemmer
from lunr.stop_word_filter import generate_stop_word_filter
from lunr.token import Token
from lunr.trimmer import trimmer

from playbook.letters import UNSPACED

_PICTURES = "\u2600-\u27bf\U0001f000-\U0001faff"
_WORD = re.compile(rf"[^\W_]+(?:['-][^\W_]+)*|[{_PICTURES}]")
_PICTURE = re.compile(rf"((?!\w)[{_PICTURES}])")
# Accents, and what Hebrew and Arabic set above and below their letters: most people type none of it.
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
# What Arabic writes in one with a word: "the", also behind "and", "in", "like" and "for".
_ARTICLE = re.compile(r"(?<![^\W_])[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=[^\W\d_]{3})")
_ARABIC = re.compile("[\u0621-\u064a]")
_ALIKE = (
    ("\u2019", "'"),
    ("\u02bc", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u03c2", "\u03c3"),
    ("\u00df", "ss"),
    ("\u00e6", "ae"),
    ("\u0153", "oe"),
    # Letters of Arabic and Persian that many write for one another, and their digits.
    ("\u0671", "\u0627"),
    ("\u0649", "\u064a"),
    ("\u06cc", "\u064a"),
    ("\u06a9", "\u0643"),
    ("\u0629", "\u0647"),
    *((chr(first + digit), str(digit)) for first in (0x660, 0x6F0) for digit in range(10)),
)
_STRAIGHT = str.maketrans(dict(_ALIKE))
# What French and Italian leave of a small word before a vowel.
_ELIDED = re.compile(r"^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu|un|gl|d?all|dell|nell|sull|quest|quell)'(?=.)")
# Those of ASCII that part words, as the trimmer of lunr takes them.
_SIGNS = "".join(sign for sign in map(chr, range(0x80)) if not sign.isalnum() and sign != "_")
# In scripts that put no spaces between words these are pairs of signs.
_SIGN = re.compile(f"[{UNSPACED}]")
_RUNS = re.compile(rf"[{UNSPACED}]+|[^{UNSPACED}]+")

Stage = Callable[..., object]  # of lunr's pipeline: from a token to a token, several, or None


@dataclass(frozen=True, slots=True)
class Language:
    """Its code, its stop words, what its words end in, pairs of endings that are spelt in two ways ("ise|ize"),
    what stands between the parts of a compound, and lunr's pipelines: from what lies between two spaces to words, and
    from a word to its stem.

    A word that is left out of a search where it holds a sentence together may be a name in capitals, see `names`.
    """

    code: str
    stop: frozenset[str]
    inflections: tuple[str, ...]
    spellings: tuple[str, ...]
    compounds: tuple[str, ...]
    words: Pipeline
    stems: Pipeline


@cache
def language(code: str) -> Language:
    """A language by its code, as in "de" or "pt-BR". Of one that nobody knows each word is its own stem."""
    name = _name(code)
    known = tomllib.loads((files(__package__) / "languages.toml").read_text("utf-8")).get(name, {})
    stop = frozenset(map(fold, known.get("stop", "").split()))
    words, stems = Pipeline(), Pipeline()
    words.add(_folded, trimmer, _parted, generate_stop_word_filter(stop, f"playbook-{name}"))
    stems.add(_stemmer(name))
    inflections, spellings, compounds = (
        tuple(known.get(kind, "").split()) for kind in ("inflections", "spellings", "compounds")
    )
    return Language(code, stop, inflections, spellings, compounds, words, stems)


def _name(code: str) -> str:
    """The English name of a language in small letters, by which its stop words and its stemmer go."""
    if code == "en":
        return "english"
    from babel.core import Locale  # only where it is asked, since it takes its time

    return str(Locale.parse(code, sep="-").get_language_name("en")).lower().split()[0]


def _stemmer(name: str) -> Stage:
    """Lunr's own for English, for other languages one of Snowball's."""
    if name == "english":
        return cast("Stage", stemmer)
    import snowballstemmer  # only where it is asked

    stem = snowballstemmer.stemmer(name).stemWord if name in snowballstemmer.algorithms() else str

    def stemmed(token: Token, *_: object) -> Token:
        return token.update(lambda word, _: stem(word))

    Pipeline.register_function(stemmed, f"stemmer-playbook-{name}")
    return stemmed


def fold(text: str) -> str:
    """Lower case without accents and width, with straight apostrophes and plain hyphens."""
    if text.isascii():
        return text.lower()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", _straight(text)))
    # Marks of other scripts belong to their letters: they go back to them.
    folded = unicodedata.normalize("NFC", _straight(_MARKS.sub("", unicodedata.normalize("NFKD", plain.lower()))))
    return _ARTICLE.sub("", folded) if _ARABIC.search(folded) else folded


def order(word: str) -> bytes:
    """The sort key of a word: by UTF-16 unit, as JavaScript compares."""
    return word.encode("utf-16-be", "surrogatepass")


def names(aliases: Iterable[str], stop: frozenset[str]) -> frozenset[str]:
    """The stop words that are names when written in capitals: "it" where "IT" is an alias."""
    capitals = (alias for alias in aliases if alias.isupper())
    return frozenset(folded for alias in capitals if (folded := fold(alias)) in stop)


def splitter(language: Language, kept: frozenset[str] = frozenset()) -> Callable[[str], list[str]]:
    """A function that gives the words of a text in order, without stop words.

    Those in `kept` count where they are in capitals. A possessive loses its 's, an apostrophe within a word goes
    ("don't" is "dont"), and a word with hyphens counts both as its parts and joined up ("co-create" is "co",
    "create" and "cocreate").
    """
    known = _Known(language, kept, parts)
    return lambda text: " ".join(map(known.__getitem__, text.split())).split()


def namer(language: Language, kept: frozenset[str] = frozenset()) -> Callable[[str], str]:
    """A function that makes one word of the index of a whole title or alias: its words, and a space behind each.

    So it stands right behind its first word, and no other word ends in a space. Empty where only stop words stand.
    """
    known = _Known(language, kept, lambda word: parts(word)[-1:])
    return lambda text: "".join(f"{words} " for chunk in text.split() if (words := known[chunk]))


class _Known(dict[str, str]):
    """The words of what lies between spaces, worked out when they are first asked for: texts repeat themselves."""

    def __init__(self, language: Language, kept: frozenset[str], parts: Callable[[str], tuple[str, ...]]) -> None:
        super().__init__()
        self._pipeline, self._stop, self._kept = language.words, language.stop, kept
        self._asked = {"kept": kept, "parts": parts}

    def __missing__(self, chunk: str) -> str:
        word = chunk.lower().strip(_SIGNS)
        if chunk.isascii() and word.isalnum() and word not in self._kept:
            # What the pipeline makes of most, in a tenth of the time.
            found = "" if word in self._stop else word
        else:
            tokens = self._pipeline.run([Token(chunk, {**self._asked, "chunk": chunk})])
            found = " ".join(str(token).lower() for token in tokens)
        self[chunk] = found
        return found


def _folded(token: Token, *_: object) -> Token | list[Token]:
    """Pictures are words that need no space around them: lunr's trimmer would take them for signs."""
    folded = fold(str(token))
    if folded.isascii():
        return token.update(lambda *_: folded)
    return [Token(piece, token.metadata) for piece in _PICTURE.split(folded)]


def _parted(token: Token, *_: object) -> Token | list[Token]:
    """The words in what is left of a chunk. A name stays in capitals, which no stop word has."""
    text, chunk, kept = str(token), token.metadata["chunk"], token.metadata["kept"]
    if text.isalnum() and text not in kept and not _unspaced(text):
        return token
    pieces = (piece for word in _WORD.findall(text) for piece in spaced(word))
    found = [part for word in pieces for part in token.metadata["parts"](word) if part]
    return [Token(word.upper() if word in kept and _named(word, chunk) else word, token.metadata) for word in found]


Pipeline.register_function(_folded, "playbook-folded")
Pipeline.register_function(_parted, "playbook-parted")


def _named(word: str, chunk: str) -> bool:
    return re.search(rf"(?<![^\W_]){word.upper()}(?![^\W_])", chunk) is not None


def spaced(word: str) -> list[str]:
    """A word as it is, or where signs of a script without spaces stand in it, those by pairs and the rest apart."""
    if not _unspaced(word):
        return [word]
    return [piece for run in _RUNS.findall(word) for piece in (_pairs(run) if _unspaced(run) else [run.strip("'-")])]


def _unspaced(word: str) -> bool:
    return not word.isascii() and _SIGN.search(word) is not None


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def parts(word: str) -> tuple[str, ...]:
    """The words that one with apostrophes or hyphens stands for; the joined form comes last."""
    if word.isalnum():
        return (word,)
    pieces = [_ELIDED.sub("", piece).removesuffix("'s").replace("'", "") for piece in word.split("-")]
    return (pieces[0],) if len(pieces) == 1 else (*pieces, "".join(pieces))


def _straight(text: str) -> str:
    return text.translate(_STRAIGHT)
