import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keeps, shelf, shelfKey } from '../../plugins/playbook/assets/plan/keeping.mjs';

/** Storage as a browser has it, over a map; `full` makes it refuse every new text. */
function storage({ full = false } = {}) {
  const map = new Map();
  return /** @type {Storage} */ (/** @type {unknown} */ ({
    getItem: (/** @type {string} */ key) => map.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      map.set(key, text);
    },
    removeItem: (/** @type {string} */ key) => map.delete(key),
    get length() {
      return map.size;
    },
  }));
}

test('what is written is read, and an empty text leaves nothing behind', () => {
  const kept = storage();
  const place = shelf('k', () => kept);
  assert.equal(place.read(), null);
  assert.ok(place.write('talk'));
  assert.equal(place.read(), 'talk');
  assert.ok(place.write(''));
  assert.equal(place.read(), null);
  assert.equal(kept.length, 0);
});

test('a browser that refuses, has none or has no room says so and throws nothing', () => {
  const refused = shelf('k', () => {
    throw new DOMException('no', 'SecurityError');
  });
  const absent = shelf('k', () => /** @type {Storage} */ (/** @type {unknown} */ (null)));
  for (const place of [refused, absent]) {
    assert.equal(place.read(), null);
    assert.equal(place.write('talk'), false);
    assert.equal(keeps(place), false);
  }
  const full = storage({ full: true });
  assert.equal(shelf('k', () => full).write('talk'), false);
});

test('asking whether anything is kept changes nothing', () => {
  const kept = storage();
  const place = shelf('k', () => kept);
  assert.ok(keeps(place));
  assert.equal(kept.length, 0);
  place.write('talk');
  assert.ok(keeps(place));
  assert.equal(place.read(), 'talk');
});

test('two sites of one host do not share a plan, and the name says the version', () => {
  assert.equal(shelfKey('/garden/', 'plan'), '/garden/#playbook.plan.1');
  assert.notEqual(shelfKey('/', 'plan'), shelfKey('/garden/', 'plan'));
  assert.notEqual(shelfKey('/', 'plan'), shelfKey('/', 'role'));
});
