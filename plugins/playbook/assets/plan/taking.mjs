// The plan as files to take along, out of the data of the page.

import { calendarFile, eventMinutes } from './calendar.mjs';
import { planMarkdown } from './markdown.mjs';
import { inPlanOrder } from './order.mjs';
import { filled, roleNames, sharedAddress } from './page.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {import('./page.mjs').PlanData & {texts: {[name: string]: string} & {efforts: any}}} PlanPageData
 */

/**
 * How much work a play is, as in `small effort, 30 to 60 minutes`.
 * @param {PlanPageData} data
 * @param {PlanPlay} play
 */
export function effortSaid({ texts }, { effort, time }) {
  const [least, most] = time ?? [0, 0];
  const said = time ? filled(least === most ? texts.exactly : texts.minutes, { least, most }) : texts.ongoing;
  return `${texts.efforts[effort]}, ${said}`;
}

/**
 * How far a plan has come, as in `2 of 5 done`.
 * @param {PlanPageData} data
 * @param {readonly Entry[]} entries
 */
export function countSaid({ texts }, entries) {
  return filled(texts.count, { done: entries.filter(({ done }) => done).length, all: entries.length });
}

/**
 * @param {PlanPageData} data
 * @param {readonly Entry[]} entries
 */
export function planAsMarkdown(data, entries) {
  const { texts, plays, stages, name } = data;
  const lines = inPlanOrder(entries, plays).map(({ entry, play }) => {
    const leads = filled(texts.leads, { roles: roleNames(data, play.lead) });
    const facts = [stages[play.stage - 1], leads, effortSaid(data, play)].join('; ');
    return { title: play.title, summary: play.summary, link: sharedAddress(play.url), facts, done: entry.done };
  });
  return planMarkdown(texts.file_title, filled(texts.file_intro, { name, count: countSaid(data, entries) }), lines);
}

/**
 * The plays that are not done, one a week; null where all are.
 * @param {PlanPageData} data
 * @param {readonly Entry[]} entries
 * @param {Date} first
 * @param {string} host
 */
export function planAsCalendar(data, entries, first, host) {
  const { texts, plays, name } = data;
  const open = inPlanOrder(entries, plays).filter(({ entry }) => !entry.done);
  if (!open.length) return null;
  const events = open.map(({ play }) => {
    const long = play.time === null || play.time[1] > eventMinutes(play);
    const note = filled(long ? texts.event_long : texts.event_note, { facts: effortSaid(data, play) });
    return { ...play, link: sharedAddress(play.url), note };
  });
  return calendarFile(events, { first, name: `${texts.file_title}: ${name}`, host });
}
