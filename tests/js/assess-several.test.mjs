import assert from 'node:assert/strict';
import { test } from 'node:test';

import { moves } from '../../plugins/playbook/assets/assess/before.mjs';
import { monthOf, monthSaid } from '../../plugins/playbook/assets/assess/months.mjs';
import { collect, spreads, widest } from '../../plugins/playbook/assets/assess/several.mjs';
import { TEXTS } from '../../plugins/playbook/assets/catalogue.mjs';

const SHAPE = { questions: 4, stages: 5, roles: ['cmo', 'cio'] };
const LINKS = 'https://example.com/assess/#a=1234&role=cmo\n\nAnn: #a=2345&role=cio&at=2026-11\r\nBob B. 3333\n';

test('each line adds a person, who has a name only where one was typed', () => {
  const { people, left, refused } = collect(LINKS, [], SHAPE);
  assert.deepEqual(people, [
    { answers: [1, 2, 3, 4], role: 'cmo', at: '', name: '' },
    { answers: [2, 3, 4, 5], role: 'cio', at: '2026-11', name: 'Ann' },
    { answers: [3, 3, 3, 3], role: '', at: '', name: 'Bob B.' },
  ]);
  assert.deepEqual([left, refused], [[], []]);
});

test('a link that holds two sides adds both', () => {
  assert.equal(collect('#a=1234&role=cmo&b=4321&other=cio', [], SHAPE).people.length, 2);
});

test('what is not taken stays as it was, with its line and the reason', () => {
  const text = '#a=123\n#a=12345\n#a=1é34\nhello\n1234\n1234\nAnn 1234\n#a=1--4';
  const { people, left, refused } = collect(text, [], SHAPE);
  assert.deepEqual(refused.map(({ line, kind }) => `${line} ${kind}`), ['1 cut', '2 other', '3 damaged', '4 none', '6 twice']);
  assert.deepEqual(left, ['#a=123', '#a=12345', '#a=1é34', 'hello', '1234']);
  assert.equal(people.length, 3);
});

test('twelve people are the most, and nobody who is there is lost', () => {
  const text = Array.from({ length: 14 }, (_, index) => `P${index} 1234`).join('\n');
  const { people, left, refused } = collect(text, [], SHAPE);
  assert.equal(people.length, 12);
  assert.deepEqual(left, ['P12 1234', 'P13 1234']);
  assert.deepEqual(refused.map(({ kind }) => kind), ['many', 'many']);
});

test('a spread counts each stage by side and gives the lowest and the highest answer, never a mean', () => {
  const { people } = collect('#a=1230&role=cmo\nA #a=5230&role=cmo\n#a=3-30&role=cio', [], SHAPE);
  const all = spreads(people, SHAPE);
  assert.deepEqual(all[0], [
    { role: 'cmo', people: 2, counts: [1, 0, 0, 0, 1], unknown: 0, least: 1, most: 5 },
    { role: 'cio', people: 1, counts: [0, 0, 1, 0, 0], unknown: 0, least: 3, most: 3 },
  ]);
  assert.deepEqual(all[3].map(({ unknown, least, most }) => [unknown, least, most]), [[2, 0, 0], [1, 0, 0]]);
  assert.deepEqual(widest(all), [{ question: 0, apart: 4 }]);
  for (const sides of all) {
    for (const { people: asked, counts, unknown } of sides) {
      assert.equal(counts.reduce((sum, count) => sum + count, unknown), asked);
    }
  }
});

test('between before and now each answer moves by so many stages, and an unknown one by nothing', () => {
  const side = (/** @type {(number | null)[]} */ answers) => ({ answers, role: '', at: '' });
  assert.deepEqual(moves(side([1, 3, 0, null]), side([3, 2, 2, 2])), [2, -1, null, null]);
});

test('a month is written and read on the clock of the reader', () => {
  Object.assign(TEXTS, { 'language.months': 'January, February', 'assess.month': '{month} {year}' });
  assert.equal(monthOf(new Date(2026, 1, 28, 23, 59)), '2026-02');
  assert.equal(monthSaid('2026-02'), 'February 2026');
  assert.equal(monthSaid(''), '');
});
