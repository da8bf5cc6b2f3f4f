// The two custom elements: the search dialog of the header and the find page.

import { writeAddress } from '../addresses.mjs';
import { beginAgain } from '../current.mjs';
import { END } from '../pages.mjs';
import { address, slot } from '../slots.mjs';
import { Feature, wake } from '../waking.mjs';
import { composing, handOver } from './opener.mjs';
import { Panel } from './panel.mjs';
import { offerRecent, remember } from './recents.mjs';
import { fromQuery, toQuery } from './state.mjs';
import { literally, sameTerm } from './understand.mjs';

/** @typedef {import('./state.mjs').State} State */

const PAGE = 10; // results that the find page shows at first and adds at a time, for each may cost a request
const WHOLE_PAGE = 60; // the same where everything is loaded anyway, sooner or later
const GLANCE = 8; // results in the dialog
const TYPING = 300; // milliseconds in which letters share one change of the address
const WIDE = '(min-width: 45em)'; // room for open lists of filters above the results

/** The root of the site. */
let root = new URL('about:blank');

/** Whether lists of filters stand open. Asked before anything is changed, for the answer needs a layout. */
let wide = false;

/**
 * Makes the custom elements known.
 * @param {URL} base the root of the site
 */
export function defineSearch(base) {
  root = base;
  wide = matchMedia(WIDE).matches;
  wake(() => customElements.define('playbook-find', PlaybookFind));
  wake(() => customElements.define('playbook-search', PlaybookSearch));
}

/**
 * Whether the reader ticked a box, as opposed to the words of the query.
 * @param {HTMLInputElement} box
 */
function chosenByHand(box) {
  return box.checked && box.dataset.understood === undefined;
}

/** The find page: words and facets in a form, results below, all of it in the address. */
class PlaybookFind extends Feature {
  #shownPages = 1;
  /** @type {Panel | undefined} */
  #panel;
  /** @type {import('./understand.mjs').Mention[]} */
  #understood = [];
  #kind = '';

  /** @override */
  begin() {
    this.#panel = new Panel({
      base: root,
      root: this,
      change: (state) => {
        this.#write(state);
        this.#go('push');
        this.#words.focus();
      },
      shown: (answer) => this.#shown(answer),
      counted: (counts) => this.#counted(counts),
      again: beginAgain,
    });
    this.#form.addEventListener('input', (event) => {
      this.#shownPages = 1;
      if (event.target instanceof HTMLInputElement && event.target.type === 'checkbox') this.#ticked(event.target);
      this.#go(event.target === this.#words ? 'replace' : 'push');
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#go('push');
    });
    // The form is emptied behind the event, and behind its microtasks too.
    this.#form.addEventListener('reset', () => {
      this.#kind = '';
      setTimeout(() => this.#go('push'));
    });
    slot(this, 'more', HTMLButtonElement).addEventListener('click', () => this.#more());
    window.addEventListener('popstate', () => this.#restore());
    if (wide) {
      for (const details of [...this.querySelectorAll('details')].slice(0, 2)) details.open = true;
    }
    this.#restore();
    // While the first question is on its way.
    const showRecent = offerRecent(this);
    this.#words.addEventListener('change', () => {
      remember(this.#words.value);
      showRecent();
    });
  }

  get #form() {
    return slot(this, 'form', HTMLFormElement);
  }

  get #words() {
    return slot(this, 'words', HTMLInputElement);
  }

  get #facets() {
    return [...this.querySelectorAll('fieldset[data-facet]')].map((fieldset) => {
      const boxes = [...fieldset.querySelectorAll('input')];
      return {
        id: /** @type {HTMLElement} */ (fieldset).dataset.facet ?? '',
        param: boxes[0]?.name ?? '',
        terms: boxes.map((box) => box.value),
        boxes,
      };
    });
  }

  /** @returns {State} */
  #read() {
    return {
      text: this.#words.value,
      filters: new Map(
        this.#facets.map(({ id, boxes }) => [id, boxes.filter(chosenByHand).map((box) => box.value)]),
      ),
      kind: this.#kind,
      sort: slot(this, 'sort', HTMLSelectElement).value === 'stage' ? 'stage' : 'fit',
    };
  }

  /** @param {State} state */
  #write({ text, filters, kind, sort }) {
    this.#words.value = text;
    this.#kind = kind;
    for (const { id, boxes } of this.#facets) {
      for (const box of boxes) {
        delete box.dataset.understood;
        box.checked = filters.get(id)?.includes(box.value) ?? false;
        if (box.checked) box.closest('details')?.setAttribute('open', '');
      }
    }
    slot(this, 'sort', HTMLSelectElement).value = sort;
  }

  #restore() {
    this.#shownPages = 1;
    this.#write(fromQuery(location.search, this.#facets));
    this.#ask();
  }

  /** @param {'push' | 'replace'} how */
  #go(how) {
    writeAddress(location.pathname + toQuery(this.#read(), this.#facets), how, how === 'push' ? 0 : TYPING);
    this.#ask();
  }

  #ask() {
    void this.#asking();
  }

  async #asking() {
    await this.#panel?.ask(this.#read(), ({ small }) => this.#shownPages * (small ? WHOLE_PAGE : PAGE));
  }

  #more() {
    const before = slot(this, 'results', HTMLElement).children.length;
    this.#shownPages++;
    void this.#asking().then(() => {
      slot(this, 'results', HTMLElement).children[before]?.querySelector('a')?.focus();
    });
  }

  /**
   * A box was pressed. One that is ticked because the words name its term stands for these words: once it is not, they
   * are no more than words.
   * @param {HTMLInputElement} box
   */
  #ticked(box) {
    delete box.dataset.understood;
    if (box.checked) return;
    const facet = box.closest('fieldset')?.dataset.facet ?? '';
    const named = this.#understood.filter((mention) => sameTerm(mention, { facet, term: box.value }));
    this.#words.value = named.reduce(literally, this.#words.value);
  }

  /** @param {import('./search.mjs').Answer} answer */
  #shown(answer) {
    this.#understood = answer.understood;
    // The address asks again for what was asked: of a long text its telling words.
    if (answer.read) writeAddress(location.pathname + toQuery({ ...this.#read(), text: answer.read }, this.#facets), 'replace');
    for (const { id, boxes } of this.#facets) {
      for (const box of boxes) {
        const byHand = chosenByHand(box);
        const named = answer.understood.some((mention) => sameTerm(mention, { facet: id, term: box.value }));
        box.checked = byHand || named;
        if (named && !byHand) box.dataset.understood = '';
        else delete box.dataset.understood;
      }
    }
    slot(this, 'more', HTMLButtonElement).hidden = answer.results.length + answer.following.length >= answer.listed;
  }

  /** @param {import('./panel.mjs').Counts} counts */
  #counted(counts) {
    for (const { id, boxes } of this.#facets) {
      for (const box of boxes) {
        const count = box.closest('label')?.querySelector('[data-count]');
        if (count) count.textContent = String(counts.get(id)?.get(box.value) ?? 0);
      }
    }
  }
}

/** The search dialog: results as the reader types, arrows to move, Enter to open, Escape to leave. */
class PlaybookSearch extends Feature {
  /** @type {Panel | undefined} */
  #panel;
  /** @type {import('./facets.mjs').Filters} */
  #filters = new Map();
  #kind = '';

  /** @override */
  begin() {
    this.#panel = new Panel({
      base: root,
      root: this,
      change: ({ text, filters, kind }) => {
        this.#words.value = text;
        this.#filters = filters;
        this.#kind = kind;
        this.#words.focus();
        this.#ask();
      },
      again: () => {
        handOver(this.#words);
        return true;
      },
    });
    this.#words.addEventListener('input', () => this.#ask());
    this.addEventListener('keydown', (event) => this.#key(event));
    slot(this, 'form', HTMLFormElement).addEventListener('submit', (event) => this.#submit(event));
    // What was typed while this script was on its way.
    this.#panel.warm();
    this.#ask();
  }

  get #words() {
    return slot(this, 'words', HTMLInputElement);
  }

  #ask() {
    const state = { text: this.#words.value, filters: this.#filters, kind: this.#kind, sort: /** @type {const} */ ('fit') };
    if (state.text.trim() === '' && [...this.#filters.values()].every((terms) => terms.length === 0)) {
      this.#panel?.clear();
    } else {
      void this.#panel?.ask(state, () => GLANCE);
    }
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    remember(this.#words.value);
    const url = new URL(address(root, `find${END}`));
    url.search = new URLSearchParams({ q: this.#words.value }).toString();
    location.assign(url);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (composing(event)) return;
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
    const inWords = document.activeElement === this.#words;
    if (inWords && event.key !== 'ArrowDown') return;
    /** @type {NodeListOf<HTMLElement>} */
    const titles = this.querySelectorAll('.playbook-result__title');
    // Of folded pages nobody sees the titles.
    const seen = [...titles].filter((title) => title.closest('details:not([open])') === null);
    const stops = [this.#words, ...seen];
    const at = stops.indexOf(/** @type {HTMLInputElement} */ (document.activeElement));
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 1, End: stops.length - 1 }[event.key] ?? at;
    event.preventDefault();
    stops[Math.max(0, Math.min(step, stops.length - 1))].focus();
  }
}
