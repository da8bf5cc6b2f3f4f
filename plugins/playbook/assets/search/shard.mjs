// Sorted words with their pages, unfolded a few at a time: a query needs some dozens of many thousand.

import { BLOCK, firstWord, numbers, unfolded } from './packed.mjs';

/**
 * @typedef {import('./packed.mjs').Block} Block
 *
 * Where a word's pages stand, and how many they are.
 * @typedef {{word: string, block: Block, at: number, count: number}} Entry
 *
 * The pages that hold a word, and at what level and place; see `Block`.
 * @typedef {{pages: Int32Array, levels: Uint8Array, places: Uint8Array}} Hits
 */

export const AFTER = '\uffff'; // sorts behind every word

export class Shard {
  #packed;
  #key;
  /** @type {(Block | undefined)[]} */
  #blocks = [];
  /** @type {{back: number[], forth: number[]} | undefined} */
  #kin;

  /**
   * @param {import('./packed.mjs').PackedBlocks} packed
   * @param {import('./packed.mjs').Key} key
   */
  constructor(packed, key) {
    this.#packed = packed;
    this.#key = key;
  }

  /**
   * @param {string} word
   * @returns {Entry | undefined}
   */
  entry(word) {
    const block = this.#block(this.#holding(word));
    if (!block) return undefined;
    const at = position(block.words, word);
    return block.words[at] === word ? entryOf(block, at) : undefined;
  }

  /**
   * The words that begin with a start, in order, a number of them at most. An empty start gives all of them.
   * @param {string} start
   * @param {number} most
   * @returns {Entry[]}
   */
  starting(start, most = Infinity) {
    const found = [];
    const last = this.#holding(start + AFTER);
    for (let number = this.#holding(start); number <= last && found.length < most; number++) {
      const block = this.#block(number);
      if (!block) break;
      const end = position(block.words, start + AFTER);
      for (let at = position(block.words, start); at < end && found.length < most; at++) found.push(entryOf(block, at));
    }
    return found;
  }

  /**
   * The words of one family with a word that there is, itself among them, in order.
   * @param {string} word
   * @returns {Entry[]}
   */
  family(word) {
    const { back, forth } = (this.#kin ??= kinOf(this.#packed.kin));
    const holding = this.#holding(word);
    let at = holding * BLOCK + position(/** @type {Block} */ (this.#block(holding)).words, word);
    while (back[at]) at -= back[at];
    const found = [this.#entryAt(at)];
    while (forth[at]) found.push(this.#entryAt((at += forth[at])));
    return found;
  }

  /** Unfolds all blocks, one at each step. */
  *unfolding() {
    for (let number = 0; number < this.#packed.words.length; number++) yield this.#block(number);
  }

  /**
   * The block that holds a word, if any does.
   * @param {string} word
   */
  #holding(word) {
    const packed = this.#packed.words;
    return Math.max(0, firstWhere(packed.length, (at) => firstWord(packed[at]) > word) - 1);
  }

  /** @param {number} at a place among all words, which must be one */
  #entryAt(at) {
    return entryOf(/** @type {Block} */ (this.#block(Math.floor(at / BLOCK))), at % BLOCK);
  }

  /** @param {number} number */
  #block(number) {
    if (number >= this.#packed.words.length) return undefined;
    return (this.#blocks[number] ??= unfolded(this.#packed, number, this.#key));
  }
}

/**
 * Where a word stands in a sorted list, or would stand.
 * @param {readonly string[]} sorted
 * @param {string} word
 */
export function position(sorted, word) {
  return firstWhere(sorted.length, (at) => sorted[at] >= word);
}

/**
 * The first of a number of places from which on something is so, or their number.
 * @param {number} count
 * @param {(at: number) => boolean} so
 */
function firstWhere(count, so) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (so(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * @param {Block} block
 * @param {number} at
 * @returns {Entry}
 */
function entryOf(block, at) {
  return { word: block.words[at], block, at, count: block.from[at + 1] - block.from[at] };
}

/**
 * @param {Entry} entry
 * @returns {Hits}
 */
export function hits({ block: { from, pages, levels, places }, at }) {
  const [first, end] = [from[at], from[at + 1]];
  return {
    pages: pages.subarray(first, end),
    levels: levels.subarray(first, end),
    places: places.subarray(first, end),
  };
}

/**
 * For each word the steps to the last one of its family and to the next; 0 where there is none.
 * @param {string} packed
 */
function kinOf(packed) {
  const back = numbers(packed);
  const forth = back.map(() => 0);
  back.forEach((steps, at) => {
    if (steps) forth[at - steps] = steps;
  });
  return { back, forth };
}
