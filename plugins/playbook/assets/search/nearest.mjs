// What looks like a word: for a query that finds nothing.

import { MOST_DOUBTFUL } from './lookup.mjs';
import { ANSWERS } from './rank.mjs';
import { words } from './text.mjs';

/** @typedef {{words: string[], terms: {facet: string, term: string}[], answers: import('./store.mjs').Record[]}} Nearest */

const ALIKE = 0.35; // share of letter pairs that two words must have in common
const MOST = 5;
const MOST_ANSWERS = 3;
const MOST_COMPARED = 64; // answers that are compared with a query
/** @type {Nearest} */
export const NOWHERE = { words: [], terms: [], answers: [] };

/**
 * Where to go from a query that finds nothing: words, terms and answers of the playbook that look like what was asked
 * for. A word that is known is no way on.
 * @param {import('./lookup.mjs').Word[]} asked
 * @param {import('./store.mjs').Store} store
 * @returns {Promise<Nearest>}
 */
export async function nearest(asked, store) {
  const wanted = asked.filter(({ unit }) => unit.word.length > 2).map(({ unit }) => unit.word);
  if (wanted.length === 0) return NOWHERE;
  const unknown = asked.filter(({ expansions }) => expansions.length === 0).map(({ unit }) => unit.word);
  unknown.splice(MOST_DOUBTFUL);
  return {
    words: unknown.length > 0 ? nearestWords(unknown, await store.vocabulary()) : [],
    terms: nearestTerms(wanted, store.facets),
    answers: nearestAnswers(wanted, await store.records(answers(store)), store.stop),
  };
}

/**
 * The first pages that are answers by themselves, such as moments.
 * @param {import('./store.mjs').Store} store
 */
function answers({ marks, pages }) {
  const found = [];
  for (let page = 0; page < pages && found.length < MOST_COMPARED; page++) if (marks[page] >> 5 === ANSWERS) found.push(page);
  return found;
}

/**
 * Words of the playbook, the most alike first.
 * @param {readonly string[]} wanted
 * @param {import('./store.mjs').Vocabulary} vocabulary
 * @returns {string[]}
 */
export function nearestWords(wanted, vocabulary) {
  const alike = resemblances(wanted);
  const found = [];
  for (const word of vocabulary.words) {
    const shares = alike(word);
    if (shares.length > 0) found.push({ value: word, name: word, alike: Math.max(...shares) });
  }
  return best(found);
}

/**
 * Terms whose name or aliases look like one of the words.
 * @param {readonly string[]} wanted
 * @param {readonly import('./store.mjs').Facet[]} facets
 */
export function nearestTerms(wanted, facets) {
  const alike = resemblances(wanted);
  return best(
    facets.flatMap((facet) =>
      facet.terms.map((term) => ({
        value: { facet: facet.id, term: term.id },
        name: term.name,
        alike: Math.max(0, ...[term.name, ...term.aliases].flatMap(words).flatMap(alike)),
      })),
    ),
  );
}

/**
 * Pages such as moments whose titles have words that look like those asked for: the more of them, the sooner.
 * @param {readonly string[]} wanted
 * @param {readonly import('./store.mjs').Record[]} answers
 * @param {ReadonlySet<string>} stop
 */
export function nearestAnswers(wanted, answers, stop) {
  const alike = resemblances(wanted);
  const found = answers.map((answer) => {
    const own = words(answer.title).filter((word) => !stop.has(word)).map(alike);
    const fits = wanted.map((_, at) => Math.max(0, ...own.map((word) => word[at] ?? 0))).filter((most) => most >= ALIKE);
    return { value: answer, name: answer.title, alike: fits.reduce((sum, most) => sum + most, 0) };
  });
  return best(found).slice(0, MOST_ANSWERS);
}

/**
 * @template V
 * @param {{value: V, name: string, alike: number}[]} candidates
 * @returns {V[]}
 */
function best(candidates) {
  return candidates
    .filter(({ alike }) => alike >= ALIKE)
    .sort((one, other) => other.alike - one.alike || (one.name < other.name ? -1 : 1))
    .slice(0, MOST)
    .map(({ value }) => value);
}

/**
 * A function from a word to how much it resembles each of some words: the share of letter pairs that both have, from 0
 * to 1; the ends of a word count as letters. Its cost hardly grows with their number: a bit for each tells who has a
 * pair. Most words have no two pairs with any of them, and get an empty list at once.
 * @param {readonly string[]} wanted 32 at most
 * @returns {(word: string) => readonly number[]}
 */
export function resemblances(wanted) {
  const holders = /** @type {Map<number, {bits: number, seen: number}>} */ (new Map());
  for (let at = 0; at < wanted.length; at++) {
    for (let place = 0; place <= wanted[at].length; place++) {
      const pair = pairAt(wanted[at], place);
      const held = holders.get(pair);
      if (held) held.bits |= 1 << at;
      else holders.set(pair, { bits: 1 << at, seen: 0 });
    }
  }
  const common = new Uint16Array(wanted.length);
  let round = 0;
  return (word) => {
    let most = 0;
    round++;
    common.fill(0);
    for (let place = 0; place <= word.length; place++) {
      const held = holders.get(pairAt(word, place));
      if (held === undefined || held.seen === round) continue;
      held.seen = round; // a pair counts once
      for (let rest = held.bits; rest !== 0; rest &= rest - 1) {
        most = Math.max(most, ++common[31 - Math.clz32(rest & -rest)]);
      }
    }
    if (most < 2) return [];
    return wanted.map((one, at) => (2 * common[at]) / (one.length + word.length + 2));
  };
}

/**
 * The letters before and at a place of a word, as a number.
 * @param {string} word
 * @param {number} place
 */
function pairAt(word, place) {
  return (place > 0 ? word.charCodeAt(place - 1) : 0) * 65_536 + (place < word.length ? word.charCodeAt(place) : 0);
}
