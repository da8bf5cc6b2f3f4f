"""What a whole build makes of Markdown: anchors in any script, aligned columns, boxes, and code over lines."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from tests.built import Page, book, build, page
from tests.playbooks import FILES, PLAY, SECOND, changed

STEPS = "步骤"
BODY = """
## 何时使用

See [the steps](#步骤), [the steps](talk-first.md#{quoted}) and `code that goes
over <b>lines`.

- [ ] A box

| Who | Cost |
|:----|-----:|
| IT  | 200  |
"""


@pytest.fixture(scope="module", params=["repository", "readme"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """A play with Chinese headings, by the settings of this repository and by the few lines that README shows."""
    play = changed(PLAY, "## Steps", f"## {STEPS}") + BODY.format(quoted=quote(STEPS))
    other = SECOND + f"\nDo [this first](talk-first.md#{STEPS}).\n"
    files = {**FILES, "plays/talk-first.md": play, "plays/plan-together.md": other}
    folder = book(tmp_path_factory.mktemp("markdown"), files, "texts: zh.toml")
    (folder / "zh.toml").write_text(f'[heading]\nsteps = "{STEPS}"\n', encoding="utf-8")
    if request.param == "readme":
        settings = "site_name: Two Teams\ndocs_dir: content\ntheme: {name: material, font: false}\n"
        (folder / "mkdocs.yml").write_text(settings + "plugins: [{playbook: {texts: zh.toml}}]\n", encoding="utf-8")
    return page(build(folder) / "plays" / "talk-first")


def test_a_heading_in_another_script_has_an_anchor_of_its_words(made: Page) -> None:
    assert {"何时使用", STEPS} <= {one.attributes.get("id") for one in made.all("h2")}


def test_the_steps_are_found_below_a_translated_heading(made: Page) -> None:
    (data,) = made.all("script", type="application/ld+json")
    (play,) = (node for node in json.loads(data.text)["@graph"] if "step" in node)
    assert play["@type"] == "HowTo"
    assert [step["text"] for step in play["step"]] == ["Write half a page."]


def test_the_columns_of_a_table_are_aligned(made: Page) -> None:
    assert [one.attributes.get("class") for one in made.all("td")] == ["pb-left", "pb-right"]


def test_code_over_lines_is_code(made: Page) -> None:
    (code,) = made.all("code")
    assert code.text == "code that goes\nover <b>lines"
