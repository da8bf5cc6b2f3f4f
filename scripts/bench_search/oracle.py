"""The oracle: an index that the package lunr makes of the same pages, which ours has to beat.

    python -m scripts.bench_search.oracle FOLDER [--every 1]

FOLDER holds `digitalgov-pages.jsonl.gz` and `digitalgov-queries.json`: 2,492 real pages, and 458 queries for one of
them each, also with a letter dropped and with the last word cut. `--every 6` takes each sixth page alone, and the
queries for those. Prints success@1 and MRR@10 of both. With all pages it takes two minutes, nearly all of them lunr's.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from lunr import lunr
from lunr.query import Query
from lunr.tokenizer import Tokenizer

from playbook.model import Playbook
from playbook.search import SearchDocument
from playbook.search.files import write
from scripts.bench_search.engines import answered, mrr, write_files

KINDS = {"exact": "q", "typo": "typo", "prefix": "prefix"}
_BOOSTS = {"title": 6, "aliases": 6, "summary": 3, "headings": 2, "text": 1}

Items = list[tuple[str, str]]  # queries, and the id of the page that each wants


def oracle(documents: Sequence[SearchDocument]) -> Callable[[str], list[str]]:
    """A function from a query to the ids of what lunr finds, asked as its guide says for words that are still typed."""
    fields = [{"field_name": name, "boost": boost} for name, boost in _BOOSTS.items()]
    index = lunr("id", fields, [{"id": page.id, **{name: _text(page, name) for name in _BOOSTS}} for page in documents])

    def ask(text: str) -> list[str]:
        query = index.create_query()
        for word in map(str, Tokenizer(text)):
            query.term(word, boost=100)
            query.term(word, boost=10, use_pipeline=False, wildcard=Query.WILDCARD_TRAILING)
            query.term(word, boost=1, use_pipeline=False, edit_distance=1)
        return [found["ref"] for found in index.query(query)[:10]]

    return ask


def _text(page: SearchDocument, field: str) -> str:
    value = getattr(page, field)
    return value if isinstance(value, str) else "\n".join(value)


def real_pages(folder: Path, every: int) -> tuple[list[SearchDocument], dict[str, Items]]:
    """The pages of which the number can be divided by `every`, and the queries for them by kind."""
    with gzip.open(folder / "digitalgov-pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        raw = dict(enumerate(map(json.loads, lines)))
    pages = [
        SearchDocument(
            id=str(number),
            kind="play",
            url=f"plays/{number}/",
            title=page["title"],
            summary=page["summary"],
            headings=tuple(page["headings"]),
            text=page["body"],
        )
        for number, page in raw.items()
        if number % every == 0
    ]
    asked = json.loads((folder / "digitalgov-queries.json").read_text("utf-8"))
    chosen = [one for one in asked if one["target"] % every == 0]
    return pages, {name: [(one[key], str(one["target"])) for one in chosen if one[key]] for name, key in KINDS.items()}


def success(answers: Sequence[Sequence[str]], wanted: Items) -> float:
    """The share of the queries that find the right page first."""
    return sum(answer[:1] == [id] for answer, (_, id) in zip(answers, wanted, strict=True)) / len(wanted)


def compared(
    pages: Sequence[SearchDocument], queries: Mapping[str, Items], site: Path
) -> dict[str, dict[str, list[float]]]:
    """By kind of query and by engine: success@1 and MRR@10. Our files are written into `site`."""
    write_files(write(pages, Playbook(title="", description="", facets=(), plays=())), site)
    ask = oracle(pages)
    found = {}
    for kind, wanted in queries.items():
        answers = {"ours": answered(site, wanted), "lunr": [ask(query) for query, _ in wanted]}
        found[kind] = {name: [success(each, wanted), mrr(each, wanted)] for name, each in answers.items()}
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args(arguments)
    pages, queries = real_pages(options.folder, options.every)
    with TemporaryDirectory() as folder:
        for kind, engines in compared(pages, queries, Path(folder) / "site").items():
            for name, (first, mean) in engines.items():
                print(f"{kind:<8} {len(queries[kind]):>4} queries  {name}  success@1 {first:.3f}  MRR@10 {mean:.3f}")


if __name__ == "__main__":
    main()
