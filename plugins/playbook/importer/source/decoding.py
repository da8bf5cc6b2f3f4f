"""Turns bytes into lines of text, says what had to be repaired, and refuses what is no text."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from playbook.importer.source.values import Unimportable

# Each line and each tag becomes a value of its own: of these a megabyte can hold many, and each takes 300 bytes.
MOST_PIECES = 1_500_000

_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
# Character sets of texts. What else Python calls a codec unpacks, escapes or takes time that grows with the square.
_CHARSETS = re.compile(
    r"ascii|iso(?:8859|2022)[\w-]*|cp\d+|mac-\w+|koi8-\w|kz1048|ptcp154|tis-620|hp-roman8|"
    r"gbk|gb2312|gb18030|hz|big5\w*|euc_\w+|shift_jis\w*|johab"
)
# What texts without a declaration are likely to be in: of hundreds of sets a short text fits too many.
_GUESSES = (
    "cp932 euc_jp gb18030 big5 cp949 koi8_r cp1251 cp866 iso8859_5 cp1250 iso8859_2 cp1253 cp1254 cp1255 cp1256 cp874 "
    "cp1252"
).split()
_GUESSED_BY = 100_000
_MOST_ACCENTS = 0.25
_IN_WORD = re.compile("[^\\W\\d_][\u00a1-\u00a9\u00ab-\u00b9\u00bb-\u00bf\u00d7\u00f7][^\\W\\d_]")
# Japanese in seven bits, as mails have it, looks like ASCII but for the sequences that shift between its sets.
_SHIFTS = re.compile(rb"\x1b\$[@B].{0,2000}?\x1b\([BJ]", re.DOTALL)
_CONTROL = re.compile("[\x01-\x06\x08\x0e-\x1f\x7f]")
# What nobody sees but programs obey.
_UNSEEN = {
    "NUL": re.compile("\x00"),
    "BEL": re.compile("\x07"),
    "control": _CONTROL,
    "bidi": re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "invisible": re.compile("[\u200b\u2060\ufeff\u00ad]"),
}
_STRAY = re.compile("[\x80-\x9f\ud800-\udfff\ufffe\uffff]")
# Bytes of UTF-8 that were read as cp1252: a lead byte (Â, Ã, â and others) and then what its followers became.
_MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|\u00e2\u20ac|\u00e2\u201e|\u00f0\u0178"
)


def decode(raw: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of a file and what was repaired in it.

    Lines end at LF, CRLF or CR and nowhere else, so that their numbers are those an editor shows.
    Raises Unimportable for what is binary or has no letter, and for far too many lines.
    What is read takes less than 1 GB.
    """
    text, encoding = text_of(raw)
    _refuse_binary(text)
    if max(text.count("\n"), text.count("\r"), text.count("<")) > MOST_PIECES:
        raise Unimportable(f"the file has more than {MOST_PIECES:,} lines or tags; copy the article out of it")
    warnings = [] if encoding in {"utf-8", "utf-8 (BOM)"} else [f"read as {encoding}"]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for name, pattern in _UNSEEN.items():
        text, count = pattern.subn("", text)
        warnings += [f"{count} {name} character{'s' if count > 1 else ''} removed"] * bool(count)
    lines = re.sub("[\x0b\x0c\u2028\u2029]", " ", text).split("\n")
    if repaired := _repair(lines):
        warnings.append(f"encoding repaired in {repaired} line{'s' if repaired > 1 else ''}")
    lines = [_STRAY.sub(_undo_c1, line) for line in lines]
    if not any(line.strip() for line in lines):
        raise Unimportable("the file is empty")
    return tuple(lines), tuple(warnings)


def text_of(raw: bytes, charset: str = "") -> tuple[str, str]:
    """Bytes as text and the name of their encoding. `charset` is what somebody said of them, true or not."""
    for bom, encoding in _BOMS.items():
        if raw.startswith(bom):
            return raw[len(bom) :].decode(encoding, "replace"), f"{encoding} (BOM)"
    if wide := _wide(raw):
        return raw.decode(wide, "replace"), wide
    if _SHIFTS.search(raw):
        with suppress(UnicodeError):
            return raw.decode("iso2022_jp"), "iso2022_jp"
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A file cut in the middle of a character is still UTF-8.
        if error.start >= len(raw) - 3 and error.start > 0:
            return raw[: error.start].decode("utf-8"), "utf-8"
    if charset := _charset(charset) or _declared(raw):
        with suppress(UnicodeError):  # A wrong declaration says nothing; the next guess follows.
            return raw.decode(charset), charset
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if sum(c > "\x7f" for c in text) > 11 * broken:
        return text, "utf-8 with broken characters"
    charset = _guessed(raw)
    return raw.decode(charset, "replace"), charset


def _charset(name: str) -> str:
    """The name of a character set in Python; empty for what it does not know, or knows as something else."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return found if _CHARSETS.fullmatch(found) else ""


def _declared(raw: bytes) -> str:
    """The character set that a text names at its top; empty where it names none that could be true."""
    found = _DECLARED.search(raw[:4096])
    if not found:
        return ""
    said = found[0].decode("ascii", "replace")
    name = _charset(found[1].decode("ascii"))
    # What it names must read what it says, unlike the sets of mainframes.
    return name if name and found[0].decode(name, "replace") == said else ""


def _guessed(raw: bytes) -> str:
    """What charset-normalizer takes a text for, unless it reads well in the usual set of western Europe.

    There letters beyond ASCII are few, and signs such as ¿ or ³ stand in no word.
    """
    high = sum(byte > 0x7F for byte in raw[:_GUESSED_BY])
    letters = sum(byte > 0x7F or chr(byte).isalpha() for byte in raw[:_GUESSED_BY])
    if high < _MOST_ACCENTS * letters and not _IN_WORD.search(raw[:_GUESSED_BY].decode("cp1252", "replace")):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_GUESSED_BY], cp_isolation=list(_GUESSES)).best()
    return best.encoding if best else "cp1252"


def _wide(raw: bytes) -> str:
    """UTF-16 without a BOM: Latin text then has a NUL in nearly every second byte."""
    sample = raw[:4000]
    if len(sample) < 8 or len(raw) % 2:
        return ""
    even, odd = (sample[start::2].count(0) / (len(sample) / 2) for start in (0, 1))
    return "utf-16-le" if odd > 0.6 and even < 0.1 else "utf-16-be" if even > 0.6 and odd < 0.1 else ""


def _refuse_binary(text: str) -> None:
    sample = text[:200_000]
    size = max(len(sample), 1)
    nul, control, broken = sample.count("\x00"), len(_CONTROL.findall(sample)), sample.count("\ufffd")
    if nul / size > 0.1 or control / size > 0.03 or broken / size > 0.1:
        raise Unimportable("the file is binary, not text")


def _undo_c1(match: re.Match[str]) -> str:
    """C1 controls are cp1252 punctuation that was read as Latin-1; lone surrogates cannot be written at all."""
    code = ord(match.group())
    if code > 0xFF:
        return "\ufffd"
    return bytes([code]).decode("cp1252", "ignore")


def _repair(lines: list[str]) -> int:
    """Undoes UTF-8 that was read as cp1252, in lines that show it, if it shows more than once; counts what it mends."""
    hits = [i for i, line in enumerate(lines) if _MOJIBAKE.search(line)]
    if sum(len(_MOJIBAKE.findall(lines[i])) for i in hits) < 2:
        return 0
    import ftfy

    repaired = 0
    for i in hits:
        better = " ".join(ftfy.fix_encoding(lines[i][:100_000]).splitlines()) + lines[i][100_000:]
        repaired += better != lines[i]
        lines[i] = better
    return repaired
