// The one side that somebody pasted beside their own, or a sentence on why it is none.

import { worded } from '../texts.mjs';
import { fromPasted, toCode, whyNone } from './link.mjs';

/**
 * @typedef {import('./link.mjs').Side} Side
 * @param {string} text
 * @param {Side} mine
 * @param {import('./link.mjs').Shape} shape
 * @param {'theirs' | 'before'} what the other side's answers, or my own from before
 * @returns {{side: Side | null, fault: string}} one of the two is empty
 */
export function readPasted(text, mine, shape, what) {
  const side = fromPasted(text, mine.answers, shape);
  if (!side) {
    const { kind, count } = whyNone(text, shape);
    return { side, fault: worded(`assess.paste_${kind}`, { all: shape.questions, count }) };
  }
  const alike = toCode(side.answers) === toCode(mine.answers);
  if (what === 'theirs' && alike && (!side.role || side.role === mine.role)) {
    return { side: null, fault: worded('assess.same_paste') };
  }
  if (what === 'before' && alike && (!side.at || side.at === mine.at)) {
    return { side: null, fault: worded('again.same_paste') };
  }
  return { side, fault: '' };
}
