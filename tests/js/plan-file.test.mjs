import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromPlanFile, toPlanFile } from '../../plugins/playbook/assets/plan/file.mjs';
import { mergePlans, newEntry } from '../../plugins/playbook/assets/plan/entries.mjs';

const NOW = Date.UTC(2026, 10, 28);
const FULL = [
  newEntry('talk', { who: 'Ana', by: '2026-12-04', note: 'Ask Bo first\nthen “Cem”', state: 'kept' }, NOW - 5),
  newEntry('plan', { week: '3', 'step:Ring the CIO, then write': 'done' }, 7),
  newEntry('meet'),
];
/** @type {(plays: unknown, more?: object) => string} */
const file = (plays, more = {}) => JSON.stringify({ kind: 'playbook-plan', version: 2, playbook: 'Ours', plays, ...more });
const kept = (/** @type {string} */ text) => {
  const found = fromPlanFile(text, NOW);
  assert.ok(!('fault' in found));
  return found;
};

test('everything in a plan comes back from its file', () => {
  const found = kept(toPlanFile(FULL, { playbook: 'Ours', now: new Date(NOW) }));
  assert.deepEqual(found, { entries: FULL, playbook: 'Ours', saved: '2026-11-28T00:00:00.000Z', lost: 0 });
});

test('what is no plan is told from a plan of a newer version', () => {
  const foreign = ['', 'null', '[]', '"x"', '{', '{"kind":"playbook-plan"}', '{"plays":[]}', file({}), '\u0000PNG'];
  for (const text of foreign) assert.deepEqual(fromPlanFile(text, NOW), { fault: 'foreign' }, text);
  assert.deepEqual(fromPlanFile(file([], { version: 3 }), NOW), { fault: 'newer' });
  assert.deepEqual(fromPlanFile(file([], { version: 'x' }), NOW), { fault: 'foreign' });
});

test('what is unsound is left out and counted, and the rest stays', () => {
  const mark = { value: 'Ana', at: 1 };
  const found = kept(file([
    { id: 'talk', marks: { who: mark, colour: mark, by: { value: '2026-02-30', at: 1 }, note: 'x', state: mark } },
    { id: '<img src=x>' }, null, 7, { id: 'plan', marks: [] }, { id: 'a'.repeat(81) },
    { id: 'meet', marks: { who: { value: 'x'.repeat(81), at: 1 }, note: { value: 'y', at: -1 } } },
  ]));
  assert.deepEqual(found.entries, [newEntry('talk', { who: 'Ana' }, 1), newEntry('plan'), newEntry('meet')]);
  assert.equal(found.lost, 10);
});

test('a clock that is ahead wins no further than now', () => {
  const [entry] = kept(file([{ id: 'talk', marks: { who: { value: 'Ana', at: NOW * 2 } } }])).entries;
  assert.equal(entry.marks.get('who')?.at, NOW);
});

test('a play twice in a file is one, with the later of what was written', () => {
  const marks = (/** @type {string} */ value, /** @type {number} */ at) => ({ who: { value, at } });
  const found = kept(file([{ id: 'talk', marks: marks('Ana', 2) }, { id: 'talk', marks: marks('Bo', 1) }]));
  assert.deepEqual(found.entries, [newEntry('talk', { who: 'Ana' }, 2)]);
});

test('a text made to flood the browser is bounded', () => {
  const flood = file(Array.from({ length: 3000 }, (_, index) => ({ id: `p${index}` })));
  const found = kept(flood);
  assert.equal(found.entries.length, 2000);
  assert.equal(found.lost, 1000);
});

test('names of the language are neither fields nor lost plays', () => {
  const found = kept('{"kind":"playbook-plan","version":2,"plays":[{"id":"constructor","marks":{"__proto__":{"value":"","at":1},"toString":{"value":"x","at":1}}}]}');
  assert.deepEqual(found.entries, [newEntry('constructor')]);
  assert.deepEqual(mergePlans(found.entries, found.entries).entries, found.entries);
});
