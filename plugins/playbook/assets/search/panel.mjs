// What the dialog and the find page have in common: ask, drop stale answers, show chips, corrections and rows.

import { address, slot } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { joined } from './facets.mjs';
import { openSearch, searchIsReplaced } from './load.mjs';
import { literally, sameTerm, without } from './understand.mjs';
import { announcement, card, chip, explain, label, row, way } from './view.mjs';

/**
 * @typedef {import('./search.mjs').Answer} Answer
 * @typedef {import('./state.mjs').State} State
 * @typedef {{
 *   base: URL,
 *   root: HTMLElement,
 *   change: (state: State) => void,
 *   shown?: (answer: Answer) => void,
 *   again: () => boolean,
 * }} Surroundings `change` is called with what the reader asks for by a chip, `again` when the files of the search are
 *   gone since another site has taken the place of this one: true if the reader gets to that one
 */

const AT_ONCE = 10; // rows that are made before the browser draws

export class Panel {
  #around;
  #asked = 0;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
  }

  /** Starts loading before the first letter is typed. */
  warm() {
    openSearch(this.#around.base).catch(() => undefined);
  }

  /**
   * Asks and shows. An answer that comes behind a newer question is dropped. The first rows stand at once, the
   * others follow when the browser has drawn them.
   * @param {State} state
   * @param {(search: {whole: boolean}) => number} limit the number of results to show
   */
  async ask(state, limit) {
    const mine = ++this.#asked;
    try {
      const search = await openSearch(this.#around.base);
      if (mine !== this.#asked) return;
      const answer = await search.ask({ ...state, limit: limit(search) });
      if (mine !== this.#asked) return;
      const rest = this.#show(state, answer, search.facets);
      await new Promise((drawn) => setTimeout(drawn));
      if (mine !== this.#asked) return;
      if (rest.length > 0) this.#slot('results').append(...this.#rows(rest, answer, search.facets));
      await this.#explain(search, answer, () => mine === this.#asked);
    } catch (error) {
      if ((await searchIsReplaced()) && this.#around.again()) return;
      if (mine === this.#asked) this.#fail(error);
    }
  }

  /** Forgets the question under way and empties the panel. */
  clear() {
    this.#asked++;
    for (const name of ['cards', 'results', 'others', 'chips', 'notice', 'status']) this.#slot(name).replaceChildren();
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
   * Shows the first results and all that is said of them; returns the results that are still to come.
   * @param {State} state
   * @param {Answer} answer
   * @param {readonly import('./store.mjs').Facet[]} facets
   */
  #show(state, answer, facets) {
    const { base } = this.#around;
    this.#slot('cards').replaceChildren(
      ...answer.cards.map((one) => card(this.#template('card'), one, { base, matched: answer.matched })),
    );
    this.#slot('results').replaceChildren(...this.#rows(answer.results.slice(0, AT_ONCE), answer, facets));
    this.#showOthers(answer, facets);
    this.#slot('chips').replaceChildren(...this.#chips(state, answer, facets));
    this.#slot('notice').replaceChildren(...this.#notices(state, answer));
    this.#slot('failure').hidden = true;
    this.#slot('nothing').hidden = answer.total > 0;
    this.#slot('nearest').replaceChildren(...(answer.total > 0 ? [] : this.#nearest(state, answer, facets)));
    const status = this.#slot('status');
    const said = announcement(answer);
    if (status.textContent !== said) status.textContent = said;
    this.#around.shown?.(answer);
    return answer.results.slice(AT_ONCE);
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
    this.#slot('others').replaceChildren(...this.#rows(others, answer, facets));
  }

  /**
   * Says in each row why it is there, as soon as the texts are here. Where they cannot be had, the rows stand without.
   * @param {import('./search.mjs').Search} search
   * @param {Answer} answer
   * @param {() => boolean} current
   */
  async #explain(search, answer, current) {
    if (answer.matched.size === 0) return;
    const { base } = this.#around;
    const lists = /** @type {const} */ ([[answer.results, 'results'], [answer.others, 'others']]);
    await Promise.all(
      lists.flatMap(([results, name]) =>
        results.map(async (result, at) => {
          const reason = await search.reason(result, answer.matched).catch(() => undefined);
          const item = this.#slot(name).children[at];
          if (current() && item instanceof HTMLElement) explain(item, result, reason, { base, matched: answer.matched });
        }),
      ),
    );
  }

  /**
   * @param {import('./search.mjs').Result[]} results
   * @param {Answer} answer
   * @param {readonly import('./store.mjs').Facet[]} facets
   */
  #rows(results, { matched }, facets) {
    const how = { base: this.#around.base, facets, matched };
    return results.map((result) => row(this.#template('row'), result, how));
  }

  /**
   * @param {State} state
   * @param {Answer} answer
   * @param {readonly import('./store.mjs').Facet[]} facets
   */
  *#chips(state, answer, facets) {
    const { change } = this.#around;
    const template = this.#template('chip');
    for (const [facet, terms] of state.filters) {
      for (const term of terms) {
        const text = label(facets, { facet, term });
        const press = () => {
          change({ ...state, filters: new Map(state.filters).set(facet, terms.filter((other) => other !== term)) });
        };
        yield chip(template, { text: `${text} ×`, name: worded('search.remove_filter', { filter: text }), press });
      }
    }
    for (const [at, mention] of answer.understood.entries()) {
      const all = answer.understood.filter((other) => sameTerm(mention, other));
      if (all[0] !== answer.understood[at] || state.filters.get(mention.facet)?.includes(mention.term)) continue;
      const text = label(facets, mention);
      const press = () => change({ ...state, text: all.reduce(literally, state.text) });
      yield chip(template, { text: `${text} ×`, name: worded('search.as_words', { filter: text }), press });
    }
    for (const mention of answer.offered) {
      if (state.filters.get(mention.facet)?.includes(mention.term)) continue;
      const text = label(facets, mention);
      const press = () => {
        const filters = joined(state.filters, new Map([[mention.facet, [mention.term]]]));
        change({ ...state, text: without(state.text, mention), filters });
      };
      yield chip(template, { text: `+ ${text}`, name: worded('search.filter_by', { filter: text }), press });
    }
  }

  /**
   * @param {State} state
   * @param {Answer} answer
   * @param {readonly import('./store.mjs').Facet[]} facets
   */
  *#nearest(state, { unfiltered, nearest }, facets) {
    const { change } = this.#around;
    const template = this.#template('chip');
    if (unfiltered > 0) {
      const text = worded('search.unfiltered', { count: unfiltered });
      yield chip(template, { text, name: text, press: () => change({ ...state, filters: new Map() }) });
    }
    for (const word of nearest.words) {
      yield chip(template, { text: word, name: worded('search.search_for', { word }), press: () => change({ ...state, text: word }) });
    }
    for (const { facet, term } of nearest.terms) {
      const text = label(facets, { facet, term });
      const press = () => change({ ...state, text: '', filters: new Map([[facet, [term]]]) });
      yield chip(template, { text, name: worded('search.show', { filter: text }), press });
    }
    for (const { title, url } of nearest.answers) yield way(title, address(this.#around.base, url));
  }

  /**
   * @param {State} state
   * @param {Answer} answer
   */
  *#notices(state, { corrected, read, total }) {
    if (read) {
      const said = document.createElement('p');
      said.textContent = worded('search.long', { words: read });
      yield said;
    }
    if (corrected.size === 0 || total === 0) return;
    const template = this.#template('correction');
    const said = /** @type {HTMLElement} */ (template.content.cloneNode(true));
    slot(said, 'corrected', HTMLElement).textContent = [...corrected.values()].join(' ');
    const back = slot(said, 'literal', HTMLButtonElement);
    back.textContent = [...corrected.keys()].join(' ');
    back.addEventListener('click', () => this.#around.change({ ...state, text: `"${state.text.replaceAll('"', '')}"` }));
    yield said;
  }

  /** @param {unknown} error */
  #fail(error) {
    console.warn(error);
    this.clear();
    this.#slot('failure').hidden = false;
    this.#slot('status').textContent = worded('search.failed');
  }
}
