// How the plan leaves its page: print, files for people and programs, a link.

import { slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { calendarSite } from './ics.mjs';
import { chosenMoment, dayOf, nextMonday } from './days.mjs';
import { toPlanFile } from './file.mjs';
import { asideShelf } from './kept.mjs';
import { siteRoot } from './keeping.mjs';
import { copyField, saveFile } from './page.mjs';
import { planAsCalendar, planAsMarkdown } from './taking.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * `all` is the plan as it is now, `known` what of it this playbook has; `count` gives its weeks another start.
 * @typedef {{all: () => readonly Entry[], known: () => readonly Entry[], count: (start: Date) => void}} Plan
 */

/** The part of the plan's page that hands it out. */
export class PlanLeaving {
  #page;
  #data;
  #plan;

  /**
   * @param {HTMLElement} page
   * @param {import('./page.mjs').PlanData} data
   * @param {Plan} plan
   */
  constructor(page, data, plan) {
    this.#page = page;
    this.#data = data;
    this.#plan = plan;
    slot(page, 'day', HTMLInputElement).value = nextMonday(new Date());
    slot(page, 'start', HTMLInputElement).value = dayOf(new Date());
    this.#on('print', 'click', () => window.print());
    this.#on('markdown', 'click', () => this.#save('md', 'text/markdown', planAsMarkdown(data, plan.known())));
    this.#on('copy', 'click', () => void this.#copyLink());
    this.#on('save-file', 'click', () => this.#saveAll());
    this.#on('save-aside', 'click', () => saveFile('plan-aside.txt', 'text/plain', asideShelf(siteRoot(page)).read() ?? ''));
    this.#on('calendar-form', 'submit', () => this.#saveCalendar());
    this.#on('weeks', 'submit', () => {
      const start = chosenMoment(slot(page, 'start', HTMLInputElement).value, '12:00');
      if (start) plan.count(start);
      else tell(page, 'told', worded('plan.bad_date'));
    });
  }

  #saveAll() {
    this.#save('json', 'application/json', toPlanFile(this.#plan.all(), { playbook: this.#data.name, now: new Date() }));
  }

  #saveCalendar() {
    const page = this.#page;
    const time = slot(page, 'time', HTMLInputElement).value;
    const first = chosenMoment(slot(page, 'day', HTMLInputElement).value, time);
    const site = calendarSite(location, siteRoot(page), this.#data.name);
    const when = first && { first, now: new Date(), site };
    const text = when && planAsCalendar(this.#data, this.#plan.known(), when, time);
    if (text) this.#save('ics', 'text/calendar;charset=utf-8', text);
    else tell(page, 'told', worded(first ? 'plan.all_done' : 'plan.bad_date'));
  }

  async #copyLink() {
    const copied = await copyField(slot(this.#page, 'link', HTMLInputElement));
    tell(this.#page, 'told', worded(copied ? 'copying.copied' : 'copying.select_link'));
  }

  /**
   * @param {string} ending
   * @param {string} type
   * @param {string} text
   */
  #save(ending, type, text) {
    const file = `${worded('plan.file')}.${ending}`;
    saveFile(file, type, text);
    tell(this.#page, 'told', worded('plan.saved', { file }));
  }

  /**
   * @param {string} name
   * @param {'click' | 'submit'} event
   * @param {() => void} act
   */
  #on(name, event, act) {
    slot(this.#page, name, HTMLElement).addEventListener(event, (happened) => {
      happened.preventDefault();
      act();
    });
  }
}
