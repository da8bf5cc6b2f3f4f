// What each side is written: the plays in the words that speak to its role. Pure text, for any e-mail.

import { listedApart, worded } from '../texts.mjs';

/**
 * @typedef {{title: string, summary: string, part: string, link: string}} InvitedPlay
 */

/**
 * A letter with its subject in the first line. A play that says nothing to this role stands with its summary alone.
 * @param {readonly InvitedPlay[]} plays
 * @param {readonly {from: number, to: number, what: string}[]} agenda
 * @param {number} minutes
 */
export function invitation(plays, agenda, minutes) {
  const titles = listedApart(plays.map(({ title }) => title));
  const about = plays.map(({ title, summary, part, link }) =>
    [title, summary, part && worded('letter.part', { part }), link].filter(Boolean).join('\n'),
  );
  const items = agenda.map(({ from, to, what }) => worded('letter.item', { from, to, what }));
  return [
    worded('letter.subject', { count: minutes, titles }),
    worded('letter.greeting'),
    worded('letter.opening', { count: minutes }),
    ...about,
    [worded('letter.agenda'), ...items].join('\n'),
    worded('letter.closing'),
    worded('letter.thanks'),
  ].join('\n\n');
}

/**
 * The roles that a meeting about these plays cannot do without: those that lead one of them, in the order given.
 * @param {readonly {lead: readonly string[]}[]} plays
 * @param {readonly string[]} roles
 */
export function leadRoles(plays, roles) {
  return roles.filter((role) => plays.some(({ lead }) => lead.includes(role)));
}
