import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fromCode, fromHash, fromPasted, toCode, toHash } from '../../plugins/playbook/assets/assess/link.mjs';

const SHAPE = { questions: 4, stages: 5, roles: ['cmo', 'cio'] };
const MINE = { answers: [2, 0, null, 5], role: 'cmo' };
const THEIRS = { answers: [1, 1, 3, 4], role: 'cio' };
const NOBODY = { answers: [null, null, null, null], role: '' };

test('a link says of each question what was answered', () => {
  assert.equal(toHash(MINE, null), '#a=20-5&role=cmo');
  assert.equal(toHash(MINE, THEIRS), '#a=20-5&role=cmo&b=1134&other=cio');
  assert.equal(toHash(NOBODY, null), '');
});

test('an invitation holds only the other side', () => {
  assert.equal(toHash(NOBODY, THEIRS), '#b=1134&other=cio');
  assert.deepEqual(fromHash('#b=1134&other=cio', SHAPE), { mine: NOBODY, theirs: THEIRS, fault: false });
});

test('what a link says comes back from it', () => {
  for (const theirs of [null, THEIRS]) {
    assert.deepEqual(fromHash(toHash(MINE, theirs), SHAPE), { mine: MINE, theirs, fault: false });
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
  assert.deepEqual(fromHash('#a=12345&role=cmo', SHAPE), { mine: { ...NOBODY, role: 'cmo' }, theirs: null, fault: true });
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
  assert.deepEqual(fromPasted('1134', MINE.answers, SHAPE), { answers, role: '' });
  assert.deepEqual(fromPasted(' 11 34 ', MINE.answers, SHAPE), { answers, role: '' });
});

test('out of a link with two sides comes the one that is not mine', () => {
  const link = `https://example.com/assess/${toHash(MINE, THEIRS)}`;
  assert.deepEqual(fromPasted(link, MINE.answers, SHAPE), THEIRS);
  assert.deepEqual(fromPasted(link, THEIRS.answers, SHAPE), MINE);
});

test('what holds no answers is refused', () => {
  for (const text of ['', 'hello', 'https://example.com/', '#a=----', '#a=99', '999999']) {
    assert.equal(fromPasted(text, MINE.answers, SHAPE), null, text);
  }
});
