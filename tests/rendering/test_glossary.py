"""The glossary by its letters, in any alphabet."""

from __future__ import annotations

from pathlib import Path

from playbook import routes, site
from tests.built import page
from tests.playbooks import FILES, loaded, write

ENTRY = """\
- id: {id}
  term: "{term}"
  means: What it means, in one plain sentence.
  says:
    cmo: "We say it so."
    it-team: "We say it otherwise."
"""
TERMS = ("zero", "Äpfel", "apple", "B2B", "2FA", "бюджет", "a/b test", "404")


def test_terms_stand_below_their_letters_whatever_case_and_accent(tmp_path: Path) -> None:
    glossary = "".join(ENTRY.format(id=f"entry-{number}", term=term) for number, term in enumerate(TERMS))
    made = site.build(loaded(write(tmp_path, {**FILES, "glossary.yml": glossary})))
    shown = page(made.page(routes.GLOSSARY))
    assert [letter.text for letter in shown.all("h2", class_="pb-letter")] == ["0-9", "A", "B", "Z", "Б"]
    terms = [term.text for term in shown.all("dt")]
    assert terms == ["2FA", "404", "a/b test", "Äpfel", "apple", "B2B", "zero", "бюджет"]
    links = [link.attributes["href"] for link in shown.all("a") if link.within("nav") and link.text in {"A", "Б"}]
    assert links == ["#_A", "#_Б"]
