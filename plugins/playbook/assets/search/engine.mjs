// The lunr side: for a word of the packed index, a lunr index of that word, and lunr's answer.

import { LEVELS } from './packed.mjs';

/**
 * The part of lunr.js that is used here.
 * @typedef {{
 *   Index: new (parts: object) => {query(fill: (query: LunrQuery) => void): LunrResult[]},
 *   Vector: new (elements: number[]) => object,
 *   TokenSet: {fromString(word: string): object},
 *   Pipeline: new () => object,
 *   Token: new (text: string) => object,
 *   stemmer(token: object): {toString(): string},
 * }} Lunr
 * @typedef {{term(word: string, options: object): void}} LunrQuery
 * @typedef {{ref: string, score: number}} LunrResult
 * @typedef {{pages: Int32Array, scores: Float32Array, places: Uint8Array}} Hits
 * @typedef {import('./shard.mjs').Entry} Entry
 */

const FIELD = 'all';
const NOTHING = {}; // what lunr keeps beside a posting
const REMEMBERED = 400; // words; typing on asks for the same ones again

export class Engine {
  #lunr;
  #pages;
  /** @type {Map<string, Hits>} */
  #hits = new Map();
  /** @type {Map<string, string>} */
  #stems = new Map();

  /**
   * @param {Lunr} lunr
   * @param {number} pages
   */
  constructor(lunr, pages) {
    this.#lunr = lunr;
    this.#pages = pages;
  }

  /**
   * The pages that hold a word, with lunr's score for each.
   * @param {Entry} entry
   * @returns {Hits}
   */
  hits(entry) {
    const known = this.#hits.get(entry.word);
    if (known) return known;
    const { block, at, word } = entry;
    const [from, to] = [block.from[at], block.from[at + 1]];
    const levels = block.levels.subarray(from, to);
    const results = lunrIndex(this.#lunr, word, new Set(levels), rarity(this.#pages, entry.count)).query((query) =>
      query.term(word, { usePipeline: false }),
    );
    const scores = new Float32Array(LEVELS + 1);
    for (const { ref, score } of results) scores[Number(ref)] = score;
    const hits = {
      pages: block.pages.subarray(from, to),
      places: block.places.subarray(from, to),
      scores: new Float32Array(levels.length),
    };
    for (let i = 0; i < levels.length; i++) hits.scores[i] = scores[levels[i]];
    if (this.#hits.size >= REMEMBERED) this.#hits.clear();
    this.#hits.set(word, hits);
    return hits;
  }

  /**
   * @param {string} word
   * @returns {string}
   */
  stem(word) {
    let stem = this.#stems.get(word);
    if (stem === undefined) {
      // Twice, or "bonuses" would be "bonus" and "bonus" would be "bonu".
      const once = this.#lunr.stemmer(new this.#lunr.Token(word)).toString();
      stem = this.#lunr.stemmer(new this.#lunr.Token(once)).toString();
      this.#stems.set(word, stem);
    }
    return stem;
  }
}

/**
 * How much a word tells that `holding` out of `pages` pages hold (lunr's own formula).
 * @param {number} pages
 * @param {number} holding
 */
export function rarity(pages, holding) {
  return Math.log(1 + Math.abs((pages - holding + 0.5) / (holding + 0.5)));
}

/**
 * A lunr index of one word, for a score in lunr needs no other word's. Pages that hold the word at the same level have
 * the same vector and so the same score: they are one document here, with their level as its ref. A vector's own
 * length plays no part, since lunr divides by the length of the query's.
 * @param {Lunr} lunr
 * @param {string} word
 * @param {ReadonlySet<number>} levels those that pages hold it at
 * @param {number} rare how rare the word is
 */
function lunrIndex(lunr, word, levels, rare) {
  const vectors = /** @type {{[ref: string]: object}} */ (Object.create(null));
  const postings = /** @type {{[level: string]: object}} */ ({});
  const step = rare / LEVELS;
  for (const level of levels) {
    postings[level] = NOTHING;
    vectors[`${FIELD}/${level}`] = new lunr.Vector([0, level * step]);
  }
  return new lunr.Index({
    fields: [FIELD],
    fieldVectors: vectors,
    invertedIndex: { [word]: { _index: 0, [FIELD]: postings } },
    tokenSet: lunr.TokenSet.fromString(word),
    pipeline: new lunr.Pipeline(),
  });
}
