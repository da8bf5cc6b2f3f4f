// The order of the pages: the best of each word's expansions, how much of the query a page has, and its title.

import { LEVELS, TITLE } from './packed.mjs';
import { hits } from './shard.mjs';

/**
 * A word of the query with its hits, which are worth so much at the highest level. One that is not `needed` adds to a
 * score, and a page without it lacks nothing.
 * @typedef {{weight: number, needed: boolean, expansions: {worth: number, hits: import('./shard.mjs').Hits}[]}} Asked
 * @typedef {{scores: Float64Array, share: Float64Array, titles: Uint8Array, named: Uint8Array}} Ranking
 */

// What is asked for is a play, seldom another page, and hardly ever a list of pages: the worth of each, by its mark. The
// last may be an answer by itself, see `cards`.
export const KINDS = [1, 0.12, 0.05, 0.12];
export const ANSWERS = 3;
const TITLE_BONUS = 0.7;
const COVERAGE = 0.4; // power of the share of the query that a page has
const OPTIONAL = 0.3;

/**
 * How much a word tells that `holding` out of `pages` pages hold: more than 0.
 * @param {number} pages
 * @param {number} holding
 */
export function rarity(pages, holding) {
  return Math.log(1 + Math.abs((pages - holding + 0.5) / (holding + 0.5)));
}

/**
 * A word of a query with the hits of all that may be meant by it.
 * @param {Pick<import('./lookup.mjs').Word, 'expansions'>} word
 * @param {boolean} needed
 * @param {number} pages
 * @returns {Asked}
 */
export function asked({ expansions }, needed, pages) {
  const rarities = expansions.map(({ entry }) => rarity(pages, entry.count));
  // A rare member is worth what its family is worth: nobody who asks for "documents" means "documenter" more.
  const family = rarities.filter((_, at) => expansions[at].kin);
  const weight = family.length > 0 ? Math.min(...family) : (rarities[0] ?? 0);
  return {
    weight,
    needed: needed && expansions.length > 0,
    expansions: expansions.map(({ entry, worth, kin }, at) => ({
      worth: worth * (kin ? weight : rarities[at]),
      hits: hits(entry),
    })),
  };
}

/**
 * By page: its score (0 is no hit), the share of the needed words that it has, by weight, and how many of the needed
 * words stand in its title (`titles`) or in its title and aliases together (`named`).
 * @param {readonly Asked[]} words
 * @param {{pages: number, lengths: Uint8Array, marks: Uint8Array}} site
 * @returns {Ranking}
 */
export function rank(words, { pages, lengths, marks }) {
  const needed = words.filter((word) => word.needed);
  const { sums, share, titles, named } = tallied(words, pages);
  const scores = sums.map((sum, page) => {
    if (sum === 0) return 0;
    // The share of the query that the title has, times the share of the title that the query has.
    const title = (titles[page] * titles[page]) / (needed.length * lengths[page] || 1);
    const fit = needed.length > 0 ? share[page] ** COVERAGE * (1 + TITLE_BONUS * title) : 1;
    return sum * fit * KINDS[marks[page] >> 5];
  });
  return { scores, share, titles, named };
}

/**
 * What the words find, by page: the sum of the best of each word, and what `rank` tells besides.
 * @param {readonly Asked[]} words
 * @param {number} pages
 */
function tallied(words, pages) {
  const sums = new Float64Array(pages);
  const share = new Float64Array(pages);
  const titles = new Uint8Array(pages);
  const named = new Uint8Array(pages);
  const best = new Float64Array(pages);
  const place = new Uint8Array(pages);
  const all = words.reduce((sum, word) => sum + (word.needed ? word.weight : 0), 0);
  for (const word of words) {
    const touched = [];
    for (const { worth, hits } of word.expansions) {
      for (let at = 0; at < hits.pages.length; at++) {
        const page = hits.pages[at];
        const score = (worth * hits.levels[at]) / LEVELS;
        if (best[page] === 0) touched.push(page);
        if (score > best[page]) best[page] = score;
        place[page] |= hits.places[at];
      }
    }
    for (const page of touched) {
      sums[page] += best[page] * (word.needed ? 1 : OPTIONAL);
      if (word.needed) {
        share[page] += word.weight / all;
        if (place[page] & TITLE) titles[page]++;
        if (place[page]) named[page]++;
      }
      best[page] = 0;
      place[page] = 0;
    }
  }
  return { sums, share, titles, named };
}
