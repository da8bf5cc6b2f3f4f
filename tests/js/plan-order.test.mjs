import assert from 'node:assert/strict';
import { test } from 'node:test';

import { newEntry } from '../../plugins/playbook/assets/plan/entries.mjs';
import { inPlanOrder, missingPlays } from '../../plugins/playbook/assets/plan/order.mjs';

/** @type {(id: string, stage: number, ...requires: string[]) => {id: string, stage: number, requires: string[]}} */
const play = (id, stage, ...requires) => ({ id, stage, requires });
const PLAYS = [
  play('talk', 1), play('words', 1), play('meet', 2, 'talk'), play('swap', 2, 'words'),
  play('plan', 3, 'meet'), play('team', 3, 'plan', 'swap'), play('late', 1, 'team'),
];
const plan = (/** @type {string[]} */ ...ids) =>
  ids.map((id) => newEntry(id.replace('*', ''), { state: id.endsWith('*') ? 'tried' : '' }));
const order = (/** @type {string[]} */ ...ids) => inPlanOrder(plan(...ids), PLAYS).map(({ entry }) => entry.id);
const missing = (/** @type {string[]} */ ...ids) =>
  missingPlays(plan(...ids), PLAYS).map((one) => [one.play.id, one.neededBy.map(({ id }) => id)]);

test('what a play requires stands before it, whatever was added first', () => {
  assert.deepEqual(order('team', 'plan', 'meet', 'talk'), ['talk', 'meet', 'plan', 'team']);
});

test('then the earlier stage, then what was added first', () => {
  assert.deepEqual(order('swap', 'words', 'talk'), ['words', 'talk', 'swap']);
  assert.deepEqual(order('talk', 'words'), ['talk', 'words']);
});

test('plays that share a stage stay as they were added, also where one is of use earlier', () => {
  const plays = [{ ...play('both', 1), until: 2 }, play('second', 2), play('first', 1)];
  const ids = inPlanOrder(plan('second', 'both', 'first'), plays).map(({ entry }) => entry.id);
  assert.deepEqual(ids, ['first', 'second', 'both']);
  assert.deepEqual(inPlanOrder(plan('second', 'both'), plays).map(({ entry }) => entry.id), ['second', 'both']);
});

test('an earlier day comes before an earlier stage, with what it requires', () => {
  const dated = [newEntry('words'), newEntry('swap', { by: '2026-12-04' }), newEntry('talk', { by: '2026-12-11' })];
  assert.deepEqual(inPlanOrder(dated, PLAYS).map(({ entry }) => entry.id), ['words', 'swap', 'talk']);
});

test('what stands between two plays orders them also where it is not in the plan', () => {
  assert.deepEqual(order('late', 'meet'), ['meet', 'late']);
});

test('what is done keeps its place', () => {
  assert.deepEqual(order('plan', 'meet', 'talk*'), ['talk', 'meet', 'plan']);
});

test('what is missing is named in order, with what needs it', () => {
  assert.deepEqual(missing('team', 'meet'), [
    ['talk', ['meet', 'team']], ['words', ['team']], ['swap', ['team']], ['plan', ['team']],
  ]);
  assert.deepEqual(missing('talk', 'meet'), []);
});

test('what is done needs nothing any more, nor does anything by way of it', () => {
  assert.deepEqual(missing('meet*'), []);
  assert.deepEqual(missing('plan', 'meet*'), []);
});

test('for every plan out of chains of plays: all of it, and nothing before what it requires', () => {
  let seed = 7;
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  for (let round = 0; round < 200; round += 1) {
    const plays = Array.from({ length: 12 }, (_, index) => {
      const earlier = Array.from({ length: index }, (__, one) => `p${one}`);
      return play(`p${index}`, 1 + Math.floor(random() * 5), ...earlier.filter(() => random() < 0.2));
    });
    const entries = plays.filter(() => random() < 0.6).map(({ id }) => newEntry(id, { state: random() < 0.3 ? 'kept' : '', by: random() < 0.3 ? '2026-12-01' : '' }));
    entries.sort(() => random() - 0.5);
    const ordered = inPlanOrder(entries, plays);
    const places = new Map(ordered.map(({ entry }, place) => [entry.id, place]));
    assert.deepEqual([...places.keys()].sort(), entries.map(({ id }) => id).sort());
    for (const { play: one, entry } of ordered) {
      const place = places.get(entry.id) ?? -1;
      for (const id of one.requires) assert.ok((places.get(id) ?? -1) < place, `${id} before ${entry.id}`);
    }
    const whole = [...entries, ...missingPlays(entries, plays).map((one) => newEntry(one.play.id))];
    assert.deepEqual(missingPlays(whole, plays), [], 'what was missing is all that was missing');
  }
});

test('a plan of a thousand plays is ordered at once', () => {
  const plays = Array.from({ length: 1000 }, (_, index) => play(`p${index}`, 1, ...(index ? [`p${index - 1}`] : [])));
  const entries = plays.map(({ id }) => newEntry(id)).reverse();
  const before = process.cpuUsage();
  assert.equal(inPlanOrder(entries, plays)[0].entry.id, 'p0');
  const { user, system } = process.cpuUsage(before);
  assert.ok(user + system < 3_000_000, 'three seconds of the processor, in millionths');
});
