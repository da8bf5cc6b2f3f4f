// What the reader has filled in, on all pages of the site.

import { ROOT } from '../place.mjs';
import { shelf, shelfKey } from '../plan/keeping.mjs';
import { fromKept, toKept, value } from './gaps.mjs';

/** The values by the names of their places. Where the browser keeps nothing, they hold for the page. */
export class Values {
  #shelf = shelf(shelfKey(ROOT.pathname, 'fields'));
  /** @type {Set<() => void>} */
  #heard = new Set();
  /** @type {ReadonlyMap<string, string>} */
  all = fromKept(this.#shelf.read());

  constructor() {
    // Another page of the site, or this one when the reader comes back to it.
    for (const event of ['storage', 'pageshow']) window.addEventListener(event, this.#read);
  }

  /** @param {() => void} listener called whenever a value has changed */
  hear(listener) {
    this.#heard.add(listener);
  }

  /**
   * @param {string} name
   * @param {string} typed
   */
  fill(name, typed) {
    // The last one filled in is the last to be forgotten.
    this.#change([...[...this.all].filter(([known]) => known !== name), [name, value(typed)]]);
  }

  empty() {
    this.#change([]);
  }

  /** @param {[string, string][]} pairs */
  #change(pairs) {
    this.all = new Map(pairs);
    this.#shelf.write(toKept(this.all));
    this.#tell();
  }

  #read = (/** @type {Event} */ { type }) => {
    const kept = this.#shelf.read();
    // A browser that keeps nothing has nothing to say; that another page emptied the fields is news.
    if (kept === null && type !== 'storage') return;
    if ((kept ?? '') === toKept(this.all)) return;
    this.all = fromKept(kept);
    this.#tell();
  };

  #tell() {
    for (const listener of this.#heard) listener();
  }
}
