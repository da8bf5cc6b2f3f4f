// Writes the invitations of a meeting into the page: one for each side, in tabs.

import { slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { daySaid } from '../plan/days.mjs';
import { invitation, leadRoles } from './invitation.mjs';
import { playsOf, subjectOf } from './meeting.mjs';
import { copyField, listOf, roleNames, sharedAddress } from '../plan/page.mjs';
import { mailTo, peopleIn } from './people.mjs';
import { addTabs } from './tabs.mjs';

/**
 * @typedef {import('./meeting.mjs').MeetData} MeetData
 * @typedef {{root: HTMLElement, data: MeetData, meeting: import('./meeting.mjs').Meeting,
 *   items: readonly import('./meeting.mjs').MeetItem[], notes: import('./notes.mjs').Notes, link: string,
 *   said: (text: string) => void}} Inviting
 */

/** @param {Inviting} inviting */
export function showLetters({ root, data, meeting, items, notes, link, said }) {
  const plays = playsOf(data, meeting);
  const sides = meeting.gaps.length ? meeting.sides : [];
  const found = leadRoles(plays, data.roles.map(({ id }) => id), sides);
  const roles = found.length ? found : [''];
  const subject = worded('letter.subject', { count: meeting.minutes, titles: subjectOf(items) });
  const day = notes.day && daySaid(notes.day);
  const gaps = items.filter(({ kind }) => kind === 'gap');
  const people = peopleIn(notes.people);
  const place = slot(root, 'letters', HTMLElement);
  /** @type {{id: string, name: string, panel: HTMLElement}[]} */
  const sections = [];
  listOf(place, slot(root, 'letter', HTMLTemplateElement), roles, (panel, role) => {
    const about = plays.map(({ id, title, summary, url }) => {
      return { title, summary, part: partOf(data, id, role), link: sharedAddress(url) };
    });
    const text = invitation({
      plays: about, gaps, minutes: meeting.minutes, agenda: items, day, time: notes.time, link,
    });
    const name = role ? roleNames(data, [role]) : worded('meet.everyone');
    const to = slot(panel, 'to', HTMLElement);
    to.textContent = role ? worded('meet.to', { role: name }) : worded('meet.to_all');
    to.id = `pb-letter-${role || 'all'}-to`;
    const field = slot(panel, 'words', HTMLTextAreaElement);
    field.value = `${worded('letter.head', { subject })}\n\n${text}`;
    field.rows = field.value.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / 80)), 0);
    field.setAttribute('aria-labelledby', to.id);
    const button = slot(panel, 'copy-letter', HTMLButtonElement);
    const named = { copy: button.textContent ?? '', to: to.textContent };
    button.setAttribute('aria-label', worded('meet.copy_to', named));
    button.addEventListener('click', () => {
      void copyField(field).then((copied) => said(worded(copied ? 'copying.copied' : 'copying.select_text')));
    });
    showMail(slot(panel, 'mail-letter', HTMLAnchorElement), mailTo(people, subject, text), said);
    sections.push({ id: role || 'all', name, panel });
  });
  addTabs(place, 'pb-meet-invitations', sections);
}

/**
 * A link that opens an e-mail, and says so where the text has to be copied into it.
 * @param {HTMLAnchorElement} link
 * @param {{address: string, whole: boolean}} mail
 * @param {(text: string) => void} said
 */
export function showMail(link, { address, whole }, said) {
  link.href = address;
  link.onclick = () => said(whole ? '' : worded('meet.mail_long'));
}

/**
 * What a play tells a role; empty where it tells nothing.
 * @param {MeetData} data
 * @param {string} play
 * @param {string} role
 */
export function partOf({ parts }, play, role) {
  const told = Object.hasOwn(parts, play) ? parts[play] : {};
  return Object.hasOwn(told, role) ? told[role] : '';
}

/**
 * Write the plays of a meeting into the page, each with what it tells its roles.
 * @param {HTMLElement} root
 * @param {MeetData} data
 * @param {readonly import('../plan/page.mjs').PlanPlay[]} plays
 */
export function showPlays(root, data, plays) {
  listOf(slot(root, 'plays', HTMLElement), slot(root, 'play', HTMLTemplateElement), plays, (section, play) => {
    section.dataset.stage = String(play.stage);
    const link = slot(section, 'play-title', HTMLAnchorElement);
    link.textContent = play.title;
    link.href = play.url;
    tell(section, 'summary', play.summary);
    tell(section, 'facts', play.facts);
    const told = [...play.lead, ...play.support].filter((role) => partOf(data, play.id, role));
    listOf(slot(section, 'parts', HTMLElement), slot(root, 'part', HTMLTemplateElement), told, (item, role) => {
      tell(item, 'role', worded('meet.role', { role: roleNames(data, [role]) }));
      tell(item, 'words', partOf(data, play.id, role));
    });
  });
}
