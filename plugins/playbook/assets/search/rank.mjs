// The order of the pages: the best of each word's expansions, how much of the query a page has, and its title.

import { TITLE } from './packed.mjs';

/**
 * A word of the query with its hits. One that is not `needed` adds to a score, and a page without it lacks nothing.
 * @typedef {{weight: number, needed: boolean, expansions: {worth: number, hits: import('./engine.mjs').Hits}[]}} Asked
 * @typedef {{scores: Float64Array, share: Float64Array, titles: Uint8Array, named: Uint8Array}} Ranking
 */

// What is asked for is a play, seldom another page, and hardly ever a list of pages: the worth of each, by its mark.
export const KINDS = [1, 0.12, 0.05];
const TITLE_BONUS = 4;
const ALIAS_BONUS = 1;
const COVERAGE = 0.5; // power of the share of the query that a page has
const OPTIONAL = 0.3;

/**
 * By page: its score (0 is no hit), the share of the needed words that it has, by weight, and how many of the needed
 * words stand in its title (`titles`) or in its title and aliases together (`named`).
 * @param {readonly Asked[]} words
 * @param {{pages: number, lengths: Uint8Array, marks: Uint8Array}} site
 * @returns {Ranking}
 */
export function rank(words, { pages, lengths, marks }) {
  const scores = new Float64Array(pages);
  const share = new Float64Array(pages);
  const titles = new Uint8Array(pages);
  const named = new Uint8Array(pages);
  const best = new Float64Array(pages);
  const place = new Uint8Array(pages);
  const needed = words.filter((word) => word.needed);
  const all = needed.reduce((sum, word) => sum + word.weight, 0);
  for (const word of words) {
    const touched = [];
    for (const { worth, hits } of word.expansions) {
      for (let at = 0; at < hits.pages.length; at++) {
        const page = hits.pages[at];
        const score = worth * hits.scores[at];
        if (best[page] === 0) touched.push(page);
        if (score > best[page]) best[page] = score;
        place[page] |= hits.places[at];
      }
    }
    for (const page of touched) {
      scores[page] += best[page] * (word.needed ? 1 : OPTIONAL);
      if (word.needed) {
        share[page] += word.weight / all;
        if (place[page] & TITLE) titles[page]++;
        if (place[page]) named[page]++;
      }
      best[page] = 0;
      place[page] = 0;
    }
  }
  for (let page = 0; page < pages; page++) {
    if (scores[page] === 0) continue;
    // The share of the query that the title has, times the share of the title that the query has.
    const title = (titles[page] * titles[page]) / (needed.length * lengths[page] || 1);
    const alias = needed.length > 1 && named[page] === needed.length ? ALIAS_BONUS : 0;
    if (needed.length > 0) scores[page] *= share[page] ** COVERAGE * (1 + Math.max(TITLE_BONUS * title, alias));
    scores[page] *= KINDS[marks[page] >> 4];
  }
  return { scores, share, titles, named };
}
