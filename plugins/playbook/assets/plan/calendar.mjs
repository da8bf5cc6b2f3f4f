// A plan as a calendar file (RFC 5545): one event a play, on its day or, without one, one a week.

import { calendarText, icsFile, isoDuration, utcStamp, versionAt } from './ics.mjs';

/**
 * @typedef {{id: string, title: string, summary: string, link: string, effort: string,
 *   time: readonly number[] | null, note?: string, begins?: Date | null}} Dated
 * @typedef {{first: Date, now: Date, name: string, site: string}} Calendar
 */

const WORKING_DAY_MINUTES = 480;
// The first sitting of a play that never ends.
const ONGOING_MINUTES = /** @type {{[effort: string]: number}} */ ({ S: 30, M: 60, L: 120 });

/**
 * The text of a calendar file. What has no day of its own (`begins`) follows one a week: the first of it at `first`, each
 * other at the same time of day a week later, also where the clocks change in between. `site` makes the ids of the events unique; they stay the same in later files, so
 * that a calendar moves an event instead of doubling it. `now`, when the file is made, says which file is the later one
 * (RFC 5546): an event may be moved to an earlier day. No clock is read, so the same plan and moments give the same file.
 * @param {readonly Dated[]} plays
 * @param {Calendar} calendar
 */
export function calendarFile(plays, { first, now, name, site }) {
  let week = 0;
  const events = plays.map((play) => {
    const begins = play.begins ?? weeksLater(first, week++);
    const details = [play.summary, play.note ?? '', play.link].filter(Boolean).join('\n');
    return [
      `UID:${calendarText(`plan-${play.id}${site}`)}`,
      `DTSTAMP:${utcStamp(now)}`,
      `LAST-MODIFIED:${utcStamp(now)}`,
      `SEQUENCE:${versionAt(now)}`,
      `DTSTART:${utcStamp(begins)}`,
      `DURATION:${isoDuration(eventMinutes(play))}`,
      `SUMMARY:${calendarText(play.title)}`,
      `DESCRIPTION:${calendarText(details)}`,
      ...(play.link ? [`URL:${play.link}`] : []),
    ];
  });
  return icsFile({ product: 'plan', name, method: 'PUBLISH' }, events);
}

/**
 * The minutes that a calendar should keep free: the most that the play takes, but no more than a working day of eight
 * hours, which stands for the beginning of longer work; for work that never ends the first sitting, by its effort.
 * @param {{effort: string, time: readonly number[] | null}} play
 */
export function eventMinutes({ effort, time }) {
  const most = time ? time[time.length - 1] : (ONGOING_MINUTES[effort] ?? ONGOING_MINUTES.M);
  return Math.max(1, Math.min(most, WORKING_DAY_MINUTES));
}

/**
 * @param {Date} first
 * @param {number} weeks
 */
function weeksLater(first, weeks) {
  const later = new Date(first);
  later.setDate(first.getDate() + 7 * weeks);
  return later;
}
