// British and American spelling are one: "organise" finds "organize", "colour" "color", and the other way round.

/**
 * The other spellings of a word, by pairs of endings such as "ise|ize", the longest that fits.
 * @param {string} word
 * @param {readonly (readonly [string, string])[]} pairs each with what a word may end in, and what that is elsewhere
 */
export function spellings(word, pairs) {
  const fitting = pairs.filter(([ending]) => word.endsWith(ending) && word.length > ending.length);
  const longest = Math.max(0, ...fitting.map(([ending]) => ending.length));
  return fitting
    .filter(([ending]) => ending.length === longest)
    .map(([ending, other]) => word.slice(0, word.length - ending.length) + other);
}
