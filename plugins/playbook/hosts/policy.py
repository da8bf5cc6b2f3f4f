"""What a page may load: its own files, and the small pictures inside its style sheets. No page needs more."""

from __future__ import annotations

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
