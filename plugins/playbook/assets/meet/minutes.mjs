// The minutes of a meeting, as Markdown for a wiki and as plain text for an e-mail.

import { listed, worded } from '../texts.mjs';
import { escapedMarkdown } from '../plan/markdown.mjs';
import { decisionOf, isDecided } from './notes.mjs';

/**
 * @typedef {import('./meeting.mjs').MeetItem} MeetItem
 * @typedef {import('./notes.mjs').Notes} Notes
 * @typedef {{title: string, facts: string[], items: readonly MeetItem[], notes: Notes,
 *   daySaid: (day: string) => string}} Minutes `facts` are lines about when and who
 */

/** @param {Minutes} minutes */
export function minutesAsMarkdown(minutes) {
  const lines = [`# ${escapedMarkdown(minutes.title)}`, minutes.facts.map(escapedMarkdown).join('  \n')];
  for (const { title, points, words, todo } of sections(minutes)) {
    lines.push(`## ${escapedMarkdown(title)}`, points.map((point) => `- ${escapedMarkdown(point)}`).join('\n'));
    lines.push(words.map(escapedMarkdown).join('\n\n'), todo && `**${escapedMarkdown(todo)}**`);
  }
  return `${lines.filter(Boolean).join('\n\n')}\n`;
}

/** @param {Minutes} minutes */
export function minutesAsText(minutes) {
  const lines = [minutes.title, minutes.facts.join('\n')];
  for (const { title, points, words, todo } of sections(minutes)) {
    lines.push([title, ...points.map((point) => `- ${point}`), ...words, todo].filter(Boolean).join('\n'));
  }
  return `${lines.filter(Boolean).join('\n\n')}\n`;
}

/**
 * What is written down, item by item: of the opening and the end only where something is.
 * @param {Minutes} minutes
 */
function sections({ items, notes, daySaid }) {
  return items.flatMap(({ key, kind, title, voices }) => {
    const decision = decisionOf(notes, key);
    if ((kind === 'open' || kind === 'close') && !isDecided(decision)) return [];
    const points = voices.map(({ who, words }) => worded('minutes.says', { who, words }));
    const words = decision.words.split('\n').map((line) => line.trim()).filter(Boolean);
    if (!words.length) words.push(worded(decision.plan ? 'minutes.into_plan' : 'minutes.nothing'));
    const by = decision.by && worded('minutes.by', { day: daySaid(decision.by) });
    return [{ title, points, words, todo: listed([decision.who.trim(), by].filter(Boolean)) }];
  });
}

/**
 * What is to be done, for the table on paper and for a calendar.
 * @param {readonly MeetItem[]} items
 * @param {Notes} notes
 */
export function toDo(items, notes) {
  return items.flatMap(({ key, title, play }) => {
    const decision = decisionOf(notes, key);
    return isDecided(decision) ? [{ key, title, play, ...decision, words: decision.words.trim() || title }] : [];
  });
}
