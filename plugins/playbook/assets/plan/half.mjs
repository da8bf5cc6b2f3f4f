// On the page of a play: the reader's own line first, and what the others are told one press away.

import { slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { shelf, shelfKey, siteRoot } from './keeping.mjs';

/** Stands above the list of roles that the page has anyhow, and only moves its lines. */
export class PlaybookHalf extends Feature {
  /** @type {HTMLElement | null} */
  #list = null;
  /** @type {HTMLElement[]} */
  #lines = [];

  /** @override */
  begin() {
    const list = this.closest('.pb-play')?.querySelector('ul.pb-parts');
    if (!(list instanceof HTMLElement)) return;
    this.#list = list;
    this.#lines = [...list.children].filter((line) => line instanceof HTMLElement);
    list.id = 'pb-half-others';
    list.before(this);
    this.hidden = false;
    const told = new Set(this.#lines.flatMap(rolesOf));
    for (const option of [...this.#select.options]) if (option.value && !told.has(option.value)) option.remove();
    this.#select.addEventListener('change', () => {
      this.#shelf.write(this.#select.value);
      this.#show();
    });
    this.#others.addEventListener('click', () => this.#open(list.hidden !== false));
    window.addEventListener('hashchange', () => this.#reach());
    this.#select.value = told.has(this.#shelf.read() ?? '') ? (this.#shelf.read() ?? '') : '';
    this.#show();
    this.#reach();
  }

  get #shelf() {
    return shelf(shelfKey(siteRoot(this), 'role'));
  }

  get #select() {
    return slot(this, 'role', HTMLSelectElement);
  }

  get #others() {
    return slot(this, 'others', HTMLButtonElement);
  }

  #show() {
    const role = this.#select.value;
    const mine = this.#lines.filter((line) => role !== '' && rolesOf(line).includes(role));
    const others = this.#lines.filter((line) => !mine.includes(line));
    const own = slot(this, 'mine', HTMLElement);
    own.replaceChildren(...mine);
    own.hidden = !mine.length;
    this.#list?.replaceChildren(...others);
    slot(this, 'others-line', HTMLElement).hidden = !mine.length || !others.length;
    this.#open(!mine.length);
    const name = this.#select.selectedOptions[0]?.text ?? '';
    tell(this, 'said', mine.length ? worded('plan.your_line', { role: name }) : '');
  }

  /** @param {boolean} open */
  #open(open) {
    if (this.#list) this.#list.hidden = !open;
    this.#others.setAttribute('aria-expanded', String(open));
  }

  /** A link to somebody's line shows it, whoever reads. */
  #reach() {
    const line = this.#lines.find(({ id }) => id !== '' && `#${id}` === location.hash);
    if (!line) return;
    if (line.parentElement === this.#list) this.#open(true);
    line.scrollIntoView();
  }
}

/** @param {HTMLElement} line */
function rolesOf(line) {
  return (line.dataset.role ?? '').split(' ').filter(Boolean);
}
