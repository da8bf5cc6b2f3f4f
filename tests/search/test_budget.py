"""What a query may cost, whatever stands in it: bounded work, the same answer each time, and never an exception."""

from __future__ import annotations

import json

import pytest

from playbook.search.files import write
from tests.search.asking import MODULES, ROOT, node, place, playbook
from tests.search.test_shards import made_up

QUESTIONS = 300
# Of one query: words of the index that are looked at for their start, words that count as relatives, and milliseconds
# of processor time. The queries below take some 5 of them, and took up to 9,000 before they had limits.
MOST = {"starts": 2200, "relatives": 400, "cpu": 400}

HOSTILE = """
const words = WORDS;
const long = words.filter((word) => word.length > 5);
const slip = (word) => word.slice(0, 2) + 'x' + word.slice(3);
const hostile = [
  '\\ufdfa'.repeat(50), '\\ufdfa'.repeat(300), '\\ufdfa'.repeat(999), Array(32).fill('\\ufdfa').join(' '),
  long.slice(0, 32).map(slip).join(' '), long.slice(0, 200).join('-'), long.slice(0, 60).join(''),
  Array.from({ length: 32 }, (_, at) => words[at * 7].slice(0, 3)).join(' '),
  Array.from({ length: 32 }, (_, at) => 'qxzj'.repeat(1 + at % 7)).join(' '),
  '\\uac01'.repeat(1000), '\\ufb03'.repeat(1000), '\\u337f'.repeat(1000), '\\u6f22\\u5b57'.repeat(500),
  'a' + '\\u0323\\u0307'.repeat(499), '"'.repeat(1000), '\\ud800 '.repeat(400), "'-".repeat(500), 'constructor',
  '__proto__ toString hasOwnProperty valueOf',
];
"""

# A generator of noise: words of the site, whole, cut and torn, and signs from everywhere.
NOISE = """
let seed = 4711;
const below = (most) => (seed = (seed * 48271) % 2147483647) % most;
const sign = () => String.fromCodePoint([below(0x80), below(0x800), below(0x10000), below(0x110000)][below(4)]);
const signs = ['"', '\\u201c', '-', "'", ' ', '  ', '*', ':', '<', '&', '#', '%', '\\\\', '\\n', '\\u0000', '\\u202e'];
const piece = () => {
  const word = words[below(words.length)];
  return [
    () => word, () => word.slice(0, 1 + below(4)), () => slip(word), () => word.toUpperCase(),
    () => signs[below(signs.length)], sign, () => sign().repeat(below(60)), () => 'for it', () => 'stage 2',
  ][below(9)]();
};
const noise = Array.from({ length: COUNT }, () =>
  Array.from({ length: 1 + below(60) }, piece).join(below(3) ? ' ' : ''));
"""

ASK = """
const work = { starts: 0, relatives: 0 };
const { range, family } = Store.prototype;
const counted = (kind, look) => function (...asked) {
  const found = look.apply(this, asked);
  work[kind] += found.length;
  return found;
};
Object.assign(Store.prototype, { range: counted('starts', range), family: counted('relatives', family) });
const cost = [];
for (const text of [...hostile, ...noise]) {
  const search = new Search(index, load);
  await search.ask({ text: 'first of all' });
  Object.assign(work, { starts: 0, relatives: 0 });
  const before = process.cpuUsage();
  const answer = await search.ask({ text });
  const { user, system } = process.cpuUsage(before);
  cost.push({ text, ...work, cpu: (user + system) / 1000 });
  const again = await search.ask({ text });
  if (JSON.stringify(again.results) !== JSON.stringify(answer.results)) throw new Error(`not the same again: ${text}`);
}
console.log(JSON.stringify(cost));
"""


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, float]]:
    """What each query cost: words looked at and milliseconds of processor time."""
    documents, words = made_up(250, 11)
    site = place(write(documents, playbook()), tmp_path_factory.mktemp("budget"))
    script = f"""
    import {{ loader }} from {json.dumps((ROOT / "plugins/playbook/review/query.mjs").as_uri())};
    import {{ Search }} from {json.dumps((MODULES / "search.mjs").as_uri())};
    import {{ Store }} from {json.dumps((MODULES / "store.mjs").as_uri())};
    const load = loader({json.dumps(str(site))});
    const index = await load('index');
    """
    hostile = HOSTILE.replace("WORDS", json.dumps([word for word in words if word.isascii()]))
    said = node([], script + hostile + NOISE.replace("COUNT", str(QUESTIONS)) + ASK)
    found: list[dict[str, float]] = json.loads(said)
    return found


def test_no_query_costs_more_than_its_budget(costs: list[dict[str, float]]) -> None:
    assert len(costs) > QUESTIONS
    over = [one for one in costs if any(one[kind] > most for kind, most in MOST.items())]
    assert over == []


def test_the_counters_count(costs: list[dict[str, float]]) -> None:
    """Or the test above could not fail."""
    assert max(one["starts"] for one in costs) > 30
    assert max(one["relatives"] for one in costs) > 30
