// What is written down in a meeting: kept in the browser, and handed out as minutes, calendar files and plays.

import { slot, tell } from '../slots.mjs';
import { listed, worded } from '../texts.mjs';
import { calendarSite } from '../plan/ics.mjs';
import { chosenMoment, daySaid } from '../plan/days.mjs';
import { decisionsFile, meetingFile } from './event.mjs';
import { shelf, shelfKey, siteRoot } from '../plan/keeping.mjs';
import { showMail } from './letters.mjs';
import { subjectOf } from './meeting.mjs';
import { minutesAsMarkdown, minutesAsText, toDo } from './minutes.mjs';
import { fromNotesText, NO_NOTES, toNotesText } from './notes.mjs';
import { listOf, saveFile } from '../plan/page.mjs';
import { mailTo, peopleIn, personSaid } from './people.mjs';
import { take } from '../plan/take.mjs';

/**
 * @typedef {import('./meeting.mjs').MeetItem} MeetItem
 * @typedef {import('./notes.mjs').Notes} Notes
 */

const CALENDAR = 'text/calendar;charset=utf-8';
const FEWEST_ROWS = 4; // of the table on paper, in which people write by hand

export class Desk {
  #root;
  #name;
  #said;
  /** @type {Notes} */
  notes = NO_NOTES;
  /** @type {readonly MeetItem[]} */
  items = [];
  minutes = 0;
  link = '';

  /**
   * @param {HTMLElement} root the element of the kit
   * @param {string} name of the playbook
   * @param {(text: string) => void} said tells the reader
   */
  constructor(root, name, said) {
    this.#root = root;
    this.#name = name;
    this.#said = said;
  }

  get key() {
    return shelfKey(siteRoot(this.#root), 'meeting');
  }

  /** Take what the browser keeps; what cannot be read is laid aside, and the reader is told. */
  restore() {
    const kept = shelf(this.key).read() ?? '';
    const found = kept ? fromNotesText(kept) : NO_NOTES;
    this.notes = found ?? NO_NOTES;
    if (found) return '';
    shelf(`${this.key}.damaged`).write(kept);
    return worded('meet.damaged');
  }

  /**
   * @param {Notes} notes
   * @returns {string} what the reader has to know, empty where all is kept
   */
  keep(notes) {
    this.notes = notes;
    return shelf(this.key).write(toNotesText(notes)) ? '' : worded('meet.not_kept');
  }

  /** Write what is decided into the page: the table on paper, and whether there are minutes at all. */
  show() {
    const todo = toDo(this.items, this.notes);
    const rows = [...todo, ...Array.from({ length: Math.max(0, FEWEST_ROWS - todo.length) }, () => null)];
    const row = slot(this.#root, 'row', HTMLTemplateElement);
    listOf(slot(this.#root, 'agreed-rows', HTMLElement), row, rows, (line, one) => {
      tell(line, 'row-what', one?.words ?? '');
      tell(line, 'row-who', one?.who ?? '');
      tell(line, 'row-by', one?.by ? daySaid(one.by) : '');
    });
    slot(this.#root, 'agreed', HTMLElement).classList.toggle('is-filled', todo.length > 0);
    slot(this.#root, 'minutes', HTMLElement).hidden = !todo.length;
    const mail = mailTo(peopleIn(this.notes.people), this.#title, minutesAsText(this.#minutes));
    for (const name of ['mail-minutes', 'wall-mail']) {
      showMail(slot(this.#root, name, HTMLAnchorElement), mail, this.#said);
    }
  }

  /** What is decided, one line each. */
  agreed() {
    return toDo(this.items, this.notes).map(({ words, who, by }) => {
      const how = listed([who.trim(), by && daySaid(by)].filter(Boolean));
      return how ? worded('wall.agreed', { what: words, how }) : words;
    });
  }

  get #title() {
    return worded('minutes.title', { titles: subjectOf(this.items) });
  }

  get #minutes() {
    const { day, time, people } = this.notes;
    const when = listed([day && daySaid(day), time, worded('minutes.length', { count: this.minutes })].filter(Boolean));
    const who = listed(peopleIn(people).map(personSaid));
    const facts = [when, who && worded('minutes.people', { people: who })].filter(Boolean);
    return { title: this.#title, facts, items: this.items, notes: this.notes, daySaid };
  }

  get #made() {
    return { now: new Date(), name: this.#name, site: calendarSite(location, siteRoot(this.#root), this.#name) };
  }

  /** The file of the meeting itself, or a sentence on what is missing. */
  saveMeeting() {
    const { day, time, people } = this.notes;
    const begins = chosenMoment(day, time);
    if (!begins) return worded('plan.bad_date');
    const coming = peopleIn(people);
    const points = this.items.flatMap(({ from, to, what, voices, steps }) => [
      worded('letter.item', { from, to, what }),
      ...voices.map(({ who, words }) => `  ${worded('minutes.says', { who, words })}`),
      ...steps.map((step) => `  - ${step}`),
    ]);
    const named = listed(coming.filter(({ mail }) => !mail).map(personSaid));
    const others = named && worded('minutes.people', { people: named });
    const text = [points.join('\n'), others, this.link].filter(Boolean).join('\n\n');
    const title = worded('meet.event', { titles: subjectOf(this.items) });
    const key = this.items.slice(1, -1).map((item) => item.key).join('-');
    const meeting = { key, title, text, link: this.link, begins, minutes: this.minutes, people: coming };
    return this.#save(`${worded('meet.file')}.ics`, CALENDAR, meetingFile(meeting, this.#made));
  }

  /**
   * Do what a button says.
   * @param {string} what
   * @returns {Promise<string>} what the reader is told
   */
  async act(what) {
    const todo = toDo(this.items, this.notes);
    if (what === 'save-minutes') {
      return this.#save(`${worded('minutes.file')}.md`, 'text/markdown', minutesAsMarkdown(this.#minutes));
    }
    if (what === 'copy-minutes') {
      const copying = navigator.clipboard?.writeText(minutesAsText(this.#minutes)) ?? Promise.reject();
      return copying.then(() => worded('copying.copied'), () => worded('minutes.not_copied'));
    }
    if (what === 'save-due') {
      const due = todo.flatMap(({ key, words, who, title, by }) => {
        const day = chosenMoment(by, '12:00') ? by : '';
        return day ? [{ key, day, title: listed([words, who.trim()].filter(Boolean)), text: title }] : [];
      });
      if (!due.length) return worded('minutes.no_days');
      return this.#save(`${worded('minutes.file_due')}.ics`, CALENDAR, decisionsFile(due, this.#made));
    }
    const plays = todo.flatMap(({ play, plan }) => (play && plan ? [play.id] : []));
    if (!plays.length) return worded('minutes.no_plays');
    const added = take(plays.join(','));
    return added === null ? worded('plan.blocked_here') : worded('minutes.taken', { count: plays.length });
  }

  /**
   * @param {string} file
   * @param {string} type
   * @param {string} text
   */
  #save(file, type, text) {
    saveFile(file, type, text);
    return worded('plan.saved', { file });
  }
}
