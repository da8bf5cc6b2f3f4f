// The parts of the index, loaded when a query needs them and kept. Whole or in shards, the answers are the same.

import { END } from '../pages.mjs';
import { members, numbers, sortedWords } from './packed.mjs';
import { AFTER, position, Shard } from './shard.mjs';
import { letterSet } from './text.mjs';

const MOST_AHEAD = 40; // parts of words that are loaded before anybody asks for them, about 5 kB each
const TEXTS = 4; // pages whose texts share a file, as in `search/files.py`
const NONE = new Uint8Array(0);
export const SEVERAL = 3; // pages: a word that so many use is no slip of the pen

/**
 * @typedef {import('./packed.mjs').PackedBlocks} PackedBlocks
 * @typedef {import('./shard.mjs').Entry} Entry
 * @typedef {{id: string, name: string, number: number, aliases: string[]}} NamedTerm
 *
 * A term; 1 in `lead` and `support` is a page that it leads or supports, as soon as its facet is loaded.
 * @typedef {NamedTerm & {lead: Uint8Array, support: Uint8Array}} Term
 * @typedef {{id: string, param: string, name: string, singular: string, ordered: boolean}} FacetWords
 * @typedef {FacetWords & {terms: Term[]}} Facet
 * @typedef {[
 *   id: string, title: string, summary: string, terms: string, kind?: string, url?: string, plays?: number[],
 * ]} PackedRecord
 *
 * What a result shows. `terms` are twice the places of its terms among those of all facets, one more where they support.
 * @typedef {{
 *   page: number, id: string, title: string, summary: string, terms: number[], kind: string, url: string, plays: number[],
 * }} Record
 * @typedef {{
 *   pages: number, plays: number, kinds: [kind: string, pages: number][], facets: (FacetWords & {terms: NamedTerm[]})[],
 *   marks: string, lengths: string, starts: {[start: string]: string[]}, stop: string, kept: string[], endings: string, spellings: string, compounds: boolean, synonyms: string[][],
 *   usual: string, ranks: string,
 *   version?: string, shards?: string, letters?: string[], chunk?: number, words?: PackedBlocks, records?: PackedRecord[],
 * }} Index
 *
 * Loads a part by name. Rejects where it cannot be had.
 * @typedef {(name: string, version?: string) => Promise<unknown>} Loader
 *
 * Words that a misspelt one may be meant for; `sizes` is the number of pages as a power of two, `letters` the
 * set of letters of each, to tell at a glance what cannot be meant.
 * @typedef {{words: string[], sizes: number[], letters: Int32Array}} Vocabulary
 */

export class Store {
  #index;
  #load;
  #key;
  /** @type {Map<string, Promise<unknown>>} */
  #asked = new Map();
  /** @type {(Shard | undefined)[]} */
  #shards;
  /** @type {Map<string, Promise<Vocabulary>>} by first letter; '' is all */
  #vocabularies = new Map();
  /** @type {string[] | undefined} with what the words of each part begin at the earliest */
  #firsts;

  /**
   * @param {Index} index
   * @param {Loader} load
   */
  constructor(index, load) {
    this.#index = index;
    this.#load = load;
    this.#key = { pages: index.pages, usual: numbers(index.usual), ranks: numbers(index.ranks) };
    this.#shards = index.words ? [new Shard(index.words, this.#key)] : [];
    this.whole = index.words !== undefined;
    // Whether all of it may be loaded in time, though not before the first result.
    this.small = this.whole || sortedWords(index.shards ?? '').length <= MOST_AHEAD;
    this.pages = index.pages;
    this.plays = index.plays;
    /** @type {Facet[]} */
    this.facets = index.facets.map((facet) => ({
      ...facet,
      terms: facet.terms.map((term) => ({ ...term, lead: NONE, support: NONE })),
    }));
    this.kinds = index.kinds;
    this.#firsts = index.shards === undefined ? undefined : sortedWords(index.shards);
    this.marks = Uint8Array.from(numbers(index.marks));
    this.lengths = Uint8Array.from(numbers(index.lengths));
    this.starts = new Map(Object.entries(index.starts));
    this.stop = new Set(index.stop.split(' '));
    this.kept = new Set(index.kept);
    // What may tell two words of a family apart, such as "|s": either way round.
    this.endings = new Set(bothWays(index.endings).map((pair) => pair.join('|')));
    this.compounds = index.compounds;
    this.spellings = bothWays(index.spellings);
    this.synonyms = index.synonyms;
  }

  /**
   * Loads all that `range` needs for these starts of words.
   * @param {Iterable<string>} starts
   */
  async prepare(starts) {
    const firsts = this.#firsts;
    if (!firsts) return;
    const needed = new Set();
    for (const start of starts) {
      const [low, high] = this.#span(start);
      for (let at = low; at <= high; at++) needed.add(at);
    }
    await Promise.all(
      [...needed].map(async (at) => {
        this.#shards[at] ??= new Shard(/** @type {PackedBlocks} */ (await this.#part(`words-${at}`)), this.#key);
      }),
    );
  }

  /**
   * The words that begin with a start, in order, without whole names; `most` of both are looked at. `prepare` must have
   * been called for it.
   * @param {string} start
   * @param {number} most
   * @returns {Entry[]}
   */
  range(start, most = Infinity) {
    return this.#between(start, most).filter((entry) => !entry.word.endsWith(' '));
  }

  /**
   * @param {string} start
   * @param {number} most
   */
  #between(start, most) {
    const [low, high] = this.#span(start);
    const found = /** @type {Entry[]} */ ([]);
    for (let at = low; at <= high && found.length < most; at++) {
      for (const entry of this.#shard(at).starting(start, most - found.length)) found.push(entry);
    }
    return found;
  }

  /**
   * All whole names that begin with a start, in order, a number of them at most; prepared like `range`.
   * @param {string} start
   * @param {number} most
   * @returns {Entry[]}
   */
  names(start, most) {
    return this.#between(start, Infinity).filter((entry) => entry.word.endsWith(' ')).slice(0, most);
  }

  /**
   * @param {string} word
   * @returns {Entry | undefined}
   */
  entry(word) {
    const [low] = this.#span(word);
    return this.#shard(low).entry(word);
  }

  /**
   * The words of one family with a word of the index, itself among them; prepared like `entry`.
   * @param {Entry} entry
   * @returns {Entry[]}
   */
  family({ word }) {
    const [low] = this.#span(word);
    return this.#shard(low).family(word);
  }

  /** @param {number} number */
  #shard(number) {
    const shard = this.#shards[number];
    if (!shard) throw new Error(`The words of part ${number} are not loaded`);
    return shard;
  }

  /** Makes ready, in small steps, what is here already and a misspelt word will need. */
  *preparing() {
    if (this.whole) {
      yield* this.#shard(0).unfolding();
      void this.vocabulary();
    } else if (this.#firsts && this.small) {
      for (const first of this.#firsts) yield this.prepare([first]).catch(() => undefined);
    }
  }

  /**
   * The words that others may be meant for.
   * @param {string} [letter] that they begin with; without it all
   */
  vocabulary(letter = '') {
    let known = this.#vocabularies.get(letter);
    if (!known) {
      known = this.whole ? Promise.resolve(vocabularyOf(this.range(letter))) : this.#loadVocabulary(letter);
      known.catch(() => this.#vocabularies.delete(letter)); // it may come another time
      this.#vocabularies.set(letter, known);
    }
    return known;
  }

  /**
   * What results show, in the order of the page numbers given.
   * @param {number[]} pages
   * @returns {Promise<Record[]>}
   */
  async records(pages) {
    return Promise.all(
      pages.map(async (page) => {
        const [id, title, summary, terms, kind = 'play', url = `plays/${id}${END}`, plays = []] = await this.#record(page);
        return { page, id, title, summary, terms: numbers(terms), kind, url, plays };
      }),
    );
  }

  /**
   * Loads which pages carry the terms of some facets.
   * @param {Iterable<string>} ids of the facets
   */
  async carry(ids) {
    const wanted = new Set(ids);
    const unknown = this.facets.filter(({ id, terms }) => wanted.has(id) && terms.some(({ lead }) => lead === NONE));
    await Promise.all(
      unknown.map(async (facet) => {
        const carriers = await this.#carriers(this.facets.indexOf(facet));
        facet.terms.forEach((term, at) => ([term.lead, term.support] = carriers[at]));
      }),
    );
  }

  /**
   * For each term of a facet the pages where it leads, and those where it supports.
   * @param {number} facet its place
   * @returns {Promise<[lead: Uint8Array, support: Uint8Array][]>}
   */
  async #carriers(facet) {
    const { records, pages } = this.#index;
    if (!records) {
      const packed = /** @type {[string, string][]} */ (await this.#part(`facet-${facet}`));
      return packed.map(([lead, support]) => [members(lead, pages), members(support, pages)]);
    }
    const first = 2 * this.facets.slice(0, facet).reduce((sum, { terms }) => sum + terms.length, 0);
    const found = this.facets[facet].terms.map(() => [new Uint8Array(pages), new Uint8Array(pages)]);
    records.forEach(([, , , terms], page) => {
      for (const term of numbers(terms)) {
        const at = term - first;
        if (at >= 0 && at < 2 * found.length) found[at >> 1][at & 1][page] = 1;
      }
    });
    return /** @type {[Uint8Array, Uint8Array][]} */ (found);
  }

  /**
   * @param {number} page
   * @returns {Promise<PackedRecord>}
   */
  async #record(page) {
    if (this.#index.records) return this.#index.records[page];
    const size = /** @type {number} */ (this.#index.chunk);
    const chunk = await this.#part(`records-${Math.floor(page / size)}`);
    return /** @type {PackedRecord[]} */ (chunk)[page % size];
  }

  /**
   * The text of a page by section.
   * @param {number} page
   */
  async text(page) {
    const sections = /** @type {import('./reasons.mjs').Section[][]} */ (await this.#part(`texts-${Math.floor(page / TEXTS)}`));
    return sections[page % TEXTS];
  }

  /**
   * @param {string} letter
   * @returns {Promise<Vocabulary>}
   */
  async #loadVocabulary(letter) {
    const firsts = this.#index.letters ?? [];
    const held = firsts.map((_, at) => at).filter((at) => firsts[at] <= letter || letter === '');
    const parts = await Promise.all((letter === '' ? held : held.slice(-1)).map((at) => this.#part(`vocabulary-${at}`)));
    const packed = /** @type {{words: string, sizes: string}[]} */ (parts);
    const words = packed.flatMap((part) => sortedWords(part.words));
    return { words, sizes: packed.flatMap(({ sizes }) => numbers(sizes)), letters: Int32Array.from(words, letterSet) };
  }

  /**
   * @param {string} name
   * @returns {Promise<unknown>}
   */
  #part(name) {
    let asked = this.#asked.get(name);
    if (!asked) {
      asked = this.#load(name, this.#index.version);
      // A part that failed may come another time.
      asked.catch(() => this.#asked.delete(name));
      this.#asked.set(name, asked);
    }
    return asked;
  }

  /**
   * The first and last shard that may hold words with this start.
   * @param {string} start
   */
  #span(start) {
    const firsts = this.#firsts;
    if (!firsts) return [0, 0];
    const low = Math.max(0, position(firsts, start) - (firsts[position(firsts, start)] === start ? 0 : 1));
    const high = Math.max(low, position(firsts, start + AFTER) - 1);
    return [low, high];
  }
}

/**
 * Pairs such as "ise|ize", each either way round.
 * @param {string} pairs
 */
function bothWays(pairs) {
  return pairs.split(' ').filter(Boolean).flatMap((pair) => {
    const [one, other = ''] = pair.split('|');
    return /** @type {[string, string][]} */ ([[one, other], [other, one]]);
  });
}

/**
 * Those of some words that are no slips of the pen: that several pages use, or one in its title or aliases.
 * @param {Entry[]} entries
 * @returns {Vocabulary}
 */
function vocabularyOf(entries) {
  const known = entries.filter(({ block, at, count }) => count >= SEVERAL || block.places[block.from[at]] > 0);
  const words = known.map(({ word }) => word);
  return { words, sizes: known.map(({ count }) => 32 - Math.clz32(count)), letters: Int32Array.from(words, letterSet) };
}
