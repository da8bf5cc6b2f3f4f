"""Bad inputs, each with what is said about it: file, line, column, code and sentence, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from playbook.rulebook import rulebook
from tests.playbooks import (
    ASSESSMENT,
    CHANGES,
    EXPERIENCE,
    FILES,
    GLOSSARY,
    MOMENTS,
    OWNERS,
    PAGE,
    PLAY,
    PLAYBOOK,
    SECOND,
    SEQUENCES,
    SOURCE,
    changed,
    problems,
    write,
)

Files = dict[str, str | bytes | None]

LOADING = Path(__file__).resolve().parents[2] / "plugins" / "playbook" / "loading"


def with_files(files: Files) -> dict[str, str | bytes]:
    return {path: text for path, text in {**FILES, **files}.items() if text is not None}


def in_play(old: str, new: str) -> Files:
    return {"plays/talk-first.md": changed(PLAY, old, new)}


def in_second(old: str, new: str) -> Files:
    return {"plays/plan-together.md": changed(SECOND, old, new)}


def in_source(old: str, new: str) -> Files:
    return {"sources/interview.md": changed(SOURCE, old, new)}


def in_experience(old: str, new: str) -> Files:
    return {"experiences/shop.md": changed(EXPERIENCE, old, new)}


def in_playbook(old: str, new: str) -> Files:
    return {"playbook.yml": changed(PLAYBOOK, old, new)}


def own_field(said: str) -> Files:
    """The playbook with one key of its own for plays."""
    return in_playbook("  provenance: true\n", f"  provenance: true\n  fields:\n    - {{{said}}}\n")


def synonyms(groups: int) -> str:
    return "synonyms:\n" + "".join(f"  - [word {number}, other {number}]\n" for number in range(groups))


def in_glossary(old: str, new: str) -> Files:
    return {"glossary.yml": changed(GLOSSARY, old, new)}


def in_moments(old: str, new: str) -> Files:
    return {"moments.yml": changed(MOMENTS, old, new)}


def in_sequences(old: str, new: str) -> Files:
    return {"sequences.yml": changed(SEQUENCES, old, new)}


def in_stage(plays: str) -> Files:
    """The page of a stage with its plays in order."""
    return {"stages/cold.md": changed(PAGE, "---\n\n", f"plays: {plays}\n---\n\n")}


def in_assessment(old: str, new: str) -> Files:
    return {"assessment.yml": changed(ASSESSMENT, old, new)}


def below(text: str) -> Files:
    """A play with text at its end; the text begins on line 36."""
    return {"plays/talk-first.md": f"{PLAY}\n{text}"}


OWN_PAGE = changed(PAGE, "---\nsummary", "---\ntitle: Own\nsummary")

# What is changed in the small playbook of `playbooks.py` (None takes a file away), and all that is said then.
BAD: Mapping[str, tuple[Files, str]] = {
    # The front matter as a whole.
    "no front matter": (
        {"plays/talk-first.md": "# Talk first\n"},
        "plays/talk-first.md:1:1: no-front-matter: The file has no front matter. Begin its first line with "
        "--- and give title and tags below it.",
    ),
    "an empty file": (
        {"plays/talk-first.md": ""},
        "plays/talk-first.md:1:1: no-front-matter: The file has no front matter. Begin its first line with "
        "--- and give title and tags below it.",
    ),
    "front matter that is never opened": (
        {"plays/talk-first.md": PLAY.removeprefix("---\n")},
        "plays/talk-first.md:1:1: no-front-matter: The front matter is not opened. Put --- on a line above this one.",
    ),
    "front matter that is never closed": (
        in_play("review_every: 12\n---\n", "review_every: 12\n"),
        "plays/talk-first.md:26:1: unclosed-front-matter: The front matter is not closed. Put --- on a line "
        "below the last key.",
    ),
    "front matter that is a list": (
        {"plays/talk-first.md": "---\n- talk first\n---\n"},
        "plays/talk-first.md:2:1: no-keys: Only keys with values can be read here, such as 'title: Talk "
        "sooner'. Write each on a line of its own.",
    ),
    "front matter that is a sentence": (
        {"plays/talk-first.md": "---\nTalk first\n---\n"},
        "plays/talk-first.md:2:1: no-keys: Only keys with values can be read here, such as 'title: Talk "
        "sooner'. Write each on a line of its own.",
    ),
    "a colon in a title": (
        in_play("title: Talk first", "title: Talk: first"),
        "plays/talk-first.md:2:8: bad-yaml: A colon and a blank inside a text look like a key to YAML, so the text "
        "needs quotes. Write 'title: \"Talk: first\"'.",
    ),
    "a quote that is never closed": (
        in_play("title: Talk first", 'title: "Talk first'),
        "plays/talk-first.md:2:8: bad-yaml: The quote that begins here is not closed. Write 'title: \"Talk first\"'.",
    ),
    "a bracket that is never closed": (
        in_play("topics:\n  - buying", "topics: [buying"),
        "plays/talk-first.md:11:9: bad-yaml: The bracket that begins here is not closed. Write 'topics: [buying]'.",
    ),
    "a tab": (
        in_play("  lead:", "\tlead:"),
        "plays/talk-first.md:5:1: bad-yaml: A tab stands here, where YAML takes blanks alone. Write '  lead:'.",
    ),
    "words that YAML takes for a comment": (
        in_play("title: Talk first", "title: Talk #first"),
        "plays/talk-first.md:2:13: lost-words: Everything behind ' #' is lost to YAML: '#first'. "
        "Write 'title: \"Talk #first\"'.",
    ),
    "words in braces": (
        below("## More {soon}\n\n**Hello**{name}, and {all}\n{of you}\n"),
        "plays/talk-first.md:36:9: lost-words: Markdown takes '{soon}' for a setting of what is before it, and "
        "readers do not see it. Write [brackets].\n"
        "plays/talk-first.md:38:10: lost-words: Markdown takes '{name}' for a setting of what is before it, and "
        "readers do not see it. Write [brackets].\n"
        "plays/talk-first.md:39:1: lost-words: Markdown takes '{of you}' for a setting of what is before it, and "
        "readers do not see it. Write [brackets].",
    ),
    "a word where the address of a link belongs": (
        below("[Note]: tomorrow\n"),
        "plays/talk-first.md:36:1: lost-words: Markdown takes '[Note]: tomorrow' for the address of a link, and "
        "readers do not see it. Begin the line with other words.",
    ),
    "a picture of another site": (
        below("![A plan](https://example.com/plan.png)\n"),
        "plays/talk-first.md:36:11: foreign-picture: 'https://example.com/plan.png' lies on another site, from which "
        "no page of ours loads pictures. Put the picture into the playbook.",
    ),
    "two versions since a merge": (
        in_play("effort: S", "<<<<<<< HEAD\neffort: S\n=======\neffort: M\n>>>>>>> mine"),
        "plays/talk-first.md:17:1: merge-conflict: Two versions stand here since a merge, down to the line that begins "
        "with >>>>>>>. Keep one of them, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
    ),
    "a list as a key": (
        in_play("effort: S", "? [effort]\n: S"),
        "plays/talk-first.md:17:3: bad-yaml: A key must be a word. Did you mean to put the text in quotes?",
    ),
    "a template in place of a value": (
        in_play("effort: S", "{{ effort }}: S"),
        "plays/talk-first.md:17:1: bad-yaml: A key must be a word. Did you mean to put the text in quotes?",
    ),
    "a second YAML document": (
        in_play("effort: S", "--- !more\neffort: S"),
        "plays/talk-first.md:17:1: bad-yaml: A second YAML document begins here. Keep one.",
    ),
    "data nested too deeply": (
        in_play("effort: S", "effort: " + "[" * 20 + "]" * 20),
        "plays/talk-first.md:17:21: too-deep: The data is nested more than 12 levels deep. Flatten it.",
    ),
    "a YAML tag": (
        in_play("title: Talk first", "title: !!python/name:os.system Talk"),
        "plays/talk-first.md:2:8: yaml-tag: The YAML tag 'tag:yaml.org,2002:python/name:os.system' is not "
        "read. Write a plain value.",
    ),
    "a YAML tag on a key": (
        in_play("title: Talk first", "!!str title: Talk first"),
        "plays/talk-first.md:2:1: yaml-tag: The YAML tag 'tag:yaml.org,2002:str' is not read. Write a plain value.",
    ),
    "a YAML anchor": (
        in_play("title: Talk first", "title: &talk Talk first"),
        "plays/talk-first.md:2:8: yaml-alias: YAML anchors and aliases (& and *) are not read. Write the value out.",
    ),
    "a YAML alias": (
        in_play("owner: editors", "owner: *talk"),
        "plays/talk-first.md:23:8: yaml-alias: YAML anchors and aliases (& and *) are not read. Write the value out.",
    ),
    "a YAML anchor on a key": (
        in_play("title: Talk first", "&talk title: Talk first"),
        "plays/talk-first.md:2:1: yaml-alias: YAML anchors and aliases (& and *) are not read. Write the value out.",
    ),
    # Keys.
    "a key given twice": (
        in_play("effort: S", "effort: S\ntitle: Talk again"),
        "plays/talk-first.md:18:1: duplicate-key: 'title' is given twice, first near line 2. Keep one of them.",
    ),
    "a nested key given twice": (
        in_play("    - cmo\n", "    - cmo\n  lead:\n    - it-team\n"),
        "plays/talk-first.md:7:3: duplicate-key: 'lead' is given twice, first near line 6. Keep one of them.",
    ),
    "a misspelt key": (
        in_play("effort: S", "effort: S\nowenr: me"),
        "plays/talk-first.md:18:1: unknown-key: 'owenr' is not a key that is read here. Did you mean 'owner'?",
    ),
    "keys that lost their blanks": (
        in_play("time:\n  min: 30\n  max: 60", "time:\nmin: 30\nmax: 60"),
        "plays/talk-first.md:18:1: wrong-type: 'time' must be min and max in minutes, or ongoing, got nothing.\n"
        "plays/talk-first.md:19:1: unknown-key: 'min' is not a key that is read here. It belongs below 'time'. "
        "Indent it by two blanks.\n"
        "plays/talk-first.md:20:1: unknown-key: 'max' is not a key that is read here. It belongs below 'time'. "
        "Indent it by two blanks.",
    ),
    "a choice of rules that nobody can make": (
        {
            "playbook.yml": f"{PLAYBOOK}check:\n  rules: {{cycle: off, orphans: off, draft: loud}}\n"
            "  per:\n    plays/: off\n  also: 1\n"
        },
        "playbook.yml:38:18: fixed-rule: 'cycle' cannot be chosen: without what it asks for no page can be made. Mend "
        "what it names instead.\n"
        "playbook.yml:38:32: unknown-rule: 'orphans' is no rule and no group of rules. Did you mean 'orphan'?\n"
        "playbook.yml:38:44: unknown-value: 'loud' is not a value of 'check.rules.draft'; it can be off, note, "
        "warning, error.\n"
        "playbook.yml:40:13: wrong-type: 'check.per.plays/' must be a mapping of rules to off, note, warning or error, "
        "got text.\n"
        "playbook.yml:41:3: unknown-key: 'also' is not a key that is read here. Known keys: rules, per.",
    ),
    "an acceptance of what must not be": (
        in_play("review_every: 12\n", "review_every: 12\naccept:\n  - rule: raw-html\n    why: We like it.\n"),
        "plays/talk-first.md:27:11: fixed-rule: 'raw-html' cannot be chosen: without what it asks for no page can be "
        "made. Mend what it names instead.",
    ),
    "a key of nobody's": (
        {"stages/cold.md": changed(PAGE, "---\nsummary", "---\nicon: star\nsummary")},
        "stages/cold.md:2:1: unknown-key: 'icon' is not a key that is read here. Known keys: title, summary, plays.",
    ),
    "keys that crash other readers": (
        {"stages/cold.md": changed(PAGE, "---\nsummary", "---\ncontent: x\nhandler: y\n1: z\nsummary")},
        "stages/cold.md:2:1: unknown-key: 'content' is not a key that is read here. Known keys: title, "
        "summary, plays.\n"
        "stages/cold.md:3:1: unknown-key: 'handler' is not a key that is read here. Known keys: title, "
        "summary, plays.\n"
        "stages/cold.md:4:1: unknown-key: '1' is not a key that is read here. Known keys: title, summary, plays.",
    ),
    "a missing key": (
        in_play("effort: S\n", ""),
        "plays/talk-first.md:2:1: missing-key: 'effort' is missing. How much work it is: S, M or L.",
    ),
    "a missing facet": (
        in_play("stages:\n  - cold\n", ""),
        "plays/talk-first.md:2:1: missing-key: 'stages' is missing. Its stages.",
    ),
    "a missing key of a source": (
        in_play("    where: lines 7-9\n", ""),
        "plays/talk-first.md:15:5: missing-key: 'where' is missing. The place in it, such as lines 7-9 or "
        "the name of a section.",
    ),
    "roles without a lead": (
        in_play("  lead:\n    - cmo\n", ""),
        "plays/talk-first.md:5:3: missing-key: 'lead' is missing. Who carries it out.",
    ),
    "a quotation of more than 25 words": (
        in_source("anything.\n", f"anything.\n    quote: {'word ' * 25}word\n"),
        "sources/interview.md:10:12: long-quote: 'passages.quote' has 26 words; at most 25 may be quoted. Keep those "
        "that matter.",
    ),
    "a short form with another key": (
        in_play("effort: S", "effort: S\nin_short:\n  doo: Ring the other side today."),
        "plays/talk-first.md:19:3: unknown-key: 'doo' is not a key that is read here. Did you mean 'do'?",
    ),
    "a short form that goes on": (
        in_play("effort: S", f"effort: S\nin_short:\n  do: {'x' * 161}"),
        "plays/talk-first.md:19:7: too-long: 'in_short.do' has 161 characters; at most 160 fit.",
    ),
    "weeks without an end": (
        in_play("effort: S", "effort: S\nelapsed: ongoing"),
        "plays/talk-first.md:18:10: wrong-type: 'elapsed' must be min and max in weeks, got text.",
    ),
    "more people than there are": (
        in_play("effort: S", "effort: S\npeople: {min: 2, max: 501}"),
        "plays/talk-first.md:18:23: out-of-range: 'people.max' is 501; it must lie between 1 and 500.",
    ),
    "an experience with a play that is none": (
        in_experience("play: talk-first", "play: talk-frist"),
        "experiences/shop.md:2:7: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?",
    ),
    "an experience with a month to come": (
        in_experience("month: 2026-10", "month: 2026-12"),
        "experiences/shop.md:3:8: future-date: 'month' is 2026-12, which lies in the future. Give the month it "
        "happened.",
    ),
    "an experience with a day for a month": (
        in_experience("month: 2026-10", "month: 2026-10-05"),
        "experiences/shop.md:3:8: bad-date: 'month' must be a month such as 2026-11, got '2026-10-05'.",
    ),
    "an experience of a size of its own": (
        in_experience("size: 50-250", "size: 50-200"),
        "experiences/shop.md:5:7: unknown-value: '50-200' is not a value of 'size'; it can be up-to-50, 50-250, "
        "250-1000, 1000-10000, over-10000. Did you mean '50-250'?",
    ),
    "an experience in a folder of its own": (
        {"experiences/shops/shop.md": EXPERIENCE},
        "experiences/shops/shop.md:1:1: file-place: This file lies in a folder of its own. Move it one folder up.",
    ),
    "half a time": (
        in_play("  max: 60\n", ""),
        "plays/talk-first.md:19:3: missing-key: 'max' is missing. The most minutes that it takes.",
    ),
    # Types and bounds.
    "a number for a title": (
        in_play("title: Talk first", "title: 2026"),
        "plays/talk-first.md:2:8: wrong-type: 'title' must be text, got a number. Put it in quotes.",
    ),
    "a truth for a title": (
        in_play("title: Talk first", "title: true"),
        "plays/talk-first.md:2:8: wrong-type: 'title' must be text, got 'true'. Put it in quotes.",
    ),
    "a date for a title": (
        in_play("title: Talk first", "title: 2026-11-01"),
        "plays/talk-first.md:2:8: wrong-type: 'title' must be text, got a date. Put it in quotes.",
    ),
    "a list for a title": (
        in_play("title: Talk first", "title: [Talk, first]"),
        "plays/talk-first.md:2:8: wrong-type: 'title' must be text, got a list.",
    ),
    "nothing for a title": (
        in_play("title: Talk first", "title:"),
        "plays/talk-first.md:2:1: wrong-type: 'title' must be text, got nothing.",
    ),
    "two lines for a title": (
        in_play("title: Talk first", "title: |\n  Talk\n  first"),
        "plays/talk-first.md:2:8: wrong-type: 'title' must stand on one line.",
    ),
    "a long title": (
        in_play("title: Talk first", "title: Talk " + "sooner " * 8 + "first"),
        "plays/talk-first.md:2:8: too-long: 'title' has 66 characters; at most 60 fit.",
    ),
    "an angle bracket in a title": (
        in_play("title: Talk first", "title: Talk <b>first</b>"),
        "plays/talk-first.md:2:8: angle-bracket: 'title' holds '<' or '>'. Write the words without it.",
    ),
    "a short summary": (
        in_second(
            "Lay both plans on one table each quarter, and settle in the room what cannot be had at once.", "Plan."
        ),
        "plays/plan-together.md:3:10: too-short: 'summary' has 5 characters; it needs at least 60.",
    ),
    "a long summary": (
        in_second("Lay both plans on one table", "Lay both plans" + " and more plans" * 10 + " on one table"),
        "plays/plan-together.md:3:10: too-long: 'summary' has 242 characters; at most 200 fit.",
    ),
    "one word for a list": (
        in_play("stages:\n  - cold\n", "stages: cold\n"),
        "plays/talk-first.md:9:9: wrong-type: 'stages' must be a list of ids of stages, got text.",
    ),
    "an empty list of stages": (
        in_play("stages:\n  - cold\n", "stages: []\n"),
        "plays/talk-first.md:9:9: missing-term: 'stages' is empty. Give at least one stage.",
    ),
    "an empty list of leads": (
        in_play("  lead:\n    - cmo\n", "  lead: []\n"),
        "plays/talk-first.md:5:9: missing-term: 'roles.lead' is empty. Give at least one role.",
    ),
    "one word for all roles": (
        in_second("roles:\n  - cio\n", "roles: cio\n"),
        "plays/plan-together.md:4:8: wrong-type: 'roles' must be a list, or lead and support, got text.",
    ),
    "one word for the support": (
        in_play("  support:\n    - cio\n", "  support: cio\n"),
        "plays/talk-first.md:7:12: wrong-type: 'roles.support' must be a list of ids of roles, got text.",
    ),
    "nothing below support": (
        in_play("  support:\n    - cio\n", "  support:\n"),
        "plays/talk-first.md:7:3: wrong-type: 'roles.support' must be a list of ids of roles, got nothing.",
    ),
    "a word twice in a list": (
        in_play("  - shadow tools\n", "  - shadow tools\n  - shadow tools\n"),
        "plays/talk-first.md:23:5: repeated: 'shadow tools' stands twice in 'aliases'. Keep one.",
    ),
    "a source twice at one place": (
        in_play("    where: lines 7-9\n", "    where: lines 7-9\n  - id: interview\n    where: lines 7-9\n"),
        "plays/talk-first.md:17:5: repeated: This entry stands twice in 'sources'. Keep one.",
    ),
    "an alias that is no text": (
        in_play("  - shadow tools\n", "  - 42\n"),
        "plays/talk-first.md:22:5: wrong-type: An entry of 'aliases' must be text, got a number. Put it in quotes.",
    ),
    "a long alias": (
        in_play("  - shadow tools\n", "  - tools" + " and more tools" * 5 + "\n"),
        "plays/talk-first.md:22:5: too-long: An entry of 'aliases' has 80 characters; at most 60 fit.",
    ),
    "more aliases than are read": (
        in_play("  - shadow tools\n", "".join(f"  - word {number}\n" for number in range(41))),
        "plays/talk-first.md:22:3: too-long: 'aliases' holds 41 entries; at most 40 are read.",
    ),
    "more topics than help": (
        in_play("  - buying\n", "  - buying\n  - data\n  - teams\n"),
        "plays/talk-first.md:12:3: too-many: 'topics' has 3 entries; at most 2 are useful to a reader.",
    ),
    "a word for a source": (
        in_play("  - id: interview\n    where: lines 7-9\n", "  - interview\n"),
        "plays/talk-first.md:15:5: wrong-type: An entry of 'sources' must be a mapping of id, where, got text.",
    ),
    "a number for a place": (
        in_play("    where: lines 7-9\n", "    where: 7\n"),
        "plays/talk-first.md:16:12: wrong-type: 'sources.where' must be text, got a number. Put it in quotes.",
    ),
    "no sources": (
        in_play("sources:\n  - id: interview\n    where: lines 7-9\n", "sources: []\n"),
        "plays/talk-first.md:14:10: missing-source: A play needs at least one source. Name it here.",
    ),
    "practice that nobody had": (
        in_play("evidence: stated", "evidence: practised"),
        "plays/talk-first.md:13:11: missing-practice: No record in experiences/ tells of somebody who tried "
        "'talk-first' and would do it again. Take one in with 'playbook tried', or say what else the play rests on.",
    ),
    "an owner who is not listed": (
        {**in_play("owner: editors", "owner: editor"), "owners.yml": OWNERS},
        "plays/talk-first.md:23:8: unknown-value: 'editor' is not a value of 'owner'; it can be editors, security, "
        "all. Did you mean 'editors'?",
    ),
    "a contact that is no address": (
        {"owners.yml": changed(OWNERS, "mailto:", "")},
        "owners.yml:3:12: bad-contact: 'editors@example.com' is no place where readers can write. Give an address "
        "such as mailto:team@example.com, or that of a form or a channel, which begins with https://.",
    ),
    "a team with a blank": (
        {"owners.yml": changed(OWNERS, '"@acme/editors"', "the editors")},
        "owners.yml:4:9: bad-team: 'the editors' names nobody. Write such as organisation/team.",
    ),
    "a pattern for a path": (
        {"owners.yml": changed(OWNERS, "[/content/]", "[content/**]")},
        "owners.yml:5:11: bad-path: 'content/**' is no path. Write *, a folder as /content/ or a file as /README.md.",
    ),
    "an older change first": (
        in_play("owner:", f"{changed(CHANGES, '11-10', '11-21')}owner:"),
        "plays/talk-first.md:26:10: change-order: 2026-11-21 stands below 2026-11-20. Put the newest change first.",
    ),
    "a change before there was a play": (
        in_play("owner:", f"added: 2026-11-15\n{CHANGES}owner:"),
        "plays/talk-first.md:27:10: early-change: The play was added on 2026-11-15, and this change is of 2026-11-10. "
        "Mend one of the two days.",
    ),
    "a misspelt evidence": (
        in_play("evidence: stated", "evidence: statd"),
        "plays/talk-first.md:13:11: unknown-value: 'statd' is not a value of 'evidence'; it can be stated, "
        "example, practised, inferred. Did you mean 'stated'?",
    ),
    "an effort of nobody's": (
        in_play("effort: S", "effort: huge"),
        "plays/talk-first.md:17:9: unknown-value: 'huge' is not a value of 'effort'; it can be S, M, L.",
    ),
    "months out of range": (
        in_play("review_every: 12", "review_every: 0"),
        "plays/talk-first.md:25:15: out-of-range: 'review_every' is 0; it must lie between 1 and 60.",
    ),
    "months in words": (
        in_play("review_every: 12", "review_every: yearly"),
        "plays/talk-first.md:25:15: wrong-type: 'review_every' must be a whole number, got text.",
    ),
    "a time in words": (
        in_play("time:\n  min: 30\n  max: 60\n", "time: an hour\n"),
        "plays/talk-first.md:18:7: wrong-type: 'time' must be min and max in minutes, or ongoing, got text.",
    ),
    "a time that runs backwards": (
        in_play("  min: 30\n  max: 60\n", "  min: 60\n  max: 30\n"),
        "plays/talk-first.md:19:8: out-of-range: 'time' runs from 60 to 30. Put the smaller first.",
    ),
    "half a minute": (
        in_play("  max: 60\n", "  max: 60.5\n"),
        "plays/talk-first.md:20:8: wrong-type: 'time.max' must be a whole number, got a fraction.",
    ),
    "a day that does not exist": (
        in_play("2026-11-01", "2026-02-30"),
        "plays/talk-first.md:24:11: bad-date: 'reviewed' must be a date such as 2026-11-21, got '2026-02-30'.",
    ),
    "a day in words": (
        in_play("2026-11-01", "last week"),
        "plays/talk-first.md:24:11: bad-date: 'reviewed' must be a date such as 2026-11-21, got 'last week'.",
    ),
    "a day in quotes": (
        in_play("2026-11-01", '"2026-11-01"'),
        "plays/talk-first.md:24:11: bad-date: 'reviewed' must be a date such as 2026-11-21, got "
        "'2026-11-01'. Remove the quotes.",
    ),
    "a review in the future": (
        in_play("2026-11-01", "2026-11-23"),
        "plays/talk-first.md:24:11: future-date: 'reviewed' is 2026-11-23, which lies in the future. Give "
        "the day it happened.",
    ),
    # Terms.
    "a misspelt stage": (
        in_play("  - cold\n", "  - clod\n"),
        "plays/talk-first.md:10:5: unknown-term: 'clod' is not a stage. Did you mean 'cold'?",
    ),
    "a stage by its name": (
        in_play("  - cold\n", "  - Cold\n"),
        "plays/talk-first.md:10:5: unknown-term: 'Cold' is not a stage. Did you mean 'cold'?",
    ),
    "a misspelt role": (
        in_play("    - cmo\n", "    - cmoo\n"),
        "plays/talk-first.md:6:7: unknown-term: 'cmoo' is not a role. Did you mean 'cmo'?",
    ),
    "a role by another name for it": (
        in_play("    - cmo\n", "    - marketing chief\n"),
        "plays/talk-first.md:6:7: unknown-term: 'marketing chief' is not a role. Did you mean 'cmo'?",
    ),
    "a topic of nobody's": (
        in_play("  - buying\n", "  - weather\n"),
        "plays/talk-first.md:12:5: unknown-term: 'weather' is not a topic. It can be buying, data, teams.",
    ),
    "a role twice": (
        in_play("    - cmo\n", "    - cmo\n    - cmo\n"),
        "plays/talk-first.md:7:7: repeated: 'cmo' stands twice in 'roles.lead'. Keep one.",
    ),
    "a role that leads and supports": (
        in_play("    - cio\n", "    - cmo\n"),
        "plays/talk-first.md:8:7: lead-and-support: 'cmo' stands under lead and support. Keep one of them.",
    ),
    # Between plays.
    "a misspelt play": (
        in_second("  - talk-first\n", "  - talk-frist\n"),
        "plays/plan-together.md:12:5: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?",
    ),
    "a title in place of an id": (
        in_second("  - talk-first\n", "  - Talk first\n"),
        "plays/plan-together.md:12:5: bad-id: 'Talk first' is not an id. Use small letters, digits and "
        "hyphens, such as talk-sooner.",
    ),
    "an unknown related play": (
        in_play("evidence: stated", "related:\n  - dine-together\nevidence: stated"),
        "plays/talk-first.md:14:5: unknown-play: There is no play 'dine-together'. Did you mean 'plan-together'?",
    ),
    "a play that requires itself": (
        in_second("  - talk-first\n", "  - plan-together\n"),
        "plays/plan-together.md:12:5: refers-to-itself: 'plan-together' is this play. Remove it from 'requires'.",
    ),
    "a play related to itself": (
        in_play("evidence: stated", "related:\n  - talk-first\nevidence: stated"),
        "plays/talk-first.md:14:5: refers-to-itself: 'talk-first' is this play. Remove it from 'related'.",
    ),
    "a play required and related": (
        in_second("evidence: inferred", "related:\n  - talk-first\nevidence: inferred"),
        "plays/plan-together.md:14:5: required-and-related: 'talk-first' stands under 'requires' too. Keep "
        "it in one of the two.",
    ),
    "two plays that require each other": (
        in_play("  - cold\n", "  - warm\nrequires:\n  - plan-together\n"),
        "plays/plan-together.md:12:5: cycle: These plays require one another: plan-together > talk-first > "
        "plan-together. Remove one step.",
    ),
    "something required from a later stage": (
        {
            **in_play("evidence: stated", "requires:\n  - plan-together\nevidence: stated"),
            **in_second("requires:\n  - talk-first\n", ""),
        },
        "plays/talk-first.md:14:5: later-stage: 'plan-together' begins at stage 2, after this play's stage "
        "1. Require only plays of the same or an earlier stage.",
    ),
    "one title for two plays": (
        in_second("title: Plan together", "title: talk  FIRST"),
        "plays/talk-first.md:2:8: duplicate-title: 'Talk first' is the title of plays/plan-together.md "
        "too. Give each play a title of its own.",
    ),
    "a draft that others need": (
        in_play("effort: S", "effort: S\nstatus: draft"),
        "assessment.yml:10:13: not-live: 'talk-first' is draft, so readers cannot reach it. Remove it.\n"
        "moments.yml:5:11: not-live: 'talk-first' is draft, so readers cannot reach it. Remove it.\n"
        "plays/plan-together.md:12:5: not-live: 'talk-first' is draft, so readers cannot reach it. Remove "
        "it.",
    ),
    "a retired play that others need": (
        in_play("effort: S", "effort: S\nstatus: retired\nreplaced_by: plan-together"),
        "assessment.yml:10:13: not-live: 'talk-first' is retired, so readers cannot reach it. Use "
        "'plan-together'.\n"
        "moments.yml:5:11: not-live: 'talk-first' is retired, so readers cannot reach it. Use "
        "'plan-together'.\n"
        "plays/plan-together.md:12:5: not-live: 'talk-first' is retired, so readers cannot reach it. Use "
        "'plan-together'.",
    ),
    "a draft that needs a retired play": (
        {
            **in_play("effort: S", "effort: S\nstatus: retired"),
            **in_second("effort: L", "effort: L\nstatus: draft"),
            "assessment.yml": None,
            "moments.yml": None,
            "redirects.yml": None,
        },
        "plays/plan-together.md:12:5: not-live: 'talk-first' is retired, so readers cannot reach it. Remove it.",
    ),
    "a live play that is replaced": (
        in_play("effort: S", "effort: S\nreplaced_by: plan-together"),
        "plays/talk-first.md:18:14: not-retired: Only a retired play is replaced. Add 'status: retired' or "
        "remove this key.",
    ),
    "a play replaced by itself": (
        in_second("effort: L", "effort: L\nstatus: retired\nreplaced_by: plan-together"),
        "plays/plan-together.md:19:14: refers-to-itself: 'plan-together' is this play. Name the one that replaces it.",
    ),
    "a play replaced by nothing": (
        in_second("effort: L", "effort: L\nstatus: retired\nreplaced_by: talk-frist"),
        "plays/plan-together.md:19:14: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?",
    ),
    "a play replaced by a draft": (
        {
            **in_play("effort: S", "effort: S\nstatus: draft"),
            **in_second("effort: L", "effort: L\nstatus: retired\nreplaced_by: talk-first"),
            "assessment.yml": None,
            "moments.yml": None,
            "redirects.yml": None,
        },
        "plays/plan-together.md:19:14: not-live: 'talk-first' is draft, so readers cannot reach it. Remove it.",
    ),
    # Sources.
    "an unknown source": (
        in_second("  - id: interview", "  - id: intervew"),
        "plays/plan-together.md:15:9: unknown-source: There is no source 'intervew' in sources/. Did you "
        "mean 'interview'?",
    ),
    "cited lines that run backwards": (
        in_second("where: lines 12", "where: lines 3, 9-7 and 12"),
        "plays/plan-together.md:16:12: bad-lines: '9-7' is not a range of lines. Put the smaller number first.",
    ),
    "an address without https": (
        in_source("https://example.com", "http://example.com"),
        "sources/interview.md:6:6: not-https: 'http://example.com/interview' is not an https address. Give "
        "one that begins with https://.",
    ),
    "an address that runs code": (
        in_source("https://example.com/interview", "javascript:alert(1)"),
        "sources/interview.md:6:6: not-https: 'javascript:alert(1)' is not an https address. Give one that "
        "begins with https://.",
    ),
    "an address with a space": (
        in_source("example.com/interview", "example.com/an interview"),
        "sources/interview.md:6:6: not-https: 'https://example.com/an interview' holds a space, a quote or another "
        "character that no address has. Copy the address from the browser, which writes them as %20 and the like.",
    ),
    "an address that pretends to lead elsewhere": (
        in_source("https://example.com/interview", "https://example.com@evil.example/"),
        "sources/interview.md:6:6: not-https: 'https://example.com@evil.example/' leads to evil.example, not to "
        "'example.com'. Give the address without what stands before the @.",
    ),
    "an address that is none": (
        in_source("https://example.com/interview", "https://[example"),
        "sources/interview.md:6:6: not-https: 'https://[example' is not an https address. Give one that "
        "begins with https://.",
    ),
    "a date of publication in words": (
        in_source("undated", "long ago"),
        "sources/interview.md:5:12: bad-date: 'published' must be a date such as 2026-11-21 or the word "
        "'undated', got 'long ago'.",
    ),
    "a date of publication in the future": (
        in_source("undated", "2027-01-01"),
        "sources/interview.md:5:12: future-date: 'published' is 2027-01-01, which lies in the future. Give "
        "the day it happened.",
    ),
    "lines that run backwards": (
        in_source("lines: 7-9", "lines: 9-7"),
        "sources/interview.md:8:12: bad-lines: '9-7' is not a range of lines. Write 7 or 7-9.",
    ),
    "lines in words": (
        in_source("lines: 7-9", "lines: seven"),
        "sources/interview.md:8:12: bad-lines: 'seven' is not a range of lines. Write 7 or 7-9.",
    ),
    "a passage that says little": (
        in_source("They plan the year in one room.", "Plan."),
        "sources/interview.md:11:11: too-short: 'passages.says' has 5 characters; it needs at least 10.",
    ),
    # The file itself.
    "a file that is not UTF-8": (
        {"plays/talk-first.md": changed(PLAY, "Write half a page", "Écrire une page").encode("latin-1")},
        "plays/talk-first.md:34:4: not-utf-8: The file is not UTF-8 from here on. Save it again as UTF-8.",
    ),
    "a byte order mark": (
        {"plays/talk-first.md": b"\xef\xbb\xbf" + PLAY.encode()},
        "plays/talk-first.md:1:1: byte-order-mark: The file begins with a byte order mark. Save it as "
        "UTF-8 without BOM, or run 'playbook check --fix'.",
    ),
    "a NUL": (
        in_play("half a page", "half a\x00 page"),
        "plays/talk-first.md:34:16: nul: A NUL character stands here. Delete it.",
    ),
    "an escape for text that runs the other way": (
        in_play("title: Talk first", 'title: "Talk \\u202e first"'),
        "plays/talk-first.md:2:8: invisible-character: An escape stands for an invisible character here (U+202E). "
        "Delete it.",
    ),
    "an escape for a control": (
        in_source("They plan the year in one room.", '"They plan \\x01 the year."'),
        "sources/interview.md:11:11: invisible-character: An escape stands for an invisible character here (U+0001). "
        "Delete it.",
    ),
    "a zero-width space": (
        in_play("title: Talk first", "title: Talk\u200b first"),
        "plays/talk-first.md:2:12: invisible-character: An invisible character stands here (U+200B, zero "
        "width space). Delete it.",
    ),
    "text that runs the other way": (
        in_play("half a page", "half a \u202epage"),
        "plays/talk-first.md:34:17: invisible-character: An invisible character stands here (U+202E, "
        "right-to-left override). Delete it.",
    ),
    "a lone carriage return": (
        in_play("half a page", "half a\rpage"),
        "plays/talk-first.md:34:16: invisible-character: An invisible character stands here (U+000D, "
        "control character). Delete it.",
    ),
    "a character that is none": (
        in_play("title: Talk first", "title: Talk\uffff first"),
        "plays/talk-first.md:2:12: invisible-character: An invisible character stands here (U+FFFF, "
        "control character). Delete it.",
    ),
    "a file over the size limit": (
        {"plays/talk-first.md": PLAY + "word " * 14_000},
        "plays/talk-first.md:1:1: too-large: The file is over 64 kB. Split it or shorten it.",
    ),
    "a page as HTML": (
        {"plays/talk-first.html": "<p>Talk first</p>"},
        "plays/talk-first.html:1:1: file-type: Files of this type are not published. Allowed: .md, .png, "
        ".jpg, .jpeg, .webp, .avif, .svg, .pdf, .docx, .xlsx, .pptx, .odt, .ods, .odp, .csv.",
    ),
    "a script": (
        {"extra.js": "alert(1)"},
        "extra.js:1:1: file-type: Files of this type are not published. Allowed: .md, .png, .jpg, .jpeg, .webp, .avif, "
        ".svg, .pdf, .docx, .xlsx, .pptx, .odt, .ods, .odp, .csv.",
    ),
    "a drawing that can run scripts": (
        {"stages/map.svg": '<svg xmlns="http://www.w3.org/2000/svg">\n  <script>alert(1)</script>\n</svg>'},
        "stages/map.svg:2:3: unsafe-drawing: '<script>' may not stand in a drawing, since it runs or loads something. "
        "Save the drawing as a plain SVG, or as a PNG.",
    ),
    "a document with macros": (
        {"files/budget.xlsm": b"PK"},
        "files/budget.xlsm:1:1: macro-file: Files of this type may run something on the machines of readers. Save it "
        "as .xlsx.",
    ),
    "a document that is none": (
        {"files/budget.xlsx": b"PK"},
        "files/budget.xlsx:1:1: file-type: This is no file of the kind .xlsx. Save the document as one.",
    ),
    "a document in the place of a picture": (
        below("![The budget](budget.pdf)\n"),
        "plays/talk-first.md:36:15: no-picture: 'budget.pdf' is no picture, so readers would see none. Link to it: "
        "remove the '!'.",
    ),
    "a file without a type": (
        {"LICENSE": "MIT"},
        "LICENSE:1:1: file-type: Files of this type are not published. Allowed: .md, .png, .jpg, .jpeg, .webp, .avif, "
        ".svg, .pdf, .docx, .xlsx, .pptx, .odt, .ods, .odp, .csv.",
    ),
    "a picture over the size limit": (
        {"stages/map.png": b"\x89PNG" + bytes(2 * 1024 * 1024)},
        "stages/map.png:1:1: too-large: The picture is over 2 MB. Make it smaller.",
    ),
    "a file name with a capital": (
        {"plays/Talk-Later.md": PLAY},
        "plays/Talk-Later.md:1:1: file-name: A page's file name is its address: small letters, digits and "
        "hyphens, then .md.",
    ),
    "a page with an ending in capitals": (
        {"about.MD": OWN_PAGE},
        "about.MD:1:1: file-name: A page's file name is its address: small letters, digits and hyphens, then .md.",
    ),
    "a page with the name of a device": (
        {"plays/con.md": PLAY},
        "plays/con.md:1:1: file-name: Windows keeps 'con' for a device. Choose another, such as con-1.",
    ),
    "a page with a long name": (
        {f"{'a' * 81}.md": OWN_PAGE},
        f"{'a' * 81}.md:1:1: file-name: The name has 81 characters; at most 80 fit. Shorten it.",
    ),
    "a folder with marks of an address": (
        {"a?b#c/x.md": OWN_PAGE},
        "a?b#c:1:1: file-name: A folder's name is part of addresses: small letters, digits and hyphens.",
    ),
    "a folder in capitals beside one in small letters": (
        {"TEAM/x.md": OWN_PAGE, "team/x.md": OWN_PAGE},
        "TEAM:1:1: file-name: A folder's name is part of addresses: small letters, digits and hyphens.",
    ),
    "a folder whose name breaks and turns the line": (
        {"a\nb\u202ec/x.md": OWN_PAGE},
        "a\\nb\\u202ec:1:1: file-name: A folder's name is part of addresses: small letters, digits and hyphens.",
    ),
    "a picture in capitals": (
        {"stages/Map.PNG": b"\x89PNG"},
        "stages/Map.PNG:1:1: file-name: A picture's file name is its address: small letters, digits, hyphens, dots "
        "and underscores.",
    ),
    "a picture with the name of a device": (
        {"stages/nul.v2.png": b"\x89PNG"},
        "stages/nul.v2.png:1:1: file-name: Windows keeps 'nul' for a device. Choose another, such as nul-1.",
    ),
    "folders without end": (
        {f"{'d/' * 120}x.md": "x"},
        "d/d/d/d/d/d/d:1:1: file-place: This folder lies below 6 others. Move what is in it further up.",
    ),
    "a data file of another ending": (
        {"glosary.yaml": GLOSSARY},
        "glosary.yaml:1:1: file-type: Files of this type are not published. Allowed: .md, .png, .jpg, .jpeg, .webp, "
        ".avif, .svg, .pdf, .docx, .xlsx, .pptx, .odt, .ods, .odp, .csv. Did you mean 'glossary.yml'?",
    ),
    "a page where the editor in the browser lies": (
        {"admin.md": OWN_PAGE},
        "admin.md:1:1: address-taken: 'admin/index.html' is what the generator makes already. Give this another name.",
    ),
    "a play in a folder of its own": (
        {"plays/early/talk-later.md": PLAY},
        "plays/early/talk-later.md:1:1: file-place: This file lies in a folder of its own. Move it one folder up.",
    ),
    "prose for a stage that there is not": (
        {"stages/frozen.md": PAGE},
        "stages/frozen.md:1:1: unknown-term: 'frozen' is not a term of 'stages'. Name the file after one "
        "of cold, warm, close.",
    ),
    "a page at the address of the plays": (
        {"plays.md": changed(PAGE, "---\nsummary", "---\ntitle: Plays\nsummary")},
        "plays.md:1:1: file-place: Another page may have this address. Name this file plays/index.md.",
    ),
    "a page that shares its address": (
        {"about/index.md": changed(PAGE, "---\nsummary", "---\ntitle: About\nsummary")},
        "about/index.md:1:1: file-place: Another page may have this address. Name this file about.md.",
    ),
    "a page without a title": (
        {"about.md": PAGE},
        "about.md:2:1: missing-key: 'title' is missing. The title of the page; a page about a term gets "
        "its title from the playbook.",
    ),
    # Bodies.
    "HTML": (
        below("<script>alert(1)</script>\n"),
        "plays/talk-first.md:36:1: raw-html: '<script' is HTML, which plays cannot hold. Write Markdown, "
        "or put code in `backticks`.",
    ),
    "HTML at the end of a line": (
        below("Look: <img\nsrc=x onerror=alert(1)>\n"),
        "plays/talk-first.md:36:7: raw-html: '<img' is HTML, which plays cannot hold. Write Markdown, or "
        "put code in `backticks`.",
    ),
    "HTML behind a backtick that is escaped": (
        below("Look: \\`<b>\\`\n"),
        "plays/talk-first.md:36:9: raw-html: '<b' is HTML, which plays cannot hold. Write Markdown, or put "
        "code in `backticks`.",
    ),
    "HTML in a fence that is never closed": (
        below("```\n<b>\n"),
        "plays/talk-first.md:36:1: unclosed-fence: The code that begins here is not closed. Put ``` on a "
        "line of its own below it.",
    ),
    "a fold that does not end": (
        below("<details>\n<summary>More</summary>\n\n## Late\n"),
        "plays/talk-first.md:36:1: open-fold: What is folded here has no end. Put </details> on a line of its own "
        "below it.\n"
        "plays/talk-first.md:39:1: open-fold: A heading of the second level cannot stand between <details> and "
        "</details>. Begin it with ###.",
    ),
    "HTML in a fence that Markdown takes for none": (
        below("``` two words `\n<b>\n```\n"),
        "plays/talk-first.md:36:1: bad-fence: Markdown may not take this for a fence. Begin it at the "
        "margin, with at most one word behind it.\n"
        "plays/talk-first.md:37:1: raw-html: '<b' is HTML, which plays cannot hold. Write Markdown, or put "
        "code in `backticks`.",
    ),
    "an HTML comment": (
        below("<!-- hidden -->\n"),
        "plays/talk-first.md:36:1: raw-html: '<!' is HTML, which plays cannot hold. Write Markdown, or put "
        "code in `backticks`.",
    ),
    "a link that runs code": (
        below("Press [here](JavaScript:alert) now.\n"),
        "plays/talk-first.md:36:12: unsafe-link: This link would run code. Link to a page.",
    ),
    "a link that runs code and hides it": (
        below("Press [here](java&#115;cript:alert) now.\n"),
        "plays/talk-first.md:36:12: unsafe-link: This link would run code. Link to a page.",
    ),
    "a reference that runs code": (
        below("Press [here].\n\n[here]: javascript:alert\n"),
        "plays/talk-first.md:38:1: unsafe-link: This link would run code. Link to a page.",
    ),
    "a heading for the whole page": (
        below("# Talk first\n"),
        "plays/talk-first.md:36:1: first-heading: The title of the page stands in its front matter or in "
        "the playbook. Begin headings with ##.",
    ),
    "a heading for the whole page without a space": (
        below("#Talk first\n"),
        "plays/talk-first.md:36:1: first-heading: The title of the page stands in its front matter or in "
        "the playbook. Begin headings with ##.",
    ),
    "an underlined heading for the whole page": (
        below("Talk first\n==========\n"),
        "plays/talk-first.md:37:1: first-heading: The title of the page stands in its front matter or in "
        "the playbook. Begin headings with ##.",
    ),
    "a footnote inside a footnote": (
        below("Word[^1].\n\n[^1]: One.\n\n    [^2]: Two.\n"),
        "plays/talk-first.md:40:1: inner-note: This note is defined inside something else. Begin it at the "
        "margin, with [^name]:",
    ),
    "a long paragraph": (
        below("word " * 1_201 + "\n"),
        "plays/talk-first.md:36:1: long-block: More than 150 lines or 6000 characters stand here without a "
        "blank line. Put one between paragraphs.",
    ),
    "a long list": (
        below("- word\n" * 151),
        "plays/talk-first.md:186:1: long-block: More than 150 lines or 6000 characters stand here without "
        "a blank line. Put one between paragraphs.",
    ),
    "too many lines": (
        below("word\n\n" * 1_000),
        "plays/talk-first.md:2027:1: too-many-lines: The text has 2008 lines; at most 2000 are read.",
    ),
    "too many brackets": (
        below("[word]\n\n" * 200),
        "plays/talk-first.md:434:1: too-many-marks: The text holds 201 '['; at most 200 are read.",
    ),
    "a wide table": (
        below("|word" * 21 + "\n"),
        "plays/talk-first.md:36:1: wide-table: This line has more than 20 '|'. Make two tables of it.",
    ),
    "a long row of marks": (
        below("Wait" + "!" * 41 + "\n"),
        "plays/talk-first.md:36:5: long-run: More than 40 '!' stand in a row here. Shorten the row.",
    ),
    "a line that is indented deeply": (
        below(" " * 41 + "- word\n"),
        "plays/talk-first.md:36:1: too-deep: This line is nested too deeply. Write flatter lists and quotes.",
    ),
    "quotes within quotes": (
        below("> " * 9 + "word\n"),
        "plays/talk-first.md:36:1: too-deep: This line is nested too deeply. Write flatter lists and quotes.",
    ),
    "lists within lists on one line": (
        below("- " * 9 + "word\n"),
        "plays/talk-first.md:36:1: too-deep: This line is nested too deeply. Write flatter lists and quotes.",
    ),
    # The vocabulary.
    "no playbook.yml": (
        {"playbook.yml": None},
        "playbook.yml:1:1: no-playbook: The content folder needs this file, which names its facets and their terms.",
    ),
    "a playbook.yml that is a list": (
        {"playbook.yml": "- stages\n- roles\n"},
        "playbook.yml:1:1: no-keys: Only keys with values can be read here, such as 'title: Talk sooner'. "
        "Write each on a line of its own.",
    ),
    "more synonyms than are read": (
        {"playbook.yml": PLAYBOOK + synonyms(201)},
        "playbook.yml:38:3: too-long: 'synonyms' holds 201 entries; at most 200 are read.",
    ),
    "an empty playbook.yml": (
        {"playbook.yml": "# Nothing yet.\n"},
        "playbook.yml:1:1: missing-key: 'description' is missing. What it is for, in one sentence.\n"
        "playbook.yml:1:1: missing-key: 'title' is missing. The name of the playbook.",
    ),
    "a matrix of a facet that is not there": (
        in_playbook("two_sides: true\n", "two_sides: true\nmatrix: [stages, rolse]\n"),
        "playbook.yml:37:18: unknown-facet: There is no facet 'rolse'. Did you mean 'roles'?",
    ),
    "a matrix of one facet": (
        in_playbook("two_sides: true\n", "two_sides: true\nmatrix: [stages]\n"),
        "playbook.yml:37:9: too-few: 'matrix' names one facet. Name the one down and the one across, or none.",
    ),
    "a key that plays need and do not have": (
        in_playbook("  provenance: true\n", "  provenance: true\n  unused: [effort]\n"),
        "playbook.yml:35:12: needed-and-unused: 'effort' stands under 'needed' and under 'unused'. Keep one of them.",
    ),
    "a key of their own that is one of ours": (
        own_field("id: effort, kind: text"),
        "playbook.yml:36:12: reserved-id: 'effort' is a key of the generator. Choose another id.",
    ),
    "a key of their own that is a facet": (
        own_field("id: topics, kind: text"),
        "playbook.yml:36:12: reserved-id: 'topics' is a key of a facet. Choose another id.",
    ),
    "a choice of nothing": (
        own_field("id: weight, kind: choice"),
        "playbook.yml:36:7: bad-field: 'weight' is a choice without 'choices'. List what may be chosen.",
    ),
    "choices of a number": (
        own_field("id: weight, kind: number, choices: [a]"),
        "playbook.yml:36:43: bad-field: 'weight' has choices, but is a number. Write 'kind: choice', or leave out "
        "'choices'.",
    ),
    "a filter by numbers": (
        own_field("id: weight, kind: number, filter: true"),
        "playbook.yml:36:42: bad-field: 'weight' is a number, and readers filter by choices. Give it some, or make it "
        "a facet.",
    ),
    "bounds of a date": (
        own_field("id: begun, kind: date, max: 5"),
        "playbook.yml:36:36: bad-field: 'begun' is a date, which has neither 'min' nor 'max'. Leave them out.",
    ),
    "bounds the wrong way round": (
        own_field("id: weight, kind: number, min: 9, max: 5"),
        "playbook.yml:36:39: out-of-range: 'min' of 'weight' is greater than 'max'. Put the smaller first.",
    ),
    "a weight that is no number": (
        own_field("id: weight, kind: number") | in_play("effort: S\n", "effort: S\nweight: much\n"),
        "plays/talk-first.md:18:9: wrong-type: 'weight' must be a number, got text.",
    ),
    "a weight that is too great": (
        own_field("id: weight, kind: number, max: 5") | in_play("effort: S\n", "effort: S\nweight: 5.5\n"),
        "plays/talk-first.md:18:9: out-of-range: 'weight' is 5.5; it must be at most 5.",
    ),
    "two facets that say who leads": (
        in_playbook("    singular: Topic\n", "    singular: Topic\n    split: true\n"),
        "playbook.yml:24:12: bad-facet: 'roles' is split already, and a play has one list of who leads. Keep one of "
        "them.",
    ),
    "roles in an order": (
        in_playbook("    ordered: true\n", "    ordered: true\n    split: true\n"),
        "playbook.yml:4:5: bad-facet: 'stages' cannot be both ordered and split. Choose one of them.\n"
        "playbook.yml:14:5: bad-facet: 'stages' is split already, and a play has one list of who leads. Keep one of "
        "them.",
    ),
    "topics that lead upward": (
        in_playbook("    singular: Topic\n", "    singular: Topic\n    upward: true\n"),
        "playbook.yml:21:5: bad-facet: The terms of 'topics' lead to one another only in an order. Write 'ordered: "
        "true'.",
    ),
    "stages that are not listed": (
        in_playbook("    ordered: true\n", "    ordered: true\n    open: true\n"),
        "playbook.yml:8:11: bad-facet: 'stages' is ordered, so list its terms. Leave out 'open'.",
    ),
    "a term below none": (
        in_playbook("{id: data, name: Data,", "{id: data, parent: buyin, name: Data,"),
        "playbook.yml:27:28: unknown-term: There is no term 'buyin' in 'topics'. Did you mean 'buying'?",
    ),
    "a term below itself": (
        in_playbook("{id: data, name: Data,", "{id: data, parent: data, name: Data,"),
        "playbook.yml:27:28: bad-parent: 'data' belongs to another term itself, and there are two levels. Name the one "
        "above.",
    ),
    "an assessment of no stages": (
        in_playbook("    ordered: true\n", "") | {"assessment.yml": "[]\n"},
        "assessment.yml:1:1: missing-facet: An assessment asks for a term of an ordered facet, and playbook.yml has "
        "none. Add one there.",
    ),
    "a facet that takes the place of a page": (
        in_playbook("id: topics", "id: matrix"),
        "playbook.yml:21:9: reserved-id: 'matrix' is used by the generator. Choose another id.",
    ),
    "a facet that takes the place of a page for paper": (
        in_playbook("id: topics", "id: print"),
        "playbook.yml:21:9: reserved-id: 'print' is used by the generator. Choose another id.",
    ),
    "a facet that takes the place of what was not found": (
        in_playbook("id: topics", "id: '404'"),
        "playbook.yml:21:9: reserved-id: '404' is used by the generator. Choose another id.",
    ),
    "a term with the name of a device": (
        in_playbook("{id: data,", "{id: aux,"),
        "playbook.yml:27:14: bad-id: 'aux' is not an id. Windows keeps 'aux' for a device. Choose another, such as "
        "aux-1.",
    ),
    "a facet that takes the name of a key": (
        in_playbook("id: topics", "id: title"),
        "playbook.yml:21:9: reserved-id: 'title' is used by the generator. Choose another id.",
    ),
    "a facet that takes a word of the search": (
        in_playbook("singular: Topic", "singular: Q"),
        "playbook.yml:21:9: reserved-id: 'topics' is used by the generator. Choose another id.",
    ),
    "two facets of one name": (
        in_playbook("singular: Topic", "singular: Role"),
        "playbook.yml:21:9: duplicate-id: 'topics' names two facets, by id or singular. Choose another id or singular.",
    ),
    "a term that takes the place of the facet's page": (
        in_playbook("{id: data,", "{id: index,"),
        "playbook.yml:27:14: reserved-id: 'index' is used by the generator. Choose another id.",
    ),
    "a term twice": (
        in_playbook("{id: data,", "{id: buying,"),
        "playbook.yml:27:14: duplicate-id: 'buying' stands twice in 'topics'. Choose another id.",
    ),
    "a facet without terms": (
        in_playbook(PLAYBOOK[PLAYBOOK.rindex("    terms:") :], "    terms: []\n"),
        "playbook.yml:25:12: missing-term: The facet 'topics' has no terms. Add at least one, or 'open: true' for "
        "what plays name.",
    ),
    "a word for a term": (
        in_playbook("{id: data, name: Data, definition: What is known about customers.}", "data"),
        "playbook.yml:27:9: wrong-type: An entry of 'facets.terms' must be a mapping of id, name, "
        "definition, aliases, parent, got text.",
    ),
    "an id with a space": (
        in_playbook("{id: data,", "{id: big data,"),
        "playbook.yml:27:14: bad-id: 'big data' is not an id. Use small letters, digits and hyphens, such "
        "as talk-sooner.",
    ),
    "a word for a truth": (
        in_playbook("ordered: true", "ordered: yes"),
        "playbook.yml:7:14: wrong-type: 'facets.ordered' must be true or false, got text.",
    ),
    # Glossary, moments, assessment and redirects.
    "a glossary that is no list": (
        {"glossary.yml": "api: An agreed way.\n"},
        "glossary.yml:1:1: wrong-type: This file must be a list of entries, each with an id.",
    ),
    "a word that is no entry": (
        {"glossary.yml": "- api\n"},
        "glossary.yml:1:3: wrong-type: Each entry must be a mapping with an id, got text.",
    ),
    "an entry twice": (
        {"glossary.yml": GLOSSARY + GLOSSARY},
        "glossary.yml:7:7: duplicate-id: 'api' stands twice in this file. Choose another id.",
    ),
    "a list for an id": (
        in_glossary("id: api", "id: [api]"),
        "glossary.yml:1:7: wrong-type: 'id' must be an id, got a list.",
    ),
    "a mapping for an id": (
        in_moments("id: about-to-sign", "id: {about: to-sign}"),
        "moments.yml:1:7: wrong-type: 'id' must be an id, got a mapping.",
    ),
    "the words of an unknown role": (
        in_glossary("it-team: Mind", "it-taem: Mind"),
        "glossary.yml:5:5: unknown-key: 'it-taem' is not a key that is read here. Did you mean 'it-team'?",
    ),
    "the words of nobody": (
        in_glossary("  says:\n    it-team: Mind the versions.\n", "  says: {}\n"),
        "glossary.yml:4:9: too-few: 'says' has 0 keys; it needs at least 1 of cmo, cio, it-team.",
    ),
    "a moment with an unknown play": (
        in_moments("[talk-first]", "[talk-frist]"),
        "moments.yml:5:11: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?",
    ),
    "a moment with no play": (
        in_moments("[talk-first]", "[]"),
        "moments.yml:5:10: too-few: 'plays' has 0 entries; it needs at least 1.",
    ),
    "a moment with too many plays": (
        in_moments("[talk-first]", "[talk-first, plan-together, talk-frist, talk-fist, tlk-first]"),
        "moments.yml:5:10: too-many: 'plays' has 5 entries; at most 4 are useful to a reader.\n"
        "moments.yml:5:38: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?\n"
        "moments.yml:5:50: unknown-play: There is no play 'talk-fist'. Did you mean 'talk-first'?\n"
        "moments.yml:5:61: unknown-play: There is no play 'tlk-first'. Did you mean 'talk-first'?",
    ),
    "a moment of an unknown role": (
        in_moments("[cmo]", "[boss]"),
        "moments.yml:4:11: unknown-term: 'boss' is not a role. It can be cmo, cio, it-team.",
    ),
    "too few lines for the next ten minutes": (
        in_moments("    - Ring whoever would have to run the tool.\n", ""),
        "moments.yml:7:5: too-few: 'now' has 1 entries; it needs at least 2.",
    ),
    "words for the call of an unknown role": (
        in_moments("    cmo: Hello", "    coo: Hello"),
        "moments.yml:10:5: unknown-key: 'coo' is not a key that is read here. Did you mean 'cmo'?",
    ),
    "words for the call that are too few": (
        in_moments("Hello [name], we would like to buy a tool. Could you spare half an hour on [day]?", "Hello [name]"),
        "moments.yml:10:10: too-short: 'say.cmo' has 12 characters; it needs at least 20.",
    ),
    "something not to say, without a reason": (
        in_moments("      why: Then nobody can help you.\n", ""),
        "moments.yml:12:7: missing-key: 'why' is missing. What it would do.",
    ),
    "a sequence with an unknown play": (
        in_sequences("play: talk-first", "play: talk-frist"),
        "sequences.yml:7:13: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?",
    ),
    "a sequence with a play that readers cannot reach": (
        {
            **in_play("effort: S", "effort: S\nstatus: draft"),
            **in_second("requires:\n  - talk-first\n", ""),
            "sequences.yml": SEQUENCES,
            "assessment.yml": None,
            "moments.yml": None,
        },
        "sequences.yml:7:13: not-live: 'talk-first' is draft, so readers cannot reach it. Remove it.",
    ),
    "a sequence that goes back": (
        in_sequences("week: 1", "week: 5"),
        "sequences.yml:9:13: week-order: Week 4 stands below week 5. Put the earlier one first.",
    ),
    "a sequence with one play twice": (
        in_sequences("play: plan-together", "play: talk-first"),
        "sequences.yml:10:13: repeated: 'talk-first' stands twice in 'steps'. Keep one.",
    ),
    "a sequence against what plays require": (
        {
            "sequences.yml": changed(SEQUENCES, "talk-first", "x")
            .replace("plan-together", "talk-first")
            .replace("play: x", "play: plan-together")
        },
        "sequences.yml:7:13: wrong-order: 'plan-together' requires 'talk-first'. Put 'talk-first' above it.",
    ),
    "a sequence of a week that no year has": (
        in_sequences("week: 4", "week: 53"),
        "sequences.yml:9:13: out-of-range: 'steps.week' is 53; it must lie between 1 and 52.",
    ),
    "a sequence of a single step": (
        {"sequences.yml": SEQUENCES.partition("    - week: 4")[0]},
        "sequences.yml:6:5: too-few: 'steps' has 1 entries; it needs at least 2.",
    ),
    "a step that is no mapping": (
        in_sequences("    - week: 1\n      play: talk-first\n      line: Nobody knows", "    - Nobody knows"),
        "sequences.yml:6:7: wrong-type: An entry of 'steps' must be a mapping of week, play, line, got text.",
    ),
    "a stage that puts an unknown play in order": (
        in_stage("[talk-frist]"),
        "stages/cold.md:3:9: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?",
    ),
    "a stage that puts the play of another stage in order": (
        in_stage("[talk-first, plan-together]"),
        "stages/cold.md:3:21: other-stage: 'plan-together' is not used at 'cold'. Remove it, or name that stage in the "
        "play.",
    ),
    "a stage that names a play twice": (
        in_stage("[talk-first, talk-first]"),
        "stages/cold.md:3:21: repeated: 'talk-first' stands twice in 'plays'. Keep one.",
    ),
    "an order against what plays require": (
        {**in_second("  - warm", "  - cold\n  - warm"), **in_stage("[plan-together, talk-first]")},
        "stages/cold.md:3:9: wrong-order: 'plan-together' requires 'talk-first'. Put 'talk-first' above it.",
    ),
    "an order that leaves out what plays require": (
        {**in_second("  - warm", "  - cold\n  - warm"), **in_stage("[plan-together]")},
        "stages/cold.md:3:9: wrong-order: 'plan-together' requires 'talk-first'. Put 'talk-first' above it.",
    ),
    "an order on a page that is no stage's": (
        {"roles/cio.md": changed(PAGE, "---\n\n", "plays: [talk-first]\n---\n\n")},
        "roles/cio.md:3:1: unknown-key: 'plays' is not a key that is read here. Known keys: title, summary.",
    ),
    "a question that leads to an unknown topic": (
        in_assessment(
            "    plays: [talk-first]\n    topics: [teams]\n", "    plays: [talk-first]\n    topics: [team]\n"
        ),
        "assessment.yml:11:14: unknown-term: 'team' is not a topic. Did you mean 'teams'?",
    ),
    "a question without an answer for a stage": (
        in_assessment("    warm: Politely and from a distance.\n", ""),
        "assessment.yml:5:5: missing-key: 'warm' is missing. What somebody at Stage 2: Warm would say.",
    ),
    "a question with an unknown play": (
        in_assessment("[talk-first]", "[talk-frist]"),
        "assessment.yml:10:13: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?",
    ),
    "a redirect from a play": (
        {"redirects.yml": "plan-together: talk-first\n"},
        "redirects.yml:1:1: bad-redirect: 'plan-together' is a play, so nothing can lead on from its "
        "address. Remove this line.",
    ),
    "a redirect to nothing": (
        {"redirects.yml": "speak-first: talk-frist\n"},
        "redirects.yml:1:14: unknown-play: There is no play 'talk-frist'. Did you mean 'talk-first'?",
    ),
    "a redirect to a list": (
        {"redirects.yml": "speak-first: [talk-first]\n"},
        "redirects.yml:1:14: wrong-type: 'speak-first' must lead to the id of a play, got a list. Give the id that it "
        "has now.",
    ),
    "a redirect to a mapping": (
        {"redirects.yml": "speak-first:\n  to: talk-first\n"},
        "redirects.yml:2:3: wrong-type: 'speak-first' must lead to the id of a play, got a mapping. Give the id that "
        "it has now.",
    ),
    "a redirect from the list of all plays": (
        {"redirects.yml": "index: talk-first\n"},
        "redirects.yml:1:1: bad-redirect: 'index' cannot be the name of a play, so nothing can lead on from its "
        "address. Remove this line.",
    ),
    "a redirect from the name of a device": (
        {"redirects.yml": "nul: talk-first\n"},
        "redirects.yml:1:1: bad-redirect: 'nul' cannot be the name of a play, so nothing can lead on from its "
        "address. Remove this line.",
    ),
    "a redirect to itself": (
        {"redirects.yml": "talk-first: talk-first\n"},
        "redirects.yml:1:1: bad-redirect: 'talk-first' is a play, so nothing can lead on from its address. "
        "Remove this line.",
    ),
    "redirects as a list": (
        {"redirects.yml": "- speak-first\n"},
        "redirects.yml:1:1: no-keys: Only keys with values can be read here, such as 'title: Talk sooner'. "
        "Write each on a line of its own.",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_told_once_with_its_place_and_the_way_out(name: str, tmp_path: Path) -> None:
    files, told = BAD[name]
    assert "\n".join(problems(write(tmp_path, with_files(files)))) == told


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "plays" / "passwords.md").symlink_to("/etc/passwd")
    (tmp_path / "pictures").symlink_to("/etc")
    assert problems(tmp_path) == [
        "pictures:1:1: symlink: This is a symbolic link. Put the file itself here.",
        "plays/passwords.md:1:1: symlink: This is a symbolic link. Put the file itself here.",
    ]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    told = ".:1:1: no-folder: There is no content folder 'contnet'. Name the one that holds plays/."
    assert problems(tmp_path / "contnet") == [told]


def test_the_small_playbook_itself_has_no_problem(tmp_path: Path) -> None:
    assert problems(write(tmp_path)) == []


def test_many_groups_of_synonyms_are_read(tmp_path: Path) -> None:
    assert problems(write(tmp_path, {**FILES, "playbook.yml": PLAYBOOK + synonyms(200)})) == []


def test_a_day_that_has_begun_east_of_us_is_no_future(tmp_path: Path) -> None:
    # The tests' day is 2026-11-21 of UTC; at noon, Auckland writes the 22nd.
    assert problems(write(tmp_path, with_files(in_play("2026-11-01", "2026-11-22")))) == []


def test_files_of_the_system_are_passed_over(tmp_path: Path) -> None:
    assert problems(write(tmp_path, {**FILES, ".DS_Store": b"\x00", "plays/.gitkeep": "", ".git/config": "[x]"})) == []


def test_all_problems_of_all_files_come_in_one_run_sorted_by_place(tmp_path: Path) -> None:
    files: Files = {
        **in_play("title: Talk first\n", "title: Talk <first>\nowenr: me\n"),
        **in_second("  - warm\n", "  - wram\n"),
        **in_source("https://", "http://"),
        **in_moments("[cmo]", "[coo]"),
        **in_glossary("id: api", "id: API"),
        "stages/cold.md": "---\nsummary: Short.\n---\n\n# Cold\n",
        "stages/wram.md": PAGE,
        "logo.svg": "<svg/>",
    }
    places = [problem.split(": ")[:2] for problem in problems(write(tmp_path, with_files(files)))]
    assert places == [
        ["glossary.yml:1:7", "bad-id"],
        ["logo.svg:1:1", "unsafe-drawing"],
        ["moments.yml:4:11", "unknown-term"],
        ["plays/plan-together.md:7:5", "unknown-term"],
        ["plays/talk-first.md:2:8", "angle-bracket"],
        ["plays/talk-first.md:3:1", "unknown-key"],
        ["sources/interview.md:6:6", "not-https"],
        ["stages/cold.md:5:1", "first-heading"],
        ["stages/wram.md:1:1", "unknown-term"],
    ]


def test_a_play_that_cannot_be_read_is_not_missing_to_those_that_name_it(tmp_path: Path) -> None:
    files: Files = {"plays/talk-first.md": "no front matter", "sources/interview.md": b"\xff"}
    assert [problem.split(": ")[1] for problem in problems(write(tmp_path, with_files(files)))] == [
        "no-front-matter",
        "not-utf-8",
    ]


def test_five_invisible_characters_of_a_file_are_enough(tmp_path: Path) -> None:
    files = {"plays/talk-first.md": PLAY + "\u200b" * 50}
    assert len(problems(write(tmp_path, {**FILES, **files}))) == 5


def codes_in(module: Path) -> Iterator[str]:
    """The codes that a module says, as it is written: the argument before the message, or the first of a pair."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Slip":
            parts = node.args[2:3]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            parts = {"report": node.args[:1], "add": node.args[1:2], "_refuse": node.args[1:2]}.get(node.func.attr, [])
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            parts = node.value.elts[:1]
        yield from (part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def test_every_code_of_the_loader_is_shown_here_and_explained() -> None:
    said = {code for module in LOADING.glob("*.py") for code in codes_in(module)}
    shown = {line.split(": ")[1] for _, told in BAD.values() for line in told.splitlines()} | {
        "symlink",
        "no-folder",
        "unreadable",
    }
    assert len(said) > 50
    assert said - shown == set()
    assert said - set(rulebook()) == set()
