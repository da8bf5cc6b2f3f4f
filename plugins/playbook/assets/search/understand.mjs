// What a query means, before any page is looked at: roles, stages, topics and other terms, and plain words.

import { chunks, words } from './text.mjs';

/**
 * A term that a query names. `from` and `to` are the first unit and the one behind the last, `chunks` the first and the
 * last run of characters that they come from. It is `explicit` where
 * the query can mean nothing else: "stage 2", "role cio". A `plain` one is a single word by which the term is also
 * known: "marketers", "vendor".
 * @typedef {Meaning & {from: number, to: number, chunks: [first: number, last: number]}} Mention
 * @typedef {import('./text.mjs').Unit} Unit
 * @typedef {{facet: string, term: string, explicit: boolean, plain: boolean}} Meaning
 * @typedef {{meanings: Map<string, Meaning>, longest: number}} Phrases
 */

const NUMBERS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const POINTERS = new Set(['for', 'as']);
const GLUE = new Set([...POINTERS, 'a', 'an', 'and', 'at', 'in', 'on', 'or', 'the', 'with']);

/**
 * All ways to name a term: its name, its aliases, its number where the facet is ordered, and each with the facet's
 * own name before or behind ("stage coping", "coping stage").
 * @param {readonly import('./store.mjs').Facet[]} facets
 * @returns {Phrases}
 */
export function phrases(facets) {
  const meanings = /** @type {Map<string, Meaning>} */ (new Map());
  let longest = 1;
  /**
   * @param {string} name
   * @param {Omit<Meaning, 'plain'>} meaning
   * @param {boolean} [alias]
   */
  const add = (name, meaning, alias = false) => {
    const length = name.split(' ').length;
    if (!meanings.has(name)) meanings.set(name, { ...meaning, plain: alias && length === 1 });
    longest = Math.max(longest, length);
  };
  for (const facet of facets) {
    const labels = plain([facet.singular, facet.name, facet.param, facet.id]);
    for (const term of facet.terms) {
      const own = plain([term.name]);
      const others = plain([term.id, ...term.aliases]);
      const numbers = facet.ordered ? plain([String(term.number), NUMBERS[term.number] ?? '']) : [];
      const meaning = { facet: facet.id, term: term.id, explicit: false };
      for (const name of own) add(name, meaning);
      for (const name of others) add(name, meaning, true);
      for (const label of labels) {
        for (const name of [...own, ...others, ...numbers]) {
          add(`${label} ${name}`, { ...meaning, explicit: true });
          add(`${name} ${label}`, { ...meaning, explicit: true });
        }
      }
    }
  }
  return { meanings, longest };
}

/**
 * The terms that a query names, longest name first, none of them twice over the same words.
 * @param {readonly Unit[]} units
 * @param {Phrases} known
 * @param {ReadonlySet<string>} stop stop words: as names they count in capitals, behind a first "for" or all alone
 * @returns {Mention[]}
 */
export function mentions(units, known, stop) {
  const flat = units.flatMap((unit, index) =>
    unit.parts.map((part, at) => ({ part, index, first: at === 0, last: at === unit.parts.length - 1 })),
  );
  const found = /** @type {Mention[]} */ ([]);
  const doubtful = /** @type {Mention[]} */ ([]);
  for (let from = 0; from < flat.length; ) {
    let step = 1;
    for (let length = Math.min(known.longest, flat.length - from); length > 0; length--) {
      const run = flat.slice(from, from + length);
      if (!run[0].first || !run[length - 1].last) continue;
      const joined = length === units[run[0].index].parts.length ? units[run[0].index].word : '';
      const meaning =
        known.meanings.get(run.map(({ part }) => part).join(' ')) ??
        (run[0].index === run[length - 1].index ? known.meanings.get(joined) : undefined);
      const span = units.slice(run[0].index, run[length - 1].index + 1);
      if (!meaning || span.some((unit) => unit.quoted)) continue;
      const chunks = /** @type {[number, number]} */ ([span[0].chunk, span[span.length - 1].chunk]);
      const mention = { ...meaning, from: run[0].index, to: run[length - 1].index + 1, chunks };
      const certain = meaning.explicit || span.length > 1 || !stop.has(span[0].word) || span[0].capitals;
      (certain ? found : doubtful).push(mention);
      step = length;
      break;
    }
    from += step;
  }
  // A lower-case "it" is the IT team behind a "for" that begins, or where nothing but names would be left.
  const named = new Set([...found, ...doubtful].flatMap(({ from, to }) => range(from, to)));
  const onlyNames = units.every((unit, index) => named.has(index) || GLUE.has(unit.word));
  for (const mention of doubtful) {
    if (onlyNames || (mention.from === 1 && POINTERS.has(units[0].word))) found.push(mention);
  }
  return found.sort((one, other) => one.from - other.from);
}

/**
 * Whether a query starts by saying whom it is for: "for IT, ...", "as a CMO ...".
 * @param {readonly Unit[]} units
 * @param {Mention} mention
 */
export function pointed(units, mention) {
  return units.slice(0, mention.from).some((unit, at) => at === 0 && POINTERS.has(unit.word)) && mention.from < 3;
}

/**
 * The query with a mention in quotes, so that it is taken for words from now on.
 * @param {string} text
 * @param {Mention} mention
 */
export function literally(text, { chunks: [first, last] }) {
  return chunks(text)
    .map((chunk, at) => `${at === first ? '"' : ''}${chunk}${at === last ? '"' : ''}`)
    .join(' ');
}

/**
 * @param {{facet: string, term: string}} one
 * @param {{facet: string, term: string}} other
 */
export function sameTerm(one, other) {
  return one.facet === other.facet && one.term === other.term;
}

/**
 * The query without a mention.
 * @param {string} text
 * @param {Mention} mention
 */
export function without(text, { chunks: [first, last] }) {
  return chunks(text)
    .filter((_, at) => at < first || at > last)
    .join(' ');
}

/**
 * Phrases as words with a space between them, each once; those of no words are left out.
 * @param {readonly string[]} phrases
 */
function plain(phrases) {
  const found = new Set(phrases.map((phrase) => words(phrase.replace(/[-\u2010\u2011]/g, ' ')).join(' ')));
  found.delete('');
  return [...found];
}

/**
 * @param {number} from
 * @param {number} to
 */
function range(from, to) {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
