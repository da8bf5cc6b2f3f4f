"""What is made of equal parts is equal: it is kept from one build to the next, by all that it is made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from playbook.digests import Digests
from playbook.store import Store


class Earlier(NamedTuple):
    """What earlier builds made: where it lies, and what tells the program. Nothing does, where either is missing."""

    store: Store = Store()
    program: str = ""

    def once(
        self, make: Callable[[], tuple[object, Sequence[str]]], what: str, *made_from: object
    ) -> tuple[Any, Sequence[str]]:
        """A value as JSON can say it and texts, made where nothing equal is kept."""
        if self.store.folder is None or not self.program:
            return make()
        key = Digests().of(what, self.program, *made_from)
        held = self.store.get(key)
        if held is None:
            value, texts = make()
            self.store.put(key, value, texts)
            return value, texts
        return held


NOTHING = Earlier()
