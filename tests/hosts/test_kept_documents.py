"""A text that was read before is taken as it was read, where not one of its bytes is another."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.hosts.kept_documents import KeptDocuments
from playbook.loading import Loaded, load_sound
from playbook.loading.reading import read_document
from playbook.store import Store
from tests.playbooks import FILES, PLAY, TODAY, changed, write

NAME = "plays/talk-first.md"


def read(place: Path, *apart: object, keep: bool = True) -> tuple[Loaded, list[str]]:
    """What there is to say of the folder, and which of its texts were read for that."""
    asked: list[str] = []

    def noting(file: Path, path: str, *more: object) -> object:
        asked.append(path)
        return read_document(file, path, *more)  # type: ignore[arg-type]  # as it is called

    kept = KeptDocuments(Store(place / "cache" if keep else None), *apart)
    with patch("playbook.loading.loader.read_document", noting):
        found = load_sound(place / "content", TODAY, kept=kept)
    kept.write()
    return found, asked


def texts(place: Path) -> list[str]:
    return sorted(path.relative_to(place / "content").as_posix() for path in (place / "content").rglob("*.md"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    write(tmp_path / "content", FILES)
    return tmp_path


def test_a_text_is_read_once(place: Path) -> None:
    first, asked = read(place)
    assert sorted(asked) == texts(place)
    assert read(place) == (first, [])
    (place / "content" / NAME).write_text(PLAY + "\nOnce more.\n", "utf-8")
    changed, asked = read(place)
    assert asked == [NAME]
    assert changed == read(place, keep=False)[0] != first


def test_those_of_another_folder_are_others(place: Path) -> None:
    first = read(place)
    assert read(place, "de") == first
    assert read(place)[1] == read(place, "de")[1] == []


# As somebody may have written a play, with or without anything wrong in it.
AS_WRITTEN = {
    "with the line ends of Windows": PLAY.replace("\n", "\r\n").encode(),
    "with a byte order mark": b"\xef\xbb\xbf" + PLAY.encode(),
    "in another encoding": PLAY.replace("Talk", "T\xe4lk").encode("latin-1"),
    "with blanks at its ends": b"---  " + PLAY[3:].encode() + b"\n\n \t\n",
    "with blanks behind its data": PLAY.replace("\n---\n\n##", "\n---  \t\n\n##").encode(),
    "with nothing below its data": PLAY[: PLAY.index("\n---\n\n") + 5].encode(),
    "without an end": PLAY[: PLAY.index("\n---\n\n")].encode(),
    "with no data": b"# Talk\n",
    "with a slip": changed(PLAY, "effort: S", "effort:S").encode(),
    "with a character that nobody sees": changed(PLAY, "Write", "Wr\u200bite").encode(),
    "with a raw tag": f"{PLAY}\n<script>1</script>\n".encode(),
    "with a day as its title": changed(PLAY, "title: Talk first", "title: 2026-11-01").encode(),
    "with a key that looks like a day": changed(
        PLAY, "aliases:", 'x-more: {"": 2026-11-01, a: {"": 1}}\naliases:'
    ).encode(),
    "with letters beyond": changed(PLAY, "Talk first", "Talk \U0001f600 \u0130").encode(),
    "too long": PLAY.encode() + b"word " * 20_000,
    "empty": b"",
}


@pytest.mark.parametrize("how", AS_WRITTEN)
def test_what_is_said_of_a_text_is_the_same_each_time(how: str, place: Path) -> None:
    (place / "content" / NAME).write_bytes(AS_WRITTEN[how])
    said = read(place, keep=False)[0]
    assert [read(place)[0] for _ in range(3)] == [said, said, said]


def test_line_ends_of_windows_are_no_reason_to_read_again(place: Path) -> None:
    for path in (place / "content").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert read(place)[1] != read(place)[1] == []


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.dates(min_value=date(1000, 1, 1))
    | st.text("ab:-'\"{[#\u00e9\U0001f600 ", max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["title", "summary", "x", ""]), VALUES))
def test_any_data_is_what_it_was(tmp_path_factory: pytest.TempPathFactory, data: dict[str, object]) -> None:
    place = tmp_path_factory.mktemp("data")
    head = yaml_of(data)
    write(place / "content", {**FILES, NAME: f"---\n{head}---\n\nText.\n"})
    said = read(place, keep=False)[0]
    assert [read(place)[0], read(place)[0]] == [said, said]


def yaml_of(data: dict[str, object]) -> str:
    """Data as JSON's kind of YAML, a key on each line; a day as it is."""

    def said(value: object) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{json.dumps(key)}: {said(each)}" for key, each in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(said, value)) + "]"
        return value.isoformat() if isinstance(value, date) else json.dumps(value)

    return "".join(f"{json.dumps(key)}: {said(value)}\n" for key, value in data.items())
