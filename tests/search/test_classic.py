"""Modules joined into one classic script, which pages that are opened from disk can run."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from playbook.browser import ModuleProblem, classic
from tests.search.asking import node

MODULES = {
    "app.mjs": """\
import { double } from './sums/double.mjs';
import { ONE } from './one.mjs';
console.log(double(ONE));
""",
    "one.mjs": "/** One. */\nexport const ONE = 1;\n",
    "sums/double.mjs": """\
import {
  ONE,
} from '../one.mjs';
// twice
export function double(n) {
  return n + n * ONE;
}
""",
    "unused.mjs": "console.log('never');\n",
}


def test_the_script_does_what_the_modules_do() -> None:
    script = classic(MODULES, "app.mjs")
    assert node(["-e", script]) == "2\n"
    assert "import" not in script
    assert "export" not in script
    assert "twice" not in script


def test_the_order_of_the_modules_changes_nothing() -> None:
    turned = dict(reversed(MODULES.items()))
    assert classic(turned, "app.mjs") == classic(MODULES, "app.mjs")


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        (
            {"one.mjs": "export const ONE = 1;\nfunction double() {}\n"},
            "sums/double.mjs: the name 'double' is taken by one.mjs",
        ),
        ({"one.mjs": "export default 1;\n"}, "one.mjs: cannot be joined: export default 1;"),
        ({"one.mjs": "const ONE = 1;\nexport { ONE };\n"}, "one.mjs: cannot be joined: export { ONE };"),
        ({"one.mjs": "const [ONE] = [1];\n"}, "one.mjs: a top-level pattern cannot be joined"),
        ({"one.mjs": "const NONE = 1;\n"}, "sums/double.mjs: one.mjs does not export 'ONE'"),
        (
            {"app.mjs": "import { ONE as one } from './one.mjs';\n"},
            "app.mjs: a renamed import cannot be joined: ONE as one",
        ),
        ({"app.mjs": "import one from './one.mjs';\n"}, "app.mjs: cannot be joined: import one from"),
        ({"app.mjs": "import { gone } from './gone.mjs';\n"}, "app.mjs: there is no module gone.mjs"),
        ({"app.mjs": "console.log(import.meta.url);\n"}, "app.mjs: cannot be joined: import.meta"),
        (
            {"one.mjs": "import { double } from './sums/double.mjs';\nexport const ONE = 1;\n"},
            "sums/double.mjs: imports itself by way of app.mjs > sums/double.mjs > one.mjs > sums/double.mjs",
        ),
    ],
)
def test_what_joining_would_change_is_refused(changed: Mapping[str, str], complaint: str) -> None:
    with pytest.raises(ModuleProblem) as caught:
        classic({**MODULES, **changed}, "app.mjs")
    assert complaint in str(caught.value)


def test_an_unknown_entry_is_named() -> None:
    with pytest.raises(ModuleProblem, match=r"there is no module gone\.mjs"):
        classic(MODULES, "gone.mjs")
