// The plan as files to take along, out of the data of the page.

import { listedApart, worded } from '../texts.mjs';
import { calendarFile, eventMinutes } from './calendar.mjs';
import { planMarkdown } from './markdown.mjs';
import { inPlanOrder } from './order.mjs';
import { roleNames, sharedAddress } from './page.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {import('./page.mjs').PlanData} PlanData
 */

/**
 * How far a plan has come, as in `2 of 5 done`.
 * @param {readonly Entry[]} entries
 */
export function countSaid(entries) {
  return worded('plan.count', { count: entries.filter(({ done }) => done).length, all: entries.length });
}

/**
 * @param {PlanData} data
 * @param {readonly Entry[]} entries
 */
export function planAsMarkdown(data, entries) {
  const { plays, stages, name } = data;
  const lines = inPlanOrder(entries, plays).map(({ entry, play }) => {
    const leads = worded('plan.leads', { roles: roleNames(data, play.lead) });
    const facts = listedApart([stages[play.stage - 1], leads, play.facts]);
    return { title: play.title, summary: play.summary, link: sharedAddress(play.url), facts, done: entry.done };
  });
  const intro = worded('plan.file_intro', { playbook: name, progress: countSaid(entries) });
  return planMarkdown(worded('plan.file_title'), intro, lines);
}

/**
 * The plays that are not done, one a week; null where all are.
 * @param {PlanData} data
 * @param {readonly Entry[]} entries
 * @param {Omit<import('./calendar.mjs').Calendar, 'name'>} when and where from
 */
export function planAsCalendar(data, entries, when) {
  const { plays, name } = data;
  const open = inPlanOrder(entries, plays).filter(({ entry }) => !entry.done);
  if (!open.length) return null;
  const events = open.map(({ play }) => {
    const long = play.time === null || play.time[1] > eventMinutes(play);
    const note = worded(long ? 'plan.event_long' : 'plan.event', { facts: play.facts });
    return { ...play, link: sharedAddress(play.url), note };
  });
  const title = worded('plan.file_name', { title: worded('plan.file_title'), playbook: name });
  return calendarFile(events, { ...when, name: title });
}
