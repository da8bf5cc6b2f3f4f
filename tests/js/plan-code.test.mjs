import assert from 'node:assert/strict';
import { test } from 'node:test';

import {
  currentIds, fromPlanCode, fromPlanHash, sameInLink, toPlanCode, toPlanHash,
} from '../../plugins/playbook/assets/plan/code.mjs';
import { newEntry } from '../../plugins/playbook/assets/plan/entries.mjs';

const PLAYS = [{ id: 'talk' }, { id: 'plan' }, { id: 'meet' }];
const current = currentIds(PLAYS, { chat: 'talk', lost: 'gone', meet: 'plan' });
const MINE = [newEntry('talk', { state: 'tried' }), newEntry('plan')];
/** What a code holds, as a code again: what is unsound in it is gone. */
const read = (/** @type {string} */ code) => toPlanCode(fromPlanCode(code, current).entries);

test('a link holds the plays as they were added, with a star behind what is done', () => {
  assert.equal(toPlanHash(MINE), '#p=talk*,plan');
  assert.equal(toPlanHash([]), '');
  assert.equal(fromPlanHash('#p=talk*,plan&t=45'), 'talk*,plan');
  assert.equal(fromPlanHash('#p=talk%2A%2Cplan'), 'talk*,plan', 'mail programs write signs as numbers');
  assert.equal(fromPlanHash('#how-it-works'), null);
  assert.equal(fromPlanHash(''), null);
});

test('it also says how far a play is, its day and its week, and nothing of people', () => {
  const full = [
    newEntry('talk', { state: 'kept', by: '2026-12-04', who: 'Ana', note: 'Secret', 'step:Ring': 'done' }),
    newEntry('plan', { state: 'dropped' }),
    newEntry('meet', { by: '2026-12-11', week: '2' }),
  ];
  assert.equal(toPlanCode(full), 'talk*kept@2026-12-04,plan*dropped,meet@2026-12-11:2');
  assert.equal(read(toPlanCode(full)), toPlanCode(full));
});

test('what a plan says comes back from its text', () => {
  assert.deepEqual(fromPlanCode(toPlanCode(MINE), current), { entries: MINE, unknown: [] });
});

test('a play twice in a text is one, done if it is done anywhere', () => {
  assert.equal(read('plan,talk*,plan*,talk'), 'plan*,talk*');
});

test('a play that has moved is found, and one that stands under its own id is not moved away', () => {
  assert.equal(read('chat*,meet'), 'talk*,meet');
});

test('a day or a week that does not exist is left out, and an unknown state is done', () => {
  assert.equal(read('talk@2026-02-30,plan:0,meet*finished'), 'talk,plan,meet*');
  assert.equal(read('talk:105,plan:104'), 'talk,plan:104');
});

test('what is no play here is named once and dropped', () => {
  assert.deepEqual(fromPlanCode('nope*, talk ,lost,,nope,*', current), {
    entries: [newEntry('talk')],
    unknown: ['nope', 'lost'],
  });
});

test('a link that was cut gives what is whole, and names the rest', () => {
  const cut = 'talk*,plan@2026-12-04,mee';
  assert.deepEqual(fromPlanCode(cut, current).unknown, ['mee']);
  for (let length = 0; length <= cut.length; length += 1) {
    const { entries } = fromPlanCode(cut.slice(0, length), current);
    assert.ok(entries.every(({ id }) => ['talk', 'plan'].includes(id)));
  }
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

test('links are the same whatever the order, but not whatever the marks; notes do not count', () => {
  assert.ok(sameInLink(MINE, [...MINE].reverse()));
  assert.ok(!sameInLink(MINE, [newEntry('talk', { state: 'tried' }), newEntry('plan', { state: 'tried' })]));
  assert.ok(!sameInLink(MINE, MINE.slice(1)));
  assert.ok(sameInLink(MINE, [MINE[0], newEntry('plan', { note: 'Ask Bo' }, 3)]));
});
