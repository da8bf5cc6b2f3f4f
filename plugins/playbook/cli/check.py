"""`playbook check`: the rules of a build, and advice, without building."""

from __future__ import annotations

import gc
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from playbook.cli.folder import FOLDER, content_folder
from playbook.cli.refused import Refused
from playbook.cli.settings import texts_here
from playbook.clock import today as clock_today
from playbook.problems import FORMATS, Severity, did_you_mean

if TYPE_CHECKING:
    from playbook.review.checking import Checked


def _explain(context: click.Context, _: click.Parameter, code: str | None) -> None:
    """Print what a code means, and stop."""
    if code is None or context.resilient_parsing:
        return
    from playbook.advice import SEVERITIES
    from playbook.review.explanations import explanations

    known = explanations()
    if code == "all":
        width = max(map(len, known))
        for name, entry in known.items():
            click.echo(f"{name:<{width}}  {SEVERITIES.get(name, Severity.ERROR):<7}  {entry.why}")
    elif code in known:
        click.echo(f"{code} ({SEVERITIES.get(code, Severity.ERROR)})\n\n{known[code].why}\n\n{known[code].example}")
    else:
        message = f"There is no code '{code}'.{did_you_mean(code, known)} '--explain all' lists them."
        raise Refused(message)
    context.exit()


@click.command("check")
@FOLDER
@click.option(
    "--format", "form", type=click.Choice([*FORMATS, "sarif"]), default="text", help="How problems are written."
)
@click.option("--changed", "base", metavar="BASE", help="Say only what concerns the branch since it left this commit.")
@click.option(
    "--fix",
    is_flag=True,
    help="Mend lists, the order of keys, trailing spaces and byte order marks, and print the difference.",
)
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
    strict: bool,  # noqa: FBT001
    today: datetime | None,
) -> None:
    """Say everything that is wrong with the playbook in DIR (content, when left out), then what could be better.

    Exit status: 0 nothing wrong (advice does not count), 1 errors, 2 wrong usage.
    """
    # The process ends before anything could be collected. Looking for it, in the end too, costs a quarter of the time.
    gc.disable()
    root = content_folder(folder)
    if fix:
        _fix(root, form)
    day = today.date() if today else clock_today()
    checked = _checked(root, day, base)
    # GitHub shows annotations by the path from the root of the repository; people know the path inside the playbook.
    prefix = f"{folder.as_posix().rstrip('/')}/" if form in {"github", "sarif"} else ""
    click.echo(_formatted(checked, form, prefix), nl=False)
    click.echo(f"{folder}: {_summary(checked)}.", err=True)
    gc.freeze()
    if checked.count(Severity.ERROR) or (strict and checked.count(Severity.WARNING)):
        raise SystemExit(1)


def _checked(root: Path, day: date, base: str | None) -> Checked:
    from playbook.review.checking import check, check_branch
    from playbook.review.history import GitProblem, branch

    if base is None:
        return check(root, day, texts_here())
    try:
        return check_branch(root, day, branch(root, base), texts_here())
    except GitProblem as problem:
        raise Refused(str(problem)) from None


def _formatted(checked: Checked, form: str, prefix: str) -> str:
    if form == "sarif":
        from playbook.review.sarif import as_sarif

        return as_sarif(checked.problems, prefix)
    return FORMATS[form](checked.problems, prefix)


def _summary(checked: Checked) -> str:
    errors = checked.count(Severity.ERROR)
    advice = len(checked.problems) - errors
    also = f", {advice} piece{'s' if advice > 1 else ''} of advice" if advice else ""
    if errors:
        return f"{errors} problem{'s' if errors > 1 else ''}{also}"
    playbook = checked.playbook
    if playbook is None:
        return "nothing wrong in what the branch touches, but the playbook does not load; check it without --changed"
    kinds = [("play", playbook.plays), ("draft", playbook.drafts), ("source", playbook.sources)]
    counts = [f"{len(some)} {kind}{'' if len(some) == 1 else 's'}" for kind, some in kinds if some or kind != "draft"]
    return f"nothing wrong in {', '.join(counts)}{also}"


def _fix(root: Path, form: str) -> None:
    """Tidy every Markdown file and print what changed; beside a machine's format the difference is no part of it."""
    from playbook.authoring.fixing import fix

    for difference in fix(root):
        click.echo(difference, nl=False, err=form != "text")
