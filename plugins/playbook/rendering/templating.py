"""Jinja as this house uses it: autoescape, StrictUndefined, a site's own templates before ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from itertools import islice
from pathlib import Path
from traceback import extract_tb
from typing import Any, NoReturn

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplatesNotFound,
    TemplateSyntaxError,
    UndefinedError,
    meta,
)
from markupsafe import Markup

from playbook import routes
from playbook.guard import Hindrance
from playbook.markdown import Body, opened, steps_are_ours
from playbook.model import Again, Duration, Effort, Evidence, Experience, Extra, ExtraValue, Lines, NamedLink, Play
from playbook.rendering.compiling import Compiled, Constants
from playbook.routes import FOLDERS, Addresses, Route
from playbook.texts import Texts, english

_MOST_REMEMBERED = 16_000  # pieces of pages, of which few have more than a thousand letters
# Whether a template asks for the text of its page, by its source.
_ASKED: dict[str, bool] = {}


class _Environment(Environment):
    """Tells in a sentence what is wrong with a template of the site's own; what is wrong with ours is our mistake."""

    def __init__(self, overrides: Path | None, **options: Any) -> None:
        super().__init__(**options)
        self._own = overrides

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """What Jinja calls where a template cannot be read or does not come to its end."""
        try:
            super().handle_exception(source)
        except Hindrance:
            raise
        except Exception as fault:
            if place := _place(fault, self._own):
                raise Hindrance(f"The template {place} {_fault_said(fault)}") from fault
            raise


def _place(fault: Exception, own: Path | None) -> str:
    """The line of the site's own templates on which a fault arose; empty where it is none of theirs."""
    if own is None:
        return ""
    if isinstance(fault, TemplateSyntaxError):
        file = fault.filename or str(own / (fault.name or ""))
        return f"{file}:{fault.lineno}" if Path(file).is_relative_to(own) and Path(file).is_file() else ""
    lines = [(Path(frame.filename), frame.lineno) for frame in extract_tb(fault.__traceback__)]
    found = [f"{file}:{line}" for file, line in lines if file.is_relative_to(own) and file.suffix != ".py"]
    return found[-1] if found else ""


def _fault_said(fault: Exception) -> str:
    """What is wrong, with the way out."""
    said = " ".join(str(fault).split())
    if isinstance(fault, UndefinedError):
        return f"asks for what is not there: {said}. Mend the name; templates/README.md lists what it may ask."
    if isinstance(fault, TemplateSyntaxError):
        return f"cannot be read: {fault.message}. Mend that line."
    if isinstance(fault, TemplatesNotFound | TemplateNotFound):
        return f"asks for a template that is not there: '{said}'. Mend its name."
    return f"fails: {type(fault).__name__}: {said}. Mend that line."


def environment(
    overrides: Path | None = None, texts: Texts | None = None, steps: frozenset[str] = frozenset()
) -> Environment:
    """Templates of the package, each of which a file of the same name in `overrides` replaces.

    `{{ say("path.after", plays=titles) }}` in them gives a text of the interface as HTML. `steps` are
    the headings, in small letters, of sections of steps.
    """
    texts = texts or english()
    ours = PackageLoader("playbook", "templates")
    loader = ChoiceLoader([FileSystemLoader(overrides), ours]) if overrides else ours
    made = _Environment(
        overrides,
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[Constants],
        bytecode_cache=Compiled(texts),
    )
    # Many plays share an effort or a day.
    made.filters.update(effort=cache(partial(effort_said, texts)), day=cache(texts.day))
    made.filters.update(values=partial(values_said, texts), duration=partial(duration, texts))
    made.filters.update(told=partial(effort_told, texts), experience=partial(experience_said, texts))
    made.filters.update(tried=partial(tried_said, texts), evidence=lambda play: evidence_said(texts, play, steps))
    made.filters.update(lines=partial(_lines, texts), opened=opened)
    made.globals.update(routes=routes, cached=cached(), texts=texts, say=texts.html)
    return made


def extra_said(texts: Texts, extra: Extra) -> str:
    """The value of a key that no code knows, as readers see it, without what links lead to."""
    return texts("list.comma").join(words for words, _ in values_said(texts, extra))


def values_said(texts: Texts, extra: Extra) -> list[tuple[str, str]]:
    """The value, or each of a list of them, as readers see it, and where it leads; that is empty, save for a link."""
    values = extra.value if isinstance(extra.value, tuple) else (extra.value,)
    return [(_said(texts, value), value.url if isinstance(value, NamedLink) else "") for value in values]


def _said(texts: Texts, value: ExtraValue) -> str:
    if isinstance(value, NamedLink):
        return value.name
    return texts.day(value) if isinstance(value, date) else f"{value:g}" if isinstance(value, float) else str(value)


def shows_body(made: Environment, template: str) -> bool:
    """Whether a template has room for the text of its page."""
    assert made.loader is not None, "`environment` gives it one"
    source, file, _ = made.loader.get_source(made, template)
    known = _ASKED.get(source)
    if known is None:
        known = _ASKED[source] = "body" in meta.find_undeclared_variables(made.parse(source, template, file))
    return known


def cached() -> Callable[..., str]:
    """For `{% call cached("card", play.id, depth) %}`: what the block gives is worked out once for each key.

    Cards and menus are the same on very many pages, and with 1,000 plays they are most of the work of the templates.
    """
    known: dict[tuple[object, ...], str] = {}

    def remembered(*key: object, caller: Callable[[], str]) -> str:
        if key not in known:
            if len(known) >= _MOST_REMEMBERED:
                # The oldest go: pages that show the same stand near one another.
                for old in tuple(islice(known, _MOST_REMEMBERED // 2)):
                    del known[old]
            known[key] = caller()
        return known[key]

    return remembered


@dataclass(slots=True)
class Contents:
    """What a page holds that can be linked to, noted by its template: `h2`, `anchor` and `prose` in it are these."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def h2(self, anchor: str, caller: Callable[[], Markup]) -> Markup:
        """A heading that the list of contents shows: `{% call h2("plays") %}Plays{% endcall %}`."""
        words = caller()
        self.headings.append((anchor, words.striptags()))
        return Markup('<h2 id="{}">{}</h2>\n').format(self.anchor(anchor), words)

    def anchor(self, anchor: str) -> str:
        """An anchor of anything else: `id="{{ anchor(entry.id) }}"`."""
        self.anchors.add(anchor)
        return anchor

    def prose(self, body: Body, *, part: bool = False) -> Markup:
        """The text that somebody wrote for the page; a `part` of the page of all plays has its own headings."""
        html = body.printed if part else body.html
        if not html:
            return Markup()
        if not part:
            self.headings += ((heading.anchor, heading.text) for heading in body.headings)
            self.anchors |= body.anchors
        return Markup('<div class="pb-body">\n{}\n</div>\n').format(html)


def render(
    made: Environment, template: str, here: Route, context: Mapping[str, object], layout: Addresses = FOLDERS
) -> tuple[Markup, Contents]:
    """A template as HTML, and what it holds; `link(route)` in it gives the address relative to `here`."""
    contents = Contents()
    noted = {"h2": contents.h2, "anchor": contents.anchor, "prose": contents.prose}
    html = made.get_template(template).render(link=layout.linker(here), here=here, **noted, **context)
    return Markup(html), contents


def effort_said(say: Texts, effort: Effort | None, time: Duration | None) -> str:
    """How much work a play is, in the one wording of pages, plans and files: "small effort, 30-60 minutes".

    Empty where nobody said. What is work and takes no time is ongoing.
    """
    if effort is None:
        return duration(say, time) if time else ""
    takes = duration(say, time) if time else say("duration.ongoing")
    return f"{say(f'effort.{effort}')}{say('list.comma')}{takes}"


def effort_told(say: Texts, play: Play) -> tuple[str, ...]:
    """The same in up to three numbers: the reader's own time, in how many weeks it is done, and how many take part."""
    told = [said] if (said := effort_said(say, play.effort, play.time)) else []
    if play.effort and play.time and (play.elapsed or play.people):
        told = [say("duration.yours", effort=told[0])]
    if play.elapsed:
        told.append(say("duration.done", weeks=_span(say, "weeks", play.elapsed)))
    if play.people:
        told.append(_span(say, "people", play.people))
    return tuple(told)


def _span(say: Texts, unit: str, span: Duration) -> str:
    if span.least == span.most:
        return say(f"duration.{unit}", count=span.most)
    return say(f"duration.{unit}_between", count=span.most, least=span.least, most=span.most)


def evidence_said(say: Texts, play: Play, steps: frozenset[str]) -> str:
    """What a play rests on; `steps` are the headings of sections of steps, in small letters, which may be ours."""
    if play.evidence is None:
        return ""
    plain = say(f"evidence.{play.evidence}")
    ours = play.evidence not in (Evidence.INFERRED, Evidence.PRACTISED) and steps_are_ours(play.body, steps)
    return say("evidence.ours", evidence=plain) if ours else plain


def experience_said(say: Texts, one: Experience) -> str:
    """Where and when a play was tried: "A chain of shops, 50 to 250 people, October 2026"."""
    names = say.words("language.months")
    month = say("experience.month", month=names[one.month.month - 1], year=one.month.year)
    parts = (one.organisation, say(f"experience.{one.size}"), *((one.name,) if one.name else ()), month)
    return say("list.comma").join(parts)


def tried_said(say: Texts, ones: Sequence[Experience]) -> str:
    """How many tried a play, and how many of them would do it again; empty where nobody did."""
    found = [one.again for one in ones]
    counts = [(again, found.count(again)) for again in (Again.YES, Again.WITH_CHANGES, Again.NO) if again in found]
    again = say("list.comma").join(say(f"experience.{again}", count=count) for again, count in counts)
    return say("experience.tried", count=len(ones), again=again) if ones else ""


def duration(say: Texts, time: Duration) -> str:
    """Minutes in the unit that a diary uses: minutes to two hours, hours to two days of eight, then days."""
    size, unit = next((size, unit) for size, unit, most in _UNITS if time.most <= most)
    count = max(1, round(time.most / size * 2)) / 2
    least, most = _in_halves(time.least / size), _in_halves(time.most / size)
    if least == most:
        return say(f"duration.{unit}", count=count, time=most)
    return say(f"duration.{unit}_between", count=count, least=least, most=most)


_UNITS = ((1, "minutes", 120), (60, "hours", 960), (480, "days", 1_000_000))


def _in_halves(number: float) -> str:
    halves = max(1, round(number * 2))
    return f"{halves // 2 or ''}{'½' if halves % 2 else ''}"


def _lines(say: Texts, lines: Lines) -> str:
    if lines.first == lines.last:
        return say("source.line", first=lines.first)
    return say("source.lines", first=lines.first, last=lines.last)
