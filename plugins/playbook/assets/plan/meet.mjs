// The custom element of the meeting kit: reads the form and the address, and writes agenda, parts and invitations.

import { writeAddress } from '../addresses.mjs';
import { slot, tell } from '../slots.mjs';
import { listedApart, worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { agendaOf, MEETING_LENGTHS, MOST_MEETING_PLAYS } from './agenda.mjs';
import { currentIds, fromPlanCode, fromPlanHash, toPlanHash } from './code.mjs';
import { newEntry } from './entries.mjs';
import { invitation, leadRoles } from './invitation.mjs';
import { inPlanOrder } from './order.mjs';
import { copyField, listOf, offerPlays, pageData } from './page.mjs';
import { roleNames, sharedAddress, unknownSaid } from './page.mjs';

/**
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {import('./page.mjs').PlanData & {parts: {[play: string]: {[role: string]: string}}}} MeetData
 */

const USUAL_MINUTES = 60; // minutes

/** One to three plays and a length, both in the fragment of the address. */
export class PlaybookMeet extends Feature {
  /** @type {MeetData | undefined} */
  #read;

  /** @override */
  begin() {
    this.#read = /** @type {MeetData} */ (pageData(this));
    this.hidden = false;
    const { plays, stages } = this.#data;
    for (const select of this.#selects) offerPlays(select, worded('meet.no_play'), plays, stages);
    slot(this, 'form', HTMLFormElement).addEventListener('change', () => this.#changed());
    slot(this, 'print', HTMLButtonElement).addEventListener('click', () => window.print());
    slot(this, 'copy', HTMLButtonElement).addEventListener('click', () => {
      void this.#copy(slot(this, 'link', HTMLInputElement));
    });
    window.addEventListener('hashchange', () => this.#moved());
    this.#restore();
  }

  get #data() {
    if (!this.#read) throw new Error('The meeting kit has not begun');
    return this.#read;
  }

  get #selects() {
    return [...this.querySelectorAll('select')];
  }

  get #lengths() {
    return [...this.querySelectorAll('input')].filter((input) => input.name === 'minutes');
  }

  get #minutes() {
    return Number(this.#lengths.find((input) => input.checked)?.value ?? USUAL_MINUTES);
  }

  /** The chosen plays, each once, in the order that works. */
  get #chosen() {
    const ids = [...new Set(this.#selects.map(({ value }) => value))].filter(Boolean);
    return inPlanOrder(ids.map((id) => newEntry(id)), this.#data.plays).map(({ play }) => play);
  }

  #restore() {
    const { plays, moved } = this.#data;
    const code = fromPlanHash(location.hash);
    const { entries, unknown } = fromPlanCode(code ?? '', currentIds(plays, moved));
    this.#selects.forEach((select, index) => {
      select.value = entries[index]?.id ?? '';
    });
    const asked = Number(new URLSearchParams(location.hash.slice(1)).get('t'));
    const minutes = MEETING_LENGTHS.includes(asked) ? asked : USUAL_MINUTES;
    for (const input of this.#lengths) input.checked = Number(input.value) === minutes;
    const many = entries.length > MOST_MEETING_PLAYS ? worded('meet.too_many') : '';
    tell(this, 'notice', [unknownSaid(unknown), many].filter(Boolean).join(' '));
    this.#show();
  }

  /** The address was changed by hand or by a link; one to a heading of this page leaves the kit alone. */
  #moved() {
    if (!location.hash || fromPlanHash(location.hash) !== null) this.#restore();
    else if (this.#hash) this.#write();
  }

  #write() {
    writeAddress(this.#hash || location.pathname + location.search);
  }

  #changed() {
    this.#write();
    tell(this, 'notice', '');
    this.#show();
  }

  get #hash() {
    const entries = this.#chosen.map(({ id }) => newEntry(id));
    return entries.length ? `${toPlanHash(entries)}&t=${this.#minutes}` : '';
  }

  #show() {
    const plays = this.#chosen;
    const count = this.#minutes;
    slot(this, 'kit', HTMLElement).hidden = !plays.length;
    tell(this, 'copied', '');
    const titles = listedApart(plays.map(({ title }) => title));
    tell(this, 'said', plays.length ? worded('meet.shown', { count, titles }) : worded('meet.none'));
    if (!plays.length) return;
    tell(this, 'title', worded('meet.title', { count }));
    const agenda = this.#agenda(plays, count);
    listOf(slot(this, 'agenda', HTMLElement), slot(this, 'item', HTMLTemplateElement), agenda, (row, item) => {
      tell(row, 'range', worded('meet.range', { from: item.from, to: item.to }));
      tell(row, 'what', item.what);
      tell(row, 'who', item.who);
    });
    this.#showPlays(plays);
    this.#showLetters(plays, agenda, count);
    slot(this, 'link', HTMLInputElement).value = location.href.replace(/#.*$/s, '') + this.#hash;
  }

  /**
   * @param {PlanPlay[]} plays
   * @param {number} minutes
   */
  #agenda(plays, minutes) {
    return agendaOf(plays, minutes).map((item) => {
      const { from, to } = item;
      if (item.kind === 'open') return { from, to, what: worded('meet.opening'), who: worded('meet.everyone') };
      if (item.kind === 'close') return { from, to, what: worded('meet.closing'), who: worded('meet.everyone') };
      const play = plays[item.play];
      const what = worded(item.fits ? 'meet.fits' : 'meet.begins', { title: play.title });
      return { from, to, what, who: roleNames(this.#data, play.lead) };
    });
  }

  /** @param {PlanPlay[]} plays */
  #showPlays(plays) {
    listOf(slot(this, 'plays', HTMLElement), slot(this, 'play', HTMLTemplateElement), plays, (section, play) => {
      section.dataset.stage = String(play.stage);
      const link = slot(section, 'play-title', HTMLAnchorElement);
      link.textContent = play.title;
      link.href = play.url;
      tell(section, 'summary', play.summary);
      const told = [...play.lead, ...play.support].filter((role) => this.#part(play.id, role));
      listOf(slot(section, 'parts', HTMLElement), slot(this, 'part', HTMLTemplateElement), told, (item, role) => {
        tell(item, 'role', worded('meet.role', { role: roleNames(this.#data, [role]) }));
        tell(item, 'words', this.#part(play.id, role));
      });
    });
  }

  /**
   * @param {PlanPlay[]} plays
   * @param {{from: number, to: number, what: string}[]} agenda
   * @param {number} minutes
   */
  #showLetters(plays, agenda, minutes) {
    const { roles } = this.#data;
    const leaders = leadRoles(plays, roles.map(({ id }) => id));
    listOf(slot(this, 'letters', HTMLElement), slot(this, 'letter', HTMLTemplateElement), leaders, (item, role) => {
      const about = plays.map(({ id, title, summary, url }) => {
        return { title, summary, part: this.#part(id, role), link: sharedAddress(url) };
      });
      const field = slot(item, 'words', HTMLTextAreaElement);
      field.id = `pb-letter-${role}`;
      field.value = invitation(about, agenda, minutes);
      field.rows = field.value.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / 80)), 0);
      const label = slot(item, 'to', HTMLLabelElement);
      label.textContent = worded('meet.to', { role: roleNames(this.#data, [role]) });
      label.htmlFor = field.id;
      const button = slot(item, 'copy-letter', HTMLButtonElement);
      const said = { copy: button.textContent ?? '', to: label.textContent };
      button.setAttribute('aria-label', worded('meet.copy_to', said));
      button.addEventListener('click', () => void this.#copy(field));
    });
  }

  /**
   * What a play tells a role; empty where it tells nothing.
   * @param {string} play
   * @param {string} role
   */
  #part(play, role) {
    const { parts } = this.#data;
    const told = Object.hasOwn(parts, play) ? parts[play] : {};
    return Object.hasOwn(told, role) ? told[role] : '';
  }

  /** @param {HTMLInputElement | HTMLTextAreaElement} field */
  async #copy(field) {
    tell(this, 'copied', worded((await copyField(field)) ? 'copying.copied' : 'copying.select_text'));
  }
}
