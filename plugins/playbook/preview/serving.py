"""The preview as a page: a server on this machine alone that shows a text with its drafts and takes the answer."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from queue import Empty, Queue
from threading import Condition, Thread
from urllib.parse import parse_qs

from jinja2 import Environment, PackageLoader, StrictUndefined

from playbook.importer.command import Sight
from playbook.preview.marking import marked
from playbook.texts import Texts

_HOST = "127.0.0.1"
_MOST_BLOCKS, _MOST_LETTERS = 3_000, 3_000
_MOST_ANSWER = 200_000
_PATIENCE = 60.0
_LAST_LOOK = 5.0
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # `no-referrer` would have the browser hide where a form comes from, which is asked below.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_DARK = re.compile(r":root\[data-scheme='dark'\] (\{.*?\n\})", re.DOTALL)


class Desk:
    """Shows one text after the other at one address and waits for what an editor ticks.

    Used as a context: the server ends with it. Nobody else can ask for a page: the address holds a secret, and a name
    of another host that leads here is refused, as is a form of another page.
    """

    def __init__(self, say: Texts, *, dry_run: bool = False) -> None:
        self._say = say
        self._dry_run = dry_run
        self._secret = secrets.token_urlsafe(18)
        self._page = b""
        self._step = 0
        self._turned = Condition()
        self._seen = False
        self._answers: Queue[frozenset[int]] = Queue()
        self._style = _style()
        templates = Environment(
            loader=PackageLoader("playbook", "preview"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        templates.globals["say"] = say.html
        self._templates = templates
        self._server = ThreadingHTTPServer((_HOST, 0), _handler(self))
        self._server.daemon_threads = True

    @property
    def address(self) -> str:
        """Where the page is, with the secret."""
        return f"http://{_HOST}:{self._server.server_port}/{self._secret}/"

    def __enter__(self) -> Desk:
        Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(self, fault: type[BaseException] | None, *_: object) -> None:
        with self._turned:
            # The browser may be on its way to the last page.
            self._turned.wait_for(lambda: bool(fault) or self._seen or not self._page, timeout=_LAST_LOOK)
        self._server.shutdown()
        self._server.server_close()

    def choose(self, sight: Sight) -> frozenset[int]:
        """Show a text, and give the places of the drafts that somebody ticked, as soon as they press the button."""
        blocks = list(marked(sight.original, sight.imported))
        self._show(
            "page.html",
            sight=sight,
            blocks=blocks[:_MOST_BLOCKS],
            cut=_MOST_BLOCKS if len(blocks) > _MOST_BLOCKS else 0,
            letters=_MOST_LETTERS,
            drafts=list(zip(sight.imported.plays, sight.plan.plays, strict=True)),
            facts=_facts(sight, self._say),
            dry_run=self._dry_run,
        )
        while True:
            try:
                # In steps, so that Ctrl+C is heard on every system.
                return self._answers.get(timeout=0.5)
            except Empty:
                continue

    def end(self, written: int) -> None:
        """Show how many drafts were written, as the last page."""
        self._show("end.html", written=written, dry_run=self._dry_run)

    def _show(self, template: str, **values: object) -> None:
        with self._turned:
            self._step += 1
            self._seen = False
            self._page = self._templates.get_template(template).render(step=self._step, **values).encode()
            self._turned.notify_all()

    # What follows is asked by the threads of the server.

    def page(self) -> bytes:
        """The page of the text that is next; empty where none has come for a while."""
        with self._turned:
            self._turned.wait_for(lambda: bool(self._page), timeout=_PATIENCE)
            self._seen = bool(self._page)
            self._turned.notify_all()
            return self._page

    def style(self) -> bytes:
        return self._style

    def answer(self, form: Mapping[str, list[str]]) -> None:
        """Take what was ticked. An answer to a page that is no longer shown, such as a second click, is nothing."""
        with self._turned:
            if form.get("step") != [str(self._step)] or not self._page:
                return
            self._page = b""
        ticked = form.get("keep", []) if form.get("do") == ["write"] else []
        self._answers.put(frozenset(int(number) for number in ticked if number.isdecimal()))

    def is_ours(self, headers: Message, path: str) -> bool:
        """Did the page itself ask, or somebody who was given its address?"""
        hosts = {f"{name}:{self._server.server_port}" for name in (_HOST, "localhost")}
        origin = headers.get("Origin")
        return (
            headers.get("Host") in hosts
            and (origin is None or origin.removeprefix("http://") in hosts)
            and headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
            and secrets.compare_digest(path.split("/")[1].encode("utf-8", "replace"), self._secret.encode())
        )


def _handler(desk: Desk) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 30
        server_version, sys_version = "playbook", ""

        def do_GET(self) -> None:
            path = self._path()
            if path == "":
                page = desk.page()
                self._send(HTTPStatus.OK if page else HTTPStatus.SERVICE_UNAVAILABLE, page, "text/html")
            elif path == "style.css":
                self._send(HTTPStatus.OK, desk.style(), "text/css")
            else:
                self._send(HTTPStatus.NOT_FOUND)

        def do_POST(self) -> None:
            size = self.headers.get("Content-Length", "")
            if self._path() != "":
                self._send(HTTPStatus.NOT_FOUND)
            elif not size.isdecimal() or int(size) > _MOST_ANSWER:
                self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            else:
                desk.answer(parse_qs(self.rfile.read(int(size)).decode("utf-8", "replace")))
                self.send_response(HTTPStatus.SEE_OTHER)
                self.send_header("Location", "./")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def _path(self) -> str | None:
            """What is asked for below our address; None where that is not the one that was asked."""
            path = self.path.partition("?")[0]
            ours = path.startswith("/") and path.count("/") == 2 and desk.is_ours(self.headers, path)
            return path.split("/")[2] if ours else None

        def _send(self, status: HTTPStatus, body: bytes = b"", kind: str = "text/plain") -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing: the terminal is for what the editor wants to know."""

    return Handler


def _facts(sight: Sight, say: Texts) -> str:
    """What is known of a text, in a line."""
    source = sight.imported.source
    known = (*source.authors[:5], source.publisher, say.day(source.published) if source.published else "")
    return say("list.comma").join(fact for fact in known if fact)


def _style() -> bytes:
    """The colours of the site, in the scheme that the system asks for, and the sheet of this page."""
    base = (files("playbook") / "assets" / "base.css").read_text("utf-8")
    dark = _DARK.search(base)
    assert dark is not None, "base.css has both schemes"
    own = (files("playbook.preview") / "page.css").read_text("utf-8")
    return f"{base}\n@media (prefers-color-scheme: dark) {{\n:root {dark[1]}\n}}\n{own}".encode()
