// The order of a plan, and what it lacks.

import { isOpen, newEntry, saidOf } from './entries.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * A play with the first and the last of its stages.
 * @typedef {{id: string, stage: number, until?: number, requires: readonly string[]}} Ordered
 */

const NO_DAY = '~'; // behind every day

/**
 * The entries so that what one requires stands before it; among those that could come next, first what has the earliest day
 * or stands before something that has it, then the earlier stage where they share none, then as added. What stands between two plays and is not in the plan itself still orders them. Requirements cannot
 * cycle: the loader refuses that.
 * @template {Ordered} P
 * @param {readonly Entry[]} entries all of them plays
 * @param {readonly P[]} plays
 * @returns {{entry: Entry, play: P}[]}
 */
export function inPlanOrder(entries, plays) {
  const byId = new Map(plays.map((play) => [play.id, play]));
  const held = new Set(entries.map(({ id }) => id));
  const waiting = entries.flatMap((entry) => {
    const play = byId.get(entry.id);
    return play ? [{ entry, play, before: new Set([...allBefore(play, byId)].filter((id) => held.has(id))) }] : [];
  });
  /** @type {Map<string, string>} */
  const due = new Map(waiting.map(({ entry }) => [entry.id, saidOf(entry, 'by') || NO_DAY]));
  for (const { entry, before } of waiting) {
    for (const id of before) if (dayIn(due, entry.id) < dayIn(due, id)) due.set(id, dayIn(due, entry.id));
  }
  const ordered = [];
  while (waiting.length) {
    const free = waiting.filter(({ before }) => before.size === 0);
    const next = free.reduce((one, two) => (comesBefore(two, one, due) ? two : one));
    ordered.push({ entry: next.entry, play: next.play });
    waiting.splice(waiting.indexOf(next), 1);
    for (const { before } of waiting) before.delete(next.entry.id);
  }
  return ordered;
}

/**
 * @param {{entry: Entry, play: Ordered}} one
 * @param {{entry: Entry, play: Ordered}} other
 * @param {ReadonlyMap<string, string>} due
 */
function comesBefore(one, other, due) {
  const [day, otherDay] = [dayIn(due, one.entry.id), dayIn(due, other.entry.id)];
  return day === otherDay ? (one.play.until ?? one.play.stage) < other.play.stage : day < otherDay;
}

/**
 * @param {ReadonlyMap<string, string>} due
 * @param {string} id
 */
function dayIn(due, id) {
  return due.get(id) ?? NO_DAY;
}

/**
 * The plays that a plan needs first and does not hold, in order, each with the plays of the plan that need it. What is
 * done needs nothing any more.
 * @template {Ordered} P
 * @param {readonly Entry[]} entries
 * @param {readonly P[]} plays
 * @returns {{play: P, neededBy: P[]}[]}
 */
export function missingPlays(entries, plays) {
  const byId = new Map(plays.map((play) => [play.id, play]));
  const held = new Set(entries.map(({ id }) => id));
  /** @type {Map<string, P[]>} */
  const needed = new Map();
  const done = new Set(entries.filter((entry) => !isOpen(entry)).map(({ id }) => id));
  for (const { play, entry } of inPlanOrder(entries, plays)) {
    if (!isOpen(entry)) continue;
    for (const id of allBefore(play, byId, done)) if (!held.has(id)) needed.set(id, [...(needed.get(id) ?? []), play]);
  }
  const lacking = inPlanOrder([...needed.keys()].map((id) => newEntry(id)), plays);
  return lacking.map(({ play }) => ({ play, neededBy: needed.get(play.id) ?? [] }));
}

/**
 * The ids of all plays that come before one, however far; nothing is looked for behind `settled`.
 * @param {Ordered} play
 * @param {ReadonlyMap<string, Ordered>} byId
 * @param {ReadonlySet<string>} settled
 */
function allBefore(play, byId, settled = new Set()) {
  /** @type {Set<string>} */
  const before = new Set();
  const open = [play];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const id of next.requires) {
      const first = byId.get(id);
      if (!first || before.has(id) || settled.has(id)) continue;
      before.add(id);
      open.push(first);
    }
  }
  return before;
}
