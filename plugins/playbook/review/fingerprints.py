"""What stays the same of a problem from one push to the next, while the lines above it come and go."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from playbook.problems import Problem
from playbook.rulebook import rulebook

# The one way in which a message names a line of its own file.
_NEAR = re.compile(r"\bnear line \d+")


def fingerprinted(problems: Iterable[Problem]) -> Iterator[tuple[Problem, str]]:
    """Each problem with a hash of its file, code and sentence, and of which it is among several alike.

    What is told once for all its places is the same wherever the first of them is.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        path = "" if rulebook()[problem.code].once else problem.location.path
        key = path, problem.code, _NEAR.sub("near", problem.message)
        text = "\0".join((*key, str(seen[key])))
        seen[key] += 1
        yield problem, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
