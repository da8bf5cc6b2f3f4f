"""What a page may load: its own files, and the small pictures inside its style sheets. No page needs more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

# A page says it in a meta element, since not every place lets a site set headers.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)

_UNPROTECTED = (
    "%s has no content security policy, as the template that made it is not ours: a site's own base.html, or another "
    'theme than material. Put this into its head: <meta http-equiv="Content-Security-Policy" '
    'content="{{ playbook_policy }}">'
)


# A minifier may have left out the quotes.
_PROTECTED = re.compile(r"""http-equiv=["']?Content-Security-Policy""", re.IGNORECASE)


@dataclass(slots=True)
class Watch:
    """Says once that a template which is not ours makes pages that may load and run anything."""

    warn: Callable[[str, str], None]
    asleep: bool = False

    def look(self, html: str, name: str) -> None:
        """Look whether a page has a policy: ours, or one of the site's own."""
        if not self.asleep and name.endswith((".html", ".htm")) and not _PROTECTED.search(html):
            self.asleep = True
            self.warn(_UNPROTECTED, name)
