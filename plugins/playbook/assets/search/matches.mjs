// Which pages a query finds, and how well each fits.

import { counts, joined, passing } from './facets.mjs';
import { covers } from './lookup.mjs';
import { asked, KINDS, rank } from './rank.mjs';

/**
 * @typedef {import('./facets.mjs').Filters} Filters
 * @typedef {import('./lookup.mjs').Word} Word
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./understand.mjs').Mention} Mention
 *
 * By page its score, whether the words find it, and whether it passes all filters, chosen and understood; `total` counts
 * the pages for which both hold.
 * @typedef {{scores: Float64Array, found: Uint8Array, passes: Uint8Array, filters: Filters, total: number}} Matches
 */

const ENOUGH = 0.25; // of the best share of the query that a page has; pages below it are left out
const MOST_FOUND = 1 / 3; // of the plays, and of other pages, for a question of two words or more: the others are weak
const CARRIED = 0.1; // of the best score, for a page that only carries a term which the query names
const RAISED = 1.5; // worth of a page that carries what a query of nothing but names means, where it is no filter
const SUPPORTING = 0.8; // worth of a page where a chosen term supports, against one where it leads

/**
 * @param {Word[]} words
 * @param {import('./rank.mjs').Asked[]} names whole names in the query
 * @param {Mention[]} understood those that are filters; their facets are loaded
 * @param {Filters} chosen
 * @param {Store} store
 * @returns {Matches}
 */
export function matches(words, names, understood, chosen, store) {
  const filters = joined(chosen, filtersOf(understood));
  const passes = passing(store.facets, filters, store.pages);
  const weighed = words.map((word) =>
    asked(word, !word.optional && !understood.some((mention) => covers(mention, word.index)), store.pages),
  );
  const { scores, share } = rank([...weighed, ...names], store);
  const found = new Uint8Array(store.pages);
  let total = 0;
  if (!weighed.some((word) => word.needed)) {
    // Filters alone: browse. What the words would have found only helps to sort.
    for (let page = 0; page < store.pages; page++) scores[page] += KINDS[store.marks[page] >> 5];
    if (understood.length > 0 || words.length === 0) found.fill(1);
    total = passes.reduce((sum, one) => sum + one, 0);
  } else {
    let best = 0;
    for (let page = 0; page < store.pages; page++) if (passes[page] && share[page] > best) best = share[page];
    for (let page = 0; page < store.pages; page++) {
      if (share[page] === 0 || share[page] < best * ENOUGH) continue;
      found[page] = 1;
      total += passes[page];
    }
  }
  leadFirst(scores, filters, store);
  if (words.filter(({ optional }) => !optional).length > 1) total = cut(found, scores, passes, store);
  return { scores, found, passes, filters, total };
}

/**
 * Adds the pages that carry terms which a query of nothing but names means, where these are no filters: "collaboration"
 * is a word of a title and a stage, and what the stage holds comes behind what the word finds.
 * @param {Matches} matches
 * @param {Mention[]} offered their facets are loaded
 * @param {Store} store
 */
export function carry({ scores, found }, offered, store) {
  const top = scores.reduce((best, score) => Math.max(best, score), 0);
  passing(store.facets, filtersOf(offered), store.pages).forEach((carries, page) => {
    if (!carries) return;
    if (found[page]) scores[page] *= RAISED;
    else scores[page] = CARRIED * top * KINDS[store.marks[page] >> 5];
    found[page] = 1;
  });
}

/**
 * Leaves the best of the plays that pass the filters, and of the other pages; returns how many are left.
 * @param {Uint8Array} found
 * @param {Float64Array} scores
 * @param {Uint8Array} passes
 * @param {Store} store
 */
function cut(found, scores, passes, { plays, pages }) {
  let left = 0;
  for (const [from, to] of [[0, plays], [plays, pages]]) {
    const held = [];
    for (let page = from; page < to; page++) if (found[page] && passes[page]) held.push(page);
    const most = Math.ceil(MOST_FOUND * (to - from));
    if (held.length > most) {
      held.sort((one, other) => scores[other] - scores[one] || one - other);
      for (const page of held.splice(most)) found[page] = 0;
    }
    left += held.length;
  }
  return left;
}

/**
 * A little more for a page where a chosen term leads than where it supports.
 * @param {Float64Array} scores
 * @param {Filters} filters
 * @param {Store} store
 */
function leadFirst(scores, filters, store) {
  for (const { id, terms } of store.facets) {
    const chosen = terms.filter((term) => filters.get(id)?.includes(term.id));
    if (chosen.length === 0) continue;
    for (let page = 0; page < store.pages; page++) {
      if (!chosen.some((term) => term.lead[page])) scores[page] *= SUPPORTING;
    }
  }
}

/**
 * @param {Mention[]} mentions
 * @returns {Filters}
 */
function filtersOf(mentions) {
  return mentions.reduce(
    (filters, { facet, term }) => joined(filters, new Map([[facet, [term]]])),
    /** @type {Filters} */ (new Map()),
  );
}

/**
 * How many plays each term would leave of those that the words find.
 * @param {Matches} matches
 * @param {Store} store all of its facets are loaded
 */
export function termCounts({ filters, found }, { facets, plays }) {
  return counts(facets, filters, found.subarray(0, plays));
}

/**
 * The best of some items, first to last, such as pages: no more of them are put in order than are wanted.
 * @template T
 * @param {readonly T[]} items
 * @param {number} most
 * @param {(one: T, other: T) => number} order
 */
export function leading(items, most, order) {
  const best = /** @type {T[]} */ ([]);
  for (const item of items) {
    if (best.length === most && order(item, best[most - 1]) >= 0) continue;
    let low = 0;
    for (let high = best.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (order(item, best[middle]) < 0) high = middle;
      else low = middle + 1;
    }
    best.splice(low, 0, item);
    if (best.length > most) best.pop();
  }
  return best;
}
