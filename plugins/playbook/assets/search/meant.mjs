// Which of the terms that a query names are meant as filters, and which are words like any other.

import { covers } from './lookup.mjs';
import { asked, rank } from './rank.mjs';
import { SEVERAL } from './store.mjs';

/**
 * @typedef {import('./lookup.mjs').Word} Word
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./understand.mjs').Mention} Mention
 */

/**
 * Where names are all that a query says, they are filters, unless one title has all of them or all are plain words.
 * Where it says more, a name counts that is no word of any title or alias and no plain word: "cio", but not "support"
 * or "vendor".
 * @param {Word[]} words
 * @param {Mention[]} named
 * @param {Mention[]} certain
 * @param {Store} store
 */
export function meant(words, named, certain, store) {
  const needed = words.filter(({ optional }) => !optional);
  if (certain.length === 0 && areNames(needed, named)) {
    return named.every((mention) => isPlain(words, mention)) || isClaimed(needed, store) ? [] : named;
  }
  return named.filter(
    (mention) =>
      certain.includes(mention) ||
      (!mention.plain && !isClaimed(words.filter(({ index }) => covers(mention, index)), store)),
  );
}

/**
 * Whether names are all that some words say.
 * @param {Word[]} words
 * @param {Mention[]} named
 */
export function areNames(words, named) {
  return words.every(({ index }) => named.some((mention) => covers(mention, index)));
}

/**
 * Whether a mention is a word that the pages use like any other: "vendor", but not "comingling".
 * @param {Word[]} words
 * @param {Mention} mention
 */
function isPlain(words, mention) {
  const own = words.find(({ index }) => covers(mention, index));
  return mention.plain && (own?.expansions[0]?.entry.count ?? 0) >= SEVERAL;
}

/**
 * Whether words are used in one play's title, or two and more in its title and aliases.
 * @param {Word[]} words
 * @param {Store} store
 */
function isClaimed(words, store) {
  if (words.length === 0) return false;
  const { titles, named } = rank(words.map((word) => asked(word, true, store.pages)), store);
  // Only a play's: the page of a term is always called what the term is called.
  return titles
    .subarray(0, store.plays)
    .some((hits, page) => hits === words.length || (words.length > 1 && named[page] === words.length));
}
