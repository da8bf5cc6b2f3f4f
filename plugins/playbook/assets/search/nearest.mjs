// What looks like a word: for a query that finds nothing.

import { words } from './text.mjs';

const ALIKE = 0.35; // share of letter pairs that two words must have in common
const MOST = 5;
const MOST_MOMENTS = 3;

/**
 * Words of the playbook, the most alike first.
 * @param {readonly string[]} wanted
 * @param {import('./store.mjs').Vocabulary} vocabulary
 * @returns {string[]}
 */
export function nearestWords(wanted, vocabulary) {
  return best(vocabulary.words.map((word) => ({ value: word, name: word, alike: mostAlike(wanted, [word]) })));
}

/**
 * Terms whose name or aliases look like one of the words.
 * @param {readonly string[]} wanted
 * @param {readonly import('./store.mjs').Facet[]} facets
 */
export function nearestTerms(wanted, facets) {
  return best(
    facets.flatMap((facet) =>
      facet.terms.map((term) => ({
        value: { facet: facet.id, term: term.id },
        name: term.name,
        alike: mostAlike(wanted, [term.name, ...term.aliases].flatMap(words)),
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
  const found = moments.map((moment) => {
    const own = [moment.title, ...moment.aliases].flatMap(words).filter((word) => !stop.has(word));
    const fits = wanted.map((word) => mostAlike([word], own)).filter((alike) => alike >= ALIKE);
    return { value: moment, name: moment.title, alike: fits.reduce((sum, alike) => sum + alike, 0) };
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
 * @param {readonly string[]} wanted
 * @param {readonly string[]} candidates
 */
function mostAlike(wanted, candidates) {
  return Math.max(0, ...wanted.flatMap((word) => candidates.map((candidate) => resemblance(word, candidate))));
}

/**
 * The share of letter pairs that two words have in common, from 0 to 1; the ends of a word count as letters.
 * @param {string} one
 * @param {string} other
 */
export function resemblance(one, other) {
  const pairs = [one, other].map((word) => {
    const ended = ` ${word} `;
    return new Set(Array.from({ length: ended.length - 1 }, (_, at) => ended.slice(at, at + 2)));
  });
  const common = [...pairs[0]].filter((pair) => pairs[1].has(pair)).length;
  return (2 * common) / (pairs[0].size + pairs[1].size);
}
