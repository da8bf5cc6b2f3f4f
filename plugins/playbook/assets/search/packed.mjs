// Reads the text that `search/packing.py` writes.

/**
 * Sorted words with the pages that hold each: the pages of word i stand from `from[i]` to `from[i + 1]`.
 * `levels` runs from 1 to LEVELS; `places` is 0, TITLE or ALIAS.
 * @typedef {{words: string[], from: Int32Array, pages: Int32Array, levels: Uint8Array, places: Uint8Array}} Block
 *
 * The same of many words, block by block.
 * @typedef {{words: string[], counts: string[], pages: string[], levels: string[]}} PackedBlocks
 */

export const LEVELS = 12;
export const TITLE = 1;
export const ALIAS = 2;

const LAST = 64;
const VALUES = new Uint8Array(128);
for (let code = 0x20, value = 0; code < 0x7f; code++) {
  if (!'"\\<'.includes(String.fromCharCode(code))) VALUES[code] = value++;
}

/**
 * @param {string} text
 * @returns {number[]}
 */
export function numbers(text) {
  const found = [];
  let rest = 0;
  for (let at = 0; at < text.length; at++) {
    const value = VALUES[text.charCodeAt(at)];
    if (value >= LAST) {
      rest = rest * (92 - LAST) + value - LAST + 1;
    } else {
      found.push(rest * LAST + value);
      rest = 0;
    }
  }
  return found;
}

/**
 * @param {string} text
 * @returns {string[]}
 */
export function sortedWords(text) {
  let before = '';
  return (text.match(/[A-Z][^A-Z]*/g) ?? []).map((piece) => {
    before = before.slice(0, piece.charCodeAt(0) - 65) + piece.slice(1);
    return before;
  });
}

/**
 * The first of sorted words, which is written out in full.
 * @param {string} text
 */
export function firstWord(text) {
  return text.slice(1).split(/[A-Z]/, 1)[0];
}

/**
 * A set of pages as one byte for each page, 0 or 1.
 * @param {string} text
 * @param {number} pages
 */
export function members(text, pages) {
  const found = new Uint8Array(pages);
  for (let at = 0; at < text.length; at++) {
    let six = VALUES[text.charCodeAt(at)];
    for (let page = at * 6; six > 0; page++, six >>= 1) found[page] = six & 1;
  }
  return found;
}

/**
 * @param {PackedBlocks} packed
 * @param {number} number of the block
 * @returns {Block}
 */
export function unfolded(packed, number) {
  const words = sortedWords(packed.words[number]);
  const counts = numbers(packed.counts[number]);
  const gaps = numbers(packed.pages[number]);
  const marks = packed.levels[number];
  const pages = new Int32Array(gaps.length);
  const levels = new Uint8Array(gaps.length);
  const places = new Uint8Array(gaps.length);
  const from = new Int32Array(words.length + 1);
  let at = 0;
  for (let word = 0; word < words.length; word++) {
    let page = -1;
    for (const end = at + counts[word]; at < end; at++) {
      page += gaps[at] + 1;
      pages[at] = page;
      const value = VALUES[marks.charCodeAt(at)];
      levels[at] = (value % LEVELS) + 1;
      places[at] = Math.floor(value / LEVELS);
    }
    from[word + 1] = at;
  }
  return { words, from, pages, levels, places };
}
