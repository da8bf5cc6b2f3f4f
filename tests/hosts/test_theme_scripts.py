"""Material's inline scripts, moved into files without a word of ours about what they say."""

from pathlib import Path

import material  # type: ignore[import-untyped]  # it ships no types
import pytest
from jinja2 import Environment

from playbook.hosts.theme_scripts import ThemeProblem, theme_scripts

THEME = Path(material.__file__).parent / "templates"
VARIABLES = {"config": {"extra": {}}, "features": []}


def test_the_files_hold_what_the_theme_says() -> None:
    made = theme_scripts(Environment(), THEME, VARIABLES)
    assert set(made) == {"theme-start.js", "theme-end.js"}
    start = made["theme-start.js"].decode()
    theirs = (
        (THEME / "partials/javascripts/palette.html").read_text().partition("<script>")[2].partition("</script>")[0]
    )
    assert theirs in start
    assert "new URL(document.currentScript.dataset.base,location)" in start
    assert "playbook-base" not in start


def test_linked_tabs_bring_their_script() -> None:
    without = theme_scripts(Environment(), THEME, VARIABLES)["theme-end.js"]
    linked = theme_scripts(Environment(), THEME, VARIABLES | {"features": ["content.tabs.link"]})["theme-end.js"]
    assert b"__tabs" in linked
    assert b"__tabs" not in without


@pytest.mark.parametrize(
    "text",
    ["", "<p>Hello</p><script>one()</script>", '<script src="x.js"></script>', "<script>x='{{ base_url }}'</script>"],
)
def test_a_theme_with_another_text_is_refused(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "partials" / "javascripts"
    folder.mkdir(parents=True)
    for name in ("base", "palette", "content"):
        (folder / f"{name}.html").write_text(text)
    with pytest.raises(ThemeProblem, match=r"base\.html"):
        theme_scripts(Environment(), tmp_path, VARIABLES)
