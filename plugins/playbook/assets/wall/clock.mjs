// The clocks of a meeting, one an item, of which at most one runs. No clock is read here: `now` is in milliseconds.

/** @typedef {{left: {[item: string]: number}, running: {item: string, until: number} | null}} Clocks `left` in seconds */

const SECOND = 1000; // milliseconds

/**
 * The seconds that an item still has.
 * @param {Clocks} clocks
 * @param {string} item
 * @param {number} full its time on the agenda, in seconds
 * @param {number} now
 */
export function secondsLeft({ left, running }, item, full, now) {
  const kept = Object.hasOwn(left, item) ? left[item] : full;
  const found = running?.item === item ? Math.ceil((running.until - now) / SECOND) : kept;
  return Math.max(0, Math.min(full, found));
}

/**
 * The clock of an item runs from now on, and no other.
 * @template {Clocks} C
 * @param {C} clocks
 * @param {string} item
 * @param {number} full
 * @param {number} now
 * @returns {C}
 */
export function started(clocks, item, full, now) {
  const stopped = paused(clocks, now);
  const seconds = secondsLeft(stopped, item, full, now);
  return seconds ? { ...stopped, running: { item, until: now + seconds * SECOND } } : stopped;
}

/**
 * No clock runs.
 * @template {Clocks} C
 * @param {C} clocks
 * @param {number} now
 * @returns {C}
 */
export function paused(clocks, now) {
  const { running, left } = clocks;
  if (!running) return clocks;
  const seconds = Math.max(0, Math.ceil((running.until - now) / SECOND));
  return { ...clocks, running: null, left: { ...left, [running.item]: seconds } };
}

/**
 * An item has all of its time again.
 * @template {Clocks} C
 * @param {C} clocks
 * @param {string} item
 * @param {number} now
 * @returns {C}
 */
export function setBack(clocks, item, now) {
  const stopped = clocks.running?.item === item ? paused(clocks, now) : clocks;
  return { ...stopped, left: Object.fromEntries(Object.entries(stopped.left).filter(([key]) => key !== item)) };
}

/**
 * As a clock shows it: 4:05.
 * @param {number} seconds
 */
export function clockSaid(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
