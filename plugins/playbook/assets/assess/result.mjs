// Writes a result into the page: text goes in as text, structure comes from the page's own templates.

import { slot } from '../slots.mjs';
import { listed, worded } from '../texts.mjs';
import { showAdvice } from './advised.mjs';
import { fillList, levelWords, say, sideNames } from './parts.mjs';
import { compare, isKnown, score, together } from './scoring.mjs';

/**
 * @typedef {import('./scoring.mjs').Answer} Answer
 * @typedef {import('./link.mjs').Side} Side
 * @typedef {import('./parts.mjs').Assessment} Assessment
 * @typedef {import('./parts.mjs').Shown} Shown
 */

/**
 * Fill the result for one side, or for both.
 * @param {Shown} shown
 * @returns {string[]} the ids of the plays that it advises, those that each side should begin with first
 */
export function showResult(shown) {
  const { root, data, mine, theirs } = shown;
  for (const part of root.querySelectorAll('[data-pair]')) if (part instanceof HTMLElement) part.hidden = !theirs;
  for (const part of root.querySelectorAll('[data-single]')) if (part instanceof HTMLElement) part.hidden = !!theirs;
  const result = slot(root, 'result', HTMLElement);
  result.classList.toggle('pb-result--pair', theirs !== null);
  const gates = data.questions.map(({ gate }) => gate);
  const scored = (/** @type {Side} */ side) => score(side.answers, gates, data.stages.length, data.rule);
  const scores = theirs ? [scored(mine), scored(theirs)] : [scored(mine)];
  const stage = theirs ? together(scores[0], scores[1]) : scores[0].stage;
  showProfile(shown);
  showVerdict(shown, scores, stage);
  return showAdvice(shown, stage);
}

/** @param {Shown} shown */
function showProfile({ root, data, mine, theirs }) {
  const [one, two] = sideNames(data, mine, theirs);
  say(root, 'profile-title', worded(theirs ? 'assess.two_profiles' : 'assess.one_profile'));
  say(root, 'mine-name', one);
  say(root, 'theirs-name', two);
  const { gaps } = compare(mine.answers, theirs?.answers ?? []);
  const rows = slot(root, 'result', HTMLElement).querySelectorAll('tr[data-question]');
  rows.forEach((row, index) => {
    showAnswer(slot(row, 'mine', HTMLElement), data, mine.answers[index]);
    showAnswer(slot(row, 'theirs', HTMLElement), data, theirs?.answers[index] ?? null);
    const gap = gaps[index];
    say(row, 'gap', gap === null ? worded('assess.gap_unknown') : gap === 0 ? worded('assess.gap_none') : String(gap));
    row.classList.toggle('pb-result__wide', gap !== null && gap >= 2);
  });
}

/**
 * @param {HTMLElement} cell
 * @param {Assessment} data
 * @param {Answer} answer
 */
function showAnswer(cell, data, answer) {
  const level = isKnown(answer) ? answer : 0;
  cell.dataset.stage = String(level);
  cell.querySelectorAll('i').forEach((step, index) => step.classList.toggle('is-on', index < level));
  say(cell, 'words', level ? levelWords(data, level) : worded('assess.unknown'));
}

/**
 * @param {Shown} shown
 * @param {import('./scoring.mjs').Score[]} scores
 * @param {number | null} stage
 */
function showVerdict({ root, data, mine, theirs }, scores, stage) {
  const [own, other] = scores;
  const all = data.questions.length;
  const { needed } = data.rule;
  const found = stage === null ? null : data.stages[stage - 1];
  slot(root, 'verdict', HTMLElement).dataset.stage = String(stage ?? 0);
  say(root, 'verdict-kicker', worded(other ? 'assess.both_kicker' : 'assess.stage_kicker'));
  say(root, 'verdict-title', found ? found.label : worded('assess.no_stage'));
  const tooFew = other
    ? worded('assess.too_few_both', { needed, mine: own.known, theirs: other.known })
    : worded('assess.too_few', { known: own.known, all, needed });
  say(root, 'verdict-text', found ? found.means : tooFew);
  const link = slot(root, 'verdict-link', HTMLAnchorElement);
  link.hidden = !found;
  if (found) link.href = found.url;
  const notes = found ? (other ? pairNotes(data, mine, theirs, scores) : ownNotes(data, mine, own)) : [];
  fillList(root, 'verdict-notes', 'note', notes, (item, note) => {
    item.textContent = note;
  });
}

/**
 * @param {Assessment} data
 * @param {Side} mine
 * @param {import('./scoring.mjs').Score} own
 */
function ownNotes(data, mine, own) {
  const stage = Number(own.stage);
  const notes = [];
  if (own.held) {
    const low = data.questions.filter(({ gate }, index) => gate && mine.answers[index] === stage - 1);
    const gates = listed(low.map(({ name }) => name));
    notes.push(worded('assess.held', { stage: data.stages[Number(own.ungated) - 1].label, gates }));
  } else if (own.edge) {
    const above = mine.answers.filter((answer) => Number(answer) > stage).length;
    notes.push(worded('assess.edge', { above, known: own.known }));
  }
  if (own.mixed) notes.push(worded('assess.mixed'));
  if (stage === data.stages.length) notes.push(worded('assess.last'));
  return notes;
}

/**
 * @param {Assessment} data
 * @param {Side} mine
 * @param {Side | null} theirs
 * @param {import('./scoring.mjs').Score[]} scores
 */
function pairNotes(data, mine, theirs, [own, other]) {
  if (own.stage === other.stage) return [worded('assess.both_same')];
  const [one, two] = sideNames(data, mine, theirs);
  const label = (/** @type {number | null} */ stage) => data.stages[Number(stage) - 1].label;
  return [worded('assess.both', { one, two, stage_one: label(own.stage), stage_two: label(other.stage) })];
}
