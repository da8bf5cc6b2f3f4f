// What stands in a plan, in words: for the page, for paper, for files and for the two plans that become one.

import { listed, listedApart, worded } from '../texts.mjs';
import { daySaid } from './days.mjs';
import { isOpen, saidOf, stepField, stepOf } from './entries.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./entries.mjs').Conflict} Conflict
 */

/**
 * How far a plan has come, as in `2 of 5 done`.
 * @param {readonly Entry[]} entries
 */
export function countSaid(entries) {
  return worded('plan.count', { count: entries.filter((entry) => !isOpen(entry)).length, all: entries.length });
}

/**
 * What a plan holds, as in `3 plays, 2 with a day, 1 done`.
 * @param {readonly Entry[]} entries
 */
export function holdsSaid(entries) {
  const holding = (/** @type {string} */ field) => entries.filter((entry) => saidOf(entry, field)).length;
  const steps = entries.filter(({ marks }) => [...marks.keys()].some((field) => stepOf(field) !== null)).length;
  /** @type {[string, number][]} */
  const counts = [
    ['plan.holds_day', holding('by')],
    ['plan.holds_state', holding('state')],
    ['plan.holds_who', holding('who')],
    ['plan.holds_note', holding('note')],
    ['plan.holds_steps', steps],
  ];
  const said = counts.filter(([, count]) => count).map(([name, count]) => worded(name, { count }));
  return listed([worded('plan.holds', { count: entries.length }), ...said]);
}

/**
 * The value of a field.
 * @param {string} field
 * @param {string} value
 */
export function valueSaid(field, value) {
  if (field === 'state') return worded(`plan.state_${value || 'open'}`);
  if (stepOf(field) !== null) return worded(value ? 'plan.step_done' : 'plan.step_open');
  if (!value) return worded('plan.nothing');
  return field === 'by' ? daySaid(value) : value;
}

/**
 * What is written about a play beside its steps and its note, as in `Who: Ana; By when: 14 December 2026; tried`.
 * @param {Entry} entry
 */
export function writtenSaid(entry) {
  const state = saidOf(entry, 'state');
  const [who, by] = ['who', 'by'].map((field) => {
    const value = saidOf(entry, field);
    return value && worded('plan.written', { field: worded(`plan.field_${field}`), value: valueSaid(field, value) });
  });
  return listedApart([who, by, state && valueSaid('state', state)].filter(Boolean));
}

/**
 * The steps of a play, each with whether it is done.
 * @param {Entry} entry
 * @param {readonly string[]} steps
 */
export function stepsOf(entry, steps) {
  return steps.map((words) => ({ words, done: saidOf(entry, stepField(words)) !== '' }));
}

/**
 * @param {Conflict} conflict
 * @param {string} play its title
 */
export function conflictSaid({ field, kept, left }, play) {
  const [stays, goes] = [kept, left].map((value) => valueSaid(field, value));
  return worded('plan.conflict', { play, field: stepOf(field) ?? worded(`plan.field_${field}`), stays, goes });
}
