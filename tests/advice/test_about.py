"""Advice about some files is all that there is on them: a branch is told no less than by a check of everything."""

from __future__ import annotations

import pytest

from playbook.advice import RuleContext, advise, context_of
from playbook.loading import load_sound
from playbook.problems import Problem
from playbook.site import build
from tests.advice.sound import FILES, TALK, TODAY
from tests.advice.test_bad_plays import BAD, TRAP
from tests.playbooks import changed, write

# Each is right because of what stands in another.
MORE = ("- Arriving with the XQZ.", "- Arriving with the xqz.", "Status", "Open", 'Words of "nobody else".')


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> RuleContext:
    """The faulty plays of the other tests in one playbook, those that do not load left out."""
    texts = [*(changed(TALK, *row[1:3]) for row in BAD), *(changed(TALK, TRAP, other) for other in MORE)]
    plays = {
        f"plays/bad-{at}.md": text.replace("before you buy\n", f"before you buy {at}\n", 1)
        for at, text in enumerate(texts)
    }
    root = write(tmp_path_factory.mktemp("bad"), {**FILES, **plays})
    playbook = load_sound(root, TODAY).playbook
    assert playbook
    site = build(playbook)
    return context_of(site.edition, site.reader, root, TODAY)


def test_advice_about_a_file_is_all_that_there_is_on_it(context: RuleContext) -> None:
    whole = advise(context)
    assert len({problem.code for problem in whole}) > 15
    assert whole == tuple(sorted(one for path in context.texts for one in _about(context, path)))


def _about(context: RuleContext, path: str) -> list[Problem]:
    return [one for one in advise(context, about={path}) if one.location.path == path]
