// What looks like a word: for a query that finds nothing.

import { words } from './text.mjs';

const ALIKE = 0.35; // share of letter pairs that two words must have in common
const MOST = 5;
const MOST_MOMENTS = 3;
const LONG = 40; // letters: up to here a look through what was found is cheaper than a set

/**
 * Words of the playbook, the most alike first.
 * @param {readonly string[]} wanted
 * @param {import('./store.mjs').Vocabulary} vocabulary
 * @returns {string[]}
 */
export function nearestWords(wanted, vocabulary) {
  const alike = resemblances(wanted);
  return best(vocabulary.words.map((word) => ({ value: word, name: word, alike: Math.max(0, ...alike(word)) })));
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
 * Moments whose title or aliases have words that look like those asked for: the more of them, the sooner.
 * @param {readonly string[]} wanted
 * @param {readonly import('./store.mjs').Moment[]} moments
 * @param {ReadonlySet<string>} stop
 */
export function nearestMoments(wanted, moments, stop) {
  const alike = resemblances(wanted);
  const found = moments.map((moment) => {
    const own = [moment.title, ...moment.aliases].flatMap(words).filter((word) => !stop.has(word)).map(alike);
    const fits = wanted.map((_, at) => Math.max(0, ...own.map((word) => word[at]))).filter((most) => most >= ALIKE);
    return { value: moment, name: moment.title, alike: fits.reduce((sum, most) => sum + most, 0) };
  });
  return best(found).slice(0, MOST_MOMENTS);
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
 * to 1; the ends of a word count as letters. Its cost hardly grows with their number: a bit for each tells who has a pair.
 * @param {readonly string[]} wanted 32 at most
 */
export function resemblances(wanted) {
  /** @type {Map<number, number>} */
  const holders = new Map();
  const sizes = wanted.map((word, at) => {
    const pairs = pairsOf(word);
    for (const pair of pairs) holders.set(pair, (holders.get(pair) ?? 0) | (1 << at));
    return pairs.length;
  });
  return (/** @type {string} */ word) => {
    const common = wanted.map(() => 0);
    const pairs = pairsOf(word);
    for (const pair of pairs) {
      for (let rest = holders.get(pair) ?? 0; rest !== 0; rest &= rest - 1) common[31 - Math.clz32(rest & -rest)]++;
    }
    return common.map((count, at) => (2 * count) / (pairs.length + sizes[at]));
  };
}

/**
 * The pairs of letters next to one another in a word, each once and as a number.
 * @param {string} word
 */
function pairsOf(word) {
  const found = /** @type {number[]} */ ([]);
  let before = 0;
  for (let at = 0; at <= word.length; at++) {
    const letter = at < word.length ? word.charCodeAt(at) : 0;
    const pair = before * 65_536 + letter;
    if (word.length > LONG || !found.includes(pair)) found.push(pair);
    before = letter;
  }
  return word.length > LONG ? [...new Set(found)] : found;
}
