// Narrows the lists of a page to what was typed, and puts first what concerns the reader's role.

import { decoded } from '../addresses.mjs';
import { ROOT } from '../place.mjs';
import { shelf, shelfKey } from '../plan/keeping.mjs';
import { slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { folded, leading, matches } from './matching.mjs';

/**
 * Lists are marked `data-filter`, their entries are their children, and what stands around a list only for its sake is
 * a `data-filter-group`. A list marked `data-lead` is put in order by the `data-roles` of its children.
 */
export class PlaybookListing extends Feature {
  /** @type {{element: HTMLElement, text: string}[]} */
  #entries = [];
  /** @type {{list: HTMLElement, children: HTMLElement[]}[]} each in the order that it has without a role */
  #led = [];
  #shelf = shelf(shelfKey(ROOT.pathname, 'role'));

  /** @override */
  begin() {
    this.#entries = all('[data-filter] > *').map((element) => ({
      element,
      text: folded(`${element.textContent} ${element.dataset.words ?? ''}`),
    }));
    this.#led = all('[data-lead]').map((list) => ({ list, children: childrenOf(list) }));
    this.#words.addEventListener('input', () => this.#filter());
    window.addEventListener('hashchange', () => this.#reach());
    const role = this.querySelector('select');
    if (role) this.#follow(role);
    // A browser may have kept what stood in the box.
    if (this.#words.value) this.#filter();
  }

  get #words() {
    return slot(this, 'words', HTMLInputElement);
  }

  #filter() {
    const typed = this.#words.value;
    let count = 0;
    for (const { element, text } of this.#entries) {
      element.hidden = !matches(text, typed);
      if (!element.hidden) count += 1;
    }
    for (const group of all('[data-filter-group]')) {
      group.hidden = !group.querySelector('[data-filter] > :not([hidden])');
    }
    const said = count ? worded('listing.shown', { count, all: this.#entries.length }) : worded('listing.none');
    tell(this, 'said', typed.trim() ? said : '');
  }

  /** A link to an entry that is filtered away shows it. */
  #reach() {
    const target = document.getElementById(decoded(location.hash.slice(1)));
    if (!target?.closest('[hidden]')) return;
    this.#words.value = '';
    this.#filter();
    target.scrollIntoView();
  }

  /** @param {HTMLSelectElement} choice */
  #follow(choice) {
    const known = [...choice.options].map(({ value }) => value);
    const kept = this.#shelf.read() ?? '';
    choice.value = known.includes(kept) ? kept : '';
    choice.addEventListener('change', () => {
      this.#shelf.write(choice.value);
      this.#lead(choice.value);
      const role = choice.selectedOptions[0]?.text ?? '';
      tell(this, 'said', choice.value ? worded('listing.first', { role }) : '');
    });
    this.#lead(choice.value);
  }

  /** @param {string} role */
  #lead(role) {
    for (const { list, children } of this.#led) {
      list.append(...leading(children, ({ dataset }) => dataset.roles ?? '', role));
      for (const child of children) child.classList.toggle('is-mine', (child.dataset.roles ?? '').split(' ').includes(role));
    }
  }
}

/** @param {string} selector */
function all(selector) {
  return [...document.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
}

/** @param {HTMLElement} list */
function childrenOf(list) {
  return [...list.children].filter((child) => child instanceof HTMLElement);
}
