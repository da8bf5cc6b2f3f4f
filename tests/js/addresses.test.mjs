import assert from 'node:assert/strict';
import { test } from 'node:test';

import { AddressBar, decoded } from '../../plugins/playbook/assets/addresses.mjs';

/** A window whose clock stands still until it is moved, and whose history may refuse. */
function strictWindow() {
  const events = new EventTarget();
  const entries = ['https://example.com/find/'];
  let now = 0;
  /** @type {{due: number, run: () => void}[]} */
  let timers = [];
  const made = {
    now: 0,
    entries,
    refuses: false,
    changes: 0,
    location: { get href() { return entries[entries.length - 1]; } },
    performance: { now: () => now },
    history: {
      state: null,
      pushState: (/** @type {unknown} */ _state, /** @type {string} */ _title, /** @type {string} */ url) => made.change(() => entries.push(new URL(url, made.location.href).href)),
      replaceState: (/** @type {unknown} */ _state, /** @type {string} */ _title, /** @type {string} */ url) => made.change(() => entries.splice(-1, 1, new URL(url, made.location.href).href)),
    },
    /** @param {() => void} act */
    change(act) {
      made.changes += 1;
      if (made.refuses) throw new DOMException('Too many calls', 'SecurityError');
      act();
    },
    setTimeout: (/** @type {() => void} */ run, /** @type {number} */ delay) => timers.push({ due: now + delay, run }),
    clearTimeout: () => { timers = []; },
    addEventListener: events.addEventListener.bind(events),
    happens: (/** @type {string} */ name) => events.dispatchEvent(new Event(name)),
    /** @param {number} milliseconds */
    wait(milliseconds) {
      now += milliseconds;
      const due = timers.filter((timer) => timer.due <= now);
      timers = timers.filter((timer) => timer.due > now);
      for (const { run } of due) run();
    },
  };
  return made;
}

const opened = () => {
  const page = strictWindow();
  return { page, bar: new AddressBar(/** @type {Window} */ (/** @type {unknown} */ (page))) };
};

test('a change stands in the address at once, and one that changes nothing costs nothing', () => {
  const { page, bar } = opened();
  bar.write('/find/?q=a');
  bar.write('/find/?q=a', 'push');
  bar.write('/find/?q=a&role=cio', 'push');
  assert.deepEqual(page.entries, ['https://example.com/find/?q=a', 'https://example.com/find/?q=a&role=cio']);
  assert.equal(page.changes, 2);
});

test('half a minute of fast typing changes the address less often than Safari allows, and ends with the last words', () => {
  const { page, bar } = opened();
  for (let letter = 0; letter < 600; letter++) {
    bar.write(`/find/?q=${letter}`);
    page.wait(50);
  }
  assert.ok(page.changes <= 95, String(page.changes));
  page.wait(1000);
  assert.deepEqual(page.entries, ['https://example.com/find/?q=599']);
});

test('a refused change is tried again, a later one in its place, and nothing is thrown', () => {
  const { page, bar } = opened();
  page.refuses = true;
  bar.write('/find/?role=cio', 'push');
  bar.write('/find/?role=cio&q=a');
  page.wait(4000);
  page.refuses = false;
  page.wait(2000);
  assert.deepEqual(page.entries, ['https://example.com/find/', 'https://example.com/find/?role=cio&q=a']);
});

test('what waits is written before a reader leaves, and forgotten where one has gone back', () => {
  for (const [event, last] of [['click', '?q=99'], ['pagehide', '?q=99'], ['popstate', '?q=59']]) {
    const { page, bar } = opened();
    for (let letter = 0; letter < 100; letter++) bar.write(`/find/?q=${letter}`);
    page.happens(event);
    page.wait(10_000);
    assert.deepEqual(page.entries, [`https://example.com/find/${last}`], event);
  }
});

test('a part of an address that is no code stays as it is', () => {
  assert.deepEqual(['%', '100%', '%C3%A9', '%zz', ''].map(decoded), ['%', '100%', 'é', '%zz', '']);
});
