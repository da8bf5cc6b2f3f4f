// A glossary word says what it means where it stands: while the pointer is on it, it has the focus, or it was touched.

import { decoded } from '../addresses.mjs';
import { ROOT } from '../place.mjs';
import { shelf, shelfKey } from '../plan/keeping.mjs';
import { worded } from '../texts.mjs';
import { voices } from './load.mjs';

const PATIENCE = 200; // milliseconds in which the pointer may cross over to the card
const GAP = 6; // pixels between the word and its card
const EDGE = 8; // pixels between the card and the edge of the window

/** One card for all words of a page. */
export class GlossaryCard {
  #card = document.createElement('div');
  /** @type {HTMLAnchorElement | null} */
  #word = null;
  #title = '';
  #leaving = 0;

  /** @param {Document} page */
  constructor(page) {
    this.#card.className = 'pb-word-card';
    this.#card.id = 'pb-word-card';
    this.#card.setAttribute('role', 'tooltip');
    this.#card.hidden = true;
    (page.querySelector('main') ?? page.body).append(this.#card);
    page.addEventListener('pointerover', (event) => event.pointerType !== 'touch' && this.#over(event.target));
    page.addEventListener('focusin', (event) => this.#focused(event.target));
    page.addEventListener('click', (event) => this.#pressed(/** @type {PointerEvent} */ (event)), { capture: true });
    page.addEventListener('keydown', (event) => event.key === 'Escape' && this.#close());
  }

  /** @param {EventTarget | null} target */
  #over(target) {
    const word = wordAt(target);
    if (word) return this.#open(word);
    if (!this.#word || inside(this.#card, target)) return this.#stay();
    if (document.activeElement !== this.#word) this.#leaving ||= window.setTimeout(() => this.#close(), PATIENCE);
  }

  /** @param {EventTarget | null} target */
  #focused(target) {
    const word = wordAt(target);
    if (word) this.#open(word);
    else if (!inside(this.#card, target)) this.#close();
  }

  /**
   * The first touch of a word shows its card, the second follows its link; one elsewhere closes the card.
   * @param {PointerEvent} event
   */
  #pressed(event) {
    const word = wordAt(event.target);
    if (word && event.pointerType === 'touch' && word.dataset.shown === undefined) {
      event.preventDefault();
      this.#open(word);
      word.dataset.shown = '';
    } else if (!word && !inside(this.#card, event.target)) this.#close();
  }

  /** @param {HTMLAnchorElement} word */
  #open(word) {
    this.#stay();
    if (word === this.#word) return;
    this.#close();
    this.#word = word;
    // The browser's own tooltip would say the same on top of it.
    this.#title = word.title;
    word.removeAttribute('title');
    word.setAttribute('aria-describedby', this.#card.id);
    this.#show(word, []);
    const id = decoded(word.hash.slice(1));
    voices().then((all) => this.#word === word && this.#show(word, all[id] ?? []), console.error);
  }

  #close() {
    this.#stay();
    if (!this.#word) return;
    this.#word.title = this.#title;
    this.#word.removeAttribute('aria-describedby');
    delete this.#word.dataset.shown;
    this.#word = null;
    this.#card.hidden = true;
  }

  #stay() {
    window.clearTimeout(this.#leaving);
    this.#leaving = 0;
  }

  /**
   * @param {HTMLAnchorElement} word
   * @param {import('./load.mjs').Voices[string]} said
   */
  #show(word, said) {
    const mine = shelf(shelfKey(ROOT.pathname, 'role')).read();
    const inOrder = [...said].sort(([one], [other]) => Number(other === mine) - Number(one === mine));
    const lines = inOrder.map(([, role, words]) => {
      const line = document.createElement('p');
      const who = document.createElement('strong');
      who.textContent = worded('cards.says', { role });
      line.append(who, ' ', words);
      return line;
    });
    const means = document.createElement('p');
    means.textContent = this.#title;
    const more = document.createElement('a');
    more.href = word.href;
    more.tabIndex = -1; // the word itself leads there
    more.textContent = worded('cards.more');
    this.#card.replaceChildren(means, ...lines, more);
    this.#card.hidden = false;
    this.#place(word);
  }

  /** @param {HTMLElement} word below which the card stands, or above it where there is more room */
  #place(word) {
    const [line] = word.getClientRects();
    const { offsetWidth: width, offsetHeight: height } = this.#card;
    const room = document.documentElement.clientWidth;
    const left = Math.max(EDGE, Math.min(line.left, room - width - EDGE));
    const below = line.bottom + GAP + height <= innerHeight || line.top < height + GAP;
    const top = below ? line.bottom + GAP : line.top - GAP - height;
    const origin = (this.#card.offsetParent ?? document.documentElement).getBoundingClientRect();
    this.#card.style.left = `${left - origin.left}px`;
    this.#card.style.top = `${top - origin.top}px`;
  }
}

/** @param {EventTarget | null} target */
function wordAt(target) {
  const word = target instanceof Element ? target.closest('a.pb-term') : null;
  return word instanceof HTMLAnchorElement ? word : null;
}

/**
 * @param {Element} element
 * @param {EventTarget | null} target
 */
function inside(element, target) {
  return target instanceof Node && element.contains(target);
}
