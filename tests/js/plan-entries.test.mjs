import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  currentIds, fromPlanCode, fromPlanHash, mergePlans, samePlan, toPlanCode, toPlanHash,
} from '../../plugins/playbook/assets/plan/entries.mjs';

const PLAYS = [{ id: 'talk' }, { id: 'plan' }, { id: 'meet' }];
const current = currentIds(PLAYS, { chat: 'talk', lost: 'gone', meet: 'plan' });
const MINE = [{ id: 'talk', done: true }, { id: 'plan', done: false }];

test('a link holds the plays as they were added, with a star behind what is done', () => {
  assert.equal(toPlanHash(MINE), '#p=talk*,plan');
  assert.equal(toPlanHash([]), '');
  assert.equal(fromPlanHash('#p=talk*,plan&t=45'), 'talk*,plan');
  assert.equal(fromPlanHash('#p=talk%2A%2Cplan'), 'talk*,plan', 'mail programs write signs as numbers');
  assert.equal(fromPlanHash('#how-it-works'), null);
  assert.equal(fromPlanHash(''), null);
});

test('what a plan says comes back from its text', () => {
  assert.deepEqual(fromPlanCode(toPlanCode(MINE), current), { entries: MINE, unknown: [] });
});

test('a play twice in a text is one, done if it is done anywhere', () => {
  assert.deepEqual(fromPlanCode('plan,talk*,plan*,talk', current).entries, [
    { id: 'plan', done: true },
    { id: 'talk', done: true },
  ]);
});

test('a play that has moved is found, and one that stands under its own id is not moved away', () => {
  assert.deepEqual(fromPlanCode('chat*,meet', current).entries, [
    { id: 'talk', done: true },
    { id: 'meet', done: false },
  ]);
});

test('what is no play here is named once and dropped', () => {
  assert.deepEqual(fromPlanCode('nope*, talk ,lost,,nope,*', current), {
    entries: [{ id: 'talk', done: false }],
    unknown: ['nope', 'lost'],
  });
});

test('a text made to flood the page is cut', () => {
  const flood = Array.from({ length: 500 }, (_, index) => `${index}-${'x'.repeat(500)}`).join();
  const { unknown } = fromPlanCode(flood, current);
  assert.equal(unknown.length, 20);
  assert.ok(unknown.every((id) => id.length === 60));
});

test('names of the language are no plays', () => {
  assert.deepEqual(fromPlanCode('constructor,__proto__,toString', current).entries, []);
});

test('two plans in one: mine first, done where either says so', () => {
  const theirs = [{ id: 'meet', done: false }, { id: 'plan', done: true }];
  assert.deepEqual(mergePlans(MINE, theirs), [
    { id: 'talk', done: true },
    { id: 'plan', done: true },
    { id: 'meet', done: false },
  ]);
});

test('plans are the same whatever the order, but not whatever the marks', () => {
  assert.ok(samePlan(MINE, [...MINE].reverse()));
  assert.ok(!samePlan(MINE, MINE.map(({ id }) => ({ id, done: true }))));
  assert.ok(!samePlan(MINE, MINE.slice(1)));
});
