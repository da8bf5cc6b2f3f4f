// The custom element of the plan: keeps it, shows it in order, and hands it out.

import { writeAddress } from '../addresses.mjs';
import { slot, tell } from '../slots.mjs';
import { listed, worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { calendarSite, chosenMoment, nextMonday } from './calendar.mjs';
import { currentIds, fromPlanCode, fromPlanHash, mergePlans, samePlan, toPlanCode, toPlanHash } from './entries.mjs';
import { keeps, shelf, shelfKey, siteRoot } from './keeping.mjs';
import { inPlanOrder, missingPlays } from './order.mjs';
import { copyField, listOf, offerPlays, pageData, roleNames, saveFile } from './page.mjs';
import { unknownSaid } from './page.mjs';
import { countSaid, planAsCalendar, planAsMarkdown } from './taking.mjs';

/**
 * @typedef {import('./entries.mjs').Entry} Entry
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {import('./page.mjs').PlanData} PlanData
 */

const MEETING_SIZE = 3; // plays

/** My plan, and beside it the one that a link brought. */
export class PlaybookPlan extends Feature {
  /** @type {PlanData | undefined} */
  #read;
  /** @type {Entry[]} */
  #mine = [];
  /** @type {Entry[] | null} */
  #theirs = null;
  /** @type {Entry[] | null} */
  #before = null;

  /** @override */
  begin() {
    this.#read = /** @type {PlanData} */ (pageData(this));
    this.hidden = false;
    offerPlays(this.#add, '', this.#data.plays, this.#data.stages);
    slot(this, 'day', HTMLInputElement).value = nextMonday(new Date());
    this.#press('merge', () => this.#settle(mergePlans(this.#mine, this.#theirs ?? []), worded('plan.merged')));
    this.#press('replace', () => this.#settle(this.#theirs ?? [], worded('plan.replaced')));
    this.#press('keep', () => this.#settle(null, worded('plan.kept')));
    this.#press('undo', () => this.#undo());
    this.#press('add-all', () => this.#addAll());
    this.#press('clear', () => this.#change([], worded('plan.cleared')));
    this.#press('print', () => window.print());
    this.#press('markdown', () => this.#saveMarkdown());
    this.#press('copy', () => void this.#copyLink());
    this.#submit('add-form', () => this.#addChosen());
    this.#submit('calendar-form', () => this.#saveCalendar());
    window.addEventListener('hashchange', () => this.#moved());
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.#restore());
    window.addEventListener('storage', ({ key }) => {
      if (key === null || key === this.#key) this.#restore();
    });
    this.#restore();
  }

  get #data() {
    if (!this.#read) throw new Error('The plan has not begun');
    return this.#read;
  }

  get #key() {
    return shelfKey(siteRoot(this), 'plan');
  }

  get #add() {
    return slot(this, 'add', HTMLSelectElement);
  }

  get #keeps() {
    return keeps(shelf(this.#key));
  }

  /** Take the plan from the browser's memory and another from the address; where nothing is kept, mine is there. */
  #restore() {
    const { plays, moved } = this.#data;
    const current = currentIds(plays, moved);
    const kept = fromPlanCode(shelf(this.#key).read() ?? '', current);
    const sent = fromPlanCode(fromPlanHash(location.hash) ?? '', current);
    const blocked = !this.#keeps;
    this.#mine = blocked ? sent.entries : kept.entries;
    this.#theirs = blocked || !sent.entries.length || samePlan(sent.entries, this.#mine) ? null : sent.entries;
    this.#before = null;
    const unknown = unknownSaid([...new Set([...kept.unknown, ...sent.unknown])]);
    tell(this, 'notice', [blocked ? worded('plan.blocked') : '', unknown].filter(Boolean).join(' '));
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
   * @param {Entry[]} entries
   * @param {string} said
   */
  #change(entries, said) {
    this.#before = this.#mine;
    this.#mine = entries;
    this.#keep();
    this.#show();
    tell(this, 'said', said);
  }

  #keep() {
    if (shelf(this.#key).write(toPlanCode(this.#mine))) return;
    writeAddress(toPlanHash(this.#mine) || location.pathname + location.search);
    tell(this, 'notice', worded('plan.blocked'));
  }

  #show() {
    const { plays } = this.#data;
    const ordered = inPlanOrder(this.#mine, plays);
    const next = ordered.find(({ entry }) => !entry.done);
    tell(this, 'count', this.#mine.length ? countSaid(this.#mine) : worded('plan.empty'));
    listOf(slot(this, 'list', HTMLElement), this.#template('entry'), ordered, (item, { entry, play }) => {
      this.#fillEntry(item, entry, play);
      this.#mark(item, 'next', next?.play === play ? worded('plan.next') : '');
    });
    this.#hide('empty', this.#mine.length > 0);
    this.#hide('tools', this.#mine.length === 0);
    this.#hide('undo', this.#before === null);
    const held = new Set(this.#mine.map(({ id }) => id));
    for (const option of this.#add.querySelectorAll('option')) option.disabled = held.has(option.value);
    this.#showMissing();
    this.#showTheirs(held);
    slot(this, 'link', HTMLInputElement).value = location.href.replace(/#.*$/s, '') + toPlanHash(this.#mine);
    const soon = ordered.filter(({ entry }) => !entry.done).slice(0, MEETING_SIZE);
    const meet = slot(this, 'meet', HTMLAnchorElement);
    meet.hidden = !soon.length;
    meet.href = `${this.dataset.meet}${toPlanHash(soon.map(({ play }) => ({ id: play.id, done: false })))}`;
  }

  /**
   * @param {HTMLElement} item
   * @param {Entry} entry
   * @param {PlanPlay} play
   */
  #fillEntry(item, entry, play) {
    const { stages } = this.#data;
    item.dataset.stage = String(play.stage);
    item.dataset.play = play.id;
    item.classList.toggle('is-done', entry.done);
    linkTo(item, play);
    tell(item, 'summary', play.summary);
    tell(item, 'stage', stages[play.stage - 1]);
    tell(item, 'leads', worded('plan.leads', { roles: roleNames(this.#data, play.lead) }));
    tell(item, 'facts', play.facts);
    const box = slot(item, 'done', HTMLInputElement);
    box.checked = entry.done;
    box.setAttribute('aria-label', worded('plan.done_name', { play: play.title }));
    box.addEventListener('change', () => this.#tick(play, box.checked));
    const button = slot(item, 'remove', HTMLButtonElement);
    button.setAttribute('aria-label', worded('plan.remove_name', { play: play.title }));
    button.addEventListener('click', () => this.#remove(play));
  }

  #showMissing() {
    const { plays } = this.#data;
    const missing = missingPlays(this.#mine, plays);
    this.#hide('missing', missing.length === 0);
    this.#hide('add-all-line', missing.length < 2);
    const list = slot(this, 'missing-list', HTMLElement);
    listOf(list, this.#template('missing-entry'), missing, (item, { play, neededBy }) => {
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

  /** @param {ReadonlySet<string>} held */
  #showTheirs(held) {
    const { plays } = this.#data;
    this.#hide('theirs', this.#theirs === null);
    this.#hide('ask', this.#mine.length === 0);
    this.#hide('merge', this.#mine.length === 0);
    tell(this, 'replace', worded(this.#mine.length ? 'plan.replace' : 'plan.take'));
    listOf(
      slot(this, 'their-list', HTMLElement),
      this.#template('their-entry'),
      inPlanOrder(this.#theirs ?? [], plays),
      (item, { entry, play }) => {
        item.dataset.stage = String(play.stage);
        linkTo(item, play);
        this.#mark(item, 'mark', entry.done ? worded('plan.done_mark') : '');
        this.#mark(item, 'already', held.has(play.id) ? worded('plan.already') : '');
      },
    );
  }

  /**
   * @param {PlanPlay} play
   * @param {boolean} done
   */
  #tick(play, done) {
    const entries = this.#mine.map((entry) => (entry.id === play.id ? { id: entry.id, done } : entry));
    const values = { play: play.title, progress: countSaid(entries) };
    this.#change(entries, worded(done ? 'plan.done' : 'plan.open', values));
    this.#focusTick(play.id);
  }

  /** @param {PlanPlay} play */
  #remove(play) {
    const order = inPlanOrder(this.#mine, this.#data.plays).map(({ entry }) => entry.id);
    const place = order.indexOf(play.id);
    this.#change(this.#mine.filter(({ id }) => id !== play.id), worded('plan.removed', { play: play.title }));
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
    const entries = mergePlans(this.#mine, plays.map(({ id }) => ({ id, done: false })));
    const count = plays.length;
    this.#change(entries, count === 1 ? worded('plan.added', { play: plays[0].title }) : worded('plan.added_all', { count }));
  }

  /**
   * The reader has decided about the two plans; the address no longer holds the other one.
   * @param {Entry[] | null} entries what mine becomes, null where it stays
   * @param {string} said
   */
  #settle(entries, said) {
    this.#theirs = null;
    writeAddress(location.pathname + location.search);
    this.#change(entries ?? this.#mine, said);
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

  async #copyLink() {
    const copied = await copyField(slot(this, 'link', HTMLInputElement));
    tell(this, 'told', worded(copied ? 'copying.copied' : 'copying.select_link'));
  }

  #saveMarkdown() {
    this.#save('md', 'text/markdown', planAsMarkdown(this.#data, this.#mine));
  }

  #saveCalendar() {
    const first = chosenMoment(slot(this, 'day', HTMLInputElement).value, slot(this, 'time', HTMLInputElement).value);
    const site = calendarSite(location, siteRoot(this), this.#data.name);
    const text = first && planAsCalendar(this.#data, this.#mine, { first, now: new Date(), site });
    if (text) this.#save('ics', 'text/calendar;charset=utf-8', text);
    else tell(this, 'told', worded(first ? 'plan.all_done' : 'plan.bad_date'));
  }

  /**
   * @param {string} ending
   * @param {string} type
   * @param {string} text
   */
  #save(ending, type, text) {
    const file = `${worded('plan.file')}.${ending}`;
    saveFile(file, type, text);
    tell(this, 'told', worded('plan.saved', { file }));
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
   * @param {HTMLElement} item
   * @param {string} name
   * @param {string} text
   */
  #mark(item, name, text) {
    const mark = slot(item, name, HTMLElement);
    mark.textContent = text;
    mark.hidden = !text;
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

  /**
   * @param {string} name
   * @param {() => void} act
   */
  #submit(name, act) {
    slot(this, name, HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      act();
    });
  }
}

/**
 * @param {HTMLElement} item
 * @param {PlanPlay} play
 */
function linkTo(item, play) {
  const link = slot(item, 'play', HTMLAnchorElement);
  link.textContent = play.title;
  link.href = play.url;
}
