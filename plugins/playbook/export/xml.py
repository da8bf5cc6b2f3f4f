"""XML from templates, which escape every value, without the characters that XML has no way to write."""

from __future__ import annotations

import re

from playbook import routes
from playbook.edition import Edition

# What XML 1.0 does not allow (section 2.2); YAML can write the others as escapes.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml(edition: Edition, template: str, **context: object) -> bytes:
    """A template of XML as UTF-8. `whole` in it gives the whole address of a page or file."""
    made = edition.templates.get_template(template)
    text = made.render(playbook=edition.playbook, whole=edition.whole, routes=routes, **context)
    return (_UNWRITABLE.sub("", text) + "\n").encode()
