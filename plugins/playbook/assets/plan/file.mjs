// A plan as a file, and as the browser keeps it: all of it, in JSON that says what it is.

import { isDay, isWeek } from './days.mjs';
import { mergePlans, STATES, stepOf } from './entries.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./entries.mjs').Mark} Mark
 * `lost` is how many things in it could not be read.
 * @typedef {{entries: Entry[], playbook: string, saved: string, lost: number}} PlanFile
 * @typedef {{fault: 'foreign' | 'newer'}} NoPlan
 */

/** What can be the id of a play. */
export const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const KIND = 'playbook-plan';
const VERSION = 2;
const MOST_ENTRIES = 2000;
const MOST_MARKS = 60; // of one play
export const LONGEST = { who: 80, note: 1000, step: 300, id: 80, playbook: 200 };
/** A file of more bytes is no plan: the fullest one that can be written by hand is far smaller. */
export const LARGEST_FILE = 1_000_000;

/**
 * What may stand in a field; a step is done or not.
 * @type {{[field: string]: (value: string) => boolean}}
 */
const SOUND = {
  who: (value) => value.length <= LONGEST.who,
  note: (value) => value.length <= LONGEST.note,
  by: (value) => value === '' || isDay(value),
  week: (value) => value === '' || isWeek(value),
  state: (value) => STATES.includes(value),
};

/**
 * @param {readonly Entry[]} entries
 * @param {{playbook?: string, now?: Date}} [from] the name of the playbook and when the file is made
 */
export function toPlanFile(entries, { playbook = '', now } = {}) {
  const plays = entries.map(({ id, marks }) => ({ id, marks: Object.fromEntries(marks) }));
  return `${JSON.stringify({ kind: KIND, version: VERSION, playbook, saved: now?.toISOString() ?? '', plays }, null, 1)}\n`;
}

/**
 * The plan in a text, whoever wrote it; what is unsound in it is left out and counted. A moment that is still to come
 * counts as now, so that a clock that is wrong wins nothing for ever.
 * @param {string} text
 * @param {number} now
 * @returns {PlanFile | NoPlan}
 */
export function fromPlanFile(text, now) {
  const found = parsed(text);
  if (found?.kind !== KIND || !Array.isArray(found.plays)) return { fault: 'foreign' };
  if (found.version !== VERSION) return { fault: found.version > VERSION ? 'newer' : 'foreign' };
  /** @type {ReturnType<typeof entryOf>[]} */
  const read = found.plays.slice(0, MOST_ENTRIES).map((/** @type {any} */ play) => entryOf(play, now));
  const entries = read.flatMap(({ entry }) => entry ?? []);
  const lost = read.reduce((sum, one) => sum + one.lost, Math.max(0, found.plays.length - MOST_ENTRIES));
  const [playbook, saved] = [found.playbook, found.saved].map((said) => (typeof said === 'string' ? said : ''));
  return { entries: mergePlans(entries, []).entries, playbook: playbook.slice(0, LONGEST.playbook), saved, lost };
}

/**
 * @param {any} play
 * @param {number} now
 * @returns {{entry: Entry | null, lost: number}}
 */
function entryOf(play, now) {
  if (typeof play?.id !== 'string' || play.id.length > LONGEST.id || !ID.test(play.id)) return { entry: null, lost: 1 };
  const marks = isObject(play.marks) ? Object.entries(play.marks) : [];
  const sound = marks.slice(0, MOST_MARKS).filter(([field, mark]) => isSound(field, mark));
  const kept = sound.map(([field, { value, at }]) => /** @type {const} */ ([field, { value, at: Math.min(at, now) }]));
  return { entry: { id: play.id, marks: new Map(kept) }, lost: marks.length - sound.length };
}

/**
 * @param {string} field
 * @param {any} mark
 */
function isSound(field, mark) {
  if (typeof mark?.value !== 'string' || !Number.isFinite(mark.at) || mark.at < 0) return false;
  const step = stepOf(field);
  if (step !== null) return step.length <= LONGEST.step && ['', 'done'].includes(mark.value);
  return Object.hasOwn(SOUND, field) && SOUND[field](mark.value);
}

/**
 * @param {string} text
 * @returns {any} an object; null for anything else
 */
function parsed(text) {
  try {
    const found = JSON.parse(text);
    return isObject(found) ? found : null;
  } catch {
    return null;
  }
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null;
}
