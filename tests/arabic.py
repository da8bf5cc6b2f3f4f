"""A small playbook in Arabic, with a few texts of the interface in Arabic too; the rest of them is English."""

from __future__ import annotations

from pathlib import Path

from tests.built import book
from tests.playbooks import FILES

TEXTS = """\
[language]
code = "ar"
months = "يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر"
[list]
comma = "، "
last = " و"
quoted = "«{words}»"
[frame]
menu = "القائمة"
here = "في هذه الصفحة"
[search]
open = "بحث"
[heading]
steps = "الخطوات"
your_part = "دورك"
"""

PLAYBOOK = """\
title: دليل العمل المشترك
description: ما الذي يستطيع فريقان فعله معا كل أسبوع حتى تنجح المشاريع.
facets:
  - id: stages
    name: المراحل
    singular: مرحلة
    ordered: true
    required: true
    terms:
      - {id: cold, name: بداية, definition: الفريقان لا يتحدثان معا.}
      - {id: warm, name: تعاون, definition: الفريقان يتحدثان كل أسبوع.}
      - {id: close, name: شراكة, definition: الفريقان يخططان معا.}
  - id: roles
    name: الأدوار
    singular: دور
    required: true
    terms:
      - {id: cmo, name: مدير التسويق, definition: مسؤول عن التسويق.}
      - {id: cio, name: مدير التقنية, definition: مسؤول عن التقنية.}
"""

TALK = """\
---
title: راجِعوا العُقُودَ مبكرا
summary: اتفقوا على الشروط قبل توقيع أي عقد جديد حتى لا يفاجأ أحد بما سيأتي بعد ذلك.
roles:
  lead:
    - cmo
  support:
    - cio
stages:
  - cold
evidence: stated
sources:
  - id: interview
    where: lines 7-9
effort: S
time:
  min: 30
  max: 60
owner: التحرير
reviewed: 2026-11-01
review_every: 12
---

## متى يفيد

قبل التوقيع ([مقابلة، السطور 7-9](../sources/interview.md#lines-7-9)). العنوان هو `https://example.com/a?b=c`.

## الخطوات

1. اكتبوا نصف صفحة.
2. أرسلوها إلى المدرسة.

## دورك

- **مدير التسويق:** اسأل أولا.
- **مدير التقنية:** أجب خلال أيام.
"""

PLAN = """\
---
title: خططوا للسنة معا
summary: ضعوا خطة واحدة للسنة كلها يوافق عليها الفريقان ويراجعانها كل ثلاثة أشهر معا.
roles:
  lead:
    - cio
stages:
  - warm
requires:
  - talk-first
evidence: stated
sources:
  - id: interview
    where: lines 7-9
effort: L
time:
  min: 120
  max: 180
owner: التحرير
reviewed: 2026-11-02
review_every: 12
---

## الخطوات

1. اجتمعوا مرة كل شهر.
"""

CONTENT = {
    "playbook.yml": PLAYBOOK,
    "plays/talk-first.md": TALK,
    "plays/plan-together.md": PLAN,
    "sources/interview.md": FILES["sources/interview.md"],
}


def arabic(folder: Path) -> Path:
    """The playbook as a folder that builds."""
    made = book(folder, CONTENT, "texts: ar.toml")
    (made / "ar.toml").write_text(TEXTS, encoding="utf-8")
    return made
