"""The search: an index of words, families and scores, made when the site is built and packed for the browser."""

from playbook.search.documents import SearchDocument
from playbook.search.files import write

__all__ = ["SearchDocument", "write"]
