"""Documents of every form, made of a few lines each, so that a test shows what it reads."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style", "table")
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


def word(*paragraphs: str, properties: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """A .docx. `# x` is a heading, `- x` and `1. x` items, `> x` a quotation; `<w:...` goes in as it is."""
    styles = {"#": "Heading1", "-": "Bullet", "1.": "Number", ">": "Quote"}
    numbers = {"-": 1, "1.": 2}

    def paragraph(text: str) -> str:
        if text.startswith("<w:"):
            return text
        mark, _, rest = text.partition(" ")
        if mark not in styles:
            return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbers[mark]}"/></w:numPr>' if mark in numbers else ""
        style = f'<w:pPr><w:pStyle w:val="{styles[mark]}"/>{number}</w:pPr>'
        return f"<w:p>{style}<w:r><w:t>{rest}</w:t></w:r></w:p>"

    text = "".join(map(paragraph, paragraphs))
    names = {"Heading1": "heading 1", "Bullet": "List Bullet", "Number": "List Number", "Quote": "Quote"}
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/></w:lvl></w:abstractNum>'
        for n, form in ((1, "bullet"), (2, "decimal"))
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    kinds = "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{kind}+xml"/>'
        for part, kind in (
            ("word/document.xml", "document.main"),
            ("word/styles.xml", "styles"),
            ("word/numbering.xml", "numbering"),
        )
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}content-types">{kinds}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}relationships"><Relationship Id="r1" '
            f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}relationships">'
            f'<Relationship Id="r1" Type="{_R}/styles" Target="styles.xml"/>'
            f'<Relationship Id="r2" Type="{_R}/numbering" Target="numbering.xml"/></Relationships>',
            "word/document.xml": f"<w:document {_W}><w:body>{text}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {_W}>"
            + "".join(
                f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
                for key, name in names.items()
            )
            + "</w:styles>",
            "word/numbering.xml": f"<w:numbering {_W}>{levels}{used}</w:numbering>",
            "docProps/core.xml": '<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"{properties}</c:coreProperties>",
            **(more or {}),
        }
    )


def opendocument(body: str, meta: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """An .odt of what stands in its `office:text`; the list style `N` is numbered, the style `B` bold."""
    styles = (
        '<text:list-style style:name="N"><text:list-level-style-number text:level="1"/></text:list-style>'
        '<style:style style:name="B"><style:text-properties xmlns:fo="urn:fo" fo:font-weight="bold"/></style:style>'
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f'<office:document-meta {_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/">{meta}'
            "</office:document-meta>",
            **(more or {}),
        }
    )


def pdf(*pages: Iterable[tuple[float, float, float, str]], info: str = "", more: Sequence[bytes] = ()) -> bytes:
    """A PDF. Each page has lines of text: from the left, from below, the size of its letters, and what it says.

    What begins with `*` is bold. `more` are further objects; `info` stands in the dictionary of what it says of itself.
    """
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"", b"", f"<< {info} >>".encode()]
    for number, base in ((2, b"Helvetica"), (3, b"Helvetica-Bold")):
        objects[number] = b"<< /Type /Font /Subtype /Type1 /BaseFont /" + base + b" /Encoding /WinAnsiEncoding >>"
    kids = []
    for page in pages:
        drawn = b"".join(
            f"BT /F{4 if text.startswith('*') else 3} {size} Tf {left} {below} Td (".encode()
            + text.removeprefix("*")
            .encode("cp1252")
            .replace(b"\\", b"\\\\")
            .replace(b"(", b"\\(")
            .replace(b")", b"\\)")
            + b") Tj ET\n"
            for left, below, size, text in page
        )
        objects.append(b"<< /Length %d >>\nstream\n%sendstream" % (len(drawn), drawn))
        fonts = b"<< /Font << /F3 3 0 R /F4 4 0 R >> >>"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>"
            % (fonts, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return joined([*objects, *more])


def joined(objects: Sequence[bytes]) -> bytes:
    """A PDF of its objects: the first is the catalogue, the fifth what it says of itself."""
    made, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(made))
    )


def column(left: float, top: float, size: float, *lines: str) -> list[tuple[float, float, float, str]]:
    """Lines below one another, as a page of `pdf` takes them."""
    return [(left, top - 1.3 * size * number, size, line) for number, line in enumerate(lines)]
