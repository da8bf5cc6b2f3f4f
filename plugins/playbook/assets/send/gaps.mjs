// The places that a reader fills in, as `[name]`, and what the browser keeps of them. Without a document.

const GAP = /\[([^[\]]{1,80})\]/;
const LETTER = /[\p{L}\p{N}]/u;
const LONGEST_NAME = 40;
const LONGEST_VALUE = 200;
const MOST = 100; // names that are kept; the oldest go first

/**
 * A text in pieces: what stands there, and the names of the places to fill in.
 * @param {string} text
 * @returns {{text: string, name?: string}[]}
 */
export function pieces(text) {
  return text.split(new RegExp(GAP, 'g')).flatMap((piece, index) => {
    if (index % 2 === 0) return piece ? [{ text: piece }] : [];
    const name = piece.replace(/\s+/g, ' ').trim();
    const isGap = name.length <= LONGEST_NAME && LETTER.test(name);
    return [isGap ? { text: `[${name}]`, name } : { text: `[${piece}]` }];
  });
}

/**
 * The text with every place filled in that has a value.
 * @param {string} text
 * @param {ReadonlyMap<string, string>} values
 */
export function filledIn(text, values) {
  return pieces(text)
    .map((piece) => (piece.name && values.get(piece.name)) || piece.text)
    .join('');
}

/**
 * A value in one line, and no longer than a line.
 * @param {string} typed
 */
export function value(typed) {
  const line = typed.replace(/[\s\u0000-\u001f\u007f]+/g, ' ');
  return [...line.slice(0, 2 * LONGEST_VALUE)].slice(0, LONGEST_VALUE).join('');
}

/**
 * What is kept, out of a text that anybody may have written; what is no name and value is left out.
 * @param {string | null} kept
 * @returns {Map<string, string>}
 */
export function fromKept(kept) {
  /** @type {unknown} */
  let read;
  try {
    read = JSON.parse(kept ?? '[]');
  } catch {
    read = [];
  }
  const pairs = Array.isArray(read) ? read.filter(isPair) : [];
  return new Map(pairs.slice(-MOST).map(([name, typed]) => [name, value(typed)]));
}

/**
 * @param {ReadonlyMap<string, string>} values
 */
export function toKept(values) {
  const pairs = [...values].filter(([, typed]) => typed !== '').slice(-MOST);
  return pairs.length ? JSON.stringify(pairs) : '';
}

/**
 * @param {unknown} pair
 * @returns {pair is [string, string]}
 */
function isPair(pair) {
  if (!Array.isArray(pair) || pair.length !== 2) return false;
  const [name, typed] = pair;
  return typeof name === 'string' && typeof typed === 'string' && name.length <= LONGEST_NAME && LETTER.test(name);
}
