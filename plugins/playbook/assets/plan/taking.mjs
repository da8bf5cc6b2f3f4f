// The plan as files to take along, out of the data of the page.

import { listedApart, worded } from '../texts.mjs';
import { calendarFile, eventMinutes } from './calendar.mjs';
import { chosenMoment } from './days.mjs';
import { isOpen, saidOf } from './entries.mjs';
import { planMarkdown } from './markdown.mjs';
import { inPlanOrder } from './order.mjs';
import { roleNames, sharedAddress, stepsFor } from './page.mjs';
import { countSaid, stepsOf, writtenSaid } from './said.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {import('./page.mjs').PlanData} PlanData
 */

/**
 * @param {PlanData} data
 * @param {readonly Entry[]} entries
 */
export function planAsMarkdown(data, entries) {
  const { plays, stages, name } = data;
  const lines = inPlanOrder(entries, plays).map(({ entry, play }) => {
    const leads = worded('plan.leads', { roles: roleNames(data, play.lead) });
    const facts = listedApart([stages[play.stage - 1], leads, play.facts]);
    const more = [writtenSaid(entry), saidOf(entry, 'note')].filter(Boolean);
    const steps = stepsOf(entry, stepsFor(data, play.id));
    const { title, summary, url } = play;
    return { title, summary, link: sharedAddress(url), facts, done: !isOpen(entry), more, steps };
  });
  const intro = worded('plan.file_intro', { playbook: name, progress: countSaid(entries) });
  return planMarkdown(worded('plan.file_title'), intro, lines);
}

/**
 * The plays that are not done: each on its day at `time`, those without a day one a week; null where all are done.
 * @param {PlanData} data
 * @param {readonly Entry[]} entries
 * @param {Omit<import('./calendar.mjs').Calendar, 'name'>} when and where from
 * @param {string} time HH:MM
 */
export function planAsCalendar(data, entries, when, time) {
  const { plays, name } = data;
  const open = inPlanOrder(entries, plays).filter(({ entry }) => isOpen(entry));
  if (!open.length) return null;
  const events = open.map(({ entry, play }) => {
    const long = play.time === null || play.time[1] > eventMinutes(play);
    const facts = worded(long ? 'plan.event_long' : 'plan.event', { facts: play.facts });
    const note = [writtenSaid(entry), saidOf(entry, 'note'), facts].filter(Boolean).join('\n');
    return { ...play, link: sharedAddress(play.url), note, begins: chosenMoment(saidOf(entry, 'by'), time) };
  });
  const title = worded('plan.file_name', { title: worded('plan.file_title'), playbook: name });
  return calendarFile(events, { ...when, name: title });
}
