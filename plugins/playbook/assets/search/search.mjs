// A question and its answer. The one place where words, filters and pages come together, without a document.

import { cards } from './cards.mjs';
import { counts, joined, passing } from './facets.mjs';
import { covers, lookUp, lookUpNames, MOST_DOUBTFUL } from './lookup.mjs';
import { nearestAnswers, nearestTerms, nearestWords } from './nearest.mjs';
import { ANSWERS, KINDS, rank, rarity } from './rank.mjs';
import { reason } from './reasons.mjs';
import { hits } from './shard.mjs';
import { SEVERAL, Store } from './store.mjs';
import { synonyms } from './synonyms.mjs';
import { telling } from './telling.mjs';
import { queryWords } from './text.mjs';
import { mentions, phrases, pointed } from './understand.mjs';

/**
 * @typedef {import('./facets.mjs').Filters} Filters
 * @typedef {import('./store.mjs').Record} Record
 * @typedef {import('./understand.mjs').Mention} Mention
 * @typedef {{text: string, filters?: Filters, limit?: number, sort?: 'fit' | 'stage'}} Question
 * @typedef {import('./lookup.mjs').Word} Word
 * @typedef {{words: string[], terms: {facet: string, term: string}[], answers: Record[]}} Nearest
 * @typedef {Record & {
 *   score: number, lead: Filters, support: Filters, evidence: string, effort: string,
 * }} Result
 *
 * `understood` are the filters found in the words, `offered` terms that the words name without being filters;
 * `total` counts all pages found, `plays` and `counts` those of them that are plays. `cards` are pages that answer by
 * themselves, each with its plays; `results` are the plays found and `others` the rest of the pages, each up to a limit.
 * `matched` holds the words to mark, with their worth;
 * `read` are the telling words that a long text was read by. `unfiltered` counts what the words find without any filter. `nearest` is empty unless nothing was found.
 * @typedef {{
 *   cards: (Record & {leads: Record[]})[], results: Result[], others: Result[], total: number, plays: number, counts: Map<string, Map<string, number>>,
 *   understood: Mention[], offered: Mention[], filters: Filters, corrected: Map<string, string>,
 *   matched: Map<string, number>, read: string, unfiltered: number,
 *   nearest: Nearest,
 * }} Answer
 */

const EVIDENCES = ['', 'stated', 'example', 'inferred'];
const EFFORTS = ['', 'S', 'M', 'L'];
const ENOUGH = 0.25; // of the best share of the query that a page has; pages below it are left out
const MOST_OTHERS = 12; // pages beside the plays that are shown
const MOST_ANSWERS = 64; // of those that are compared with a query that finds nothing
const MOST_LEADS = 4; // plays that a card names
const MOST_FOUND = 1 / 3; // of the plays, and of other pages, for a question of two words or more: the others are weak answers
const NAME = 1; // worth of a whole title or alias in the query
const BEGUN_NAME = 0.19; // the same of one that begins as the query ends
const CARRIED = 0.1; // of the best score, for a page that only carries a term which the query names
const RAISED = 1.5; // worth of a page that carries what a query of nothing but names means, where it is no filter
const SUPPORTING = 0.8; // worth of a page where a chosen term supports, against one where it leads
/** @type {Nearest} */
const NOWHERE = { words: [], terms: [], answers: [] };

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
  async ask({ text, filters = new Map(), limit = 10, sort = 'fit' }) {
    const store = this.#store;
    const written = queryWords(text);
    const units = await telling(written, store);
    const named = mentions(units, this.#phrases, store.stop);
    const open = !/\s$/u.test(text);
    const words = await lookUp(units, named, open, store, this.#synonyms);
    const held = await lookUpNames(words, store);
    const names = held.map(({ entry, whole }) => ({
      weight: 0,
      needed: false,
      expansions: [{ worth: (whole ? NAME : BEGUN_NAME) * this.#rarity(entry), hits: hits(entry) }],
    }));

    const certain = named.filter((mention) => mention.explicit || pointed(units, mention));
    const meant = this.#meant(words, named, certain);
    let understood = meant;
    let ranked = this.#rank(words, names, understood, filters);
    if (ranked.total === 0 && meant.length > certain.length) {
      // Nothing lies where the words and the filters meet: the names were words after all.
      understood = certain;
      ranked = this.#rank(words, names, understood, filters);
    }
    const offered = named.filter((mention) => !understood.includes(mention));
    const { scores, found, passes, all } = ranked;
    if (offered.length > 0 && words.every(({ index, optional }) => optional || named.some((one) => covers(one, index)))) {
      // "collaboration" is a word of a title and a stage: what the stage holds comes behind what the word finds.
      const top = scores.reduce((best, score) => Math.max(best, score), 0);
      passing(store.facets, chosen(offered), store.pages).forEach((carries, page) => {
        if (!carries) return;
        if (found[page]) scores[page] *= RAISED;
        else scores[page] = CARRIED * top * KINDS[store.marks[page] >> 4];
        found[page] = 1;
      });
    }
    const pages = [];
    for (let page = 0; page < store.pages; page++) if (found[page] && passes[page]) pages.push(page);
    pages.sort((one, other) => scores[other] - scores[one] || this.#mark(one) - this.#mark(other) || one - other);
    if (sort === 'stage') pages.sort((one, other) => this.#stage(one) - this.#stage(other));
    const asked = words.filter(({ optional }) => !optional).map((word) => this.#asked(word, true));
    const first = new Set(isChosen(filters) ? [] : cards(asked, held, store, (entry) => hits(entry).pages));
    const rest = pages.filter((page) => !first.has(page));
    const shown = rest.filter((page) => page < store.plays).slice(0, limit);
    const others = rest.filter((page) => page >= store.plays).slice(0, Math.min(limit, MOST_OTHERS));
    const result = (/** @type {Record} */ record) => this.#result(record, scores[record.page]);
    return {
      cards: await this.#cards([...first]),
      results: (await store.records(shown)).map(result),
      others: (await store.records(others)).map(result),
      total: pages.length,
      plays: pages.filter((page) => page < store.plays).length,
      counts: counts(store.facets, all, found.subarray(0, store.plays)),
      unfiltered: found.reduce((sum, one) => sum + one, 0),
      nearest: pages.length === 0 ? await this.#nearest(words) : NOWHERE,
      understood,
      offered,
      filters: all,
      corrected: new Map(words.flatMap(({ unit, corrected }) => (corrected ? [[unit.word, corrected]] : []))),
      read: units.length < written.length ? units.map(({ word }) => word).join(' ') : '',
      // A pronoun is no team: what counts in capitals alone is not marked.
      matched: new Map(
        words.filter(({ unit }) => !store.kept.has(unit.word)).flatMap(({ expansions }) =>
          expansions.map(({ entry, worth }) => /** @type {const} */ ([entry.word, worth * this.#rarity(entry)])),
        ),
      ),
    };
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
   * Which of the terms that a query names are meant as filters. Where names are all that it says, they are, unless one
   * title has all of them or all are plain words. Where it says more, a name counts that is no word of any title or
   * alias and no plain word: "cio", but not "support" or "vendor".
   * @param {Word[]} words
   * @param {Mention[]} named
   * @param {Mention[]} certain
   */
  #meant(words, named, certain) {
    const needed = words.filter(({ optional }) => !optional);
    const loose = named.filter((mention) => !certain.includes(mention));
    if (certain.length === 0 && needed.every(({ index }) => named.some((mention) => covers(mention, index)))) {
      return named.every((mention) => this.#plain(words, mention)) || this.#claimed(needed) ? [] : named;
    }
    return named.filter(
      (mention) =>
        !loose.includes(mention) ||
        (!mention.plain && !this.#claimed(words.filter(({ index }) => covers(mention, index)))),
    );
  }

  /**
   * Whether a mention is a word that the pages use like any other: "vendor", but not "comingling".
   * @param {Word[]} words
   * @param {Mention} mention
   */
  #plain(words, mention) {
    const own = words.find(({ index }) => covers(mention, index));
    return mention.plain && (own?.expansions[0]?.entry.count ?? 0) >= SEVERAL;
  }

  /**
   * Whether words are used in one play's title, or two and more in its title and aliases.
   * @param {Word[]} words
   */
  #claimed(words) {
    if (words.length === 0) return false;
    const { titles, named } = rank(
      words.map((word) => this.#asked(word, true)),
      this.#store,
    );
    // Only a play's: the page of a term is always called what the term is called.
    return titles
      .subarray(0, this.#store.plays)
      .some((hits, page) => hits === words.length || (words.length > 1 && named[page] === words.length));
  }

  /**
   * All pages with their scores; which of them the words find, and which pass the filters, chosen and understood.
   * @param {Word[]} words
   * @param {import('./rank.mjs').Asked[]} names
   * @param {Mention[]} understood
   * @param {Filters} filters
   */
  #rank(words, names, understood, filters) {
    const store = this.#store;
    const all = joined(filters, chosen(understood));
    const passes = passing(store.facets, all, store.pages);
    const asked = words.map((word) =>
      this.#asked(word, !word.optional && !understood.some((mention) => covers(mention, word.index))),
    );
    const { scores, share } = rank([...asked, ...names], store);
    const found = new Uint8Array(store.pages);
    let total = 0;
    if (!asked.some((word) => word.needed)) {
      // Filters alone: browse. What the words would have found only helps to sort.
      for (let page = 0; page < store.pages; page++) scores[page] += KINDS[store.marks[page] >> 4];
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
    const weighed = this.#weighed(scores, all);
    if (words.filter(({ optional }) => !optional).length > 1) total = this.#cut(found, weighed, passes);
    return { scores: weighed, found, passes, all, total };
  }

  /**
   * Leaves the best of the plays that pass the filters, and of the other pages; returns how many are left.
   * @param {Uint8Array} found
   * @param {Float64Array} scores
   * @param {Uint8Array} passes
   */
  #cut(found, scores, passes) {
    const { plays, pages } = this.#store;
    let left = 0;
    for (const [from, to] of [[0, plays], [plays, pages]]) {
      const best = [];
      for (let page = from; page < to; page++) if (found[page] && passes[page]) best.push(page);
      best.sort((one, other) => scores[other] - scores[one] || one - other);
      for (const page of best.splice(Math.ceil(MOST_FOUND * (to - from)))) found[page] = 0;
      left += best.length;
    }
    return left;
  }

  /**
   * Where to go from a query that finds nothing: words, terms and answers of the playbook that look like what was asked
   * for. A word that is known is no way on.
   * @param {Word[]} words
   * @returns {Promise<Nearest>}
   */
  async #nearest(words) {
    const wanted = words.filter(({ unit }) => unit.word.length > 2).map(({ unit }) => unit.word);
    if (wanted.length === 0) return NOWHERE;
    const { facets } = this.#store;
    const unknown = words.filter(({ expansions }) => expansions.length === 0).map(({ unit }) => unit.word);
    unknown.splice(MOST_DOUBTFUL);
    return {
      words: unknown.length > 0 ? nearestWords(unknown, await this.#store.vocabulary()) : [],
      terms: nearestTerms(wanted, facets),
      answers: nearestAnswers(wanted, await this.#store.records(this.#answers()), this.#store.stop),
    };
  }

  /** The first pages that are answers by themselves, such as moments. */
  #answers() {
    const { marks, pages } = this.#store;
    const found = [];
    for (let page = 0; page < pages && found.length < MOST_ANSWERS; page++) if (marks[page] >> 4 === ANSWERS) found.push(page);
    return found;
  }

  /**
   * @param {Word} word
   * @param {boolean} needed
   * @returns {import('./rank.mjs').Asked}
   */
  #asked({ expansions }, needed) {
    const rarities = expansions.map(({ entry }) => this.#rarity(entry));
    // A rare member is worth what its family is worth: nobody who asks for "documents" means "documenter" more.
    const family = rarities.filter((_, at) => expansions[at].kin);
    const weight = family.length > 0 ? Math.min(...family) : (rarities[0] ?? 0);
    return {
      weight,
      needed: needed && expansions.length > 0,
      expansions: expansions.map(({ entry, worth, kin }, at) => ({
        worth: worth * (kin ? weight : rarities[at]),
        hits: hits(entry),
      })),
    };
  }

  /**
   * Scores with a little more for a page where a chosen term leads than where it supports.
   * @param {Float64Array} scores
   * @param {Filters} filters
   */
  #weighed(scores, filters) {
    return this.#store.facets.reduce((weighed, facet) => {
      const terms = facet.terms.filter((term) => filters.get(facet.id)?.includes(term.id));
      if (terms.length === 0) return weighed;
      return weighed.map((score, page) => (terms.some((term) => term.lead[page]) ? score : score * SUPPORTING));
    }, scores);
  }

  /**
   * @param {Record} record
   * @param {number} score
   * @returns {Result}
   */
  #result(record, score) {
    const { page } = record;
    /** @param {'lead' | 'support'} part */
    const terms = (part) =>
      new Map(
        this.#store.facets.map((facet) => [
          facet.id,
          facet.terms.filter((term) => term[part][page]).map((term) => term.id),
        ]),
      );
    const mark = this.#mark(page);
    return {
      ...record,
      score,
      lead: terms('lead'),
      support: terms('support'),
      evidence: EVIDENCES[(mark >> 2) & 3],
      effort: EFFORTS[mark & 3],
    };
  }

  /** @param {import('./store.mjs').Entry} entry */
  #rarity(entry) {
    return rarity(this.#store.pages, entry.count);
  }

  /** @param {number} page */
  #mark(page) {
    return this.#store.marks[page];
  }

  /** @param {number} page */
  #stage(page) {
    const ordered = this.#store.facets.find((facet) => facet.ordered);
    const at = ordered ? ordered.terms.findIndex((term) => term.lead[page]) : -1;
    return at < 0 ? Infinity : at;
  }
}

/** @param {Filters} filters */
function isChosen(filters) {
  return [...filters.values()].some((terms) => terms.length > 0);
}

/**
 * @param {Mention[]} understood
 * @returns {Filters}
 */
function chosen(understood) {
  return understood.reduce(
    (filters, { facet, term }) => joined(filters, new Map([[facet, [term]]])),
    /** @type {Filters} */ (new Map()),
  );
}
