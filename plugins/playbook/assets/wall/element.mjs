// The custom element for the wall: one item of a meeting a screen, with a clock, covered answers and what is decided.

import { copy, slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { turned } from '../turning.mjs';
import { Feature } from '../waking.mjs';
import { clockSaid, paused, secondsLeft, setBack, started } from './clock.mjs';

/**
 * What the wall shows and writes to; `moved` is told the number of the item from 1, and 0 when the wall is left.
 * @typedef {import('../meet/meeting.mjs').MeetItem} MeetItem
 * @typedef {import('../meet/notes.mjs').Notes} Notes
 * @typedef {import('../meet/notes.mjs').Decision} Decision
 * @typedef {{items: readonly MeetItem[], notes: () => Notes, keep: (notes: Notes) => void,
 *   decision: (item: string) => Decision, decide: (item: string, change: Partial<Decision>) => void,
 *   agreed: () => string[], moved: (at: number) => void}} Meeting
 */

const TICK = 500; // milliseconds between two looks at the clock

export class PlaybookWall extends Feature {
  /** @type {Meeting | null} */
  #meeting = null;
  #at = 0;
  #timer = 0;

  /** @override */
  begin() {
    this.#press('leave', () => this.#dialog.close());
    this.#press('back', () => this.#go(this.#at - 1));
    this.#press('on', () => this.#go(this.#at + 1));
    this.#press('uncover', () => this.#uncover());
    this.#press('start', () => this.#startOrPause());
    this.#press('again', () => this.#change(setBack(this.#notes, this.#item.key, Date.now())));
    this.#dialog.addEventListener('close', () => this.#left());
    this.#dialog.addEventListener('keydown', (event) => this.#key(event));
    this.#write('wall-words', HTMLTextAreaElement, ({ value }) => ({ words: value }));
    this.#write('wall-who', HTMLInputElement, ({ value }) => ({ who: value }));
    this.#write('wall-by', HTMLInputElement, ({ value }) => ({ by: value }));
    this.#write('wall-plan', HTMLInputElement, ({ checked }) => ({ plan: checked }));
  }

  /**
   * @param {number} at the number of the item, from 1
   * @param {Meeting} meeting
   */
  open(at, meeting) {
    this.#meeting = meeting;
    this.#at = Math.min(at, meeting.items.length);
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#timer ||= window.setInterval(() => this.#tick(), TICK);
    meeting.moved(this.#at);
    this.#show();
    slot(this, 'wall-title', HTMLElement).focus();
  }

  get #dialog() {
    return slot(this, 'wall', HTMLDialogElement);
  }

  get #shown() {
    if (!this.#meeting) throw new Error('Nothing is on the wall');
    return this.#meeting;
  }

  get #item() {
    return this.#shown.items[this.#at - 1];
  }

  get #notes() {
    return this.#shown.notes();
  }

  get #full() {
    return (this.#item.to - this.#item.from) * 60;
  }

  #left() {
    window.clearInterval(this.#timer);
    this.#timer = 0;
    this.#shown.keep(paused(this.#notes, Date.now()));
    this.#shown.moved(0);
  }

  /** @param {number} at */
  #go(at) {
    if (at < 1 || at > this.#shown.items.length) return;
    const ran = this.#notes.running !== null;
    this.#at = at;
    const now = Date.now();
    this.#shown.keep(ran ? started(this.#notes, this.#item.key, this.#full, now) : paused(this.#notes, now));
    this.#shown.moved(at);
    this.#show();
    tell(this, 'wall-said', worded('wall.shown', { place: this.#place, title: this.#item.title }));
    if (document.activeElement === document.body || !this.#dialog.contains(document.activeElement)) {
      slot(this, 'wall-title', HTMLElement).focus();
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { target, key } = event;
    const writes = target instanceof HTMLInputElement && target.type !== 'checkbox';
    const typing = writes || target instanceof HTMLTextAreaElement;
    const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[turned(key)];
    if (typing || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#go(this.#at + step);
  }

  get #place() {
    return worded('wall.place', { number: this.#at, count: this.#shown.items.length });
  }

  #show() {
    const { items } = this.#shown;
    const { key, kind, title, what, steps, voices } = this.#item;
    tell(this, 'place', this.#place);
    tell(this, 'wall-kind', worded(`wall.kind_${kind}`));
    tell(this, 'wall-title', title);
    tell(this, 'wall-what', this.#item.play?.summary ?? (kind === 'open' ? what : worded(`wall.do_${kind}`)));
    this.#fill('wall-steps', 'wall-line', steps, (line, words) => (line.textContent = words));
    this.#fill('voices', 'voice', voices, (voice, { who, words }) => {
      tell(voice, 'voice-who', worded('wall.says', { who }));
      tell(voice, 'voice-words', words);
    });
    this.#cover(kind === 'gap' && !this.#notes.shown.includes(key));
    slot(this, 'answers', HTMLElement).hidden = kind !== 'gap';
    const decision = this.#shown.decision(key);
    slot(this, 'wall-words', HTMLTextAreaElement).value = decision.words;
    slot(this, 'wall-who', HTMLInputElement).value = decision.who;
    slot(this, 'wall-by', HTMLInputElement).value = decision.by;
    slot(this, 'wall-plan', HTMLInputElement).checked = decision.plan;
    slot(this, 'wall-plan-line', HTMLElement).hidden = kind !== 'play';
    slot(this, 'decide', HTMLElement).hidden = kind === 'open';
    for (const name of ['wall-agreed-part', 'wall-end']) slot(this, name, HTMLElement).hidden = kind !== 'close';
    tell(this, 'decide-label', worded(kind === 'close' ? 'wall.decide_more' : 'wall.decide'));
    this.#showAgreed();
    tell(this, 'wall-told', '');
    slot(this, 'back', HTMLButtonElement).disabled = this.#at === 1;
    slot(this, 'on', HTMLButtonElement).disabled = this.#at === items.length;
    slot(this, 'on-wall', HTMLElement).scrollTop = 0;
    this.#showClock();
  }

  #showAgreed() {
    const agreed = this.#shown.agreed();
    const lines = agreed.length ? agreed : [worded('wall.nothing')];
    this.#fill('wall-agreed', 'wall-line', lines, (line, words) => (line.textContent = words));
  }

  /** @param {boolean} covered */
  #cover(covered) {
    slot(this, 'covered', HTMLElement).hidden = !covered;
    slot(this, 'voices', HTMLElement).hidden = covered;
  }

  #uncover() {
    this.#shown.keep({ ...this.#notes, shown: [...new Set([...this.#notes.shown, this.#item.key])] });
    this.#cover(false);
    const said = this.#item.voices.map(({ who, words }) => worded('minutes.says', { who, words }));
    tell(this, 'wall-said', said.join(' '));
    slot(this, 'wall-title', HTMLElement).focus();
  }

  #startOrPause() {
    const now = Date.now();
    const notes = this.#notes;
    this.#change(notes.running ? paused(notes, now) : started(notes, this.#item.key, this.#full, now));
    tell(this, 'wall-said', worded(this.#notes.running ? 'wall.started' : 'wall.paused'));
  }

  /** @param {Notes} notes */
  #change(notes) {
    this.#shown.keep(notes);
    this.#showClock();
  }

  #tick() {
    const { running } = this.#notes;
    if (!running) return;
    if (secondsLeft(this.#notes, this.#item.key, this.#full, Date.now()) === 0) {
      this.#shown.keep(paused(this.#notes, Date.now()));
      tell(this, 'wall-said', worded('wall.over', { title: this.#item.title }));
    }
    this.#showClock();
  }

  #showClock() {
    const seconds = secondsLeft(this.#notes, this.#item.key, this.#full, Date.now());
    const clock = slot(this, 'clock', HTMLElement);
    const said = seconds ? clockSaid(seconds) : worded('wall.over_short');
    if (clock.textContent !== said) clock.textContent = said;
    clock.classList.toggle('is-over', seconds === 0);
    tell(this, 'start', worded(this.#notes.running ? 'wall.pause' : 'wall.start'));
    slot(this, 'start', HTMLButtonElement).disabled = seconds === 0;
  }

  /**
   * Fill a list with copies of a template.
   * @template T
   * @param {string} list
   * @param {string} template
   * @param {readonly T[]} values
   * @param {(item: HTMLElement, value: T) => void} fill
   */
  #fill(list, template, values, fill) {
    const items = values.map((value) => {
      const item = copy(slot(this, template, HTMLTemplateElement));
      fill(item, value);
      return item;
    });
    slot(this, list, HTMLElement).replaceChildren(...items);
  }

  /**
   * @template {HTMLElement} E
   * @param {string} name
   * @param {new () => E} kind
   * @param {(field: E) => Partial<Decision>} change
   */
  #write(name, kind, change) {
    const field = slot(this, name, kind);
    field.addEventListener('input', () => {
      this.#shown.decide(this.#item.key, change(field));
      this.#showAgreed();
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
