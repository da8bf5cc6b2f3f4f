// What each side is written: the plays in the words that speak to its role. Pure text, for any e-mail.

/**
 * @typedef {{title: string, summary: string, part: string, link: string}} InvitedPlay
 * @typedef {{subject: string, greeting: string, opening: string, part: string, agenda: string, item: string,
 *   closing: string, thanks: string}} LetterTexts
 */

/**
 * A letter with its subject in the first line. A play that says nothing to this role stands with its summary alone.
 * @param {LetterTexts} texts
 * @param {readonly InvitedPlay[]} plays
 * @param {readonly {from: number, to: number, what: string}[]} agenda
 * @param {number} minutes
 */
export function invitation(texts, plays, agenda, minutes) {
  const fill = (/** @type {string} */ text, /** @type {{[place: string]: string | number}} */ values) =>
    text.replace(/\{(\w+)\}/g, (_, place) => String(values[place] ?? ''));
  const titles = plays.map(({ title }) => title).join('; ');
  const about = plays.map(({ title, summary, part, link }) =>
    [title, summary, part && fill(texts.part, { part }), link].filter(Boolean).join('\n'),
  );
  const items = agenda.map(({ from, to, what }) => fill(texts.item, { from, to, what }));
  return [
    fill(texts.subject, { minutes, titles }),
    texts.greeting,
    fill(texts.opening, { minutes, count: plays.length }),
    ...about,
    [texts.agenda, ...items].join('\n'),
    texts.closing,
    texts.thanks,
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
