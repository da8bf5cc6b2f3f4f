// The address of the page: read whatever stands in it, and written without ever standing in anybody's way.

const BURST = 60; // changes at once
const PAUSE = 1000; // milliseconds until another one is due: Safari refuses more than 100 in half a minute
const AGAIN = 5000; // milliseconds after which a change that was refused is tried again

/** @typedef {{url: string, how: 'push' | 'replace'}} Change */

/**
 * A part of an address in plain letters; what is no code stays as it is.
 * @param {string} part
 */
export function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * Writes the address. Changes that come too fast, or that the browser refuses, wait; of those only the last one counts,
 * so nothing else may depend on what the address holds.
 */
export class AddressBar {
  #window;
  /** @type {Change | null} */
  #waiting = null;
  #timer = 0;
  #left = BURST;
  #counted = 0;

  /** @param {Window} window */
  constructor(window) {
    this.#window = window;
    // Before the reader leaves, and before the browser goes to another entry, which what waits was not meant for.
    for (const event of ['click', 'pagehide']) window.addEventListener(event, () => this.#settle(), { capture: true });
    for (const event of ['popstate', 'hashchange']) window.addEventListener(event, () => this.#forget(), { capture: true });
  }

  /**
   * @param {string} url
   * @param {'push' | 'replace'} how a pushed one can be gone back from
   * @param {number} patience milliseconds that it may wait, for a change takes some of a slow page
   */
  write(url, how = 'replace', patience = 0) {
    if (how === 'push') this.#settle();
    this.#waiting = { url, how: this.#waiting?.how === 'push' ? 'push' : how };
    if (!this.#allowed()) this.#later(PAUSE);
    else if (patience > 0) this.#later(patience);
    else this.#settle();
  }

  #allowed() {
    const now = this.#window.performance.now();
    this.#left = Math.min(BURST, this.#left + (now - this.#counted) / PAUSE);
    this.#counted = now;
    return this.#left >= 1;
  }

  /** @param {number} delay */
  #later(delay) {
    this.#timer ||= this.#window.setTimeout(() => {
      this.#timer = 0;
      this.#settle();
    }, delay);
  }

  #settle() {
    if (!this.#waiting) return;
    const { url, how } = this.#waiting;
    const { history, location } = this.#window;
    const same = new URL(url, location.href).href === location.href;
    this.#left -= 1;
    try {
      if (how === 'push' && !same) history.pushState(null, '', url);
      else if (!same) history.replaceState(history.state, '', url);
      this.#forget();
    } catch {
      this.#later(AGAIN);
    }
  }

  #forget() {
    this.#waiting = null;
    this.#window.clearTimeout(this.#timer);
    this.#timer = 0;
  }
}

/** @type {AddressBar | undefined} */
let bar;

/**
 * Writes the address of this page.
 * @param {string} url
 * @param {'push' | 'replace'} how
 * @param {number} patience
 */
export function writeAddress(url, how = 'replace', patience = 0) {
  bar ??= new AddressBar(window);
  bar.write(url, how, patience);
}
