// Which plays a profile asks for, and why each of them.

import { isKnown } from './scoring.mjs';

/**
 * `stages` are numbers; `lead` and `support` are ids of roles. `evidence` and `effort` count from 0: strongest, smallest.
 * @typedef {{id: string, title: string, url: string, stages: number[], lead: string[], support: string[],
 *   evidence: number, effort: number, requires: string[]}} AdvicePlay
 * @typedef {{plays: string[]}} Leading
 * @typedef {{kind: 'answer', question: number} | {kind: 'stage'} | {kind: 'keep'}} Reason
 * @typedef {Reason | {kind: 'first', play: AdvicePlay, root: Reason}} Why
 * @typedef {{play: AdvicePlay, why: Why, leads: boolean, before: AdvicePlay[]}} Suggestion
 */

/**
 * The plays for a role, or for anybody where there are no roles: those of the lowest answer first, at that answer's own stage but at most one above the result.
 * What a play requires comes before it; then lead before support, stated before inferred, small before large. Questions
 * that are equally low take turns. What is missing is filled up from the stage, then from the stage before.
 * `before` holds what a suggested play requires and what is not itself suggested.
 * @param {{answers: readonly import('./scoring.mjs').Answer[], stage: number | null, role: string,
 *   questions: readonly Leading[], plays: readonly AdvicePlay[]}} profile
 * @param {number} count
 * @returns {Suggestion[]}
 */
export function advise({ answers, stage, role, questions, plays }, count = 3) {
  if (stage === null) return [];
  const mine = plays.filter((play) => has(play, role)).sort((one, two) => byRank(one, two, role));
  const byId = new Map(mine.map((play) => [play.id, play]));
  /** @type {Map<AdvicePlay, Why>} */
  const taken = new Map();
  /** @type {(play: AdvicePlay, why: Why, level: number) => void} */
  const take = (play, why, level) => {
    if (taken.has(play)) return;
    const reason = why.kind === 'first' ? why.root : why;
    for (const id of play.requires) {
      const first = byId.get(id);
      // What belongs to an earlier stage has been done by whoever answers at this one.
      if (first && Math.max(...first.stages) >= level) take(first, { kind: 'first', play, root: reason }, level);
    }
    if (taken.size < count) taken.set(play, why);
  };
  for (const answer of [...new Set(answers.filter(isKnown))].sort((one, two) => one - two)) {
    const level = Math.min(answer, stage + 1);
    const asked = questions.map((_, question) => question).filter((question) => answers[question] === answer);
    for (const leads of [true, false]) {
      const lists = asked.map((question) => ({
        question,
        fitting: mine.filter((play) => {
          const fits = questions[question].plays.includes(play.id) && play.stages.includes(level);
          return fits && play.lead.includes(role) === leads;
        }),
      }));
      for (let round = 0; round < Math.max(...lists.map(({ fitting }) => fitting.length)); round += 1) {
        for (const { question, fitting } of lists) {
          const next = fitting.find((play) => !taken.has(play));
          if (next) take(next, { kind: 'answer', question }, level);
        }
      }
    }
  }
  for (const play of mine) if (play.stages.includes(stage)) take(play, { kind: 'stage' }, stage);
  for (const play of mine) if (Math.max(...play.stages) === stage - 1) take(play, { kind: 'keep' }, stage);
  const all = new Map(plays.map((play) => [play.id, play]));
  const order = inOrder([...taken.keys()]);
  return [...taken]
    .sort(([one], [two]) => order.indexOf(one) - order.indexOf(two))
    .map(([play, why]) => ({
      play,
      why,
      leads: play.lead.includes(role),
      before: play.requires.flatMap((id) => all.get(id) ?? []).filter((first) => !taken.has(first)),
    }));
}

/**
 * @param {AdvicePlay} play
 * @param {string} role
 */
function has(play, role) {
  // What names nobody is for everybody, and a playbook without roles names nobody.
  return !play.lead.length && !play.support.length || play.lead.includes(role) || play.support.includes(role);
}

/**
 * @param {AdvicePlay} one
 * @param {AdvicePlay} two
 * @param {string} role
 */
function byRank(one, two, role) {
  return (
    Number(two.lead.includes(role)) - Number(one.lead.includes(role)) ||
    one.evidence - two.evidence ||
    one.effort - two.effort ||
    (one.id < two.id ? -1 : 1)
  );
}

/**
 * The same plays, so that what one requires stands before it. Requirements cannot cycle: the loader refuses that.
 * @param {readonly AdvicePlay[]} plays
 */
function inOrder(plays) {
  const byId = new Map(plays.map((play) => [play.id, play]));
  /** @type {Set<AdvicePlay>} */
  const placed = new Set();
  /** @param {AdvicePlay} play */
  const place = (play) => {
    if (placed.has(play)) return;
    for (const id of play.requires) {
      const first = byId.get(id);
      if (first) place(first);
    }
    placed.add(play);
  };
  plays.forEach(place);
  return [...placed];
}
