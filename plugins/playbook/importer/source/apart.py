"""Takes documents apart in a process of its own, which may neither take long nor much memory, nor end ours."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

from playbook.importer.source.values import Converted, Form, Meta, Unimportable

# By form, the module whose `convert` makes HTML or text of its bytes.
CONVERTERS = {
    Form.WORD: "word",
    Form.OPENDOCUMENT: "opendocument",
    Form.RICH_TEXT: "rich_text",
    Form.PDF: "pdf",
    Form.MAIL: "mail",
    Form.PAGE: "mail",
}
_SECONDS, _SECONDS_A_MEGABYTE = 7, 2
_MEGABYTES, _MEGABYTES_A_MEGABYTE = 420, 40
# Where a system knows no limit for a process, the clock alone ends it.
_PATIENCE = 4
_MOST_CHARACTERS = 64_000_000
_TOO_MUCH = "the file takes more time or memory than a text of its size may; copy its text and import that"


def convert(form: Form, raw: bytes) -> Converted:
    """The text of a document, as HTML or plain. Raises Unimportable where it cannot be had."""
    megabytes = len(raw) // 1_000_000
    seconds = _SECONDS + _SECONDS_A_MEGABYTE * megabytes
    memory = (_MEGABYTES + _MEGABYTES_A_MEGABYTE * megabytes) * 1_000_000
    # -P: nothing that lies in the folder of whoever calls is imported.
    asked = [sys.executable, "-P", "-m", __name__, form, str(seconds), str(memory)]
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(
            asked,
            input=raw,
            capture_output=True,
            timeout=seconds * _PATIENCE,
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unimportable(_TOO_MUCH) from None
    try:
        told = json.loads(done.stdout)
    except ValueError:
        raise Unimportable(_TOO_MUCH) from None
    if missing := told.get("missing"):
        raise ModuleNotFoundError(name=missing)
    if refused := told.get("refused"):
        raise Unimportable(refused)
    return _converted(told)


def _converted(told: dict[str, Any]) -> Converted:
    """JSON knows no tuples, and no form says a day that is more than its own file's."""
    meta = told["meta"] | {key: tuple(told["meta"][key]) for key in ("titles", "authors", "bylines")}
    return Converted(**told | {"meta": Meta(**meta), "warnings": tuple(told["warnings"])})


def _main(form: Form, seconds: int, memory: int) -> None:
    """The other process: bytes in, one JSON object out."""
    with suppress(ImportError):  # Windows has no such limits.
        import resource

        for limit, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
            with suppress(ValueError, OSError):  # Whoever runs this may have set lower ones; a Mac knows no RLIMIT_AS.
                resource.setrlimit(limit, (most, most))
    answer: dict[str, object]
    try:
        module = import_module(f"{__package__}.{CONVERTERS[form]}")
        found: Converted = module.convert(sys.stdin.buffer.read())
        if len(found.text) > _MOST_CHARACTERS:
            raise Unimportable(_TOO_MUCH)
        if not found.text.strip():
            raise Unimportable("the document has no text; save what it shows as text and import that")
        answer = dataclasses.asdict(found)
    except Unimportable as refused:
        answer = {"refused": str(refused)}
    except ModuleNotFoundError as error:
        answer = {"missing": error.name}
    except MemoryError:
        answer = {"refused": _TOO_MUCH}
    except Exception as error:  # noqa: BLE001  # other people's parsers read hostile files
        answer = {"refused": f"the document cannot be taken apart ({type(error).__name__}); save it again, or as text"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(Form(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
