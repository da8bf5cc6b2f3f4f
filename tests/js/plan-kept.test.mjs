import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { newEntry, saidOf } from '../../plugins/playbook/assets/plan/entries.mjs';
import { asideShelf, keepPlan, keptPlan, planKey } from '../../plugins/playbook/assets/plan/kept.mjs';
import { dated, take } from '../../plugins/playbook/assets/plan/take.mjs';

const NOW = Date.UTC(2026, 10, 28);
const ROOT = '/garden/';
/** @type {Map<string, string>} */
const kept = new Map();
let full = false;
const storage = {
  getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
  setItem: (/** @type {string} */ key, /** @type {string} */ text) => {
    if (full) throw new DOMException('full', 'QuotaExceededError');
    kept.set(key, text);
  },
  removeItem: (/** @type {string} */ key) => kept.delete(key),
};
Object.assign(globalThis, { window: { localStorage: storage } });
beforeEach(() => {
  kept.clear();
  full = false;
});

test('a plan is kept with everything in it', () => {
  const plan = [newEntry('talk', { who: 'Ana', note: 'Ask Bo' }, 5), newEntry('plan')];
  assert.ok(keepPlan(ROOT, plan));
  assert.deepEqual(keptPlan(ROOT, NOW), { entries: plan, keeps: true });
});

test('a plan of the first version is taken over and left where it is, and an empty one does not bring it back', () => {
  kept.set('/garden/#playbook.plan.1', 'talk*,plan,<b>');
  assert.deepEqual(keptPlan(ROOT, NOW).entries, [newEntry('talk', { state: 'tried' }), newEntry('plan')]);
  keepPlan(ROOT, []);
  assert.deepEqual(keptPlan(ROOT, NOW).entries, []);
  assert.equal(kept.get('/garden/#playbook.plan.1'), 'talk*,plan,<b>');
});

test('what cannot be read is put aside behind what lies there, and the plan begins anew', () => {
  for (const text of ['{"not": ["ours"', '[]']) {
    kept.set(planKey(ROOT), text);
    assert.deepEqual(keptPlan(ROOT, NOW), { entries: [], keeps: true });
  }
  assert.equal(asideShelf(ROOT).read(), '{"not": ["ours"\n[]');
  assert.ok(keepPlan(ROOT, [newEntry('talk')]));
  assert.equal(asideShelf(ROOT).read(), '{"not": ["ours"\n[]');
});

test('where there is no room to put it aside, nothing is written over it', () => {
  kept.set(planKey(ROOT), '{"not": ["ours"');
  full = true;
  assert.deepEqual(keptPlan(ROOT, NOW), { entries: [], keeps: false });
  assert.equal(kept.get(planKey(ROOT)), '{"not": ["ours"');
});

test('plays are taken from any page with days for their weeks, and what is there already stays', () => {
  const monday = new Date(2026, 10, 30, 9);
  assert.equal(take('talk:1,plan:3,meet', monday), 3);
  assert.equal(take('talk:2,late', new Date(2026, 11, 20)), 1);
  const { entries } = keptPlan('blank', monday.getTime());
  const said = entries.map((entry) => [entry.id, saidOf(entry, 'week'), saidOf(entry, 'by')]);
  assert.deepEqual(said, [['talk', '1', '2026-12-04'], ['plan', '3', '2026-12-18'], ['meet', '', ''], ['late', '', '']]);
});

test('nothing is taken where the browser keeps nothing', () => {
  full = true;
  assert.equal(take('talk:1'), null);
});

test('weeks are counted anew from another day, but not for what is done', () => {
  const start = new Date(2027, 0, 4);
  const plan = [newEntry('talk', { week: '1', by: '2026-12-04', state: 'tried' }, 1), newEntry('plan', { week: '2', by: '2026-12-11' }, 1)];
  const days = (/** @type {boolean} */ anew) => dated(plan, start, 9, anew).map((entry) => saidOf(entry, 'by'));
  assert.deepEqual(days(true), ['2026-12-04', '2027-01-15']);
  assert.deepEqual(days(false), ['2026-12-04', '2026-12-11']);
});
