"""What may stand in each kind of file, told from the JSON Schemas that the generator gives to editors' programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from playbook.loading.names import SLUG
from scripts.document.text import code, plain, table

Shape = Mapping[str, Any]


def tables(shape: Shape, name: str, level: int = 2) -> Iterator[str]:
    """The keys of a kind of file as a table, and each mapping inside it as one of its own behind it."""
    entries = shape["items"] if shape.get("type") == "array" else shape
    yield _table(entries, "")
    for path, inner in _inside(entries, ""):
        yield f"{'#' * level}# {name}: {path}"
        yield _table(inner, path)


def _table(shape: Shape, path: str) -> str:
    needed = set(shape.get("required", ()))
    rows = (
        (code(key), "yes" if key in needed else "no", plain(one.get("description", "")), told(one))
        for key, one in shape["properties"].items()
    )
    return table(("key", "needed", "what it is", "what it holds"), rows)


def _inside(shape: Shape, above: str) -> Iterator[tuple[str, Shape]]:
    for key, one in shape["properties"].items():
        for part in _mappings(one):
            path = f"{above}{key}"
            # The limits of a text say nothing that the line above does not.
            if set(part["properties"]) != {"min", "max"}:
                yield path, part
                yield from _inside(part, f"{path} > ")


def _mappings(shape: Shape) -> Iterator[Shape]:
    for part in (shape, *shape.get("anyOf", ())):
        if part.get("properties"):
            yield part
        elif part.get("type") == "array":
            yield from _mappings(part["items"])


def told(shape: Shape) -> str:
    """What a value may be, in words."""
    if shape.get("type") == "string":
        # Bounds may differ by script; the first are those of ours.
        return _text({**shape, **shape.get("anyOf", [{}])[0]})
    if "anyOf" in shape:
        return ", or ".join(dict.fromkeys(told(one) for one in shape["anyOf"]))
    if "enum" in shape:
        return f"one of {', '.join(code(str(one)) for one in shape['enum'])}"
    if "oneOf" in shape:
        return f"one of {', '.join(code(str(one['const'])) for one in shape['oneOf'])}"
    if "const" in shape:
        return code(str(shape["const"]))
    match shape.get("type"):
        case "array":
            inner = told(shape["items"]).replace("a mapping of ", "each with ", 1)
            return f"a list{_between(shape, 'minItems', 'maxItems', ' entries')}, {inner}"
        case "object":
            keys = shape.get("properties", {})
            return f"a mapping of {', '.join(code(key) for key in keys)}" if keys else "a mapping"
        case "integer" | "number":
            return f"a number{_between(shape, 'minimum', 'maximum', '')}"
        case "boolean":
            return "`true` or `false`"
    raise ValueError(f"No words for {json.dumps(shape)}")


def _text(shape: Shape) -> str:
    if shape.get("format") == "date":
        return "a day, such as `2026-11-21`"
    if shape.get("format") == "uri":
        return "an address that begins with `https://`"
    if SLUG.pattern in shape.get("pattern", ""):
        return "a name: small letters, digits and hyphens"
    return f"a text{_between(shape, 'minLength', 'maxLength', ' characters')}"


def _between(shape: Shape, least: str, most: str, unit: str) -> str:
    low, high = shape.get(least), shape.get(most)
    if low is not None and high is not None:
        return f" from {low:,} to {high:,}{unit}"
    if low is not None:
        return f" of at least {low:,}{unit}"
    return f" of at most {high:,}{unit}" if high is not None else ""
