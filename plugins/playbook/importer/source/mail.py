"""Takes a mail or a page saved as one (MHTML) apart: its text and its head; what is attached is named, not opened."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from playbook.importer.source.decoding import text_of
from playbook.importer.source.values import Converted, Meta, Unimportable

_FORWARDED = re.compile(r"^\s*(?:(?:fwd?|re|aw|wg|tr|rv|sv|vs)\s*:\s*)+", re.IGNORECASE)
_MOST_PARTS = 1_000
_LEAST_SHARE = 0.5
_TAG = re.compile(r"<[^<>]*>")


def convert(raw: bytes) -> Converted:
    """The HTML of a mail where it says as much as its plain text, else that. Raises Unimportable without text."""
    if raw.startswith(b"From "):
        raw = raw[raw.index(b"\n") + 1 :]
    # The older policy takes a head as it stands; the newer one parses each address, which may cost the square.
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    attached: list[str] = []
    for part in _parts(message):
        kind = part.get_content_type()
        if part.get_filename() or part.get_content_disposition() == "attachment":
            attached.append(" ".join(_decoded(part.get_filename() or kind).split())[:80])
        elif kind in texts:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                texts[kind].append(text_of(payload, str(part.get_content_charset("")))[0])
    page, plain = _first(texts["text/html"]), "\n\n".join(texts["text/plain"])
    if not (page or plain).strip():
        raise Unimportable("the message has no text; save what is attached to it and import that")
    markup = len(_TAG.sub("", page)) >= _LEAST_SHARE * len(plain)
    warnings = (f"attached and not opened: {', '.join(attached[:10])}",) if attached else ()
    return Converted(page if markup else plain, _meta(message), warnings, markup=markup, page=markup)


def _parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, in their order; mails within a mail are not opened."""
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        seen += 1
        part = waiting.pop(0)
        inner = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inner, list):
            waiting = [each for each in inner if isinstance(each, Message)] + waiting
        elif not part.is_multipart():
            yield part


def _first(pages: list[str]) -> str:
    """A saved page has its frames as further pages: the first is the page. Pages of a mail are one text."""
    return pages[0] if pages else ""


def _meta(message: Message) -> Meta:
    subject = _decoded(str(message.get("Subject", "")))
    forwarded = bool(_FORWARDED.match(subject))
    name, _ = parseaddr(_decoded(str(message.get("From", ""))))
    title = _FORWARDED.sub("", " ".join(subject.split()))[:300]
    address = str(message.get("Snapshot-Content-Location") or message.get("Content-Location") or "")
    saved = "multipart/related" in str(message.get_content_type())
    return Meta(
        titles=(title,) if title else (),
        # Who passes a text on, or whose browser saved it, did not write it.
        authors=(name.strip(),) if name and not forwarded and not saved else (),
        published="" if saved else _day(str(message.get("Date") or message.get("Sent") or "")),
        url=address if address.startswith(("http://", "https://")) else "",
    )


def _decoded(value: str) -> str:
    from email.errors import HeaderParseError
    from email.header import decode_header

    try:
        pieces = decode_header(value[:2_000])
    except (HeaderParseError, ValueError):
        return value
    return "".join(text_of(piece, charset or "")[0] if isinstance(piece, bytes) else piece for piece, charset in pieces)


def _day(stamp: str) -> str:
    try:
        return parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return stamp[:60]
