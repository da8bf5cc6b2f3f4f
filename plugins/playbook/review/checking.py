"""Everything that can be said about a content folder without building it: errors, then advice."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playbook.advice import ON_CHANGE, OtherLanguage, RuleContext, advise, advise_on_change, context_of
from playbook.authoring.renaming import OldName, leading_on, mentions
from playbook.bundles import unmade
from playbook.clock import latest
from playbook.loading import Loaded, load_sound
from playbook.loading.files import nothing
from playbook.loading.places import Places
from playbook.model import Playbook
from playbook.problems import Location, Problem, Severity
from playbook.review.faults import faults, unfilled
from playbook.review.history import Branch, Touched
from playbook.review.joining import joined
from playbook.review.moves import moves, renamed_by_hand
from playbook.review.placing import placed, renamed
from playbook.rulebook import NO_CHOICE, Acceptance, Accepted
from playbook.site import build
from playbook.texts import Texts

_DRAFT = re.compile(r"^status:[ \t]*['\"]?draft\b", re.MULTILINE)
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook, None where it does not load, and what there is to say: errors first, then by place.

    Each fault is one of the `problems`, with all its places; `apart` has one for each place. `accepted` is what files
    accept. `context` is what the rules of advice were given.
    """

    playbook: Playbook | None
    problems: tuple[Problem, ...]
    context: RuleContext | None = None
    apart: tuple[Problem, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    def count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)


def check(
    root: Path,
    today: date,
    texts: Texts | None = None,
    kept_back: Callable[[str], bool] = nothing,
    others: tuple[OtherLanguage, ...] = (),
    about: Container[str] | None = None,
) -> Checked:
    """Check a content folder. `texts` are those of its site, English where none are given; `kept_back` is of `load`.

    `others` is the same playbook in other languages. Where only what is `about` some files is wanted, not all advice on
    others is given.
    """
    read = load_sound(root, latest(today), kept_back)
    choice = read.playbook.choice if read.playbook else NO_CHOICE
    line = Places(root).line
    if read.problems or read.playbook is None:
        judged = choice.weighed(read.aside, line)
        found = (*read.problems, *unfilled(root, read.problems), *judged.problems)
        return _checked(None, found, judged.accepted)
    site = build(read.playbook, texts=texts, bundle=unmade)
    context = context_of(site.edition, site.reader, root, today, others)
    # Advice that is an error by choice may be one in any file.
    about = None if choice.hardened else about
    said = (*read.aside, *faults(site, root, about=about), *advise(context, about=about))
    judged = choice.weighed((*said, *_idle(choice.idle(said, line))), line)
    return _checked(read.playbook, judged.problems, judged.accepted, context)


def _idle(acceptances: Iterable[Acceptance]) -> Iterator[Problem]:
    for one in acceptances:
        # What a branch did is not looked at here.
        if one.rule not in ON_CHANGE:
            message = f"The check says nothing of '{one.rule}' here any more. Remove this entry of 'accept'."
            yield Problem(one.location, "idle-acceptance", message)


def check_branch(
    root: Path,
    today: date,
    branch: Branch,
    texts: Texts | None = None,
    kept_back: Callable[[str], bool] = nothing,
    others: tuple[OtherLanguage, ...] = (),
) -> Checked:
    """Check a content folder, and say only what concerns a branch, where the branch changed something.

    That is everything about the files it touches, and the errors that it causes in other files: those that its base
    does not have.
    """
    touched = branch.touched()
    checked = check(root, today, texts, kept_back, others, touched)
    moved = moves(branch, touched)
    said = [*_renamed(checked.apart, root, branch, moved)]
    accepted = [one for one in checked.accepted if one.problem.location.path in touched]
    elsewhere = [problem for problem in said if problem.location.path not in touched]
    caused = {problem for problem in elsewhere if problem.severity is Severity.ERROR}
    reviewed = checked.context and _reviewed(checked.context, branch, touched)
    if caused or reviewed:
        # Reading what was there before costs as much as a check.
        with tempfile.TemporaryDirectory() as folder:
            base_root = branch.write_base(Path(folder))
            base = load_sound(base_root, latest(today), kept_back)
            if caused:
                known = {_fault(problem) for problem in _of_base(base, base_root, today, texts)}
                caused = {problem for problem in caused if _fault(problem) not in known}
        if checked.context and base.playbook and not base.problems:
            before = {play.id: play for play in base.playbook.plays}
            changed = advise_on_change(checked.context, before, branch.reviewed())
            judged = checked.context.playbook.choice.weighed(changed, Places(root).line)
            said += judged.problems
            accepted += judged.accepted
    told = placed(
        (problem for problem in said if problem.location.path in touched or problem in caused), touched, moved
    )
    return _checked(checked.playbook, told, accepted, checked.context)


def _of_base(base: Loaded, root: Path, today: date, texts: Texts | None) -> Iterable[Problem]:
    """What could be an error of what was there before."""
    if base.problems or base.playbook is None:
        return base.problems
    site = build(base.playbook, texts=texts, bundle=unmade)
    # A rule that is an error by choice stops a branch only by what the branch did.
    hardened = base.playbook.choice.hardened
    advice = advise(context_of(site.edition, site.reader, root, today), hardened) if hardened else ()
    return (*base.aside, *faults(site, root), *advice)


def _renamed(problems: tuple[Problem, ...], root: Path, branch: Branch, moved: Mapping[str, str]) -> Iterable[Problem]:
    """The problems, with one for each play that the branch renamed by hand."""
    by_hand = renamed_by_hand(root, moved)
    if not by_hand:
        return problems
    named = mentions(root, by_hand)
    # What misses a play that was moved follows from this.
    gone = {f"plays/{old}.md" for old in by_hand}
    left = [one for one in problems if not any(side.location.path in gone for side in one.sides)]
    return [*left, *_led_on(root, branch, by_hand, named)]


def _led_on(root: Path, branch: Branch, by_hand: Mapping[str, str], named: tuple[OldName, ...]) -> Iterator[Problem]:
    """One problem for each play that was renamed by hand, with what mends it."""
    for old, new in by_hand.items():
        mine = tuple(mention for mention in named if mention.id == old)
        # Nobody kept the address of a draft.
        if mine or not _DRAFT.search(branch.text(f"plays/{old}.md")):
            message, severity = renamed(old, new, [mention.place for mention in mine])
            fix = leading_on(root, old, new, mine)
            yield Problem(Location(f"plays/{new}.md"), "moved-play", message, severity, fix)


def _reviewed(context: RuleContext, branch: Branch, touched: Touched) -> bool:
    """Whether the branch moved the date of the review of a play that was there before, and left its text."""
    there = (play for play in context.playbook.plays if play.path in touched and play.path not in touched.added)
    moved = (play for play in there if touched.changed(context.key(play, "reviewed")))
    return any(branch.text(play.path).rstrip().endswith(play.body.rstrip()) for play in moved)


def _fault(problem: Problem) -> tuple[str, str, str]:
    """What stays the same of a problem when lines move."""
    return problem.location.path, problem.code, problem.message


def _checked(
    playbook: Playbook | None,
    found: Iterable[Problem],
    accepted: Iterable[Accepted],
    context: RuleContext | None = None,
) -> Checked:
    apart = _sorted(found)
    return Checked(playbook, _sorted(joined(apart)), context, apart, tuple(accepted))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (_RANK[problem.severity], problem)))
