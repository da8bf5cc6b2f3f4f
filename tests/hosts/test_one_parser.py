"""Pages that are read by one parser come out as if each had its own."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from playbook.hosts.one_parser import OneParser
from tests.conftest import ROOT

# What one page defines and another only uses: a note, a short form, the target of a link, an anchor, a fence.
TEXTS = (
    "## Steps\n\nAsk the CIO[^1] about [the plan][plan].\n\n*[CIO]: Chief information officer\n\n"
    "[plan]: https://example.com/plan\n\n[^1]: Before lunch.\n",
    "## Steps\n\n## Steps\n\nAsk the CIO[^1] about [the plan][plan].\n\n```text\n[plan]: no link\n```\n",
    "Ask[^1] twice[^2].\n\n[^1]: Once.\n[^2]: Again.\n\n- [x] done\n- [ ] not done\n\n| a |\n|---|\n| 1 |\n",
)


@pytest.fixture(scope="module")
def asked() -> dict[str, Any]:
    """What the repository's own mkdocs.yml asks of Markdown."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    return {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}


@pytest.mark.parametrize("texts", [*permutations(TEXTS)])
def test_a_page_keeps_nothing_of_the_pages_before_it(texts: tuple[str, ...], asked: dict[str, Any]) -> None:
    shared = OneParser(asked["extensions"], asked["extension_configs"])
    alone = [Markdown(**asked) for _ in texts]
    for text, own in zip(texts, alone, strict=True):
        one = Markdown(extensions=[shared])
        assert one.convert(text) == own.convert(text)
        assert vars(one)["toc_tokens"] == vars(own)["toc_tokens"]
