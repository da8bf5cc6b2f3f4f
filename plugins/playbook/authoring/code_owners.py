"""CODEOWNERS: whom a code host asks to review a change, from the owners of a playbook."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.model import Owner, Playbook

_HEADER = """\
# Made from {content}/owners.yml and the plays by `playbook schema --editors .`; do not edit it by hand.
# The last line that fits a file counts. Let the rules of the main branch require a review by code owners.
"""


def code_owners(playbook: Playbook, content: str = "content") -> str:
    """The file, for a repository whose content folder is `content`; empty where no owner has a team.

    General lines stand first: those of whole folders, then of what is in them, then of plays that somebody else has.
    """
    general = sorted(
        ((path, owner) for owner in playbook.owners if owner.team for path in owner.paths),
        key=lambda line: (line[0].count("/") - line[0].endswith("/"), line[0]),
    )
    lines = [*general, *_plays(playbook, content, general)]
    text = "".join(f"{path} {_name(owner)}\n" for path, owner in lines)
    return _HEADER.format(content=content) + text if text else ""


def _plays(playbook: Playbook, content: str, general: list[tuple[str, Owner]]) -> Iterator[tuple[str, Owner]]:
    for play in sorted((*playbook.plays, *playbook.drafts, *playbook.retired), key=lambda play: play.id):
        file = f"/{content}/{play.path}"
        asked = [owner for path, owner in general if _holds(path, file)]
        if play.owner.team and asked[-1:] != [play.owner]:
            yield file, play.owner


def _holds(path: str, file: str) -> bool:
    return path in ("*", file) or file.startswith(f"{path.rstrip('/')}/")


def _name(owner: Owner) -> str:
    return owner.team if "@" in owner.team else f"@{owner.team}"
