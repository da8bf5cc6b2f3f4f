// Pages that are an answer by themselves: a moment, a word, a stage. They stand above all plays where they are meant.

import { ANSWERS, rank } from './rank.mjs';
import { hits } from './shard.mjs';

/**
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./rank.mjs').Asked} Asked
 */

const MOST = 3;
const TITLE = 0.75; // share of a page's title that a question has to hold, where it holds more besides
const AT_LEAST = 2; // words of a title that tell more than chance

/**
 * The pages that a question means, best first: those whose title and aliases hold all that it asks, and of longer titles
 * those that it holds nearly whole. A single word has to be a whole name.
 * @param {readonly Asked[]} asked its words, all needed
 * @param {readonly import('./lookup.mjs').Name[]} names whole titles and aliases that it holds
 * @param {Store} store
 * @returns {number[]}
 */
export function cards(asked, names, store) {
  const { scores, titles, named } = rank(asked, store);
  const whole = new Set(names.filter((name) => name.whole).flatMap(({ entry }) => [...hits(entry).pages]));
  const found = [];
  for (let page = 0; page < store.pages; page++) {
    if (store.marks[page] >> 5 !== ANSWERS || scores[page] === 0) continue;
    const all = named[page] === asked.length && (asked.length >= AT_LEAST || whole.has(page));
    const most = titles[page] >= AT_LEAST && titles[page] >= TITLE * store.lengths[page];
    if (all || most) found.push(page);
  }
  return found.sort((one, other) => scores[other] - scores[one] || one - other).slice(0, MOST);
}
