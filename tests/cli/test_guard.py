"""What stands in the way of a command is told in a line, with status 1 and nothing half done."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from playbook import cli
from playbook.cli import main
from tests.advice.sound import FILES, TALK
from tests.cli.conftest import Clone
from tests.commands import here
from tests.playbooks import write

NOBODY = 65534


@contextmanager
def without_rights() -> Iterator[None]:
    """What follows is done by somebody whom permissions bind, also where root runs the tests."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """The small sound playbook in a folder that everybody may look into."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        write(root / "content", FILES)
        yield root


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("plays/talk-first.md", "plays/talk-first.md:1:1: unreadable: "),
        ("glossary.yml", "glossary.yml:1:1: unreadable: "),
        ("playbook.yml", "playbook.yml:1:1: unreadable: "),
        ("plays", "plays:1:1: unreadable: "),
    ],
)
def test_what_may_not_be_read_is_a_problem_with_its_place(path: str, told: str, open_to_all: Path) -> None:
    write(open_to_all / "content", {"glossary.yml": "[]\n"})
    (open_to_all / "content" / path).chmod(0)
    here(main, open_to_all, ["check", "content"])  # Python may not be for everybody: all of it is loaded now
    with without_rights():
        done = here(main, open_to_all, ["check", "content"])
    (open_to_all / "content" / path).chmod(0o755)
    assert done.returncode == 1, done.stderr
    (line,) = (line for line in done.stdout.splitlines() if "unreadable" in line)
    assert line == f"{told}This cannot be read (permission denied). Let it be read, or put it back."
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["new", "Meet on Mondays", "--lead", "cmo", "--stage", "cold", "--source", "interview"],
        ["rename", "talk-first", "talk-before-signing"],
        ["check", "--fix", "content"],
    ],
)
def test_what_may_not_be_written_is_told_and_stays_as_it_was(
    arguments: list[str], open_to_all: Path, tmp_path: Path
) -> None:
    if "--fix" in arguments:
        write(open_to_all / "content", {"plays/talk-first.md": f"\ufeff{TALK}"})
    # Python may not be for everybody: all that the command needs is loaded now.
    shutil.copytree(open_to_all, tmp_path, dirs_exist_ok=True)
    done = here(main, tmp_path, arguments)
    assert done.returncode == 0, done.stderr
    before = {file: file.read_bytes() for file in open_to_all.rglob("*") if file.is_file()}
    with without_rights():
        done = here(main, open_to_all, arguments)
    assert done.returncode == 1
    assert "may not be read or written. Change its permissions, or run this as its owner.\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert {file: file.read_bytes() for file in open_to_all.rglob("*") if file.is_file()} == before


def test_a_folder_that_is_a_file_is_told(small: Clone) -> None:
    (small.folder / "plays").write_text("", "utf-8")
    done = small.playbook("check", "plays")
    assert (done.returncode, done.stderr) == (
        2,
        "Error: There is no folder 'plays'. Name the one that holds playbook.yml and plays/.\n",
    )


def test_a_broken_variable_is_told_with_its_name(small: Clone) -> None:
    done = here(main, small.folder, ["check"], environment={"SOURCE_DATE_EPOCH": "tomorrow"})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Error: The variable SOURCE_DATE_EPOCH is 'tomorrow', which is no number of seconds since 1970. "
        "Unset it, or give one such as 1795219200.\n"
    )


@pytest.mark.parametrize("epoch", ["", "315532800", "4102444800"])
def test_a_day_of_any_time_judges_no_content(epoch: str, small: Clone) -> None:
    done = here(main, small.folder, ["check"], environment={"SOURCE_DATE_EPOCH": epoch})
    assert done.returncode == 0, done.stdout


def printed_to(target: str) -> subprocess.CompletedProcess[str]:
    """A command in a shell that sends what it prints somewhere."""
    command = f"'{sys.executable}' -c 'from playbook.cli import main; main()' check --explain all {target}"
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
def test_a_full_disk_is_told() -> None:
    done = printed_to(">/dev/full")
    assert done.stderr == "Error: There is no space left on the disk. Make room, and run it again.\n"
    assert done.returncode == 1


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    done = printed_to("| head -1")
    assert (done.stdout.count("\n"), done.stderr) == (1, "")


def test_a_terminal_that_cannot_show_a_letter_is_told(small: Clone) -> None:
    small.edit("plays/talk-first.md", "title: Talk before you buy", "title: Łódź")
    program = "import sys; sys.stdout.reconfigure(encoding='latin-1'); from playbook.cli import main; main(['check'])"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=small.folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == (
        "Error: What there is to say cannot be written in 'latin-1'. Set the variable PYTHONIOENCODING to utf-8, and "
        "run it again.\n"
    )


def test_a_mistake_of_ours_asks_for_a_report_and_keeps_its_traceback(
    small: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*_: object) -> None:
        raise KeyError("nobody thought of this")

    monkeypatch.setattr("playbook.review.report.lines", mistaken)
    done = here(main, small.folder, ["report"])
    assert done.returncode == 1
    assert done.stderr.startswith(f"{cli.REPORT}\nTraceback")
    assert "KeyError: 'nobody thought of this'" in done.stderr


def test_a_missing_extra_is_told_with_what_brings_it(small: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "textstat", None)
    done = here(main, small.folder, ["report"])
    assert done.returncode == 1
    assert "textstat is missing. Install" in done.stderr
    assert "mkdocs-playbook[report]" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_fault_of_the_system_has_a_sentence_that_names_the_file(
    small: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in errno.errorcode:

        def refused(*_: object, fault: int = number) -> None:
            raise OSError(fault, os.strerror(fault), "site/x.html")

        monkeypatch.setattr("playbook.review.report.lines", refused)
        done = here(main, small.folder, ["report"])
        assert done.returncode == 1
        if number != errno.EPIPE:
            assert done.stderr.count("\n") == 1
            assert done.stderr.startswith("Error: ")
            assert number in (errno.EMFILE, errno.ENFILE, errno.ENOMEM) or "'site/x.html'" in done.stderr
