import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clockSaid, paused, secondsLeft, setBack, started } from '../../plugins/playbook/assets/wall/clock.mjs';

/** @type {import('../../plugins/playbook/assets/wall/clock.mjs').Clocks} */
const NONE = { left: {}, running: null };

test('a clock runs from its full time, stands where it was stopped, and goes on from there', () => {
  assert.equal(secondsLeft(NONE, 'a', 300, 0), 300);
  const running = started(NONE, 'a', 300, 1_000);
  assert.equal(secondsLeft(running, 'a', 300, 11_000), 290);
  const standing = paused(running, 11_000);
  assert.equal(secondsLeft(standing, 'a', 300, 99_000), 290);
  assert.equal(secondsLeft(started(standing, 'a', 300, 100_000), 'a', 300, 110_000), 280);
});

test('only one clock runs, and the other one keeps what it has', () => {
  const second = started(started(NONE, 'a', 60, 0), 'b', 60, 10_000);
  assert.equal(second.running?.item, 'b');
  assert.deepEqual(second.left, { a: 50 });
});

test('time that is up stays up until the clock is set back', () => {
  const up = paused(started(NONE, 'a', 5, 0), 9_000);
  assert.equal(secondsLeft(up, 'a', 5, 9_000), 0);
  assert.equal(started(up, 'a', 5, 9_000).running, null);
  assert.equal(secondsLeft(setBack(up, 'a', 9_000), 'a', 5, 9_000), 5);
});

test('rubbish in the storage never gives more than the full time, or less than none', () => {
  assert.equal(secondsLeft({ left: { a: 1e9 }, running: null }, 'a', 60, 0), 60);
  assert.equal(secondsLeft({ left: { a: -5 }, running: null }, 'a', 60, 0), 0);
  assert.equal(secondsLeft({ left: {}, running: { item: 'a', until: 1e15 } }, 'a', 60, 0), 60);
});

test('a clock is read as minutes and seconds', () => {
  assert.deepEqual([0, 5, 65, 600].map(clockSaid), ['0:00', '0:05', '1:05', '10:00']);
});
