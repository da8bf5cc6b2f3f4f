from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from playbook.clock import latest, today
from playbook.guard import Hindrance, explained


def raised(action: str, folder: Path) -> BaseException:
    """What the system raises for something that cannot be done."""
    actions: Mapping[str, Callable[[], object]] = {
        "read what is not there": (folder / "gone.md").read_bytes,
        "read a folder": folder.read_bytes,
        "make a folder twice": folder.mkdir,
        "look below a file": (folder / "file" / "x").read_bytes,
        "use a long name": (folder / ("x" * 300)).read_bytes,
    }
    try:
        actions[action]()
    except OSError as error:
        return error
    raise AssertionError("it can be done")


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("read what is not there", "'{}/gone.md' is not there, or is there no more. Put it back, or mend the name."),
        ("read a folder", "'{}' is a folder where a file belongs. Remove or rename it."),
        ("make a folder twice", "'{}' is there already. Remove it, or choose another name."),
        ("look below a file", "'{}/file/x' needs a folder where a file lies. Remove or rename that file."),
        ("use a long name", f"'{{}}/{'x' * 300}' has too long a name for this disk. Shorten it."),
    ],
)
def test_what_the_system_refuses_is_told_with_the_file_and_the_way_out(action: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert explained(raised(action, tmp_path)) == said.format(tmp_path)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.ENOSPC, "No space left on device", "site/index.html"),
        OSError(errno.EIO, "Input/output error", "site"),
        PermissionError(errno.EACCES, "Permission denied", b"a\xff\nb"),
        MemoryError(),
        Hindrance("The variable X is wrong. Unset it."),
        ModuleNotFoundError("No module named 'lxml.etree'", name="lxml.etree"),
        UnicodeEncodeError("ascii", "é", 0, 1, "ordinal not in range"),
    ],
)
def test_whatever_is_explained_is_one_printable_sentence(error: BaseException) -> None:
    said = explained(error)
    assert said
    assert said.isprintable()
    assert said[0] in "'TW"


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        KeyError("x"),
        RecursionError(),
        OSError("x"),
        ModuleNotFoundError("No module named 'playbook.x'", name="playbook.x"),
    ],
)
def test_a_mistake_of_ours_is_not_explained_away(error: BaseException) -> None:
    assert explained(error) is None


@pytest.mark.parametrize(("module", "extra"), [("trafilatura", "[import]"), ("textstat", "[report]"), ("courlan", "")])
def test_a_missing_package_is_told_with_what_brings_it(module: str, extra: str) -> None:
    said = explained(ModuleNotFoundError(f"No module named {module!r}", name=module))
    assert said == f"The package {module} is missing. Install what this needs: pip install 'mkdocs-playbook{extra}'"


@pytest.mark.parametrize("epoch", ["x", "-1", "1e9", "١٢", "9" * 12, "9" * 5000, "0x10"])
def test_a_day_that_is_no_number_is_told_with_its_variable(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(Hindrance, match=r"^The variable SOURCE_DATE_EPOCH is '.{1,43}', which is no number of seconds"):
        today()


@pytest.mark.parametrize("epoch", ["", " "])
def test_an_empty_variable_is_as_good_as_none(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert abs(today() - datetime.now(UTC).date()) <= timedelta(1)


def test_a_day_long_past_is_taken_for_today_and_says_nothing_of_the_future(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "315532800")
    assert today() == date(1980, 1, 1)
    assert latest(today()) >= date(2026, 11, 1)
    assert latest(date(2999, 1, 1)) == date(2999, 1, 1)
