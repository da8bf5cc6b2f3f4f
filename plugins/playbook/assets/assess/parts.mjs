// What the parts of a result share: names of sides and stages, texts in slots, lists made of templates.

import { copy, slot } from '../slots.mjs';
import { worded } from '../texts.mjs';

/**
 * @typedef {import('./link.mjs').Side} Side
 * @typedef {{rule: import('./scoring.mjs').Rule, roles: ReadonlyMap<string, string>,
 *   stages: {name: string, label: string, means: string, url: string}[],
 *   questions: {id: string, name: string, gate: boolean, plays: string[]}[],
 *   plays: import('./advice.mjs').AdvicePlay[]}} Assessment
 * @typedef {{root: HTMLElement, data: Assessment, mine: Side, theirs: Side | null}} Shown
 */

/**
 * What the sides are called: by their roles, if those tell them apart.
 * @param {Assessment} data
 * @param {Side} mine
 * @param {Side | null} theirs
 * @returns {[string, string]}
 */
export function sideNames(data, mine, theirs) {
  const [one, two] = [data.roles.get(mine.role), data.roles.get(theirs?.role ?? '')];
  const alike = one === two;
  return [(!alike && one) || worded('assess.you'), (!alike && two) || worded('assess.other_side')];
}

/**
 * @param {Assessment} data
 * @param {number} level
 */
export function levelWords(data, level) {
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
export function fillList(root, name, template, values, fill, within = root) {
  const items = values.map((value) => {
    const item = copy(slot(root, template, HTMLTemplateElement));
    fill(item, value);
    return item;
  });
  slot(within, name, HTMLElement).replaceChildren(...items);
}
