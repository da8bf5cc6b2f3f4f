// The plan that the browser keeps: read on every page that has to do with it, and never destroyed because it is damaged.

import { fromPlanCode } from './code.mjs';
import { fromPlanFile, ID, toPlanFile } from './file.mjs';
import { keeps, shelf, shelfKey } from './keeping.mjs';

/** @typedef {import('./entries.mjs').Entry} Entry */

const VERSION = 2; // version 1 was the text of a link

/** @param {string} root the path of the site's root */
export function planKey(root) {
  return shelfKey(root, 'plan', VERSION);
}

/**
 * Where what cannot be read is put aside.
 * @param {string} root
 */
export function asideShelf(root) {
  return shelf(shelfKey(root, 'plan.aside', VERSION));
}

/**
 * What is kept. A plan of the first version is taken over and left where it is. What cannot be read is put aside, behind
 * what may lie there; where there is no room for that, nothing is kept any more.
 * @param {string} root
 * @param {number} now
 * @returns {{entries: Entry[], keeps: boolean}}
 */
export function keptPlan(root, now) {
  const place = shelf(planKey(root));
  if (!keeps(place)) return { entries: [], keeps: false };
  const text = place.read();
  if (text === null) {
    const older = shelf(shelfKey(root, 'plan', 1)).read() ?? '';
    return { entries: fromPlanCode(older, (id) => (ID.test(id) ? id : null)).entries, keeps: true };
  }
  const found = fromPlanFile(text, now);
  if (!('fault' in found)) return { entries: found.entries, keeps: true };
  const aside = asideShelf(root);
  return { entries: [], keeps: aside.write([aside.read(), text].filter(Boolean).join('\n')) && keepPlan(root, []) };
}

/**
 * @param {string} root
 * @param {readonly Entry[]} entries
 * @returns {boolean} whether it is kept
 */
export function keepPlan(root, entries) {
  return shelf(planKey(root)).write(toPlanFile(entries));
}
