"""The page for people who write templates names everything that is there, and nothing that is not."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from jinja2 import defaults, meta, nodes
from jinja2.filters import FILTERS

from playbook import site
from playbook.clock import today
from playbook.model import PlaySequence, Redirect, SequenceStep
from playbook.rendering import environment
from tests.built import ROOT
from tests.playbooks import loaded, write

FOLDER = ROOT / "plugins" / "playbook" / "templates"
PAGE = (FOLDER / "README.md").read_text("utf-8")
TEMPLATES = environment()
# What `site.build` adds for every template, and `site.article` and `rendering.render` for those of pages.
GLOBALS = {"playbook", "repository", "new_issue", "looked_for_at", "contact", "bundles"} | set(TEMPLATES.globals) - set(
    defaults.DEFAULT_NAMESPACE
)
EVERYWHERE = {"page", "playbook", "body", "bodies", "page_edit", "link", "here", "h2", "anchor", "prose"}
# A line of a table whose first cell names templates, and its last one their variables.
ROW = re.compile(r"^\| `([\w./-]+\.(?:html|xml|txt|md))` \|.*\|(.*)\|$", re.MULTILINE)


def names(text: str) -> set[str]:
    return set(re.findall(r"`(\w+)`", text))


def under(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def first_cells(text: str) -> list[str]:
    return re.findall(r"^\| (`.*?`) \|", text, re.MULTILINE)


@cache
def tree(template: str) -> nodes.Template:
    assert TEMPLATES.loader
    return TEMPLATES.parse(TEMPLATES.loader.get_source(TEMPLATES, template)[0])


def asked(template: str) -> set[str]:
    """What a template wants to be given, beside what it sets itself."""
    set_here = {one.name for one in tree(template).find_all(nodes.Name) if one.ctx == "store"}
    return meta.find_undeclared_variables(tree(template)) - set_here - GLOBALS


def signatures(template: str) -> set[str]:
    """Each macro as one would call it: `a(href, words)`."""
    found = set()
    for macro in tree(template).find_all(nodes.Macro):
        values = [one.as_const() for one in macro.defaults]
        said = ["none" if value is None else f'"{value}"' for value in values]
        plain = len(macro.args) - len(said)
        given = [one.name for one in macro.args[:plain]]
        given += [f"{one.name}={value}" for one, value in zip(macro.args[plain:], said, strict=True)]
        found.add(f"{macro.name}({', '.join(given)})")
    return found


def told() -> dict[str, set[str]]:
    return {template: names(cell) for template, cell in ROW.findall(PAGE)}


@cache
def given() -> dict[str, set[str]]:
    """What each kind of page hands to its template, in our own content with a retired play and an old address."""
    ours = loaded(ROOT / "content", today())
    gone = replace(ours.plays[0], id="gone", path="plays/gone.md")
    steps = (SequenceStep(1, ours.plays[0].id, "Begin with it."),)
    grown = replace(
        ours,
        retired=(gone,),
        redirects=(*ours.redirects, Redirect("old", ours.plays[0].id)),
        sequences=(PlaySequence("soon", "Soon", "What to do soon.", ours.roles[:1], steps, ()),),
    )
    found: dict[str, set[str]] = {}
    made = site.build(grown, print_page=True, report=True, broken={"plays/torn.md": "Torn"})
    for page in made.pages.values():
        found.setdefault(page.template, set()).update(page.context)
    return {template: context - EVERYWHERE for template, context in found.items()}


def test_every_template_is_on_the_page_once_and_no_other() -> None:
    assert sorted(template for template, _ in ROW.findall(PAGE)) == sorted(
        template for template in TEMPLATES.list_templates() if template != "README.md" and not template.endswith(".pyc")
    )


def test_the_page_names_what_each_kind_of_page_gets() -> None:
    pages = given()
    section = under("Templates of pages")
    assert {template: names(cell) for template, cell in ROW.findall(section)} == pages
    assert not {name for template in pages for name in asked(template) - EVERYWHERE - pages[template]}


def test_the_page_names_what_every_other_template_asks_for() -> None:
    others = {template: variables for template, variables in told().items() if template not in given()}
    wanted = {template: asked(template) - {"link"} for template in others}
    assert {template: variables - GLOBALS for template, variables in others.items()} == wanted


def test_the_page_names_what_every_page_gets_and_every_filter() -> None:
    every, everywhere = under("What every page gets").split("These are there in every template")
    everywhere, filters = everywhere.split("| filter |")
    assert names(" ".join(first_cells(every))) == EVERYWHERE
    assert names(" ".join(first_cells(everywhere))) == GLOBALS
    assert names(" ".join(first_cells(filters))) == set(TEMPLATES.filters) - set(FILTERS)


def test_the_page_names_every_macro_with_its_arguments() -> None:
    assert {cell.strip("`") for cell in first_cells(under("Macros"))} == signatures("macros.html")
    assert set(re.findall(r"`(\w+\([^`]*\))`", under("The frame"))) == signatures("frame/tree.html")


def test_the_page_names_every_block_that_a_site_may_fill() -> None:
    paragraph = PAGE.partition("It has the blocks ")[2].partition(";")[0]
    assert names(paragraph) == {block.name for block in tree("theme/base.html").find_all(nodes.Block)}


def test_the_example_on_the_page_works(tmp_path: Path) -> None:
    example = re.search(r"whole of `mine/(play\.html)`:\n\n```jinja\n(.*?)```", PAGE, re.DOTALL)
    assert example
    write(tmp_path / "mine", {example[1]: example[2]})
    made = site.build(loaded(write(tmp_path / "book")), tmp_path / "mine")
    shown = made.page(made.pages["plays/talk-first.md"].route)
    assert "Looked after by" in shown
    assert 'id="what-comes-next"' in shown


@pytest.mark.parametrize("linked", sorted(set(re.findall(r"\]\((\.\./[^)#]+)", PAGE))))
def test_the_page_leads_to_files_that_are_there(linked: str) -> None:
    assert (FOLDER / linked).is_file()
