// The custom element of the plan: keeps it, shows it in order, and asks what becomes of one that was sent.

import { writeAddress } from '../addresses.mjs';
import { beginAgain } from '../current.mjs';
import { slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature, wake } from '../waking.mjs';
import { currentIds, fromPlanCode, fromPlanHash, sameInLink, toPlanHash } from './code.mjs';
import { mergePlans, newEntry, written } from './entries.mjs';
import { asideShelf, keepPlan, keptPlan, planKey } from './kept.mjs';
import { siteRoot } from './keeping.mjs';
import { PlanLeaving } from './leaving.mjs';
import { inPlanOrder, missingPlays } from './order.mjs';
import { offerPlays, pageData, unknownSaid } from './page.mjs';
import { namedIn, Plays, playsAreReplaced } from './plays.mjs';
import { countSaid } from './said.mjs';
import { sentByFile, sentByLink, withIds } from './sent.mjs';
import { dated } from './take.mjs';
import { PlanView } from './view.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./entries.mjs').Conflict} Conflict
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {import('./page.mjs').PlanData} PlanData
 * @typedef {import('./sent.mjs').SentPlan} SentPlan
 */

/** My plan, and beside it the one that a link or a file brought. */
export class PlaybookPlan extends Feature {
  /** @type {{data: PlanData, plays: Plays, view: PlanView} | undefined} */
  #begun;
  /** @type {readonly Entry[]} */
  #mine = [];
  /** @type {SentPlan | null} */
  #theirs = null;
  /** @type {readonly Entry[] | null} */
  #before = null;
  #keeps = true;
  #restores = 0;

  /** @override */
  async begin() {
    const data = pageData(this);
    const plays = new Plays(data);
    const view = new PlanView(this, data, {
      write: (play, field, value) => this.#write(play, field, value),
      add: (play) => {
        this.#addPlays([play]);
        view.focusTick(play.id);
      },
      remove: (id, title) => this.#remove(id, title),
    });
    this.#begun = { data, plays, view };
    new PlanLeaving(this, data, {
      all: () => this.#mine,
      known: () => this.#known,
      count: (start) => this.#count(start),
    });
    this.#press('merge', () => this.#merge());
    this.#press('replace', () => this.#settle(this.#theirs?.entries ?? [], worded('plan.replaced')));
    this.#press('keep', () => this.#settle(null, worded('plan.kept')));
    this.#press('undo', () => this.#undo());
    this.#press('add-all', () => this.#addAll());
    this.#press('clear', () => this.#change([], worded('plan.cleared')));
    this.#press('throw-aside', () => {
      asideShelf(this.#root).write('');
      this.#restoreSoon();
      this.#view.focusTitle();
    });
    slot(this, 'add-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#addChosen();
    });
    const file = slot(this, 'file', HTMLInputElement);
    file.addEventListener('change', () => void this.#takeFile(file));
    window.addEventListener('hashchange', () => this.#moved());
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#restoreSoon());
    window.addEventListener('storage', ({ key }) => {
      if (key === null || key === planKey(this.#root)) this.#restoreSoon();
    });
    try {
      await plays.haveFew();
      offerPlays(this.#add, '', data.plays, data.stages);
      await this.#restore();
      this.hidden = false;
    } catch (error) {
      if (!((await playsAreReplaced()) && beginAgain())) throw error;
    }
  }

  get #parts() {
    if (!this.#begun) throw new Error('The plan has not begun');
    return this.#begun;
  }

  get #data() {
    return this.#parts.data;
  }

  get #plays() {
    return this.#parts.plays;
  }

  get #view() {
    return this.#parts.view;
  }

  get #root() {
    return siteRoot(this);
  }

  get #add() {
    return slot(this, 'add', HTMLSelectElement);
  }

  /** The id that a play has today. */
  get #current() {
    return currentIds(this.#data.plays, this.#data.moved);
  }

  /** The plays of the plan that this playbook has. */
  get #known() {
    return this.#mine.filter(({ id }) => this.#current(id) !== null);
  }

  #restoreSoon() {
    wake(() => this.#restore(), this);
  }

  /** Take both plans as they are now, once their plays are known. */
  async #restore() {
    const mine = ++this.#restores;
    const kept = keptPlan(this.#root, Date.now()).entries.map(({ id }) => id);
    await this.#plays.have([...kept, ...namedIn(location.hash)]);
    if (mine === this.#restores) this.#take();
  }

  /** Take the plan from the browser's memory and another from the address; where nothing is kept, mine is there. */
  #take() {
    const now = new Date();
    const kept = keptPlan(this.#root, now.getTime());
    this.#keeps = kept.keeps;
    const sent = fromPlanCode(fromPlanHash(location.hash) ?? '', this.#current);
    const entries = [...dated(sent.entries, now, 0)];
    this.#mine = kept.keeps ? withIds(kept.entries, this.#current) : entries;
    const isNew = kept.keeps && !sameInLink(entries, this.#known);
    if (isNew || this.#theirs?.how !== 'file') this.#theirs = isNew ? sentByLink(entries) : null;
    this.#before = null;
    this.#view.hide('aside', !asideShelf(this.#root).read());
    tell(this, 'notice', [kept.keeps ? '' : worded('plan.blocked'), unknownSaid(sent.unknown)].filter(Boolean).join(' '));
    tell(this, 'said', '');
    this.#show();
  }

  /** The address was changed; one to a heading of this page leaves the plans alone. */
  #moved() {
    if (!location.hash || fromPlanHash(location.hash) !== null) this.#restoreSoon();
    else if (!this.#keeps) this.#keep();
  }

  /**
   * The plan is another now: keep it, show it, say so.
   * @param {readonly Entry[]} entries
   * @param {string} said
   * @param {readonly Conflict[]} conflicts
   */
  #change(entries, said, conflicts = []) {
    this.#before = this.#mine;
    this.#mine = entries;
    this.#keep();
    this.#show(conflicts);
    tell(this, 'said', said);
  }

  #keep() {
    if (this.#keeps && keepPlan(this.#root, this.#mine)) return;
    writeAddress(toPlanHash(this.#known) || location.pathname + location.search);
    tell(this, 'notice', worded('plan.blocked'));
  }

  /** @param {readonly Conflict[]} conflicts */
  #show(conflicts = []) {
    const canUndo = this.#before !== null;
    this.#view.show({ mine: this.#mine, known: this.#known, theirs: this.#theirs, conflicts, canUndo });
  }

  /**
   * @param {PlanPlay} play
   * @param {string} field
   * @param {string} value
   */
  #write(play, field, value) {
    const entries = written(this.#mine, play.id, field, value, Date.now());
    if (field !== 'state') return this.#change(entries, worded('plan.noted', { play: play.title }));
    const progress = countSaid(entries.filter(({ id }) => this.#current(id) !== null));
    this.#change(entries, worded(value ? `plan.${value}_said` : 'plan.open', { play: play.title, progress }));
  }

  /**
   * @param {string} id
   * @param {string} title
   */
  #remove(id, title) {
    const order = inPlanOrder(this.#mine, this.#data.plays).map(({ entry }) => entry.id);
    const place = order.indexOf(id);
    this.#change(this.#mine.filter((entry) => entry.id !== id), worded('plan.removed', { play: title }));
    const neighbour = order[place + 1] ?? order[place - 1];
    if (neighbour) this.#view.focusTick(neighbour);
    else this.#add.focus();
  }

  async #addChosen() {
    const wanted = this.#add.value;
    if (wanted && !(await this.#has([wanted]))) return;
    const chosen = this.#data.plays.find(({ id }) => id === wanted);
    if (chosen) this.#addPlays([chosen]);
    this.#add.value = '';
    this.#add.focus();
  }

  /**
   * Whether these plays are known now; the reader is told where they cannot be had.
   * @param {readonly string[]} ids
   */
  async #has(ids) {
    try {
      await this.#plays.have(ids);
      return true;
    } catch (error) {
      console.error(error);
      tell(this, 'said', worded('plan.not_loaded'));
      return false;
    }
  }

  #addAll() {
    this.#addPlays(missingPlays(this.#mine, this.#data.plays).map(({ play }) => play));
    this.#view.focusTitle();
  }

  /** @param {PlanPlay[]} plays */
  #addPlays(plays) {
    const { entries } = mergePlans(this.#mine, plays.map(({ id }) => newEntry(id)));
    const count = plays.length;
    this.#change(entries, count === 1 ? worded('plan.added', { play: plays[0].title }) : worded('plan.added_all', { count }));
  }

  /**
   * Count the weeks of the plan from another day.
   * @param {Date} start
   */
  #count(start) {
    this.#change(dated(this.#mine, start, Date.now(), true), worded('plan.weeks_counted'));
  }

  #merge() {
    const { entries, conflicts } = mergePlans(this.#mine, this.#theirs?.entries ?? []);
    this.#settle(entries, worded('plan.merged'), conflicts);
  }

  /**
   * The reader has decided about the two plans; the address no longer holds the other one.
   * @param {readonly Entry[] | null} entries what mine becomes, null where it stays
   * @param {string} said
   * @param {readonly Conflict[]} conflicts
   */
  #settle(entries, said, conflicts = []) {
    this.#theirs = null;
    if (this.#keeps) writeAddress(location.pathname + location.search);
    this.#change(entries ?? this.#mine, said, conflicts);
    if (!entries) this.#before = null;
    this.#view.hide('undo', this.#before === null);
    this.#view.focusTitle();
  }

  #undo() {
    this.#change(this.#before ?? this.#mine, worded('plan.undone'));
    this.#before = null;
    this.#view.hide('undo', true);
    this.#view.focusTitle();
  }

  /** @param {HTMLInputElement} input */
  async #takeFile(input) {
    const [file] = input.files ?? [];
    if (!file) return;
    const today = async (/** @type {readonly string[]} */ ids) => {
      await this.#plays.have(ids);
      return this.#current;
    };
    const sent = await sentByFile(file, this.#data, today, Date.now()).catch((error) => {
      console.error(error);
      return worded('plan.not_loaded');
    });
    input.value = '';
    tell(this, 'taken', typeof sent === 'string' ? sent : '');
    if (typeof sent === 'string') return;
    this.#theirs = sent;
    this.#show();
    slot(this, 'theirs', HTMLElement).focus();
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  #press(name, act) {
    slot(this, name, HTMLButtonElement).addEventListener('click', act);
  }
}
