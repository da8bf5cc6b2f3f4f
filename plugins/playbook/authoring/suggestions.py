"""The form "Suggest a play", and the draft that its answers become. Whoever fills it in is a stranger."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import yaml

from playbook.anatomy import sections
from playbook.authoring.writing import NewPlay, named, slug
from playbook.loading import schema
from playbook.loading.kinds import Fault, check
from playbook.model import STEPS, Facet, Playbook, Section, Status, Term
from playbook.texts import Texts, english

NO_ANSWER = "_No response_"
_OTHER = "Another source, or my own experience"
HEADER = "# Made from content/playbook.yml by `playbook schema --editors .`; do not edit it by hand.\n"

_HINTS = re.compile(r"<!--.*?-->|^/label [^\n]*$", re.DOTALL | re.MULTILINE)
# A suggestion is longer than a play only by mistake or in bad faith.
_LONGEST = 20_000
_MOST_LINES = 60
_LINE = 110

_LABELS = {
    "title": "What should people do?",
    "summary": "In one sentence: what is it good for?",
    "lead": "Who carries it out?",
    "support": "Who else is involved?",
    "stages": "At which stage is it used?",
    "source": "Where does it come from?",
    "where": "Which lines or section?",
}


class Unusable(ValueError):
    """A suggestion lacks something that a draft cannot do without; the message says what."""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of a form: its answer stands below its label, and `shape` is what GitHub reads."""

    key: str
    label: str
    shape: dict[str, object]
    heading: str = ""


def issue_form(playbook: Playbook, say: Texts | None = None) -> str:
    """The form as GitHub reads it, in YAML; its choices are the vocabulary of the playbook."""
    form = {
        "name": "Suggest a play",
        "description": "You have seen something work between two departments. You need no git and no Markdown.",
        "title": "Suggestion: ",
        "labels": ["suggestion"],
        "body": [
            {
                "type": "markdown",
                "attributes": {"value": "Write as you would tell a colleague. An editor makes a play of it with you."},
            },
            *(question.shape for question in _questions(playbook, say or english())),
        ],
    }
    return HEADER + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=10_000)


def suggested(text: str, playbook: Playbook, day: date, say: Texts | None = None) -> NewPlay:
    """The draft that the text of an issue makes. Raises Unusable where title, role or stage are missing.

    The text is not trusted: choices are looked up in the vocabulary, and of free text only words and lists are left.
    """
    questions = tuple(_questions(playbook, say or english()))
    given = answers(text, questions)
    title = one_line(given.get("title", ""))[: schema.text_of(playbook, "title").most].strip()
    if not title:
        raise Unusable(f"'{_LABELS['title']}' has no answer")
    tags = {facet.id: _terms(given, facet, _key(facet)) for facet in playbook.facets}
    summary_kind = schema.text_of(playbook, "summary")
    support = _terms(given, playbook.role_facet, "support")
    summary = one_line(given.get("summary", ""))
    if isinstance(check(summary_kind, "summary", summary, day), Fault):
        summary = f"{summary or title} (A suggestion by a reader, whose summary an editor still has to write.)"
    written = {question.heading: plain_text(given.get(question.key, "")) for question in questions if question.heading}
    sources = {source.id: source for source in playbook.sources}
    source = sources.get(given.get("source", "").strip())
    where = one_line(given.get("where", ""))[: schema.WHERE.most]
    place = "not said" if isinstance(check(schema.WHERE, "where", where, day), Fault) else where
    if len(summary) > summary_kind.most:
        summary = f"{summary[:120]}... (Cut; an editor still has to shorten it.)"
    return NewPlay(
        title=title,
        tags={id: terms[: playbook.facet(id).most or None] for id, terms in tags.items()},
        sources=((source, place),) if source else (),
        reviewed=day,
        support=tuple(role for role in support if role not in tags.get(playbook.role_facet.id, ())),
        summary=summary,
        status=Status.DRAFT,
        sections=written,
        guided=False,
    )


def suggestion_template(playbook: Playbook, say: Texts | None = None) -> str:
    """The form as a text to fill in, for code hosts that know no forms, such as GitLab."""
    return as_template(_questions(playbook, say or english()), "suggestion")


def as_template(questions: Iterable[FormQuestion], label: str) -> str:
    """Questions as headings with room below, what helps to answer them in comments, and GitLab's line for a label."""
    return "\n".join((*(_asked_for(question) for question in questions), f"/label ~{label}\n"))


def _asked_for(question: FormQuestion) -> str:
    attributes = question.shape["attributes"]
    assert isinstance(attributes, dict), "we made it"
    several = "one or more, with commas between them" if attributes.get("multiple") else "one"
    options = attributes.get("options")
    hints = [
        *([str(attributes["description"])] if "description" in attributes else []),
        *([f"Choose {several}: {', '.join(map(str, options))}."] if isinstance(options, list) else []),
    ]
    return f"### {question.label}\n\n" + (f"<!-- {' '.join(hints)} -->\n\n" if hints else "")


def _questions(playbook: Playbook, say: Texts) -> Iterator[FormQuestion]:
    title, summary = schema.text_of(playbook, "title"), schema.text_of(playbook, "summary")
    most = f"At most {title.most} characters."
    yield _question("title", "input", f"Begin with a verb, as in: Talk sooner. {most}", needed=True)
    yield _question("summary", "textarea", f"{summary.size}.")
    roles = playbook.role_facet
    for facet in playbook.facets:
        yield _dropdown(_key(facet), [_option(facet, term) for term in facet.terms], needed=facet.required)
        if facet is roles:
            yield _dropdown("support", [_option(roles, role) for role in roles.terms], needed=False)
    taken = {*_LABELS, *(_key(facet) for facet in playbook.facets)}
    for number, section in enumerate(_asked(playbook, say)):
        name = slug(section.heading)
        key = f"section-{number}" if not name or name in taken else name
        taken.add(key)
        # A draft without its first section or its steps gives an editor nothing to begin with.
        needed = number == 0 or section.kind is STEPS
        yield _question(key, "textarea", "", section, needed=needed)
    if not any(row.name == "sources" and row.needed for row in schema.fields_of(playbook)):
        return
    choices = [*(source.id for source in playbook.sources), _OTHER]
    yield _dropdown("source", choices, needed=True, several=False)
    yield _question("where", "input", "Such as: lines 7-9.")


def _asked(playbook: Playbook, say: Texts) -> Iterable[Section]:
    """The sections that the form asks for: those with a question, else the needed ones by their headings."""
    every = sections(playbook, say)
    return [one for one in every if one.question] or [replace(one, question=one.heading) for one in every if one.needed]


def _key(facet: Facet) -> str:
    return "lead" if facet.split else facet.id


def _label(key: str) -> str:
    return _LABELS.get(key) or f"What is it about: {key}?"


def _question(key: str, kind: str, hint: str, section: Section | None = None, *, needed: bool = False) -> FormQuestion:
    label, heading = (section.question, section.heading) if section else (_label(key), "")
    attributes: dict[str, object] = {"label": label, **({"description": hint} if hint else {})}
    return FormQuestion(key, label, _element(kind, key, attributes, needed=needed), heading)


def _dropdown(key: str, options: list[str], *, needed: bool, several: bool = True) -> FormQuestion:
    attributes: dict[str, object] = {"label": _label(key), "multiple": several, "options": options}
    return FormQuestion(key, _label(key), _element("dropdown", key, attributes, needed=needed))


def _element(kind: str, key: str, attributes: dict[str, object], *, needed: bool) -> dict[str, object]:
    return {"type": kind, "id": key, "attributes": attributes, "validations": {"required": needed}}


def _option(facet: Facet, term: Term) -> str:
    # GitHub joins several answers with commas.
    return facet.label(term).replace(",", "")


def answers(text: str, questions: Iterable[FormQuestion]) -> Mapping[str, str]:
    """The answers by question. GitHub writes each below a third-level heading, in the order of the form."""
    # What helps to answer stands in comments, where a host knows no forms.
    text = _HINTS.sub("", text[:_LONGEST].replace("\r\n", "\n"))
    found = {}
    for question in questions:
        _, heading, rest = text.partition(f"### {question.label}\n")
        if not heading:
            continue
        following = re.search(r"^### ", rest, re.MULTILINE)
        answer = rest[: following.start()] if following else rest
        text = rest[following.start() :] if following else ""
        if answer.strip() != NO_ANSWER:
            found[question.key] = answer.strip()
    return found


def _terms(answers: Mapping[str, str], facet: Facet, key: str) -> tuple[Term, ...]:
    given = {answer.strip() for answer in answers.get(key, "").split(",")}
    found = tuple(
        term for term in facet.terms if _option(facet, term) in given or any(named(one, facet) is term for one in given)
    )
    if not found and facet.required and key in {"lead", facet.id}:
        raise Unusable(f"'{_label(key)}' has no answer out of the list")
    return found


def one_line(text: str) -> str:
    """A stranger's text as one line of plain words."""
    return " ".join(_tame(line) for line in text.split("\n")).strip()


def plain_text(text: str) -> str:
    """Paragraphs and lists of plain words."""
    lines = [line for raw in text.split("\n")[:_MOST_LINES] if (line := _line(raw)) is not None]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _line(raw: str) -> str | None:
    """A line as a paragraph or an item of a list; None for a line of marks alone."""
    mark = re.match(r"\s*(?:([-*+])|(\d{1,3})[.)])\s+(?=\S)", raw)
    text = _tame(raw[mark.end() :] if mark else raw).lstrip("#>|:~=+*-_!?$ ").rstrip()
    if not text:
        return "" if not raw.strip() else None
    first = (f"{int(mark[2])}. " if mark[2] else "- ") if mark else ""
    return textwrap.fill(text, _LINE, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False)


# What Markdown acts on inside a line, and a harmless twin for each; brackets stay, since `[name]` is for copying.
_HARMLESS = str.maketrans({"<": "(", ">": ")", "`": "'", "\\": "/", "&": "+", "|": "/", "*": "", "~": "", "^": ""})


def _tame(text: str) -> str:
    """A line without anything that Markdown, HTML or YAML could act on."""
    kept = "".join(letter for letter in text if unicodedata.category(letter)[0] != "C")
    plain = kept.translate(_HARMLESS).replace("](", "] (").replace("]:", "] :").replace("][", "] [")
    plain = re.sub(r"(\W)\1{3,}", r"\1\1\1", plain)
    plain = re.sub(r"(?i)\b(javascript|vbscript|data)\s*:", r"\1 ", plain)
    return " ".join(plain.split())
