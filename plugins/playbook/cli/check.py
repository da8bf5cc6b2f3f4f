"""`playbook check`: the rules of a build, and advice, without building."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cli.folder import FOLDER, content_folder
from playbook.cli.refused import Refused
from playbook.cli.settings import settings_without_effect, site_here
from playbook.cli.speaking import here, tell, told_here
from playbook.clock import today as clock_today
from playbook.guesses import did_you_mean
from playbook.problems import Severity
from playbook.review.formats import FORMATS
from playbook.rulebook import LEVELS, NO_CHOICE

if TYPE_CHECKING:
    from playbook.review.checking import Checked
    from playbook.review.history import Branch


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    """Print what a code means, and stop."""
    if code is None or context.resilient_parsing:
        return
    from playbook.rulebook import rulebook

    known = rulebook()
    if code == "all":
        width, wide = max(map(len, known)), max(len(entry.group) for entry in known.values())
        for name, entry in known.items():
            click.echo(f"{name:<{width}}  {entry.severity:<7}  {entry.group:<{wide}}  {entry.why}")
    elif code in known:
        entry = known[code]
        chosen = f"In playbook.yml below 'check', 'rules': {code}, or its group {entry.group}: {', '.join(LEVELS)}."
        how = chosen if entry.group else "It cannot be turned off: without what it asks for no page can be made."
        click.echo(f"{code} ({entry.severity})\n\n{entry.why}\n\n{entry.example}\n\n{here(how)}")
    else:
        message = f"There is no code '{code}'.{did_you_mean(code, known)} '--explain all' lists them."
        raise Refused(message)
    context.exit()


@click.command("check")
@FOLDER
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How problems are written.")
@click.option("--changed", "base", metavar="BASE", help="Say only what concerns the branch since it left this commit.")
@click.option("--fix", is_flag=True, help="First mend what is marked [*], and print the difference.")
@click.option("--unsafe-fixes", "unsafe", is_flag=True, help="Mend also what has to be read again afterwards.")
@click.option("--diff", is_flag=True, help="Print what would be mended, and write nothing.")
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day for today.")
@click.option(
    "--explain", metavar="CODE", is_eager=True, expose_value=False, callback=_explain, help="Explain a code, or all."
)
def command(
    folder: Path,
    form: str,
    base: str | None,
    fix: bool,  # noqa: FBT001  # click passes flags by name
    unsafe: bool,  # noqa: FBT001
    diff: bool,  # noqa: FBT001
    strict: bool,  # noqa: FBT001
    today: datetime | None,
) -> None:
    """Say everything that is wrong with the playbook in DIR (content, when left out), then what could be better.

    How much a rule matters is what 'check' in playbook.yml says, else what '--explain all' lists; notes come last.

    Exit status: 0 nothing wrong (warnings and notes do not count), 1 errors, with --strict warnings too, 2 wrong usage.
    With --diff: 1 if there is something to mend.
    """
    root = content_folder(folder)
    day = today.date() if today else clock_today()
    branch = _branch(root, base)
    if fix or unsafe or diff:
        from playbook.review.fixing import mends, write

        within = branch.touched().lines if branch else None
        changes = mends(root, lambda folder: _checked(folder, day, branch).apart, unsafe=unsafe, within=within)
        saved = () if diff else write(root, changes)
        for path in saved:
            tell(f"{folder / path} was saved meanwhile, so it stays as it is. Run this again.", err=True)
        changes = {path: change for path, change in changes.items() if path not in saved}
        # Beside a machine's format the difference is no part of it.
        for difference in _differences(changes):
            click.echo(difference, nl=False, err=form != "text" and not diff)
        if diff or changes:
            files = f"{len(changes)} file{'s' if len(changes) != 1 else ''}"
            tell(f"{folder}: {files} {'to mend' if diff else 'mended'}.", err=True)
        if diff:
            raise SystemExit(bool(changes))
    # The process ends before anything could be collected. Looking for it, in the end too, costs a quarter of the time.
    gc.disable()
    checked = _checked(root, day, branch)
    if branch is None:
        choice = checked.context.playbook.choice if checked.context else NO_CHOICE
        settings = choice.weighed(settings_without_effect(root), lambda _: "").problems
        checked = replace(checked, problems=(*checked.problems, *settings))
    # GitHub shows annotations by the path from the root of the repository; people know the path inside the playbook.
    prefix = f"{folder.as_posix().rstrip('/')}/" if FORMATS[form].from_top else ""
    click.echo(FORMATS[form].write(told_here(checked.problems), prefix, checked.accepted), nl=False)
    tell(f"{folder}: {_summary(checked)}.", err=True)
    gc.freeze()
    if checked.count(Severity.ERROR) or (strict and checked.count(Severity.WARNING)):
        raise SystemExit(1)


def _branch(root: Path, base: str | None) -> Branch | None:
    if base is None:
        return None
    from playbook.review.history import branch

    with _refusing():
        return branch(root, base)


def _checked(root: Path, day: date, branch: Branch | None) -> Checked:
    from playbook.review.checking import check, check_branch

    here = site_here(root, day)
    if branch is None:
        return check(root, day, *here)
    with _refusing():
        return check_branch(root, day, branch, *here)


@contextmanager
def _refusing() -> Iterator[None]:
    """Tell in a line what git does not answer."""
    from playbook.review.history import GitProblem

    try:
        yield
    except GitProblem as problem:
        raise Refused(str(problem)) from None


def _summary(checked: Checked) -> str:
    errors = checked.count(Severity.ERROR)
    advice = len(checked.problems) - errors
    also = f", {advice} piece{'s' if advice > 1 else ''} of advice" if advice else ""
    also += f", {len(checked.accepted)} accepted" if checked.accepted else ""
    also += _ways_out(checked)
    if errors:
        return f"{errors} problem{'s' if errors > 1 else ''}{also}"
    playbook = checked.playbook
    if playbook is None:
        return "nothing wrong in what the branch touches, but the playbook does not load; check it without --changed"
    kinds = [("play", playbook.plays), ("draft", playbook.drafts), ("source", playbook.sources)]
    counts = [f"{len(some)} {kind}{'' if len(some) == 1 else 's'}" for kind, some in kinds if some or kind != "draft"]
    return f"nothing wrong in {', '.join(counts)}{also}"


def _ways_out(checked: Checked) -> str:
    """How many of the problems a command mends, and which."""
    fixes = [problem.fix for problem in checked.apart if problem.fix]
    safe = sum(fix.safe for fix in fixes)
    said = [f"--fix mends {safe}, marked [*]"] if safe else []
    said += [f"--unsafe-fixes mends {len(fixes) - safe}{' more' if safe else ''}"] if len(fixes) > safe else []
    return f". {', '.join(said)}" if said else ""


def _differences(changes: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    from playbook.authoring.editing import difference

    return (difference(path, before, after) for path, (before, after) in changes.items())
