// The custom element of the self-assessment: reads the form and the address, and shows the result of both.

import { writeAddress } from '../addresses.mjs';
import { slot } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { fromHash, fromPasted, toCode, toHash } from './link.mjs';
import { say, showResult } from './result.mjs';

/**
 * @typedef {import('./scoring.mjs').Answer} Answer
 * @typedef {import('./link.mjs').Side} Side
 * @typedef {import('./result.mjs').Assessment} Assessment
 */

/** Answers in the form, all of them in the fragment of the address, and the result below. */
export class PlaybookAssess extends Feature {
  /** @type {Assessment | undefined} */
  #read;
  /** @type {Side | null} */
  #theirs = null;
  #showing = false;

  /** @override */
  begin() {
    const data = JSON.parse(slot(this, 'data', HTMLScriptElement).text);
    this.#read = { ...data, roles: new Map(Object.entries(data.roles)) };
    slot(this, 'bar', HTMLElement).hidden = false;
    this.#form.addEventListener('change', () => this.#changed());
    this.#role.addEventListener('change', () => this.#changed());
    this.#form.addEventListener('submit', (event) => this.#submit(event));
    slot(this, 'paste-form', HTMLFormElement).addEventListener('submit', (event) => this.#paste(event));
    this.#press('alone', () => this.#compare(null));
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
    return { answers: this.#data.questions.map(({ id }) => this.#chosen(id)), role: this.#role.value };
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
    this.#theirs = found?.theirs ?? null;
    this.#role.value = found?.mine.role ?? '';
    this.#data.questions.forEach(({ id }, index) => {
      const answer = found?.mine.answers[index] ?? null;
      for (const input of this.#form.querySelectorAll('input')) {
        if (input.name === id) input.checked = answer !== null && input.value === String(answer);
      }
    });
    this.#showing = this.#mine.answers.every((answer) => answer !== null);
    say(this, 'fault', '');
    this.#update();
    if (found?.fault) say(this, 'notice', worded('assess.bad_link'));
  }

  /** The address was changed by hand or by a link; one to a heading of this page leaves the answers alone. */
  #moved() {
    if (fromHash(location.hash, this.#shape)) this.#restore();
    else if (toHash(this.#mine, this.#theirs)) this.#write();
  }

  #changed() {
    this.#write();
    this.#update();
  }

  #write() {
    writeAddress(toHash(this.#mine, this.#theirs) || location.pathname + location.search);
  }

  /** Write what the state says into the page. */
  #update() {
    const mine = this.#mine;
    const answered = mine.answers.filter((answer) => answer !== null).length;
    const all = mine.answers.length;
    say(this, 'status', worded('assess.progress', { count: answered, all }));
    slot(this, 'progress', HTMLProgressElement).value = answered;
    const invited = this.#theirs !== null && !this.#showing;
    const role = this.#data.roles.get(this.#theirs?.role ?? '');
    const invitation = () => (role ? worded('assess.invited_by', { role }) : worded('assess.invited'));
    say(this, 'notice', invited ? invitation() : '');
    this.#form.toggleAttribute('hidden', this.#showing); // a question called "hidden" takes the property
    slot(this, 'result', HTMLElement).hidden = !this.#showing;
    if (!this.#showing) return;
    showResult({ root: this, data: this.#data, mine, theirs: this.#theirs });
    const page = location.href.replace(/#.*$/s, '');
    const nobody = { answers: mine.answers.map(() => null), role: '' };
    slot(this, 'link', HTMLInputElement).value = page + toHash(mine, this.#theirs);
    slot(this, 'invite', HTMLInputElement).value = page + toHash(nobody, mine);
    say(this, 'copied', '');
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
    this.#theirs = null;
    this.#write();
    this.#edit();
    say(this, 'status', worded('assess.cleared'));
  }

  /** @param {SubmitEvent} event */
  #paste(event) {
    event.preventDefault();
    const box = slot(this, 'paste', HTMLInputElement);
    const mine = this.#mine.answers;
    const found = fromPasted(box.value, mine, this.#shape);
    const own = found !== null && toCode(found.answers) === toCode(mine) && (!found.role || found.role === this.#role.value);
    const fault = own ? worded('assess.same_paste') : worded('assess.bad_paste', { all: mine.length });
    say(this, 'fault', found && !own ? '' : fault);
    if (found && !own) {
      box.value = '';
      this.#compare(found);
    } else {
      box.focus();
    }
  }

  /** @param {Side | null} theirs */
  #compare(theirs) {
    this.#theirs = theirs;
    this.#write();
    this.#show();
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
  #press(name, act) {
    slot(this, name, HTMLButtonElement).addEventListener('click', act);
  }
}
