// The matrix: the titles of a cell appear where the reader points, and the reader's own role is marked.

import { slot } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { counted, own } from './answer.mjs';
import { followRole } from './role.mjs';
import { made, more, playList } from './sentence.mjs';

/** @typedef {Pick<import('./answer.mjs').Standing, 'plays' | 'cells'>} Titles */

const ID = 'pb-peek';
// As in page.css: titles lie over the table, which may scroll by itself; on a narrow screen they stand between its cells.
const WIDE = matchMedia('(min-width: 60em)');

/**
 * A cell shows its titles while the mouse or the focus is on it, until Escape. A finger shows them with its first tap on
 * a cell and opens the cell with the next.
 */
export class PlaybookMatrix extends Feature {
  /** @type {Titles} */
  #titles = { plays: [], cells: {} };
  /** @type {HTMLElement | null} */
  #shown = null;
  /** @type {HTMLElement | null} */
  #tapped = null;

  /** @override */
  begin() {
    this.#titles = JSON.parse(slot(this, 'data', HTMLScriptElement).text);
    this.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && this.#show(cellAt(event)));
    this.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && this.#show(null));
    // A finger focuses a cell before it clicks; what moved in between would take the click from it.
    this.addEventListener('focusin', (event) => this.#tapped || this.#focused(event));
    this.addEventListener('pointercancel', () => (this.#tapped = null));
    this.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) this.#show(null);
    });
    this.addEventListener('pointerdown', (event) => {
      const cell = event.pointerType === 'mouse' ? null : cellAt(event);
      this.#tapped = cell === this.#shown ? null : cell;
    });
    this.addEventListener('click', (event) => this.#tap(event));
    document.addEventListener('scroll', () => this.#place(), { capture: true, passive: true });
    document.addEventListener('keydown', ({ key }) => key === 'Escape' && this.#show(null));
    followRole(this, (id) => this.#mark(id));
  }

  /** On a narrow screen titles stand between cells, so what has the focus may have moved. @param {FocusEvent} event */
  #focused(event) {
    this.#show(cellAt(event));
    if (event.target instanceof Element) event.target.scrollIntoView({ block: 'nearest' });
  }

  /** @param {MouseEvent} event */
  #tap(event) {
    const cell = this.#tapped;
    this.#tapped = null;
    if (!cell || cell !== cellAt(event) || !this.#has(cell)) return;
    event.preventDefault();
    this.#show(cell, worded('standing.again'));
  }

  /** @param {HTMLElement} cell */
  #has(cell) {
    const held = own(this.#titles.cells, linkOf(cell)?.dataset.cell ?? '');
    return Boolean(held && counted(held));
  }

  /**
   * @param {HTMLElement | null} cell none where the titles go away
   * @param {string} [hint]
   */
  #show(cell, hint = '') {
    if (cell === this.#shown && !hint) return;
    if (this.#shown) linkOf(this.#shown)?.removeAttribute('aria-describedby');
    this.querySelector(`#${ID}`)?.remove();
    this.#shown = cell && this.#has(cell) ? cell : null;
    const link = this.#shown && linkOf(this.#shown);
    if (!link) return;
    const held = own(this.#titles.cells, link.dataset.cell ?? '') ?? [[], []];
    const [lead, support] = held;
    const peek = made('div', 'pb-peek', '');
    peek.id = ID;
    for (const [words, plays] of /** @type {const} */ ([['leads', lead], ['supports', support]])) {
      if (plays.length) peek.append(made('p', 'pb-minor', worded(`standing.${words}`)), playList(plays, this.#titles.plays));
    }
    const left = counted(held) - lead.length - support.length;
    if (left) peek.append(made('p', 'pb-minor', more(left)));
    if (hint) peek.append(made('p', 'pb-minor', hint));
    // The cell's own page holds them all; on the way through the matrix nobody has to pass each of them.
    for (const title of peek.querySelectorAll('a')) title.tabIndex = -1;
    link.setAttribute('aria-describedby', ID);
    this.#shown?.append(peek);
    if (!WIDE.matches) return;
    peek.popover = 'manual';
    peek.showPopover();
    this.#place();
  }

  /** Below its cell, or above where there is no room. */
  #place() {
    const peek = this.querySelector(`#${ID}:popover-open`);
    if (!(peek instanceof HTMLElement) || !this.#shown) return;
    const { left, right, top, bottom } = this.#shown.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = peek;
    const isRoom = left + width <= document.documentElement.clientWidth;
    const isBelow = bottom + height <= innerHeight || top < height;
    peek.style.left = `${isRoom ? left : Math.max(0, right - width)}px`;
    peek.style.top = `${isBelow ? bottom - 1 : top - height + 1}px`;
  }

  /** @param {string} id of the reader's role */
  #mark(id) {
    for (const place of /** @type {Iterable<HTMLElement>} */ (this.querySelectorAll('[data-role]'))) {
      const mine = place.dataset.role === id;
      place.classList.toggle('is-mine', mine);
      place.querySelector('.pb-mine')?.remove();
      if (mine && place.tagName === 'TH') place.append(made('span', 'pb-unseen pb-mine', worded('standing.yours')));
    }
  }
}

/**
 * @param {Event} event
 * @returns {HTMLElement | null}
 */
function cellAt({ target }) {
  return target instanceof Element ? target.closest('td') : null;
}

/**
 * @param {HTMLElement} cell
 * @returns {HTMLElement | null}
 */
function linkOf(cell) {
  return cell.querySelector('[data-cell]');
}
