// The reader's role, which plays remember too.

import { shelf, shelfKey, siteRoot } from '../plan/keeping.mjs';

const CHANGED = 'playbook-role';

/** @param {HTMLElement} element with the link to the plan */
function kept(element) {
  return shelf(shelfKey(siteRoot(element), 'role'));
}

/**
 * The id of a role; empty where nobody chose one.
 * @param {HTMLElement} element
 */
export function ownRole(element) {
  return kept(element).read() ?? '';
}

/**
 * Remember a role, and tell whatever on this page shows it.
 * @param {HTMLElement} element
 * @param {string} id
 */
export function rememberRole(element, id) {
  kept(element).write(id);
  window.dispatchEvent(new CustomEvent(CHANGED, { detail: id }));
}

/**
 * Call `show` with the role now and whenever it changes, here or in another window.
 * @param {HTMLElement} element
 * @param {(id: string) => void} show
 */
export function followRole(element, show) {
  const again = () => show(ownRole(element));
  window.addEventListener(CHANGED, (event) => show(event instanceof CustomEvent ? event.detail : ''));
  window.addEventListener('storage', again);
  window.addEventListener('pageshow', ({ persisted }) => persisted && again());
  again();
}
