"""What the search knows of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page that can be found.

    `id` is the play's id, or the route of any other page; `url` is the route of the page. `kind` is "play" or
    any other word for a page that is none. `text` is what the reader sees below the title, without lists that
    the generator adds: a page that quotes the titles of others would be found in their place. `starts` says of each
    of the `headings` where its section begins in the text, and by which anchor of the page it is reached.
    `facets` holds (facet id, ids of lead terms, ids of support terms) for each facet of the page. `evidence` and
    `effort` are "" where a page has none. `links` holds what the text calls other pages: (URL of the page, words
    of the link) pairs. A page that mostly `lists` others is a doubtful answer, and one that `answers` comes before all
    plays where its own words are asked. `leads_to` are ids of the plays that it names.
    """

    id: str
    kind: str
    url: str
    title: str
    summary: str = ""
    aliases: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    text: str = ""
    facets: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    evidence: str = ""
    effort: str = ""
    links: tuple[tuple[str, str], ...] = ()
    lists: bool = False
    answers: bool = False
    leads_to: tuple[str, ...] = ()
    starts: tuple[tuple[int, str], ...] = ()

    def sections(self) -> list[tuple[str, str, str]]:
        """The text in sections: anchor, heading and words of each; what stands before the first has neither."""
        ends = [start for start, _ in self.starts] + [len(self.text)]
        found = [("", "", self.text[: ends[0]].strip())]
        for (start, anchor), end, heading in zip(self.starts, ends[1:], self.headings, strict=False):
            found.append((anchor, heading, self.text[start + len(heading) : end].strip()))
        return [section for section in found if section[2]]
