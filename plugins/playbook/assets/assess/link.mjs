// Answers as a link holds them: behind the #, which no browser sends to anybody.

/** @typedef {import('./scoring.mjs').Answer} Answer */

/**
 * One side: its answers and the id of its role, which is empty where nobody said it.
 * @typedef {{answers: Answer[], role: string}} Side
 * @typedef {{questions: number, stages: number, roles: readonly string[]}} Shape
 */

const SIGNS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const OPEN = '-';

/**
 * One sign a question: the number of the stage, 0 for "I don't know", - while it is open.
 * @param {readonly Answer[]} answers
 */
export function toCode(answers) {
  return answers.map((answer) => (answer === null ? OPEN : SIGNS[answer])).join('');
}

/**
 * Null where the code is not one of this assessment.
 * @param {string} code
 * @param {Shape} shape
 * @returns {Answer[] | null}
 */
export function fromCode(code, { questions, stages }) {
  if (code.length !== questions) return null;
  const answers = [...code].map((sign) => (sign === OPEN ? null : SIGNS.indexOf(sign)));
  return answers.every((answer) => answer === null || (answer >= 0 && answer <= stages)) ? answers : null;
}

/**
 * The part of an address from its # on; empty where nothing is answered.
 * @param {Side} mine
 * @param {Side | null} theirs
 */
export function toHash(mine, theirs) {
  const params = new URLSearchParams();
  if (mine.answers.some((answer) => answer !== null)) params.set('a', toCode(mine.answers));
  if (mine.role) params.set('role', mine.role);
  if (theirs) params.set('b', toCode(theirs.answers));
  if (theirs?.role) params.set('other', theirs.role);
  return params.size ? `#${params.toString()}` : '';
}

/**
 * What a link asks to see: the reader's side and the other one. `fault` says that a code in it is not one of this
 * assessment. Null where the link holds no answers at all, as one to a heading.
 * @param {string} hash
 * @param {Shape} shape
 * @returns {{mine: Side, theirs: Side | null, fault: boolean} | null}
 */
export function fromHash(hash, shape) {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  if (!['a', 'b', 'role'].some((name) => params.has(name))) return null;
  const read = (/** @type {string} */ name) => (params.has(name) ? fromCode(params.get(name) ?? '', shape) : null);
  const [a, b] = [read('a'), read('b')];
  return {
    mine: { answers: a ?? Array.from({ length: shape.questions }, () => null), role: knownRole(params.get('role'), shape) },
    theirs: b && { answers: b, role: knownRole(params.get('other'), shape) },
    fault: (params.has('a') && !a) || (params.has('b') && !b),
  };
}

/**
 * The other side out of what somebody pasted: a whole link, its end, or the bare code. In a link that holds two sides,
 * the one that is not mine. Null where there is none.
 * @param {string} text
 * @param {readonly Answer[]} mine
 * @param {Shape} shape
 * @returns {Side | null}
 */
export function fromPasted(text, mine, shape) {
  const bare = text.trim();
  const found = fromHash(bare.includes('#') ? bare.slice(bare.indexOf('#')) : bare, shape);
  if (!found) {
    const answers = fromCode(bare.replace(/\s/g, ''), shape);
    return answers && { answers, role: '' };
  }
  const sides = [found.mine, found.theirs].filter((side) => side !== null && side.answers.some((one) => one !== null));
  return sides.find((side) => side !== null && toCode(side.answers) !== toCode(mine)) ?? sides[0] ?? null;
}

/**
 * @param {string | null} role
 * @param {Shape} shape
 */
function knownRole(role, { roles }) {
  return role !== null && roles.includes(role) ? role : '';
}
