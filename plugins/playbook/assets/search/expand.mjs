// From a word of the query to the words of the index that may be meant, each with its worth.

import { spellings } from './spelling.mjs';
import { letterSet } from './text.mjs';

/**
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./store.mjs').Entry} Entry
 * @typedef {import('./text.mjs').Unit} Unit
 *
 * `kin` are the word itself, those of its stem and those that it begins: they count as one word.
 * @typedef {{entry: Entry, worth: number, kin: boolean}} Expansion
 *
 * What a query may still cost. Counted in words and not in time, so that the same query gets the same answer.
 * @typedef {{relatives: number}} Work
 */

export const WORTH = {
  exact: 1,
  stem: 0.5,
  synonym: 0.6,
  part: 0.5, // the word as a part of a compound that the index did not cut
  start: 0.55, // the last word as the start of a longer one, though it is a word itself
  onlyStart: 1.1, // the same where it is no word itself
  oneLetter: 0.75,
  twoLetters: 0.5,
};
export const MOST_RELATIVES = 1000; // words that are looked at for relatives of unknown ones, by all words of a query
const INFLECTED = /^\p{Script=Han}\p{Script=Hiragana}$/u;
const PART = 5; // letters of a part of a compound
const MOST_STARTS = 32;
const MOST_TYPOS = 6;

/**
 * What must be loaded before `expand` is asked for a word, beside the word itself, which must be loaded already.
 * @param {Unit} unit
 * @param {Store} store
 * @param {{last: boolean, synonyms: readonly string[]}} how
 * @returns {string[]} starts of words
 */
export function needs({ word, quoted }, store, { last, synonyms }) {
  if (quoted) return [];
  const spelled = spellings(word, store.spellings);
  return [
    ...(store.entry(word) ? [] : [word, ...spelled].map(familyStart)),
    ...spelled,
    ...synonyms,
    ...(last ? (store.starts.get(word) ?? []) : []),
    ...(INFLECTED.test(word) ? [[...word][0]] : []),
  ];
}

/**
 * The words of the index for a word of the query, without regard to typing mistakes.
 * @param {Unit} unit
 * @param {Store} store
 * @param {{last: boolean, synonyms: readonly string[], work: Work}} how
 * @returns {Expansion[]}
 */
export function expand(unit, store, { last, synonyms, work }) {
  const found = /** @type {Map<string, Expansion>} */ (new Map());
  /**
   * @param {Entry | undefined} entry
   * @param {number} worth
   * @param {boolean} kin
   */
  const add = (entry, worth, kin) => {
    if (!entry) return;
    const before = found.get(entry.word);
    if (!before || before.worth < worth) found.set(entry.word, { entry, worth, kin: kin || (before?.kin ?? false) });
  };
  if (unit.quoted) {
    add(store.entry(unit.word), WORTH.exact, true);
    return [...found.values()];
  }
  const spelled = [unit.word, ...spellings(unit.word, store.spellings)];
  for (const word of spelled) add(store.entry(word), WORTH.exact, true);
  const own = [...found.values()].map(({ entry }) => entry);
  const relatives = own.length > 0 ? own : spelled.map((word) => nearestRelative(word, store, work)).slice(0, 2);
  for (const relative of relatives) for (const entry of relative ? store.family(relative) : []) add(entry, WORTH.stem, true);
  for (const entry of conjugated(unit.word, store)) add(entry, WORTH.stem, true);
  if (found.size === 0) for (const entry of compounds(unit.word, store)) add(entry, WORTH.part, true);
  for (const word of synonyms) add(store.entry(word), WORTH.synonym, false);
  if (last) {
    const worth = found.size === 0 ? WORTH.onlyStart : WORTH.start;
    for (const entry of completions(unit.word, store)) add(entry, worth, true);
  }
  return [...found.values()];
}

/**
 * @param {string} start
 * @param {Store} store
 * @returns {Entry[]}
 */
function completions(start, store) {
  const leading = store.starts.get(start);
  if (leading) return leading.flatMap((word) => store.entry(word) ?? []);
  return store
    .range(start)
    .sort((one, other) => other.count - one.count || (one.word < other.word ? -1 : 1))
    .slice(0, MOST_STARTS);
}

/**
 * The word of the index that an unknown one is likely of one family with: they differ as words of a family do, and no
 * other shares more of its start with it.
 * @param {string} word
 * @param {Store} store
 * @param {Work} work
 */
function nearestRelative(word, store, work) {
  const candidates = store.range(familyStart(word), work.relatives);
  work.relatives -= candidates.length;
  let nearest;
  let most = 0;
  for (const candidate of candidates) {
    const shared = sharedStart(word, candidate.word);
    if (shared > most && store.endings.has(`${word.slice(shared)}|${candidate.word.slice(shared)}`)) {
      nearest = candidate;
      most = shared;
    }
  }
  return nearest;
}

/**
 * The other forms of a Japanese verb or adjective: a sign that means something, and kana that change behind it.
 * @param {string} word
 * @param {Store} store
 */
function conjugated(word, store) {
  if (!INFLECTED.test(word)) return [];
  return store.range([...word][0]).filter((entry) => INFLECTED.test(entry.word));
}

/**
 * The words that an unknown one is the beginning or the end of, in a language that writes compounds as one. Of an index
 * in parts they are not all here: there the compounds have been cut by words that the site uses.
 * @param {string} word
 * @param {Store} store
 */
function compounds(word, store) {
  if (!store.compounds || !store.whole || word.length < PART) return [];
  const forms = [word, word.slice(0, -1), word.slice(0, -2)].filter(
    (form, cut) => form.length >= PART && (cut === 0 || store.endings.has(`|${word.slice(-cut)}`)),
  );
  return store
    .range('')
    .filter((entry) => forms.some((form) => entry.word.endsWith(form) || entry.word.startsWith(form)))
    .slice(0, MOST_STARTS);
}

/**
 * The start that words of a word's family are looked for by.
 * @param {string} word
 */
function familyStart(word) {
  return word.slice(0, Math.max(3, word.length >> 1));
}

/**
 * With how many letters two words begin alike.
 * @param {string} one
 * @param {string} other
 */
function sharedStart(one, other) {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared;
}

/**
 * Words that a misspelt one may be meant for, best first.
 * @param {string} word
 * @param {import('./store.mjs').Vocabulary} vocabulary
 * @param {{last: boolean}} how the last word may be the start of what is meant
 * @returns {{word: string, worth: number}[]}
 */
export function corrections(word, vocabulary, { last }) {
  const letters = [...word].length;
  if (letters < 4) return [];
  const most = letters < 7 ? 1 : 2;
  const own = letterSet(word);
  const found = [];
  for (let at = 0; at < vocabulary.words.length; at++) {
    const candidate = vocabulary.words[at];
    if (Math.abs(candidate.length - word.length) > most) continue;
    // One edit changes at most two letters of the set.
    if (bits(own ^ vocabulary.letters[at]) > 2 * most) continue;
    const edits = distance(word, candidate, most);
    // Slips seldom change the first letter, and two of them never do. Another last letter is another word: "printer".
    if (edits === 0 || edits > most || (edits > 1 && candidate[0] !== word[0])) continue;
    if (edits === 1 && candidate.length === word.length && candidate.startsWith(word.slice(0, -1))) continue;
    // Rarer words are meant more seldom.
    const doubt = edits * 4 - Math.min(vocabulary.sizes[at], 12) / 4;
    found.push({ word: candidate, edits, size: vocabulary.sizes[at], doubt });
  }
  found.sort((one, other) => one.doubt - other.doubt || (one.word < other.word ? -1 : 1));
  const fewest = Math.min(...found.map(({ edits }) => edits));
  if (last && found.length === 0) return starting(word, vocabulary);
  return found
    .filter(({ edits }) => edits === fewest)
    .slice(0, MOST_TYPOS)
    .map(({ word, edits }) => ({ word, worth: edits === 1 ? WORTH.oneLetter : WORTH.twoLetters }));
}

/** @param {number} set */
function bits(set) {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * Words whose start is one letter away from a half-typed word.
 * @param {string} word
 * @param {import('./store.mjs').Vocabulary} vocabulary
 */
function starting(word, vocabulary) {
  if (word.length < 5) return [];
  const found = [];
  for (let at = 0; at < vocabulary.words.length; at++) {
    const candidate = vocabulary.words[at];
    if (candidate[0] !== word[0] || candidate.length <= word.length) continue;
    const near = [-1, 0, 1].some((more) => distance(word, candidate.slice(0, word.length + more), 1) <= 1);
    if (near) found.push({ word: candidate, size: vocabulary.sizes[at] });
  }
  return found
    .sort((one, other) => other.size - one.size || (one.word < other.word ? -1 : 1))
    .slice(0, MOST_TYPOS)
    .map(({ word }) => ({ word, worth: WORTH.twoLetters }));
}

/**
 * How many letters must be added, left out, changed or swapped with their neighbour; more than `most` is `most + 1`.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  const start = sharedStart(one, other);
  let endOne = one.length;
  let endOther = other.length;
  while (endOne > start && endOther > start && one[endOne - 1] === other[endOther - 1]) {
    endOne--;
    endOther--;
  }
  const rows = endOne - start;
  const columns = endOther - start;
  if (Math.abs(rows - columns) > most) return most + 1;
  if (rows === 0 || columns === 0) return rows + columns;
  let twoBack = /** @type {number[]} */ ([]);
  let back = Array.from({ length: columns + 1 }, (_, at) => at);
  for (let row = 1; row <= rows; row++) {
    const now = [row];
    let least = row;
    for (let column = 1; column <= columns; column++) {
      const a = one[start + row - 1];
      const b = other[start + column - 1];
      let edits = Math.min(back[column] + 1, now[column - 1] + 1, back[column - 1] + (a === b ? 0 : 1));
      if (row > 1 && column > 1 && a === other[start + column - 2] && b === one[start + row - 2]) {
        edits = Math.min(edits, twoBack[column - 2] + 1);
      }
      now.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return most + 1;
    twoBack = back;
    back = now;
  }
  return Math.min(back[columns], most + 1);
}
