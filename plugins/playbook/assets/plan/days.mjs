// Days as fields of a page write them (YYYY-MM-DD), and the day on which a week of a plan ends.

import { worded } from '../texts.mjs';

const FRIDAY = 5;
export const MOST_WEEKS = 104;

/**
 * The moment at which somebody's clock shows a date and a time; null where there is no such day.
 * @param {string} day YYYY-MM-DD
 * @param {string} time HH:MM
 */
export function chosenMoment(day, time) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day);
  const clock = /^(\d\d):(\d\d)/.exec(time);
  if (!found || !clock) return null;
  const [year, month, date] = found.slice(1).map(Number);
  const moment = new Date(year, month - 1, date, Number(clock[1]), Number(clock[2]));
  moment.setFullYear(year, month - 1, date);
  return moment.getMonth() === month - 1 && moment.getDate() === date ? moment : null;
}

/** @param {string} text */
export function isDay(text) {
  return chosenMoment(text, '12:00') !== null;
}

/** @param {string} text */
export function isWeek(text) {
  return /^[1-9]\d{0,2}$/.test(text) && Number(text) <= MOST_WEEKS;
}

/**
 * A moment's day on the reader's own clock.
 * @param {Date} moment
 */
export function dayOf(moment) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  const year = String(moment.getFullYear()).padStart(4, '0');
  return `${year}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/**
 * The Monday after a day.
 * @param {Date} day
 */
export function nextMonday(day) {
  return dayOf(new Date(day.getFullYear(), day.getMonth(), day.getDate() + ((8 - day.getDay()) % 7 || 7)));
}

/**
 * The Friday that ends a week, where the first week ends on the first Friday after the start.
 * @param {Date} start
 * @param {number} week from 1
 */
export function endOfWeek(start, week) {
  const first = (FRIDAY + 7 - start.getDay()) % 7 || 7;
  return dayOf(new Date(start.getFullYear(), start.getMonth(), start.getDate() + first + 7 * (week - 1)));
}

/**
 * A day in words, as in `14 December 2026`.
 * @param {string} day
 */
export function daySaid(day) {
  const [year, month, date] = day.split('-').map(Number);
  const months = worded('language.months').split(',');
  return worded('language.day', { day: date, month: (months[month - 1] ?? '').trim(), year });
}
