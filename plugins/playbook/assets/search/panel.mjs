// What the dialog and the find page have in common: ask, drop stale answers, show chips, corrections and rows.

import { ROOT } from '../place.mjs';
import { shelf, shelfKey } from '../plan/keeping.mjs';
import { slot } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { openSearch, prepare, searchIsReplaced } from './load.mjs';
import { chips, kinds, lookedFor, notices, ofRole, ways } from './offers.mjs';
import { remember } from './recents.mjs';
import { announcement, card, explain, row, signature } from './view.mjs';

/**
 * @typedef {import('./search.mjs').Answer} Answer
 * @typedef {import('./state.mjs').State} State
 * @typedef {Map<string, Map<string, number>>} Counts plays by facet and term
 * @typedef {{
 *   base: URL,
 *   root: HTMLElement,
 *   change: (state: State) => void,
 *   shown?: (answer: Answer) => void,
 *   counted?: (counts: Counts) => void,
 *   again: () => boolean,
 * }} Surroundings `change` is called with what the reader asks for by a chip, `again` when the files of the search are
 *   gone since another site has taken the place of this one: true if the reader gets to that one
 */

const AT_ONCE = 10; // rows that are made before the browser draws
const IN_PARTS = 3; // the same where each may cost a request
const PAUSE = 150; // milliseconds without a new question before texts are loaded for an answer
const NEAR = '50% 0px'; // of a screen: how far from it a row says why it is there
const MOST_ROWS = 100; // rows that are kept for the next letter

export class Panel {
  #around;
  #asked = 0;
  /** @type {Map<string, {item: HTMLElement, shown: string}>} rows by page, for an answer much like the last */
  #made = new Map();

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    for (const name of ['cards', 'results', 'others']) {
      this.#slot(name).addEventListener('click', ({ target }) => {
        if (target instanceof Element && target.closest('a')) remember(this.#words);
      });
    }
    this.#slot('more-kinds').addEventListener('toggle', () => this.#opened());
  }

  get #words() {
    return slot(this.#around.root, 'words', HTMLInputElement).value;
  }

  /** Starts loading before the first letter is typed. */
  warm() {
    openSearch(this.#around.base).catch(() => undefined);
  }

  /**
   * Asks and shows. An answer that comes behind a newer question is dropped. The first rows stand at once, the
   * others follow when the browser has drawn them.
   * @param {State} state
   * @param {(search: {small: boolean}) => number} limit the number of results to show
   */
  async ask(state, limit) {
    const mine = ++this.#asked;
    try {
      const search = await openSearch(this.#around.base);
      if (mine !== this.#asked) return;
      const answer = await search.ask({ ...state, limit: limit(search), first: search.whole ? AT_ONCE : IN_PARTS });
      if (mine !== this.#asked) return;
      keepingFocus(this.#around.root, () => this.#show(state, answer, search.facets));
      await new Promise((drawn) => setTimeout(drawn));
      if (mine !== this.#asked) return;
      // Whoever opens a page with a question does not type.
      await new Promise((paused) => setTimeout(paused, search.whole || mine === 1 ? 0 : PAUSE));
      if (mine !== this.#asked) return;
      await this.#count(search, state, answer, () => mine === this.#asked);
      if (mine !== this.#asked) return;
      const rest = await search.follow(answer);
      if (mine !== this.#asked) return;
      this.#slot('results').append(...this.#rows(rest, answer, search.facets));
      answer.results.push(...rest);
      const explain = (/** @type {'results' | 'others'} */ name) =>
        this.#explain(search, answer, name, () => mine === this.#asked);
      explain('results');
      const open = this.#opened;
      this.#opened = () => open() && explain('others');
      this.#opened();
      if (state.text.trim() !== '') prepare(search);
    } catch (error) {
      if ((await searchIsReplaced()) && this.#around.again()) return;
      if (mine === this.#asked) this.#fail(error);
    }
  }

  /** @type {() => unknown} shows the other pages once they are unfolded */
  #opened = () => undefined;

  /** Forgets the question under way and empties the panel. */
  clear() {
    this.#asked++;
    for (const name of ['cards', 'results', 'others', 'chips', 'kinds', 'notice', 'status']) this.#slot(name).replaceChildren();
    this.#slot('more-kinds').hidden = true;
    this.#slot('failure').hidden = true;
    this.#slot('nothing').hidden = true;
  }

  /** @param {string} name */
  #slot(name) {
    return slot(this.#around.root, name, HTMLElement);
  }

  /** @param {string} name */
  #template(name) {
    return slot(this.#around.root, name, HTMLTemplateElement);
  }

  /**
   * Shows the first results and all that is said of them.
   * @param {State} state
   * @param {Answer} answer
   * @param {readonly import('./store.mjs').Facet[]} facets
   */
  #show(state, answer, facets) {
    const { base } = this.#around;
    this.#slot('cards').replaceChildren(
      ...answer.cards.map((one) => card(this.#template('card'), one, { base, matched: answer.matched })),
    );
    const offering = this.#offering(facets);
    replace(this.#slot('results'), this.#rows(answer.results, answer, facets));
    this.#showOthers(answer, facets);
    replace(this.#slot('kinds'), [...kinds(state, answer, offering)]);
    replace(this.#slot('chips'), [...chips(state, answer, offering)]);
    replace(this.#slot('notice'), [...notices(state, answer, this.#template('correction'), offering)]);
    this.#slot('failure').hidden = true;
    this.#slot('nothing').hidden = answer.total > 0;
    this.#slot('nearest').replaceChildren(...(answer.total > 0 ? [] : ways(state, answer, offering)));
    lookedFor(this.#around.root, state.text);
    const status = this.#slot('status');
    const said = announcement(answer);
    if (status.textContent !== said) status.textContent = said;
    this.#around.shown?.(answer);
  }

  /**
   * The pages that are no plays: folded, unless nothing else was found.
   * @param {Answer} answer
   * @param {readonly import('./store.mjs').Facet[]} facets
   */
  #showOthers(answer, facets) {
    const { others, plays, cards } = answer;
    const folded = slot(this.#around.root, 'more-kinds', HTMLDetailsElement);
    folded.hidden = others.length === 0;
    folded.open = plays === 0 && cards.length === 0;
    this.#slot('others-count').textContent = worded('search.others', { count: others.length });
    this.#slot('others').replaceChildren();
    this.#opened = () => {
      if (folded.open) replace(this.#slot('others'), this.#rows(others, answer, facets));
      return folded.open;
    };
    this.#opened();
  }

  /**
   * Says in each row why it is there, when the reader comes near it: its text is loaded for that. Where it cannot be had,
   * the row stands without.
   * @param {import('./search.mjs').Search} search
   * @param {Answer} answer
   * @param {'results' | 'others'} name
   * @param {() => boolean} current
   */
  #explain(search, answer, name, current) {
    if (answer.matched.size === 0) return;
    const how = { base: this.#around.base, matched: answer.matched };
    const items = /** @type {HTMLElement[]} */ ([...this.#slot(name).children]);
    const say = async (/** @type {number} */ at) => {
      const reason = await search.reason(answer[name][at], answer.matched).catch(() => undefined);
      if (current()) explain(items[at], answer[name][at], reason, how);
    };
    if (!('IntersectionObserver' in window)) return items.forEach((_, at) => void say(at));
    const watch = new IntersectionObserver(
      (seen) => {
        if (!current()) return watch.disconnect();
        for (const { isIntersecting, target } of seen) {
          if (!isIntersecting) continue;
          watch.unobserve(target);
          void say(items.indexOf(/** @type {HTMLElement} */ (target)));
        }
      },
      { rootMargin: NEAR },
    );
    for (const item of items) watch.observe(item);
  }

  /**
   * Counts what each filter would leave, and offers that of the reader's role.
   * @param {import('./search.mjs').Search} search
   * @param {State} state
   * @param {Answer} answer
   * @param {() => boolean} current
   */
  async #count(search, state, answer, current) {
    const role = shelf(shelfKey(ROOT.pathname, 'role')).read() ?? '';
    if (!this.#around.counted && !role) return;
    const counts = await search.counts(answer);
    if (!current()) return;
    this.#around.counted?.(counts);
    this.#slot('notice').append(...ofRole(state, answer, role, counts, this.#offering(search.facets)));
  }

  /**
   * @param {readonly import('./store.mjs').Facet[]} facets
   * @returns {import('./offers.mjs').Offering}
   */
  #offering(facets) {
    return { template: this.#template('chip'), facets, change: this.#around.change, base: this.#around.base };
  }

  /**
   * Rows of results. One that shows what it showed for the last letter stays as it is.
   * @param {import('./search.mjs').Result[]} results
   * @param {Answer} answer
   * @param {readonly import('./store.mjs').Facet[]} facets
   */
  #rows(results, { matched }, facets) {
    return results.map((result) => {
      const shown = signature(result, matched);
      const before = this.#made.get(result.url);
      if (before?.shown === shown) return before.item;
      const item = row(this.#template('row'), result, { base: this.#around.base, facets, matched });
      this.#made.delete(result.url);
      this.#made.set(result.url, { item, shown });
      if (this.#made.size > MOST_ROWS) this.#made.delete(this.#made.keys().next().value ?? '');
      return item;
    });
  }

  /** @param {unknown} error */
  #fail(error) {
    console.warn(error);
    this.clear();
    this.#slot('failure').hidden = false;
    this.#slot('status').textContent = worded('search.failed');
  }
}

/**
 * Puts elements into one, unless they are there already.
 * @param {HTMLElement} element
 * @param {readonly Node[]} children
 */
function replace(element, children) {
  const held = element.childNodes;
  if (held.length === children.length && children.every((child, at) => child === held[at])) return;
  element.replaceChildren(...children);
}

/**
 * Changes what is in an element. A link there that has the focus may be made anew: it then goes to the one that leads to
 * the same page, and where there is none, back to the words.
 * @param {HTMLElement} root
 * @param {() => void} change
 */
function keepingFocus(root, change) {
  const held = document.activeElement;
  change();
  if (!(held instanceof HTMLAnchorElement) || document.activeElement !== document.body) return;
  const same = [...root.querySelectorAll('a')].find(({ href }) => href === held.href);
  (same ?? slot(root, 'words', HTMLInputElement)).focus();
}
