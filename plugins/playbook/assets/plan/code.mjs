// A plan as the short text of a link: plays, how far they are, and their days. People, notes and steps are in no link.

import { isDay, isWeek } from './days.mjs';
import { mergePlans, newEntry, saidOf, STATES } from './entries.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {{entries: Entry[], unknown: string[]}} FoundPlan
 */

const MOST_UNKNOWN = 20;
const LONGEST_UNKNOWN = 60;
const PART = /^([^*@:]*)(?:\*([a-z]*))?(?:@([\d-]+))?(?::(\d+))?$/; // play*kept@2026-12-14:3
/** In characters; mail programs cut longer addresses. */
export const LONGEST_LINK = 2000;

/**
 * `talk-sooner*,understand-security@2026-12-14:2`: in the order in which plays were added, behind a star what was tried
 * (`*kept` and `*dropped` say more), then the day and the week.
 * @param {readonly Entry[]} entries
 */
export function toPlanCode(entries) {
  return entries.map(partOf).join(',');
}

/** @param {Entry} entry */
function partOf(entry) {
  const [state, by, week] = ['state', 'by', 'week'].map((field) => saidOf(entry, field));
  const star = state && `*${state === 'tried' ? '' : state}`;
  return `${entry.id}${star}${by && `@${by}`}${week && `:${week}`}`;
}

/**
 * The plan in a text, whoever wrote it. `current` gives the id that a play has today, null for one that is none here;
 * those come back as `unknown`, cut to what can be shown.
 * @param {string} code
 * @param {(id: string) => string | null} current
 * @param {number} [at] when it was written, 0 where nobody knows
 * @returns {FoundPlan}
 */
export function fromPlanCode(code, current, at = 0) {
  /** @type {Entry[]} */
  const entries = [];
  /** @type {Set<string>} */
  const unknown = new Set();
  for (const part of code.split(',').map((one) => one.trim()).filter(Boolean)) {
    const [, written, star, by = '', week = ''] = PART.exec(part) ?? ['', part];
    const id = current(written);
    const state = star === undefined ? '' : STATES.includes(star) && star ? star : 'tried';
    const values = { state, by: isDay(by) ? by : '', week: isWeek(week) ? week : '' };
    if (id !== null) entries.push(newEntry(id, values, at));
    else if (written && unknown.size < MOST_UNKNOWN) unknown.add(written.slice(0, LONGEST_UNKNOWN));
  }
  return { entries: mergePlans(entries, []).entries, unknown: [...unknown] };
}

/**
 * The part of an address from its # on; empty for an empty plan.
 * @param {readonly Entry[]} entries
 */
export function toPlanHash(entries) {
  return entries.length ? `#p=${toPlanCode(entries)}` : '';
}

/**
 * The text of the plan that a link holds; null where it holds none, as one to a heading.
 * @param {string} hash
 */
export function fromPlanHash(hash) {
  return new URLSearchParams(hash.replace(/^#/, '')).get('p');
}

/**
 * Whether a link says nothing of these plays that a plan does not say, in any order.
 * @param {readonly Entry[]} one
 * @param {readonly Entry[]} two
 */
export function sameInLink(one, two) {
  const sorted = (/** @type {readonly Entry[]} */ entries) => entries.map(partOf).sort().join();
  return sorted(one) === sorted(two);
}

/**
 * A function from an id that somebody wrote to the one that the play has today, or null.
 * @param {readonly {id: string}[]} plays
 * @param {{[old: string]: string}} moved
 * @returns {(id: string) => string | null}
 */
export function currentIds(plays, moved) {
  const known = new Set(plays.map(({ id }) => id));
  const moves = new Map(Object.entries(moved));
  return (id) => {
    const now = moves.get(id) ?? id;
    return known.has(id) ? id : known.has(now) ? now : null;
  };
}
