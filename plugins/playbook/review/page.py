"""One page for whoever reviews a branch, as a comment in Markdown: what changes, for whom, and what is left to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from playbook import routes
from playbook.model import Play
from playbook.problems import Problem, Severity
from playbook.review.effects import Counted, Effects, FirstHit
from playbook.review.suggesting import proposals
from playbook.review.taming import FOLD, MARK, PAGES, TO_TAKE, UNFOLD, code, fenced, plain, tamed
from playbook.review.telling import LEFT_OUT, LINKS, LISTS, PLAYS, STAGE_AND_ROLE, sections
from playbook.rulebook import Accepted

# GitHub takes 65,536 letters, and others more.
LONGEST = 60_000
# What the table says already, and what most reviewers do not look up.
_IN_TABLE, _FOLDED = frozenset({PLAYS, LEFT_OUT}), frozenset({STAGE_AND_ROLE, LISTS, LINKS})
_MOST_ROWS = 60
_MOST_PAGES = 4
# Two texts of more lines than this are not compared: that takes the square of them.
_MOST_LINES = 2_000
_LONG_LINE = 90
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z\"'(\[*“‘„«])")


@dataclass(frozen=True, slots=True)
class Versions:
    """A content file before and after; empty where it is not there."""

    path: str
    before: str
    after: str

    @property
    def change(self) -> str:
        return "changed" if self.before and self.after else "new" if self.after else "removed"


def review_page(
    effects: Effects | None,
    searches: Sequence[FirstHit] | None,
    problems: Sequence[Problem],
    texts: Sequence[Versions],
    accepted: Sequence[Accepted] = (),
    apart: Sequence[Problem] = (),
) -> str:
    """The page, of at most LONGEST letters. Texts that find no room there are counted; it is safe to post as it is.

    `accepted` is what files accept, and `apart` has a problem for each place. `effects` is None where the playbook
    cannot be read at all, `searches` where nobody asked the search.
    """
    head = [MARK, "## What this change does", ""]
    found: list[tuple[str, list[str]]] = []
    if effects is None:
        head += ["The vocabulary cannot be read on one of the two sides, so nothing else can be compared.", ""]
    else:
        found = sections(effects, searches)
        head += _plays(effects, problems)
    head += [*_others(effects, texts), *_lists(one for one in found if one[0] not in {*_IN_TABLE, *_FOLDED})]
    head += ["### What the check says", "", *_check(problems, accepted), ""]
    pages = [*_lists(one for one in found if one[0] in _FOLDED)]
    blocks = ["\n".join(("", PAGES, "", *pages, UNFOLD, "")) if pages else "", _mends(apart or problems, texts)]
    blocks += map(_compared, texts)
    return _bounded(tamed("\n".join(head)), [tamed(block) for block in blocks])


def check_page(problems: Sequence[Problem], accepted: Sequence[Accepted] = ()) -> str:
    """The same of a whole playbook: what the check says."""
    return _bounded(tamed("\n".join(["## What the check says", "", *_check(problems, accepted), ""])), ())


def _bounded(head: str, blocks: Sequence[str]) -> str:
    if len(head) > LONGEST - 200:
        head = (
            head[: LONGEST - 200].rpartition("\n")[0]
            + "\n\nThere is more than fits here: `playbook review` says all.\n"
        )
    page, left = head, 0
    for block in blocks:
        if len(page) + len(block) > LONGEST - 200:
            left += 1
        else:
            page += block
    if left:
        page += f"\nThe texts of {left} more file{'s' if left > 1 else ''} stand among the files of the change.\n"
    return page


def _plays(effects: Effects, problems: Sequence[Problem]) -> Iterator[str]:
    """A table of the plays that differ."""
    rows = []
    for play, change, gain in _rows(effects):
        page = f"[{routes.play(play).url}]" if play.path in effects.shown else ""
        name = f"**{plain(play.title)}** {code(play.path)}"
        rows.append(f"| {name} | {change}{_faults(play.path, problems)} | {gain} | {page} |")
    for path in _broken(effects):
        name = code(path).replace("|", "\\|")
        rows.append(f"| {name} | broken{_faults(path, problems)} | Nothing can be told before it is mended. | |")
    if not rows:
        yield "No play changes.\n"
        return
    yield "| Play | Change | For readers | Page |"
    yield "|---|---|---|---|"
    yield from rows[:_MOST_ROWS]
    yield ""
    if len(rows) > _MOST_ROWS:
        yield f"And {len(rows) - _MOST_ROWS} more plays.\n"


def _rows(effects: Effects) -> Iterator[tuple[Play, str, str]]:
    """Each play that differs, what happened to it, and what readers notice."""
    moved = {play.id: old for old, play in effects.moved}
    changed = dict(effects.changed)
    for play in effects.added:
        yield play, "new", f"{plain(play.summary)} {_places(play, effects)}".rstrip()
    for play in dict.fromkeys((*(play for _, play in effects.moved), *changed)):
        old = moved.get(play.id)
        parts = plain(", ".join(changed.get(play, ())))
        by_hand = old in effects.by_hand
        leads = "leads on once it is renamed" if by_hand else "leads on"
        address = f"`plays/{old}/` {leads}. " if old else ""
        change = "; ".join(filter(None, ("moved" if old else "", f"changed: {parts}" if parts else "")))
        yield play, change, address + (_places(play, effects) or "The same pages as before.")
    for play in effects.retired:
        heir = effects.titles.get(play.replaced_by, play.replaced_by)
        yield play, "retired", f"Replaced by {plain(heir)}." if heir else "It is no longer recommended."
    for play in effects.removed:
        yield play, "removed", _places(play, effects) or "It is gone."
    for play, is_new in effects.drafts:
        yield play, "new draft" if is_new else "draft changed", "Nothing yet: readers do not see drafts."


def _broken(effects: Effects) -> Iterator[str]:
    return (path for path in effects.left_out if path.startswith("plays/"))


def _places(play: Play, effects: Effects) -> str:
    """The pages on which readers meet a play now, and no longer do."""
    pages = (*effects.pages, *effects.cells)
    gained = [page for page in pages if play.id in page.gains]
    lost = [page for page in pages if play.id in page.loses]
    said = [(f"Now on {_named(gained)}." if gained else ""), (f"No longer on {_named(lost)}." if lost else "")]
    return " ".join(filter(None, said))


def _named(pages: Sequence[Counted]) -> str:
    more = len(pages) - _MOST_PAGES
    return "; ".join(plain(page.title) for page in pages[:_MOST_PAGES]) + (f"; {more} more" if more > 0 else "")


def _faults(path: str, problems: Iterable[Problem]) -> str:
    """How many errors and pieces of advice there are about a file."""
    mine = [problem for problem in problems if problem.location.path == path]
    errors = sum(problem.severity is Severity.ERROR for problem in mine)
    advice = len(mine) - errors
    said = [f"{errors} error{'s' if errors > 1 else ''}"] if errors else []
    said += [f"{advice} piece{'s' if advice > 1 else ''} of advice"] if advice else []
    return f"; **{', '.join(said)}**" if said else ""


def _lists(found: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    for heading, lines in found:
        yield f"### {heading}\n"
        yield from (f"- {line}" for line in lines)
        yield ""


def _others(effects: Effects | None, texts: Iterable[Versions]) -> Iterator[str]:
    """The files that no row of the table is about."""
    told = {*(play.path for play, _, _ in _rows(effects)), *_broken(effects)} if effects else set()
    others = [text for text in texts if text.path not in told]
    if others:
        yield "### Other files\n"
        yield from (f"- {code(text.path)}: {text.change}" for text in others[:_MOST_ROWS])
        if len(others) > _MOST_ROWS:
            yield f"- and {len(others) - _MOST_ROWS} more"
        yield ""


def _check(problems: Sequence[Problem], accepted: Sequence[Accepted]) -> Iterator[str]:
    if not problems:
        yield "Nothing."
    yield from _rows_of(f"- **{one.severity}** {_told(one)}{plain(one.further)}" for one in problems)
    if accepted:
        yield "\n### What is accepted, and why\n"
        yield from _rows_of(f"- {_told(one.problem)} **Accepted:** {plain(one.why)}" for one in accepted)


def _told(problem: Problem) -> str:
    return f"{code(str(problem.location))} {plain(problem.message)}"


def _rows_of(rows: Iterable[str]) -> Iterator[str]:
    """The first rows, and how many more there are."""
    listed = [*rows]
    yield from listed[:_MOST_ROWS]
    if len(listed) > _MOST_ROWS:
        yield f"- and {len(listed) - _MOST_ROWS} more"


def _mends(problems: Sequence[Problem], texts: Iterable[Versions]) -> str:
    """What can be taken over as it stands, folded."""
    after = {text.path: text.after for text in texts}
    found = proposals(problems, lambda path: after.get(path, ""))
    shown = "\n".join(
        "\n".join((f"{one.path}:{one.first}", *_marked("-", one.before), *_marked("+", one.after))) for one in found
    )
    return f"\n{TO_TAKE}\n\n{fenced(shown, 'diff')}\n\n{UNFOLD}\n" if found else ""


def _marked(sign: str, text: str) -> list[str]:
    return [f"{sign}{line}" for line in text.split("\n")] if text else []


def _compared(text: Versions) -> str:
    """A file before and after, folded."""
    before, after = _sentences(text.before), _sentences(text.after)
    if max(len(before), len(after)) > _MOST_LINES:
        return ""
    rows = [row for row in unified_diff(before, after, n=1, lineterm="") if row not in ("--- ", "+++ ")]
    shown = "\n".join("⋯" if row.startswith("@@") else row for row in rows)
    return f"\n#### {code(text.path)}\n\n{FOLD}\n\n{fenced(shown, 'diff')}\n\n{UNFOLD}\n" if shown else ""


def _sentences(text: str) -> list[str]:
    """The lines of a text, those of long paragraphs cut behind each sentence."""
    lines = text.rstrip("\n").split("\n") if text else []
    return [part for line in lines for part in (_SENTENCE.split(line) if len(line) > _LONG_LINE else (line,))]
