// Which way a page runs: the keys that lead on and back are the other way round where it runs from right to left.

/**
 * A key as it is meant: the arrow that points onward is `ArrowRight` here, whichever way the page runs.
 * @param {string} key
 * @param {string} direction of the page
 */
export function turned(key, direction = document.documentElement.dir) {
  if (direction !== 'rtl') return key;
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
}
