"""The documentation of the generator: built by the generator, complete, and true where it can be tried."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import click
import pytest

from playbook.authoring.starting import kinds
from playbook.cli import COMMANDS, main
from playbook.hosts.mkdocs_options import PlaybookConfig
from playbook.loading import fields, load, schema
from playbook.loading.fields import Field
from playbook.loading.files import DATA_FILES
from playbook.model import SECTION_KINDS, Playbook, Status
from playbook.problems import as_text
from playbook.rulebook import rulebook
from scripts.document.__main__ import WRITTEN, lay_out
from scripts.document.pages import reference
from scripts.document.text import code, plain, table
from tests.built import ROOT, mkdocs
from tests.playbooks import TODAY


@cache
def page(name: str) -> str:
    """A page of the documentation as Markdown, whether it is written or made."""
    made = reference()
    return made[name] if name in made else (WRITTEN / "content" / name).read_text("utf-8")


def pages() -> dict[str, str]:
    written = sorted(path.name for path in (WRITTEN / "content").glob("*.md"))
    return {name: page(name) for name in (*written, *reference())}


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.build
def test_the_generator_builds_its_own_documentation_and_no_link_is_dead(tmp_path: Path) -> None:
    lay_out(tmp_path / "docs")
    done = mkdocs(tmp_path / "docs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    site = tmp_path / "docs" / "site"
    checked = subprocess.run(
        [sys.executable, ROOT / "scripts" / "check_site.py", site], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "")
    for name in pages():
        address = "index.html" if name == "index.md" else f"{name.removesuffix('.md')}/index.html"
        assert (site / address).is_file(), name


def test_laying_out_twice_gives_the_same_and_leaves_nothing_of_before(tmp_path: Path) -> None:
    lay_out(tmp_path / "a")
    (tmp_path / "a" / "content" / "old.md").write_text("x", "utf-8")
    lay_out(tmp_path / "a")
    lay_out(tmp_path / "b")
    first, second = (
        {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (tmp_path / "a", tmp_path / "b")
    )
    assert first == second


def test_the_check_finds_nothing_wrong_with_the_documentation(tmp_path: Path) -> None:
    lay_out(tmp_path / "docs")
    playbook = load(tmp_path / "docs" / "content", TODAY)
    assert isinstance(playbook, Playbook), as_text(playbook)


def test_every_option_of_the_plugin_is_documented() -> None:
    told = re.findall(r"^\| `(\w+): ", page("settings.md"), re.MULTILINE)
    assert {key for key, _ in PlaybookConfig._schema} - set(told) == set()


def test_every_command_and_every_option_is_documented() -> None:
    told = page("commands.md")
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        _, _, here = told.partition(f"\n## playbook {name}\n")
        here = here.partition("\n## ")[0]
        assert here, name
        for option in command.params:
            if isinstance(option, click.Option):
                assert any(f"`{flag}" in here or f", {flag}" in here for flag in option.opts), (name, option.opts)


def test_every_rule_is_documented_below_a_heading_of_its_own() -> None:
    told = re.findall(r"^### (\S+)$", page("rules.md"), re.MULTILINE)
    assert sorted(told) == sorted(rulebook())


def every_field() -> set[str]:
    """The names of all keys in the tables of the schema, at any depth."""
    found: set[str] = set()
    ahead: list[object] = [value for value in vars(schema).values() if isinstance(value, tuple)]
    ahead.append(schema.playbook_fields())
    while ahead:
        one = ahead.pop()
        if isinstance(one, Field):
            found.add(one.name)
            ahead.append(one.kind)
        elif isinstance(one, tuple):
            ahead += one
        elif isinstance(one, fields.Record | fields.Span):
            ahead += one.fields
        elif hasattr(one, "kind"):
            ahead.append(one.kind)
    return found - {"min", "max"}


def test_every_key_of_every_kind_of_file_is_documented() -> None:
    told = set(re.findall(r"`([\w-]+)`", page("keys.md")))
    assert every_field() - told == set()


def test_every_data_file_status_and_kind_of_section_is_documented() -> None:
    assert [name for name in DATA_FILES if name not in page("content-files.md")] == []
    assert [status for status in Status if f"| `{status}` |" not in page("content-files.md")] == []
    assert [kind.name for kind in SECTION_KINDS if f"| `{kind.name}` |" not in page("profile.md")] == []


def test_every_kind_of_playbook_to_begin_with_is_documented() -> None:
    assert sorted(re.findall(r"^\| `(\w[\w-]+)` \| .*\| .*\|$", page("start.md"), re.MULTILINE)) == sorted(kinds())


def test_every_template_is_documented() -> None:
    templates = ROOT / "plugins" / "playbook" / "templates"
    names = [path.relative_to(templates).as_posix() for path in templates.rglob("*.*") if path.suffix != ".pyc"]
    assert [name for name in names if name != "README.md" and f"`{name}`" not in page("templates.md")] == []


SHOWN = [
    text
    for name in ("profile.md", "check.md")
    for text in blocks((WRITTEN / "content" / name).read_text("utf-8"), "yaml")
    if text.startswith("title:")
]


@pytest.mark.parametrize("text", SHOWN)
def test_each_profile_that_is_shown_is_one(text: str, tmp_path: Path) -> None:
    (tmp_path / "playbook.yml").write_text(text, "utf-8")
    playbook = load(tmp_path, TODAY)
    assert isinstance(playbook, Playbook), as_text(playbook)


def test_commands_that_are_shown_exist_with_their_options() -> None:
    context = click.Context(main)
    shown = [
        (name, command, rest)
        for name, text in pages().items()
        if name != "commands.md"
        for block in blocks(text, "sh")
        for command, rest in re.findall(r"^playbook ([a-z]+)([^#\n]*)", block, re.MULTILINE)
    ]
    assert len(shown) > 15
    for name, command, rest in shown:
        assert command in COMMANDS, (name, command)
        known = {flag for option in main.get_command(context, command).params for flag in option.opts}  # type: ignore[union-attr]  # it is one
        assert set(re.findall(r"(?<=\s)--[\w-]+", rest)) <= known, (name, command, rest)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Write 'drafts: true'.", "Write `drafts: true`."),
        ("a * b_c [x] <y>", r"a \* b\_c \[x\] `<y>`"),
        ("1 < 2", "1 &lt; 2"),
        ("the editor's 'name'", "the editor's `name`"),
    ],
)
def test_words_of_a_program_stay_what_they_are_in_markdown(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_tables_and_code_cannot_be_ended_by_what_they_hold() -> None:
    assert code("a`b") == "``a`b``"
    assert table(("a",), [("x | y\nz",)]) == "| a |\n|---|\n| x \\| y z |\n"
    assert table(("a",), [(str(number),) for number in range(100)]).count("|---|") == 2
