"""Ask every outside address that the content names whether it still answers, and list as Markdown those that do not.

    python scripts/check_links.py DIR

It asks each host once at a time, with a pause. Status 0 when all answer, 1 when some do not.
"""

from __future__ import annotations

import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'`]+[^\s<>()\[\]\"'`.,;:!?]")
_AGENT = "Mozilla/5.0 (compatible; playbook link check)"
# These say that somebody is there who does not talk to programs.
_GUARDED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.TOO_MANY_REQUESTS}


def addresses(folder: Path) -> dict[str, list[str]]:
    """Where each outside address stands: `path:line` by address, sorted."""
    found: dict[str, list[str]] = {}
    for file in sorted([*folder.rglob("*.md"), *folder.rglob("*.yml")]):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            for match in _ADDRESS.finditer(line):
                found.setdefault(match[0], []).append(f"{file.relative_to(folder).as_posix()}:{number}")
    return dict(sorted(found.items()))


def fault(address: str, timeout: float = 20) -> str:
    """Why an address does not answer, or an empty text. Only the head is asked for, then the page where that fails."""
    said = ""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(address, method=method, headers={"User-Agent": _AGENT})
        try:
            with urllib.request.urlopen(request, timeout=timeout):
                return ""
        except urllib.error.HTTPError as error:
            if error.code in _GUARDED:
                return ""
            said = f"answers {error.code}"
        except (OSError, ValueError) as error:
            said = str(getattr(error, "reason", error)) or type(error).__name__
    return said


def main(arguments: Sequence[str], pause: float = 1) -> int:
    """Print the list."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print("usage: check_links.py DIR", file=sys.stderr)
        return 2
    places = addresses(Path(arguments[0]))
    asked: set[str] = set()
    dead = []
    for address in places:
        host = urlsplit(address).netloc
        if host in asked:
            time.sleep(pause)
        asked.add(host)
        if said := fault(address):
            dead.append(f"- `{address}` {said}: {', '.join(places[address])}")
    print(f"## {len(places)} outside addresses, {len(dead)} without an answer\n")
    print("\n".join(dead))
    return 1 if dead else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
