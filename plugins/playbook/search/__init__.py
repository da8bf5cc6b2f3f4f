"""The search: a lunr index made at build time with our own words and scores, packed for the browser."""

from playbook.search.documents import Document
from playbook.search.files import write

__all__ = ["Document", "write"]
