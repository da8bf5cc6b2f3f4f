import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TEXTS } from '../../plugins/playbook/assets/catalogue.mjs';
import { listed, worded, woven } from '../../plugins/playbook/assets/texts.mjs';

Object.assign(TEXTS, {
  'list.comma': '; ',
  plain: 'Nothing here.',
  kind: 'One {stage:lower} of {all}, and {stage}',
  several: { one: 'one play', other: '{count} plays' },
});

test('a text has its values in their places, written small where it says so', () => {
  assert.equal(worded('plain'), 'Nothing here.');
  assert.equal(worded('kind', { stage: 'Stage', all: 5 }), 'One stage of 5, and Stage');
});

test('a value is taken as it stands, even one that looks like a place', () => {
  assert.equal(worded('kind', { stage: '{all} $& $1', all: 2 }), 'One {all} $& $1 of 2, and {all} $& $1');
});

test('the number chooses the form', () => {
  assert.deepEqual([0, 1, 2].map((count) => worded('several', { count })), ['0 plays', 'one play', '2 plays']);
});

test('a text that is not there, or lacks a value, says so', () => {
  assert.throws(() => worded('nowhere'), /no text nowhere/);
  assert.throws(() => worded('kind', { stage: 'x' }), /kind lacks all/);
});

test('several things are listed as the language does it', () => {
  assert.equal(listed(['a', 'b', 'c']), 'a; b; c');
});

test('nodes keep their place among the words', () => {
  const node = /** @type {Node} */ (/** @type {unknown} */ ({ name: 'a link' }));
  assert.deepEqual(woven('kind', { stage: [node], all: 2 }), ['One ', node, ' of ', '2', ', and ', node, '']);
});
