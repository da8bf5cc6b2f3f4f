// The agenda of a meeting about one to three plays: who gets how many minutes. The page tells the rule in words.

/**
 * `time` is the fewest and the most minutes that a play takes, null for one that never ends.
 * @typedef {{effort: string, time: readonly number[] | null}} Weighed
 * @typedef {{kind: 'open', from: number, to: number} | {kind: 'close', from: number, to: number}
 *   | {kind: 'play', play: number, from: number, to: number, fits: boolean}} AgendaItem
 */

export const MEETING_LENGTHS = [30, 45, 60, 90];
export const MOST_MEETING_PLAYS = 3;

const AGENDA_STEP = 5; // minutes; nobody keeps to finer ones
const LONG_MEETING = 60; // from here on the end takes twice as long
const EFFORT_PARTS = /** @type {{[effort: string]: number}} */ ({ S: 1, M: 2, L: 3 });

/**
 * A round of five minutes to open, the plays in turn, and at least five minutes (ten from an hour on) to settle who
 * does what. A small play gets one part of the time between, a medium one two, a large one three, in steps of five
 * minutes and at least one step; no play gets more than it takes at most, and what is left goes to the end. `fits` says
 * that a play can be carried out in its share.
 * @param {readonly Weighed[]} plays one to three
 * @param {number} minutes one of MEETING_LENGTHS
 * @returns {AgendaItem[]} from 0 to `minutes`, without a gap
 */
export function agendaOf(plays, minutes) {
  const least = minutes >= LONG_MEETING ? 2 * AGENDA_STEP : AGENDA_STEP;
  const shares = sharesOf(plays, (minutes - AGENDA_STEP - least) / AGENDA_STEP);
  /** @type {AgendaItem[]} */
  const items = [{ kind: 'open', from: 0, to: AGENDA_STEP }];
  let now = AGENDA_STEP;
  plays.forEach(({ time }, play) => {
    const to = now + shares[play] * AGENDA_STEP;
    items.push({ kind: 'play', play, from: now, to, fits: time !== null && to - now >= time[0] });
    now = to;
  });
  return [...items, { kind: 'close', from: now, to: minutes }];
}

/**
 * So many steps dealt out one by one: each goes to the play that is furthest below its part, the first of equals.
 * @param {readonly Weighed[]} plays
 * @param {number} steps
 */
function sharesOf(plays, steps) {
  const shares = plays.map(() => 1);
  for (let left = steps - plays.length; left > 0; left -= 1) {
    const open = shares.map((_, index) => index).filter((index) => shares[index] < mostSteps(plays[index]));
    if (!open.length) break;
    const full = (/** @type {number} */ index) => (shares[index] + 1) / (EFFORT_PARTS[plays[index].effort] ?? 1);
    shares[open.reduce((one, two) => (full(two) < full(one) ? two : one))] += 1;
  }
  return shares;
}

/** @param {Weighed} play */
function mostSteps({ time }) {
  return time ? Math.max(1, Math.ceil(time[1] / AGENDA_STEP)) : Infinity;
}
