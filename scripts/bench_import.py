#!/usr/bin/env python3
"""Prints what importing a file of each form costs: processor time of all processes, and memory at the peak of each.

usage: bench_import.py [MEGABYTES ...]   (1 and 32)

The files are made up, of that size on disk: documents that are archives hold far more text than pages of it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]

from tests.importer import documents  # noqa: E402  # found where the line above says

# Reads a file as the command does, up to what would be written, and says what came of it and what it cost.
_READER = """
import json, resource, sys
from pathlib import Path
from playbook.importer.parsing import parse
from playbook.importer.source.reading import read
from playbook.importer.source.values import Unimportable
from tests.importer.scoring import vocabulary
raw = Path(sys.argv[1]).read_bytes()
try:
    said = f"{len(parse(read(raw, 'file'), vocabulary()).plays)} plays"
except Unimportable as refused:
    said = f"refused: {refused}"
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(json.dumps([sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used) / 1000, said]))
"""
_WORDS = (
    "the calendar team launch budget customer weekly meeting server campaign plan before after marketing data of and "
    "to in with for every month list owner price answer"
).split()


def _parts(size: int) -> list[str]:
    """Headings and paragraphs of some hundred letters each, as a handbook has them, of that many bytes together."""
    chance, length = Random(7), 0
    found: list[str] = []
    while length < size:
        words = " ".join(chance.choice(_WORDS) for _ in range(60))
        found += [f"Agree on the {chance.choice(_WORDS)} {len(found)}", f"You should write down {words}."]
        length += len(found[-1]) + len(found[-2]) + 2
    return found


def _text(size: int) -> bytes:
    return "\n\n".join(_parts(size)).encode()[:size]


def _markdown(size: int) -> bytes:
    return "\n\n".join(f"## {part}" if n % 2 == 0 else part for n, part in enumerate(_parts(size))).encode()[:size]


def _page(size: int) -> bytes:
    body = "".join(f"<h2>{part}</h2>" if n % 2 == 0 else f"<p>{part}</p>\n" for n, part in enumerate(_parts(size)))
    return f"<html><body><article><h1>A handbook</h1>{body}".encode()[:size]


def _mail(size: int) -> bytes:
    head = b"From: Jo Blunt <jo@example.org>\nSubject: A handbook\nMIME-Version: 1.0\nContent-Type: "
    return head + b"text/plain; charset=utf-8\n\n" + _text(size)[: size - 200]


def _saved(size: int) -> bytes:
    top = b"From: <Saved>\nSubject: A handbook\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    part = b"Content-Type: text/html; charset=utf-8\nContent-Location: https://example.org/\n\n"
    return top + part + _page(size - 400) + b"\n--b--\n"


def _rich(size: int) -> bytes:
    return b"{\\rtf1\\ansi " + "\\par ".join(_parts(size)).encode()[: size - 20] + b"\\par}"


def _filled(make: Callable[[list[str]], bytes], size: int) -> bytes:
    """A document whose file has about that size: archives pack what they hold."""
    probe = make(_parts(100_000))
    text = _parts(max(100_000, int(100_000 * size / len(probe))))
    return make(text)


def _word(size: int) -> bytes:
    return _filled(lambda parts: documents.word(*(f"# {p}" if n % 2 == 0 else p for n, p in enumerate(parts))), size)


def _odt(size: int) -> bytes:
    return _filled(lambda parts: documents.opendocument("".join(f"<text:p>{part}</text:p>" for part in parts)), size)


def _pdf(size: int) -> bytes:
    def made(parts: list[str]) -> bytes:
        lines = [line for part in parts for line in (part[i : i + 90] for i in range(0, len(part), 90))]
        pages = [lines[i : i + 50] for i in range(0, len(lines), 50)]
        return documents.pdf(*(documents.column(50, 780, 10, *page) for page in pages))

    return _filled(made, size)


_FORMS: dict[str, Callable[[int], bytes]] = {
    "plain text": _text,
    "Markdown": _markdown,
    "HTML": _page,
    "mail": _mail,
    "saved page": _saved,
    "rich text": _rich,
    "Word": _word,
    "OpenDocument": _odt,
    "PDF": _pdf,
}


def main(arguments: list[str]) -> int:
    print(f"{'form':16}{'MB':>5}{'CPU s':>8}{'peak MB':>9}  what came of it")
    for megabytes in map(int, arguments or ["1", "32"]):
        for form, make in _FORMS.items():
            raw = make(megabytes * 1_000_000)
            seconds, memory, said = _cost(raw)
            print(f"{form:16}{len(raw) / 1e6:>5.1f}{seconds:>8.1f}{memory:>9.0f}  {said}", flush=True)
    return 0


def _cost(raw: bytes) -> tuple[float, float, str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file"
        file.write_bytes(raw)
        paths = os.pathsep.join((str(ROOT / "plugins"), str(ROOT)))
        done = subprocess.run(
            [sys.executable, "-c", _READER, file],
            env={**os.environ, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        return 0.0, 0.0, f"ended by {done.returncode}: {done.stderr.strip().splitlines()[-1:]}"
    seconds, memory, said = json.loads(done.stdout)
    return seconds, memory, said


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
