"""Lay out the documentation as a folder that the generator builds.

    python -m scripts.document [FOLDER]        .cache/docs where it is left out

The folder is made anew: the pages of plugins/docs, and the reference pages, which are made from the sources and lie
nowhere else, so that none can be stale.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from scripts.document.pages import reference

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = ROOT / "plugins" / "docs"
USUAL = ROOT / ".cache" / "docs"


def lay_out(folder: Path) -> None:
    """Write the documentation's settings and content into a folder, in place of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(WRITTEN, folder)
    for path, text in reference().items():
        file = folder / "content" / path
        if file.exists():
            raise FileExistsError(f"plugins/docs/content/{path} is made by scripts/document. Remove one of the two.")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    lay_out(Path(sys.argv[1]) if len(sys.argv) > 1 else USUAL)
