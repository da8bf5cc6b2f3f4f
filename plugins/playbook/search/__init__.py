"""The search: an index of words, families and scores, made when the site is built and packed for the browser."""

from playbook.search.documents import SearchDocument

__all__ = ["SearchDocument"]
