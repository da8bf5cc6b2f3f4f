// Which files the site is made of today: a page may have stood open while a new site took the place of the old one.

import { CORE, ROOT } from './place.mjs';
import { addScript } from './scripts.mjs';

/** @typedef {{core: string, search: string}} Current the name of the core script, and what the index's files end in */

/**
 * What the site says of itself; rejects where it cannot be asked.
 * @param {boolean} [anew] ask the host, whatever the browser has kept
 * @returns {Promise<Current>}
 */
export async function currentFiles(anew = false) {
  const scope = /** @type {any} */ (globalThis);
  const url = new URL('assets/playbook/current.js', ROOT);
  if (anew) url.searchParams.set('at', String(Date.now()));
  if (anew || !scope.playbookCurrent) await addScript(url);
  return scope.playbookCurrent;
}

/**
 * Whether another site has taken the place of the one that this page came with, so that its files may be gone.
 * @param {string} [search] what the index's files end in that the page uses
 * @returns {Promise<boolean>} no where that cannot be told, as without a network
 */
export async function isReplaced(search) {
  try {
    const now = await currentFiles(true);
    return now.core !== CORE || (search !== undefined && now.search !== search);
  } catch {
    return false;
  }
}

/** Begin the page again, once: a host may hand out the old page for a while. */
export function beginAgain() {
  const [how] = performance.getEntriesByType('navigation');
  if (how instanceof PerformanceNavigationTiming && how.type === 'reload') return false;
  location.reload();
  return true;
}
