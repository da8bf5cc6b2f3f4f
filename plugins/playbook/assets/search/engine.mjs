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
 */

const FIELD = 'all';
const NOTHING = {}; // what lunr keeps beside a posting
const REMEMBERED = 400; // words; typing on asks for the same ones again

export class Engine {
  #lunr;
  #pages;
  #scores;
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
    this.#scores = new Float32Array(pages);
  }

  /**
   * The pages that hold a word, with lunr's score for each.
   * @param {import('./store.mjs').Entry} entry
   * @returns {Hits}
   */
  hits(entry) {
    const known = this.#hits.get(entry.word);
    if (known) return known;
    const results = lunrIndex(this.#lunr, entry, this.#pages).query((query) =>
      query.term(entry.word, { usePipeline: false }),
    );
    for (const { ref, score } of results) this.#scores[Number(ref)] = score;
    const { shard } = entry;
    const pages = shard.pages.subarray(shard.from[entry.at], shard.from[entry.at + 1]);
    const places = shard.places.subarray(shard.from[entry.at], shard.from[entry.at + 1]);
    const hits = { pages, places, scores: Float32Array.from(pages, (page) => this.#scores[page]) };
    if (this.#hits.size >= REMEMBERED) this.#hits.clear();
    this.#hits.set(entry.word, hits);
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
 * A lunr index of one word: the same vectors and postings as in an index of all words, for a score in lunr needs
 * no other word's. A vector's own length plays no part, since lunr divides by the length of the query's.
 * @param {Lunr} lunr
 * @param {import('./store.mjs').Entry} entry
 * @param {number} pages
 */
function lunrIndex(lunr, entry, pages) {
  const { shard, at, word } = entry;
  const step = rarity(pages, entry.count) / LEVELS;
  const vectors = /** @type {{[ref: string]: object}} */ (Object.create(null));
  const postings = /** @type {{[page: string]: object}} */ ({});
  for (let i = shard.from[at]; i < shard.from[at + 1]; i++) {
    const page = shard.pages[i];
    postings[page] = NOTHING;
    vectors[`${FIELD}/${page}`] = new lunr.Vector([0, shard.levels[i] * step]);
  }
  return new lunr.Index({
    fields: [FIELD],
    fieldVectors: vectors,
    invertedIndex: { [word]: { _index: 0, [FIELD]: postings } },
    tokenSet: lunr.TokenSet.fromString(word),
    pipeline: new lunr.Pipeline(),
  });
}
