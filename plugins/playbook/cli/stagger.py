"""`playbook stagger`: reviews that fall due together are spread over the months before."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from playbook.cli.folder import FOLDER, playbook_in
from playbook.cli.speaking import tell
from playbook.clock import today as clock_today


@click.command("stagger")
@FOLDER
@click.option("--most", type=click.IntRange(1), help="How many reviews a month may have; a sixth of all, if left out.")
@click.option("--diff", "only_show", is_flag=True, help="Print the difference, and write nothing.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Take this day for today.")
def command(folder: Path, most: int | None, only_show: bool, today: datetime | None) -> None:  # noqa: FBT001
    """Spread the reviews of the plays in DIR, where too many fall due in one month.

    It lowers 'review_every' of some plays. No review comes later than its play asks for, and none is moved into the
    past. Said twice, it changes nothing more.
    """
    from difflib import unified_diff

    from playbook.authoring.placing import put
    from playbook.authoring.staggering import staggered, usual_most, with_interval

    day = today.date() if today else clock_today()
    plays = playbook_in(folder, day).plays
    most = most or usual_most(plays)
    moved = staggered(plays, day, most)
    for one in moved:
        file = folder / one.play.path
        before = file.read_bytes().decode("utf-8")
        after = with_interval(before, one.months)
        if only_show:
            names = (f"a/{one.play.path}", f"b/{one.play.path}")
            click.echo("".join(unified_diff(before.splitlines(True), after.splitlines(True), *names, n=1)), nl=False)
        else:
            put(file, after, replace=True)
            click.echo(f"{file}: {one.play.due} -> {one.due}")
    tell(f"{len(moved)} of {len(plays)} reviews come sooner, at most {most} a month.", err=True)
