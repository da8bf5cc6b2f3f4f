// Why a page was found: the sentence of it that says most of what was asked, and the section where that stands.

import { words } from './text.mjs';

/**
 * A section of a page: the anchor that leads to it, its heading, its text. What stands before the first has neither.
 * @typedef {readonly [anchor: string, heading: string, text: string]} Section
 * @typedef {{anchor: string, heading: string, text: string}} Reason
 */

const MOST_CHARACTERS = 40_000; // of a page that are looked through
const LONGEST = 220; // characters of a sentence that are shown
const AROUND = 70; // of those, before the first word that was asked for

/**
 * The sentence with the most of what was asked, by the worth of the words; the first of equals. None where there is none.
 * @param {readonly Section[]} sections
 * @param {ReadonlyMap<string, number>} wanted folded words with what each is worth
 * @returns {Reason | undefined}
 */
export function reason(sections, wanted) {
  let best;
  let most = 0;
  let left = MOST_CHARACTERS;
  for (const [anchor, heading, text] of sections) {
    for (const sentence of sentences(text.slice(0, left))) {
      const held = new Set(words(sentence).filter((word) => wanted.has(word)));
      let worth = 0;
      for (const word of held) worth += wanted.get(word) ?? 0;
      if (worth <= most) continue;
      most = worth;
      best = { anchor, heading, text: sentence };
    }
    left -= text.length;
    if (left <= 0) break;
  }
  return best && { ...best, text: shortened(best.text, wanted) };
}

/** @param {string} text */
function sentences(text) {
  return (text.match(/[^.!?\u3002\uff01\uff1f]+[.!?\u3002\uff01\uff1f]*["'\u201d\u2019)]*\s*/gu) ?? []).map((one) =>
    one.replaceAll('[ ]', '').trim(),
  );
}

/**
 * A long sentence cut at spaces, so that the first word that was asked for is in sight.
 * @param {string} sentence
 * @param {ReadonlyMap<string, number>} wanted
 */
function shortened(sentence, wanted) {
  if (sentence.length <= LONGEST) return sentence;
  const pieces = sentence.split(' ');
  const hit = pieces.findIndex((piece) => words(piece).some((word) => wanted.has(word)));
  let from = Math.max(0, hit);
  for (let room = AROUND; from > 0 && room > pieces[from - 1].length; from--) room -= pieces[from - 1].length + 1;
  const start = from > 0 ? '\u2026 ' : '';
  const rest = pieces.slice(from).join(' ');
  if (rest.length <= LONGEST) return start + rest;
  const end = rest.lastIndexOf(' ', LONGEST);
  return `${start}${rest.slice(0, end > 0 ? end : LONGEST)} \u2026`;
}
