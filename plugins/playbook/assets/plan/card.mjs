// One play of the plan on its page: what it is, who does it by when, how far it is, its steps and a note.

import { copy, slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { isOpen, saidOf, STATES, stepField } from './entries.mjs';
import { listOf, roleNames, stepsFor } from './page.mjs';
import { stepsOf, valueSaid, writtenSaid } from './said.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {import('./page.mjs').PlanData} PlanData
 * What happens to a play: something is written in a field, it goes, or its reader leaves the day.
 * @typedef {{write: (field: string, value: string) => void, remove: () => void, leave: () => void}} Acts
 */

const FIELDS = ['who', 'by', 'state', 'note'];

/**
 * A card for a play, with everything that does not change.
 * @param {HTMLTemplateElement} template
 * @param {PlanData} data
 * @param {PlanPlay} play
 * @param {Acts} acts
 */
export function newCard(template, data, play, acts) {
  const card = copy(template);
  card.dataset.stage = String(play.stage);
  card.dataset.play = play.id;
  linkTo(card, play);
  tell(card, 'summary', play.summary);
  tell(card, 'stage', data.stages[play.stage - 1]);
  tell(card, 'leads', worded('plan.leads', { roles: roleNames(data, play.lead) }));
  tell(card, 'facts', play.facts);
  const box = slot(card, 'done', HTMLInputElement);
  box.setAttribute('aria-label', worded('plan.done_name', { play: play.title }));
  box.addEventListener('change', () => acts.write('state', box.checked ? STATES[1] : ''));
  const state = fieldOf(card, 'state');
  if (state instanceof HTMLSelectElement) {
    state.replaceChildren(...STATES.map((value) => new Option(valueSaid('state', value), value)));
  }
  for (const name of FIELDS) {
    const field = fieldOf(card, name);
    field.setAttribute('aria-label', worded('plan.named', { field: worded(`plan.field_${name}`), play: play.title }));
    field.addEventListener('change', () => acts.write(name, field.value.trim()));
  }
  fieldOf(card, 'by').addEventListener('blur', () => acts.leave());
  const remove = slot(card, 'remove', HTMLButtonElement);
  remove.setAttribute('aria-label', worded('plan.remove_name', { play: play.title }));
  remove.addEventListener('click', () => acts.remove());
  const more = slot(card, 'more', HTMLButtonElement);
  const folded = slot(card, 'folded', HTMLElement);
  more.addEventListener('click', () => {
    folded.hidden = !folded.hidden;
    more.setAttribute('aria-expanded', String(!folded.hidden));
  });
  offerSteps(card, stepsFor(data, play.id), acts);
  return card;
}

/**
 * Show on a card what the plan says today. A field in which somebody is writing stays as it is.
 * @param {HTMLElement} card
 * @param {PlanData} data
 * @param {{entry: Entry, play: PlanPlay}} planned
 * @param {boolean} isNext
 */
export function fillCard(card, data, { entry, play }, isNext) {
  // What goes on is done, but over it is not.
  card.classList.toggle('is-done', ['tried', 'dropped'].includes(saidOf(entry, 'state')));
  slot(card, 'done', HTMLInputElement).checked = !isOpen(entry);
  mark(card, 'next', isNext ? worded('plan.next') : '');
  for (const name of FIELDS) {
    const field = fieldOf(card, name);
    if (field !== document.activeElement) field.value = saidOf(entry, name);
  }
  const steps = stepsOf(entry, stepsFor(data, play.id));
  const boxes = slot(card, 'steps', HTMLElement).querySelectorAll('input');
  steps.forEach(({ done }, index) => {
    boxes[index].checked = done;
  });
  const count = steps.filter(({ done }) => done).length;
  const said = steps.length ? worded('plan.more', { count, all: steps.length }) : worded('plan.more_note');
  const more = slot(card, 'more', HTMLButtonElement);
  more.textContent = said;
  more.setAttribute('aria-label', worded('plan.named', { field: said, play: play.title }));
  mark(card, 'noted', saidOf(entry, 'note'));
  tell(card, 'written', writtenSaid(entry));
  const paper = steps.map(({ words, done }) => lineOf(words, done));
  slot(card, 'paper', HTMLElement).replaceChildren(...paper);
}

/**
 * @param {HTMLElement} card
 * @param {readonly string[]} steps
 * @param {Acts} acts
 */
function offerSteps(card, steps, acts) {
  listOf(slot(card, 'steps', HTMLElement), slot(card, 'step', HTMLTemplateElement), steps, (item, words) => {
    tell(item, 'step-words', words);
    const box = slot(item, 'step-done', HTMLInputElement);
    box.addEventListener('change', () => acts.write(stepField(words), box.checked ? 'done' : ''));
  });
}

/**
 * @param {HTMLElement} item
 * @param {PlanPlay} play
 */
export function linkTo(item, play) {
  const link = slot(item, 'play', HTMLAnchorElement);
  link.textContent = play.title;
  link.href = play.url;
}

/**
 * A mark that is only there where it says something.
 * @param {HTMLElement} item
 * @param {string} name
 * @param {string} text
 */
export function mark(item, name, text) {
  const found = slot(item, name, HTMLElement);
  found.textContent = text;
  found.hidden = !text;
}

/**
 * @param {HTMLElement} card
 * @param {string} name
 */
function fieldOf(card, name) {
  const found = card.querySelector(`[data-slot="${name}"]`);
  if (found instanceof HTMLInputElement || found instanceof HTMLSelectElement) return found;
  return slot(card, name, HTMLTextAreaElement);
}

/**
 * A step on paper.
 * @param {string} words
 * @param {boolean} done
 */
function lineOf(words, done) {
  const line = document.createElement('li');
  line.textContent = words;
  if (done) line.className = 'is-ticked';
  return line;
}
