// The reader's sentence on the home page: what they choose is answered in place.

import { slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { answerTo, cellKey } from './answer.mjs';
import { followRole, rememberRole } from './role.mjs';

/**
 * @typedef {import('./answer.mjs').Answer} Answer
 * @typedef {import('./answer.mjs').Standing} Standing
 */

/** Its form works without a script too, and leads to the search. */
export class PlaybookSentence extends Feature {
  /** @type {Standing | undefined} */
  #standing;

  /** @override */
  begin() {
    const data = document.querySelector('playbook-matrix [data-slot="data"]');
    this.#standing = JSON.parse(data?.textContent ?? '');
    const form = this.querySelector('form');
    const role = this.#select('role');
    followRole(this, (id) => {
      if ([...role.options].some(({ value }) => value === id)) role.value = id;
    });
    role.addEventListener('change', () => rememberRole(this, role.value));
    form?.addEventListener('change', () => this.#show());
    form?.addEventListener('submit', (event) => this.#go(event));
  }

  /** @param {'role' | 'stage' | 'moment'} name */
  #select(name) {
    return slot(this, name, HTMLSelectElement);
  }

  /** A playbook without moments has no choice of them. */
  get #moment() {
    const found = this.querySelector('[data-slot="moment"]');
    return found instanceof HTMLSelectElement ? found.value : '';
  }

  get #answer() {
    const chosen = { role: this.#select('role').value, stage: this.#select('stage').value, moment: this.#moment };
    const answer = this.#standing ? answerTo(chosen, this.#standing) : null;
    return answer && { ...answer, url: answer.url || this.#cellLink(cellKey(chosen)) };
  }

  /** @param {string} key */
  #cellLink(key) {
    return document.querySelector(`[data-cell="${CSS.escape(key)}"]`)?.getAttribute('href') ?? '';
  }

  /** The button leads to the page that answers. @param {SubmitEvent} event */
  #go(event) {
    const url = this.#answer?.url;
    if (!url) return;
    event.preventDefault();
    location.assign(url);
  }

  #show() {
    const answer = this.#answer;
    const place = slot(this, 'answer', HTMLElement);
    place.hidden = !answer;
    place.replaceChildren(...(answer ? this.#parts(answer) : []));
    const count = answer?.count ?? answer?.plays.length ?? 0;
    tell(this, 'said', answer ? worded('standing.said', { what: this.#title(answer), count }) : '');
  }

  /** @param {Answer} answer */
  #title({ kind }) {
    const [role, stage] = /** @type {const} */ (['role', 'stage']).map(
      (name) => this.#select(name).selectedOptions[0]?.text ?? '',
    );
    return kind === 'moment' ? this.#moment : worded(`standing.for_${kind}`, { role, stage });
  }

  /**
   * @param {Answer} answer
   * @returns {Iterable<HTMLElement>}
   */
  *#parts(answer) {
    const { kind, url, plays, advice } = answer;
    yield made('h2', 'pb-answer__title', this.#title(answer));
    if (advice) yield made('p', '', advice);
    const way = made('a', 'pb-button pb-button--main', worded(`standing.open_${kind}`));
    way.setAttribute('href', url);
    const line = made('p', 'pb-actions', '');
    line.append(way);
    if (kind === 'moment') yield line;
    if (!plays.length) yield made('p', 'pb-empty', worded('standing.none'));
    else yield playList(plays, this.#standing?.plays ?? []);
    if (answer.count) yield made('p', 'pb-minor', more(answer.count - plays.length));
    if (kind !== 'moment') yield line;
  }
}

/** @param {number} count of plays that are not shown */
export function more(count) {
  return worded('standing.more', { count });
}

/**
 * @param {readonly number[]} numbers
 * @param {Standing['plays']} plays
 */
export function playList(numbers, plays) {
  const list = made('ul', 'pb-names', '');
  for (const [title, url] of numbers.flatMap((number) => (plays[number] ? [plays[number]] : []))) {
    const link = made('a', '', title);
    link.setAttribute('href', url);
    const item = made('li', '', '');
    item.append(link);
    list.append(item);
  }
  return list;
}

/**
 * @param {string} tag
 * @param {string} style
 * @param {string} words
 */
export function made(tag, style, words) {
  const element = document.createElement(tag);
  if (style) element.className = style;
  element.textContent = words;
  return element;
}
