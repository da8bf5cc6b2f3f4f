// The custom element of the plan: keeps it, shows it in order, and asks what becomes of one that was sent.

import { writeAddress } from '../addresses.mjs';
import { slot, tell } from '../slots.mjs';
import { listed, worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { fillCard, linkTo, mark, newCard } from './card.mjs';
import { currentIds, fromPlanCode, fromPlanHash, LONGEST_LINK, sameInLink, toPlanHash } from './code.mjs';
import { isOpen, mergePlans, newEntry, saidOf, written } from './entries.mjs';
import { asideShelf, keepPlan, keptPlan, planKey } from './kept.mjs';
import { siteRoot } from './keeping.mjs';
import { PlanLeaving } from './leaving.mjs';
import { inPlanOrder, missingPlays } from './order.mjs';
import { listOf, offerPlays, pageData, unknownSaid } from './page.mjs';
import { conflictSaid, countSaid, writtenSaid } from './said.mjs';
import { sentByFile, sentByLink, withIds } from './sent.mjs';
import { dated } from './take.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./entries.mjs').Conflict} Conflict
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {import('./page.mjs').PlanData} PlanData
 * @typedef {import('./sent.mjs').SentPlan} SentPlan
 */

const MEETING_SIZE = 3; // plays

/** My plan, and beside it the one that a link or a file brought. */
export class PlaybookPlan extends Feature {
  /** @type {PlanData | undefined} */
  #read;
  /** @type {readonly Entry[]} */
  #mine = [];
  /** @type {SentPlan | null} */
  #theirs = null;
  /** @type {readonly Entry[] | null} */
  #before = null;
  #keeps = true;
  /** @type {Map<string, HTMLElement>} */
  #cards = new Map();

  /** @override */
  begin() {
    this.#read = /** @type {PlanData} */ (pageData(this));
    this.hidden = false;
    offerPlays(this.#add, '', this.#data.plays, this.#data.stages);
    new PlanLeaving(this, this.#data, {
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
      this.#restore();
      this.#focusTitle();
    });
    slot(this, 'add-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#addChosen();
    });
    const file = slot(this, 'file', HTMLInputElement);
    file.addEventListener('change', () => void this.#takeFile(file));
    window.addEventListener('hashchange', () => this.#moved());
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#restore());
    window.addEventListener('storage', ({ key }) => {
      if (key === null || key === planKey(this.#root)) this.#restore();
    });
    this.#restore();
  }

  get #data() {
    if (!this.#read) throw new Error('The plan has not begun');
    return this.#read;
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

  /** Take the plan from the browser's memory and another from the address; where nothing is kept, mine is there. */
  #restore() {
    const now = new Date();
    const kept = keptPlan(this.#root, now.getTime());
    this.#keeps = kept.keeps;
    const sent = fromPlanCode(fromPlanHash(location.hash) ?? '', this.#current);
    const entries = [...dated(sent.entries, now, 0)];
    this.#mine = kept.keeps ? withIds(kept.entries, this.#current) : entries;
    const isNew = kept.keeps && !sameInLink(entries, this.#known);
    if (isNew || this.#theirs?.how !== 'file') this.#theirs = isNew ? sentByLink(entries) : null;
    this.#before = null;
    this.#hide('aside', !asideShelf(this.#root).read());
    tell(this, 'notice', [kept.keeps ? '' : worded('plan.blocked'), unknownSaid(sent.unknown)].filter(Boolean).join(' '));
    tell(this, 'said', '');
    this.#show();
  }

  /** The address was changed; one to a heading of this page leaves the plans alone. */
  #moved() {
    if (!location.hash || fromPlanHash(location.hash) !== null) this.#restore();
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
    this.#showMine();
    this.#showGone();
    this.#showMissing();
    this.#showTheirs();
    this.#hide('conflicts', !conflicts.length);
    this.#list('conflict', conflicts, (item, conflict) => {
      item.textContent = conflictSaid(conflict, this.#title(conflict.id));
    });
  }

  #showMine() {
    const ordered = inPlanOrder(this.#mine, this.#data.plays);
    const next = ordered.find(({ entry }) => isOpen(entry));
    tell(this, 'count', ordered.length ? countSaid(this.#known) : worded('plan.empty'));
    for (const one of ordered) fillCard(this.#card(one.play), this.#data, one, one === next);
    this.#arrange(ordered.map(({ play }) => this.#card(play)));
    this.#hide('empty', this.#mine.length > 0);
    this.#hide('tools', ordered.length === 0);
    this.#hide('undo', this.#before === null);
    this.#hide('weeks', !this.#known.some((entry) => saidOf(entry, 'week') && isOpen(entry)));
    const held = new Set(this.#mine.map(({ id }) => id));
    for (const option of this.#add.querySelectorAll('option')) option.disabled = held.has(option.value);
    const link = location.href.replace(/#.*$/s, '') + toPlanHash(this.#known);
    slot(this, 'link', HTMLInputElement).value = link;
    this.#hide('link-line', link.length > LONGEST_LINK);
    this.#hide('link-long', link.length <= LONGEST_LINK);
    const soon = ordered.filter(({ entry }) => isOpen(entry)).slice(0, MEETING_SIZE);
    const meet = slot(this, 'meet', HTMLAnchorElement);
    meet.hidden = !soon.length;
    meet.href = `${this.dataset.meet}${toPlanHash(soon.map(({ play }) => newEntry(play.id)))}`;
  }

  /**
   * The card of a play; the same one as long as the page stands, so that what has the focus keeps it.
   * @param {PlanPlay} play
   */
  #card(play) {
    const { id, title } = play;
    const card = this.#cards.get(id) ?? newCard(this.#template('entry'), this.#data, play, {
      write: (field, value) => this.#write(play, field, value),
      remove: () => this.#remove(id, title),
      leave: () => this.#showMine(),
    });
    this.#cards.set(id, card);
    return card;
  }

  /**
   * Put the cards into this order, touching only those that stand elsewhere. Nothing moves while somebody sets a day.
   * @param {HTMLElement[]} cards
   */
  #arrange(cards) {
    const list = slot(this, 'list', HTMLElement);
    const active = document.activeElement;
    for (const old of [...list.children]) if (!cards.some((card) => card === old)) old.remove();
    const writing = active instanceof HTMLInputElement && active.type === 'date' && list.contains(active);
    if (writing && cards.every((card) => card.parentElement === list)) return;
    cards.forEach((card, index) => {
      if (list.children[index] !== card) list.insertBefore(card, list.children[index] ?? null);
    });
    if (active instanceof HTMLElement && active !== document.activeElement && list.contains(active)) active.focus();
  }

  /** What this playbook no longer has stays, with what was written about it, until the reader lets it go. */
  #showGone() {
    const gone = this.#mine.filter(({ id }) => this.#current(id) === null);
    this.#hide('gone', !gone.length);
    this.#list('gone', gone, (item, entry) => {
      tell(item, 'gone-id', entry.id);
      tell(item, 'gone-said', [writtenSaid(entry), saidOf(entry, 'note')].filter(Boolean).join(' '));
      const button = slot(item, 'gone-remove', HTMLButtonElement);
      button.setAttribute('aria-label', worded('plan.remove_name', { play: entry.id }));
      button.addEventListener('click', () => this.#remove(entry.id, entry.id));
    });
  }

  #showMissing() {
    const missing = missingPlays(this.#mine, this.#data.plays);
    this.#hide('missing', missing.length === 0);
    this.#hide('add-all-line', missing.length < 2);
    this.#list('missing', missing, (item, { play, neededBy }) => {
      item.dataset.stage = String(play.stage);
      linkTo(item, play);
      const titles = listed(neededBy.map(({ title }) => worded('plan.quoted', { play: title })));
      tell(item, 'why', worded('plan.needed_by', { count: neededBy.length, plays: titles }));
      const button = slot(item, 'add-one', HTMLButtonElement);
      button.setAttribute('aria-label', worded('plan.add_name', { play: play.title }));
      button.addEventListener('click', () => {
        this.#addPlays([play]);
        this.#focusTick(play.id);
      });
    });
  }

  #showTheirs() {
    const { entries, how, said } = this.#theirs ?? { entries: [], how: 'link', said: '' };
    const held = new Set(this.#mine.map(({ id }) => id));
    this.#hide('theirs', this.#theirs === null);
    this.#hide('ask', this.#mine.length === 0);
    this.#hide('merge', this.#mine.length === 0);
    tell(this, 'their-title', worded(`plan.theirs_${how}`));
    tell(this, 'their-said', said);
    tell(this, 'replace', worded(this.#mine.length ? 'plan.replace' : 'plan.take'));
    this.#list('their', inPlanOrder(entries, this.#data.plays), (item, { entry, play }) => {
      item.dataset.stage = String(play.stage);
      linkTo(item, play);
      mark(item, 'mark', isOpen(entry) ? '' : worded('plan.done_mark'));
      mark(item, 'already', held.has(play.id) ? worded('plan.already') : '');
      tell(item, 'their-written', writtenSaid(entry));
    });
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
    if (neighbour) this.#focusTick(neighbour);
    else this.#add.focus();
  }

  #addChosen() {
    const chosen = this.#data.plays.find(({ id }) => id === this.#add.value);
    if (chosen) this.#addPlays([chosen]);
    this.#add.value = '';
    this.#add.focus();
  }

  #addAll() {
    this.#addPlays(missingPlays(this.#mine, this.#data.plays).map(({ play }) => play));
    this.#focusTitle();
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
    this.#hide('undo', this.#before === null);
    this.#focusTitle();
  }

  #undo() {
    this.#change(this.#before ?? this.#mine, worded('plan.undone'));
    this.#before = null;
    this.#hide('undo', true);
    this.#focusTitle();
  }

  /** @param {HTMLInputElement} input */
  async #takeFile(input) {
    const [file] = input.files ?? [];
    if (!file) return;
    const sent = await sentByFile(file, this.#data, this.#current, Date.now());
    input.value = '';
    tell(this, 'taken', typeof sent === 'string' ? sent : '');
    if (typeof sent === 'string') return;
    this.#theirs = sent;
    this.#show();
    slot(this, 'theirs', HTMLElement).focus();
  }

  /** @param {string} id */
  #title(id) {
    return this.#data.plays.find((play) => play.id === id)?.title ?? id;
  }

  #focusTitle() {
    /** @type {HTMLElement | null} */ (this.querySelector('#your-plan'))?.focus();
  }

  /** @param {string} id */
  #focusTick(id) {
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-slot="list"] [data-play="${id}"] input`))?.focus();
  }

  /** @param {string} name */
  #template(name) {
    return slot(this, name, HTMLTemplateElement);
  }

  /**
   * Fill the list of a name with copies of its template.
   * @template T
   * @param {string} name
   * @param {readonly T[]} values
   * @param {(item: HTMLElement, value: T) => void} fill
   */
  #list(name, values, fill) {
    listOf(slot(this, `${name}-list`, HTMLElement), this.#template(`${name}-entry`), values, fill);
  }

  /**
   * @param {string} name
   * @param {boolean} hidden
   */
  #hide(name, hidden) {
    slot(this, name, HTMLElement).hidden = hidden;
  }

  /**
   * @param {string} name
   * @param {() => void} act
   */
  #press(name, act) {
    slot(this, name, HTMLButtonElement).addEventListener('click', act);
  }
}
