// Opens the search on every page. The dialog stands in the page, so what is typed is kept while its script comes.

import { isReplaced } from '../current.mjs';
import { bring } from '../features.mjs';
import { slot } from '../slots.mjs';

const PAUSE = 700; // milliseconds after the last letter

/**
 * Let `/`, Ctrl+K and the links to the search open the dialog.
 * @param {Document} page
 */
export function offerSearch(page) {
  const search = page.querySelector('playbook-search');
  const dialog = search?.closest('dialog');
  if (!search || !dialog) return;
  const words = slot(search, 'words', HTMLInputElement);
  const warm = () => bring('search');
  const open = () => {
    warm().catch(async (error) => {
      if (await isReplaced()) return handOver(words);
      console.error(error);
      slot(search, 'failure', HTMLElement).hidden = false;
    });
    slot(search, 'status', HTMLElement).role = 'status';
    if (!dialog.open) dialog.showModal();
    words.select();
    words.focus();
  };
  slot(search, 'close', HTMLButtonElement).addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || composing(event)) return;
    // A search field would keep the key to empty itself.
    event.preventDefault();
    dialog.close();
  });
  for (const opener of page.querySelectorAll('[data-playbook-open]')) {
    opener.addEventListener('click', (event) => {
      const mouse = /** @type {MouseEvent} */ (event);
      if (mouse.ctrlKey || mouse.metaKey || mouse.shiftKey) return;
      event.preventDefault();
      open();
    });
    opener.addEventListener('pointerenter', () => warm().catch(() => undefined), { once: true });
  }
  page.addEventListener('keydown', (event) => {
    if (composing(event)) return;
    // For a moment after it closes, the dialog's field still gets the keys.
    const away = dialog.open || event.target !== words;
    const free = !(away && typing(event.target));
    const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && free;
    const palette = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!slash && !palette) return;
    event.preventDefault();
    open();
  });
}

/**
 * Hand what the reader types to the find page of today's site, once they pause: this page is one of yesterday's.
 * @param {HTMLInputElement} words
 */
export function handOver(words) {
  if (words.dataset.handsOver !== undefined) return;
  words.dataset.handsOver = '';
  let pause = 0;
  const wait = () => {
    clearTimeout(pause);
    if (words.value.trim() !== '') pause = window.setTimeout(() => words.form?.submit(), PAUSE);
  };
  words.addEventListener('input', wait);
  wait();
}

/**
 * Whether a key belongs to an input method, which makes one letter out of several keys: Escape and Enter are its own
 * then. Safari tells the last of them by its code alone.
 * @param {KeyboardEvent} event
 */
export function composing(event) {
  return event.isComposing || event.keyCode === 229;
}

/** @param {EventTarget | null} target */
function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
