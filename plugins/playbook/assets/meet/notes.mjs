// What is written down in a meeting, and the text that the browser keeps of it.

/**
 * Of one item: what is decided, who does it, by which day (YYYY-MM-DD or empty), and whether its play is for the plan.
 * @typedef {{words: string, who: string, by: string, plan: boolean}} Decision
 * `left` are seconds of each clock that was used; `running` is the one that runs, until a moment in milliseconds.
 * @typedef {{people: string, day: string, time: string, decided: {[item: string]: Decision}, shown: string[],
 *   left: {[item: string]: number}, running: {item: string, until: number} | null}} Notes
 */

export const LONGEST_NOTE = 2_000;
export const LONGEST_NAME = 120;
const MOST_NOTES = 100;

/** @type {Notes} */
export const NO_NOTES = { people: '', day: '', time: '', decided: {}, shown: [], left: {}, running: null };
/** @type {Decision} */
export const UNDECIDED = { words: '', who: '', by: '', plan: false };

/**
 * @param {Notes} notes
 * @param {string} item
 * @returns {Decision}
 */
export function decisionOf(notes, item) {
  return Object.hasOwn(notes.decided, item) ? notes.decided[item] : UNDECIDED;
}

/**
 * Whether anything is written down about an item.
 * @param {Decision} decision
 */
export function isDecided({ words, who, by, plan }) {
  return Boolean(words.trim() || who.trim() || by || plan);
}

/**
 * The notes with another decision about an item.
 * @param {Notes} notes
 * @param {string} item
 * @param {Partial<Decision>} change
 * @returns {Notes}
 */
export function decided(notes, item, change) {
  const now = { ...decisionOf(notes, item), ...change };
  const others = Object.entries(notes.decided).filter(([key]) => key !== item);
  return { ...notes, decided: Object.fromEntries(isDecided(now) ? [...others, [item, now]] : others) };
}

/** @param {Notes} notes */
export function toNotesText(notes) {
  return JSON.stringify(notes) === JSON.stringify(NO_NOTES) ? '' : JSON.stringify(notes);
}

/**
 * The notes in a text, whoever wrote it; null where it holds none. What has another form than ours is left out.
 * @param {string} text
 * @returns {Notes | null}
 */
export function fromNotesText(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(found) || !Object.keys(NO_NOTES).some((key) => Object.hasOwn(found, key))) return null;
  const running = isRecord(found.running) && typeof found.running.item === 'string' ? found.running : null;
  const until = Number(running?.until);
  return {
    people: bounded(found.people, LONGEST_NOTE),
    day: bounded(found.day, 10),
    time: bounded(found.time, 5),
    decided: Object.fromEntries(decisionsIn(found.decided)),
    shown: Array.isArray(found.shown) ? found.shown.filter((key) => typeof key === 'string').slice(0, MOST_NOTES) : [],
    left: Object.fromEntries(entriesIn(found.left).flatMap(([key, left]) => (typeof left === 'number' ? [[key, left]] : []))),
    running: running && Number.isFinite(until) ? { item: String(running.item), until } : null,
  };
}

/**
 * @param {unknown} value
 * @returns {[string, Decision][]}
 */
function decisionsIn(value) {
  return entriesIn(value).flatMap(([key, one]) => (isRecord(one) ? [[key, decisionIn(one)]] : []));
}

/**
 * @param {Record<string, unknown>} found
 * @returns {Decision}
 */
function decisionIn({ words, who, by, plan }) {
  return { words: bounded(words, LONGEST_NOTE), who: bounded(who, LONGEST_NAME), by: bounded(by, 10), plan: plan === true };
}

/** @param {unknown} value */
function entriesIn(value) {
  return isRecord(value) ? Object.entries(value).slice(0, MOST_NOTES) : [];
}

/**
 * @param {unknown} value
 * @param {number} most
 */
function bounded(value, most) {
  return typeof value === 'string' ? value.slice(0, most) : '';
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
