"""Write what becomes of settings and plugins, as Markdown, into the page that documents them.

python -m scripts.tables
"""

from __future__ import annotations

from pathlib import Path

from playbook.hosts import neighbours, offers

PAGE = Path(__file__).parent.parent / "plugins" / "playbook" / "hosts" / "README.md"
_TEXT = """\
# Settings and plugins

What MkDocs, Material and other plugins offer, and what becomes of it in a playbook. Both tables are made from
[offers.toml](offers.toml) and [neighbours.toml](neighbours.toml) by `python -m scripts.tables`; a test says when they
are old. `playbook check` and each build name what stands in your `mkdocs.yml` and has no effect, with its line.

## Settings

`all`: it has its effect. `always`: pages are so, whatever it says. `none`: it has none, and you are told.

{settings}
## Other plugins

`all`: it works. `part` and `none`: it works in part, or has no effect on pages of the playbook. `off`: it would break
the site, so it is switched off. Where something is lost, the log says so. Any other plugin may change Markdown, files,
the navigation and whole pages; files of its own below the content folder are named by the option `foreign`.

{plugins}"""


def page() -> str:
    """The page of documentation."""
    return _TEXT.format(settings=offers.table(), plugins=neighbours.table())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
