"""Small files that would become large, take long or lead elsewhere: each costs little, and nothing of it runs."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importer import documents

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
# What reads a file and then says what came of it, and what it and its children cost.
READER = """
import json, resource, sys
from pathlib import Path
from playbook.importer.source.reading import read
from playbook.importer.source.values import Unimportable
try:
    said = "\\n".join(read(Path(sys.argv[1]).read_bytes(), "bomb").lines)[:2000]
except Unimportable as refused:
    said = f"REFUSED {refused}"
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
kilobytes = used[1].ru_maxrss / (1024 if sys.platform == "darwin" else 1)
status = Path("/proc/self/status")
if status.exists():
    # getrusage would count the memory of the tests, from which this process was made.
    kilobytes = max(kilobytes, int(status.read_text().partition("VmHWM:")[2].split()[0]))
print(json.dumps([said, sum(one.ru_utime + one.ru_stime for one in used), kilobytes / 1000]))
"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
LAUGHS = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
ENTITIES = {
    "of entities": (f'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">{LAUGHS}]>', "&j;"),
    "of one long entity": (f'<!DOCTYPE a [<!ENTITY a "{"a" * 20_000}">]>', "&a;" * 20_000),
    "that reads a file": ('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "that asks another host": (
        '<!DOCTYPE a SYSTEM "http://example.org/a.dtd" [<!ENTITY % b SYSTEM "http://e.org">%b;]>',
        "",
    ),
}
MAIL = b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"


def _word(top: str, text: str) -> bytes:
    body = f'{top}<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return documents.word("", more={"word/document.xml": body})


def _odt(top: str, text: str) -> bytes:
    names = f'xmlns:office="{ODF}office:1.0" xmlns:text="{ODF}text:1.0"'
    body = f"<office:body><office:text><text:p>{text}</text:p></office:text></office:body>"
    return documents.opendocument("", more={"content.xml": f"{top}<office:x {names}>{body}</office:x>"})


def _stream(data: bytes, filters: bytes) -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(data), filters, data)


def _pdf(contents: bytes, *more: bytes) -> bytes:
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /X 7 0 R >> >> /Contents 4 0 R >>"
    )
    pages = b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>"
    return documents.joined([b"<< /Type /Catalog /Pages 2 0 R >>", pages, b"<< >>", contents, b"<< >>", page, *more])


def _flate(megabytes: int) -> bytes:
    """So many megabytes of spaces, packed, in no time: the same block again and again."""
    packer = zlib.compressobj(9)
    first, again = (packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    return first + again * (megabytes - 1) + packer.flush()


def _forms(depth: int) -> bytes:
    """Each form draws the next one four times."""
    drawn = b"/X Do " * 4
    forms = (
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >> /Length %d >>\n"
        b"stream\n%s\nendstream" % (number, len(drawn), drawn)
        for number in range(8, 8 + depth)
    )
    return _pdf(b"<< /Length 5 >>\nstream\n/X Do\nendstream", *forms)


def _nested(depth: int) -> bytes:
    parts = (b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return MAIL + b"".join(parts) + b"Content-Type: text/plain\n\nhello\n"


BOMBS: dict[str, Callable[[], bytes]] = {
    "Word: a long way unpacked": lambda: documents.word("<w:p/>" * 250_000),
    "Word: more than that": lambda: documents.word("<w:p/>" * 11_000_000),
    "Word: nested": lambda: documents.word("<w:tbl><w:tr><w:tc>" * 50_000 + "</w:tc></w:tr></w:tbl>" * 50_000),
    "OpenDocument: a long way unpacked": lambda: documents.opendocument("<text:p/>" * 4_000_000),
    "OpenDocument: nested": lambda: documents.opendocument("<text:list>" * 50_000 + "</text:list>" * 50_000),
    "PDF: a stream that unpacks to a gigabyte": lambda: _pdf(_stream(_flate(1_000), b"/FlateDecode")),
    "PDF: packed twice": lambda: _pdf(_stream(zlib.compress(_flate(1_000)), b"[/FlateDecode /FlateDecode]")),
    "PDF: forms that draw forms": lambda: _forms(25),
    "PDF: nested": lambda: _pdf(b"<< /Length 5 >>\nstream\n/X Do\nendstream", b"[" * 300_000 + b"]" * 300_000),
    "PDF: a page again and again": lambda: _pdf(b"<< >>").replace(
        b"[6 0 R] /Count 1 ", b"[%s] /Count 9999" % (b"6 0 R " * 9999)
    ),
    "RTF: nested": lambda: b"{\\rtf1 " + b"{" * 500_000,
    "RTF: numbers without an end": lambda: b"{\\rtf1 \\bin99999999999999 \\u99999999999999999999 ?\\uc99999999 }",
    "mail: nested": lambda: _nested(15_000),
    "mail: messages in messages": lambda: MAIL + b"Content-Type: message/rfc822\n\n" * 20_000 + b"\nhi",
    "mail: a head without an end": lambda: MAIL + b"To: " + b"a@b.example,\n " * 50_000 + b"\n\nhello",
    "HTML: attributes without an end": lambda: (
        b"<html><p " + b" ".join(b'a%d=">"' % n for n in range(60_000)) + b">x</p>"
    ),
}


def cost(raw: bytes, folder: Path) -> tuple[str, float, float]:
    """What came of a file, its seconds of processor time and its megabytes of memory."""
    (folder / "bomb").write_bytes(raw)
    done = subprocess.run(
        [sys.executable, "-c", READER, folder / "bomb"],
        cwd=PLUGINS,
        env={"PYTHONPATH": str(PLUGINS)},
        capture_output=True,
        text=True,
        check=True,
    )
    said, seconds, megabytes = json.loads(done.stdout)
    return said, seconds, megabytes


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not say what a process cost")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_no_more_than_a_text_of_a_megabyte_may(bomb: str, tmp_path: Path) -> None:
    raw = BOMBS[bomb]()
    assert len(raw) < 1_000_000
    said, seconds, megabytes = cost(raw, tmp_path)
    assert "\n" not in said
    assert seconds < 15
    assert megabytes < 500


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not say what a process cost")
@pytest.mark.parametrize("make", [_word, _odt])
@pytest.mark.parametrize("kind", ENTITIES)
def test_entities_are_not_followed(make: Callable[[str, str], bytes], kind: str, tmp_path: Path) -> None:
    said, seconds, megabytes = cost(make(ENTITIES[kind][0], f"before {ENTITIES[kind][1]} after"), tmp_path)
    assert said.startswith("REFUSED") or said == "before after"
    assert seconds < 5
    assert megabytes < 200


def test_a_document_that_ends_its_reader_does_not_end_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    from playbook.importer.source import apart
    from playbook.importer.source.values import Unimportable

    monkeypatch.setattr(apart, "_SECONDS", 0)
    monkeypatch.setattr(apart, "_MEGABYTES", 1)
    with pytest.raises(Unimportable, match="more time or memory"):
        apart.read_apart(b"{\\rtf1 Hello\\par}", "some.rtf")


def test_nothing_that_lies_in_the_folder_of_whoever_calls_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playbook.importer.source.reading import read

    (tmp_path / "striprtf.py").write_text("raise SystemExit('run')", "utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('run')", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert read(b"{\\rtf1 Hello\\par}", "some.rtf").lines == ("Hello",)
