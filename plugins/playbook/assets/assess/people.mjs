// Collects the answers of several people, and writes into the page how far they are spread.

import { copy, slot } from '../slots.mjs';
import { listed, worded } from '../texts.mjs';
import { nameIn } from './link.mjs';
import { monthSaid } from './months.mjs';
import { fillList, say } from './parts.mjs';
import { collect, FEWEST_PEOPLE, spreads, widest } from './several.mjs';

/**
 * @typedef {import('./link.mjs').Person} Person
 * @typedef {import('./link.mjs').Shape} Shape
 * @typedef {import('./parts.mjs').Assessment} Assessment
 * `set` shows the people anew; `named` only keeps what they are called, so that the reader goes on typing.
 * @typedef {{root: HTMLElement, shape: Shape, people: readonly Person[], set: (people: readonly Person[]) => void,
 *   named: (people: readonly Person[]) => void}} Collecting
 */

/**
 * Take the people out of the lines that were pasted; what could not be taken stays in the box.
 * @param {Collecting} collecting
 */
export function takePeople({ root, shape, people: before, set }) {
  const box = slot(root, 'several-paste', HTMLTextAreaElement);
  const { people, left, refused } = collect(box.value, before, shape);
  const all = shape.questions;
  const faults = refused.map(({ line, kind, count }) => worded(`several.fault_${kind}`, { line, count, all }));
  say(root, 'several-fault', box.value.trim() ? faults.join(' ') : worded('several.empty'));
  if (people.length > before.length) set(people);
  box.value = left.join('\n');
  if (faults.length || !people.length) box.focus();
}

/**
 * @param {Collecting} collecting
 * @param {Assessment} data
 */
export function showPeople({ root, shape, people, set, named }, data) {
  let called = people;
  const part = slot(root, 'several', HTMLDetailsElement);
  part.toggleAttribute('data-screen', !people.length);
  if (people.length) part.open = true;
  fillList(root, 'people', 'person', people.map((person, index) => ({ person, index })), (item, { person, index }) => {
    const facts = listed([data.roles.get(person.role) ?? '', monthSaid(person.at)].filter(Boolean));
    const number = worded('several.person', { number: index + 1 });
    say(item, 'person-facts', facts ? worded('several.facts', { person: number, facts }) : number);
    const name = slot(item, 'person-name', HTMLInputElement);
    name.value = person.name;
    name.setAttribute('aria-label', worded('several.name_of', { person: number }));
    name.addEventListener('change', () => {
      called = called.map((one, other) => (other === index ? { ...one, name: nameIn(name.value) } : one));
      named(called);
    });
    const button = slot(item, 'person-remove', HTMLButtonElement);
    button.setAttribute('aria-label', worded('several.remove', { person: number }));
    button.addEventListener('click', () => {
      set(called.filter((_, other) => other !== index));
      slot(root, 'several-paste', HTMLElement).focus();
    });
  });
  const lacking = FEWEST_PEOPLE - people.length;
  say(root, 'lacking', people.length && lacking > 0 ? worded('several.lacking', { count: lacking }) : '');
  const shown = slot(root, 'spread', HTMLElement);
  shown.hidden = lacking > 0;
  if (lacking > 0) return;
  const all = spreads(people, shape);
  const first = widest(all).map(({ question }) => data.questions[question].name);
  say(root, 'spread-text', first.length ? worded('several.first', { questions: listed(first) }) : worded('several.close'));
  const wide = new Set(widest(all).map(({ question }) => question));
  shown.querySelectorAll('tbody').forEach((body, question) => {
    body.classList.toggle('pb-result__wide', wide.has(question));
    body.querySelectorAll('tr + tr').forEach((row) => row.remove());
    body.append(...all[question].map((side) => spreadRow(root, data, side)));
  });
}

/**
 * @param {HTMLElement} root
 * @param {Assessment} data
 * @param {import('./several.mjs').Spread} side
 */
function spreadRow(root, data, { role, people, counts, unknown, least, most }) {
  const row = copy(slot(root, 'spread-row', HTMLTemplateElement));
  say(row, 'side', worded('several.side', { side: data.roles.get(role) ?? worded('several.no_role'), count: people }));
  [...counts, unknown].forEach((count, index) => {
    const cell = document.createElement('td');
    cell.textContent = String(count);
    cell.classList.toggle('is-none', count === 0);
    if (index < counts.length) cell.dataset.stage = String(index + 1);
    row.append(cell);
  });
  const range = document.createElement('td');
  range.textContent = !most ? '?' : least === most ? String(most) : worded('several.range', { least, most });
  row.append(range);
  return row;
}

