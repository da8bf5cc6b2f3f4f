// Words and phrases that stand for one another.

import { queryWords } from './text.mjs';

/**
 * By the first word of a phrase: the words of the phrase and those of all that it stands for.
 * @typedef {Map<string, {phrase: string[], others: string[]}[]>} Synonyms
 */

/**
 * @param {readonly string[][]} groups
 * @returns {Synonyms}
 */
export function synonyms(groups) {
  const found = /** @type {Synonyms} */ (new Map());
  for (const group of groups) {
    const phrases = group.map((member) => queryWords(member).map((unit) => unit.word));
    phrases.forEach((phrase, at) => {
      if (phrase.length === 0) return;
      const others = phrases.filter((_, other) => other !== at).flat();
      found.set(phrase[0], [...(found.get(phrase[0]) ?? []), { phrase, others }]);
    });
  }
  return found;
}

/**
 * For each word of a query, the words that may stand in its place because of a phrase it belongs to.
 * @param {readonly import('./text.mjs').Unit[]} units
 * @param {Synonyms} known
 * @returns {string[][]}
 */
export function alike(units, known) {
  const found = units.map(() => /** @type {Set<string>} */ (new Set()));
  units.forEach((unit, from) => {
    for (const { phrase, others } of known.get(unit.word) ?? []) {
      if (!phrase.every((word, at) => units[from + at]?.word === word && !units[from + at].quoted)) continue;
      for (let at = from; at < from + phrase.length; at++) for (const word of others) found[at].add(word);
    }
  });
  return found.map((words) => [...words]);
}
