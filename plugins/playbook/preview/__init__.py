"""Shows an editor what an import found in a text, as a page or on the terminal, and asks which drafts to write."""

from playbook.preview.marking import Fate, Marked, marked
from playbook.preview.serving import Desk
from playbook.preview.terminal import ask

__all__ = ["Desk", "Fate", "Marked", "ask", "marked"]
