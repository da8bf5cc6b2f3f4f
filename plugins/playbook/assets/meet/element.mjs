// The custom element of the meeting kit: reads the form and the address, and writes agenda, parts and invitations.

import { writeAddress } from '../addresses.mjs';
import { beginAgain } from '../current.mjs';
import { bring } from '../features.mjs';
import { slot, tell } from '../slots.mjs';
import { listed, worded } from '../texts.mjs';
import { Feature, wake } from '../waking.mjs';
import { Desk } from './desk.mjs';
import { toMeetingHash } from './gaps.mjs';
import { showLetters, showPlays } from './letters.mjs';
import { fromMeetingHash, itemsOf, playsOf, subjectOf } from './meeting.mjs';
import { decided, decisionOf, LONGEST_NAME, NO_NOTES } from './notes.mjs';
import { peopleIn, withoutAddress } from './people.mjs';
import { choosePlay, copyField, listOf, offerPlays, pageData, unknownSaid } from '../plan/page.mjs';
import { namedIn, Plays, playsAreReplaced } from '../plan/plays.mjs';

/**
 * @typedef {import('./gaps.mjs').Gap} Gap
 * @typedef {import('./meeting.mjs').Meeting} Meeting
 * @typedef {import('./meeting.mjs').MeetData} MeetData
 */

const NO_MEETING = { plays: [], minutes: 60, gaps: [], sides: ['', ''], wall: 0 };

/** What a meeting is about stands in the fragment of the address, what is written down in it in the browser. */
export class PlaybookMeet extends Feature {
  /** @type {MeetData | undefined} */
  #read;
  /** @type {Plays | undefined} */
  #plays;
  #asked = 0;
  /** @type {Meeting} */
  #meeting = NO_MEETING;
  /** @type {readonly Gap[]} */
  #offered = [];
  #desk = new Desk(this, '', () => {});

  /** @override */
  async begin() {
    const data = pageData(this);
    this.#read = data;
    this.#plays = new Plays(data);
    this.#desk = new Desk(this, data.name, (text) => this.#tell(text));
    slot(this, 'form', HTMLFormElement).addEventListener('change', () => this.#soon(this.#chosen, () => this.#changed()));
    slot(this, 'print', HTMLButtonElement).addEventListener('click', () => window.print());
    slot(this, 'copy', HTMLButtonElement).addEventListener('click', () => void this.#copyLink());
    slot(this, 'open-wall', HTMLButtonElement).addEventListener('click', () => this.#openWall(1));
    slot(this, 'calendar-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#tell(this.#desk.saveMeeting());
    });
    for (const field of this.#fields) field.addEventListener('change', () => this.#noted());
    for (const button of this.querySelectorAll('button[data-do]')) {
      button.addEventListener('click', () => void this.#do(/** @type {HTMLElement} */ (button)));
    }
    window.addEventListener('hashchange', () => this.#moved());
    window.addEventListener('storage', ({ key }) => (key === null || key === this.#desk.key) && this.#restoreSoon());
    try {
      await this.#plays.haveFew();
      for (const select of this.#selects) offerPlays(select, worded('meet.no_play'), data.plays, data.stages);
      await this.#plays.have(namedIn(location.hash));
    } catch (error) {
      if ((await playsAreReplaced()) && beginAgain()) return;
      throw error;
    }
    this.#restore();
    this.hidden = false;
    if (this.#meeting.wall) this.#openWall(this.#meeting.wall);
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

  get #fields() {
    const fields = ['day', 'time'].map((name) => slot(this, name, HTMLInputElement));
    return [slot(this, 'people', HTMLTextAreaElement), ...fields];
  }

  /** The plays that the form asks for, by id. */
  get #chosen() {
    return [...new Set(this.#selects.map(({ value }) => value))].filter(Boolean);
  }

  /**
   * Do something once these plays are known, unless something else is to be done by then.
   * @param {readonly string[]} ids
   * @param {() => void} act
   */
  #soon(ids, act) {
    const mine = ++this.#asked;
    wake(async () => {
      await this.#plays?.have(ids);
      if (mine === this.#asked) act();
    }, this);
  }

  #restoreSoon() {
    this.#soon(namedIn(location.hash), () => this.#restore());
  }

  #restore() {
    const found = fromMeetingHash(location.hash, this.#data);
    const damaged = this.#desk.restore();
    this.#meeting = found?.meeting ?? NO_MEETING;
    this.#offered = this.#meeting.gaps;
    this.#selects.forEach((select, index) => {
      choosePlay(select, this.#data.plays.find(({ id }) => id === this.#meeting.plays[index]));
    });
    for (const input of this.#lengths) input.checked = Number(input.value) === this.#meeting.minutes;
    this.#fields.forEach((field, index) => {
      field.value = [this.#desk.notes.people, this.#desk.notes.day, this.#desk.notes.time][index];
    });
    this.#offerGaps();
    const many = found?.many ? worded('meet.too_many') : '';
    const lost = found?.lostGaps ? worded('meet.lost_gaps') : '';
    tell(this, 'notice', [unknownSaid(found?.unknown ?? []), many, lost, damaged].filter(Boolean).join(' '));
    this.#show();
  }

  #offerGaps() {
    slot(this, 'gaps', HTMLElement).hidden = !this.#offered.length;
    const list = slot(this, 'gap-list', HTMLElement);
    listOf(list, slot(this, 'gap', HTMLTemplateElement), this.#offered, (label, { id }) => {
      const input = label.querySelector('input');
      if (input) Object.assign(input, { value: id, checked: true });
      tell(label, 'gap-name', this.#data.questions.find((question) => question.id === id)?.asks ?? id);
    });
  }

  /** The address was changed by hand or by a link; one to a heading of this page leaves the kit alone. */
  #moved() {
    if (!location.hash || fromMeetingHash(location.hash, this.#data)) this.#restoreSoon();
    else if (this.#hash) this.#write();
  }

  #write() {
    const { wall } = this.#meeting;
    writeAddress(this.#hash ? this.#hash + (wall ? `&wall=${wall}` : '') : location.pathname + location.search);
  }

  #changed() {
    const boxes = [...slot(this, 'gap-list', HTMLElement).querySelectorAll('input')];
    const ticked = new Set(boxes.filter((box) => box.checked).map(({ value }) => value));
    this.#meeting = {
      ...this.#meeting,
      plays: this.#chosen,
      minutes: Number(this.#lengths.find((input) => input.checked)?.value ?? NO_MEETING.minutes),
      gaps: this.#offered.filter(({ id }) => ticked.has(id)),
    };
    this.#write();
    tell(this, 'notice', '');
    this.#show();
  }

  get #hash() {
    return toMeetingHash({ ...this.#meeting, plays: playsOf(this.#data, this.#meeting).map(({ id }) => id) });
  }

  /** The people, the day or the time are others now. */
  #noted() {
    const [people, day, time] = this.#fields.map(({ value }) => value);
    this.#keep({ ...this.#desk.notes, people, day, time });
    this.#show();
    this.#checkPeople();
  }

  #checkPeople() {
    const lost = withoutAddress(peopleIn(this.#desk.notes.people)).map((name) => name.slice(0, LONGEST_NAME));
    const told = lost.length ? worded('meet.no_address', { count: lost.length, people: listed(lost) }) : '';
    tell(this, 'people-told', told);
  }

  /** @param {import('./notes.mjs').Notes} notes */
  #keep(notes) {
    const fault = this.#desk.keep(notes);
    if (fault) tell(this, 'notice', fault);
  }

  #show() {
    const { items, left } = itemsOf(this.#data, this.#meeting);
    const plays = playsOf(this.#data, this.#meeting);
    const any = plays.length > 0 || this.#meeting.gaps.length > 0;
    const count = this.#meeting.minutes;
    slot(this, 'kit', HTMLElement).hidden = !any;
    tell(this, 'copied', '');
    tell(this, 'said', any ? worded('meet.shown', { count, titles: subjectOf(items) }) : worded('meet.none'));
    if (!any) return;
    tell(this, 'title', worded('meet.title', { count }));
    const point = slot(this, 'point', HTMLTemplateElement);
    listOf(slot(this, 'agenda', HTMLElement), slot(this, 'item', HTMLTemplateElement), items, (row, item) => {
      tell(row, 'range', worded('meet.range', { from: item.from, to: item.to }));
      tell(row, 'what', item.what);
      tell(row, 'who', item.who);
      const said = item.voices.map(({ who, words }) => worded('minutes.says', { who, words }));
      const points = slot(row, 'points', HTMLElement);
      listOf(points, point, [...said, ...item.steps], (line, words) => (line.textContent = words));
      points.hidden = !points.childElementCount;
    });
    tell(this, 'left', left.length ? worded('meet.left', { count: left.length, questions: listed(left) }) : '');
    slot(this, 'plays-part', HTMLElement).hidden = !plays.length;
    showPlays(this, this.#data, plays);
    const page = location.href.replace(/#.*$/s, '');
    const link = page + this.#hash;
    slot(this, 'link', HTMLInputElement).value = link;
    Object.assign(this.#desk, { items, minutes: count, link: location.protocol === 'file:' ? '' : link });
    this.#desk.show();
    const said = (/** @type {string} */ text) => this.#tell(text);
    const { notes, link: shared } = this.#desk;
    showLetters({ root: this, data: this.#data, meeting: this.#meeting, items, notes, link: shared, said });
  }

  /** @param {number} at the number of the item, from 1 */
  #openWall(at) {
    if (slot(this, 'kit', HTMLElement).hidden) return;
    wake(async () => {
      await bring('wall');
      /** @type {import('../wall/element.mjs').PlaybookWall | null} */ (this.querySelector('playbook-wall'))?.open(at, {
        items: this.#desk.items,
        notes: () => this.#desk.notes,
        keep: (notes) => this.#keep(notes),
        decision: (item) => decisionOf(this.#desk.notes, item),
        decide: (item, change) => {
          this.#keep(decided(this.#desk.notes, item, change));
          this.#desk.show();
        },
        agreed: () => this.#desk.agreed(),
        moved: (wall) => {
          this.#meeting = { ...this.#meeting, wall };
          this.#write();
          if (!wall) slot(this, 'open-wall', HTMLButtonElement).focus();
        },
      });
    }, this);
  }

  /** @param {HTMLElement} button */
  async #do(button) {
    const what = button.dataset.do ?? '';
    if (what === 'forget') this.#forget(button);
    else this.#tell(await this.#desk.act(what));
  }

  /**
   * What was written down goes at the second press.
   * @param {HTMLElement} button
   */
  #forget(button) {
    const words = button.textContent;
    if (button.dataset.sure) {
      const { people, day, time } = this.#desk.notes;
      this.#keep({ ...NO_NOTES, people, day, time });
      this.#show();
      this.#tell(worded('meet.forgotten'));
      slot(this, 'open-wall', HTMLButtonElement).focus();
    } else {
      button.dataset.sure = 'yes';
      button.textContent = worded('meet.forget_sure');
      button.addEventListener('blur', () => {
        delete button.dataset.sure;
        button.textContent = words;
      }, { once: true });
    }
  }

  async #copyLink() {
    const copied = await copyField(slot(this, 'link', HTMLInputElement));
    this.#tell(worded(copied ? 'copying.copied' : 'copying.select_text'));
  }

  /** @param {string} text */
  #tell(text) {
    tell(this, slot(this, 'wall', HTMLDialogElement).open ? 'wall-told' : 'copied', text);
  }
}
