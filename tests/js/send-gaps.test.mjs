import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filledIn, fromKept, pieces, toKept, value } from '../../plugins/playbook/assets/send/gaps.mjs';

/** @param {string} text */
const names = (text) => pieces(text).flatMap(({ name }) => name ?? []);

test('what stands in brackets is a place to fill in, and all else stays as it is', () => {
  assert.deepEqual(pieces('Hello [name], on [day]!'), [
    { text: 'Hello ' },
    { text: '[name]', name: 'name' },
    { text: ', on ' },
    { text: '[day]', name: 'day' },
    { text: '!' },
  ]);
  assert.deepEqual(names('[first\n  name] [名前] [a] [the 2nd one, or "none"]'), [
    'first name', '名前', 'a', 'the 2nd one, or "none"',
  ]);
});

test('brackets around nothing, around signs or around a whole sentence are no place', () => {
  for (const text of ['[]', '[ ]', '[…]', '[?!]', `[${'a'.repeat(41)}]`, `[${'a'.repeat(500)}]`, '[a', 'a]', '[[', ']][']) {
    assert.deepEqual(names(text), [], text);
    assert.equal(filledIn(text, new Map()), text);
  }
  assert.deepEqual(names('[[a]]'), ['a']);
});

test('a text is filled in with what there is', () => {
  const values = new Map([['name', 'Anna "$1" <b>'], ['day', '']]);
  assert.equal(filledIn('[name] on [day], [name]', values), 'Anna "$1" <b> on [day], Anna "$1" <b>');
});

test('a value is one line and not endless, and no emoji is cut in half', () => {
  assert.equal(value('two\r\nlines\tand\u0000more'), 'two lines and more');
  assert.equal(value('x'.repeat(10_000)).length, 200);
  assert.doesNotThrow(() => encodeURIComponent(value('😀'.repeat(10_000))));
  assert.equal(value('שלום'), 'שלום');
});

test('what is kept comes back', () => {
  const values = new Map([['name', 'Anna'], ['constructor', '["x"]'], ['empty', '']]);
  assert.deepEqual(fromKept(toKept(values)), new Map([['name', 'Anna'], ['constructor', '["x"]']]));
  assert.equal(toKept(new Map([['a', '']])), '');
  assert.deepEqual(fromKept(null), new Map());
});

test('what is damaged or foreign is ignored, and the sound part of it is kept', () => {
  for (const kept of ['', '{', 'null', '7', '"x"', '{"name":"x"}', '[["a"]]', '[[1,2]]', '[["a","b","c"]]', '[["…","x"]]']) {
    assert.deepEqual(fromKept(kept), new Map(), kept);
  }
  assert.deepEqual(fromKept('[["name","Anna"],null,["x"]]'), new Map([['name', 'Anna']]));
  assert.equal(fromKept(JSON.stringify([['a', 'x'.repeat(1e6)]])).get('a')?.length, 200);
  assert.deepEqual(fromKept(JSON.stringify([['n'.repeat(41), 'x']])), new Map());
});

test('what is kept is bounded, and the last ones filled in stay', () => {
  const many = new Map(Array.from({ length: 1000 }, (_, index) => [`name ${index}`, 'x'.repeat(300)]));
  const kept = fromKept(toKept(many));
  assert.equal(kept.size, 100);
  assert.ok(kept.has('name 999'));
});
