// Reads the text that `search/packing.py` writes.

/**
 * Sorted words with the pages that hold each: the pages of word i stand from `from[i]` to `from[i + 1]`.
 * `levels` runs from 1 to LEVELS; `places` is 0, TITLE or ALIAS.
 * @typedef {{words: string[], from: Int32Array, pages: Int32Array, levels: Uint8Array, places: Uint8Array}} Block
 *
 * The same of many words, block by block. `kin` has for each word how far before it the last one of its family stands.
 * @typedef {{words: string[], bits: string[], kin: string}} PackedBlocks
 *
 * What the blocks leave unsaid: the number of pages, the usual level of each, and marks by how common they are.
 * @typedef {{pages: number, usual: readonly number[], ranks: readonly number[]}} Key
 */

export const LEVELS = 12;
export const BLOCK = 32; // words
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
 * @param {Key} key
 * @returns {Block}
 */
export function unfolded(packed, number, key) {
  const words = sortedWords(packed.words[number]);
  const bits = new Bits(packed.bits[number]);
  const from = new Int32Array(words.length + 1);
  const pages = /** @type {number[]} */ ([]);
  const levels = /** @type {number[]} */ ([]);
  const places = /** @type {number[]} */ ([]);
  for (let word = 0; word < words.length; word++) {
    const length = bits.zeros();
    const count = (1 << length) + bits.take(length);
    const shift = Math.max(31 - Math.clz32((key.pages * 11) / (16 * count)), 0);
    let page = -1;
    for (let left = count; left > 0; left--) {
      page += (bits.zeros() << shift) + bits.take(shift) + 1;
      const rank = bits.take(1) === 0 ? 0 : 1 + (bits.zeros() << 1) + bits.take(1);
      const mark = key.ranks[rank];
      pages.push(page);
      levels.push(((key.usual[page] + mark) % LEVELS) + 1);
      places.push(Math.floor(mark / LEVELS));
    }
    from[word + 1] = from[word] + count;
  }
  return { words, from, pages: Int32Array.from(pages), levels: Uint8Array.from(levels), places: Uint8Array.from(places) };
}

/** Bits as text holds them, six to a character. */
class Bits {
  #text;
  #at = 0;
  #value = 0;
  #held = 0; // bits of the value that are not yet taken, its lowest

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  /**
   * The number that the next bits are.
   * @param {number} count 24 at most
   */
  take(count) {
    while (this.#held < count) this.#more();
    this.#held -= count;
    return (this.#value >>> this.#held) & ((1 << count) - 1);
  }

  /** How many zeros come before the next one, which is taken with them. */
  zeros() {
    let zeros = 0;
    for (;;) {
      const rest = this.#value & ((1 << this.#held) - 1);
      if (rest !== 0) {
        const held = 31 - Math.clz32(rest);
        zeros += this.#held - held - 1;
        this.#held = held;
        return zeros;
      }
      zeros += this.#held;
      this.#held = 0;
      this.#more();
    }
  }

  #more() {
    if (this.#at === this.#text.length) throw new RangeError('A block of words ends too soon');
    this.#value = (this.#value << 6) | VALUES[this.#text.charCodeAt(this.#at++)];
    this.#held += 6;
  }
}
