from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from scripts.check_links import addresses, fault, main


class Host(BaseHTTPRequestHandler):
    """Answers by the path: /404 with 404, /no-head refuses HEAD with 500, /guarded with 403."""

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:  # the standard library's name
        self.answer({"/404": 404, "/no-head": 500, "/guarded": 403}.get(self.path, 200))

    def do_GET(self) -> None:
        self.answer({"/404": 404}.get(self.path, 200))

    def answer(self, code: int) -> None:
        self.send_response(code)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_addresses_are_found_with_their_places_and_without_what_closes_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "plays").mkdir()
    (tmp_path / "plays/a.md").write_text(
        "See [x](https://a.example/p?q=1) and\n(https://b.example/c). https://a.example/p?q=1\n"
    )
    (tmp_path / "glossary.yml").write_text('url: "https://c.example"\n')
    assert addresses(tmp_path) == {
        "https://a.example/p?q=1": ["plays/a.md:1", "plays/a.md:2"],
        "https://b.example/c": ["plays/a.md:2"],
        "https://c.example": ["glossary.yml:1"],
    }


def test_an_address_is_dead_when_neither_head_nor_page_answers(host: str) -> None:
    assert fault(f"{host}/") == ""
    assert fault(f"{host}/no-head") == ""
    assert fault(f"{host}/guarded") == ""
    assert fault(f"{host}/404") == "answers 404"
    assert fault("http://127.0.0.1:1/") != ""


def test_the_list_names_the_place_of_a_dead_address(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(f"one {host}/fine\n")
    assert main([str(tmp_path)], pause=0) == 0
    (tmp_path / "b.md").write_text(f"two\n{host}/404\n")
    capsys.readouterr()
    assert main([str(tmp_path)], pause=0) == 1
    assert capsys.readouterr().out == (
        f"## 2 outside addresses, 1 without an answer\n\n- `{host}/404` answers 404: b.md:2\n"
    )


def test_wrong_usage_is_status_2(tmp_path: Path) -> None:
    assert main([]) == 2
    assert main([str(tmp_path / "nowhere")]) == 2
