"""Words to be sent: block quotes of a play's section of words, with their subjects, as figures and as plain lines."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook import routes
from playbook.markdown import Body, Message, Setting
from playbook.model import WORDS
from tests.built import ROOT, Element, page
from tests.markdown.reading import HERE, reader
from tests.search.asking import node

ASSETS = ROOT / "plugins/playbook/assets"


def read(text: str, *, is_play: bool = True, unfinished: bool = False) -> Body:
    """The body of a play called "Talk first" with a section of words."""
    known = {"steps": WORDS, "say it": WORDS}
    made = reader()
    made = type(made)(made.say, made.pages, known, made.phrases, made.inside)
    return made.read(text, Setting(HERE, title="Talk first", is_play=is_play, unfinished=unfinished))


def mail_link(body: Body) -> Element:
    (link,) = (link for link in page(str(body.html)).all("a") if link.attributes["href"].startswith("mailto:"))
    return link


LETTER = """\
## Say it

Write this:

> **Subject: Half an hour & *no* more**
>
> Hello [name],
>
> two lines of
> one paragraph, and\x20\x20
> a forced break.
>
> Thank you
"""


def test_a_letter_has_a_subject_and_plain_lines() -> None:
    text = "Hello [name],\n\ntwo lines of one paragraph, and\na forced break.\n\nThank you"
    assert read(LETTER).messages == (Message("Half an hour & no more", text),)


def test_its_block_quote_is_a_figure_that_opens_as_an_e_mail_without_a_script() -> None:
    shown = page(str(read(LETTER).html))
    (figure,) = shown.all("figure", class_="pb-send")
    assert figure.attributes["data-subject"] == "Half an hour & no more"
    (subject,) = shown.all("p", class_="pb-send__subject")
    assert subject.within("blockquote")
    link = mail_link(read(LETTER))
    asked = parse_qs(urlsplit(link.attributes["href"]).query)
    assert asked["subject"] == ["Half an hour & no more"]
    assert asked["body"] == [read(LETTER).messages[0].text.replace("\n", "\r\n")]


@pytest.mark.parametrize(
    ("quote", "message"),
    [
        ("> Just words.", Message("Talk first", "Just words.")),
        ("> **A card**\n>\n> Its text.", Message("A card", "Its text.")),
        ("> **All in bold**", Message("Talk first", "All in bold")),
        ("> **To:** you\n>\n> More.", Message("Talk first", "To: you\n\nMore.")),
        ("> **SUBJECT: x**\n>\n> y", Message("x", "y")),
        ("> 3. three\n> 4. four\n>     - deeper", Message("Talk first", "3. three\n4. four\n  - deeper")),
        ("> - a\n>\n> - b", Message("Talk first", "- a\n- b")),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 |", Message("Talk first", "a\tb\n1\t2")),
        ("> > inner\n>\n> outer `c<d>` &amp; [x](plan-together.md)", Message("Talk first", "inner\n\nouter c<d> & x")),
    ],
)
def test_any_block_quote_can_be_sent(quote: str, message: Message) -> None:
    assert read(f"## Say it\n\n{quote}\n").messages == (message,)


AGENDA = """\
## Say it

An agenda:

- **0-3:** one [name]
- **3-15:** API

At the end:

| a | b |
|---|---|
| 1 | 2 |

## Traps

None.
"""


def test_without_a_block_quote_all_that_stands_there_can_be_sent() -> None:
    body = read(AGENDA)
    assert body.messages == (Message("Talk first", "- 0-3: one [name]\n- 3-15: API\n\nAt the end:\n\na\tb\n1\t2"),)
    shown = page(str(body.html))
    assert [list_.within("figure") for list_ in shown.all("ul")] == [True]
    assert not any(heading.within("figure") for heading in shown.all("h2"))
    assert "An agenda:" in [words.text for words in shown.all("p") if not words.within("figure")]
    assert read("## Say it\n\nJust this.\n").messages == (Message("Talk first", "Just this."),)
    assert read("## Say it\n\n## Traps\n\nNone.\n").messages == ()


def test_elsewhere_a_block_quote_is_a_quotation() -> None:
    body = read("> Before.\n\n## Traps\n\n> A quotation.\n")
    assert (body.messages, "figure" in body.html) == ((), False)
    assert read(LETTER, is_play=False).messages == ()


def test_what_nobody_has_finished_can_be_sent_too() -> None:
    assert len(read(LETTER, unfinished=True).messages) == 1


def test_what_goes_on_paper_has_no_link_to_an_e_mail() -> None:
    made = reader()
    made = type(made)(made.say, made.pages, {"say it": WORDS}, made.phrases, made.inside)
    body = made.read(LETTER, Setting(HERE, is_play=True, part="play-talk-first"))
    assert "mailto:" in body.html
    assert "mailto:" not in body.printed
    assert "<blockquote>" in body.printed


LONG = "All of it. " * 300


def test_a_text_that_is_too_long_for_a_link_stays_out_of_it_and_the_link_says_so() -> None:
    link = mail_link(read(f"## Say it\n\n> {LONG}\n"))
    assert link.attributes["href"] == "mailto:?subject=Talk%20first"
    assert link.text == "Open an e-mail with this subject"


def addresses(pairs: list[tuple[str, str]]) -> list[str]:
    """The addresses of e-mails as the script makes them."""
    script = (
        f"import {{ mail }} from {json.dumps((ASSETS / 'send/mail.mjs').as_uri())};"
        f"console.log(JSON.stringify({json.dumps(pairs)}.map(([subject, text]) => mail(subject, text).href)))"
    )
    made: list[str] = json.loads(node(["--input-type=module", "-e", script]))
    return made


ANY = st.characters(exclude_categories=["Cs"])
LETTERS = st.text(ANY, max_size=40)


# Around the length from which an address is too long.
EDGE = [("a" * 10, "b" * size) for size in range(1_955, 1_985)] + [("\U0001f600" * 151, "")]


@settings(max_examples=4)
@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=100, max_size=200))
def test_the_script_makes_the_same_addresses_as_the_build(pairs: list[tuple[str, str]]) -> None:
    pairs = [(subject, text.replace("\r", "")) for subject, text in [*pairs, *EDGE]]
    assert addresses(pairs) == [routes.mail(subject, text) for subject, text in pairs]


@given(st.text(ANY, max_size=400), st.text(ANY, max_size=3_000))
def test_no_address_of_an_e_mail_is_longer_than_programs_take(subject: str, text: str) -> None:
    assert len(routes.mail(subject, text)) <= 2_000
