// What the page of the plan shows: the reader's plays as cards, what the plan lacks, and the plan that was sent.

import { slot, tell } from '../slots.mjs';
import { listed, worded } from '../texts.mjs';
import { fillCard, linkTo, mark, newCard } from './card.mjs';
import { LONGEST_LINK, toPlanHash } from './code.mjs';
import { isOpen, newEntry, saidOf } from './entries.mjs';
import { inPlanOrder, missingPlays } from './order.mjs';
import { listOf } from './page.mjs';
import { conflictSaid, countSaid, writtenSaid } from './said.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {import('./page.mjs').PlanData} PlanData
 * `known` is what of the reader's plan this playbook has.
 * @typedef {{mine: readonly Entry[], known: readonly Entry[], theirs: import('./sent.mjs').SentPlan | null,
 *   conflicts: readonly import('./entries.mjs').Conflict[], canUndo: boolean}} Shown
 * What the reader does to a play.
 * @typedef {{write: (play: PlanPlay, field: string, value: string) => void, add: (play: PlanPlay) => void,
 *   remove: (id: string, title: string) => void}} Acts
 */

const MEETING_SIZE = 3; // plays

/** Writes nodes and hands on what the reader does; what the plan is, it is told. */
export class PlanView {
  #page;
  #data;
  #acts;
  /** @type {Shown} */
  #shown = { mine: [], known: [], theirs: null, conflicts: [], canUndo: false };
  /** @type {Map<string, HTMLElement>} */
  #cards = new Map();

  /**
   * @param {HTMLElement} page
   * @param {PlanData} data
   * @param {Acts} acts
   */
  constructor(page, data, acts) {
    this.#page = page;
    this.#data = data;
    this.#acts = acts;
  }

  /** @param {Shown} shown */
  show(shown) {
    this.#shown = shown;
    this.#showMine();
    this.#showGone();
    this.#showMissing();
    this.#showTheirs();
    const { conflicts } = shown;
    this.hide('conflicts', !conflicts.length);
    this.#list('conflict', conflicts, (item, conflict) => {
      const play = this.#data.plays.find(({ id }) => id === conflict.id);
      item.textContent = conflictSaid(conflict, play?.title ?? conflict.id);
    });
  }

  #showMine() {
    const ordered = inPlanOrder(this.#shown.mine, this.#data.plays);
    const next = ordered.find(({ entry }) => isOpen(entry));
    tell(this.#page, 'count', ordered.length ? countSaid(this.#shown.known) : worded('plan.empty'));
    for (const one of ordered) fillCard(this.#card(one.play), this.#data, one, one === next);
    this.#arrange(ordered.map(({ play }) => this.#card(play)));
    this.hide('empty', this.#shown.mine.length > 0);
    this.hide('tools', ordered.length === 0);
    this.hide('undo', !this.#shown.canUndo);
    this.hide('weeks', !this.#shown.known.some((entry) => saidOf(entry, 'week') && isOpen(entry)));
    const held = new Set(this.#shown.mine.map(({ id }) => id));
    const add = slot(this.#page, 'add', HTMLSelectElement);
    for (const option of add.querySelectorAll('option')) option.disabled = held.has(option.value);
    const link = location.href.replace(/#.*$/s, '') + toPlanHash(this.#shown.known);
    slot(this.#page, 'link', HTMLInputElement).value = link;
    this.hide('link-line', link.length > LONGEST_LINK);
    this.hide('link-long', link.length <= LONGEST_LINK);
    const soon = ordered.filter(({ entry }) => isOpen(entry)).slice(0, MEETING_SIZE);
    const meet = slot(this.#page, 'meet', HTMLAnchorElement);
    meet.hidden = !soon.length;
    meet.href = `${this.#page.dataset.meet}${toPlanHash(soon.map(({ play }) => newEntry(play.id)))}`;
  }

  /**
   * The card of a play; the same one as long as the page stands, so that what has the focus keeps it.
   * @param {PlanPlay} play
   */
  #card(play) {
    const { id, title } = play;
    const card = this.#cards.get(id) ?? newCard(this.#template('entry'), this.#data, play, {
      write: (field, value) => this.#acts.write(play, field, value),
      remove: () => this.#acts.remove(id, title),
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
    const list = slot(this.#page, 'list', HTMLElement);
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
    const gone = this.#shown.mine.filter(({ id }) => !this.#shown.known.some((entry) => entry.id === id));
    this.hide('gone', !gone.length);
    this.#list('gone', gone, (item, entry) => {
      tell(item, 'gone-id', entry.id);
      tell(item, 'gone-said', [writtenSaid(entry), saidOf(entry, 'note')].filter(Boolean).join(' '));
      const button = slot(item, 'gone-remove', HTMLButtonElement);
      button.setAttribute('aria-label', worded('plan.remove_name', { play: entry.id }));
      button.addEventListener('click', () => this.#acts.remove(entry.id, entry.id));
    });
  }

  #showMissing() {
    const missing = missingPlays(this.#shown.mine, this.#data.plays);
    this.hide('missing', missing.length === 0);
    this.hide('add-all-line', missing.length < 2);
    this.#list('missing', missing, (item, { play, neededBy }) => {
      item.dataset.stage = String(play.stage);
      linkTo(item, play);
      const titles = listed(neededBy.map(({ title }) => worded('plan.quoted', { play: title })));
      tell(item, 'why', worded('plan.needed_by', { count: neededBy.length, plays: titles }));
      const button = slot(item, 'add-one', HTMLButtonElement);
      button.setAttribute('aria-label', worded('plan.add_name', { play: play.title }));
      button.addEventListener('click', () => this.#acts.add(play));
    });
  }

  #showTheirs() {
    const { entries, how, said } = this.#shown.theirs ?? { entries: [], how: 'link', said: '' };
    const held = new Set(this.#shown.mine.map(({ id }) => id));
    this.hide('theirs', this.#shown.theirs === null);
    this.hide('ask', this.#shown.mine.length === 0);
    this.hide('merge', this.#shown.mine.length === 0);
    tell(this.#page, 'their-title', worded(`plan.theirs_${how}`));
    tell(this.#page, 'their-said', said);
    tell(this.#page, 'replace', worded(this.#shown.mine.length ? 'plan.replace' : 'plan.take'));
    this.#list('their', inPlanOrder(entries, this.#data.plays), (item, { entry, play }) => {
      item.dataset.stage = String(play.stage);
      linkTo(item, play);
      mark(item, 'mark', isOpen(entry) ? '' : worded('plan.done_mark'));
      mark(item, 'already', held.has(play.id) ? worded('plan.already') : '');
      tell(item, 'their-written', writtenSaid(entry));
    });
  }

  focusTitle() {
    /** @type {HTMLElement | null} */ (this.#page.querySelector('#your-plan'))?.focus();
  }

  /** @param {string} id */
  focusTick(id) {
    /** @type {HTMLElement | null} */ (this.#page.querySelector(`[data-slot="list"] [data-play="${id}"] input`))?.focus();
  }

  /** @param {string} name */
  #template(name) {
    return slot(this.#page, name, HTMLTemplateElement);
  }

  /**
   * Fill the list of a name with copies of its template.
   * @template T
   * @param {string} name
   * @param {readonly T[]} values
   * @param {(item: HTMLElement, value: T) => void} fill
   */
  #list(name, values, fill) {
    listOf(slot(this.#page, `${name}-list`, HTMLElement), this.#template(`${name}-entry`), values, fill);
  }

  /**
   * @param {string} name
   * @param {boolean} hidden
   */
  hide(name, hidden) {
    slot(this.#page, name, HTMLElement).hidden = hidden;
  }
}
