"""The preview shows what became of each block, and what an editor ticks is written, on a page or on the terminal."""

from __future__ import annotations

import http.client
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode, urlsplit

import pytest
from click.testing import CliRunner

from playbook.cli import main
from playbook.importer.command import Sight, run
from playbook.importer.source.reading import read
from playbook.importer.source.values import Original
from playbook.importer.values import Imported
from playbook.preview import Desk, Fate, marked, serving
from playbook.preview.terminal import numbers
from playbook.texts import english
from tests.importer.test_command import ARTICLE, TODAY, VOCABULARY
from tests.playbooks import write

PLAYS = ("meet-on-mondays.md", "publish-the-dates.md", "thank-each-other.md")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write(tmp_path / "content", {"playbook.yml": VOCABULARY})


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "calendar.txt"
    file.write_text(ARTICLE.replace("look at the week", "look at the <script>week</script>"), "utf-8")
    return file


def plays(content: Path) -> list[str]:
    return sorted(file.name for file in content.glob("plays/*.md"))


def imported(content: Path, *files: Path, choose: Callable[[Sight], frozenset[int]]) -> tuple[int, str]:
    out = io.StringIO()
    done = run(
        files, content, as_json=False, dry_run=False, today=TODAY, stdout=out, stderr=io.StringIO(), choose=choose
    )
    return done, out.getvalue()


def fates(raw: str, content: Path) -> list[tuple[str, Fate, int, str]]:
    """What became of the blocks of a text, by their first words."""
    seen: list[tuple[Original, Imported]] = []

    def look(sight: Sight) -> frozenset[int]:
        seen.append((sight.original, sight.imported))
        return frozenset()

    file = content.parent / "some.txt"
    file.write_text(raw, "utf-8")
    imported(content, file, choose=look)
    return [(one.block.text[:12], one.fate, one.draft, one.reason) for one in marked(*seen[0])]


def test_each_block_is_advice_or_article_or_left_out(content: Path) -> None:
    found = fates(ARTICLE, content)
    assert ("Marketing an", Fate.ARTICLE, 0, "") in found
    assert [draft for _, fate, draft, _ in found if fate is Fate.ADVICE] == [1, 1, 2, 2, 3, 3]
    assert ("Sam says:", Fate.DROPPED, 0, "comments") in found


def test_the_blocks_of_a_page_in_one_line_are_told_apart(content: Path) -> None:
    _, intro, *ways, _, _ = ARTICLE.split("\n\n")
    told = "".join(f"<h2>{way}</p>".replace("\n", "</h2><p>", 1) for way in ways)
    page = f"<html><nav>Home</nav><h1>Three ways to share a calendar</h1><p>{intro}</p>{told}</html>"
    found = fates(page.replace("\n", " "), content)
    assert found[0][1] is Fate.DROPPED
    assert ("Marketing an", Fate.ARTICLE, 0, "") in found
    assert [draft for _, fate, draft, _ in found if fate is Fate.ADVICE] == [1, 1, 2, 2, 3, 3]


def test_only_what_is_chosen_is_written(content: Path, article: Path) -> None:
    status, report = imported(content, article, choose=lambda _: frozenset({1}))
    assert (status, plays(content)) == (0, [PLAYS[1]])
    assert len(list(content.glob("sources/*.md"))) == 1
    assert "2 of 3 pieces of advice not chosen" in report
    assert f"plays/{PLAYS[1]} written" in report
    assert PLAYS[0] not in report
    # The record of the source names the passage of that play alone.
    assert "Meet on Mondays" not in next(content.glob("sources/*.md")).read_text("utf-8")


def test_what_is_there_already_is_neither_offered_nor_written_again(content: Path, article: Path) -> None:
    imported(content, article, choose=lambda _: frozenset({1}))
    with visiting(content, article) as visit:
        _, page = visit.ask()
        assert page.count('name="keep"') == 2
        assert "A play from this passage is there already" in page
        assert visit.tick(step_of(page), 2) == 303
        visit.ask()
    assert plays(content) == [PLAYS[1], PLAYS[2]]


def test_nothing_is_written_where_nothing_is_chosen(content: Path, article: Path) -> None:
    imported(content, article, choose=lambda _: frozenset())
    assert {file.name for file in content.parent.rglob("*") if file.is_file()} == {"playbook.yml", "calendar.txt"}


@dataclass
class Visit:
    """Somebody who asks the server: by default a browser that was given the address."""

    address: str

    def ask(self, method: str = "GET", path: str = "", body: str | None = None, **headers: str) -> tuple[int, str]:
        place = urlsplit(self.address)
        connection = http.client.HTTPConnection("127.0.0.1", place.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            named.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection.request(method, path or place.path, body, named)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def tick(self, step: str, *keep: int, do: str = "write", **headers: str) -> int:
        form = urlencode([("step", step), ("do", do), *(("keep", number) for number in keep)])
        return self.ask("POST", body=form, **headers)[0]


@contextmanager
def visiting(content: Path, *files: Path) -> Iterator[Visit]:
    """An import that shows its preview while somebody visits."""
    with Desk(english()) as desk:

        def work() -> None:
            imported(content, *files, choose=desk.choose)
            desk.end(len(plays(content)))

        worker = Thread(target=work, daemon=True)
        worker.start()
        yield Visit(desk.address)
        worker.join(60)
        assert not worker.is_alive()


def step_of(page: str) -> str:
    found = re.search(r'name="step" value="(\d+)"', page)
    assert found, page
    return found[1]


def test_what_is_ticked_on_the_page_is_written(content: Path, article: Path) -> None:
    with visiting(content, article) as visit:
        status, page = visit.ask()
        assert status == 200
        assert page.count('name="keep"') == 3
        assert "&lt;script&gt;week" in page
        assert "<script" not in page
        assert "Left out: comments" in page
        assert visit.tick(step_of(page), 0, 2) == 303
        assert "2 drafts were written." in visit.ask()[1]
    assert plays(content) == [PLAYS[0], PLAYS[2]]


def test_the_page_of_the_next_file_follows(content: Path, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "empty.txt"
    other.write_text("A text without any advice.\n", "utf-8")
    with visiting(content, article, other) as visit:
        first = step_of(visit.ask()[1])
        visit.tick(first, 0, do="none")
        _, page = visit.ask()
        assert "No advice was found" in page
        # A second click on the first page answers nothing.
        visit.tick(first, 0)
        visit.tick(step_of(page), do="none")
        assert "0 drafts were written." in visit.ask()[1]
    assert plays(content) == []


def test_nobody_else_can_ask_or_answer(content: Path, article: Path) -> None:
    with visiting(content, article) as visit:
        step = step_of(visit.ask()[1])
        assert visit.ask(path="/")[0] == 404
        assert visit.ask(path="/guess/")[0] == 404
        assert visit.ask(path=urlsplit(visit.address).path + "../x")[0] == 404
        assert visit.ask(Host="evil.example")[0] == 404
        assert visit.tick(step, 0, Host="evil.example") == 404
        assert visit.tick(step, 0, Origin="https://evil.example") == 404
        assert visit.tick(step, 0, Origin="null") == 404
        assert visit.tick(step, 0, Sec_Fetch_Site="cross-site") == 404
        assert visit.ask("POST", body="x" * 10, Content_Length="99999999999")[0] == 413
        assert visit.ask("POST", body="x", Content_Length="-1")[0] == 413
        assert plays(content) == []
        assert visit.tick(step, 7, -1, do="write") == 303
        visit.ask()
    assert plays(content) == []


def test_the_page_loads_nothing_but_its_style(content: Path, article: Path) -> None:
    with visiting(content, article) as visit:
        _, page = visit.ask()
        assert re.findall(r'(?:src|href)="([^#"][^"]*)"', page) == ["style.css"]
        status, style = visit.ask(path=urlsplit(visit.address).path + "style.css")
        assert status == 200
        assert "prefers-color-scheme: dark" in style
        assert not re.search(r"url\((?!\"data:)", style)
        visit.tick(step_of(page), do="none")
        visit.ask()
    assert "default-src 'none'" in serving._HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [
        ("all", {0, 1, 2, 3}),
        ("None", set()),
        ("1", {0}),
        ("2, 4", {1, 3}),
        ("1-3", {0, 1, 2}),
        ("1 3 - 4", {0, 2, 3}),
        ("1;2", {0, 1}),
        ("0", None),
        ("5", None),
        ("3-1", None),
        ("yes", None),
        ("", None),
        ("1,,2", {0, 1}),
        ("²", None),
    ],
)
def test_an_answer_names_drafts_by_their_numbers(answer: str, chosen: set[int] | None) -> None:
    assert numbers(answer, 4) == chosen


def asked(content: Path, article: Path, answer: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        main, ["import", str(article), "--content", str(content), "--preview", "--no-browser"], input=answer
    )
    return done.exit_code, done.stderr


def test_a_terminal_shows_the_same_as_text_and_asks(content: Path, article: Path) -> None:
    status, said = asked(content, article, "four\n1, 3\n")
    assert (status, plays(content)) == (0, [PLAYS[0], PLAYS[2]])
    assert re.search(r"^  \+1 +7  1\. Meet on Mondays$", said, re.MULTILINE)
    assert re.search(r"^   x +1[567]  .*\[comments\]$", said, re.MULTILINE)
    assert "Please name drafts by their numbers, from 1 to 3" in said


def test_where_nobody_answers_nothing_is_written(content: Path, article: Path) -> None:
    assert asked(content, article, "")[0] == 0
    assert plays(content) == []


def test_standard_input_cannot_give_the_text_and_the_answer(content: Path) -> None:
    done = CliRunner().invoke(
        main, ["import", "-", "--content", str(content), "--preview", "--no-browser"], input=ARTICLE
    )
    assert done.exit_code == 2
    assert "Save it in a file first" in done.stderr


def test_a_text_of_any_length_makes_a_page_of_bounded_length(content: Path) -> None:
    from playbook.importer.draft.drafts import Plan
    from playbook.importer.values import SourceFound

    original = read(b"word " * 50_000 + b"\n\n" + b"One more line here.\n\n" * 20_000, "long.txt")
    sight = Sight(original, Imported("long.txt", SourceFound(published=date(2020, 1, 1))), Plan("sources/x.md", "", ()))
    with Desk(english()) as desk:
        worker = Thread(target=desk.choose, args=(sight,), daemon=True)
        worker.start()
        visit = Visit(desk.address)
        _, page = visit.ask()
        assert len(page) < 2_000_000
        assert "Only the first 3000 parts of the text are shown." in page
        visit.tick(step_of(page), do="none")
        worker.join(60)
        desk.end(0)
        visit.ask()
