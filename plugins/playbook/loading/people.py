"""The kinds of value that say who looks after what, and how to reach them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playbook.letters import printable
from playbook.loading.kinds import secure_url_fault
from playbook.loading.nodes import Node

# One address without anything behind it: pages add the subject.
_MAILBOX = r"[A-Za-z0-9.!#$'*+/=^_`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
CONTACT = rf"(?:mailto:{_MAILBOX}|https://\S+)"
# People and teams as code hosts name them, the groups of some being nested.
TEAM = rf"(?:@?[A-Za-z0-9][A-Za-z0-9-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)*|{_MAILBOX})"
REPOSITORY_PATH = r"(?:\*|(?:/[A-Za-z0-9._-]+)+/?)"


def contact_fault(text: str) -> str | None:
    """What keeps a text from being where readers may write, with the way out."""
    if text.startswith("https:"):
        return secure_url_fault(text)
    if re.fullmatch(f"mailto:{_MAILBOX}", text):
        return None
    return (
        f"'{printable(text)}' is no place where readers can write. Give an address such as mailto:team@example.com, "
        "or that of a form or a channel, which begins with https://."
    )


@dataclass(frozen=True, slots=True)
class Contact:
    """Where readers may write: an e-mail address as mailto:, or an https address."""

    def read(self, node: Node) -> str | None:
        text = node.text("where readers can write")
        if text is None:
            return None
        if fault := contact_fault(text):
            node.report("bad-contact", fault)
            return None
        return text


@dataclass(frozen=True, slots=True)
class Team:
    """A person or a team as the code host names them, or an e-mail address; read without the @ before a name."""

    def read(self, node: Node) -> str | None:
        text = node.text("a name at the code host")
        if text is None:
            return None
        if not re.fullmatch(TEAM, text):
            node.report("bad-team", f"'{printable(text)}' names nobody. Write such as organisation/team.")
            return None
        return text.removeprefix("@")


@dataclass(frozen=True, slots=True)
class RepositoryPath:
    """Files of the repository from its top: `*` for all, a folder such as /content/, or a file."""

    def read(self, node: Node) -> str | None:
        text = node.text("a path such as /content/")
        if text is None:
            return None
        if not re.fullmatch(REPOSITORY_PATH, text):
            node.report(
                "bad-path", f"'{printable(text)}' is no path. Write *, a folder as /content/ or a file as /README.md."
            )
            return None
        return text
