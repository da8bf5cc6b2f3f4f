"""The commands and their options, told from the program itself."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from playbook.cli import COMMANDS, main
from scripts.document.text import block, code, plain, table


def told() -> Iterator[str]:
    """Each command: how it is called, what it does, its options."""
    context = click.Context(main, info_name="playbook")
    for name in sorted(COMMANDS):
        command = main.get_command(context, name)
        assert command is not None, "it is in the table"
        inner = click.Context(command, info_name=name, parent=context)
        yield f"## playbook {name}"
        yield block(" ".join((inner.command_path, *command.collect_usage_pieces(inner))), "sh")
        yield _help(command)
        if rows := [_option(one, inner) for one in command.params if isinstance(one, click.Option)]:
            yield table(("option", "what it does"), rows)


def _help(command: click.Command) -> str:
    """The help as paragraphs; lines of examples, which click is told to keep by \\b, are code."""
    told = []
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        kept = paragraph.startswith("\b")
        told.append(block(paragraph.removeprefix("\b")) if kept else plain(" ".join(paragraph.split())))
    return "\n\n".join(told)


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    names = ", ".join((*option.opts, *option.secondary_opts))
    value = "" if option.is_flag or option.count else f" {_value(option, context)}"
    help = re.sub(r"\s+", " ", option.help or "").strip()
    more = []
    if isinstance(option.type, click.Choice):
        more.append(f"One of {', '.join(code(str(one)) for one in option.type.choices)}.")
    if option.show_default and option.default not in (None, "", False):
        more.append(f"Left out: {code(str(option.default))}.")
    if isinstance(option.envvar, str):
        more.append(f"Or the variable {code(option.envvar)}.")
    return code(names + value), " ".join((plain(help), *more))


def _value(option: click.Option, context: click.Context) -> str:
    if isinstance(option.type, click.Choice):
        return "WORD"
    return option.make_metavar(context)
