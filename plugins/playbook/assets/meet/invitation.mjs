// What each side is written: the gaps, and the plays in the words that speak to its role. Pure text, for any e-mail.

import { worded } from '../texts.mjs';

/**
 * @typedef {{title: string, summary: string, part: string, link: string}} InvitedPlay
 * @typedef {{title: string, voices: readonly {who: string, words: string}[]}} InvitedGap
 * @typedef {{plays: readonly InvitedPlay[], gaps: readonly InvitedGap[], minutes: number,
 *   agenda: readonly {from: number, to: number, what: string}[], day: string, time: string, link: string}} Invited
 *   `day` and `time` are empty while nobody has chosen them
 */

/**
 * A letter without its subject. A play that says nothing to this role stands with its summary alone.
 * @param {Invited} invited
 */
export function invitation({ plays, gaps, agenda, minutes, day, time, link }) {
  const about = plays.map(({ title, summary, part, link: there }) =>
    [title, summary, part && worded('letter.part', { part }), there].filter(Boolean).join('\n'),
  );
  const apart = gaps.map(({ title, voices }) =>
    [title, ...voices.map(({ who, words }) => worded('letter.says', { who, words }))].join('\n'),
  );
  const items = agenda.map(({ from, to, what }) => worded('letter.item', { from, to, what }));
  return [
    worded('letter.greeting'),
    worded('letter.opening', { count: minutes, day: day || worded('letter.day'), time: time || worded('letter.time') }),
    ...(gaps.length ? [worded('letter.gaps'), ...apart, plays.length ? worded('letter.plays') : ''] : []),
    ...about,
    [worded('letter.agenda'), ...items].join('\n'),
    link,
    worded('letter.closing'),
    worded('letter.thanks'),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/**
 * The roles that a meeting cannot do without: both sides of its gaps and those that lead one of its plays, in the order
 * given.
 * @param {readonly {lead: readonly string[]}[]} plays
 * @param {readonly string[]} roles
 * @param {readonly string[]} sides
 */
export function leadRoles(plays, roles, sides = []) {
  return roles.filter((role) => sides.includes(role) || plays.some(({ lead }) => lead.includes(role)));
}
