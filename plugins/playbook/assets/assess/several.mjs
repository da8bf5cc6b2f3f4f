// The answers of several people: collected from links, and how far they are spread. Nobody has a name but a typed one.

import { MOST_PEOPLE, nameIn, sidesIn, toCode, whyNone } from './link.mjs';
import { isKnown } from './scoring.mjs';

/**
 * @typedef {import('./link.mjs').Person} Person
 * @typedef {import('./link.mjs').Shape} Shape
 * A line that was not taken, and why: beside the kinds of `whyNone`, it is there `twice`, or it is one too `many`.
 * @typedef {{line: number, kind: 'cut' | 'other' | 'damaged' | 'none' | 'twice' | 'many', count: number}} Refused
 * How often each stage was chosen by a side (the first entry is stage 1), how often nobody knew, and the lowest and the
 * highest answer, 0 where there is none. `role` is empty for those who named none.
 * @typedef {{role: string, people: number, counts: number[], unknown: number, least: number, most: number}} Spread
 */

export const FEWEST_PEOPLE = 3;

/**
 * The people that pasted lines add: a link a line, with a name in front of it where somebody wants one. Lines that are
 * not taken come back as they were, with the reasons.
 * @param {string} text
 * @param {readonly Person[]} people who is there already
 * @param {Shape} shape
 * @returns {{people: Person[], left: string[], refused: Refused[]}}
 */
export function collect(text, people, shape) {
  const all = [...people];
  /** @type {string[]} */
  const left = [];
  /** @type {Refused[]} */
  const refused = [];
  text.split(/\r?\n/).forEach((written, index) => {
    if (!written.trim()) return;
    const refuse = (/** @type {Refused['kind']} */ kind, count = 0) => {
      left.push(written);
      refused.push({ line: index + 1, kind, count });
    };
    const { name, link } = parted(written);
    const found = sidesIn(link, shape);
    if (!found.length) {
      const { kind, count } = whyNone(link, shape);
      return refuse(kind, count);
    }
    const fresh = found
      .map((side) => ({ ...side, name: name || ('name' in side ? String(side.name) : '') }))
      .filter((one) => !all.some((other) => samePerson(one, other)));
    if (!fresh.length) return refuse('twice');
    if (all.length + fresh.length > MOST_PEOPLE) return refuse('many');
    all.push(...fresh);
  });
  return { people: all, left, refused };
}

/**
 * A name and the link behind it, in one line.
 * @param {string} line
 */
function parted(line) {
  const words = line.trim();
  const [, name = '', link = words] = /^(.*?):?\s+(\S*[#=]\S+|[-\d]{2,})$/.exec(words) ?? [];
  return { name: nameIn(name), link };
}

/**
 * @param {Person} one
 * @param {Person} other
 */
function samePerson(one, other) {
  const code = (/** @type {Person} */ { answers, role, at, name }) => [toCode(answers), role, at, name].join('.');
  return code(one) === code(other);
}

/**
 * For each question the spread of each side that answered, in the order of the roles, those without a role last.
 * @param {readonly Person[]} people
 * @param {Shape} shape
 * @returns {Spread[][]}
 */
export function spreads(people, { questions, stages, roles }) {
  const sides = [...roles, ''].filter((role) => people.some((person) => person.role === role));
  return Array.from({ length: questions }, (_, question) => sides.map((role) => {
    const asked = people.filter((person) => person.role === role).map(({ answers }) => answers[question]);
    const known = asked.filter(isKnown);
    return {
      role,
      people: asked.length,
      counts: Array.from({ length: stages }, (_, stage) => known.filter((answer) => answer === stage + 1).length),
      unknown: asked.length - known.length,
      least: known.length ? Math.min(...known) : 0,
      most: known.length ? Math.max(...known) : 0,
    };
  }));
}

/**
 * The questions on which people lie two or more stages apart, the widest first, whichever side they are on.
 * @param {readonly Spread[][]} all
 */
export function widest(all) {
  const wide = all.map((sides, question) => {
    const known = sides.filter(({ most }) => most > 0);
    const most = Math.max(0, ...known.map((side) => side.most));
    const least = Math.min(most, ...known.map((side) => side.least));
    return { question, apart: most - least };
  });
  return wide.filter(({ apart }) => apart >= 2).sort((one, two) => two.apart - one.apart || one.question - two.question);
}
