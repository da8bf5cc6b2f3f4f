"""Every form of file becomes the same marked blocks, or is refused in a line that says what to do instead."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from playbook.importer.source.reading import read
from playbook.importer.source.values import Form, Unimportable
from tests.importer import documents

# What each document below says, as lines of its extracted text.
RIGHT = (
    "# Share a calendar",
    "Two departments & one diary.",
    "- Meet on Mondays",
    "- Publish the dates",
    "1. Print it",
    "2. Hang it up",
    "> Nobody reads two.",
)


def text_of(raw: bytes, name: str = "some.file") -> tuple[str, ...]:
    original = read(raw, name)
    for number, block in enumerate(original.blocks, 1):
        assert (block.first, block.last) == (number, number)
        assert block.text in original.lines[number - 1]
    return original.lines


def test_a_word_document_keeps_headings_items_and_quotations() -> None:
    raw = documents.word(
        "# Share a calendar",
        "Two departments &amp; one diary.",
        "- Meet on Mondays",
        "- Publish the dates",
        "1. Print it",
        "1. Hang it up",
        "> Nobody reads two.",
        properties="<dc:title>Calendars</dc:title><dc:creator>Jo Blunt</dc:creator><dc:modified>2022-09-01T10:00:00Z"
        "</dc:modified>",
    )
    original = read(raw, "some.docx")
    assert text_of(raw) == RIGHT
    assert original.form is Form.WORD
    # The day of the file is that of its last change.
    assert (original.meta.titles, original.meta.authors, original.meta.published) == (("Calendars",), ("Jo Blunt",), "")


def test_what_an_editor_of_word_does_not_see_as_text_is_left_out() -> None:
    deleted = "<w:p><w:r><w:t>Kept.</w:t></w:r><w:del><w:r><w:delText>Deleted.</w:delText></w:r></w:del></w:p>"
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>Seen.</w:t></w:r></w:p>'
    )
    raw = documents.word(deleted, field, more={"word/vbaProject.bin": b"macro", "word/media/a.png": b"\x89PNG"})
    assert text_of(raw) == ("Kept.", "Seen.")


def test_an_opendocument_text_keeps_headings_items_and_quotations() -> None:
    def items(style: str, *lines: str) -> str:
        inner = "".join(f"<text:list-item><text:p>{line}</text:p></text:list-item>" for line in lines)
        return f'<text:list text:style-name="{style}">{inner}</text:list>'

    raw = documents.opendocument(
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
        '<text:h text:outline-level="1">Share a calendar</text:h>'
        "<text:p>Two departments &amp;<text:s/>one<office:annotation><text:p>Who?</text:p></office:annotation> diary."
        "</text:p>"
        + items("L", "Meet on Mondays", "Publish the dates")
        + items("N", "Print it", "Hang it up")
        + '<text:p text:style-name="Quotations">Nobody reads two.</text:p>',
        "<meta><initial-creator>Jo Blunt</initial-creator></meta><dc:title>Calendars</dc:title>"
        "<dc:date>2022-09-01T10:00:00</dc:date>",
    )
    original = read(raw, "some.odt")
    assert text_of(raw) == RIGHT
    assert original.form is Form.OPENDOCUMENT
    assert (original.meta.titles, original.meta.authors, original.meta.published) == (("Calendars",), ("Jo Blunt",), "")


def test_the_cells_of_a_table_are_blocks() -> None:
    cells = "".join(
        f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in ("CIO", "Asks first", "Listens")
    )
    raw = documents.opendocument(f"<table:table><table:table-row>{cells}</table:table-row></table:table>")
    assert text_of(raw) == ("CIO", "Asks first", "Listens")


def test_rich_text_keeps_headings_and_items() -> None:
    raw = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\stylesheet{\s1\outlinelevel0 heading 1;}}"
        rb"{\info{\title Calendars}{\author Jo Blunt}}"
        rb"\pard\s1\outlinelevel0 Share a calendar\par"
        rb"\pard Two departments & one di\'e4ry \u8211?.\par"
        rb"\pard{\listtext\'95\tab}Meet on Mondays\par"
        rb"\pard{\listtext 1.\tab}Print it\par"
        rb'{\field{\*\fldinst HYPERLINK "file:///etc/passwd"}{\fldrslt here}}{\*\objdata 0105}\par}'
    )
    original = read(raw, "some.rtf")
    assert original.form is Form.RICH_TEXT
    assert original.lines[:4] == (
        "# Share a calendar",
        "Two departments & one diäry –.",
        "- Meet on Mondays",
        "1. Print it",
    )
    assert original.blocks[3].mark == "1."
    assert (original.meta.titles, original.meta.authors) == (("Calendars",), ("Jo Blunt",))


def page(number: int) -> list[tuple[float, float, float, str]]:
    return [
        (60, 800, 8, "Handbook of Common Ground"),
        *documents.column(60, 740, 18, f"*Point {'one two three'.split()[number]}"),
        *documents.column(
            60,
            700,
            11,
            "The CIO and the CMO look at the week together, as it takes ten minutes and it",
            "saves a day, since both know what is com-",
            "ing. Well-known people do it, and so does every well-",
            "known house that we know of.",
        ),
        *documents.column(60, 620, 11, "• Ask them first", f"• Write it down, {'once twice thrice'.split()[number]}"),
        (280, 30, 8, f"Page {number + 1} of 3"),
    ]


def test_a_pdf_has_its_headings_by_size_and_its_paragraphs_without_the_ends_of_lines() -> None:
    raw = documents.pdf(*map(page, range(3)), info="/Title (Calendars) /Author (Jo Blunt) /CreationDate (D:20220901)")
    original = read(raw, "some.pdf")
    assert original.form is Form.PDF
    one = (
        "The CIO and the CMO look at the week together, as it takes ten minutes and it saves a day, since both know "
        "what is coming. Well-known people do it, and so does every well-known house that we know of."
    )
    assert original.lines == (
        *(
            line
            for number, times in zip(("one", "two", "three"), ("once", "twice", "thrice"), strict=True)
            for line in (f"# Point {number}", one, "- Ask them first", f"- Write it down, {times}")
        ),
        "Handbook of Common Ground",
    )
    assert original.blocks[-1].aside == "footer"
    # The day of the file is that of its last change.
    assert (original.meta.titles, original.meta.authors, original.meta.published) == (("Calendars",), ("Jo Blunt",), "")


def test_the_columns_of_a_pdf_are_read_one_after_the_other() -> None:
    left = documents.column(50, 700, 10, *["What marketing wants of the other side here."] * 12)
    right = documents.column(320, 700, 10, *["What technology needs before it can begin"] * 12)
    rows = [line for pair in zip(left, right, strict=True) for line in pair]
    (title, text, rest) = text_of(documents.pdf([*documents.column(50, 760, 20, "Two columns"), *rows]))
    assert title == "# Two columns"
    assert "technology" not in text
    assert "marketing" not in rest


def test_paragraphs_of_a_pdf_that_count_on_are_items() -> None:
    lines = ("1. Book the room", "2. Bring the diaries:", "• yours", "• theirs", "3. Say what changed")
    blocks = read(documents.pdf(documents.column(60, 700, 11, *lines)), "some.pdf").blocks
    assert [block.mark for block in blocks] == ["1.", "2.", "•", "•", "3."]
    assert blocks[0].text == "Book the room"


def test_a_number_over_a_text_of_its_own_is_no_item_in_a_pdf() -> None:
    lines = ("1. Meet", "The two look at the week.", "2. Print it", "All can read it.")
    rows = [(60, 700 - 30 * number, 11, line) for number, line in enumerate(lines)]
    assert [block.mark for block in read(documents.pdf(rows), "some.pdf").blocks] == ["", "", "", ""]


def test_a_heading_of_a_pdf_may_take_two_lines() -> None:
    title = [(120, 760, 20, "*Before you buy: six checks for"), (160, 736, 20, "*marketing software")]
    raw = documents.pdf([*title, *documents.column(60, 700, 11, *["They take an afternoon, and save you three."] * 4)])
    assert text_of(raw)[0] == "# Before you buy: six checks for marketing software"


def test_a_table_of_contents_in_a_pdf_is_told_from_its_text() -> None:
    lines = documents.column(60, 700, 11, "Meet on Mondays . . . . . . . . . 3", "Publish the dates ........ 12")
    blocks = read(documents.pdf([*lines, (60, 500, 11, "Two departments, one diary.")]), "some.pdf").blocks
    assert [block.aside for block in blocks] == ["menu", "menu", ""]


def test_bold_words_that_open_a_paragraph_of_a_pdf_do_not_end_it() -> None:
    raw = documents.pdf(
        documents.column(
            60,
            700,
            11,
            "*Marketing lead: ask for thirty minutes before the first demo takes",
            "place, and not after. Send the page with the invitation to all of them",
            "who will be there.",
        )
    )
    assert len(text_of(raw)) == 1


def test_a_short_table_in_a_pdf_is_no_pair_of_columns() -> None:
    rows = [
        line
        for number in range(12)
        for line in ((50, 700 - 14 * number, 10, f"Row {number}"), (320, 700 - 14 * number, 10, "yes"))
    ]
    long = "A last paragraph which is as wide as the page is, and says what the table said."
    assert text_of(documents.pdf([*rows, (50, 500, 10, long)]))[:3] == ("Row 0", "yes", "Row 1")


MAIL = b"""\
From: Jo Blunt <jo@example.org>
Subject: =?utf-8?q?Share_a_caf=C3=A9_calendar?=
Date: Thu, 01 Sep 2022 09:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

A roadmap that only one department can read is a di=
ary =E2=80=93 print it.

1. Hang it where both departments pass.
--b
Content-Type: application/pdf; name="plan.pdf"
Content-Disposition: attachment; filename="plan.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjcK
--b--
"""


def test_a_mail_is_its_text_and_its_head() -> None:
    original = read(MAIL, "some.eml")
    assert original.form is Form.MAIL
    assert original.lines[0] == "A roadmap that only one department can read is a diary – print it."
    assert original.meta.titles == ("Share a café calendar",)
    assert (original.meta.authors, original.meta.published) == (("Jo Blunt",), "2022-09-01")
    assert original.warnings == ("attached and not opened: plan.pdf",)


def test_who_passes_a_mail_on_is_not_its_author() -> None:
    original = read(MAIL.replace(b"Subject: ", b"Subject: Fwd: "), "some.eml")
    assert (original.meta.authors, original.meta.titles) == ((), ("Share a café calendar",))


def test_a_mail_in_two_forms_is_read_as_the_page_that_it_holds(shared: Path) -> None:
    original = read((shared / "cases" / "importer" / "18-mail.eml").read_bytes(), "18-mail.eml")
    assert original.meta.titles[-1] == "3 ways to share a roadmap"
    assert original.meta.published == "2022-09-01"
    assert "## 2. Read it aloud" in original.lines


def test_a_page_saved_as_one_file_knows_its_address() -> None:
    raw = b"""\
From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/calendar
Subject: Share a calendar
Date: Sun, 29 Nov 2026 01:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/calendar

<html><body><h1>Share a calendar</h1><p>Print it, and hang it where both depart=
ments pass, so that all can read it.</p></body></html>
--b
Content-Type: image/png
Content-Location: https://example.org/a.png

x
--b--
"""
    original = read(raw, "some.mhtml")
    assert original.form is Form.PAGE
    assert original.lines == (
        "# Share a calendar",
        "Print it, and hang it where both departments pass, so that all can read it.",
    )
    # It was saved on that day, by whom nobody knows; when it was written is another thing.
    assert (original.meta.url, original.meta.authors, original.meta.published) == (
        "https://example.org/calendar",
        (),
        "",
    )


ENCODED = {
    "shift_jis": "計画を共有する三つの方法。毎週月曜日に、両部門が一緒に予定を確認します。一日を節約できます。",
    "euc_jp": "計画を共有する三つの方法。毎週月曜日に、両部門が一緒に予定を確認します。一日を節約できます。",
    "iso2022_jp": "計画を共有する三つの方法。毎週月曜日に、両部門が一緒に予定を確認します。一日を節約できます。",
    "koi8-r": "Три способа поделиться календарём. Каждый понедельник маркетинг и ИТ вместе смотрят на неделю.",
    "cp1251": "Три способа поделиться календарём. Каждый понедельник маркетинг и ИТ вместе смотрят на неделю.",
    "gb18030": "分享日历的三种方法。每周一市场部和信息技术部一起查看本周的安排。这只需要十分钟。",
    "euc_kr": "달력을 공유하는 세 가지 방법. 매주 월요일에 마케팅 부서와 정보기술 부서가 함께 일정을 살펴봅니다.",
    "cp1256": "ثلاث طرق لمشاركة التقويم. كل يوم اثنين ينظر قسم التسويق وقسم تقنية المعلومات إلى الأسبوع معا.",
    "cp1250": "Trzy sposoby na wspólny kalendarz. Źródło tej myśli jest proste: ludzie, którzy się spotykają, ufają.",
    "cp1252": "Trois façons de partager un calendrier. « Cela prend dix minutes », dit-elle ; c’est déjà bien.",
    "latin-1": "Três maneiras de partilhar um calendário. Às segundas-feiras, olham para a semana; não demora.",
}


@pytest.mark.parametrize("charset", ENCODED)
def test_a_text_that_names_no_character_set_is_read_in_its_own(charset: str) -> None:
    assert read(ENCODED[charset].encode(charset), "some.txt").lines == (ENCODED[charset],)


@pytest.mark.parametrize("charset", ["shift_jis", "koi8-r"])
def test_a_mail_says_in_what_its_text_is(charset: str) -> None:
    head = f"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset={charset}\nMIME-Version: 1.0\n\n"
    assert read(head.encode() + ENCODED[charset].encode(charset), "some.eml").lines == (ENCODED[charset],)


def test_a_mail_that_names_a_codec_which_is_no_character_set_is_guessed() -> None:
    head = b"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset=zlib_codec\nMIME-Version: 1.0\n\n"
    assert read(head + "Café, every day".encode("cp1252"), "some.eml").lines == ("Café, every day",)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
CANNOT = {
    "a scanned PDF": (documents.pdf([]), "has no text, only pictures; have its text recognised"),
    "a broken PDF": (b"%PDF-1.7 and more", "print it into a new one"),
    "a locked PDF": (
        documents.pdf([(60, 700, 11, "Secret")]).replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"x" * 32 + b") /U (" + b"y" * 32 + b") "
            b"/P -4 >> /ID [(a) (a)]",
        ),
        "protected by a password; print it",
    ),
    "a locked Word file": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password; save it without"),
    "an old Word file": (OLE + "WordDocument".encode("utf-16-le"), "save it as .docx"),
    "a mail of Outlook": (OLE + "__substg1.0_1000001F".encode("utf-16-le"), "save it as .eml"),
    "a locked OpenDocument": (
        documents.opendocument("", more={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "protected by a password; save it without",
    ),
    "Pages": (documents.packed({"Index/Document.iwa": b"x"}), "export it as Word or PDF"),
    "a spreadsheet": (documents.packed({"xl/workbook.xml": "<x/>"}), "save the sheet"),
    "slides": (documents.packed({"ppt/presentation.xml": "<x/>"}), "save its outline"),
    "an e-book with DRM": (
        documents.packed({"META-INF/container.xml": "", "META-INF/rights.xml": ""}),
        "protected \\(DRM\\)",
    ),
    "an e-book": (documents.packed({"META-INF/container.xml": "<x/>"}), "save the chapter"),
    "an archive": (documents.packed({"a.txt": "Hello"}), "unpack it"),
    "a shortcut": (b"[InternetShortcut]\r\nURL=https://example.org\r\n", "nothing is fetched"),
    "a mail without a text": (b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\n", "the message has no text"),
    "a mailbox": (b"From a@b Thu Sep 01 09:00:00 2022\nFrom: a@b\nSubject: x\n\nHi\n\n" * 2, "several messages"),
    "broken Word": (documents.word("x")[:-30], "broken ZIP archive"),
}


@pytest.mark.parametrize("what", CANNOT)
def test_what_cannot_be_read_is_refused_with_what_to_do_instead(what: str) -> None:
    raw, why = CANNOT[what]
    with pytest.raises(Unimportable, match=why) as refused:
        read(raw, "some.file")
    assert "\n" not in str(refused.value)
    assert any(word in str(refused.value) for word in (";", "nothing is fetched"))


WHOLE = {
    "Word": documents.word("# Share a calendar", "Two departments, one diary.", "- Meet on Mondays"),
    "OpenDocument": documents.opendocument("<text:p>Two departments, one diary.</text:p>"),
    "PDF": documents.pdf(page(0)),
    "RTF": rb"{\rtf1\ansi Two departments, one diary.\par{\b Meet} on Mondays\par}",
    "mail": MAIL,
}


def read_or_refused(raw: bytes) -> str:
    """Why a file is refused; empty where it is read."""
    try:
        read(raw, "some.file")
    except Unimportable as refused:
        return str(refused)
    return ""


@pytest.mark.parametrize("form", WHOLE)
def test_a_document_that_is_broken_anywhere_is_read_or_refused_in_a_line(form: str) -> None:
    raw = WHOLE[form]
    dice = random.Random(form)
    for _ in range(6):
        at = dice.randrange(len(raw))
        broken = dice.choice((raw[:at], raw[:at] + dice.randbytes(3) + raw[at + 3 :], raw[:at] + raw[at + 20 :]))
        assert "\n" not in read_or_refused(broken)


def test_markdown_is_read_without_its_marks() -> None:
    raw = (
        "# Tips &amp; tricks\n\nPlain &ndash; not \\*bold\\*.[^1] See [the guide][g] ![a map](map.png)\n\n"
        "- [ ] Ask first\n- [x] Listen<br>twice\n\n| Role | Does |\n|:-----|------|\n| CIO  | asks |\n\n"
        "[g]: https://example.org\n[^1]: A note.\n"
    )
    blocks = read(raw.encode(), "some.md").blocks
    assert [(block.text, block.aside) for block in blocks] == [
        ("Tips & tricks", ""),
        ("Plain – not *bold*. See the guide", ""),
        ("Ask first", ""),
        ("Listen twice", ""),
        ("Role | Does CIO | asks", ""),
        ("[g]: https://example.org", "link"),
        ("A note.", ""),
    ]
