// A question and its answer. The one place where words, filters and pages come together, without a document.

import { cards } from './cards.mjs';
import { lookUp, lookUpNames } from './lookup.mjs';
import { carry, leading, matches, termCounts } from './matches.mjs';
import { areNames, meant } from './meant.mjs';
import { nearest, NOWHERE } from './nearest.mjs';
import { asked, rarity } from './rank.mjs';
import { reason } from './reasons.mjs';
import { hits } from './shard.mjs';
import { Store } from './store.mjs';
import { synonyms } from './synonyms.mjs';
import { telling } from './telling.mjs';
import { queryWords } from './text.mjs';
import { mentions, phrases, pointed } from './understand.mjs';

/**
 * @typedef {import('./facets.mjs').Filters} Filters
 * @typedef {import('./store.mjs').Record} Record
 * @typedef {import('./understand.mjs').Mention} Mention
 * @typedef {import('./lookup.mjs').Word} Word
 *
 * `kind` leaves only pages of one kind; of '' and unknown ones it leaves all.
 * `first` of the `limit` results are loaded at once.
 * @typedef {{
 *   text: string, filters?: Filters, kind?: string, limit?: number, first?: number, sort?: 'fit' | 'stage',
 * }} Question
 * @typedef {Record & {
 *   score: number, lead: Filters, support: Filters, evidence: string, effort: string,
 * }} Result
 *
 * `understood` are the filters found in the words, `offered` terms that the words name without being filters;
 * `total` counts all pages found, `plays` those of them that are plays, `kinds` those of each kind, whichever is chosen.
 * `following` are the pages of the results that are still to load, see `follow`. `listed` are the pages that `results` may hold, which is up to a limit.
 * `cards` are pages that answer by themselves, each with its plays; `results` are the plays found and `others` the rest
 * of the pages, each up to a limit. `matched` holds the words to mark, with their worth; `read` are the telling words
 * that a long text was read by. `unfiltered` counts what the words find without any filter. `nearest` is empty unless
 * nothing was found.
 * @typedef {{
 *   cards: (Record & {leads: Record[]})[], results: Result[], others: Result[], total: number, plays: number,
 *   following: number[], listed: number, kinds: Map<string, number>, understood: Mention[], offered: Mention[], corrected: Map<string, string>,
 *   matched: Map<string, number>, read: string, unfiltered: number, nearest: import('./nearest.mjs').Nearest,
 *   matches: import('./matches.mjs').Matches,
 * }} Answer
 */

const EVIDENCES = ['practised', 'stated', 'example', 'inferred', ''];
const EFFORTS = ['', 'S', 'M', 'L'];
const MOST_OTHERS = 12; // pages beside the plays that are shown
const MOST_LEADS = 4; // plays that a card names
const NAME = 1.4; // worth of a whole title or alias in the query
const BEGUN_NAME = 0.19; // the same of one that begins as the query ends

export class Search {
  #store;
  #phrases;
  #synonyms;

  /**
   * @param {import('./store.mjs').Index} index
   * @param {import('./store.mjs').Loader} load
   */
  constructor(index, load) {
    this.#store = new Store(index, load);
    this.#phrases = phrases(this.#store.facets);
    this.#synonyms = synonyms(index.synonyms);
  }

  /** Whether it may all be loaded in time, so that results can be many. */
  get small() {
    return this.#store.small;
  }

  /** Whether all of it is loaded, so that more results cost no more requests. */
  get whole() {
    return this.#store.whole;
  }

  get facets() {
    return this.#store.facets;
  }

  /** Work that later questions will need, in small steps, for when the reader asks nothing. */
  preparing() {
    return this.#store.preparing();
  }

  /**
   * @param {Question} question
   * @returns {Promise<Answer>}
   */
  async ask({ text, filters = new Map(), kind: only = '', limit = 10, first: soon = limit, sort = 'fit' }) {
    const store = this.#store;
    const kind = store.kinds.some(([name]) => name === only) ? only : '';
    const written = queryWords(text);
    const units = await telling(written, store);
    const named = mentions(units, this.#phrases, store.stop);
    const open = !/\s$/u.test(text);
    const words = await lookUp(units, named, open, store, this.#synonyms);
    const held = await lookUpNames(words, store);
    await store.carry(this.#needed(named, filters, sort));

    const { understood, found } = this.#matched(words, held, named, units, filters);
    const offered = named.filter((mention) => !understood.includes(mention));
    const needed = words.filter(({ optional }) => !optional);
    if (offered.length > 0 && areNames(needed, named)) carry(found, offered, store);
    const kinds = this.#kinds(found);
    const first = this.#first(needed, held, isChosen(filters) || kind !== '');
    const pages = this.#pages(found, kind, first);
    const order = this.#order(found.scores, sort);
    const plays = pages.filter((page) => page < store.plays);
    const rest = pages.filter((page) => page >= store.plays);
    const result = (/** @type {Record} */ record) => this.#result(record, found.scores[record.page]);
    const listed = kind === '' || kind === 'play' ? plays : rest;
    const best = leading(listed, limit, order);
    return {
      cards: await this.#cards(first),
      results: (await store.records(best.slice(0, soon))).map(result),
      following: best.slice(soon),
      others: listed === rest ? [] : (await store.records(leading(rest, Math.min(limit, MOST_OTHERS), order))).map(result),
      total: pages.length + first.length,
      plays: plays.length,
      listed: listed.length,
      kinds,
      unfiltered: found.found.reduce((sum, one) => sum + one, 0),
      nearest: pages.length + first.length === 0 ? await nearest(words, store) : NOWHERE,
      understood,
      offered,
      corrected: new Map(words.flatMap(({ unit, corrected }) => (corrected ? [[unit.word, corrected]] : []))),
      read: units.length < written.length ? units.map(({ word }) => word).join(' ') : '',
      // A pronoun is no team: what counts in capitals alone is not marked.
      matched: new Map(
        words.filter(({ unit }) => !store.kept.has(unit.word)).flatMap(({ expansions }) =>
          expansions.map(({ entry, worth }) => /** @type {const} */ ([entry.word, worth * this.#rarity(entry)])),
        ),
      ),
      matches: found,
    };
  }

  /**
   * The results of an answer that were not loaded with it.
   * @param {Answer} answer
   */
  async follow({ following, matches: { scores } }) {
    return (await this.#store.records(following)).map((record) => this.#result(record, scores[record.page]));
  }

  /**
   * Why a page is among the results: a sentence of it, and where that stands. Loads its text.
   * @param {Record} record
   * @param {ReadonlyMap<string, number>} matched
   */
  async reason({ page }, matched) {
    return reason(await this.#store.text(page), matched);
  }

  /**
   * How many of the plays found each term would leave, by facet and term. Loads who carries them.
   * @param {Answer} answer
   */
  async counts({ matches }) {
    await this.#store.carry(this.facets.map(({ id }) => id));
    return termCounts(matches, this.#store);
  }

  /**
   * The facets that must be loaded for an answer.
   * @param {Mention[]} named
   * @param {Filters} filters
   * @param {'fit' | 'stage'} sort
   */
  #needed(named, filters, sort) {
    const chosen = [...filters].flatMap(([facet, terms]) => (terms.length > 0 ? [facet] : []));
    const ordered = sort === 'stage' ? this.facets.filter(({ ordered }) => ordered).map(({ id }) => id) : [];
    return [...named.map(({ facet }) => facet), ...chosen, ...ordered];
  }

  /**
   * What the words find, and which of the terms that they name are filters.
   * @param {Word[]} words
   * @param {import('./lookup.mjs').Name[]} held
   * @param {Mention[]} named
   * @param {import('./text.mjs').Unit[]} units
   * @param {Filters} filters
   */
  #matched(words, held, named, units, filters) {
    const names = held.map(({ entry, whole }) => ({
      weight: 0,
      needed: false,
      expansions: [{ worth: (whole ? NAME : BEGUN_NAME) * this.#rarity(entry), hits: hits(entry) }],
    }));
    const certain = named.filter((mention) => mention.explicit || pointed(units, mention));
    const understood = meant(words, named, certain, this.#store);
    const found = matches(words, names, understood, filters, this.#store);
    if (found.total > 0 || understood.length === certain.length) return { understood, found };
    // Nothing lies where the words and the filters meet: the names were words after all.
    return { understood: certain, found: matches(words, names, certain, filters, this.#store) };
  }

  /**
   * How many pages of each kind an answer has.
   * @param {import('./matches.mjs').Matches} matches
   */
  #kinds({ found, passes }) {
    let page = 0;
    return new Map(
      this.#store.kinds.map(([kind, size]) => {
        let count = 0;
        for (const end = page + size; page < end; page++) count += found[page] & passes[page];
        return [kind, count];
      }),
    );
  }

  /**
   * The pages of an answer, in order of their numbers, without those that stand above them.
   * @param {import('./matches.mjs').Matches} matches
   * @param {string} kind
   * @param {number[]} first
   */
  #pages({ found, passes }, kind, first) {
    const pages = [];
    let end = 0;
    for (const [name, size] of this.#store.kinds) {
      const from = end;
      end += size;
      if (kind !== '' && kind !== name) continue;
      for (let page = from; page < end; page++) if (found[page] && passes[page] && !first.includes(page)) pages.push(page);
    }
    return pages;
  }

  /**
   * The pages that answer by themselves. A reader who narrows the answer looks for others.
   * @param {Word[]} needed
   * @param {import('./lookup.mjs').Name[]} held
   * @param {boolean} narrowed
   */
  #first(needed, held, narrowed) {
    if (narrowed) return [];
    const store = this.#store;
    return cards(needed.map((word) => asked(word, true, store.pages)), held, store);
  }

  /**
   * @param {number[]} pages
   * @returns {Promise<(Record & {leads: Record[]})[]>}
   */
  async #cards(pages) {
    const records = await this.#store.records(pages);
    return Promise.all(
      records.map(async (record) => ({ ...record, leads: await this.#store.records(record.plays.slice(0, MOST_LEADS)) })),
    );
  }

  /**
   * @param {Record} record
   * @param {number} score
   * @returns {Result}
   */
  #result(record, score) {
    const carried = new Set(record.terms);
    let first = 0;
    const lead = /** @type {Map<string, string[]>} */ (new Map());
    const support = /** @type {Map<string, string[]>} */ (new Map());
    for (const { id, terms } of this.facets) {
      lead.set(id, terms.filter((_, at) => carried.has(2 * (first + at))).map((term) => term.id));
      support.set(id, terms.filter((_, at) => carried.has(2 * (first + at) + 1)).map((term) => term.id));
      first += terms.length;
    }
    const mark = this.#store.marks[record.page];
    return { ...record, score, lead, support, evidence: EVIDENCES[(mark >> 2) & 7], effort: EFFORTS[mark & 3] };
  }

  /** @param {import('./store.mjs').Entry} entry */
  #rarity(entry) {
    return rarity(this.#store.pages, entry.count);
  }

  /**
   * Best first; by stage, those of one stage best first.
   * @param {Float64Array} scores
   * @param {'fit' | 'stage'} sort
   * @returns {(one: number, other: number) => number}
   */
  #order(scores, sort) {
    const { marks, facets } = this.#store;
    const fit = (/** @type {number} */ one, /** @type {number} */ other) =>
      scores[other] - scores[one] || marks[one] - marks[other] || one - other;
    const terms = facets.find((facet) => facet.ordered)?.terms ?? [];
    if (sort === 'fit') return fit;
    const stage = (/** @type {number} */ page) => {
      const at = terms.findIndex((term) => term.lead[page]);
      return at < 0 ? terms.length : at;
    };
    return (one, other) => stage(one) - stage(other) || fit(one, other);
  }
}

/** @param {Filters} filters */
function isChosen(filters) {
  return [...filters.values()].some((terms) => terms.length > 0);
}
