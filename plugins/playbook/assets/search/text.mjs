// From what a reader types to words, by the very rules that `search/words.py` follows for a page.

/**
 * A word of a query. `parts` holds several where hyphens join them, and then `word` is the joined form.
 * `chunk` numbers the run of characters between spaces that it comes from.
 * @typedef {{word: string, parts: string[], capitals: boolean, quoted: boolean, chunk: number}} Unit
 */

// What is read of a pasted page. Both count after folding: one sign may unfold into four words.
const MOST_PARTS = 5; // of a word with hyphens
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
// As in `search/words.py`: what French and Italian leave of a small word before a vowel, and the scripts that put no
// spaces between words, which are cut into pairs of signs.
const ELIDED = /^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu|un|gl|d?all|dell|nell|sull|quest|quell)'(?=.)/u;
const UNSPACED = '\\u3005-\\u3007\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
const SIGN = new RegExp(`[${UNSPACED}]`, 'u');
const SPLIT = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
// As there: accents, what Hebrew and Arabic set above and below their letters, and Arabic's "the".
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;
const ARTICLE = /(?<![\p{L}\p{N}])[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?=\p{L}{3})/gu;
const ARABIC = /[\u0621-\u064a]/;
const TWINS = { '\u0671': '\u0627', '\u0649': '\u064a', '\u06cc': '\u064a', '\u06a9': '\u0643', '\u0629': '\u0647' };

/** @param {string} text */
function straight(text) {
  return text
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/\u03c2/g, '\u03c3')
    .replace(/\u00df/g, 'ss')
    .replace(/\u00e6/g, 'ae')
    .replace(/\u0153/g, 'oe')
    .replace(/[\u0671\u0649\u06cc\u06a9\u0629]/g, (letter) => TWINS[/** @type {keyof typeof TWINS} */ (letter)])
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/**
 * Lower case without accents and width, with straight apostrophes and plain hyphens.
 * @param {string} text
 */
export function fold(text) {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  const plain = straight(text).normalize('NFKD').replace(MARKS, '');
  // Marks of other scripts belong to their letters: they go back to them.
  const folded = straight(plain.toLowerCase().normalize('NFKD').replace(MARKS, '')).normalize('NFC');
  return ARABIC.test(folded) ? folded.replace(ARTICLE, '') : folded;
}

/**
 * The words that one folded word with apostrophes or hyphens stands for; the joined form comes last.
 * @param {string} word
 */
export function parts(word) {
  if (!word.includes('-') && !word.includes("'")) return [word];
  const pieces = word.split('-').map((piece) => piece.replace(ELIDED, '').replace(/'s$/, '').replaceAll("'", ''));
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
  if (!BEYOND_ASCII.test(folded)) return folded.match(PLAIN_WORD) ?? [];
  return (folded.match(WORD) ?? []).flatMap(spaced);
}

/**
 * A word as it is, or where signs of a script without spaces stand in it, those by pairs and the rest apart.
 * @param {string} word
 */
function spaced(word) {
  if (!SIGN.test(word)) return [word];
  return (word.match(SPLIT) ?? []).flatMap((run) => (SIGN.test(run) ? pairs([...run]) : [run.replace(/^['-]+|['-]+$/g, '')]));
}

/** @param {string[]} signs */
function pairs(signs) {
  return signs.length < 2 ? signs : signs.slice(1).map((sign, at) => signs[at] + sign);
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
        // Nobody joins so many words: they are a text with hyphens for spaces.
        for (const parts of own.length > MOST_PARTS ? own.map((part) => [part]) : [own]) {
          if (parts.join('') !== '') found.push({ word: parts.join(''), parts, capitals, quoted: open, chunk: index });
        }
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
  const add = (/** @type {string} */ text, /** @type {boolean} */ hit) => {
    const last = pieces[pieces.length - 1];
    if (last?.hit === hit) last.text += text;
    else if (text) pieces.push({ text, hit });
  };
  let from = 0;
  for (const match of text.matchAll(BEYOND_ASCII.test(text) ? PIECE : PLAIN_WORD)) {
    add(text.slice(from, match.index), false);
    from = match.index + match[0].length;
    for (const piece of SIGN.test(match[0]) ? signs(match[0]) : [[match[0], match[0]]]) {
      add(piece[0], piece.slice(1).some((around) => words(around).some((word) => wanted.has(word))));
    }
  }
  add(text.slice(from), false);
  return pieces;
}

/**
 * The signs of a text, each with the pairs that it is in.
 * @param {string} text
 */
function signs(text) {
  const all = [...text];
  return all.map((sign, at) => [sign, sign, (all[at - 1] ?? '') + sign, sign + (all[at + 1] ?? '')]);
}
