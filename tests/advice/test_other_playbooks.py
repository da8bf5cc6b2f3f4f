"""Good plays of playbooks that are nothing like ours, in other sections and languages: nothing is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from playbook.problems import as_text
from playbook.review.checking import check
from tests.playbooks import write

DAY = date(2026, 11, 29)

FACETS = """\
facets:
  - id: stages
    name: {stages}
    singular: {stage}
    ordered: true
    required: true
    terms:
      - {{id: one, name: {one}, definition: {one_means}}}
  - id: roles
    name: {roles}
    singular: {role}
    required: true
    terms:
      - {{id: first, name: {first}, definition: {first_means}}}
      - {{id: second, name: {second}, definition: {second_means}}}
"""

FRONT = """\
---
title: {title}
summary: {summary}
roles:
  - first
  - second
stages:
  - one
{related}evidence: stated
sources:
  - id: own
    where: {where}
effort: M
owner: {owner}
reviewed: 2026-11-01
review_every: 12
---

"""

ON_CALL = {
    "playbook.yml": "title: On call\ndescription: What to do when something breaks at night.\n"
    + FACETS.format(
        stages="Phases",
        stage="Phase",
        one="Alarm",
        one_means="Somebody was woken up.",
        roles="Hats",
        role="Hat",
        first="Responder",
        first_means="Whoever was woken up.",
        second="Scribe",
        second_means="Whoever writes it down.",
    )
    + "anatomy:\n  - {heading: Signs, needed: true}\n  - {heading: Do this now, needed: true, kind: steps}\n"
    "  - {heading: If that fails}\n",
    "sources/own.md": "---\ntitle: How we run things\npublished: undated\n---\n\nWritten by those who run it.\n",
    "plays/free-the-disk.md": FRONT.format(
        title='"Free the disk on #db-1"',
        summary="When a database stops for want of room, make some, then find out what took it.",
        related="related:\n  - roll-back\n",
        where="chapter 3",
        owner="platform",
    )
    + """\
## Signs

The alarm says `disk full`, or writes fail with `No space left on device`. In 2024 this came up 12 times; 9 * 30 minutes
went by before anybody looked ([our notes](../sources/own.md)). It is on everybody's to-do list, and on the TODO list of
the platform team (see <https://status.example.com> first).

| What you see | What it is |
|---|---|
| `No space left` | the disk |
| `Too many open files` | [something else](roll-back.md#signs) |

## Do this now {#now}

1. Say in the channel that you are on it.
2. Log in:

    ```sh
    ssh db-1  # the one that called
    df -h | sort -k5 -r
    ```

3. Look for what is large:

    - logs below `/var/log`,
    - dumps that somebody left.

4. Delete dumps older than a week.
5. Compress logs.
6. Restart the writer.
7. Watch for ten minutes.
8. Write down what took the room.
9. Go back to bed.

## If that fails

Ring the second responder[^1]. *Do not* delete anything that you do not know.

!!! warning "Never"

    Never stop the replica.

[^1]: The list hangs beside the door.
""",
    "plays/roll-back.md": FRONT.format(
        title="Roll back first",
        summary="When a release broke it, put the last one back before you look for what was wrong.",
        related="",
        where="chapter 5",
        owner="platform",
    )
    + """\
## Signs

The trouble began within an hour of a release ([our notes](../sources/own.md#how-we-run-things)). You may also see:

- errors on the first page
- a queue that grows.

## Do this now

1. Run `make rollback`.
2. Say so.
""".replace("#how-we-run-things", ""),
}

WARD = {
    "playbook.yml": "title: Übergabe\ndescription: Wie Schichten einander nichts vergessen lassen.\n"
    + FACETS.format(
        stages="Zeiten",
        stage="Zeit",
        one="Wechsel",
        one_means="Die Schichten stehen im selben Raum.",
        roles="Rollen",
        role="Rolle",
        first="Pflege",
        first_means="Wer am Bett steht.",
        second="Ärztin",
        second_means="Wer entscheidet.",
    )
    + "anatomy:\n  - {heading: Wann es hilft, needed: true}\n  - {heading: Schritte, needed: true, kind: steps, "
    'steps: {min: 2, max: 4}, prompt: "1. **{lead}:** TODO: sagen, was zu tun ist. Ergebnis: TODO: was da ist."}\n'
    "  - {heading: Euer Teil, kind: parts}\n  - {heading: So sagt ihr es, kind: words}\n",
    "sources/own.md": "---\ntitle: Leitfaden der Station\nauthors:\n  - Ute Groß\npublished: 2025-02-03\npassages:\n"
    "  - lines: 7-9\n    says: Wer geht, sagt zuerst, was in der Nacht geschehen kann.\n---\n\nEin Heft.\n",
    "plays/am-bett-uebergeben.md": FRONT.format(
        title="Am Bett übergeben",
        summary="Übergebt die Station am Bett und nicht im Gang, damit der Kranke hört, was ihr voneinander wisst.",
        related="related:\n  - zettel-schreiben\n",
        where="lines 7-9",
        owner="Stationsleitung",
    )
    + """\
## Wann es hilft

Um 6 Uhr geht die Nacht, und um 7 Uhr fragt jemand: „Wer hat das gewusst?“ Davon handelt der Leitfaden
([Groß, Zeilen 7-9](../sources/own.md#lines-7-9)). Was hier zu tun ist, steht unten.

## Schritte

1. **Pflege: geht ans Bett.** Beide, und der Kranke hört zu. Ergebnis: drei Menschen, die dasselbe wissen.
2. **Ärztin: fragt nach der Nacht.** „Was kann geschehen?“ – und wartet ab. Ergebnis: ein Satz auf dem Bogen.

## Euer Teil

- **Pflege:** Sagt zuerst, was euch Sorgen macht.
- **Ärztin:** Steht, bis alles gesagt ist.

## So sagt ihr es

> Guten Morgen, [Name]. In der Nacht kann [Ereignis] geschehen; dann ruft [andere Person]. Was habe ich vergessen?
""",
    "plays/zettel-schreiben.md": FRONT.format(
        title="Einen Zettel schreiben",
        summary="Schreibt das Wichtige auf einen Zettel, den die nächste Schicht mitnimmt und abends zurückgibt.",
        related="",
        where="lines 7-9",
        owner="Stationsleitung",
    )
    + """\
## Wann es hilft

Die Schichten sehen sich nicht, weil eine früher geht ([Groß, Zeilen 7-9](../sources/own.md#lines-7-9)).

## Schritte

1. **Pflege: schreibt drei Zeilen.** Mehr liest niemand. Ergebnis: ein Zettel.
2. **Ärztin: zeichnet ab.** Ergebnis: ein Kürzel unten rechts.

## Euer Teil

- **Pflege, Ärztin:** Gebt ihn von Hand zu Hand.
""",
}

KITCHEN = {
    "playbook.yml": "title: Salle et cuisine\ndescription: Ce que la salle et la cuisine peuvent faire ensemble.\n"
    + FACETS.format(
        stages="Temps",
        stage="Temps",
        one="Service",
        one_means="Les clients sont à table.",
        roles="Rôles",
        role="Rôle",
        first="Chef",
        first_means="Répond de la cuisine.",
        second="Salle",
        second_means="Répond des tables.",
    ),
    "sources/own.md": "---\ntitle: Le carnet du soir\npublisher: Maison\npublished: undated\n---\n\nNotes.\n",
    "plays/annoncer-les-manques.md": FRONT.format(
        title="Annoncer ce qui manque",
        summary="Dire avant le service ce qui manque, pour que personne ne vende un plat qui n'existe plus.",
        related="related:\n  - gouter-ensemble\n",
        where="page 12",
        owner="le chef",
    )
    + """\
## Pourquoi

On le sait en cuisine, et la salle vend encore le plat. « Il n'y en a plus ? » demande le client, et voilà. Ce qui reste
à faire tient en une minute ; [le carnet](../sources/own.md) le raconte. Pour la suite, voir
[Goûter ensemble](gouter-ensemble.md).

## Comment

À 18 h 30, devant le passe :

1. le chef lit la liste ;
2. la salle répète ;
3. quelqu'un efface l'ardoise.

> – Plus de bar.
> – Plus de bar, compris.

## Et après

Rien n'est perdu : 3 plats sur 40, c'est peu. L'important -- pour tous -- est de le dire.
""",
    "plays/gouter-ensemble.md": FRONT.format(
        title="Goûter ensemble",
        summary="Goûter le plat du jour avec toute la salle, afin que chacun puisse le dire avec ses propres mots.",
        related="",
        where="page 3",
        owner="le chef",
    )
    + """\
## Pourquoi

Qui a goûté vend mieux ([le carnet](../sources/own.md)). Une cuillère par personne suffit.

## Comment

- Le chef raconte le plat *en deux phrases*.
- La salle pose une question.
  Une seule.
- On goûte.
""",
}

PLAYBOOKS: Mapping[str, Mapping[str, str]] = {"on call": ON_CALL, "a ward": WARD, "a kitchen": KITCHEN}


@pytest.mark.parametrize("name", PLAYBOOKS)
def test_good_plays_of_another_playbook_are_told_nothing(name: str, tmp_path: Path) -> None:
    assert as_text(check(write(tmp_path, PLAYBOOKS[name]), DAY).problems) == ""
