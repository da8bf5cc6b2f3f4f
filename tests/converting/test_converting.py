"""A folder of Markdown that others wrote becomes a playbook, with a profile proposed from what is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from playbook.converting.bodies import text_of
from playbook.converting.conversion import Conversion, convert
from playbook.converting.foreign import Foreign, read
from playbook.converting.guessing import Use, guess
from playbook.loading import load
from playbook.model import Playbook
from playbook.problems import as_text
from tests.converting.folders import KINDS
from tests.playbooks import TODAY


def folder(root: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def converted(root: Path, files: Mapping[str, str], language: str = "en") -> Conversion:
    return convert(folder(root, files), "Ours", language, TODAY)


def profile(made: Conversion) -> dict[str, object]:
    text = made.files["content/playbook.yml"]
    assert isinstance(text, str)
    told = yaml.safe_load(text)
    assert isinstance(told, dict)
    return told


def rows(told: object) -> dict[str, dict[str, object]]:
    assert isinstance(told, list)
    return {one.get("id") or one["heading"]: one for one in told}


def play(made: Conversion, name: str) -> str:
    text = made.files[f"content/plays/{name}.md"]
    assert isinstance(text, str)
    return text


def written(made: Conversion, into: Path) -> Path:
    for path, content in made.files.items():
        file = into / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return into / "content"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_folder_becomes_a_playbook_that_loads(kind: str, tmp_path: Path) -> None:
    made = converted(tmp_path / "old", KINDS[kind](), "ja" if kind == "practices" else "en")
    assert made.plays == 12
    playbook = load(written(made, tmp_path / "new"), TODAY)
    # Pictures that the folder links to and does not hold are all that is wrong.
    problems = () if isinstance(playbook, Playbook) else playbook
    assert [one for one in problems if "flow.png" not in str(one)] == [], as_text(problems)


def test_a_model_gets_levels_dimensions_scales_and_sections(tmp_path: Path) -> None:
    made = converted(tmp_path, KINDS["maturity-model"]())
    told = profile(made)
    facets = rows(told["facets"])
    # A key each of whose values goes with a single one of another is a second level of that.
    assert list(facets) == ["level", "dimension"]
    dimensions = rows(facets["dimension"]["terms"])
    assert {id: one.get("parent") for id, one in dimensions.items()} == {
        "build": None, "learn": None, "operate": None, "build-early": "build", "build-late": "build",
        "learn-early": "learn", "learn-late": "learn", "operate-early": "operate", "operate-late": "operate",
    }  # fmt: skip
    assert facets["level"]["ordered"] is True
    assert facets["level"]["terms"] == [{"id": f"level-{number}", "name": str(number)} for number in range(1, 5)]
    assert told["matrix"] == ["level", "dimension"]
    plays = told["plays"]
    assert isinstance(plays, dict)
    fields = rows(plays["fields"])
    assert fields["usefulness"] | {"min": 1, "max": 4, "kind": "number"} == fields["usefulness"]
    assert set(fields) == {"usefulness", "difficulty-knowledge", "difficulty-time", "references"}
    assert fields["references"]["of"] == "link"
    # What a key says in a paragraph is a section.
    assert list(rows(told["anatomy"])) == ["Risk", "Measure", "Assessment"]
    assert "## Risk\n\nWithout amber nobody knows" in play(made, "use-amber")
    assert "`layout`: every file says the same: activity" in made.notes.text()


def test_names_in_japanese_stay_the_words_that_plays_use(tmp_path: Path) -> None:
    made = converted(tmp_path, KINDS["practices"](), "ja")
    facets = rows(profile(made)["facets"])
    assert [(one["name"], one["open"]) for one in facets.values()] == [("難易度", True), ("参加者", True)]
    first = next(text for path, text in made.files.items() if path.startswith("content/plays/"))
    assert isinstance(first, str)
    assert re.search(r"^key-1:\n  - (易しい|普通|難しい)$", first, re.MULTILINE)
    # A day as a title is a text.
    assert any("title: '2024-04-01'" in str(text) for text in made.files.values())


def test_folders_with_numbers_are_steps_and_their_pages_those_of_terms(tmp_path: Path) -> None:
    made = converted(tmp_path, KINDS["methods"]())
    facets = rows(profile(made)["facets"])
    assert [term["name"] for term in facets["folder"]["terms"]] == ["Discover", "Decide", "Make"]  # type: ignore[attr-defined]  # a list
    assert facets["folder"]["ordered"] is True
    assert "The methods of this phase." in str(made.files["content/folder/decide.md"])
    assert rows(profile(made)["anatomy"])["How to do it"] == {
        "heading": "How to do it", "needed": True, "kind": "steps",
    }  # fmt: skip
    # Code is no heading, and keeps its sign.
    assert "`# no heading`" in play(made, "amber-walk")


def test_a_key_that_means_something_else_here_gets_a_name_of_its_own(tmp_path: Path) -> None:
    told = profile(converted(tmp_path, KINDS["patterns"]()))
    assert rows(told["facets"])["own-status"]["name"] == "Status"
    plays = told["plays"]
    assert isinstance(plays, dict)
    assert rows(plays["fields"])["authors"] == {"id": "authors", "name": "Authors", "kind": "list", "of": "text"}


def test_links_lead_where_files_lie_now(tmp_path: Path) -> None:
    made = converted(
        tmp_path,
        {
            "One_page.md": "# One\n\n[Two](sub/Two%20pages.md#part), [again][x] and `[code](sub/Two%20pages.md)`.\n\n"
            "[x]: /sub/two-pages/\n\n![A drawing](img/Big%20one.png) [out](https://example.org/One_page.md)\n\n"
            "[form](Form%20A.pdf) [packed](all.zip)\n",
            "Form A.pdf": "%PDF-1.4\n",
            "all.zip": "PK",
            "sub/Two pages.md": "# Two\n\n## Part\n\n[back](../One_page.md)\n",
            "img/Big one.png": "x",
        },
    )
    assert play(made, "one-page") == (
        "---\ntitle: One\n---\n\n[Two](two-pages.md#part), [again][x] and `[code](sub/Two%20pages.md)`.\n\n"
        "[x]: two-pages.md\n\n![A drawing](../pictures/big-one.png) [out](https://example.org/One_page.md)\n\n"
        "[form](../files/form-a.pdf) [packed](all.zip)\n"
    )
    assert "'all.zip' is no file that a playbook publishes" in made.notes.text()
    assert "[back](one-page.md)" in play(made, "two-pages")
    assert made.files["content/pictures/big-one.png"] == b"x"


def test_names_in_double_brackets_are_links_and_lists_on_a_line_are_lists(tmp_path: Path) -> None:
    tags = ("one, two", "two, three", "one, three", "two; one")
    files = {
        f"{word}.md": f"---\ntitle: The {word}\ntags: {tags[number]}\n---\n\n[[The b|see]] [[c]] `[[a]]` [[gone]]\n"
        for number, word in enumerate("abcd")
    }
    made = converted(tmp_path, files)
    assert play(made, "a") == (
        "---\ntitle: The a\ntags:\n  - one\n  - two\n---\n\n[see](b.md) [c](c.md) `[[a]]` [[gone]]\n"
    )
    assert list(rows(rows(profile(made)["facets"])["tags"]["terms"])) == ["one", "three", "two"]


def test_what_cannot_be_converted_is_named_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes("# Gr\xfc\xdfe\n".encode("latin-1"))
    bomb = "a: &a [x, x]\n" + "".join(
        f"{n}: &{n} [*{o}, *{o}]\n" for o, n in zip("abcdefghijklmnopqrst", "bcdefghijklmnopqrstu", strict=True)
    )
    made = converted(
        tmp_path,
        {
            "broken.md": "---\ntitle: [a\n---\n\nKept.\n",
            "bomb.md": f"---\n{bomb}---\n\nKept too.\n",
            "odd.md": "---\ntitle: Odd\nsteps:\n  - name: a\n    tags: [b]\n---\n\nText.\n",
            "deep.md": f"---\nx: {'[' * 3000}\n---\n\nDeep.\n",
        },
    )
    said = made.notes.text()
    assert "`latin.md`: it is not UTF-8" in said
    assert "`broken.md`: its front matter cannot be read" in said
    assert "title: [a" in said
    assert "its key 'steps' holds what no field can" in said
    assert "tags: [b]" in said
    assert "Kept." in play(made, "broken")
    assert "Kept too." in play(made, "bomb")
    assert "Deep." in play(made, "deep")


@pytest.mark.parametrize(
    ("key", "values", "use", "kind"),
    [
        ("minutes", ["5", "10", "15"], Use.FIELD, "number"),
        ("level", ["1", "2", "3"], Use.FACET, "text"),
        ("stage", ["2 - grow", "1 - begin", "2 - grow"], Use.FACET, "text"),
        ("seen", ["2024-01-02", "2024-02-03", "2024-03-04T10:00"], Use.FIELD, "date"),
        ("home", ["https://a.example", "https://b.example", "https://c.example"], Use.FIELD, "link"),
        ("layout", ["post", "post", "post"], Use.NOTHING, "text"),
        ("status", ["new", "old", "new", "new", "old", "new"], Use.FACET, "text"),
        ("tagline", ["One thing.", "Another thing.", "A third."], Use.FIELD, "text"),
        ("note", ["Line.\nLine.", "x", "y"], Use.SECTION, "text"),
        ("done", ["true", "false", "true"], Use.FIELD, "choice"),
    ],
)
def test_a_key_is_known_by_its_values(key: str, values: list[str], use: Use, kind: str) -> None:
    found = guess(key, {str(number): value for number, value in enumerate(values)}, len(values))
    assert (found.use, found.kind) == (use, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_a_folder_is_lost(kind: str, tmp_path: Path) -> None:
    files = KINDS[kind]()
    made = converted(tmp_path, files)
    new = said("\n".join([made.notes.text(), *(text for text in made.files.values() if isinstance(text, str))]))
    for path, text in files.items():
        if f"`{path}`: it is about the repository" in made.notes.text():
            continue
        # The words of a link lead on; what stands behind them is an address.
        lost = said(re.sub(r"\]\([^)]*\)", "]", text)).keys() - new.keys()
        assert {word for word in lost if not re.search(r"\d|_", word)} <= {"layout"}, path


def said(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


LINES = st.sampled_from(
    ["# Head", "## Sub *x*", "Words here", "===", "---", "```", "# in code", "    # indented", "- item", "",
     "> # quoted", "Über uns", "題名", "#no heading", "###### deep", "`# span`", "~~~", "| a | b |", "Head"]
)  # fmt: skip


@given(st.lists(LINES, max_size=14).map("\n".join), st.sampled_from(["", "Head", "Other"]))
def test_no_word_of_a_text_is_lost_or_added(body: str, title: str) -> None:
    made = text_of(body, title)
    assert said(made.body) + said(made.heading) == said(body)
    assert made.title == (title or made.heading)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_reason(content: bytes) -> None:
    with TemporaryDirectory() as root:
        file = Path(root, "x.md")
        file.write_bytes(content)
        found = read(file, "x.md")
    assert isinstance(found, Foreign) or found


VALUES = st.sampled_from(
    ["1", "2.5", "true", "2024-01-02", "2024-13-40", "https://a.example/x", "a", "Level 2: Two", "a, b", "b, c",
     "日本語", "x " * 200, "line\nline", "TODO", "<b>", "a: b", "# x", "index", "S"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["title", "summary", "level", "status", "time", "sources", "tags", "owner", "date", "draft", "aliases", "q",
     "難易度", "Time Needed", "plays", "changes", "in_short", "related", "x.y"]
)  # fmt: skip
NESTED = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=2))
FILES = st.lists(
    st.tuples(st.sampled_from(["", "A/", "1-b/", "日本/"]), st.dictionaries(KEYS, NESTED, max_size=4), LINES),
    min_size=1, max_size=5,
)  # fmt: skip


@given(FILES)
def test_whatever_front_matter_says_a_profile_is_proposed_and_said_the_same_twice(
    files: list[tuple[str, dict[str, object], str]],
) -> None:
    with TemporaryDirectory() as root:
        for number, (above, data, line) in enumerate(files):
            head = f"---\n{yaml.safe_dump(data, allow_unicode=True)}---\n" if data else ""
            folder(Path(root), {f"{above}{number} x_y.md": head + line})
        first, second = (convert(Path(root), "Ours", "en", TODAY) for _ in range(2))
    assert first.plays == len(files)
    assert first.files == second.files
    ids = [one["id"] for one in (profile(first).get("facets") or [])]  # type: ignore[attr-defined]  # a list
    assert len(ids) == len(set(ids))


def test_links_out_of_the_folder_and_symbolic_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_text("x", "utf-8")
    root = folder(tmp_path / "old", {"a.md": "# A\n\n![x](../secret.png) ![y](y.png)\n", "b.md": "# B\n"})
    (root / "y.png").symlink_to(tmp_path / "secret.png")
    (root / "c.md").symlink_to(tmp_path / "secret.png")
    made = convert(root, "Ours", "en", TODAY)
    assert [path for path in made.files if path.startswith("content/pictures/")] == []
    assert "`c.md`: it is a symbolic link" in made.notes.text()


def test_a_folder_stays_as_it_is_and_gives_the_same_again(tmp_path: Path) -> None:
    root = folder(tmp_path, KINDS["patterns"]())
    before = {path: path.read_bytes() for path in root.rglob("*.md")}
    first, second = (convert(root, "Ours", "en", TODAY) for _ in range(2))
    assert first.files == second.files
    assert first.notes.text() == second.notes.text()
    assert {path: path.read_bytes() for path in root.rglob("*.md")} == before
