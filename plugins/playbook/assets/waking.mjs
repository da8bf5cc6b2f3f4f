// Wakes each feature of a page by itself, so that one which fails takes no other with it.

import { worded } from './texts.mjs';

/**
 * Start a feature. Where that fails, the console is told why, once, and the reader, where the feature would stand.
 * @param {() => unknown} start may return a promise
 * @param {Element | null} [place] in front of which the reader is told; nowhere for what nobody waits for
 */
export function wake(start, place = null) {
  const fail = (/** @type {unknown} */ error) => {
    console.error(error);
    if (!place) return;
    const said = document.createElement('p');
    said.className = 'pb-failed';
    said.setAttribute('role', 'status');
    said.textContent = worded('failure.asleep');
    place.before(said);
  };
  try {
    const done = start();
    if (done instanceof Promise) done.catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** An element that begins once, when it first stands in a page, and tells the reader where it cannot. */
export class Feature extends HTMLElement {
  #begun = false;

  connectedCallback() {
    if (this.#begun) return;
    this.#begun = true;
    wake(() => this.begin(), this);
  }

  /** What the element does first. */
  begin() {}
}
