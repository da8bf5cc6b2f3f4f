// Recent searches, which the browser keeps where the reader asks for it.

const MOST = 8;
const LONGEST = 100; // characters of one

/**
 * What was kept: the latest first, or null where the reader has not asked to keep any. What is damaged counts as empty.
 * @param {string | null} text
 * @returns {string[] | null}
 */
export function recent(text) {
  if (text === null) return null;
  try {
    const kept = JSON.parse(text);
    return Array.isArray(kept) ? kept.filter(isSearch).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/**
 * The searches with one more, in the form that is kept.
 * @param {readonly string[]} kept
 * @param {string} words
 */
export function remembered(kept, words) {
  const latest = words.trim().replace(/\s+/gu, ' ');
  if (!isSearch(latest)) return JSON.stringify(kept);
  const others = kept.filter((one) => one.toLowerCase() !== latest.toLowerCase());
  return JSON.stringify([latest, ...others].slice(0, MOST));
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
function isSearch(value) {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST;
}
