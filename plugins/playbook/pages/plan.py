"""The reader's own plan and the meeting kit, filled in by the reader's browser, and the files of plays it asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from playbook import routes
from playbook.edition import Edition, Page
from playbook.loading.files import PLAYBOOK_FILE
from playbook.markdown import Body
from playbook.model import Play
from playbook.rendering.templating import effort_told

_FOLDER = f"{routes.ASSETS}plays/"
_FEW = 150  # plays that share one file, so that all of them can be offered in a list
_SHARED = 16  # plays a file where there are more: a plan of ten then costs some 40 kB, packed
_PRIME = 65_521  # the largest below 2 to the 16th, so that scripts count exactly, too


def pages(edition: Edition) -> Iterator[Page]:
    """The plan, where there are plays to put into it, and the meeting kit, where two sides meet about them."""
    if not edition.playbook.plays:
        return
    yield Page(
        route=routes.PLAN,
        kind="plan",
        title=edition.say("plan.title"),
        summary=edition.described(routes.PLAN, edition.say("plan.summary")),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={
            "stages": edition.playbook.stage_facet,
            "few": _count(edition) == 1,
            "data": partial(_data, edition),
        },
        aliases=edition.say.words("plan.aliases"),
    )
    if not edition.playbook.two_sides:
        return
    yield Page(
        route=routes.MEET,
        kind="meet",
        title=edition.say("meet.title"),
        summary=edition.described(routes.MEET, edition.say("meet.summary")),
        updated=edition.updated,
        edit=PLAYBOOK_FILE,
        context={"few": _count(edition) == 1, "data": partial(_meeting, edition)},
        aliases=edition.say.words("meet.aliases"),
    )


# Templates call this when a page is rendered: a check, which renders few pages, is spared it.
def _data(edition: Edition) -> dict[str, object]:
    """What the scripts need to know before they know any play; `files` is how many files hold the plays."""
    stages = edition.playbook.stage_facet
    return {
        "name": edition.playbook.title,
        "stages": [stages.label(stage) for stage in stages.terms],
        "roles": [{"id": role.id, "name": role.name} for role in edition.playbook.role_facet.terms],
        "files": _count(edition),
    }


def _meeting(edition: Edition) -> dict[str, object]:
    """The same for the meeting kit, with the questions that two sides may answer differently."""
    questions = [
        {
            "id": question.id,
            "name": question.name,
            "asks": question.asks,
            "says": [words for _, words in question.statements],
        }
        for question in edition.playbook.assessment
    ]
    return _data(edition) | {"questions": questions}


def _count(edition: Edition) -> int:
    count = len(edition.playbook.plays)
    return 1 if count <= _FEW else -(-count // _SHARED)


def play_files(edition: Edition, facts: Callable[[str], Body]) -> Mapping[str, bytes]:
    """The plays as the scripts of both pages ask for them, a few a file, by path; each made when it is asked for.

    `facts` gives what became of a content file. A play lies in the file that its id tells, see `file_of`, and so does
    an id that it once had, in `moved`.
    """
    playbook = edition.playbook
    count = _count(edition)
    plays: list[list[Play]] = [[] for _ in range(count)]
    for play in playbook.plays:
        if play.decided:
            plays[file_of(play.id, count)].append(play)
    moved: list[dict[str, str]] = [{} for _ in range(count)]
    older = {play.id: play.replaced_by for play in playbook.retired if play.replaced_by}
    for old, new in ({redirect.old: redirect.new for redirect in playbook.redirects} | older).items():
        moved[file_of(old, count)][old] = new

    def made(at: int) -> bytes:
        known = [_play(edition, play, facts(play.path)) for play in plays[at]]
        held = {"files": count, "plays": known, "moved": moved[at]}
        value = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        return f"(globalThis.playbookPlays??={{}})[{at}]={value};\n".encode()

    return _Made({f"{_FOLDER}{at}.js": partial(made, at) for at in range(count if playbook.plays else 0)})


class _Made(Mapping[str, bytes]):
    """Files that are made each time somebody asks for one: all of them at once would take as much room as the plays."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self._makers = makers

    def __getitem__(self, path: str) -> bytes:
        return self._makers[path]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def file_of(id: str, count: int) -> int:
    """The number of the file that an id belongs to, of `count`; `plan/plays.mjs` works it out in the same way."""
    number = 0
    for letter in id:
        number = (number * 31 + ord(letter)) % _PRIME
    return number % count


def _play(edition: Edition, play: Play, body: Body) -> dict[str, object]:
    """A play with what its steps are called and what it tells each of its roles."""
    return {
        "id": play.id,
        "title": play.title,
        "summary": play.summary,
        "url": edition.layout.address(routes.play(play)),
        "stage": play.stage.number,
        "until": play.stages[-1].number if play.stages else 0,
        "lead": [role.id for role in play.lead],
        "support": [role.id for role in play.support],
        "facts": edition.say("list.comma").join(effort_told(edition.say, play)),
        "effort": str(play.effort or ""),
        "time": [play.time.least, play.time.most] if play.time else None,
        "requires": list(play.requires),
        "steps": [step.label for step in body.steps],
        "parts": body.parts,
    }
