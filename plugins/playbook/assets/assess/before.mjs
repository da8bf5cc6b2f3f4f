// Writes an earlier result beside the one of today, and how far each answer has moved.

import { slot } from '../slots.mjs';
import { listed, worded } from '../texts.mjs';
import { monthSaid } from './months.mjs';
import { levelWords, say } from './parts.mjs';
import { isKnown, score } from './scoring.mjs';

/**
 * @typedef {import('./link.mjs').Side} Side
 * @typedef {import('./parts.mjs').Assessment} Assessment
 */

/**
 * How far each answer has moved; null where one of the two is not known.
 * @param {Side} before
 * @param {Side} now
 */
export function moves(before, now) {
  return now.answers.map((answer, index) => {
    const was = before.answers[index];
    return isKnown(answer) && isKnown(was) ? answer - was : null;
  });
}

/**
 * @param {HTMLElement} root
 * @param {Assessment} data
 * @param {Side} now
 * @param {Side | null} before
 */
export function showBefore(root, data, now, before) {
  const part = slot(root, 'before-part', HTMLElement);
  part.hidden = !before;
  if (!before) return;
  const named = (/** @type {string} */ name, /** @type {Side} */ { at }) => {
    return at ? worded(`again.${name}_in`, { month: monthSaid(at) }) : worded(`again.${name}`);
  };
  say(root, 'was-name', named('before', before));
  say(root, 'now-name', named('now', now));
  const moved = moves(before, now);
  part.querySelectorAll('tbody tr').forEach((row, index) => {
    say(row, 'was', answerWords(data, before.answers[index]));
    say(row, 'now', answerWords(data, now.answers[index]));
    say(row, 'moved', movedWords(moved[index]));
    row.classList.toggle('pb-result__wide', Math.abs(moved[index] ?? 0) >= 2);
  });
  const gates = data.questions.map(({ gate }) => gate);
  const stage = (/** @type {Side} */ side) => {
    const found = score(side.answers, gates, data.stages.length, data.rule).stage;
    return found === null ? worded('assess.no_stage') : data.stages[found - 1].label;
  };
  const which = (/** @type {(moved: number) => boolean} */ fits) =>
    data.questions.filter((_, index) => fits(moved[index] ?? 0)).map(({ name }) => name);
  const [up, down] = [which((one) => one > 0), which((one) => one < 0)];
  say(root, 'before-text', [
    worded('again.stages', { before: stage(before), now: stage(now) }),
    up.length ? worded('again.up', { questions: listed(up) }) : '',
    down.length ? worded('again.down', { questions: listed(down) }) : '',
    up.length || down.length ? '' : worded('again.same'),
  ].filter(Boolean).join(' '));
}

/**
 * @param {Assessment} data
 * @param {import('./scoring.mjs').Answer} answer
 */
function answerWords(data, answer) {
  return isKnown(answer) ? levelWords(data, answer) : worded('assess.unknown');
}

/** @param {number | null} moved */
function movedWords(moved) {
  if (moved === null) return worded('assess.gap_unknown');
  if (moved === 0) return worded('assess.gap_none');
  return moved > 0 ? worded('again.more', { count: moved }) : worded('again.less', { count: -moved });
}
