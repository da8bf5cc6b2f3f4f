// The reader's recent searches on the find page: kept only while they want it.

import { shelf, shelfKey } from '../plan/keeping.mjs';
import { ROOT } from '../place.mjs';
import { slot } from '../slots.mjs';
import { recent, remembered } from './recent.mjs';
import { way } from './view.mjs';

const place = () => shelf(shelfKey(ROOT.pathname, 'searches'));

/**
 * Keeps what was searched for, if the reader wants that.
 * @param {string} words
 */
export function remember(words) {
  const kept = recent(place().read());
  if (kept) place().write(remembered(kept, words));
}

/**
 * Shows what is kept, and lets the reader begin, end and forget.
 * @param {HTMLElement} root
 */
export function offerRecent(root) {
  const box = slot(root, 'remember', HTMLInputElement);
  const forget = slot(root, 'forget', HTMLButtonElement);
  const show = () => {
    const kept = recent(place().read());
    box.checked = kept !== null;
    const found = kept ?? [];
    slot(root, 'recent', HTMLElement).replaceChildren(
      ...found.map((words) => way(words, `?${new URLSearchParams({ q: words })}`)),
    );
    forget.hidden = found.length === 0;
  };
  box.addEventListener('change', () => {
    place().write(box.checked ? '[]' : '');
    show();
  });
  forget.addEventListener('click', () => {
    place().write('[]');
    show();
    box.focus();
  });
  window.addEventListener('storage', show);
  window.addEventListener('pageshow', ({ persisted }) => persisted && show());
  show();
  return show;
}
