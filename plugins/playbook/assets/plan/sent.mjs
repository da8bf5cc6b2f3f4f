// The plan that somebody sent, as it stands in a link or a file, before the reader decides about it.

import { listed, worded } from '../texts.mjs';
import { fromPlanFile, LARGEST_FILE } from './file.mjs';
import { mergePlans } from './entries.mjs';
import { dayOf, daySaid } from './days.mjs';
import { holdsSaid } from './said.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * `how` is where it comes from, `said` what it holds, in words.
 * @typedef {{how: 'link' | 'file', entries: Entry[], said: string}} SentPlan
 */

/**
 * The plan of a link.
 * @param {Entry[]} entries
 * @returns {SentPlan | null} null where it holds none
 */
export function sentByLink(entries) {
  return entries.length ? { how: 'link', entries, said: worded('plan.holds_link', { plays: holdsSaid(entries) }) } : null;
}

/**
 * The plan of a file, or why there is none in it, in a sentence.
 * @param {{size: number, text: () => Promise<string>}} file
 * @param {{name: string}} playbook this one
 * @param {(ids: readonly string[]) => Promise<(id: string) => string | null>} today the id that each of these plays has today
 * @param {number} now
 * @returns {Promise<SentPlan | string>}
 */
export async function sentByFile(file, playbook, today, now) {
  if (file.size > LARGEST_FILE) return worded('plan.file_large');
  const found = fromPlanFile(await file.text(), now);
  if ('fault' in found) return worded(`plan.file_${found.fault}`);
  const current = await today(found.entries.map(({ id }) => id));
  const entries = withIds(found.entries, current);
  const known = entries.filter(({ id }) => current(id) !== null);
  if (!entries.length) return worded('plan.file_empty');
  if (!known.length) return worded('plan.file_other', { playbook: found.playbook || worded('plan.nameless') });
  const moment = new Date(found.saved);
  const said = [
    Number.isNaN(moment.getTime()) ? '' : worded('plan.file_saved', { day: daySaid(dayOf(moment)) }),
    worded('plan.holds_file', { plays: holdsSaid(entries) }),
    found.playbook && found.playbook !== playbook.name ? worded('plan.file_from', { playbook: found.playbook }) : '',
    goneSaid(entries.filter(({ id }) => current(id) === null)),
    found.lost ? worded('plan.file_lost', { count: found.lost }) : '',
  ];
  return { how: 'file', entries, said: said.filter(Boolean).join(' ') };
}

/**
 * A plan under the ids that its plays have today. A play that is gone keeps its own.
 * @param {readonly Entry[]} entries
 * @param {(id: string) => string | null} current
 */
export function withIds(entries, current) {
  return mergePlans(entries.map(({ id, marks }) => ({ id: current(id) ?? id, marks })), []).entries;
}

/** @param {readonly Entry[]} gone */
function goneSaid(gone) {
  return gone.length ? worded('plan.file_gone', { count: gone.length, ids: listed(gone.map(({ id }) => id)) }) : '';
}
