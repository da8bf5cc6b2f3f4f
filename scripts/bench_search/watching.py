"""What a reader waits for: milliseconds in Chromium, with the processor slowed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser

from scripts.serving import prepare, serving

SLOWER = 4
_PATIENCE = 120_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page has its search: its path, how it is told the query, and selectors of a result and of the words."""

    path: str
    row: str
    words: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Kilobytes and milliseconds to the first results of a page that opens with a query, and from each next letter.

    The first results are the median and the least of all rounds, letters the median and what 95 of 100 stay below.
    """

    first_size: float
    first: float
    first_least: float
    next: float
    next_most: float


def watched(browser: Browser, site: Path, place: Place, queries: Sequence[str], rounds: int) -> Waits:
    """Open a page with a query in so many rounds; then write all the queries into it, letter by letter.

    Each round has a renderer of its own that has shown a page of the host, and an empty cache. It is slowed, and the
    clock runs from the start of the navigation until the page holds results. Nothing else asks anything of the page
    meanwhile: what a driver evaluates in it costs a slow page tens of milliseconds.
    """
    sent: list[int] = []
    sizes, firsts, letters = [], [], []
    with serving(prepare(site, ("gzip",)), sent=sent) as address:
        for round in range(rounds):
            context = browser.new_context()
            page = context.new_page()
            page.set_default_timeout(_PATIENCE)
            page.goto(f"{address}none")
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.add_init_script(_FIRST.replace("ROW", json.dumps(place.row)))
            before = len(sent)
            with page.expect_console_message(lambda said: said.text.startswith(_SAID)) as said:
                page.goto(f"{address}{place.path}?q={queries[0].replace(' ', '+')}", wait_until="commit")
            firsts.append(float(said.value.text.removeprefix(_SAID)))
            sizes.append(sum(sent[before:]) / 1000)
            page.wait_for_load_state("networkidle")
            if round == 0:
                letters += page.evaluate(_LETTERS, [place.row, place.words, list(queries)])
            context.close()
    return Waits(median(sizes), median(firsts), min(firsts), median(letters), quantiles(letters, n=20)[-1])


_SAID = "first results: "

# In the page, before its own scripts: says when the first row stands there.
_FIRST = f"""
new MutationObserver((_, watch) => {{
  if (!document.querySelector(ROW)) return;
  watch.disconnect();
  console.debug(`{_SAID}${{performance.now()}}`);
}}).observe(document, {{childList: true, subtree: true}});
"""

# In the page: milliseconds from each letter that is written until the results change. Readers pause between letters.
_LETTERS = """
async ([row, words, queries]) => {
  const input = document.querySelector(words);
  const list = document.querySelector(row).parentElement;
  const took = [];
  for (const query of queries) {
    for (let length = 1; length <= query.length; length++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      took.push(await new Promise((resolve) => {
        const watch = new MutationObserver(() => { watch.disconnect(); resolve(performance.now() - began); });
        watch.observe(list.parentElement, {attributes: true, childList: true, subtree: true});
        input.value = query.slice(0, length);
        const began = performance.now();
        input.dispatchEvent(new InputEvent('input', {bubbles: true}));
      }));
    }
  }
  return took;
}
"""
