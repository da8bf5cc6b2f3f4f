"""Serve a built site as a good host does: packed beforehand, with types, and with how long a file may be kept.

The tests, the audit and the benchmark of the search all serve with it.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote, urlsplit

import brotli

# What a host says of each kind of file. The kinds with a charset are text, and worth packing.
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
_OTHER = "application/octet-stream"
_NOT_FOUND = "/404.html"
# A name that changes with the content, as the theme gives them.
_HASHED = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?[a-z]+$")

_PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": brotli.compress,
    "gzip": lambda plain: gzip.compress(plain, 9, mtime=0),
}

ENCODINGS = ("br", "gzip")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it goes over the wire: its type, how long it may be kept, and its bytes by encoding ("" is plain)."""

    type: str
    keep: str
    bodies: Mapping[str, bytes]

    def best(self, accepted: str, offered: Sequence[str] = ENCODINGS) -> str:
        """The first encoding on offer that a browser accepts by its header, and that the file has."""
        known = {part.partition(";")[0].strip(): part.partition(";q=")[2].strip() for part in accepted.split(",")}
        usable = (one for one in offered if one in self.bodies and one in known and known[one] not in {"0", "0.0"})
        return next(usable, "")


def prepare(site: Path, encodings: Sequence[str] = ENCODINGS) -> dict[str, Asset]:
    """Every file of a site by the path of its address; a page also by its folder. Source maps stay at home."""
    assets: dict[str, Asset] = {}
    for file in sorted(site.rglob("*")):
        if file.is_file() and file.suffix != ".map":
            path = f"/{file.relative_to(site).as_posix()}"
            assets[path] = asset(path, file.read_bytes(), encodings)
            if file.name == "index.html":
                assets[path.removesuffix("index.html")] = assets[path]
    return assets


def asset(path: str, plain: bytes, encodings: Sequence[str] = ENCODINGS) -> Asset:
    """A file, packed where that makes it smaller."""
    kind = _TYPES.get(Path(path).suffix, _OTHER)
    bodies = {"": plain}
    if "charset" in kind:
        packed = {name: _PACKERS[name](plain) for name in encodings}
        bodies |= {name: body for name, body in packed.items() if len(body) < len(plain)}
    lasting = "public, max-age=31536000, immutable" if _HASHED.search(path) else "public, max-age=600"
    return Asset(kind, "no-cache" if path.endswith(".html") else lasting, bodies)


@contextmanager
def serving(
    assets: Mapping[str, Asset], offered: Sequence[str] = ENCODINGS, sent: list[int] | None = None
) -> Iterator[str]:
    """Serve the files on 127.0.0.1 and a free port; gives the address, with its last slash.

    The bytes of every body that was sent are added to `sent`: a browser does not tell of those to its workers.
    """
    with answering(partial(_Handler, assets, offered, [] if sent is None else sent)) as address:
        yield address


@contextmanager
def answering(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Let `handler` answer on 127.0.0.1 and a free port; gives the address, with its last slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        thread = Thread(target=http.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{http.server_port}/"
        finally:
            http.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or a body waits up to 40 ms until its headers are acknowledged

    def __init__(self, assets: Mapping[str, Asset], offered: Sequence[str], sent: list[int], *args: object) -> None:
        self._assets, self._offered, self._sent = assets, offered, sent
        super().__init__(*args)  # type: ignore[arg-type]  # what the server hands through

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        body = self._answer()
        self._sent.append(len(body))
        self.wfile.write(body)

    def _answer(self) -> bytes:
        """Send the headers of the file that was asked for; gives its body."""
        path = unquote(urlsplit(self.path).path)
        found = self._assets.get(path)
        if not found and f"{path}/" in self._assets:
            return self._redirect(f"{path}/")
        asset = found or self._assets.get(_NOT_FOUND) or Asset(_TYPES[".txt"], "no-cache", {"": b"Not found\n"})
        encoding = asset.best(self.headers.get("Accept-Encoding", ""), self._offered)
        body = asset.bodies[encoding]
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", asset.type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", asset.keep)
        self.send_header("X-Content-Type-Options", "nosniff")
        if len(asset.bodies) > 1:
            self.send_header("Vary", "Accept-Encoding")
        if encoding:
            self.send_header("Content-Encoding", encoding)
        self.end_headers()
        return body

    def _redirect(self, path: str) -> bytes:
        self.send_response(301)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()
        return b""
