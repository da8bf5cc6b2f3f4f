// What answers the reader's sentence, and what ticked signs say, as values.

/**
 * What a page holds for the reader's sentence. Plays are named by their place in `plays`; a cell that has more than it
 * names says how many.
 * @typedef {{
 *   plays: [title: string, url: string][],
 *   cells: {[stageAndRole: string]: [lead: number[], support: number[], count?: number]},
 *   stages: {[id: string]: [url: string, plays: number[]]},
 *   roles: {[id: string]: [url: string, plays: number[]]},
 *   moments: [title: string, url: string, advice: string, plays: number[]][],
 * }} Standing
 * @typedef {{role: string, stage: string, moment: string}} Chosen ids and a title, each empty where nothing is chosen
 * @typedef {{kind: 'moment' | 'cell' | 'role' | 'stage', url: string, plays: number[], advice: string,
 *   count?: number}} Answer
 */

const MOST = 3; // plays that a reader begins with
const MANY = 0.5; // of the signs of a stage, from which on it fits
const SOME = 0.25;

/**
 * The narrowest answer: a moment before a cell, a cell before a role or a stage. The address of a cell is left to the
 * page, which links to it.
 * @param {Chosen} chosen
 * @param {Standing} standing
 * @returns {Answer | null} null where nothing is chosen that the page knows
 */
export function answerTo(chosen, standing) {
  const moment = standing.moments.find(([title]) => title === chosen.moment);
  if (moment) return { kind: 'moment', url: moment[1], plays: moment[3], advice: moment[2] };
  const cell = own(standing.cells, cellKey(chosen));
  if (cell) {
    const [lead, support, count] = cell;
    return { kind: 'cell', url: '', plays: [...lead, ...support], advice: '', ...(count && { count }) };
  }
  for (const kind of /** @type {const} */ (['role', 'stage'])) {
    const found = own(standing[`${kind}s`], chosen[kind]);
    if (found) return { kind, url: found[0], plays: found[1].slice(0, MOST), advice: '' };
  }
  return null;
}

/**
 * How many plays a cell has.
 * @param {Standing['cells'][string]} cell
 */
export function counted([lead, support, count]) {
  return count ?? lead.length + support.length;
}

/** @param {Pick<Chosen, 'stage' | 'role'>} chosen */
export function cellKey({ stage, role }) {
  return `${stage} ${role}`;
}

/**
 * @template T
 * @param {{[key: string]: T}} map
 * @param {string} key
 * @returns {T | undefined}
 */
export function own(map, key) {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/**
 * Which of three things so many ticked boxes say; nothing where none is ticked.
 * @param {number} count
 * @param {number} all
 * @returns {'' | 'here' | 'some' | 'few'}
 */
export function verdict(count, all) {
  if (!count) return '';
  return count >= all * MANY ? 'here' : count >= all * SOME ? 'some' : 'few';
}
