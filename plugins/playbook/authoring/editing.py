"""Makes edits in texts: those that do not meet, each where its text still stands."""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import accumulate

from playbook.letters import without_hidden
from playbook.problems import Edit, Fix, Location

_Span = tuple[int, int, str]


def mended(texts: Mapping[str, str], fixes: Iterable[Fix]) -> dict[str, str]:
    """Those of the texts, by their paths, that fixes change, as they are afterwards.

    A fix that meets one before it waits, and so does one whose text is not there any more: whoever looks again finds
    what is left. Characters that nobody sees go first, since places are told as if they were not there. Each line keeps
    its end, and a line that is added ends like the first of its file.
    """
    fixes = list(fixes)
    # A file that is not there yet begins with what is put before its first place.
    fresh = {
        edit.location.path: ""
        for fix in fixes
        for edit in fix.edits
        if edit == Edit(Location(edit.location.path), "", edit.new)
    }
    pages = {path: _Page(text) for path, text in {**fresh, **texts}.items()}
    unseen = [fix for fix in fixes if _is_unseen(fix)]
    first = {edit.location.path for fix in unseen for edit in fix.edits}
    for fix in (*unseen, *(fix for fix in fixes if not first & {edit.location.path for edit in fix.edits})):
        if all(edit.location.path in pages for edit in fix.edits):
            _make(fix, pages)
    return {path: page.edited() for path, page in pages.items() if page.spans}


def difference(path: str, before: str, after: str) -> str:
    """A unified diff, empty where nothing changed."""
    lines = difflib.unified_diff(before.splitlines(True), after.splitlines(True), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)


class _Page:
    """A text as it lies in its file, where its lines begin, and what will be written where, sorted."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        self._text = text
        self._starts = [*accumulate((len(line) + 1 for line in lines[:-1]), initial=0)]
        self._line_end = "\r\n" if lines[0].endswith("\r") else "\n"
        self.spans: list[_Span] = []

    def span(self, edit: Edit) -> _Span | None:
        """Where an edit begins and ends, and what it puts there; None where its text does not stand there."""
        if edit.end.line > len(self._starts):
            return None
        start, end = (self._starts[place.line - 1] + place.column - 1 for place in (edit.location, edit.end))
        stands = end <= len(self._text) and self._text[start:end].replace("\r\n", "\n") == edit.old
        return (start, end, edit.new.replace("\n", self._line_end)) if stands else None

    def take(self, span: _Span) -> bool | None:
        """Take the room for an edit: True once taken, None where the same edit has it, False where another has."""
        place = bisect_left(self.spans, span)
        around = self.spans[max(place - 1, 0) : place + 1]
        if span in around:
            return None
        if any(_meet(span, other) for other in around):
            return False
        self.spans.insert(place, span)
        return True

    def edited(self) -> str:
        pieces, done = [], 0
        for start, end, new in self.spans:
            pieces += [self._text[done:start], new]
            done = end
        return "".join((*pieces, self._text[done:]))


def _make(fix: Fix, pages: Mapping[str, _Page]) -> None:
    """Take the room that the edits of a fix need, for all of them or for none; what is asked for twice is made once."""
    made: list[tuple[_Page, _Span]] = []
    for edit in fix.edits:
        page = pages[edit.location.path]
        span = page.span(edit)
        taken = span is not None and page.take(span)
        if span and taken:
            made.append((page, span))
        elif taken is False:
            for other, known in made:
                other.spans.remove(known)
            return


def _is_unseen(fix: Fix) -> bool:
    return all(edit.old and not without_hidden(edit.old) for edit in fix.edits)


def _meet(one: _Span, other: _Span) -> bool:
    """Whether two overlap, or both put something between the same letters."""
    inside = one[0] < other[1] and other[0] < one[1]
    return inside or one[0] == one[1] == other[0] == other[1]
