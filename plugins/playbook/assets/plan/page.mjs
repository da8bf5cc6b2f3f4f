// What the elements of the plan and of the meeting kit share: the data in the page, lists made of templates.

import { copy, slot } from '../slots.mjs';
import { listed, worded } from '../texts.mjs';

/**
 * @typedef {{id: string, title: string, summary: string, url: string, stage: number, until?: number, lead: string[], support: string[],
 *   facts: string, effort: string, time: number[] | null, requires: string[]}} PlanPlay
 * `plays` are those that are known by now, see plays.mjs.
 * @typedef {{name: string, stages: string[], roles: {id: string, name: string}[], plays: PlanPlay[],
 *   moved: {[old: string]: string}, steps?: {[play: string]: string[]}}} PlanData
 */

/**
 * The data that a page holds for its element, which knows no play yet.
 * @param {HTMLElement} root
 * @returns {any} what the page's template wrote, which tests/browser/test_plan.py holds to its shape
 */
export function pageData(root) {
  return { plays: [], moved: {}, steps: {}, parts: {}, ...JSON.parse(slot(root, 'data', HTMLScriptElement).text) };
}

/**
 * What roles are called, as in `CMO, CIO`.
 * @param {PlanData} data
 * @param {readonly string[]} ids
 */
export function roleNames({ roles }, ids) {
  return listed(ids.map((id) => roles.find((role) => role.id === id)?.name ?? id));
}

/**
 * The steps of a play in short words; none where the page does not know any.
 * @param {PlanData} data
 * @param {string} play
 */
export function stepsFor({ steps = {} }, play) {
  return Object.hasOwn(steps, play) ? steps[play] : [];
}

/**
 * Fill a list with copies of a template, one a value.
 * @template T
 * @param {HTMLElement} list
 * @param {HTMLTemplateElement} template
 * @param {readonly T[]} values
 * @param {(item: HTMLElement, value: T) => void} fill
 */
export function listOf(list, template, values, fill) {
  list.replaceChildren(
    ...values.map((value) => {
      const item = copy(template);
      fill(item, value);
      return item;
    }),
  );
}

/**
 * Offer plays in a list by stage, behind a first choice that stands for none.
 * @param {HTMLSelectElement} select
 * @param {string} none
 * @param {readonly PlanPlay[]} plays
 * @param {readonly string[]} stages
 */
export function offerPlays(select, none, plays, stages) {
  const groups = stages.map((label, index) => {
    const group = document.createElement('optgroup');
    group.label = label;
    const fitting = plays.filter(({ stage }) => stage === index + 1);
    group.append(...fitting.map(({ id, title }) => new Option(title, id)));
    return group;
  });
  select.replaceChildren(new Option(none, ''), ...groups.filter(({ children }) => children.length));
}

/**
 * Choose a play in a list, which offers it from now on.
 * @param {HTMLSelectElement} select
 * @param {PlanPlay | undefined} play none where it is undefined
 */
export function choosePlay(select, play) {
  if (play && ![...select.options].some(({ value }) => value === play.id)) select.append(new Option(play.title, play.id));
  select.value = play?.id ?? '';
}

/**
 * The ids that a link or the browser's memory named and this playbook does not know, as a sentence.
 * @param {readonly string[]} unknown
 */
export function unknownSaid(unknown) {
  return unknown.length ? worded('plan.unknown', { count: unknown.length, ids: listed(unknown) }) : '';
}

/**
 * Copy the text of a field; where the browser refuses, the text is left selected.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copyField(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return false;
  }
}

/**
 * Hand a text to the reader as a file. The address of the file lives only as long as the download needs to begin.
 * @param {string} name
 * @param {string} type
 * @param {string} text
 */
export function saveFile(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * The address of a page for somebody else; empty on a site that is opened from disk, whose addresses lead nowhere else.
 * @param {string} url
 */
export function sharedAddress(url) {
  const there = new URL(url, document.baseURI);
  return there.protocol === 'file:' ? '' : there.href;
}
