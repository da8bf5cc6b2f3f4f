import assert from 'node:assert/strict';
import { test } from 'node:test';

import { advise } from '../../plugins/playbook/assets/assess/advice.mjs';

/** @typedef {import('../../plugins/playbook/assets/assess/advice.mjs').AdvicePlay} AdvicePlay */

/**
 * @param {string} id
 * @param {Partial<AdvicePlay>} rest
 * @returns {AdvicePlay}
 */
function play(id, rest = {}) {
  const usual = { stages: [1], lead: ['cmo'], support: [], evidence: 0, effort: 0, requires: [] };
  return { id, title: id, url: `${id}/`, ...usual, ...rest };
}

/**
 * The ids that the CMO is given.
 * @param {string} digits
 * @param {number | null} stage
 * @param {string[][]} leading for each question, the plays that it leads to
 * @param {AdvicePlay[]} plays
 */
function ids(digits, stage, leading, plays, role = 'cmo') {
  const answers = [...digits].map(Number);
  const questions = leading.map((named) => ({ plays: named }));
  return advise({ answers, stage, role, questions, plays }).map((suggestion) => suggestion.play.id);
}

test('the lowest answer comes first, with plays of its own stage', () => {
  const plays = [play('a', { stages: [3] }), play('b', { stages: [1] }), play('c', { stages: [2] }), play('d')];
  assert.deepEqual(ids('321', 2, [['a', 'b'], ['b', 'c'], ['b', 'c']], plays), ['b', 'c', 'a']);
});

test('where there are no roles, and where a play names none, it is for everybody', () => {
  const plays = [play('a', { lead: [] }), play('b', { lead: [] }), play('c', { lead: ['cio'] })];
  assert.deepEqual(ids('1', 1, [['b']], plays.slice(0, 2), ''), ['b', 'a']);
  assert.deepEqual(ids('1', 1, [['b']], plays, 'cmo'), ['b', 'a']);
});

test('an answer far above the result is met one stage above it', () => {
  const plays = [play('far', { stages: [5] }), play('near', { stages: [3] })];
  assert.deepEqual(ids('5', 2, [['far', 'near']], plays), ['near']);
});

test('questions that are equally low take turns', () => {
  const plays = ['a', 'b', 'c', 'd'].map((id) => play(id));
  assert.deepEqual(ids('11', 1, [['a', 'b', 'c'], ['d']], plays), ['a', 'd', 'b']);
});

test('among equally low answers, what the reader leads comes before what the reader supports', () => {
  const plays = [play('a', { lead: ['cio'], support: ['cmo'] }), play('b'), play('c')];
  assert.deepEqual(ids('11', 1, [['a'], ['b', 'c']], plays), ['b', 'c', 'a']);
});

test('lead before support, stated before inferred, small before large', () => {
  const plays = [
    play('e'),
    play('d', { effort: 2 }),
    play('c', { evidence: 1 }),
    play('b', { lead: ['cio'], support: ['cmo'] }),
    play('a', { lead: ['cio'] }),
  ];
  const one = plays.map(({ id }) => id);
  assert.deepEqual(ids('1', 1, [one], plays), ['e', 'd', 'c']);
  assert.deepEqual(ids('1', 1, [one], plays.slice(2)), ['c', 'b']);
});

test('what a play requires comes first, even when it ranks lower', () => {
  const plays = [play('a', { requires: ['z'] }), play('z', { effort: 2 })];
  assert.deepEqual(ids('1', 1, [['a', 'z']], plays), ['z', 'a']);
});

test('what a play requires is fetched when no question leads to it, unless it belongs to an earlier stage', () => {
  const plays = [
    play('goal', { stages: [2], requires: ['same', 'earlier', 'not-mine'] }),
    play('same', { stages: [2] }),
    play('earlier', { stages: [1] }),
    play('not-mine', { stages: [2], lead: ['cio'] }),
  ];
  const [first, second] = advise({ answers: [2], stage: 2, role: 'cmo', questions: [{ plays: ['goal'] }], plays }, 2);
  assert.equal(first?.play.id, 'same');
  assert.deepEqual(first?.why, { kind: 'first', play: plays[0], root: { kind: 'answer', question: 0 } });
  assert.equal(second?.play.id, 'goal');
  assert.deepEqual(second?.before.map(({ id }) => id), ['earlier', 'not-mine']);
});

test('what comes in late still stands before what requires it', () => {
  const plays = [play('goal', { stages: [2], requires: ['kept'] }), play('kept')];
  assert.deepEqual(ids('2', 2, [['goal']], plays), ['kept', 'goal']);
});

test('what is missing is filled up from the stage, then from the stage before', () => {
  const plays = [play('kept'), play('cell', { stages: [2] }), play('low')];
  const found = advise({ answers: [1], stage: 2, role: 'cmo', questions: [{ plays: ['low'] }], plays });
  assert.deepEqual(found.map(({ play: { id }, why }) => [id, why.kind]), [
    ['low', 'answer'],
    ['cell', 'stage'],
    ['kept', 'keep'],
  ]);
});

test('no more than three, and none twice', () => {
  const plays = ['a', 'b', 'c', 'd', 'e'].map((id) => play(id));
  assert.deepEqual(ids('11', 1, [['a', 'b'], ['b', 'a']], plays), ['a', 'b', 'c']);
});

test('who leads is told', () => {
  const plays = [play('a'), play('b', { lead: ['cio'], support: ['cmo'] })];
  const found = advise({ answers: [1], stage: 1, role: 'cmo', questions: [{ plays: ['a', 'b'] }], plays });
  assert.deepEqual(found.map(({ leads }) => leads), [true, false]);
});

test('no stage, no plays; a role without plays gets none', () => {
  assert.deepEqual(ids('1', null, [['a']], [play('a')]), []);
  assert.deepEqual(ids('1', 1, [['a']], [play('a')], 'cio'), []);
});
