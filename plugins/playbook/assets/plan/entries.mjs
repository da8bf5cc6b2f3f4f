// A plan as values: which plays, which of them are done, and the short text that keeps both.

/**
 * @typedef {{id: string, done: boolean}} Entry
 * @typedef {{entries: Entry[], unknown: string[]}} FoundPlan
 */

const DONE_SIGN = '*';
const MOST_UNKNOWN = 20;
const LONGEST_UNKNOWN = 60;

/**
 * `talk-sooner,understand-security*`: the ids in the order in which they were added, a star behind what is done.
 * @param {readonly Entry[]} entries
 */
export function toPlanCode(entries) {
  return entries.map(({ id, done }) => id + (done ? DONE_SIGN : '')).join(',');
}

/**
 * The plan in a text, whoever wrote it. `current` gives the id that a play has today, null for one that is none here;
 * those come back as `unknown`, cut to what can be shown.
 * @param {string} code
 * @param {(id: string) => string | null} current
 * @returns {FoundPlan}
 */
export function fromPlanCode(code, current) {
  /** @type {Map<string, boolean>} */
  const entries = new Map();
  /** @type {Set<string>} */
  const unknown = new Set();
  for (const part of code.split(',').map((one) => one.trim()).filter(Boolean)) {
    const done = part.endsWith(DONE_SIGN);
    const written = done ? part.slice(0, -DONE_SIGN.length) : part;
    const id = current(written);
    if (id !== null) entries.set(id, done || entries.get(id) === true);
    else if (written && unknown.size < MOST_UNKNOWN) unknown.add(written.slice(0, LONGEST_UNKNOWN));
  }
  return { entries: [...entries].map(([id, done]) => ({ id, done })), unknown: [...unknown] };
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
 * Both plans in one, mine first. What either marks as done is done.
 * @param {readonly Entry[]} mine
 * @param {readonly Entry[]} theirs
 * @returns {Entry[]}
 */
export function mergePlans(mine, theirs) {
  const done = new Set([...mine, ...theirs].filter((entry) => entry.done).map(({ id }) => id));
  const ids = new Set([...mine, ...theirs].map(({ id }) => id));
  return [...ids].map((id) => ({ id, done: done.has(id) }));
}

/**
 * Whether two plans hold the same plays with the same marks, in any order.
 * @param {readonly Entry[]} one
 * @param {readonly Entry[]} two
 */
export function samePlan(one, two) {
  const sorted = (/** @type {readonly Entry[]} */ entries) => toPlanCode(entries).split(',').sort().join();
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
