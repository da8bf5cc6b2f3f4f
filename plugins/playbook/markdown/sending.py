"""The messages of a play: its words to copy, each block with a subject and ready to be sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from playbook import routes
from playbook.texts import Texts

_LISTS = frozenset({"ol", "ul"})
# Stands for a forced break until the words of a paragraph are in lines; no text may hold it.
_BREAK = "\v"

Plain = Callable[[str], str]
Blocks = tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Words to be sent: `text` in plain lines, with an empty one between paragraphs and without the subject."""

    subject: str
    text: str

    @property
    def has_table(self) -> bool:
        """Whether cells stand between tabs in it, as lines show no table."""
        return "\t" in self.text


def messages(below: Sequence[Element], plain: Plain, say: Texts, otherwise: str) -> Iterator[tuple[Blocks, Message]]:
    """The messages among what stands below a heading, each with its elements: every block quote is one.

    Where there is none, all that stands there is one, such as a table or an agenda, without a first paragraph that says
    what it is. What stands in bold above the rest of a quote is the subject; a message without one gets `otherwise`.
    """
    quotes = [element for element in below if element.tag == "blockquote"]
    for quote in quotes:
        subject = _subject(quote, plain, say("send.subject"))
        text = _written(quote if subject is None else quote[1:], plain)
        if text:
            yield (quote,), Message(subject or otherwise, text)
    if not quotes:
        says_what_it_is = len(below) > 1 and below[0].tag == "p"
        rest = tuple(below[1:] if says_what_it_is else below)
        if text := _written(rest, plain):
            yield rest, Message(otherwise, text)


def mark(root: Element, found: Iterable[tuple[Blocks, Message]], say: Texts) -> None:
    """Make each message a figure that the script knows, and that opens as an e-mail without one."""
    for blocks, message in found:
        figure = Element("figure", {"class": "pb-send", "data-subject": message.subject})
        root.insert(list(root).index(blocks[0]), figure)
        for block in blocks:
            root.remove(block)
        figure.append(blocks[0] if blocks[0].tag == "blockquote" else _together(blocks))
        if _title(figure[0]) is not None and len(figure[0]) > 1:
            figure[0][0].set("class", "pb-send__subject")
        figure[0].tail, figure.tail = None, "\n"
        address = routes.mail(message.subject, message.text)
        link = SubElement(SubElement(figure, "p", {"class": "pb-send__do"}), "a", {"href": address})
        link.text = say("send.mail" if routes.mails_text(address) else "send.mail_subject")


def _together(blocks: Blocks) -> Element:
    holder = Element("div", {"class": "pb-send__all"})
    holder.extend(blocks)
    return holder


def _title(quote: Element) -> Element | None:
    """The bold words that are all of the first paragraph."""
    first = next(iter(quote), None)
    if first is None or quote.tag != "blockquote" or first.tag != "p" or len(first) != 1 or first[0].tag != "strong":
        return None
    return first[0] if not (first.text or "").strip() and not (first[0].tail or "").strip() else None


def _subject(quote: Element, plain: Plain, mark: str) -> str | None:
    title = _title(quote)
    if title is None or len(quote) == 1:
        return None
    words = plain(" ".join("".join(_words(title)).split(_BREAK)))
    return words[len(mark) :].strip() if words.casefold().startswith(mark.casefold()) else words


def _written(elements: Iterable[Element], plain: Plain) -> str:
    return "\n\n".join(_blocks(elements, plain))


def _blocks(elements: Iterable[Element], plain: Plain) -> Iterator[str]:
    """Each block as its lines."""
    for element in elements:
        if element.tag in _LISTS:
            yield "\n".join(_items(element, plain))
        elif element.tag == "blockquote" or element.tag == "div":
            yield from _blocks(element, plain)
        elif element.tag == "table":
            yield "\n".join("\t".join(_line(cell, plain) for cell in row) for row in element.iter("tr"))
        elif text := _line(element, plain):
            yield text


def _items(holder: Element, plain: Plain) -> Iterator[str]:
    start = int(holder.get("start", "1"))
    for number, item in enumerate(holder, start):
        lines = "\n".join(_inside(item, plain)).split("\n")
        yield f"{number}. {lines[0]}" if holder.tag == "ol" else f"- {lines[0]}"
        yield from (f"  {line}" for line in lines[1:])


def _inside(item: Element, plain: Plain) -> Iterator[str]:
    """The lines of an item: its own words, then the blocks in it."""
    own = Element("p")
    own.text = item.text
    blocks: list[Element] = []
    for child in item:
        if child.tag in _LISTS or child.tag in ("p", "blockquote", "table", "div", "pre"):
            blocks.append(child)
        else:
            own.append(child)
    yield from _blocks((own, *blocks), plain)


def _line(element: Element, plain: Plain) -> str:
    """The words of a paragraph, which a forced break parts into lines."""
    return "\n".join(plain(line) for line in "".join(_words(element)).split(_BREAK)).strip()


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield _BREAK if child.tag == "br" else "".join(_words(child))
        yield child.tail or ""
