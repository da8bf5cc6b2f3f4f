import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromCode, fromHash, fromPasted, NOBODY_BESIDE, toCode, toHash, whyNone } from '../../plugins/playbook/assets/assess/link.mjs';

const SHAPE = { questions: 4, stages: 5, roles: ['cmo', 'cio'] };
const MINE = { answers: [2, 0, null, 5], role: 'cmo', at: '' };
const THEIRS = { answers: [1, 1, 3, 4], role: 'cio', at: '' };
const NOBODY = { answers: [null, null, null, null], role: '', at: '' };
const beside = (/** @type {typeof THEIRS | null} */ theirs) => ({ ...NOBODY_BESIDE, theirs });

test('a link says of each question what was answered', () => {
  assert.equal(toHash(MINE), '#a=20-5&role=cmo');
  assert.equal(toHash(MINE, beside(THEIRS)), '#a=20-5&role=cmo&b=1134&other=cio');
  assert.equal(toHash(NOBODY), '');
});

test('an invitation holds only the other side', () => {
  assert.equal(toHash(NOBODY, beside(THEIRS)), '#b=1134&other=cio');
  assert.deepEqual(fromHash('#b=1134&other=cio', SHAPE), { mine: NOBODY, ...beside(THEIRS), fault: false });
});

test('what a link says comes back from it', () => {
  for (const theirs of [null, THEIRS]) {
    assert.deepEqual(fromHash(toHash(MINE, beside(theirs)), SHAPE), { mine: MINE, ...beside(theirs), fault: false });
  }
});

test('twelve stages have a sign each', () => {
  const answers = Array.from({ length: 13 }, (_, index) => index);
  assert.equal(toCode(answers), '0123456789abc');
  assert.deepEqual(fromCode('0123456789abc', { ...SHAPE, questions: 13, stages: 12 }), answers);
});

test('a code of another assessment is refused, not guessed', () => {
  for (const code of ['', '123', '12345', '1236', '12 4', '12_4', 'abcd', '12é4']) {
    assert.equal(fromCode(code, SHAPE), null, code);
  }
  assert.deepEqual(fromHash('#a=12345&role=cmo', SHAPE), { mine: { ...NOBODY, role: 'cmo' }, ...NOBODY_BESIDE, fault: true });
});

test('a role that the playbook does not have is left out', () => {
  assert.equal(fromHash('#a=1234&role=king', SHAPE)?.mine.role, '');
});

test('a link to a heading holds no answers', () => {
  for (const hash of ['', '#', '#by-hand', '#top']) assert.equal(fromHash(hash, SHAPE), null);
});

test('the other side comes out of whatever was pasted', () => {
  const { answers } = THEIRS;
  assert.deepEqual(fromPasted('https://example.com/assess/#a=1134&role=cio', MINE.answers, SHAPE), THEIRS);
  assert.deepEqual(fromPasted('  file:///tmp/assess/index.html#b=1134&other=cio\n', MINE.answers, SHAPE), THEIRS);
  assert.deepEqual(fromPasted('#a=1134&role=cio', MINE.answers, SHAPE), THEIRS);
  assert.deepEqual(fromPasted('a=1134&role=cio', MINE.answers, SHAPE), THEIRS);
  assert.deepEqual(fromPasted('1134', MINE.answers, SHAPE), { answers, role: '', at: '' });
  assert.deepEqual(fromPasted(' 11 34 ', MINE.answers, SHAPE), { answers, role: '', at: '' });
});

test('out of a link with two sides comes the one that is not mine', () => {
  const link = `https://example.com/assess/${toHash(MINE, beside(THEIRS))}`;
  assert.deepEqual(fromPasted(link, MINE.answers, SHAPE), THEIRS);
  assert.deepEqual(fromPasted(link, THEIRS.answers, SHAPE), MINE);
});

test('what holds no answers is refused', () => {
  for (const text of ['', 'hello', 'https://example.com/', '#a=----', '#a=99', '999999']) {
    assert.equal(fromPasted(text, MINE.answers, SHAPE), null, text);
  }
});

test('months, an earlier result and several people come back from a link, and older links still work', () => {
  const mine = { ...MINE, at: '2026-11' };
  const all = {
    theirs: { ...THEIRS, at: '2026-10' },
    before: { answers: [1, 1, 1, 1], role: 'cmo', at: '2026-05' },
    people: [{ ...THEIRS, name: 'Ann. B & C' }, { ...NOBODY, answers: [1, 2, 3, 4], name: '' }],
  };
  assert.equal(
    toHash(mine, { ...all, people: [] }),
    '#a=20-5&role=cmo&at=2026-11&b=1134&other=cio&other-at=2026-10&was=1111&was-at=2026-05',
  );
  assert.deepEqual(fromHash(toHash(mine, all), SHAPE), { mine, ...all, fault: false });
  assert.deepEqual(fromHash('#a=20-5&role=cmo', SHAPE)?.mine, MINE);
  for (const at of ['2026-13', '2026-1', 'soon', '1999-01']) {
    assert.equal(fromHash(`#a=20-5&at=${at}`, SHAPE)?.mine.at, '', at);
  }
});

test('of a link that is damaged in one place the rest is there', () => {
  const found = fromHash('#a=20-5&b=99&was=1111&with=1134.cio&with=13&with=1234.king.2026-99.%00Ann%0A', SHAPE);
  assert.equal(found?.fault, true);
  assert.deepEqual(found?.mine.answers, MINE.answers);
  assert.equal(found?.theirs, null);
  assert.deepEqual(found?.before?.answers, [1, 1, 1, 1]);
  assert.deepEqual(found?.people.map(({ role, at, name }) => [role, at, name]), [['cio', '', ''], ['', '', 'Ann']]);
});

test('a link says why it holds no answers', () => {
  const kinds = {
    'https://example.com/assess/#a=113&role=cio': 'cut', '#b=11': 'cut', '113': 'cut', '1 1 3': 'cut',
    '#a=11345': 'other', '#a=1139': 'other', '#a=11zz': 'other',
    '#a=11%C3%A94': 'damaged', '#a=1<b>': 'damaged',
    '': 'none', hello: 'none', 'https://example.com/': 'none', '#a=': 'none', '#a=----': 'none', '#role=cio': 'none',
  };
  for (const [text, kind] of Object.entries(kinds)) assert.equal(whyNone(text, SHAPE).kind, kind, text);
  assert.equal(whyNone('#a=113', SHAPE).count, 3);
});
