// From what a reader types to words, by the very rules that `search/words.py` follows for a page.

/**
 * A word of a query. `parts` holds several where hyphens join them, and then `word` is the joined form.
 * `chunk` numbers the run of characters between spaces that it comes from.
 * @typedef {{word: string, parts: string[], capitals: boolean, quoted: boolean, chunk: number}} Unit
 */

// What is read of a pasted page. Both count after folding: one sign may unfold into four words.
const MOST_READ = 600;
const MOST_CHARACTERS = 4000;
/** Nobody asks in more words than this: of a longer text only the telling words are asked for. */
export const MOST_QUERY_WORDS = 32;
const BEYOND_ASCII = /[^\u0000-\u007f]/;
// What all letters of the world cost to compile, few texts need: each pattern has a twin for plain ones.
const WORD = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*|[\u2600-\u27bf\u{1f000}-\u{1faff}]/gu;
const PLAIN_WORD = /[a-z0-9]+(?:['-][a-z0-9]+)*/gi;
const PIECE = /[\p{L}\p{N}\p{M}]+(?:['\u2019-][\p{L}\p{N}\p{M}]+)*|[\u2600-\u27bf\u{1f000}-\u{1faff}]/gu;
const NO_LETTERS = /[^\p{L}]/gu;
const NO_PLAIN_LETTERS = /[^a-z]/gi;
const MARKS = /[\u0300-\u036f]/g;

/** @param {string} text */
function straight(text) {
  return text.replace(/[\u2019\u02bc]/g, "'").replace(/[\u2010\u2011]/g, '-').replace(/\u03c2/g, '\u03c3');
}

/**
 * Lower case without accents and width, with straight apostrophes and plain hyphens.
 * @param {string} text
 */
export function fold(text) {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  const plain = straight(text).normalize('NFKD').replace(MARKS, '');
  return straight(plain.toLowerCase().normalize('NFKD').replace(MARKS, ''));
}

/**
 * The words that one folded word with apostrophes or hyphens stands for; the joined form comes last.
 * @param {string} word
 */
export function parts(word) {
  if (!word.includes('-') && !word.includes("'")) return [word];
  const pieces = word.split('-').map((piece) => piece.replace(/'s$/, '').replaceAll("'", ''));
  return pieces.length === 1 ? pieces : [...pieces, pieces.join('')];
}

/**
 * All words of a text as they are indexed, stop words included, in order.
 * @param {string} text
 */
export function words(text) {
  return runs(fold(text)).flatMap(parts);
}

/**
 * A folded text cut into words, those with hyphens and apostrophes uncut.
 * @param {string} folded
 * @returns {string[]}
 */
function runs(folded) {
  return folded.match(BEYOND_ASCII.test(folded) ? WORD : PLAIN_WORD) ?? [];
}

/**
 * The query cut at spaces, as the reader wrote it.
 * @param {string} text
 */
export function chunks(text) {
  return text.slice(0, MOST_CHARACTERS).split(/\s+/u).filter(Boolean).slice(0, MOST_READ);
}

/**
 * The words of a query. What stands between double quotes is meant literally.
 * @param {string} text
 * @returns {Unit[]}
 */
export function queryWords(text) {
  const found = /** @type {Unit[]} */ ([]);
  let open = false;
  let words = MOST_READ;
  let characters = MOST_CHARACTERS;
  chunks(text).forEach((chunk, index) => {
    for (const run of chunk.split(/(["\u201c\u201d])/u)) {
      if (/^["\u201c\u201d]$/u.test(run)) {
        open = !open;
        continue;
      }
      const letters = run.replace(BEYOND_ASCII.test(run) ? NO_LETTERS : NO_PLAIN_LETTERS, '').replace(/s$/, '');
      const capitals = letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase();
      const folded = fold(run).slice(0, characters);
      characters -= folded.length;
      for (const word of runs(folded)) {
        const pieces = parts(word);
        const own = (pieces.length > 1 ? pieces.slice(0, -1) : pieces).slice(0, words);
        words -= own.length;
        if (own.join('') !== '') found.push({ word: own.join(''), parts: own, capitals, quoted: open, chunk: index });
      }
    }
  });
  return found;
}

/**
 * The letters of a word as a set of 32 bits; letters may share a bit.
 * @param {string} word
 */
export function letterSet(word) {
  let set = 0;
  for (let at = 0; at < word.length; at++) set |= 1 << (word.charCodeAt(at) & 31);
  return set;
}

/**
 * A text cut so that the pieces that hold one of the words can be marked. Joined up, the pieces are the text.
 * @param {string} text
 * @param {{has: (word: string) => boolean}} wanted folded words
 * @returns {{text: string, hit: boolean}[]}
 */
export function marked(text, wanted) {
  const pieces = /** @type {{text: string, hit: boolean}[]} */ ([]);
  let from = 0;
  for (const match of text.matchAll(BEYOND_ASCII.test(text) ? PIECE : PLAIN_WORD)) {
    if (!words(match[0]).some((word) => wanted.has(word))) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), hit: false });
    pieces.push({ text: match[0], hit: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hit: false });
  return pieces;
}
