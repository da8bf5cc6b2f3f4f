// What the index has for a query: for each word the words that may be meant, and the whole names in the query.

import { corrections, expand, MOST_RELATIVES, needs } from './expand.mjs';
import { spellings } from './spelling.mjs';
import { alike } from './synonyms.mjs';

/**
 * @typedef {import('./store.mjs').Store} Store
 * @typedef {import('./understand.mjs').Mention} Mention
 * @typedef {import('./text.mjs').Unit} Unit
 *
 * A word of a query with its place there and what the index has for it. Without an optional one a page lacks nothing;
 * the last one may still be typed on.
 * @typedef {{
 *   unit: Unit, index: number, last: boolean, optional: boolean, synonyms: string[],
 *   expansions: import('./expand.mjs').Expansion[], corrected: string,
 * }} Word
 *
 * A whole name in the query, or the beginning of one.
 * @typedef {{entry: import('./store.mjs').Entry, whole: boolean}} Name
 */

export const MOST_DOUBTFUL = 8; // words of a query that are compared with all others; the first of them
const LONGEST_NAME = 6; // words of a title or alias that is looked for as a whole
const MOST_BEGUN = 8; // names that begin as the query ends

/**
 * The words of a query that are no stop words, with all that the index has for them.
 * @param {Unit[]} units
 * @param {Mention[]} named what is the name of a term is no mistake
 * @param {boolean} open whether the last word may still be typed on
 * @param {Store} store
 * @param {import('./synonyms.mjs').Synonyms} synonyms
 * @returns {Promise<Word[]>}
 */
export async function lookUp(units, named, open, store, synonyms) {
  const same = alike(units, synonyms);
  const listed = units.map((unit, index) => ({
    unit,
    index,
    last: open && index === units.length - 1 && unit.word.length > 1,
    optional: store.stop.has(unit.word) && !unit.capitals && !unit.quoted && same[index].length === 0,
    synonyms: same[index],
    corrected: '',
  }));
  await store.prepare(units.flatMap((unit) => [unit.word, ...unit.parts]));
  const asked = listed
    .flatMap((word) => apart(word, store))
    .filter(
      ({ unit, last, synonyms }) =>
        !store.stop.has(unit.word) || store.kept.has(unit.word) || unit.quoted || last || synonyms.length > 0,
    );
  await store.prepare(asked.flatMap((word) => needs(word.unit, store, word)));
  const work = { relatives: MOST_RELATIVES };
  const words = asked.map((word) => ({ ...word, expansions: expand(word.unit, store, { ...word, work }) }));
  const doubtful = words.filter(
    ({ unit, index, expansions }) =>
      unit.word.length > 3 &&
      !unit.quoted &&
      !named.some((mention) => covers(mention, index)) &&
      !unit.capitals &&
      expansions.every((one) => guessed(unit, one)),
  );
  await Promise.all(doubtful.slice(0, MOST_DOUBTFUL).map((word) => correct(word, store, work)));
  return words;
}

/**
 * @param {Mention} mention
 * @param {number} index
 */
export function covers(mention, index) {
  return mention.from <= index && index < mention.to;
}

/**
 * The whole titles and aliases that stand in a query.
 * @param {Word[]} words
 * @param {Store} store
 * @returns {Promise<Name[]>}
 */
export async function lookUpNames(words, store) {
  const plain = words.filter(({ unit, expansions }) => !unit.quoted && expansions.length > 0);
  const runs = plain.flatMap((_, from) =>
    Array.from({ length: Math.min(LONGEST_NAME, plain.length - from) }, (_, more) => plain.slice(from, from + more + 1)),
  );
  const keys = runs.map((run) => run.map(({ unit, corrected }) => corrected || unit.word).join(' '));
  // The last word may be the beginning of a longer name. A beginning that very many words share is left alone.
  const begun = runs.map((run, at) => run[run.length - 1].last && !store.starts.has(keys[at]) && keys[at].length > 3);
  await store.prepare(keys.map((key, at) => (begun[at] ? key : `${key} `)));
  return keys.flatMap((key, at) => {
    const entries = begun[at] ? store.names(key, MOST_BEGUN) : [store.entry(`${key} `)];
    return entries.flatMap((entry) => (entry ? [{ entry, whole: entry.word === `${key} ` }] : []));
  });
}

/**
 * A word with hyphens as its parts, unless the index has it joined up.
 * @template {{unit: Unit, last: boolean}} W
 * @param {W} word
 * @param {Store} store
 * @returns {W[]}
 */
function apart(word, store) {
  const { unit, last } = word;
  if (unit.parts.length === 1 || unit.quoted || store.entry(unit.word)) return [word];
  return unit.parts.map((part, at) => ({
    ...word,
    unit: { ...unit, word: part, parts: [part] },
    last: last && at === unit.parts.length - 1,
  }));
}

/**
 * Adds what an unknown word may be meant for. The likeliest counts with its family. What a page uses is no slip.
 * @param {Word} word
 * @param {Store} store
 * @param {import('./expand.mjs').Work} work
 */
async function correct(word, store, work) {
  const near = await meantFor(word, store);
  if (near.length === 0 || near.some((one) => word.expansions.some(({ entry }) => entry.word === one.word))) return;
  const [{ word: likeliest, worth }] = near;
  const unit = { ...word.unit, word: likeliest, parts: [likeliest] };
  await store.prepare([...near.map((candidate) => candidate.word), ...spellings(likeliest, store.spellings)]);
  const itsFamily = expand(unit, store, { last: false, synonyms: [], work });
  const family = itsFamily.map((one) => ({ ...one, worth: one.worth * worth }));
  const others = near.flatMap((candidate) => {
    const entry = family.some((one) => one.entry.word === candidate.word) ? undefined : store.entry(candidate.word);
    return entry ? [{ entry, worth: candidate.worth, kin: false }] : [];
  });
  const itself = word.expansions.map((one) => ({ ...one, kin: false }));
  word.expansions = [...family, ...others, ...itself];
  // A word that looks like one of a family here may well be one: nobody is told of a mistake.
  if (itself.length === 0) word.corrected = likeliest;
}

/**
 * What an unknown word may be meant for. Slips seldom change the first letter: other words count where none begins alike.
 * @param {Word} word
 * @param {Store} store
 */
async function meantFor({ unit: { word }, last }, store) {
  const alike = corrections(word, await store.vocabulary([...word][0]), { last });
  return alike.length > 0 ? alike : corrections(word, await store.vocabulary(), { last });
}

/**
 * Whether a word of the index is only a guess at the family of an unknown word.
 * @param {Unit} unit
 * @param {import('./expand.mjs').Expansion} expansion
 */
function guessed({ word }, { entry, kin }) {
  return kin && !entry.word.startsWith(word);
}
