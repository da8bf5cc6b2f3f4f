// The agenda of a meeting: what gets how many minutes. The page tells the rule in words.

/**
 * `time` is the fewest and the most minutes that a play takes, null for one that never ends.
 * @typedef {{effort: string, time: readonly number[] | null}} Weighed
 * @typedef {{kind: 'open', from: number, to: number} | {kind: 'close', from: number, to: number}
 *   | {kind: 'gap', gap: number, from: number, to: number}
 *   | {kind: 'play', play: number, from: number, to: number, fits: boolean}} AgendaItem
 */

export const MEETING_LENGTHS = [30, 45, 60, 90];

const AGENDA_STEP = 5; // minutes; nobody keeps to finer ones
const LONG_MEETING = 60; // from here on the end takes twice as long
const MOST_GAP_STEPS = 3; // a question that is not settled in a quarter of an hour needs facts, not talk
const EFFORT_PARTS = /** @type {{[effort: string]: number}} */ ({ S: 1, M: 2, L: 3 });

/**
 * A round of five minutes to open, the gaps, the plays in turn, and at least five minutes (ten from an hour on) to
 * settle who does what. Gaps take half of the time between, all of it where there is no play: as many of them as get a step of
 * five minutes each, and none more than three steps. A small play gets one part of what is left, a medium one two, a
 * large one three, and at least one step; no play gets more than it takes at most. What remains goes to the end. `fits`
 * says that a play can be carried out in its share.
 * @param {readonly Weighed[]} plays none to three
 * @param {number} minutes one of MEETING_LENGTHS
 * @param {number} gaps how many questions there are to talk about; of too many the first ones are on the agenda
 * @returns {AgendaItem[]} from 0 to `minutes`, without a gap
 */
export function agendaOf(plays, minutes, gaps = 0) {
  const least = minutes >= LONG_MEETING ? 2 * AGENDA_STEP : AGENDA_STEP;
  const steps = (minutes - AGENDA_STEP - least) / AGENDA_STEP;
  const talk = gapSteps(gaps, plays.length ? Math.min(Math.floor(steps / 2), steps - plays.length) : steps);
  const shares = sharesOf(plays, steps - talk.reduce((sum, one) => sum + one, 0));
  /** @type {AgendaItem[]} */
  const items = [{ kind: 'open', from: 0, to: AGENDA_STEP }];
  let now = AGENDA_STEP;
  talk.forEach((share, gap) => {
    items.push({ kind: 'gap', gap, from: now, to: now + share * AGENDA_STEP });
    now += share * AGENDA_STEP;
  });
  plays.forEach(({ time }, play) => {
    const to = now + shares[play] * AGENDA_STEP;
    items.push({ kind: 'play', play, from: now, to, fits: time !== null && to - now >= time[0] });
    now = to;
  });
  return [...items, { kind: 'close', from: now, to: minutes }];
}

/**
 * The steps of each gap that has room; the first ones, which lie furthest apart, get what is left over.
 * @param {number} gaps
 * @param {number} room in steps
 */
function gapSteps(gaps, room) {
  const held = Math.min(gaps, room);
  return Array.from({ length: held }, (_, index) => {
    return Math.min(MOST_GAP_STEPS, Math.floor(room / held) + Number(index < room % held));
  });
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
