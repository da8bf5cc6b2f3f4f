"""Modules as classic scripts, which pages that are opened from disk can run, and how a site's are shared out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

from playbook.browser import ModuleProblem, classic_script, parted, script
from playbook.bundles import CURRENT, bundles, current
from playbook.texts import english
from scripts.serving import asset
from tests.built import ROOT
from tests.search.asking import node

ASSETS = ROOT / "plugins/playbook/assets"
OURS = {path.relative_to(ASSETS).as_posix(): path.read_text("utf-8") for path in sorted(ASSETS.rglob("*.mjs"))}

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
    script = classic_script(MODULES, "app.mjs")
    assert node(["-e", script]) == "2\n"
    assert "import" not in script
    assert "export" not in script
    assert "twice" not in script


def test_the_order_of_the_modules_changes_nothing() -> None:
    turned = dict(reversed(MODULES.items()))
    assert classic_script(turned, "app.mjs") == classic_script(MODULES, "app.mjs")


# Each says something that a joiner of lines or a remover of comments by patterns gets wrong.
AWKWARD = {
    "names that modules share": {
        "app.mjs": "import { a } from './a.mjs';\nimport { b } from './b.mjs';\nconst own = 'c';\nout(a(), b(), own);",
        "a.mjs": "const own = 'a';\nfunction help() { return own; }\nexport function a() { return help(); }",
        "b.mjs": "const own = 'b', modules = [];\nconst help = () => own;\nexport function b() { return help(); }",
    },
    "names that are called otherwise": {
        "app.mjs": "import { one as two, three } from './a.mjs';\nout(two, three);",
        "a.mjs": "const one = 1, kept = 3;\nexport { one, kept as three };",
    },
    "several names at once": {
        "app.mjs": "import { one, two } from './a.mjs';\nout(one, two);",
        "a.mjs": "export const one = 1, /* 2 */ two = 2;",
    },
    "a line of a template": {"app.mjs": "out(`one\n// two\n   three  /* four */\n`);"},
    "a template in a template": {"app.mjs": "const b = 1;\nout(`x ${b ? `c // ${`d  ${'`'}`}` : ''} e`);  // f"},
    "a quote in an expression": {"app.mjs": "const f = (x) => /[\"'`//]/.test(x); // it's\nout(f(\"'\"), f('a  b'));"},
    "a division": {"app.mjs": "const a = 4, g = 2;\nout(a / 2 / g, 'a/b'.split(/ ?\\/ ?/g), a / /4/.exec('4'));"},
    "a slash behind a bracket": {"app.mjs": "if (1) /it's/.test('x');\nout([1].map((x) => ({ x }) /* ' */).length);"},
    "lines without an end": {
        "app.mjs": "let a = 1\nlet b = a\n++b\nout(a, b)\nconst f = () => {\n  return\n  1\n}\nout(f())"
    },
    "a comment that ends a line": {
        "app.mjs": "let a = 1 /* x */\nlet b = a /* y\n*/\n++b\nout(a/**/, b); out(typeof/**/a)"
    },
    "signs that may not meet": {
        "app.mjs": "let a = 1, b = 2;\nout(a + +b, a - -b, a + ++b, 1 .toFixed(), a ? .5 : 1);"
    },
    "private names": {"app.mjs": "class A { #x = 1; get #y() { return this.#x; } static z = new A().#y }\nout(A.z);"},
    "an import in a text": {"app.mjs": "out(`\nimport { a } from './a.mjs';\nexport const b = 1;\n`);"},
}


@pytest.mark.parametrize("modules", AWKWARD.values(), ids=AWKWARD)
def test_joining_changes_nothing_that_a_module_says(modules: Mapping[str, str], tmp_path: Path) -> None:
    said = "const out = (...all) => console.log(JSON.stringify(all));\n"
    for name, source in modules.items():
        (tmp_path / name).write_text(said + source, "utf-8")
    assert node(["-e", said + classic_script(modules, "app.mjs")]) == node([str(tmp_path / "app.mjs")])


def tokens(source: str) -> Iterator[str]:
    """What a parser makes of a script, without comments; templates and expressions as they stand."""

    def leaves(at: Node) -> Iterator[Node]:
        if at.type in ("string", "template_string", "regex") or not at.children:
            yield at
        for child in at.children if at.type not in ("string", "template_string", "regex") else []:
            yield from leaves(child)

    root = Parser(Language(tree_sitter_javascript.language())).parse(source.encode()).root_node
    assert not root.has_error
    return ((leaf.text or b"").decode() for leaf in leaves(root) if leaf.type != "comment")


@pytest.mark.parametrize("path", OURS)
def test_minifying_leaves_every_sign_of_our_modules(path: str) -> None:
    bare = re.sub(r"(?ms)^import .*?;\n|^export (?=\w)", "", OURS[path])
    joined = script(OURS, [path])
    at = joined.index(")=>{\n", joined.index("modules[")) + len(")=>{\n")
    assert [*tokens(joined[at : joined.rindex("\nreturn{")])] == [*tokens(bare)]


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"one.mjs": "export default 1;\n"}, "one.mjs:1: cannot be joined: export default 1;"),
        ({"one.mjs": "\nexport let ONE = 1;\n"}, "one.mjs:2: cannot be joined: export let ONE = 1;"),
        ({"one.mjs": "export * from './sums/double.mjs';\n"}, "one.mjs:1: cannot be joined: export * from"),
        ({"one.mjs": "export const [ONE] = [1];\n"}, "one.mjs:1: a pattern cannot be exported"),
        ({"one.mjs": "const NONE = 1;\n"}, "sums/double.mjs: one.mjs does not export 'ONE'"),
        ({"one.mjs": "export const ONE = await 1;\n"}, "one.mjs:1: cannot be joined: await 1"),
        (
            {"one.mjs": "export const ONE = 1;\nfor await (const x of y) f(x);\n"},
            "one.mjs:2: cannot be joined: for await",
        ),
        ({"one.mjs": "export const ONE = (1;\n"}, "one.mjs:1: this is no JavaScript"),
        ({"app.mjs": "import one from './one.mjs';\n"}, "app.mjs:1: cannot be joined: import one from"),
        ({"app.mjs": "import * as one from './one.mjs';\n"}, "app.mjs:1: cannot be joined: import * as one"),
        ({"app.mjs": "import { gone } from './gone.mjs';\n"}, "app.mjs: there is no module gone.mjs"),
        ({"app.mjs": "\n\nconsole.log(import.meta.url);\n"}, "app.mjs:3: cannot be joined: import.meta"),
        ({"app.mjs": "f(() => import('./one.mjs'));\n"}, "app.mjs:1: cannot be joined: import"),
        (
            {"one.mjs": "import { double } from './sums/double.mjs';\nexport const ONE = 1;\n"},
            "sums/double.mjs: imports itself by way of app.mjs > sums/double.mjs > one.mjs > sums/double.mjs",
        ),
    ],
)
def test_what_joining_would_change_is_refused(changed: Mapping[str, str], complaint: str) -> None:
    with pytest.raises(ModuleProblem) as caught:
        classic_script({**MODULES, **changed}, "app.mjs")
    assert complaint in str(caught.value)


def test_an_unknown_entry_is_named() -> None:
    with pytest.raises(ModuleProblem, match=r"there is no module gone\.mjs"):
        classic_script(MODULES, "gone.mjs")


SHARED = {
    "core.mjs": "import { a } from './a.mjs';\nout('core', a);",
    "a.mjs": "export const a = 'a';",
    "both.mjs": "import { a } from './a.mjs';\nexport const both = `${a}+`;",
    "one.mjs": "import { both } from './both.mjs';\nimport { own } from './own.mjs';\nout('one', both, own);",
    "own.mjs": "export const own = 'own';",
    "two.mjs": "import { both } from './both.mjs';\nout('two', both);",
}


def test_what_two_features_need_is_a_script_of_its_own_and_nothing_is_sent_twice() -> None:
    held = parted(SHARED, "core.mjs", {"one": "one.mjs", "two": "two.mjs"})
    assert held == {
        "": ("a.mjs", "core.mjs"),
        "shared": ("both.mjs",),
        "one": ("own.mjs", "one.mjs"),
        "two": ("two.mjs",),
    }
    said = "const out = (...all) => console.log(...all);\n"
    scripts = {name: script(SHARED, paths) for name, paths in held.items()}
    pages = (said + scripts[""] + scripts["shared"] + scripts[name] for name in ("one", "two"))
    assert [node(["-e", page]) for page in pages] == ["core a\none a+ own\n", "core a\ntwo a+\n"]


def held_in(content: bytes) -> set[str]:
    return set(re.findall(r'^modules\["([^"]+)"\]=', content.decode(), re.MULTILINE))


def test_every_page_carries_the_core_and_no_more_of_a_feature_than_its_door() -> None:
    made = bundles(english())
    scripts = {name: held_in(made.files[path]) for name, path in made.paths.items() if name.endswith(".js")}
    core = scripts["core.js"]
    assert {path for path in core if "/" in path} == {
        "plan/button.mjs",
        "plan/code.mjs",
        "plan/days.mjs",
        "plan/entries.mjs",
        "plan/file.mjs",
        "plan/half.mjs",
        "plan/keeping.mjs",
        "plan/kept.mjs",
        "search/opener.mjs",
    }
    assert not scripts["search.js"] & core
    assert {"search/rank.mjs", "search/elements.mjs"} <= scripts["search.js"]
    everywhere = [path for name in scripts if name != "start.js" for path in scripts[name]]
    assert len(everywhere) == len(set(everywhere))
    assert {path for path in OURS if not path.startswith("offline/")} <= set(everywhere)


def test_each_text_of_the_scripts_goes_where_it_is_said() -> None:
    made = bundles(english())
    said = {name.removesuffix(".js"): made.files[path].decode() for name, path in made.paths.items() if ".js" in name}
    for name, _ in english().below("script"):
        assert any(f'"{name}":' in text for text in said.values()), name
    assert '"plan.add":' in said["core"]
    assert '"plan.add":' not in said["plan"]
    assert '"search.nothing":' not in said["core"]


def test_a_name_changes_with_what_is_in_the_file_and_may_be_kept_for_good() -> None:
    made, again = bundles(english()), bundles(english())
    assert made == again
    index = {"assets/playbook/search/index.js": b"one", "assets/playbook/search/words-0.js": b"two"}
    named = ({**index, "assets/playbook/search/index.js": text} for text in (b"one", b"other"))
    first, second = (dict(current(made, asked)) for asked in named)
    assert not (first.keys() & second.keys()) - {CURRENT}
    for path in [*made.paths.values(), *first]:
        assert ("immutable" in asset(f"/{path}", b"", ()).keep) is (path != CURRENT), path
    now = json.loads(first[CURRENT].decode().partition("=")[2].rstrip(";\n"))
    assert f"assets/playbook/search/index.{now['search']}.js" in first
    assert f"assets/playbook/{now['core']}" == made.paths["core.js"]
