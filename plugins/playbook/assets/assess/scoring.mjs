// What a set of answers amounts to. The page prints the same rule in words, from the same numbers.

/**
 * The number of a stage, 0 for "I don't know", null while the question is open.
 * @typedef {number | null} Answer
 */

/**
 * `needed` is the fewest answers that give a stage; the others are percentages of the answers given.
 * @typedef {{needed: number, reach: number, near: number, edge: number}} Rule
 */

/**
 * `stage` is null where too few questions are answered. `held` says that a gate keeps the stage below `ungated`.
 * @typedef {{known: number, stage: number | null, ungated: number | null, held: boolean, edge: boolean, mixed: boolean}} Score
 */

const APART = 2; // from here on two answers tell different stories

/**
 * The highest stage that `reach` percent of the answers are at or above, and `near` percent at most one below; it is at
 * most one above the lowest gate. A tie so goes down, and no average ever names a stage that nobody chose.
 * @param {readonly Answer[]} answers one a question
 * @param {readonly boolean[]} gates which of the questions are gates
 * @param {number} stages how many stages there are
 * @param {Rule} rule
 * @returns {Score}
 */
export function score(answers, gates, stages, rule) {
  const given = answers.filter(isKnown);
  const known = given.length;
  if (known === 0 || known < rule.needed) {
    return { known, stage: null, ungated: null, held: false, edge: false, mixed: false };
  }
  const at = (/** @type {number} */ stage) => given.filter((answer) => answer >= stage).length * 100;
  let ungated = 1;
  for (let stage = 2; stage <= stages; stage += 1) {
    if (at(stage) >= rule.reach * known && at(stage - 1) >= rule.near * known) ungated = stage;
  }
  const limits = answers.filter((answer, index) => gates[index] && isKnown(answer)).map((answer) => Number(answer) + 1);
  const stage = Math.min(ungated, ...limits);
  return {
    known,
    stage,
    ungated,
    held: stage < ungated,
    edge: at(stage + 1) >= rule.edge * known,
    mixed: given.filter((answer) => Math.abs(answer - stage) >= APART).length >= 2,
  };
}

/**
 * How two people's answers lie apart: by question, null where one of them does not know; and which questions to talk
 * about first, widest gap first.
 * @param {readonly Answer[]} mine
 * @param {readonly Answer[]} theirs
 * @returns {{gaps: readonly (number | null)[], first: readonly number[]}}
 */
export function compare(mine, theirs) {
  const gaps = mine.map((answer, index) => {
    const other = theirs[index] ?? null;
    return isKnown(answer) && isKnown(other) ? Math.abs(answer - other) : null;
  });
  const wide = gaps.map((gap, index) => ({ gap: gap ?? 0, index })).filter(({ gap }) => gap >= APART);
  return { gaps, first: wide.sort((one, two) => two.gap - one.gap || one.index - two.index).map(({ index }) => index) };
}

/**
 * The lower answer to each question, since what one side misses is missing.
 * @param {readonly Answer[]} mine
 * @param {readonly Answer[]} theirs
 * @returns {Answer[]}
 */
export function lower(mine, theirs) {
  return mine.map((answer, index) => {
    const other = theirs[index] ?? null;
    if (!isKnown(answer)) return isKnown(other) ? other : answer;
    return isKnown(other) ? Math.min(answer, other) : answer;
  });
}

/**
 * The stage of two people together: the lower, or null where one of them has none.
 * @param {Score} mine
 * @param {Score} theirs
 */
export function together(mine, theirs) {
  return mine.stage === null || theirs.stage === null ? null : Math.min(mine.stage, theirs.stage);
}

/**
 * @param {Answer} answer
 * @returns {answer is number}
 */
export function isKnown(answer) {
  return answer !== null && answer > 0;
}
