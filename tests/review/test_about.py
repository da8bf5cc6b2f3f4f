"""Asked about some files, the check says all about them, and what they do to others: what the whole check says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from playbook.problems import Problem, Severity
from playbook.review.checking import Checked, check
from tests.advice.sound import FILES, PLAN, TALK, TODAY
from tests.playbooks import changed, write

Files = Mapping[str, str]
TALK_PATH, PLAN_PATH, MEET_PATH, WALK_PATH = (
    f"plays/{name}.md" for name in ("talk-first", "plan-together", "meet", "walk")
)
LEADING = "[See](talk-first.md#traps), [that](plan-together.md) and [this](no-play.md), TODO: the"
OWN = " ".join(f"{word} each of them once more." for word in "alpha beta gamma delta epsilon zeta".split())
BASE = {
    **FILES,
    PLAN_PATH: changed(PLAN, "1. Put the", f"1. {LEADING}"),
    MEET_PATH: changed(changed(PLAN, "Plan together", "Meet every week"), "1. Put the two", f"1. {OWN} Put the two"),
    WALK_PATH: changed(
        changed(TALK, "Talk before you buy", "Walk the floor"), "1. Write half", f"1. {OWN} Use XQZ, half"
    ),
    "terms.md": "---\ntitle: Words\nsummary: What the two teams mean.\n---\n\n[Talk](plays/talk-first.md#steps)\n",
}


def edit(path: str, old: str, new: str) -> Callable[[Files], Files]:
    return lambda files: {**files, path: files[path].replace(old, new)} if path in files else files


def without(path: str) -> Callable[[Files], Files]:
    return lambda files: {name: text for name, text in files.items() if name != path}


def renamed(old: str, new: str) -> Callable[[Files], Files]:
    return lambda files: {new if name == old else name: text for name, text in files.items()}


PLAYS = st.sampled_from((TALK_PATH, PLAN_PATH, MEET_PATH, WALK_PATH))
CHANGES = st.sampled_from(
    (
        ("## Traps", "## Pitfalls"),
        ("## Steps", "## Status\n\nOpen\n\n## Steps"),
        ("## Steps\n", "## Steps {#first}\n"),
        ("related:\n  - plan-together\n", ""),
        ("  - id: interview", "  - id: talk"),
        ("effort: S", "effort: S\nstatus: draft"),
        ("effort: L", "effort: L\nstatus: retired\nreplaced_by: talk-first"),
        ("title: ", "title: Improving "),
        ("title: Meet every week", "title: Die Karte und das Team"),
        ("reviewed: 2026", "reviewed: 2024"),
        ("reviewed: 2026", "accept:\n  - {rule: vague-title, why: It has to be so here.}\nreviewed: 2026"),
        ("1. Put", "1. Use XQZ. Put"),
        ("XQZ", "xqz"),
        ("1. ", "1. TODO: [look](meet.md#nowhere) "),
        (OWN, "Nothing else."),
        ("- **CMO:**", "- CMO:"),
        ("../sources/interview.md#lines-7-9", "../sources/interview.md"),
        ("Two leaders", "TODO: two leaders"),
        ("    terms:\n", "    open: true\n    terms:\n"),
        ("title: Two Teams", "check:\n  rules: {vague-title: error, idle-acceptance: error}\ntitle: Two Teams"),
        ("title: Two Teams", "check: {rules: {advice: error}}\ntitle: Two Teams"),
        ("- {heading: Traps", "- {heading: Pitfalls"),
        ("each quarter", "each quarter now"),
    )
)
EDITS = st.one_of(
    st.builds(lambda path, change: edit(path, *change), st.one_of(PLAYS, st.sampled_from([*BASE])), CHANGES),
    PLAYS.map(without),
    st.builds(renamed, PLAYS, st.sampled_from(("plays/talk-firt.md", "plays/gone.md", "plays/no-play.md"))),
    st.builds(lambda path: edit(path, BASE[path], changed(BASE[WALK_PATH], "Walk the", "Walk another")), PLAYS),
)


@given(st.lists(EDITS, min_size=1, max_size=4), st.lists(EDITS, max_size=2))
def test_a_branch_is_told_what_the_whole_check_says(
    edits: list[Callable[[Files], Files]], before: list[Callable[[Files], Files]]
) -> None:
    base: Files = BASE
    for one in before:
        base = one(base)
    files = base
    for one in edits:
        files = one(files)
    touched = {path for path in {**base, **files} if base.get(path) != files.get(path)}
    with TemporaryDirectory() as folder:
        root, base_root = write(Path(folder, "now"), files), write(Path(folder, "before"), base)
        known = {_fault(problem) for problem in check(base_root, TODAY).apart}
        whole, near = check(root, TODAY), check(root, TODAY, about=touched)
    assert _concerning(near, touched, known) == _concerning(whole, touched, known)
    assert [one for one in near.accepted if one.problem.location.path in touched] == [
        one for one in whole.accepted if one.problem.location.path in touched
    ]


def _concerning(checked: Checked, touched: set[str], known: set[tuple[str, str, str]]) -> list[Problem]:
    """What is said of some files, and the errors in others that were not there before."""
    return [
        one
        for one in checked.apart
        if one.location.path in touched or (one.severity is Severity.ERROR and _fault(one) not in known)
    ]


def _fault(problem: Problem) -> tuple[str, str, str]:
    return problem.location.path, problem.code, problem.message
