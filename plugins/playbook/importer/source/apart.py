"""Reads documents in a process of its own, which may neither take long nor much memory, nor end ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, fields
from importlib.util import find_spec
from typing import Any

from playbook.importer.source.values import Block, Form, Meta, Original, Shape, Unimportable

_SECONDS, _SECONDS_A_MEGABYTE = 7, 2
_MEGABYTES, _MEGABYTES_A_MEGABYTE = 420, 40
# By the clock a busy machine takes many times as long. Where a system knows no limit for a process, it alone ends one.
_PATIENCE = 30 if find_spec("resource") else 4
_TOO_MUCH = "the file takes more time or memory than a text of its size may; copy its text and import that"
_FIELDS = tuple(field.name for field in fields(Block))


def read_apart(raw: bytes, name: str) -> Original:
    """What `reading.read_here` makes of a file; of a page without its lines. Raises Unimportable where it cannot."""
    megabytes = len(raw) // 1_000_000
    seconds = _SECONDS + _SECONDS_A_MEGABYTE * megabytes
    memory = (_MEGABYTES + _MEGABYTES_A_MEGABYTE * megabytes) * 1_000_000
    # -P: nothing that lies in the folder of whoever calls is imported.
    asked = [sys.executable, "-P", "-m", __name__, str(seconds), str(memory)]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(
            asked, input=raw, capture_output=True, timeout=seconds * _PATIENCE, env=paths, check=False
        )
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        raise Unimportable(_TOO_MUCH) from None
    if missing := told.get("missing"):
        raise ModuleNotFoundError(name=missing)
    if refused := told.get("refused"):
        raise Unimportable(refused)
    return _original(told, name)


def _original(told: dict[str, Any], name: str) -> Original:
    """JSON knows no tuples and no enums."""
    blocks = tuple(Block(**block | {"shape": Shape(block["shape"])}) for block in told["blocks"])
    said: dict[str, Any] = told["meta"]
    meta = Meta(**said | {key: tuple(said[key]) for key in ("titles", "authors", "bylines")})
    form, markup = Form(told["form"]), bool(told["markup"])
    return Original(name, form, tuple(told["lines"]), blocks, meta, markup=markup, warnings=tuple(told["warnings"]))


def _main(seconds: int, memory: int) -> None:
    """The other process: bytes in, one JSON object out."""
    with suppress(ImportError):  # Windows has no such limits.
        import resource

        for limit, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):  # Whoever runs this may have set lower ones; a Mac knows no RLIMIT_AS.
                resource.setrlimit(limit, (most, most))
    answer: dict[str, object]
    try:
        from playbook.importer.source.reading import read_here

        found = read_here(sys.stdin.buffer.read(), "")
        answer = {key: getattr(found, key) for key in ("form", "markup", "warnings")} | {
            "lines": () if found.markup else found.lines,
            "blocks": [{field: getattr(block, field) for field in _FIELDS} for block in found.blocks],
            "meta": asdict(found.meta),
        }
    except Unimportable as refused:
        answer = {"refused": str(refused)}
    except ModuleNotFoundError as error:
        answer = {"missing": error.name}
    except MemoryError:
        answer = {"refused": _TOO_MUCH}
    except Exception as error:  # noqa: BLE001  # other people's parsers read hostile files
        answer = {"refused": f"the document cannot be taken apart ({type(error).__name__}); save it again, or as text"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    _main(int(sys.argv[1]), int(sys.argv[2]))
