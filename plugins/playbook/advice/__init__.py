"""Advice on a playbook that is valid: one rule a code, one line a rule.

A rule takes a RuleContext and yields a place and a sentence with the way out. None of them stops a build.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace

from playbook.advice import (
    ageing,
    anatomy,
    citations,
    duplicates,
    evidence,
    foreign,
    forms,
    front,
    language,
    lists,
    losses,
    marks,
    placeholders,
    reach,
    shown,
    steps,
    tidiness,
    translations,
    wording,
)
from playbook.advice.context import Finding, OtherLanguage, RuleContext, context_of
from playbook.model import Play
from playbook.pace import counted
from playbook.problems import Problem
from playbook.rulebook import rulebook

__all__ = ["ON_CHANGE", "RULES", "OtherLanguage", "RuleContext", "advise", "advise_on_change", "context_of"]


# A rule by its code. How much each matters stands in rulebook.toml.
RULES: Mapping[str, Callable[[RuleContext], Iterator[Finding]]] = {
    "orphan": reach.orphans,
    "old-name": reach.old_names,
    "empty-cell": reach.empty_cells,
    "thin-cell": reach.thin_cells,
    "missing-section": anatomy.missing_sections,
    "empty-section": anatomy.empty_sections,
    "section-name": anatomy.sections_named_otherwise,
    "section-order": anatomy.sections_out_of_order,
    "missing-role-line": anatomy.missing_role_lines,
    "unlisted-role-line": anatomy.unlisted_role_lines,
    "long-play": anatomy.long_plays,
    "short-play": anatomy.short_plays,
    "repeated-section": anatomy.repeated_sections,
    "vague-title": wording.vague_titles,
    "unexplained-acronym": wording.unexplained_acronyms,
    "shared-field": wording.shared_fields,
    "uncited-source": evidence.uncited_sources,
    "unlisted-source": evidence.unlisted_sources,
    "near-duplicate": duplicates.near_duplicates,
    "overdue-review": ageing.overdue_reviews,
    "draft": ageing.drafts,
    "unshown-title": shown.unshown_titles,
    "undescribed-picture": shown.undescribed_pictures,
    "heading-form": forms.headings,
    "list-form": lists.signs,
    "list-gap": lists.gaps,
    "parted-steps": steps.parted,
    "indented-code": forms.code,
    "lost-quote": forms.quotes,
    "not-shown": losses.losses,
    "foreign-sign": foreign.signs,
    "open-mark": marks.unclosed,
    "empty-link": marks.empty,
    "bare-address": marks.bare,
    "insecure-link": marks.insecure,
    "own-address": marks.own,
    "vague-link": marks.vague,
    "mail-address": marks.mail,
    "placeholder": placeholders.placeholders,
    "no-steps": steps.no_list,
    "step-number": steps.number,
    "no-result": steps.results,
    "citation-lines": citations.labels,
    "citation-name": citations.authors,
    "citation-anchor": citations.anchors,
    "unknown-lines": citations.places,
    "long-quotation": citations.quotations,
    "curly-quotes": front.curly_quotes,
    "marked-text": front.marked_texts,
    "early-review": front.dates,
    "every-term": front.every_term,
    "other-language": language.foreign,
    "misspelt": language.misspelt,
    "long-sentence": language.long_sentences,
    "untranslated": translations.missing,
    "old-translation": translations.older,
    "unknown-original": translations.of_nothing,
    "untidy": tidiness.untidy_files,
    "leftover": tidiness.leftovers,
}

# The one rule that needs to know what was there before a change.
_BARE_REVIEW = "bare-review"
ON_CHANGE = frozenset({_BARE_REVIEW})


def advise(
    context: RuleContext, only: Collection[str] = RULES.keys(), about: Container[str] | None = None
) -> tuple[Problem, ...]:
    """All advice on a playbook, or that of some rules, sorted by place; what the playbook chooses is not looked at.

    Where only advice `about` some files is wanted, not all of that on others is given.
    """
    near = replace(context, about=about)
    asked = [code for code in RULES if code in only]
    return _sorted(_problem(code, found) for code in counted(asked, "rules") for found in RULES[code](near))


def advise_on_change(context: RuleContext, before: Mapping[str, Play], notes: frozenset[str]) -> tuple[Problem, ...]:
    """Advice on what a branch did, given the plays of its base by id and the ids that its commit messages note."""
    return _sorted(_problem(_BARE_REVIEW, found) for found in ageing.bare_reviews(context, before, notes))


def _problem(code: str, found: Finding) -> Problem:
    location, message, fix = (*found, None)[:3]
    return Problem(location, code, message, rulebook()[code].severity, fix)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))
