// Plays into the plan that the browser keeps, from any page: `take('talk-sooner:1,plan-together:3')`.

import { ROOT } from '../place.mjs';
import { fromPlanCode } from './code.mjs';
import { endOfWeek } from './days.mjs';
import { isOpen, saidOf, written } from './entries.mjs';
import { keepPlan, keptPlan } from './kept.mjs';

/** @typedef {import('./entries.mjs').Entry} Entry */

/**
 * Put plays into the plan; what it says of them already stays. A play with a week gets a day, counted from today.
 * @param {string} plays ids with commas between them, each with `:week` where it has one
 * @param {Date} [now]
 * @returns {number | null} how many plays are new in it; null where the browser keeps nothing
 */
export function take(plays, now = new Date()) {
  const root = ROOT.pathname;
  const mine = keptPlan(root, now.getTime());
  if (!mine.keeps) return null;
  const held = new Set(mine.entries.map(({ id }) => id));
  const fresh = fromPlanCode(plays, (id) => id).entries.filter(({ id }) => !held.has(id));
  return keepPlan(root, [...mine.entries, ...dated(fresh, now, now.getTime())]) ? fresh.length : null;
}

/**
 * The plan with a day for each play that has a week and no day yet, the weeks counted from `start`.
 * @param {readonly Entry[]} entries
 * @param {Date} start
 * @param {number} now in milliseconds since 1970
 * @param {boolean} [anew] also those that have a day, where they are not done
 * @returns {readonly Entry[]}
 */
export function dated(entries, start, now, anew = false) {
  return entries.reduce((plan, entry) => {
    const week = Number(saidOf(entry, 'week'));
    if (!week || (saidOf(entry, 'by') && !(anew && isOpen(entry)))) return plan;
    return written(plan, entry.id, 'by', endOfWeek(start, week), now);
  }, entries);
}
