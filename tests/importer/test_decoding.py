from __future__ import annotations

import pytest

from playbook.importer.source.decoding import decode
from playbook.importer.source.reading import read
from playbook.importer.source.values import Unimportable

TEXT = "Über Café – “früh”\nreden"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    lines, _ = decode(TEXT.encode(encoding))
    assert "\n".join(lines) == TEXT


def test_a_declared_charset_comes_before_cp1252() -> None:
    lines, warnings = decode('<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2"))
    assert lines == ('<meta charset="iso-8859-2"><p>Łódź</p>',)
    assert warnings == ("read as iso8859-2",)


def test_an_unknown_charset_is_no_obstacle() -> None:
    lines, _ = decode('<meta charset="klingon"><p>Café</p>'.encode("cp1252"))
    assert "Café" in lines[0]


def test_mojibake_is_repaired_where_it_shows_and_said() -> None:
    spoilt = "It’s a café – “really”".encode().decode("cp1252", "replace").replace("\ufffd", "\x9d")
    lines, warnings = decode(f"plain Ã line\n{spoilt}".encode())
    assert lines[1] == "It’s a café – “really”"
    assert any("repaired" in warning for warning in warnings)


def test_a_single_accented_letter_is_no_mojibake() -> None:
    assert decode("São Paulo, Âge, naïve".encode())[0] == ("São Paulo, Âge, naïve",)


def test_what_nobody_sees_is_removed_and_said() -> None:
    lines, warnings = decode(
        "Meet\x00 early\x07 and\u202e often, every week of the year, with everybody\u200b.".encode()
    )
    assert lines == ("Meet early and often, every week of the year, with everybody.",)
    assert " ".join(warnings) == (
        "1 NUL character removed 1 BEL character removed 1 bidi character removed 1 invisible character removed"
    )


def test_lines_end_where_an_editor_ends_them() -> None:
    assert decode(b"a\r\nb\rc\nd\x0ce\xe2\x80\xa8f")[0] == ("a", "b", "c", "d e f")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 and more", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"a\n" * 1_500_001, "more than 1,500,000 lines or tags"),
        (b"<p>" * 1_500_001, "more than 1,500,000 lines or tags"),
        (b"a" * 32_000_001, "larger than 32 MB"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(raw: bytes, why: str) -> None:
    with pytest.raises(Unimportable, match=why) as refused:
        read(raw, "some.txt")
    assert "\n" not in str(refused.value)
