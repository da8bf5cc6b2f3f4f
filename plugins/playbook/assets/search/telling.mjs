// The telling words of a long text: who pastes a mail means what it says often and others seldom say.

import { leading } from './matches.mjs';
import { rarity } from './rank.mjs';
import { MOST_QUERY_WORDS } from './text.mjs';

/** @typedef {import('./text.mjs').Unit} Unit */

const LOOKED_UP = 64; // words of a text that are looked up at most, for a large index loads a part for each few
const MOST_TELLING = 16;

/**
 * A query's words, or of a long one those that tell most of it, in its order and each once.
 * @param {Unit[]} units
 * @param {import('./store.mjs').Store} store
 * @returns {Promise<Unit[]>}
 */
export async function telling(units, store) {
  if (units.length <= MOST_QUERY_WORDS) return units;
  const times = /** @type {Map<string, number>} */ (new Map());
  const once = /** @type {Map<string, Unit>} */ (new Map());
  for (const unit of units) {
    times.set(unit.word, (times.get(unit.word) ?? 0) + 1);
    if (!once.has(unit.word) && !store.stop.has(unit.word)) once.set(unit.word, unit);
  }
  const likely = weightiest([...once.values()], LOOKED_UP, ({ word }) => (times.get(word) ?? 0) * Math.min(word.length, 8));
  await store.prepare(likely.map(({ word }) => word));
  return weightiest(likely, MOST_TELLING, ({ word }) => {
    const entry = store.entry(word);
    return entry ? Math.sqrt(times.get(word) ?? 0) * rarity(store.pages, entry.count) : 0;
  });
}

/**
 * Those with the most worth, in the order given.
 * @param {Unit[]} units
 * @param {number} most
 * @param {(unit: Unit) => number} worth
 */
function weightiest(units, most, worth) {
  const weighed = units.map((unit, at) => ({ unit, at, worth: worth(unit) }));
  const best = leading(weighed, most, (one, other) => other.worth - one.worth);
  return best.sort((one, other) => one.at - other.at).map(({ unit }) => unit);
}
