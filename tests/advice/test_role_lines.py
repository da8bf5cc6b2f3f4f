"""Lines for roles have one grammar: whom a page gives a line, the check counts as told, and nobody else."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.advice import RuleContext, context_of
from playbook.advice.anatomy import missing_role_lines, unlisted_role_lines
from playbook.markdown import Setting, plain_openings
from playbook.model import Play, Term
from playbook.review.checking import check
from playbook.routes import play as route
from playbook.site import build
from tests.advice.sound import FILES
from tests.playbooks import FILES as SMALL
from tests.playbooks import loaded, write

TODAY = date(2026, 11, 21)

NAMES = st.sampled_from(["CMO", "cmo", "IT team", "it Team", "CIO", "IT", "Everybody", "Commander"])
JOINED = st.lists(NAMES, min_size=1, max_size=3).flatmap(
    lambda names: st.sampled_from([" and ", ", ", " & ", "/", "; ", " + ", ", and ", " or ", " AND ", "&amp;"]).map(
        lambda between: between.join(names)
    )
)
BOLD = st.sampled_from(
    [
        *("**{}:**", "**{}**:", "**{}**", "** {} **", "__{}:__", "***{}:***", "**{}*:*", "**`{}`:**", "*{}*:", "{}:"),
        *("**[{}](plan-together.md):**", "**{}**{{: #a}}", "\\**{}:**", "**{}", "**{}:** **again**", "**{}:**`"),
        "![a](b.png) **{}**",
    ]
)
MARK = st.sampled_from(["- ", "* ", "+ ", "-  ", "1. ", "  - ", "    - ", "", "> - ", "- - ", "-\t", "-"])
LINE = st.builds(
    lambda mark, bold, names, says: mark + bold.format(names) + says,
    MARK,
    BOLD,
    JOINED,
    st.sampled_from([" Go.", "", "\n  and wait.", "\n\n    And wait.", " a | b\n  | -", "\n\tthen *go*.", "\n---"]),
)
SECTION = st.lists(
    st.one_of(LINE, st.sampled_from(["", "Before.", "<!-- -->", "```", "### More", "!!! note", "[a]: b.png"])),
    max_size=6,
).map("\n".join)
# Sections that look as they should, in which something small may be amiss.
TIDY = st.lists(
    st.builds(
        "{}**{}**{}".format,
        st.sampled_from(["- ", "- ", "* ", "+ "]),
        st.one_of(JOINED, st.text("CI O:&/a-+'_", min_size=1, max_size=6)),
        st.one_of(
            st.sampled_from([" Go.", "", "\n  and wait.", "\n\tNow | then.", "\n  ([a](b.md)).", '\n  "So", then.']),
            st.text('*_`a {}\n#=:|(["]', max_size=6),
        ),
    ),
    min_size=1,
    max_size=4,
).map("\n".join)


class Sound(RuleContext):
    """The sound playbook; a property that fails says what it failed with, not the whole of this."""

    def __repr__(self) -> str:
        return "sound"


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> RuleContext:
    root = write(tmp_path_factory.mktemp("sound"), FILES)
    site = build(loaded(root))
    context = context_of(site.edition, site.reader, root, TODAY)
    return Sound(context.edition, context.reader, context.places, context.today, context.texts)


def judged(context: RuleContext, section: str, gap: str = "\n\n") -> tuple[set[str], set[str], set[str]]:
    """The roles of a play with this section: those whom its page gives a line, and those whom the check calls silent.

    Then those of whom the check says that they are not the play's.
    """
    body = f"## When to use it\n\nNow.\n\n## Your part{gap}{section}\n\n## Traps\n\n- **CIO:** One.\n"
    old = next(play for play in context.playbook.plays if play.id == "talk-first")
    play = replace(old, body=body)
    playbook = replace(context.playbook, plays=(play,))
    now = context_of(replace(context.edition, playbook=playbook), context.reader, context.places.root, TODAY)
    made = now.reader.read(body, Setting(route(play), play.lead + play.support, is_play=True))
    told = set(" ".join(re.findall(r'data-role="([^"]*)"', made.html)).split())
    messages = [message for _, message, *_ in missing_role_lines(now)]
    silent = {role.id for role in roles(play) if any(re.search(rf"\*\*{role.name}:\*\*", one) for one in messages)}
    return told, silent, {message.split("'")[1] for _, message, *_ in unlisted_role_lines(now)}


def roles(play: Play) -> tuple[Term, ...]:
    return play.lead + play.support


@settings(max_examples=200)
@given(SECTION, st.sampled_from(["\n\n", "\n"]))
def test_whom_the_page_gives_a_line_the_check_counts_as_told(context: RuleContext, section: str, gap: str) -> None:
    told, silent, _ = judged(context, section, gap)
    assert told.isdisjoint(silent)
    assert told | silent == {"cmo", "it-team"}


@settings(max_examples=200)
@given(st.one_of(SECTION, TIDY, TIDY))
def test_a_section_that_is_read_without_a_parser_is_read_as_by_one(context: RuleContext, section: str) -> None:
    (play,) = (play for play in context.playbook.plays if play.id == "talk-first")
    plain = plain_openings(section)
    made = context.reader.read(f"## Your part\n\n{section}\n", Setting(route(play), play.lead, is_play=True))
    assert plain is None or plain == made.openings


@pytest.mark.parametrize(
    "names", ["CMO & IT team", "CMO and it team", "cmo; IT team", "CMO/IT team", "CMO, IT team", "IT team, and CMO"]
)
@pytest.mark.parametrize("line", ["- **{}:** Go.", "* __{}__: Go.", "- ***{}:*** Go.\n\n    Together."])
def test_a_line_may_speak_to_two(names: str, line: str, context: RuleContext) -> None:
    assert judged(context, line.format(names)) == ({"cmo", "it-team"}, set(), set())


@pytest.mark.shared
@pytest.mark.parametrize("case", ["ampersand", "lower-and", "semicolon", "two"])
def test_the_cases_of_lines_that_speak_to_two_are_told_nothing(case: str, shared: Path, tmp_path: Path) -> None:
    play = (shared / "cases/shape" / f"role-line-{case}.md").read_text("utf-8")
    told = check(write(tmp_path, {**SMALL, "plays/talk-first.md": play}), TODAY).problems
    assert [str(problem) for problem in told if "role-line" in problem.code] == []


def test_most_sections_need_no_parser(context: RuleContext) -> None:
    texts = [part for text in context.texts.values() for part in text.parts if part.heading == "Your part"]
    assert len(texts) == 2
    assert all(plain_openings(part.text) for part in texts)
    assert plain_openings("- **CMO:** Go\n  with them.\n- **CIO & IT:** Wait.\n") == ("CMO:", "CIO & IT:")
    assert plain_openings('- **CMO:** Go\n  ([a](b.md)).\n- **CIO:** Wait for\n  "that".\n') == ("CMO:", "CIO:")
    assert plain_openings("- **CMO &copy; CIO:** Go.\n") is None
