// Writes a result into the page: text goes in as text, structure comes from the page's own templates.

import { copy, slot } from '../slots.mjs';
import { listed, worded, woven } from '../texts.mjs';
import { advise } from './advice.mjs';
import { compare, isKnown, lower, score, together } from './scoring.mjs';

/**
 * @typedef {import('./scoring.mjs').Answer} Answer
 * @typedef {import('./link.mjs').Side} Side
 * @typedef {{rule: import('./scoring.mjs').Rule, roles: ReadonlyMap<string, string>,
 *   stages: {name: string, label: string, means: string, url: string}[],
 *   questions: {id: string, name: string, gate: boolean, plays: string[]}[],
 *   plays: import('./advice.mjs').AdvicePlay[]}} Assessment
 * @typedef {{root: HTMLElement, data: Assessment, mine: Side, theirs: Side | null}} Shown
 */

/**
 * Fill the result for one side, or for both.
 * @param {Shown} shown
 */
export function showResult(shown) {
  const { root, data, mine, theirs } = shown;
  for (const part of root.querySelectorAll('[data-pair]')) if (part instanceof HTMLElement) part.hidden = !theirs;
  for (const part of root.querySelectorAll('[data-single]')) if (part instanceof HTMLElement) part.hidden = !!theirs;
  const result = slot(root, 'result', HTMLElement);
  result.classList.toggle('pb-result--pair', theirs !== null);
  const gates = data.questions.map(({ gate }) => gate);
  const scored = (/** @type {Side} */ side) => score(side.answers, gates, data.stages.length, data.rule);
  const scores = theirs ? [scored(mine), scored(theirs)] : [scored(mine)];
  const stage = theirs ? together(scores[0], scores[1]) : scores[0].stage;
  showProfile(shown);
  showVerdict(shown, scores, stage);
  if (theirs) showTalk(root, data, mine, theirs);
  showPlays(shown, stage);
  showFindOut(root, data, mine);
}

/**
 * What the sides are called: by their roles, if those tell them apart.
 * @param {Assessment} data
 * @param {Side} mine
 * @param {Side | null} theirs
 * @returns {[string, string]}
 */
function sideNames(data, mine, theirs) {
  const [one, two] = [data.roles.get(mine.role), data.roles.get(theirs?.role ?? '')];
  const alike = one === two;
  return [(!alike && one) || worded('assess.you'), (!alike && two) || worded('assess.other_side')];
}

/** @param {Shown} shown */
function showProfile({ root, data, mine, theirs }) {
  const [one, two] = sideNames(data, mine, theirs);
  say(root, 'profile-title', worded(theirs ? 'assess.two_profiles' : 'assess.one_profile'));
  say(root, 'mine-name', one);
  say(root, 'theirs-name', two);
  const { gaps } = compare(mine.answers, theirs?.answers ?? []);
  const rows = slot(root, 'result', HTMLElement).querySelectorAll('tr[data-question]');
  rows.forEach((row, index) => {
    showAnswer(slot(row, 'mine', HTMLElement), data, mine.answers[index]);
    showAnswer(slot(row, 'theirs', HTMLElement), data, theirs?.answers[index] ?? null);
    const gap = gaps[index];
    say(row, 'gap', gap === null ? worded('assess.gap_unknown') : gap === 0 ? worded('assess.gap_none') : String(gap));
    row.classList.toggle('pb-result__wide', gap !== null && gap >= 2);
  });
}

/**
 * @param {HTMLElement} cell
 * @param {Assessment} data
 * @param {Answer} answer
 */
function showAnswer(cell, data, answer) {
  const level = isKnown(answer) ? answer : 0;
  cell.dataset.stage = String(level);
  cell.querySelectorAll('i').forEach((step, index) => step.classList.toggle('is-on', index < level));
  say(cell, 'words', level ? levelWords(data, level) : worded('assess.unknown'));
}

/**
 * @param {Shown} shown
 * @param {import('./scoring.mjs').Score[]} scores
 * @param {number | null} stage
 */
function showVerdict({ root, data, mine, theirs }, scores, stage) {
  const [own, other] = scores;
  const all = data.questions.length;
  const { needed } = data.rule;
  const found = stage === null ? null : data.stages[stage - 1];
  slot(root, 'verdict', HTMLElement).dataset.stage = String(stage ?? 0);
  say(root, 'verdict-kicker', worded(other ? 'assess.both_kicker' : 'assess.stage_kicker'));
  say(root, 'verdict-title', found ? found.label : worded('assess.no_stage'));
  const tooFew = other
    ? worded('assess.too_few_both', { needed, mine: own.known, theirs: other.known })
    : worded('assess.too_few', { known: own.known, all, needed });
  say(root, 'verdict-text', found ? found.means : tooFew);
  const link = slot(root, 'verdict-link', HTMLAnchorElement);
  link.hidden = !found;
  if (found) link.href = found.url;
  const notes = found ? (other ? pairNotes(data, mine, theirs, scores) : ownNotes(data, mine, own)) : [];
  fillList(root, 'verdict-notes', 'note', notes, (item, note) => {
    item.textContent = note;
  });
}

/**
 * @param {Assessment} data
 * @param {Side} mine
 * @param {import('./scoring.mjs').Score} own
 */
function ownNotes(data, mine, own) {
  const stage = Number(own.stage);
  const notes = [];
  if (own.held) {
    const low = data.questions.filter(({ gate }, index) => gate && mine.answers[index] === stage - 1);
    const gates = listed(low.map(({ name }) => name));
    notes.push(worded('assess.held', { stage: data.stages[Number(own.ungated) - 1].label, gates }));
  } else if (own.edge) {
    const above = mine.answers.filter((answer) => Number(answer) > stage).length;
    notes.push(worded('assess.edge', { above, known: own.known }));
  }
  if (own.mixed) notes.push(worded('assess.mixed'));
  if (stage === data.stages.length) notes.push(worded('assess.last'));
  return notes;
}

/**
 * @param {Assessment} data
 * @param {Side} mine
 * @param {Side | null} theirs
 * @param {import('./scoring.mjs').Score[]} scores
 */
function pairNotes(data, mine, theirs, [own, other]) {
  if (own.stage === other.stage) return [worded('assess.both_same')];
  const [one, two] = sideNames(data, mine, theirs);
  const label = (/** @type {number | null} */ stage) => data.stages[Number(stage) - 1].label;
  return [worded('assess.both', { one, two, stage_one: label(own.stage), stage_two: label(other.stage) })];
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
  const roles = [...new Set([mine.role, theirs?.role ?? ''])].filter((role) => role !== '');
  fillList(root, 'plays', 'play-group', stage === null || !roles.length ? [''] : roles, (group, role) => {
    const found = advise({ answers, stage, role, questions: data.questions, plays: data.plays });
    const heading = slot(group, 'title', HTMLElement);
    if (stage === null) heading.textContent = worded('assess.plays_no_stage');
    else if (!role) heading.textContent = worded('assess.plays_no_role');
    else heading.textContent = worded(`assess.plays_${found.length}`, { role: data.roles.get(role) ?? role });
    heading.classList.toggle('pb-result__plain', found.length === 0);
    fillList(root, 'list', 'play-item', found, (item, suggestion) => {
      showPlay(item, data, suggestion, { answers, pair: theirs !== null });
    }, group);
  });
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
  say(item, 'part', leads ? worded('assess.leads') : worded('assess.supports', { leaders }));
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

/**
 * @param {Assessment} data
 * @param {number} level
 */
function levelWords(data, level) {
  return worded('assess.level', { number: level, stage: data.stages[level - 1].name });
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @param {string} text
 */
export function say(root, name, text) {
  slot(root, name, HTMLElement).textContent = text;
}

/**
 * @template T
 * @param {HTMLElement} root where the template is
 * @param {string} name the list
 * @param {string} template what each entry is a copy of
 * @param {readonly T[]} values
 * @param {(item: HTMLElement, value: T) => void} fill
 * @param {HTMLElement} within where the list is
 */
function fillList(root, name, template, values, fill, within = root) {
  const items = values.map((value) => {
    const item = copy(slot(root, template, HTMLTemplateElement));
    fill(item, value);
    return item;
  });
  slot(within, name, HTMLElement).replaceChildren(...items);
}
