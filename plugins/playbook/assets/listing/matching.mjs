// Which entries of a list have all the words that were typed, and which come first for a role. Without a document.

/**
 * A text without what readers do not tell apart: case, accents, kinds of space.
 * @param {string} text
 */
export function folded(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * @param {string} entry folded
 * @param {string} typed
 */
export function matches(entry, typed) {
  return folded(typed).split(' ').every((word) => entry.includes(word));
}

/**
 * What concerns a role before the rest; either keeps its order.
 * @template T
 * @param {readonly T[]} entries
 * @param {(entry: T) => string} rolesOf ids with blanks between them
 * @param {string} role
 */
export function leading(entries, rolesOf, role) {
  const isMine = (/** @type {T} */ entry) => role !== '' && rolesOf(entry).split(' ').includes(role);
  return [...entries.filter(isMine), ...entries.filter((entry) => !isMine(entry))];
}
