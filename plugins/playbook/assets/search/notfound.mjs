// On the page for what was not found: looks for the words of the address that led nowhere.

import { decoded } from '../addresses.mjs';
import { END } from '../pages.mjs';
import { address, copy, slot } from '../slots.mjs';
import { openSearch } from './load.mjs';

const MOST_WORDS = 12;
const GUESSES = 3;

/**
 * The words of an address below the root of the site, as one would type them into a search: `plays/talk-soner/` asks
 * for `talk soner`. The first of several parts names the shelf, not the book, so it is left out.
 * @param {string} path as in `location.pathname`
 * @param {string} root the same of the site's root, with its last slash
 */
export function lostWords(path, root) {
  const below = path.startsWith(root) ? path.slice(root.length) : path;
  const names = below.split('/').map(readable).filter((name) => name !== '');
  const words = (names.length > 1 ? names.slice(1) : names).join(' ').split(' ');
  return words.filter((word) => word !== '').slice(0, MOST_WORDS).join(' ');
}

/**
 * A part of an address in words; nothing for the name of a folder's own page.
 * @param {string} part
 */
function readable(part) {
  const name = decoded(part).replace(/\.[a-z0-9]{1,5}$/iu, '');
  return name === 'index' ? '' : name.replace(/[^\p{L}\p{N}\p{M}'’]+/gu, ' ').trim();
}

/**
 * Fill in what the reader may have been looking for. Does nothing on any other page.
 * @param {Document} page
 * @param {{pathname: string}} place
 * @param {URL} base the root of the site
 */
export async function lookForLost(page, place, base) {
  const lost = page.querySelector('[data-pb-lost]');
  const words = lost && lostWords(place.pathname, base.pathname);
  if (!lost || !words) return;
  slot(lost, 'words', HTMLInputElement).value = words;
  const all = slot(lost, 'all', HTMLAnchorElement);
  all.href = `${address(base, `find${END}`)}?${new URLSearchParams({ q: words })}`;
  slot(lost, 'asked', HTMLElement).textContent = words;
  const list = slot(lost, 'guesses', HTMLElement);
  list.replaceChildren(...await guesses(words, base, slot(lost, 'guess', HTMLTemplateElement)));
  list.hidden = list.childElementCount === 0;
  slot(lost, 'answer', HTMLElement).hidden = false;
}

/**
 * The best pages for some words, none where the search cannot be had: the link to it is there all the same.
 * @param {string} words
 * @param {URL} base
 * @param {HTMLTemplateElement} template
 */
async function guesses(words, base, template) {
  try {
    const { results } = await (await openSearch(base)).ask({ text: words, limit: GUESSES });
    return results.map((result) => {
      const guess = copy(template);
      const title = slot(guess, 'title', HTMLAnchorElement);
      title.href = address(base, result.url);
      title.textContent = result.title;
      slot(guess, 'summary', HTMLElement).textContent = result.summary;
      return guess;
    });
  } catch {
    return [];
  }
}
