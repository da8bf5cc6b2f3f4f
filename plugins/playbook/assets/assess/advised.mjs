// Writes into the page what follows from a result: what to talk about first, which plays to begin with, and where to go on.

import { MOST_MEETING_GAPS, MOST_MEETING_PLAYS, toMeetingHash } from '../meet/gaps.mjs';
import { slot } from '../slots.mjs';
import { listed, worded, woven } from '../texts.mjs';
import { advise } from './advice.mjs';
import { fillList, say, sideNames } from './parts.mjs';
import { compare, isKnown, lower } from './scoring.mjs';

/**
 * @typedef {import('./scoring.mjs').Answer} Answer
 * @typedef {import('./link.mjs').Side} Side
 * @typedef {import('./parts.mjs').Assessment} Assessment
 * @typedef {import('./parts.mjs').Shown} Shown
 */

/**
 * @param {Shown} shown
 * @param {number | null} stage
 * @returns {string[]} the ids of the plays, the first of each side before the second ones
 */
export function showAdvice(shown, stage) {
  const { root, data, mine, theirs } = shown;
  if (theirs) showTalk(root, data, mine, theirs);
  const plays = showPlays(shown, stage);
  showFindOut(root, data, mine);
  showOn(shown, plays);
  return plays;
}

/**
 * Where a result leads: a meeting about the gaps and the first of the plays, in which each side has its turn.
 * @param {Shown} shown
 * @param {readonly string[]} plays
 */
function showOn({ root, data, mine, theirs }, plays) {
  const first = compare(mine.answers, theirs?.answers ?? []).first.slice(0, MOST_MEETING_GAPS);
  const gaps = first.map((index) => ({
    id: data.questions[index].id,
    one: Number(mine.answers[index]),
    two: Number(theirs?.answers[index]),
  }));
  const sides = [mine.role, theirs?.role ?? ''];
  const hash = toMeetingHash({ plays: plays.slice(0, MOST_MEETING_PLAYS), minutes: 60, gaps, sides });
  slot(root, 'on', HTMLElement).hidden = !hash || !root.dataset.meet;
  slot(root, 'into-plan', HTMLElement).hidden = !plays.length;
  slot(root, 'meet', HTMLAnchorElement).href = `${root.dataset.meet}${hash}`;
  say(root, 'taken', '');
}

/**
 * @param {HTMLElement} root
 * @param {Assessment} data
 * @param {Side} mine
 * @param {Side} theirs
 */
function showTalk(root, data, mine, theirs) {
  const { first } = compare(mine.answers, theirs.answers);
  const [one, two] = sideNames(data, mine, theirs);
  say(root, 'talk-text', worded(first.length ? 'assess.talk' : 'assess.talk_none'));
  fillList(root, 'talk', 'talk-item', first, (item, index) => {
    const words = (/** @type {Side} */ side) => statement(root, data.questions[index].id, side.answers[index]);
    say(item, 'asks', asked(root, data.questions[index].id));
    say(item, 'mine', worded('assess.says', { who: one, words: words(mine) }));
    say(item, 'theirs', worded('assess.says', { who: two, words: words(theirs) }));
  });
}

/**
 * @param {Shown} shown
 * @param {number | null} stage
 */
function showPlays({ root, data, mine, theirs }, stage) {
  const answers = theirs ? lower(mine.answers, theirs.answers) : mine.answers;
  const chosen = [...new Set([mine.role, theirs?.role ?? ''])].filter((role) => role !== '');
  const roles = data.roles.size ? chosen : [''];
  /** @type {string[][]} */
  const lists = [];
  fillList(root, 'plays', 'play-group', stage === null || !roles.length ? [''] : roles, (group, role) => {
    const missing = data.roles.size > 0 && !role;
    const found = missing ? [] : advise({ answers, stage, role, questions: data.questions, plays: data.plays });
    lists.push(found.map(({ play }) => play.id));
    const heading = slot(group, 'title', HTMLElement);
    if (stage === null) heading.textContent = worded('assess.plays_no_stage');
    else if (missing) heading.textContent = worded('assess.plays_no_role');
    else if (!role) heading.textContent = worded(`assess.plays_any_${found.length}`);
    else heading.textContent = worded(`assess.plays_${found.length}`, { role: data.roles.get(role) ?? role });
    heading.classList.toggle('pb-result__plain', found.length === 0);
    fillList(root, 'list', 'play-item', found, (item, suggestion) => {
      showPlay(item, data, suggestion, { answers, pair: theirs !== null });
    }, group);
  });
  const turns = Math.max(0, ...lists.map(({ length }) => length));
  return [...new Set(Array.from({ length: turns }, (_, turn) => lists.flatMap((list) => list[turn] ?? [])).flat())];
}

/**
 * @param {HTMLElement} item
 * @param {Assessment} data
 * @param {import('./advice.mjs').Suggestion} suggestion
 * @param {{answers: readonly Answer[], pair: boolean}} from
 */
function showPlay(item, data, { play, why, leads, before }, { answers, pair }) {
  const link = slot(item, 'play', HTMLAnchorElement);
  link.textContent = play.title;
  link.href = play.url;
  const reason = why.kind === 'first' ? why.root : why;
  const question = reason.kind === 'answer' ? reason.question : 0;
  const number = Number(answers[question]);
  const said = worded(`assess.why_${reason.kind}${pair && reason.kind === 'answer' ? '_both' : ''}`, {
    question: data.questions[question].name,
    number,
    stage: data.stages[number - 1]?.name ?? '',
  });
  const needed = why.kind === 'first' ? worded('assess.why_first', { play: why.play.title }) : '';
  say(item, 'why', `${said} ${needed}`.trim());
  const leaders = listed(play.lead.map((role) => data.roles.get(role) ?? role));
  const supports = leaders ? worded('assess.supports', { leaders }) : '';
  say(item, 'part', leads ? worded('assess.leads') : supports);
  const plays = before.flatMap((first, index) => {
    const other = document.createElement('a');
    other.textContent = first.title;
    other.href = first.url;
    return index ? [document.createTextNode(worded('list.comma')), other] : [other];
  });
  if (before.length) slot(item, 'before', HTMLElement).append(...woven('assess.before', { plays }));
}

/**
 * @param {HTMLElement} root
 * @param {Assessment} data
 * @param {Side} mine
 */
function showFindOut(root, data, mine) {
  const part = slot(root, 'find-out', HTMLElement);
  const items = part.querySelectorAll('li');
  items.forEach((item, index) => {
    item.hidden = isKnown(mine.answers[index]);
  });
  part.hidden = data.questions.every((_, index) => isKnown(mine.answers[index]));
}

/**
 * The words of the statement that somebody chose.
 * @param {HTMLElement} root
 * @param {string} question
 * @param {Answer} answer
 */
function statement(root, question, answer) {
  const input = root.querySelector(`input[name="${question}"][value="${answer ?? 0}"]`);
  return input?.closest('label')?.querySelector('[data-words]')?.textContent ?? '';
}

/**
 * @param {HTMLElement} root
 * @param {string} question
 */
function asked(root, question) {
  const legend = root.querySelector(`fieldset[data-question="${question}"] legend`);
  return legend?.lastChild?.textContent?.trim() ?? '';
}
