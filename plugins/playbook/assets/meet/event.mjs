// A meeting, and what it decided, as calendar files (RFC 5545). Who is asked to come stands in them only as an address.

import { calendarText, icsFile, isoDuration, utcStamp, versionAt } from '../plan/ics.mjs';

/**
 * @typedef {{now: Date, name: string, site: string}} Made when and where a file is made
 * @typedef {{key: string, title: string, text: string, link: string, begins: Date, minutes: number,
 *   people: readonly import('./people.mjs').Person[]}} Gathering
 * @typedef {{key: string, title: string, text: string, day: string}} Due
 */

const PRODUCT = 'meeting';

/**
 * The file of one meeting. It asks nobody for an answer by itself (it has no METHOD, which RFC 5546 would forbid with
 * people in it): whoever opens it sends the invitations.
 * @param {Gathering} meeting
 * @param {Made} made
 */
export function meetingFile({ key, title, text, link, begins, minutes, people }, made) {
  return icsFile({ product: PRODUCT, name: made.name }, [
    [
      ...heading(key, made),
      `DTSTART:${utcStamp(begins)}`,
      `DURATION:${isoDuration(minutes)}`,
      `SUMMARY:${calendarText(title)}`,
      `DESCRIPTION:${calendarText(text)}`,
      ...(link ? [`URL:${link}`] : []),
      ...people.filter(({ mail }) => mail).map(attendee),
    ],
  ]);
}

/**
 * The file of what was decided: one event a day on which something is due.
 * @param {readonly Due[]} due
 * @param {Made} made
 */
export function decisionsFile(due, made) {
  return icsFile(
    { product: PRODUCT, name: made.name },
    due.map(({ key, title, text, day }) => [
      ...heading(key, made),
      `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
      `SUMMARY:${calendarText(title)}`,
      `DESCRIPTION:${calendarText(text)}`,
      'TRANSP:TRANSPARENT',
    ]),
  );
}

/**
 * The same `key` is the same event in a later file, so that a calendar moves it instead of doubling it.
 * @param {string} key
 * @param {Made} made
 */
function heading(key, { now, site }) {
  const id = calendarText(`meet-${key.replaceAll(':', '-')}${site}`);
  return [`UID:${id}`, `DTSTAMP:${utcStamp(now)}`, `SEQUENCE:${versionAt(now)}`];
}

/** @param {import('./people.mjs').Person} person */
function attendee({ name, mail }) {
  return `ATTENDEE${called(name)};RSVP=TRUE:mailto:${encodeURI(mail)}`;
}

/**
 * A name as a parameter, in which no quotation mark can stand.
 * @param {string} name
 */
function called(name) {
  const plain = name.replace(/["\u0000-\u001f\u007f]/g, '');
  return plain ? `;CN="${plain}"` : '';
}
