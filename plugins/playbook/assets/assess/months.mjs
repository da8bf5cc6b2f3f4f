// Months as links write them (YYYY-MM) and as readers read them.

import { worded } from '../texts.mjs';

/**
 * The month of a moment on the reader's own clock.
 * @param {Date} moment
 */
export function monthOf(moment) {
  return `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, '0')}`;
}

/**
 * As in `November 2026`; empty for no month.
 * @param {string} month
 */
export function monthSaid(month) {
  if (!month) return '';
  const [year, number] = month.split('-').map(Number);
  return worded('assess.month', { month: worded('language.months').split(',')[number - 1].trim(), year });
}
