"""Advice on a playbook that is valid: one rule a code, one line a rule.

A rule takes a RuleContext and yields a place and a sentence with the way out. None of them stops a build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from playbook.advice import (
    ageing,
    anatomy,
    citations,
    duplicates,
    evidence,
    forms,
    front,
    language,
    lists,
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
from playbook.problems import Problem, Severity

__all__ = ["RULES", "SEVERITIES", "OtherLanguage", "RuleContext", "advise", "advise_on_change", "context_of"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, its stable code, and how much it matters."""

    code: str
    severity: Severity
    find: Callable[[RuleContext], Iterator[Finding]]


RULES = (
    Rule("orphan", Severity.WARNING, reach.orphans),
    Rule("old-name", Severity.NOTE, reach.old_names),
    Rule("empty-cell", Severity.NOTE, reach.empty_cells),
    Rule("thin-cell", Severity.NOTE, reach.thin_cells),
    Rule("missing-section", Severity.WARNING, anatomy.missing_sections),
    Rule("empty-section", Severity.WARNING, anatomy.empty_sections),
    Rule("section-name", Severity.NOTE, anatomy.sections_named_otherwise),
    Rule("section-order", Severity.NOTE, anatomy.sections_out_of_order),
    Rule("missing-role-line", Severity.WARNING, anatomy.missing_role_lines),
    Rule("unlisted-role-line", Severity.WARNING, anatomy.unlisted_role_lines),
    Rule("long-play", Severity.WARNING, anatomy.long_plays),
    Rule("short-play", Severity.WARNING, anatomy.short_plays),
    Rule("repeated-section", Severity.WARNING, anatomy.repeated_sections),
    Rule("vague-title", Severity.WARNING, wording.vague_titles),
    Rule("unexplained-acronym", Severity.NOTE, wording.unexplained_acronyms),
    Rule("shared-field", Severity.NOTE, wording.shared_fields),
    Rule("uncited-source", Severity.WARNING, evidence.uncited_sources),
    Rule("unlisted-source", Severity.WARNING, evidence.unlisted_sources),
    Rule("near-duplicate", Severity.WARNING, duplicates.near_duplicates),
    Rule("overdue-review", Severity.WARNING, ageing.overdue_reviews),
    Rule("draft", Severity.NOTE, ageing.drafts),
    Rule("unshown-title", Severity.WARNING, shown.unshown_titles),
    Rule("undescribed-picture", Severity.WARNING, shown.undescribed_pictures),
    Rule("heading-form", Severity.WARNING, forms.headings),
    Rule("list-form", Severity.WARNING, lists.signs),
    Rule("list-gap", Severity.WARNING, lists.gaps),
    Rule("list-depth", Severity.WARNING, lists.shallow),
    Rule("parted-steps", Severity.WARNING, steps.parted),
    Rule("indented-code", Severity.WARNING, forms.code),
    Rule("lost-quote", Severity.WARNING, forms.quotes),
    Rule("open-mark", Severity.WARNING, marks.unclosed),
    Rule("empty-link", Severity.WARNING, marks.empty),
    Rule("bare-address", Severity.WARNING, marks.bare),
    Rule("insecure-link", Severity.WARNING, marks.insecure),
    Rule("own-address", Severity.WARNING, marks.own),
    Rule("vague-link", Severity.NOTE, marks.vague),
    Rule("mail-address", Severity.NOTE, marks.mail),
    Rule("placeholder", Severity.WARNING, placeholders.placeholders),
    Rule("no-steps", Severity.WARNING, steps.no_list),
    Rule("step-number", Severity.WARNING, steps.number),
    Rule("no-result", Severity.WARNING, steps.results),
    Rule("citation-lines", Severity.WARNING, citations.labels),
    Rule("citation-name", Severity.WARNING, citations.authors),
    Rule("citation-anchor", Severity.WARNING, citations.anchors),
    Rule("unknown-lines", Severity.WARNING, citations.places),
    Rule("long-quotation", Severity.WARNING, citations.quotations),
    Rule("curly-quotes", Severity.WARNING, front.curly_quotes),
    Rule("marked-text", Severity.WARNING, front.marked_texts),
    Rule("early-review", Severity.WARNING, front.dates),
    Rule("every-term", Severity.NOTE, front.every_term),
    Rule("other-language", Severity.WARNING, language.foreign),
    Rule("misspelt", Severity.WARNING, language.misspelt),
    Rule("long-sentence", Severity.NOTE, language.long_sentences),
    Rule("untranslated", Severity.NOTE, translations.missing),
    Rule("old-translation", Severity.WARNING, translations.older),
    Rule("unknown-original", Severity.WARNING, translations.of_nothing),
    Rule("untidy", Severity.NOTE, tidiness.untidy_files),
    Rule("leftover", Severity.NOTE, tidiness.leftovers),
)

# The one rule that needs to know what was there before a change.
_BARE_REVIEW = ("bare-review", Severity.WARNING)

SEVERITIES = {rule.code: rule.severity for rule in RULES} | dict([_BARE_REVIEW])


def advise(context: RuleContext) -> tuple[Problem, ...]:
    """All advice on a playbook, sorted by place."""
    return _sorted(_problem(rule.code, rule.severity, found) for rule in RULES for found in rule.find(context))


def advise_on_change(context: RuleContext, before: Mapping[str, Play], notes: frozenset[str]) -> tuple[Problem, ...]:
    """Advice on what a branch did, given the plays of its base by id and the ids that its commit messages note."""
    code, severity = _BARE_REVIEW
    found = ageing.bare_reviews(context, before, notes)
    return _sorted(_problem(code, severity, one) for one in found)


def _problem(code: str, severity: Severity, found: Finding) -> Problem:
    location, message, fix = (*found, None)[:3]
    return Problem(location, code, message, severity, fix)


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems)))
