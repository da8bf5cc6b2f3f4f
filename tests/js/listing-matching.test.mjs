import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folded, leading, matches } from '../../plugins/playbook/assets/listing/matching.mjs';

test('an entry is found by all of its words, in any order, case and accent', () => {
  const entry = folded('Élan: the  CAFÉ\nround the corner');
  for (const typed of ['', '  ', 'cafe', 'CORNER élan', 'caf', 'the round']) assert.ok(matches(entry, typed), typed);
  for (const typed of ['cafes', 'elan tea', '.*', '\\']) assert.ok(!matches(entry, typed), typed);
});

test('10,000 letters are typed for nothing', () => {
  assert.ok(!matches(folded('a word'), 'a '.repeat(5000) + 'b'));
});

test('what concerns a role comes first, and all else stays in its order', () => {
  const entries = ['it-team', 'cmo cio', '', 'cio', 'marketing-team cmo'];
  const roles = (/** @type {string} */ entry) => entry;
  assert.deepEqual(leading(entries, roles, 'cmo'), ['cmo cio', 'marketing-team cmo', 'it-team', '', 'cio']);
  assert.deepEqual(leading(entries, roles, ''), entries);
  assert.deepEqual(leading(entries, roles, 'team'), entries);
});
