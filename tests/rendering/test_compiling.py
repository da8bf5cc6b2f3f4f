"""What templates compile to lies where Python keeps that of modules: taken while it is sound, else made anew."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from playbook.rendering import environment
from playbook.rendering.compiling import Compiled
from playbook.texts import Texts, read, shipped

ONE = "frame/footer.html"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it lies, with nothing there and nothing known."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(Compiled, "_known", {})
    return tmp_path / "kept"


@pytest.fixture
def compiled(kept: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that Jinja compiles from here on, as after a new start."""
    names: list[str] = []
    compiling = Environment.compile

    def noting(self: Environment, source: str, name: str, *more: object) -> object:
        names.append(name)
        return compiling(self, source, name, *more)  # type: ignore[call-overload]

    environment().get_template(ONE)
    monkeypatch.setattr(Compiled, "_known", {})
    monkeypatch.setattr(Environment, "compile", noting)
    return names


def files(kept: Path) -> list[Path]:
    """What is kept of templates; of modules Python keeps some there as well."""
    return [path for path in kept.rglob("templates/**/*") if path.is_file()]


def test_a_template_is_compiled_once_for_all_that_start(kept: Path, compiled: list[str]) -> None:
    environment().get_template(ONE)
    assert len(files(kept)) == 1
    assert compiled == []


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "nothing": lambda _: b"",
    "half of it": lambda held: held[: len(held) // 2],
    "the checksum alone": lambda held: held[:32],
    "another byte": lambda held: held[:-9] + bytes([held[-9] ^ 1]) + held[-8:],
    "something else": lambda _: b"\xe3\x00" * 100,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_made_anew(damage: str, kept: Path, compiled: list[str]) -> None:
    (file,) = files(kept)
    sound = file.read_bytes()
    file.write_bytes(DAMAGE[damage](sound))
    environment().get_template(ONE)
    assert compiled == [ONE]
    assert file.read_bytes() == sound


def test_so_is_what_says_other_texts(kept: Path, compiled: list[str], tmp_path: Path) -> None:
    (tmp_path / "texts.toml").write_text('[frame]\nskip = "Over"\n', encoding="utf-8")
    own = read(tmp_path / "texts.toml")
    assert isinstance(own, Texts)
    for texts in (own, shipped("de")):
        environment(texts=texts).get_template(ONE)
    assert compiled == [ONE, ONE]


@pytest.mark.parametrize("hindrance", ["no bytecode is wanted", "there is a file in place of the folder"])
def test_where_nothing_may_be_kept_nothing_is_missing(
    hindrance: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if hindrance == "no bytecode is wanted":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    else:
        kept.touch()
    assert environment().get_template(ONE).name == ONE
    assert files(kept) == []


def test_templates_of_a_site_are_not_kept(kept: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.html").write_text("Mine", encoding="utf-8")
    assert environment(own).get_template("mine.html").render() == "Mine"
    assert files(kept) == []


def test_no_template_compiles_to_what_a_filter_of_ours_gives(kept: Path) -> None:
    """Else it would have to be known by our code, too."""
    made, asked = environment(), list[str]()
    plain = Environment(autoescape=True).filters
    for name in made.filters.keys() - plain.keys():
        made.filters[name] = lambda *_, name=name, **__: asked.append(name)
    for name in made.list_templates(("html", "xml", "txt")):
        made.get_template(name)
    assert len(files(kept)) > 40
    assert asked == []
