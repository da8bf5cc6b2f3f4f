"""The server of `playbook serve`: HTTP for a Live site, on this machine alone unless somebody asks for more."""

from __future__ import annotations

import errno
import gc
import json
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files as package_files
from ipaddress import ip_address
from threading import Condition, Thread
from time import perf_counter, thread_time
from traceback import format_exc
from urllib.parse import quote, unquote, urlsplit

from markupsafe import Markup

from playbook.guard import Hindrance, explained
from playbook.hosts.live import OWN, Live, Served
from playbook.problems import as_text
from playbook.texts.sentences import of_terminal, said, told

_PATIENCE = 20.0  # seconds that a page waits for news before it asks again
_PAUSE = 0.15  # seconds between two looks at the content; more where a look takes long
_SHARE = 5  # of the time at most is spent looking
# What is left of earlier sites goes when nothing has changed for some seconds, as to find it takes as long as to make a
# page; else when it is very much. Both are counted in objects, of which a hundred take some 10 kB.
_QUIET, _MUCH, _TOO_MUCH = 2.0, 10_000, 1_000_000
_OWN_FILES = {f"{OWN}live.js": "text/javascript; charset=utf-8", f"{OWN}live.css": "text/css; charset=utf-8"}
_LAST_PORT = 65_535
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

Say = Callable[[str], object]


class Server:
    """A Live site that browsers reach at `address`. Port 0 takes any that is free."""

    def __init__(self, live: Live, host: str = "127.0.0.1", port: int = 8000) -> None:
        """Raises Hindrance where the port or the host cannot be had."""
        self._live, self._news, self._over = live, Condition(), False
        try:
            self._http = _Http((host, port), partial(_Handler, live, self._news, host))
        except OSError as fault:
            raise _refused(fault, host, port) from None
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{self._http.server_address[1]}/"

    def run(self, say: Say) -> None:
        """Serve until `stop`, and say what changes."""
        collects = gc.isenabled()
        gc.disable()
        try:
            Thread(target=self._watch, args=(say,), daemon=True).start()
            self._http.serve_forever()
        finally:
            if collects:
                gc.enable()

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        with self._news:
            self._over = True
            self._news.notify_all()

    def _watch(self, say: Say) -> None:
        """Look at the content again and again, and tell the pages that wait for news."""
        told, changed = (0, ""), 0.0
        while not self._over:
            began, spent = perf_counter(), thread_time()
            number, said = self._look()
            took, spent = perf_counter() - began, thread_time() - spent
            with self._news:
                is_news = (number, said) != told
                if is_news:
                    # A terminal may be gone while browsers are not.
                    with suppress(OSError):
                        say(said or f"Read in {took:.2f} s.")
                    told, changed = (number, said), began
                    self._news.notify_all()
                if not self._over:
                    # After a change others come soon, however long it took to read; and to wait for others is no work.
                    self._news.wait(_PAUSE if is_news else max(_PAUSE, _SHARE * spent))

            if gc.get_count()[0] > (_MUCH if began - changed > _QUIET else _TOO_MUCH):
                gc.collect()

    def _look(self) -> tuple[int, str]:
        """The number of the state of the content, and what there is to say of it, if anything."""
        try:
            state = self._live.now()
        except Exception:  # noqa: BLE001  # pages say the same, and the next edit may mend it
            return self._live.state.number, format_exc()
        language = of_terminal(os.environ)
        told_here = f"{as_text(told(state.problems, language))}{said(_SAID, language)}"
        return state.number, told_here if state.problems else ""


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: Callable[..., BaseHTTPRequestHandler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that went away is no fault."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A client that says nothing for as long as this is let go.
    timeout = 60.0

    def __init__(self, live: Live, news: Condition, host: str, *arguments: object) -> None:
        self._live, self._news, self._host = live, news, host
        super().__init__(*arguments)  # type: ignore[arg-type]  # what the server hands through

    def do_GET(self) -> None:
        self._send(self._served(), with_content=True)

    def do_HEAD(self) -> None:
        self._send(self._served(), with_content=False)

    def _served(self) -> Served:
        if not _is_own(self.headers.get("Host", ""), self._host):
            refusal = b"This server answers to its own name alone: the address that 'playbook serve' printed.\n"
            return Served(421, "text/plain; charset=utf-8", refusal)
        asked = urlsplit(self.path)
        root = self._live.root
        if not asked.path.startswith(root):
            return Served(302, elsewhere=root)
        path = unquote(asked.path[len(root) :], errors="replace").lstrip("/")
        try:
            if type := _OWN_FILES.get(path):
                return Served(200, type, (package_files("playbook.hosts") / path.removeprefix(OWN)).read_bytes())
            if path == f"{OWN}news":
                return Served(200, "application/json", self._told_when_new(asked.query))
            served = self._live.answer(path)
            if served.elsewhere:
                return replace(served, elsewhere=root + served.elsewhere)
            return served if served.status != 503 else Served(503, content=_nothing_yet(self._live))
        except Exception as fault:  # noqa: BLE001  # a template of the site's own may raise anything, and the next edit may mend it
            said = explained(fault) or format_exc()
            return Served(500, content=_plain("This page cannot be made", said, self._live))

    def _told_when_new(self, since: str) -> bytes:
        """The state of the content as soon as it is another than the one that a page knows."""
        self._live.now()
        with self._news:
            if since == str(self._live.state.number):
                self._news.wait(_PATIENCE)
        state = self._live.state
        language = state.settings.language
        problems = [str(problem) for problem in told(state.problems, language)]
        news = {"number": state.number, "made": state.made, "said": said(_SAID, language), "problems": problems}
        return json.dumps(news).encode()

    def _send(self, served: Served, *, with_content: bool) -> None:
        self.send_response(served.status)
        if served.elsewhere:
            self.send_header("Location", quote(served.elsewhere))
        self.send_header("Content-Type", served.type)
        self.send_header("Content-Length", str(len(served.content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if with_content:
            self.wfile.write(served.content)

    def log_message(self, format: str, *args: object) -> None:
        """What browsers ask for is no news."""


_SAID = "The content has problems. This is the last site that was sound; it follows as soon as they are mended."


def _nothing_yet(live: Live) -> bytes:
    language = live.state.settings.language
    title = said("The playbook cannot be shown yet.", language).rstrip(".")
    return _plain(title, as_text(told(live.state.problems, language)), live)


def _plain(title: str, said: str, live: Live) -> bytes:
    """A page without a site around it, which waits for the next change."""
    page = Markup(
        "<!doctype html><html lang=en><meta charset=utf-8><title>{0}</title>"
        "<h1>{0}</h1><pre>{1}</pre><script src={2}{3}live.js?{4}></script></html>\n"
    )
    return page.format(title, said, live.root, OWN, live.state.made).encode()


def _is_own(asked: str, host: str) -> bool:
    """Whether a request is to a name of this server: a page elsewhere may give its own name our number."""
    try:
        name = urlsplit(f"//{asked}").hostname or ""
    except ValueError:
        return False
    if name == host.lower() or (host in _LOOPBACK and name in _LOOPBACK):
        return True
    if not _is_number(host) or not ip_address(host).is_unspecified:
        return False
    return _is_number(name) or name in (*_LOOPBACK, socket.gethostname().lower())


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _refused(fault: OSError, host: str, port: int) -> Exception:
    if fault.errno == errno.EADDRINUSE:
        other = port + 1 if port < _LAST_PORT else 0
        return Hindrance(f"Port {port} is taken by another program. Stop that, or choose another: --port {other}.")
    if fault.errno == errno.EACCES:
        return Hindrance(f"Port {port} is for administrators. Choose one above 1023, such as --port 8000.")
    if fault.errno == errno.EADDRNOTAVAIL or isinstance(fault, socket.gaierror):
        return Hindrance(f"This machine has no address '{host}'. Leave --host out, or give one of its own.")
    return fault
