// What the browser keeps for this site, and what happens where it keeps nothing.

import { END } from '../pages.mjs';

/**
 * A place for one short text. `read` gives null where there is none, `write` says whether the text is kept.
 * @typedef {{read: () => string | null, write: (text: string) => boolean}} Shelf
 */

/**
 * Several sites may share one origin, so the name begins with the place of the site.
 * @param {string} root the path of the site's root
 * @param {string} what
 * @param {number} [version] of what is kept; another form of it gets the next number and leaves the old one alone
 */
export function shelfKey(root, what, version = 1) {
  return `${root}#playbook.${what}.${version}`;
}

/**
 * A browser may have no storage, refuse it, or have it full: then nothing is kept, and nothing breaks.
 * @param {string} key
 * @param {() => Storage} open the storage; asking for it may throw
 * @returns {Shelf}
 */
export function shelf(key, open = () => window.localStorage) {
  return {
    read() {
      try {
        return open().getItem(key);
      } catch {
        return null;
      }
    },
    write(text) {
      try {
        if (text) open().setItem(key, text);
        else open().removeItem(key);
        return (open().getItem(key) ?? '') === text;
      } catch {
        return false;
      }
    },
  };
}

/**
 * Whether the browser lets this site keep anything.
 * @param {Shelf} place
 */
export function keeps(place) {
  return place.write(place.read() ?? '');
}

/**
 * The path of the site's root, as the element's link to the plan tells it; the same on every page of the site.
 * @param {HTMLElement} element
 */
export function siteRoot(element) {
  return new URL(END === '/' ? '..' : '.', new URL(element.dataset.plan ?? '', document.baseURI)).pathname;
}
