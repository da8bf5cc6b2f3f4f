// The words of the scripts: every one of them comes from the catalogue.

import { LANGUAGE, TEXTS } from './catalogue.mjs';

const PLACE = /(\{[a-z_]+(?::lower)?\})/;

/** @type {Intl.PluralRules | undefined} */
let plurals;

/**
 * A text with its {places} filled in; where the number in `count` changes words, the form for it.
 * @param {string} name
 * @param {{[place: string]: string | number}} values
 */
export function worded(name, values = {}) {
  return woven(name, values).join('');
}

/**
 * The same in pieces, for an element: a value may be nodes.
 * @param {string} name
 * @param {{[place: string]: string | number | readonly Node[]}} values
 * @returns {(string | Node)[]}
 */
export function woven(name, values) {
  const found = TEXTS[name];
  if (found === undefined) throw new Error(`There is no text ${name}`);
  const text = typeof found === 'string' ? found : (found[category(Number(values.count))] ?? found.other);
  return text.split(PLACE).flatMap((piece, index) => (index % 2 ? placed(name, piece, values) : [piece]));
}

/**
 * @param {string} name of the text
 * @param {string} place with its braces
 * @param {{[place: string]: string | number | readonly Node[]}} values
 * @returns {readonly (string | Node)[]}
 */
function placed(name, place, values) {
  const [of, small] = place.slice(1, -1).split(':');
  const value = values[of];
  if (value === undefined) throw new Error(`The text ${name} lacks ${of}`);
  if (typeof value === 'object') return value;
  return [small ? String(value).toLocaleLowerCase(LANGUAGE) : String(value)];
}

/**
 * Several things in one line, as in `CMO, CIO`.
 * @param {readonly string[]} things
 */
export function listed(things) {
  return things.join(worded('list.comma'));
}

/**
 * The same for things that may hold commas, as in `Talk sooner; Plan, then build`.
 * @param {readonly string[]} things
 */
export function listedApart(things) {
  return things.join(worded('list.semicolon'));
}

/** @param {number} count */
function category(count) {
  plurals ??= new Intl.PluralRules(LANGUAGE);
  return plurals.select(count);
}
