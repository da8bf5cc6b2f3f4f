// Answers as a link holds them: behind the #, which no browser sends to anybody.

/** @typedef {import('./scoring.mjs').Answer} Answer */

/**
 * One side: its answers, the id of its role, which is empty where nobody said it, and the month (YYYY-MM) in which it
 * answered, empty in links of before months were written.
 * @typedef {{answers: Answer[], role: string, at: string}} Side
 * One of several people; the name is empty unless somebody typed it.
 * @typedef {Side & {name: string}} Person
 * @typedef {{questions: number, stages: number, roles: readonly string[]}} Shape
 * What is beside my answers: the other side's, my own from before, and those of several people.
 * @typedef {{theirs: Side | null, before: Side | null, people: readonly Person[]}} Beside
 */

const SIGNS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const OPEN = '-';
const MONTH = /^20\d\d-(?:0[1-9]|1[0-2])$/;
const LONGEST_NAME = 60;
export const MOST_PEOPLE = 12;
/** @type {Beside} */
export const NOBODY_BESIDE = { theirs: null, before: null, people: [] };

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
 * @param {Beside} beside
 */
export function toHash(mine, { theirs, before, people } = NOBODY_BESIDE) {
  const params = new URLSearchParams();
  const put = (/** @type {string} */ name, /** @type {string | undefined} */ value) => value && params.set(name, value);
  if (mine.answers.some((answer) => answer !== null)) params.set('a', toCode(mine.answers));
  put('role', mine.role);
  put('at', mine.at);
  put('b', theirs ? toCode(theirs.answers) : '');
  put('other', theirs?.role);
  put('other-at', theirs?.at);
  put('was', before ? toCode(before.answers) : '');
  put('was-at', before?.at);
  for (const person of people) params.append('with', toPersonCode(person));
  return params.size ? `#${params.toString()}` : '';
}

/**
 * What a link asks to see: the reader's side and what is beside it. `fault` says that a code in it is not one of this
 * assessment; the others are there all the same. Null where the link holds no answers at all, as one to a heading.
 * @param {string} hash
 * @param {Shape} shape
 * @returns {{mine: Side, theirs: Side | null, before: Side | null, people: Person[], fault: boolean} | null}
 */
export function fromHash(hash, shape) {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  if (!['a', 'b', 'role', 'was', 'with'].some((name) => params.has(name))) return null;
  const read = (/** @type {string} */ name) => (params.has(name) ? fromCode(params.get(name) ?? '', shape) : null);
  const [a, b, was] = [read('a'), read('b'), read('was')];
  const role = knownRole(params.get('role'), shape);
  const written = params.getAll('with');
  const people = written.slice(0, MOST_PEOPLE).flatMap((code) => fromPersonCode(code, shape) ?? []);
  return {
    mine: { answers: a ?? nothing(shape), role, at: a ? month(params.get('at')) : '' },
    theirs: b && { answers: b, role: knownRole(params.get('other'), shape), at: month(params.get('other-at')) },
    before: was && { answers: was, role, at: month(params.get('was-at')) },
    people,
    fault: ['a', 'b', 'was'].some((name) => params.has(name) && !read(name)) || people.length < written.length,
  };
}

/**
 * Whoever answered in what somebody pasted: a whole link, its end, or the bare code.
 * @param {string} text
 * @param {Shape} shape
 * @returns {Side[]}
 */
export function sidesIn(text, shape) {
  const bare = text.trim();
  const found = fromHash(bare.includes('#') ? bare.slice(bare.indexOf('#')) : bare, shape);
  if (!found) {
    const answers = fromCode(bare.replace(/\s/g, ''), shape);
    return answers?.some((one) => one !== null) ? [{ answers, role: '', at: '' }] : [];
  }
  const { mine, theirs, before, people } = found;
  return [mine, theirs, before, ...people].flatMap((side) => (side?.answers.some((one) => one !== null) ? [side] : []));
}

/**
 * The other side out of what somebody pasted. In a link that holds two sides, the one that is not mine. Null where there
 * is none.
 * @param {string} text
 * @param {readonly Answer[]} mine
 * @param {Shape} shape
 * @returns {Side | null}
 */
export function fromPasted(text, mine, shape) {
  const sides = sidesIn(text, shape);
  return sides.find((side) => toCode(side.answers) !== toCode(mine)) ?? sides[0] ?? null;
}

/**
 * Why no answers are in a text: a link whose end is `cut` off (so many answers are there), one whose answers belong to
 * `other` questions or stages, one that is `damaged`, or `none` at all.
 * @param {string} text
 * @param {Shape} shape
 * @returns {{kind: 'cut' | 'other' | 'damaged' | 'none', count: number}}
 */
export function whyNone(text, { questions, stages }) {
  const bare = text.trim();
  const params = new URLSearchParams(bare.slice(bare.indexOf('#') + 1));
  const code = params.get('a') ?? params.get('b') ?? (/^[-\d\s]+$/.test(bare) ? bare.replace(/\s/g, '') : null);
  const count = code?.length ?? 0;
  const kind = () => {
    if (!code || /^-+$/.test(code)) return 'none';
    if (![...code].every((sign) => sign === OPEN || SIGNS.includes(sign))) return 'damaged';
    if (count > questions || [...code].some((sign) => SIGNS.indexOf(sign) > stages)) return 'other';
    return count < questions ? 'cut' : 'none';
  };
  return { kind: kind(), count };
}

/**
 * `2231302421.cmo.2026-11.Ann`: answers, role, month and name, of which the last three may be empty.
 * @param {Person} person
 */
function toPersonCode({ answers, role, at, name }) {
  return [toCode(answers), role, at, name].join('.').replace(/\.+$/, '');
}

/**
 * @param {string} text
 * @param {Shape} shape
 * @returns {Person | null}
 */
function fromPersonCode(text, shape) {
  const [code, role = '', at = '', ...name] = text.split('.');
  const answers = fromCode(code, shape);
  return answers && { answers, role: knownRole(role, shape), at: month(at), name: nameIn(name.join('.')) };
}

/**
 * A name as somebody typed it, in one line and not too long to be shown.
 * @param {string} text
 */
export function nameIn(text) {
  return text.replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim().slice(0, LONGEST_NAME);
}

/** @param {Shape} shape */
function nothing({ questions }) {
  return Array.from({ length: questions }, () => null);
}

/** @param {string | null} text */
function month(text) {
  return text !== null && MONTH.test(text) ? text : '';
}

/**
 * @param {string | null} role
 * @param {Shape} shape
 */
function knownRole(role, { roles }) {
  return role !== null && roles.includes(role) ? role : '';
}
