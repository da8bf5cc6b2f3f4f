// The reader's sentence and the signs of a stage, as values.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { answerTo, counted, verdict } from '../../plugins/playbook/assets/standing/answer.mjs';

/** @type {import('../../plugins/playbook/assets/standing/answer.mjs').Standing} */
const STANDING = {
  plays: [['Talk', 'talk/'], ['Plan', 'plan/'], ['Meet', 'meet/'], ['Eat', 'eat/']],
  cells: { 'cold cio': [[1], [0]], 'cold cmo': [[], []] },
  stages: { cold: ['stages/cold/', [0, 1, 2, 3]] },
  roles: { cio: ['roles/cio/', [2]], cmo: ['roles/cmo/', []] },
  moments: [['IT blocked our tool', 'moments/blocked/', 'Ask first.', [3, 0]]],
};

/** @param {Partial<import('../../plugins/playbook/assets/standing/answer.mjs').Chosen>} chosen */
const asked = (chosen) => answerTo({ role: '', stage: '', moment: '', ...chosen }, STANDING);

test('nothing chosen, or what the page does not know, has no answer', () => {
  for (const chosen of [{}, { role: 'constructor' }, { stage: '__proto__' }, { moment: 'Nothing' }, { role: 'coo' }]) {
    assert.equal(asked(chosen), null);
  }
});

test('a moment answers before a cell, and a cell before its role and its stage', () => {
  const where = { role: 'cio', stage: 'cold' };
  assert.deepEqual(asked({ ...where, moment: 'IT blocked our tool' }), {
    kind: 'moment', url: 'moments/blocked/', plays: [3, 0], advice: 'Ask first.',
  });
  assert.deepEqual(asked(where), { kind: 'cell', url: '', plays: [1, 0], advice: '' });
  assert.equal(asked({ role: 'cio' })?.url, 'roles/cio/');
});

test('a stage alone begins with its first three plays', () => {
  assert.deepEqual(asked({ stage: 'cold' })?.plays, [0, 1, 2]);
});

test('an empty cell and a role without plays are answers without plays', () => {
  assert.deepEqual(asked({ role: 'cmo', stage: 'cold' })?.plays, []);
  assert.deepEqual(asked({ role: 'cmo' })?.plays, []);
});

test('half of the signs are enough, a quarter is some, none says nothing', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 8].map((count) => verdict(count, 8)), ['', 'few', 'some', 'some', 'here', 'here']);
});

test('a cell of very many plays names the first and says how many there are', () => {
  const cells = { 'warm cio': /** @type {[number[], number[], number]} */ ([[0, 1], [2], 40]) };
  const standing = { plays: [], cells, stages: {}, roles: {}, moments: [] };
  const answer = answerTo({ role: 'cio', stage: 'warm', moment: '' }, standing);
  assert.deepEqual(answer, { kind: 'cell', url: '', plays: [0, 1, 2], advice: '', count: 40 });
  assert.equal(counted(cells['warm cio']), 40);
  assert.equal(counted([[0], [1, 2]]), 3);
});
