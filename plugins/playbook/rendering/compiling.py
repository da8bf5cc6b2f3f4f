"""What templates are compiled to: with the texts of the interface in them, and once for all that start."""

from __future__ import annotations

import marshal
import os
import re
import sys
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import ClassVar
from urllib.parse import quote

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from jinja2.ext import Extension

from playbook.store import write_whole
from playbook.texts import Texts

_CONSTANT = re.compile(r'\{\{ say\("([\w.]+)"\) \}\}')
# Templates of texts that are no HTML, where nothing is escaped.
_PLAIN = (".md", ".txt")
_OURS = f"{Path(__file__).parents[1] / 'templates'}{os.sep}"
_MOST_COMPILED = 500  # templates
_SUM = 32  # bytes of a checksum
# What speaks against keeping anything on disk, and of what lies there against taking it.
_UNKEPT = (OSError, ValueError, TypeError, EOFError, NotImplementedError)


class Constants(Extension):
    """Writes each text that takes no value into a template when that is read: no page asks for it again."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        texts = self.environment.globals["texts"]
        if not isinstance(texts, Texts):
            return source
        known = texts.constants
        plain = name is not None and name.endswith(_PLAIN)

        def constant(match: re.Match[str]) -> str:
            asked = match[1]
            return match[0] if asked not in known else texts(asked) if plain else known[asked]

        return _CONSTANT.sub(constant, source)


class Compiled(BytecodeCache):
    """What templates compile to, kept for as long as the program runs: a server and the tests make many environments.

    That of our own lies on disk as well, where Python keeps what our modules compile to, and as much trusted. A
    template is known by its source, and by the texts that `Constants` writes into it.
    """

    _known: ClassVar[dict[tuple[str, str], CodeType]] = {}

    def __init__(self, texts: Texts) -> None:
        said = repr(sorted(texts.constants.items())).encode()
        self._texts, self._language = sha256(said).hexdigest(), quote(texts.language, safe="")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file of a template."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja compiles a template for which nothing sound is there."""
        known = self._texts, bucket.key + bucket.checksum
        bucket.code = self._known.get(known) or self._read(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """What Jinja calls when it has compiled a template."""
        if bucket.code is None:
            return
        while len(self._known) >= _MOST_COMPILED:
            self._known.pop(next(iter(self._known)), None)
        self._known[self._texts, bucket.key + bucket.checksum] = bucket.code
        if bucket.key.startswith(_OURS) and not sys.dont_write_bytecode:
            self._write(bucket)

    def _read(self, bucket: Bucket) -> CodeType | None:
        with suppress(*_UNKEPT):
            held = self._file(bucket).read_bytes() if bucket.key.startswith(_OURS) else b""
            if held.startswith(self._sum(bucket, held[_SUM:])):
                code: CodeType = marshal.loads(held[_SUM:])
                return code
        return None

    def _write(self, bucket: Bucket) -> None:
        with suppress(*_UNKEPT):
            file, code = self._file(bucket), marshal.dumps(bucket.code)
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, self._sum(bucket, code) + code)

    def _sum(self, bucket: Bucket, code: bytes) -> bytes:
        made_by = (jinja2.__version__, sys.version, self._texts, bucket.checksum)
        return sha256("\n".join(made_by).encode() + code).digest()

    def _file(self, bucket: Bucket) -> Path:
        return Path(cache_from_source(f"{bucket.key}.{self._language}.py", optimization=""))
