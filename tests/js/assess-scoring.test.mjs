import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compare, lower, score, together } from '../../plugins/playbook/assets/assess/scoring.mjs';

/** @typedef {import('../../plugins/playbook/assets/assess/scoring.mjs').Answer} Answer */

const RULE = { needed: 7, reach: 60, near: 80, edge: 40 };
const GATES = [true, true, false, false, false, false, false, false, false, false];
const UNGATED = GATES.map(() => false);
const [CONFLICTING, COPING, CO_MINGLING, COLLABORATION, CO_CREATING] = [1, 2, 3, 4, 5];

/**
 * Numbers from 0 to below 1 that are the same in each run (Marsaglia's xorshift, 32 bits).
 * @param {number} seed
 */
function random(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * Runs a check on many sets of answers of many shapes of assessment.
 * @param {(made: {answers: Answer[], gates: boolean[], stages: number, rule: typeof RULE, next: () => number}) => void} check
 */
function always(check) {
  const next = random(7);
  const upTo = (/** @type {number} */ most) => Math.floor(next() * (most + 1));
  for (let run = 0; run < 5000; run += 1) {
    const questions = 1 + upTo(11);
    const stages = 2 + upTo(5);
    const doubt = next() / 2;
    const answers = Array.from({ length: questions }, () => (next() < doubt ? 0 : 1 + upTo(stages - 1)));
    const gates = answers.map(() => next() < 0.2);
    const rule = { ...RULE, needed: Math.ceil(questions * 0.7) };
    check({ answers, gates, stages, rule, next });
  }
}

/** @param {string} digits */
const of = (digits) => [...digits].map(Number);
/** @param {string} digits */
const scored = (digits, gates = GATES) => score(of(digits), gates, 5, RULE);

test('the same answer everywhere gives that stage', () => {
  for (let stage = 1; stage <= 5; stage += 1) {
    const { stage: found, edge, mixed, held } = scored(String(stage).repeat(10));
    assert.deepEqual([found, edge, mixed, held], [stage, false, false, false]);
  }
  always(({ answers, gates, stages, rule }) => {
    for (let stage = 1; stage <= stages; stage += 1) {
      const same = answers.map(() => stage);
      assert.equal(score(same, gates, stages, rule).stage, stage);
    }
  });
});

test('the examples of the rule', () => {
  const examples = /** @type {const} */ ([
    ['2222244444', COPING, 'half at 2 and half at 4: the mean would name a stage that nobody chose'],
    ['222224444', COPING, 'five at 2 and four at 4'],
    ['1111555555', COPING, 'four at 1 and six at 5'],
    ['1444444444', COPING, 'nine at 4, held by the gate'],
    ['4444444444', COLLABORATION, 'all at 4'],
    ['2233333333', CO_MINGLING, 'eight at 3'],
    ['3333333222', CO_MINGLING, 'seven of ten at 3, the rest one below'],
    ['3333332222', CO_MINGLING, 'six of ten at 3 are just enough'],
    ['3333322222', COPING, 'five of ten at 3 are not'],
    ['3333333111', COPING, 'seven of ten at 3, but three are two below'],
    ['3333333311', CO_MINGLING, 'two that are two below are just few enough'],
    ['1111111111', CONFLICTING, 'all at 1'],
    ['5555555550', CO_CREATING, 'all that are known at 5'],
  ]);
  for (const [digits, stage, why] of examples) assert.equal(scored(digits).stage, stage, why);
});

test('a tie between neighbouring stages goes down', () => {
  for (let low = 1; low < 5; low += 1) {
    const digits = `${String(low).repeat(5)}${String(low + 1).repeat(5)}`;
    assert.equal(scored(digits).stage, low);
    assert.equal(scored(digits).edge, true, 'and is on the edge of the next');
  }
});

test('fewer than seven answers give no stage', () => {
  assert.equal(scored('3333330000').stage, null);
  assert.equal(scored('3333330000').known, 6);
  assert.equal(scored('3333333000').stage, CO_MINGLING);
  const open = [3, 3, 3, 3, 3, 3, null, null, null, null];
  assert.equal(score(open, GATES, 5, RULE).stage, null);
  assert.equal(score([], [], 5, { ...RULE, needed: 0 }).stage, null);
});

test('the result lies at most one stage above the lower gate', () => {
  assert.deepEqual(
    ['2555555555', '5255555555', '3255555555'].map((digits) => [scored(digits).stage, scored(digits).held]),
    [[3, true], [3, true], [3, true]],
  );
  assert.equal(scored('2555555555').ungated, CO_CREATING);
  assert.equal(scored('2555555555', UNGATED).stage, CO_CREATING);
  assert.equal(scored('0055555555').stage, CO_CREATING, 'a gate that nobody knows the answer to holds nobody');
});

test('on the edge from two in five above, and not from fewer', () => {
  assert.equal(scored('2222223333').edge, true);
  assert.equal(scored('2222222333').edge, false);
});

test('mixed when two answers lie two or more stages away', () => {
  assert.equal(scored('3333333311').mixed, true);
  assert.equal(scored('3333333331').mixed, false);
  assert.equal(scored('3333333351').mixed, true);
  assert.equal(scored('1111555555').mixed, true);
});

test('raising an answer never lowers the stage', () => {
  always(({ answers, gates, stages, rule, next }) => {
    const before = score(answers, gates, stages, rule).stage;
    const index = Math.floor(next() * answers.length);
    if (answers[index] === 0 || answers[index] === stages) return;
    const raised = answers.with(index, Number(answers[index]) + 1);
    const after = score(raised, gates, stages, rule).stage;
    assert.ok(before === null ? after === null : Number(after) >= before, `${answers} at ${index}`);
  });
});

test('the stage lies between the lowest and the highest answer', () => {
  always(({ answers, gates, stages, rule }) => {
    const { stage } = score(answers, gates, stages, rule);
    if (stage === null) return;
    const known = answers.filter((answer) => answer !== 0).map(Number);
    assert.ok(stage >= Math.min(...known) && stage <= Math.max(...known), `${answers} gives ${stage}`);
  });
});

test('the order of the questions does not matter', () => {
  always(({ answers, gates, stages, rule, next }) => {
    const order = answers.map((_, index) => ({ index, key: next() })).sort((one, two) => one.key - two.key);
    const shuffled = order.map(({ index }) => answers[index]);
    const moved = order.map(({ index }) => gates[index]);
    assert.deepEqual(score(shuffled, moved, stages, rule), score(answers, gates, stages, rule));
  });
});

test('what is left unanswered counts no more than what is not known', () => {
  always(({ answers, gates, stages, rule }) => {
    const open = answers.map((answer) => (answer === 0 ? null : answer));
    assert.deepEqual(score(open, gates, stages, rule), score(answers, gates, stages, rule));
  });
});

test('two sides: the lower stage, the gap of each question, the widest gap first', () => {
  const [mine, theirs] = [of('1234500000'), of('1144210000')];
  assert.deepEqual(compare(mine, theirs), {
    gaps: [0, 1, 1, 0, 3, null, null, null, null, null],
    first: [4],
  });
  assert.deepEqual(compare(of('1131135555'), of('3553155555')).first, [1, 0, 2, 3, 5]);
  assert.deepEqual(lower(of('1520'), of('3205')), [1, 2, 2, 5]);
  assert.equal(together(scored('3333333333'), scored('2222222222')), COPING);
  assert.equal(together(scored('3333333333'), scored('2222220000')), null);
});

test('two sides: it does not matter who opens the link', () => {
  always(({ answers, gates, stages, rule, next }) => {
    const others = answers.map(() => Math.floor(next() * (stages + 1)));
    assert.deepEqual(compare(answers, others), compare(others, answers));
    assert.deepEqual(lower(answers, others), lower(others, answers));
    const [one, two] = [answers, others].map((side) => score(side, gates, stages, rule));
    assert.equal(together(one, two), together(two, one));
  });
});
