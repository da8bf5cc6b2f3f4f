"""What goes wrong in the build of a text: what its editor is told, where, and what the fix makes of it."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.review.checking import check
from playbook.review.fixing import mends
from tests.advice.sound import FILES as SOUND
from tests.advice.sound import TODAY
from tests.playbooks import changed, write

PATH = "plays/talk-first.md"
SUMMARY = "summary: Say what you need before you choose a tool, so that nobody is surprised by it."
STEPS = """\
1. **CMO: write half a page.** Say what the tool is for. Result: half a page that both can read.
2. **IT team: ask back.** Name what it has to be joined with. Result: a list of three systems.
3. **Both: decide.** Take what is there already, or go and look. Result: a line in the notes.
"""
OTHERS = """\
1. **IT team: lay both plans down.** One beside the other, by month. Result: a wall full of paper.
2. **CMO: mark where they collide.** With a thick pen. Result: a handful of red circles.
3. **Both: settle each circle.** Whoever can wait says so. Result: two dates that moved.
"""
LETTER = """\
> **Subject: Half an hour on Monday**
>
> Hello [name], we would like to buy a tool and know too little of what you run. May we come by?
"""
PLAY = SOUND[PATH].replace("1. Write half a page and send it to whoever will have to run the tool.\n", STEPS)
PLAY = changed(PLAY, "## Traps\n", f"## Say it like this\n\n{LETTER}\n## Traps\n")
PLAY = changed(PLAY, "- Arriving with", "- Answers that come too late.\n- Arriving with")
PROMPT = "1. **{lead}:** TODO: say what to do. Result: TODO: name what is there afterwards."
ANATOMY = SOUND["playbook.yml"].replace("kind: steps,", f'kind: steps, steps: {{min: 3, max: 7}}, prompt: "{PROMPT}",')
FILES = {
    **SOUND,
    "playbook.yml": changed(
        ANATOMY, "  - {heading: Traps", "  - {heading: Say it like this, kind: words}\n  - {heading: Traps"
    ).replace("facets:", "words: {min: 30, max: 700}\nfacets:", 1),
    "plays/plan-together.md": SOUND["plays/plan-together.md"].replace(
        "1. Put the two plans side by side and mark where they collide.\n", OTHERS
    ),
    PATH: PLAY,
}
CITED = "([Field, lines 7-9](../sources/interview.md#lines-7-9))"
WHEN = f"Before you sign {CITED}."
FIRST = "1. **CMO: write half a page.** Say"


@dataclass(frozen=True)
class Row:
    """What is changed, what is told of it, how the text begins to which it points, and the text after the fix."""

    old: str
    new: str
    code: str
    points: str
    fixed: str = ""


def letter(text: str) -> str:
    return LETTER.replace("> Hello", text)


TABLE = {
    "a heading without a blank": Row("## Traps", "##Traps", "heading-form", "##Traps", "\n## Traps\n"),
    "a heading that is underlined": Row("## Steps", "Steps\n-----", "missing-section", "Steps\n-", "\n## Steps\n\n"),
    "a heading in bold": Row("## Steps", "**Steps**", "missing-section", "**Steps**", "\n## Steps\n"),
    "a heading with a colon": Row("## Steps", "## Steps:", "missing-section", "## Steps:", "\n## Steps\n"),
    "a heading of another name": Row("## Steps", "## What we do", "missing-section", "## What", "\n## Steps\n"),
    "a section that stands twice": Row(
        "- Arriving with", "- Haste.\n\n## Traps\n\n- Arriving with", "repeated-section", "## Traps\n\n- Arr"
    ),
    "a section of one word": Row(
        "- Answers that come too late.\n- Arriving with a product that is chosen already.\n",
        "- Haste.\n",
        "empty-section",
        "## Traps",
    ),
    "steps with brackets": Row(STEPS, STEPS.replace(". **", ") **"), "list-form", "1) ", STEPS),
    "steps without blanks": Row(
        STEPS, STEPS.replace(". **", ".").replace(".** ", ". "), "list-form", "1.CMO", "\n1. CMO: write"
    ),
    "steps with bullets": Row(
        STEPS, STEPS.replace("1. ", "- ").replace("2. ", "- ").replace("3. ", "- "), "no-steps", "- **CMO", STEPS
    ),
    "bullets from a word processor": Row(
        "- Answers that", "• Answers that", "list-form", "• Answers", "\n- Answers that"
    ),
    "dashes from a word processor": Row(
        "- Answers that come too late.\n- Arriving",
        "– Answers that come too late.\n– Arriving",
        "list-form",
        "– Answers",
        "\n- Answers that come too late.\n- Arriving",
    ),
    "a non-breaking space behind a hyphen": Row(
        "- **CMO:**", "-\u00a0**CMO:**", "list-form", "-\u00a0**CMO", "\n- **CMO:**"
    ),
    "hyphens without blanks": Row("- Answers that", "-Answers that", "list-form", "-Answers", "\n- Answers that"),
    "bullets in a letter": Row("> Hello", "> • Hello", "list-form", "• Hello", "> - Hello"),
    "a list below a line of text": Row(
        "- Answers that", "This is what is left:\n2. Answers that", "list-gap", "2. Answers", "left:\n\n2. Answers"
    ),
    "a list below a line of a letter": Row(
        "come by?\n",
        "come by?\n> 2. on Monday\n> 3. on Tuesday\n",
        "list-gap",
        "> 2. on Monday",
        ">\n> 2. on Monday\n> 3. on",
    ),
    "an icon": Row("- Answers that", "- Answers :material-check: that", "foreign-sign", ":material"),
    "an emoji by its name": Row(
        "- Answers that", "- Answers :rocket: that", "foreign-sign", ":rocket", "Answers \U0001f680 that"
    ),
    "a macro": Row("- Answers that", "- Answers {{ late }} that", "foreign-sign", "{{ late"),
    "a file put in": Row("## Traps\n", '## Traps\n\n--8<-- "traps.md"\n', "foreign-sign", "--8<--"),
    "a container of columns": Row("## Traps\n", "## Traps\n\n::: columns\n\n", "foreign-sign", "::: col"),
    "a link by a name": Row(
        "- Answers that",
        "- [[Plan together|Both plans]] and answers that",
        "foreign-sign",
        "[[Plan",
        "- [Both plans](plan-together.md) and",
    ),
    "a page put in": Row("- Answers that", "- ![[plan-together]] Answers that", "foreign-sign", "![[plan"),
    "a formula that nobody can set": Row("- Answers that", r"- Answers $\nobody{x}$ that", "foreign-sign", r"$\nobody"),
    "a diagram": Row("## Traps\n", "## Traps\n\n```mermaid\nA-->B\n```\n", "foreign-sign", "```mermaid"),
    "what stands lower by a sign": Row("- Answers that", "- H~2~O, answers that", "foreign-sign", "~2~"),
    "what stands higher by a sign": Row(
        "- Answers that", "- m^2^, answers that", "foreign-sign", "^2^", "m<sup>2</sup>, answers"
    ),
    "keys by signs": Row(
        "- Answers that", "- ++ctrl+c++, answers that", "foreign-sign", "++ctrl", "<kbd>ctrl+c</kbd>, answers"
    ),
    "a hidden remark": Row("- Answers that", "- %%not yet%% Answers that", "foreign-sign", "%%not"),
    "a style for words": Row("- Answers that", "- [Answers]{.late} that", "foreign-sign", "{.late", "[Answers] that"),
    "a style that is lost": Row(
        "- Answers that", "- **Answers**{ .late } that", "not-shown", "- **Answers**{", "- **Answers** that"
    ),
    "a class for a heading": Row("## Traps\n", "## Traps { .late }\n", "not-shown", "## Traps {", "## Traps\n"),
    "a cell too many": Row(
        "## Traps\n", "## Traps\n\n| a | b |\n|---|---|\n| 1 | 2 | three |\n\n", "not-shown", "| 1 | 2 | three"
    ),
    "a table without hyphens": Row("## Traps\n", "## Traps\n\n| a | b |\n| 1 | 2 |\n\n", "foreign-sign", "| a | b"),
    "an address of another kind": Row(
        "- Answers that", "- [Answers](slack://late) that", "not-shown", "- [Answers](slack"
    ),
    "an address that nothing leads to": Row(
        "## Traps\n", "## Traps\n\n[plan]: https://plan.example/late\n\n", "not-shown", "[plan]: https"
    ),
    "a short word explained": Row(
        "## Traps\n", "## Traps\n\n*[Buying]: a list of people\n\n", "foreign-sign", "*[Buying"
    ),
    "a work by its name": Row("- Answers that", "- Answers [@smith2001, p. 3] that", "foreign-sign", "[@smith"),
    "a text between the steps": Row(
        "2. **IT", "\nThey may have it already.\n\n2. **IT", "parted-steps", "They may", "\n    They may"
    ),
    "four blanks": Row(
        "## Steps", "    And before you pay.\n\n## Steps", "indented-code", "    And", "\nAnd before you pay.\n"
    ),
    "a tab": Row("- Answers that", "Late:\n\n\tAnswers that", "indented-code", "\tAnswers", "\nAnswers that"),
    "a lost sign of a quote": Row("> Hello", "Hello", "lost-quote", "Hello", "\n> Hello"),
    "bold that is not closed": Row("half a page.** Say", "half a page. Say", "open-mark", "**CMO: write"),
    "bold with blanks inside": Row("- **CMO:** Go", "- **CMO:** ** Go ** you", "open-mark", "** Go"),
    "italics that are not closed": Row("Say what the tool", "Say *what the tool", "open-mark", "*what"),
    "code that is not closed": Row("Say what the tool", "Say `what the tool", "open-mark", "`what"),
    "a link that is not closed": Row("- Answers that", "- [Plan](plan-together.md answers that", "open-mark", "](plan"),
    "a link in two": Row("- Answers that", "- [Plan it] (plan-together.md) answers that", "open-mark", "] (plan"),
    "a link without its bracket": Row(
        "- Answers that", "- [Plan it(plan-together.md) answers that", "open-mark", "[Plan it("
    ),
    "a link the wrong way round": Row(
        "- Answers that", "- (Plan it)[plan-together.md] answers that", "open-mark", "(Plan it)["
    ),
    "a link to a name that leads nowhere": Row(
        "- Answers that", "- [Plan it][plan] answers that", "open-mark", "[plan]"
    ),
    "a link without an address": Row("- Answers that", "- [Plan it]() answers that", "empty-link", "]()"),
    "a link without words": Row("- Answers that", "- [](plan-together.md) answers that", "empty-link", "[]("),
    "a link that says here": Row(
        "- Answers that", "- Look [here](plan-together.md) for answers that", "vague-link", "here"
    ),
    "an address as text": Row(
        "- Answers that",
        "- See https://example.com/a. Answers that",
        "bare-address",
        "https",
        "See <https://example.com/a>. A",
    ),
    "an address without a scheme": Row(
        "- Answers that",
        "- See www.example.com. Answers that",
        "bare-address",
        "www",
        "See <https://www.example.com>. A",
    ),
    "an unprotected link": Row(
        "- Answers that",
        "- [Rules](http://example.com) answers that",
        "insecure-link",
        "http:",
        "(https://example.com)",
    ),
    "a page of our own by its address": Row(
        "- Answers that",
        "- [Plan](https://example.com/book/plays/plan-together/) answers",
        "own-address",
        "https",
        "[Plan](plan-together.md) answers",
    ),
    "the address of a person": Row(
        "- Answers that", "- Ask anna@example.com for answers that", "mail-address", "anna@"
    ),
    "TODO": Row("- Answers that", "- Answers TODO that", "placeholder", "TODO"),
    "to do with a colon": Row("- Answers that", "- To do: answers that", "placeholder", "To do:"),
    "to be defined": Row("- Answers that", "- Answers (TBD) that", "placeholder", "TBD"),
    "crosses": Row("- Answers that", "- Answers XXX that", "placeholder", "XXX"),
    "filling": Row("- Answers that", "- Lorem ipsum dolor sit amet that", "placeholder", "Lorem ipsum"),
    "coming soon": Row("- Answers that", "- Coming soon.\n- Answers that", "placeholder", "Coming soon"),
    "text in brackets": Row("- Answers that", "- [text here] answers that", "placeholder", "[text here]"),
    "two steps": Row(STEPS, "".join(STEPS.splitlines(True)[:2]), "step-number", "## Steps"),
    "eight steps": Row(
        STEPS, "".join(f"{number}. **CMO: go.** Result: gone.\n" for number in range(1, 9)), "step-number", "## Steps"
    ),
    "a step without a result": Row(" Result: a list of three systems.", "", "no-result", "2. **IT team"),
    "lines that the link does not lead to": Row(
        "[Field, lines 7-9]", "[Field, line 12]", "citation-lines", "12]", "[Field, line 7-9]"
    ),
    "the name of somebody else": Row("[Field, lines", "[Baker, lines", "citation-name", "Baker"),
    "a citation without its anchor": Row(
        "interview.md#lines-7-9", "interview.md", "citation-anchor", "../sources", "interview.md#lines-7-9)"
    ),
    "lines beyond the record": Row("where: lines 7-9", "where: lines 210-250", "unknown-lines", "where: lines 210"),
    "lines without their word": Row(
        "where: lines 7-9", "where: 7-9", "unknown-lines", "where: 7-9", "where: lines 7-9"
    ),
    "lines with a dash": Row(
        "where: lines 7-9", "where: lines 7 – 9", "unknown-lines", "where: lines 7 – 9", "where: lines 7-9"
    ),
    "a long quotation": Row(WHEN, f'He said: "{"so much more " * 9}". {WHEN}', "long-quotation", '"so much'),
    "a long quotation in curly quotes": Row(
        WHEN, f"He said: “{'so much more ' * 9}”. {WHEN}", "long-quotation", "“so much"
    ),
    "curly quotes around a title": Row(
        "title: Talk before you buy",
        "title: “Talk before you buy”",
        "curly-quotes",
        "“Talk",
        'title: "Talk before you buy"\n',
    ),
    "marks in a title": Row("title: Talk before you buy", "title: Talk **before** you buy", "marked-text", "Talk **"),
    "marks in a summary": Row("before you choose a tool", "before you `choose` a tool", "marked-text", "Say what"),
    "a review before the play was there": Row(
        "reviewed: 2026-11-01", "added: 2026-11-05\nreviewed: 2026-11-01", "early-review", "2026-11-01"
    ),
}


def told(folder: Path, play: str) -> list[tuple[str, str]]:
    """The codes on the play and how the text begins to which each points."""
    lines = play.split("\n")
    found = [one for one in check(write(folder, {**FILES, PATH: play}), TODAY).problems if one.location.path == PATH]
    return [
        (one.code, "\n".join([lines[one.location.line - 1][one.location.column - 1 :], *lines[one.location.line :]]))
        for one in found
    ]


@pytest.mark.parametrize("name", TABLE)
def test_a_slip_in_a_text_is_told_once_and_mended_where_that_is_known(name: str, tmp_path: Path) -> None:
    row = TABLE[name]
    text = changed(PLAY, row.old, row.new)
    ((code, there),) = told(tmp_path, text)
    assert code == row.code
    assert there.startswith(row.points), there[:60]
    mended = mends(tmp_path, lambda folder: check(folder, TODAY).problems, unsafe=True).get(PATH, ("", ""))[1]
    assert bool(mended) == bool(row.fixed)
    if row.fixed:
        assert row.fixed in mended
        assert told(tmp_path, mended) == []


RIGHT = (
    "Write 5 * 3 lines and 2*3 words, in *.md files or `*.txt`, of which *some **or all*** count.",
    "Use `code` and ``co`de``, \\*no stars\\* and snake_case with __init__.",
    "***",
    "See the list [1], a [field] and [the plan][p].\n\n[p]: plan-together.md",
    'He said "no" and then "yes, but not before we have looked at all of it together".',
    "- one\n- two\n\n    a paragraph below two\n\n- three",
    "> Quote\n> goes on\n\n— Ann Field",
    "Term\n:   What it means.",
    "A text with a footnote[^a].\n\n[^a]: The note.",
    "2024. That was a year of 10.5 percent; number 1) was the best, -5 degrees or not.",
    "A to-do list, your TODO list, and what there is to do: little.",
    "Visit [our site](https://example.com/plays/) or <https://example.com>.",
    "!!! note\n    Inside it.",
    "Steps:\n\n* a\n\n* b",
    "1. one\n1. two",
)


@pytest.mark.parametrize("text", RIGHT)
def test_what_only_looks_like_a_slip_is_told_nothing(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, changed(PLAY, "Before you sign", f"{text}\n\nBefore you sign")) == []


def test_the_play_that_is_changed_here_is_sound(tmp_path: Path) -> None:
    assert check(write(tmp_path, FILES), TODAY).problems == ()


PIECES = [
    *(
        "• a\n",
        "1) b\n",
        "- c\n",
        "  - d\n",
        "    e\n",
        "\tf\n",
        "> g\n",
        "h\n",
        "\n",
        "\n\n",
        "## Steps\n",
        "##Traps\n",
    ),
    *("**i ", "j** ", "`k ", "[l](", "[m] (n.md) ", "[o]() ", "(p)[q.md] ", "www.r.com ", "s@t.uk ", "TODO ", "1. u\n"),
    *('"v ', "“w ", "{x} ", "[y here] ", "```\n", "- [z](plan-together.md)\n", "| 1 | 2 |\n", "– aa\n", CITED),
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@settings(max_examples=60)
def test_every_place_is_in_the_file_and_no_safe_fix_loses_a_word(body: str) -> None:
    text = f"{PLAY}\n{body}"
    lines = text.split("\n")
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder), {**FILES, PATH: text})
        for one in check(root, TODAY).problems:
            if one.location.path == PATH:
                assert 1 <= one.location.line <= len(lines), one
                assert 1 <= one.location.column <= len(lines[one.location.line - 1]) + 1, one
        mended = mends(root, lambda copy: check(copy, TODAY).problems).get(PATH, (text, text))[1]
    lost = Counter(re.findall(r"[^\W\d_]+", text)) - Counter(re.findall(r"[^\W\d_]+", mended))
    assert not lost
