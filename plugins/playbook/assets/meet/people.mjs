// Who comes to a meeting, as somebody typed it.

/** @typedef {{name: string, mail: string}} Person either may be empty, never both */

const MOST_PEOPLE = 50;
const MAIL = /^[^\s@<>"(),:;\\[\]\u0000-\u001f]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?$/u;

/**
 * The people in a text: one a line or with commas or semicolons between them, as `Ann`, `ann@example.com` or
 * `Ann <ann@example.com>`. What only looks like an address is a name; nobody stands twice.
 * @param {string} text
 * @returns {Person[]}
 */
export function peopleIn(text) {
  const people = text.split(/[\n\r,;]+/).map(personIn).filter(({ name, mail }) => name || mail);
  const once = new Map(people.map((person) => [person.mail.toLowerCase() || person.name, person]));
  return [...once.values()].slice(0, MOST_PEOPLE);
}

/**
 * @param {string} text
 * @returns {Person}
 */
function personIn(text) {
  const words = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  const [, name = '', mail = ''] = /^(.*?)\s*<([^<>]+)>$/.exec(words) ?? [];
  if (MAIL.test(mail.trim())) return { name: name.replace(/^"|"$/g, '').trim(), mail: mail.trim() };
  return MAIL.test(words) ? { name: '', mail: words } : { name: words, mail: '' };
}

/**
 * Those who were meant to have an address, to judge by their @, and have none.
 * @param {readonly Person[]} people
 */
export function withoutAddress(people) {
  return people.flatMap(({ name, mail }) => (!mail && name.includes('@') ? [name] : []));
}

/**
 * What somebody is called in a text.
 * @param {Person} person
 */
export function personSaid({ name, mail }) {
  return name || mail;
}

const LONGEST_MAIL = 1_900; // signs of an address; programs on Windows take no more than some 2,000

/**
 * The address that opens an e-mail. Where a program would cut the text off, it is left out: `whole` says so.
 * @param {readonly Person[]} people those without an address are left out
 * @param {string} subject
 * @param {string} text
 */
export function mailTo(people, subject, text) {
  const to = people.flatMap(({ mail }) => (mail ? [encodeURIComponent(mail).replace('%40', '@')] : [])).join(',');
  const bare = `mailto:${to}?subject=${encodeURIComponent(subject)}`;
  const full = `${bare}&body=${encodeURIComponent(text.replace(/\r?\n/g, '\r\n'))}`;
  const whole = full.length <= LONGEST_MAIL;
  return { address: whole ? full : bare, whole };
}
