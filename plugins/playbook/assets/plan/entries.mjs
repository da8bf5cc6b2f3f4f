// A plan as values: which plays, and what somebody wrote about each; two plans become one without losing either.

/**
 * What somebody wrote in a field, and when, in milliseconds since 1970; 0 where nobody knows, as in a link.
 * @typedef {{value: string, at: number}} Mark
 * Fields are `who`, `by` (YYYY-MM-DD), `note`, `state` (one of STATES), `week`, and `step:` with a step's words (`done`).
 * @typedef {{id: string, marks: ReadonlyMap<string, Mark>}} Entry
 * Where two plans say different things: `kept` is the later one.
 * @typedef {{id: string, field: string, kept: string, left: string}} Conflict
 */

/** How far a play is: nobody has tried it, it was tried once, we keep doing it, or we have dropped it. */
export const STATES = ['', 'tried', 'kept', 'dropped'];
const STEP = 'step:';

/**
 * @param {string} id
 * @param {{[field: string]: string}} values
 * @param {number} at
 * @returns {Entry}
 */
export function newEntry(id, values = {}, at = 0) {
  const said = Object.entries(values).filter(([, value]) => value);
  return { id, marks: new Map(said.map(([field, value]) => [field, { value, at }])) };
}

/**
 * What a field says; empty where nobody wrote anything.
 * @param {Entry} entry
 * @param {string} field
 */
export function saidOf(entry, field) {
  return entry.marks.get(field)?.value ?? '';
}

/**
 * Whether a play is still to be done.
 * @param {Entry} entry
 */
export function isOpen(entry) {
  return !saidOf(entry, 'state');
}

/**
 * The field of a step.
 * @param {string} words
 */
export function stepField(words) {
  return STEP + words;
}

/**
 * The words of a step's field; null for any other.
 * @param {string} field
 */
export function stepOf(field) {
  return field.startsWith(STEP) ? field.slice(STEP.length) : null;
}

/**
 * The plan with something written in a field of one play. It counts as later than what stood there, whatever the clocks.
 * @param {readonly Entry[]} entries
 * @param {string} id
 * @param {string} field
 * @param {string} value
 * @param {number} now
 * @returns {Entry[]}
 */
export function written(entries, id, field, value, now) {
  return entries.map((entry) => {
    if (entry.id !== id || saidOf(entry, field) === value) return entry;
    const at = Math.max(now, (entry.marks.get(field)?.at ?? 0) + 1);
    return { id, marks: new Map([...entry.marks, [field, { value, at }]]) };
  });
}

/**
 * Both plans in one, mine first: all plays of either, and in each field what was written later. What one leaves open
 * the other fills. Of two that are equally late, the order of letters decides, so that both readers end with the same.
 * @param {readonly Entry[]} mine
 * @param {readonly Entry[]} theirs
 * @returns {{entries: Entry[], conflicts: Conflict[]}}
 */
export function mergePlans(mine, theirs) {
  /** @type {Map<string, Map<string, Mark>>} */
  const plan = new Map();
  /** @type {Conflict[]} */
  const conflicts = [];
  for (const { id, marks } of [...mine, ...theirs]) {
    const held = plan.get(id) ?? new Map();
    plan.set(id, held);
    for (const [field, mark] of marks) {
      const other = held.get(field);
      const kept = other && isLater(other, mark) ? other : mark;
      held.set(field, kept);
      if (!other || other.value === mark.value) continue;
      conflicts.push({ id, field, kept: kept.value, left: kept === mark ? other.value : mark.value });
    }
  }
  return { entries: [...plan].map(([id, marks]) => ({ id, marks })), conflicts };
}

/**
 * @param {Mark} one
 * @param {Mark} other
 */
function isLater(one, other) {
  return one.at === other.at ? one.value > other.value : one.at > other.at;
}
