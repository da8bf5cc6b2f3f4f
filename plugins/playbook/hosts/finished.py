"""Sites that are in their place already: made from the same, and not touched since."""

from __future__ import annotations

import time
from contextlib import suppress

from playbook.digests import Digests, Unknown
from playbook.hosts import inputs
from playbook.hosts.settings import Settings
from playbook.store import Store

# A disk may say of a file that it changed this long before it did.
_TICK = 10_000_000  # nanoseconds


class Finished:
    """What is known of the site that is about to be made. Where it cannot be told from another, nothing is."""

    def __init__(self, store: Store, settings: Settings, *more: object) -> None:
        """`more` is what a host adds to the settings."""
        self._store, self._settings, self._more, self._made_from = store, settings, "", ""
        self._began = time.time_ns()
        # One entry a place: of the site that was there before, nobody asks any more.
        self._name = Digests().of("site", settings.target.name)
        # A build without a store knows nothing, nor does one of which something cannot be told.
        with suppress(Unknown):
            if store.folder:
                # At once, since a host may change its settings while it builds.
                self._more = Digests().of(*more)
                self._made_from = inputs.whole(settings, self._more)

    def pages(self) -> int:
        """How many pages lie in their place, byte for byte as they would be made; 0 where it is not the same site."""
        held = self._store.get(self._name) if self._made_from else None
        if held is None or not self._settings.target.is_dir():
            return 0
        (made_from, pages, files), _ = held
        if made_from != self._made_from:
            return 0
        with suppress(OSError, Unknown):
            return int(pages) if files == inputs.files(self._settings.target) else 0
        return 0

    def note(self, pages: int) -> None:
        """The site was made and is in its place."""
        if not self._made_from or inputs.changed_since(self._settings, self._began - _TICK):
            return
        # The site may be gone by now, or be that of another build.
        with suppress(OSError, Unknown):
            if inputs.whole(self._settings, self._more) == self._made_from:
                self._store.put(self._name, (self._made_from, pages, inputs.files(self._settings.target)))
