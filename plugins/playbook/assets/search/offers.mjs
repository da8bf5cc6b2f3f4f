// What a reader may press beside the results: filters, kinds, corrections, and ways on from nothing.

import { address, slot } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { joined } from './facets.mjs';
import { literally, sameTerm, without } from './understand.mjs';
import { chip, label, way } from './view.mjs';

/**
 * @typedef {import('./search.mjs').Answer} Answer
 * @typedef {import('./state.mjs').State} State
 * @typedef {{
 *   template: HTMLTemplateElement, facets: readonly import('./store.mjs').Facet[], change: (state: State) => void, base: URL,
 * }} Offering the template of a chip, and what to do with what a reader asks for by it
 */

const ROLES = 'roles'; // the facet of which a reader may have told the site a term
const LONGEST_TOLD = 120; // characters of a question in the title of a message

/**
 * The filters in use, each to be taken away, and those that the words offer.
 * @param {State} state
 * @param {Answer} answer
 * @param {Offering} offering
 */
export function* chips(state, answer, { template, facets, change }) {
  for (const [facet, terms] of state.filters) {
    for (const term of terms) {
      const text = label(facets, { facet, term });
      const press = () => {
        change({ ...state, filters: new Map(state.filters).set(facet, terms.filter((other) => other !== term)) });
      };
      yield chip(template, { text: `${text} ×`, name: worded('search.remove_filter', { filter: text }), press });
    }
  }
  for (const [at, mention] of answer.understood.entries()) {
    const all = answer.understood.filter((other) => sameTerm(mention, other));
    if (all[0] !== answer.understood[at] || state.filters.get(mention.facet)?.includes(mention.term)) continue;
    const text = label(facets, mention);
    const press = () => change({ ...state, text: all.reduce(literally, state.text) });
    yield chip(template, { text: `${text} ×`, name: worded('search.as_words', { filter: text }), press });
  }
  for (const mention of answer.offered) {
    if (state.filters.get(mention.facet)?.includes(mention.term)) continue;
    const text = label(facets, mention);
    const press = () => {
      const filters = joined(state.filters, new Map([[mention.facet, [mention.term]]]));
      change({ ...state, text: without(state.text, mention), filters });
    };
    yield chip(template, { text: `+ ${text}`, name: worded('search.filter_by', { filter: text }), press });
  }
}

/**
 * The kinds of page among the results, to look at one alone.
 * @param {State} state
 * @param {Answer} answer
 * @param {Offering} offering
 */
export function* kinds(state, answer, { template, change }) {
  const found = [...answer.kinds].filter(([kind, count]) => count > 0 || kind === state.kind);
  if (found.length < 2 && !answer.kinds.has(state.kind)) return;
  /**
   * @param {string} kind
   * @param {string} text
   */
  const choice = (kind, text) => {
    const item = chip(template, { text, name: text, press: () => change({ ...state, kind }) });
    slot(item, 'button', HTMLButtonElement).setAttribute('aria-pressed', String(kind === state.kind));
    return item;
  };
  yield choice('', worded('search.all_kinds'));
  for (const [kind, count] of found) {
    const name = kind === 'play' ? worded('search.kind_play') : worded(`kind.${kind}`);
    yield choice(kind, worded('search.kind', { kind: name, count }));
  }
}

/**
 * Ways on from a question that finds nothing.
 * @param {State} state
 * @param {Answer} answer
 * @param {Offering} offering
 */
export function* ways(state, { unfiltered, nearest }, { template, facets, change, base }) {
  if (unfiltered > 0) {
    const text = worded('search.unfiltered', { count: unfiltered });
    yield chip(template, { text, name: text, press: () => change({ ...state, kind: '', filters: new Map() }) });
  }
  for (const word of nearest.words) {
    yield chip(template, { text: word, name: worded('search.search_for', { word }), press: () => change({ ...state, text: word }) });
  }
  for (const { facet, term } of nearest.terms) {
    const text = label(facets, { facet, term });
    const press = () => change({ ...state, text: '', filters: new Map([[facet, [term]]]) });
    yield chip(template, { text, name: worded('search.show', { filter: text }), press });
  }
  for (const { title, url } of nearest.answers) yield way(title, address(base, url));
}

/**
 * What is said of how a question was read.
 * @param {State} state
 * @param {Answer} answer
 * @param {HTMLTemplateElement} template of a correction
 * @param {Offering} offering
 */
export function* notices(state, { corrected, read, total }, template, { change }) {
  if (read) {
    const said = document.createElement('p');
    said.textContent = worded('search.long', { words: read });
    yield said;
  }
  if (corrected.size === 0 || total === 0) return;
  const said = /** @type {HTMLElement} */ (template.content.cloneNode(true));
  slot(said, 'corrected', HTMLElement).textContent = [...corrected.values()].join(' ');
  const back = slot(said, 'literal', HTMLButtonElement);
  back.textContent = [...corrected.keys()].join(' ');
  back.addEventListener('click', () => change({ ...state, text: `"${state.text.replaceAll('"', '')}"` }));
  yield said;
}

/**
 * A line that offers the plays of the reader's own role, where some but not all of the results are such.
 * @param {State} state
 * @param {Answer} answer
 * @param {string} role its id
 * @param {Map<string, Map<string, number>>} counts
 * @param {Offering} offering
 */
export function* ofRole(state, answer, role, counts, { facets, change }) {
  const count = counts.get(ROLES)?.get(role) ?? 0;
  if (count === 0 || count >= answer.plays || answer.matches.filters.get(ROLES)?.length) return;
  const line = document.createElement('p');
  const only = document.createElement('button');
  only.type = 'button';
  only.className = 'playbook-link';
  only.textContent = worded('search.only_role', { filter: label(facets, { facet: ROLES, term: role }) });
  only.addEventListener('click', () => change({ ...state, filters: joined(state.filters, new Map([[ROLES, [role]]])) }));
  line.append(worded('search.for_role', { count }), ' ', only);
  yield line;
}

/**
 * Puts what was asked into the link to those who run the site. Nothing is sent unless the reader follows it.
 * @param {HTMLElement} root
 * @param {string} text
 */
export function lookedFor(root, text) {
  const link = root.querySelector('[data-slot="tell"]');
  if (!(link instanceof HTMLAnchorElement)) return;
  const start = (link.dataset.start ??= link.getAttribute('href') ?? '');
  const words = [...text.trim()].slice(0, LONGEST_TOLD).join('');
  // As an address that is filled in by a browser: a torn sign in it becomes one for unknown signs.
  const title = new URLSearchParams({ '': worded('search.looked_for', { words }) }).toString().slice(1).replaceAll('+', '%20');
  link.href = start.endsWith('=') ? start + title : start;
}
