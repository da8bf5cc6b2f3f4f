import assert from 'node:assert/strict';
import { test } from 'node:test';

import { isOpen, mergePlans, newEntry, saidOf, stepField, written } from '../../plugins/playbook/assets/plan/entries.mjs';

/** @typedef {import('../../plugins/playbook/assets/plan/entries.mjs').Entry} Entry */

const MINE = [newEntry('talk', { who: 'Ana', by: '2026-12-04' }, 10), newEntry('plan', { note: 'Ask Bo first' }, 10)];
const marks = (/** @type {readonly Entry[]} */ entries) =>
  Object.fromEntries(entries.map(({ id, marks: all }) => [id, Object.fromEntries([...all].map(([f, m]) => [f, m.value]))]));
/** A plan without the order in which it came about. */
const sorted = (/** @type {readonly Entry[]} */ entries) =>
  entries.map(({ id, marks: all }) => [id, [...all].sort()]).sort();

test('what is written replaces what stood there and changes nothing else', () => {
  const after = written(MINE, 'talk', 'who', 'Cem', 20);
  assert.deepEqual(marks(after), { talk: { who: 'Cem', by: '2026-12-04' }, plan: { note: 'Ask Bo first' } });
  assert.deepEqual(marks(MINE).talk.who, 'Ana');
  assert.ok(isOpen(after[0]));
  assert.ok(!isOpen(written(after, 'talk', 'state', 'dropped', 30)[0]));
});

test('what is written now counts as later than what a clock in the future wrote', () => {
  const ahead = [newEntry('talk', { who: 'Ana' }, 1_000_000)];
  const after = written(ahead, 'talk', 'who', 'Bo', 5);
  assert.equal(saidOf(mergePlans(ahead, after).entries[0], 'who'), 'Bo');
});

test('two plans in one: mine first, each fills what the other leaves open', () => {
  const theirs = [newEntry('meet', { state: 'kept' }, 5), newEntry('plan', { who: 'Bo' }, 5)];
  const { entries, conflicts } = mergePlans(MINE, theirs);
  assert.deepEqual(marks(entries), {
    talk: { who: 'Ana', by: '2026-12-04' }, plan: { note: 'Ask Bo first', who: 'Bo' }, meet: { state: 'kept' },
  });
  assert.deepEqual(conflicts, []);
});

test('where both say something the later stays, field by field, and what it replaces is named', () => {
  const theirs = [newEntry('talk', { who: 'Bo' }, 20), newEntry('plan', { note: 'Ask nobody' }, 5)];
  const { entries, conflicts } = mergePlans(MINE, theirs);
  assert.deepEqual(marks(entries), { talk: { who: 'Bo', by: '2026-12-04' }, plan: { note: 'Ask Bo first' } });
  assert.deepEqual(conflicts, [
    { id: 'talk', field: 'who', kept: 'Bo', left: 'Ana' },
    { id: 'plan', field: 'note', kept: 'Ask Bo first', left: 'Ask nobody' },
  ]);
});

test('a link, which knows no time, changes nothing that somebody wrote', () => {
  const { entries } = mergePlans(written(MINE, 'talk', 'state', '', 30), [newEntry('talk', { by: '2027-01-01' })]);
  assert.equal(saidOf(entries[0], 'by'), '2026-12-04');
});

test('names of the language are fields and plays like any other', () => {
  const odd = [newEntry('constructor', { [stepField('__proto__')]: 'done' }, 1)];
  assert.deepEqual(sorted(mergePlans([], odd).entries), sorted(odd));
});

test('for all plans: a merge loses no play, says the same both ways, and a second one changes nothing', () => {
  let seed = 11;
  const random = (/** @type {number} */ below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const fields = ['who', 'by', 'note', 'state', stepField('Ring')];
  const plan = () => Array.from({ length: random(6) }, () => {
    const said = fields.filter(() => random(2)).map((field) => [field, { value: 'abc'[random(3)], at: random(3) }]);
    return /** @type {Entry} */ ({ id: `p${random(5)}`, marks: new Map(/** @type {any} */ (said)) });
  });
  for (let round = 0; round < 500; round += 1) {
    const [one, two, three] = [plan(), plan(), plan()].map((each) => mergePlans(each, []).entries);
    const both = mergePlans(one, two).entries;
    const ids = new Set([...one, ...two].map(({ id }) => id));
    assert.deepEqual(new Set(both.map(({ id }) => id)), ids);
    for (const { id, marks: all } of [...one, ...two]) {
      const merged = both.find((entry) => entry.id === id);
      for (const [field, { at }] of all) assert.ok((merged?.marks.get(field)?.at ?? -1) >= at, `${id} ${field}`);
    }
    assert.deepEqual(sorted(mergePlans(two, one).entries), sorted(both));
    assert.deepEqual(mergePlans(both, two), { entries: both, conflicts: mergePlans(both, two).conflicts });
    assert.deepEqual(sorted(mergePlans(mergePlans(one, two).entries, three).entries),
      sorted(mergePlans(one, mergePlans(two, three).entries).entries));
  }
});
