// The custom element of the self-assessment: reads the form and the address, and shows the result of both.

import { writeAddress } from '../addresses.mjs';
import { take } from '../plan/take.mjs';
import { slot } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { showBefore } from './before.mjs';
import { fromHash, MOST_PEOPLE, NOBODY_BESIDE, toHash } from './link.mjs';
import { monthOf } from './months.mjs';
import { say } from './parts.mjs';
import { readPasted } from './pasted.mjs';
import { showPeople, takePeople } from './people.mjs';
import { showResult } from './result.mjs';

/**
 * @typedef {import('./scoring.mjs').Answer} Answer
 * @typedef {import('./link.mjs').Side} Side
 * @typedef {import('./link.mjs').Person} Person
 * @typedef {import('./parts.mjs').Assessment} Assessment
 */

/** Answers in the form, all of them in the fragment of the address, and the result below. */
export class PlaybookAssess extends Feature {
  /** @type {Assessment | undefined} */
  #read;
  #at = '';
  #beside = NOBODY_BESIDE;
  /** @type {string[]} */
  #advised = [];
  #showing = false;

  /** @override */
  begin() {
    const data = JSON.parse(slot(this, 'data', HTMLScriptElement).text);
    this.#read = { ...data, roles: new Map(data.roles) };
    slot(this, 'bar', HTMLElement).hidden = false;
    this.#form.addEventListener('change', () => {
      this.#at = monthOf(new Date());
      this.#changed();
    });
    this.#role.addEventListener('change', () => this.#changed());
    this.#form.addEventListener('submit', (event) => this.#submit(event));
    this.#submitted('paste-form', () => this.#paste('theirs'));
    this.#submitted('before-form', () => this.#paste('before'));
    this.#submitted('several-form', () => takePeople(this.#collecting));
    this.#press('alone', () => this.#compare({ theirs: null }));
    this.#press('as-before', () => this.#compare({ theirs: null, before: this.#beside.theirs }));
    this.#press('no-before', () => this.#compare({ before: null }));
    this.#press('add-mine', () => this.#setPeople([...this.#beside.people, { ...this.#mine, name: '' }]));
    this.#press('into-plan', () => this.#take());
    this.#press('change', () => this.#edit());
    this.#press('clear', () => this.#clear());
    this.#press('print', () => window.print());
    for (const button of this.querySelectorAll('[data-copy]')) {
      button.addEventListener('click', () => void this.#copy(/** @type {HTMLElement} */ (button).dataset.copy ?? ''));
    }
    window.addEventListener('hashchange', () => this.#moved());
    this.#restore();
  }

  get #data() {
    if (!this.#read) throw new Error('The assessment has not begun');
    return this.#read;
  }

  get #form() {
    return slot(this, 'form', HTMLFormElement);
  }

  get #role() {
    return slot(this, 'role', HTMLSelectElement);
  }

  get #shape() {
    const { questions, stages, roles } = this.#data;
    return { questions: questions.length, stages: stages.length, roles: [...roles.keys()] };
  }

  /** @returns {Side} */
  get #mine() {
    const answers = this.#data.questions.map(({ id }) => this.#chosen(id));
    return { answers, role: this.#role.value, at: answers.some((one) => one !== null) ? this.#at : '' };
  }

  /**
   * @param {string} question
   * @returns {Answer}
   */
  #chosen(question) {
    const input = this.#form.querySelector(`input[name="${question}"]:checked`);
    return input instanceof HTMLInputElement ? Number(input.value) : null;
  }

  /** Take everything from the address. A complete set of answers is shown at once. */
  #restore() {
    const found = fromHash(location.hash, this.#shape);
    const { theirs, before, people } = found ?? NOBODY_BESIDE;
    this.#beside = { theirs, before, people };
    this.#at = found?.mine.at ?? '';
    this.#role.value = found?.mine.role ?? '';
    this.#data.questions.forEach(({ id }, index) => {
      const answer = found?.mine.answers[index] ?? null;
      for (const input of this.#form.querySelectorAll('input')) {
        if (input.name === id) input.checked = answer !== null && input.value === String(answer);
      }
    });
    this.#showing = this.#mine.answers.every((answer) => answer !== null);
    for (const what of ['theirs', 'before']) say(this, `fault-${what}`, '');
    this.#update();
    if (found?.fault) say(this, 'notice', worded('assess.bad_link'));
  }

  /** The address was changed by hand or by a link; one to a heading of this page leaves the answers alone. */
  #moved() {
    if (fromHash(location.hash, this.#shape)) this.#restore();
    else if (toHash(this.#mine, this.#beside)) this.#write();
  }

  #changed() {
    this.#write();
    this.#update();
  }

  #write() {
    writeAddress(toHash(this.#mine, this.#beside) || location.pathname + location.search);
  }

  /** Write what the state says into the page. */
  #update() {
    const mine = this.#mine;
    const { theirs, before } = this.#beside;
    const answered = mine.answers.filter((answer) => answer !== null).length;
    const all = mine.answers.length;
    say(this, 'status', worded('assess.progress', { count: answered, all }));
    slot(this, 'progress', HTMLProgressElement).value = answered;
    const invited = theirs !== null && !this.#showing;
    const role = this.#data.roles.get(theirs?.role ?? '');
    const invitation = () => (role ? worded('assess.invited_by', { role }) : worded('assess.invited'));
    say(this, 'notice', invited ? invitation() : '');
    this.#form.toggleAttribute('hidden', this.#showing); // a question called "hidden" takes the property
    slot(this, 'result', HTMLElement).hidden = !this.#showing;
    showPeople(this.#collecting, this.#data);
    slot(this, 'add-mine', HTMLElement).hidden = !this.#showing;
    this.#showLinks();
    if (!this.#showing) return;
    this.#advised = showResult({ root: this, data: this.#data, mine, theirs });
    showBefore(this, this.#data, mine, before);
    say(this, 'copied', '');
  }

  /** This result, the invitation that holds it for the other side, and the answers of several people. */
  #showLinks() {
    const mine = this.#mine;
    const page = location.href.replace(/#.*$/s, '');
    const nobody = { answers: mine.answers.map(() => null), role: '', at: '' };
    const { people } = this.#beside;
    slot(this, 'link', HTMLInputElement).value = page + toHash(mine, this.#beside);
    slot(this, 'invite', HTMLInputElement).value = page + toHash(nobody, { ...NOBODY_BESIDE, theirs: mine });
    slot(this, 'several-link', HTMLInputElement).value = page + toHash(nobody, { ...NOBODY_BESIDE, people });
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const open = this.#mine.answers.indexOf(null);
    if (open >= 0) {
      const first = this.#form.querySelectorAll('fieldset')[open]?.querySelector('input');
      first?.focus();
      say(this, 'status', worded('assess.open', { number: open + 1 }));
      return;
    }
    this.#show();
  }

  #show() {
    this.#showing = true;
    this.#update();
    const result = slot(this, 'result', HTMLElement);
    result.focus({ preventScroll: true });
    result.scrollIntoView();
  }

  #edit() {
    this.#showing = false;
    this.#update();
    this.#form.querySelector('input')?.focus();
  }

  #clear() {
    HTMLFormElement.prototype.reset.call(this.#form); // and one called "reset" this
    this.#beside = { ...NOBODY_BESIDE, people: this.#beside.people };
    this.#at = '';
    this.#write();
    this.#edit();
    say(this, 'status', worded('assess.cleared'));
  }

  /** @param {'theirs' | 'before'} what */
  #paste(what) {
    const box = slot(this, `paste-${what}`, HTMLInputElement);
    const { side, fault } = readPasted(box.value, this.#mine, this.#shape, what);
    say(this, `fault-${what}`, fault);
    if (!side) return box.focus();
    box.value = '';
    this.#compare({ [what]: side });
  }

  get #collecting() {
    return {
      root: this,
      shape: this.#shape,
      people: this.#beside.people,
      set: (/** @type {readonly Person[]} */ people) => this.#setPeople(people),
      named: (/** @type {readonly Person[]} */ people) => {
        this.#beside = { ...this.#beside, people };
        this.#write();
        this.#showLinks();
      },
    };
  }

  /** @param {readonly Person[]} people */
  #setPeople(people) {
    this.#beside = { ...this.#beside, people: people.slice(0, MOST_PEOPLE) };
    this.#write();
    this.#update();
    say(this, 'several-said', worded('several.there', { count: this.#beside.people.length }));
  }

  /** @param {Partial<import('./link.mjs').Beside>} beside */
  #compare(beside) {
    this.#beside = { ...this.#beside, ...beside };
    this.#write();
    this.#show();
  }

  #take() {
    const plays = this.#advised.join(',');
    const kept = take(plays) !== null;
    say(this, 'taken', kept ? worded('assess.taken', { count: this.#advised.length }) : worded('assess.blocked'));
    const link = slot(this, 'open-plan', HTMLAnchorElement);
    link.hidden = false;
    if (!kept) link.href = `${this.dataset.plan}#p=${plays}`;
  }

  /** @param {string} name */
  async #copy(name) {
    const box = slot(this, name, HTMLInputElement);
    box.select();
    try {
      await navigator.clipboard.writeText(box.value);
      say(this, 'copied', worded('copying.copied'));
    } catch {
      say(this, 'copied', worded('copying.select_link'));
    }
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  #submitted(name, act) {
    slot(this, name, HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      act();
    });
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  #press(name, act) {
    slot(this, name, HTMLButtonElement).addEventListener('click', act);
  }
}
