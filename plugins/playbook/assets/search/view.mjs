// Writes answers into the page. All text goes in as text, all structure comes from the templates of the page.

import { address, copy, slot } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { marked } from './text.mjs';

/**
 * @typedef {import('./search.mjs').Answer} Answer
 * @typedef {import('./search.mjs').Result} Result
 * @typedef {import('./store.mjs').Facet} Facet
 */

/**
 * @param {HTMLTemplateElement} template
 * @param {Result} result
 * @param {{base: URL, facets: readonly Facet[], matched: ReadonlyMap<string, number>}} how
 */
export function row(template, result, { base, facets, matched }) {
  const item = copy(template);
  if (result.kind === 'play') item.dataset.play = result.id;
  else item.dataset.page = result.id;
  const title = slot(item, 'title', HTMLAnchorElement);
  title.href = address(base, result.url);
  mark(title, result.title, matched);
  mark(slot(item, 'summary', HTMLElement), result.summary, matched);
  const tags = slot(item, 'tags', HTMLElement);
  for (const facet of facets) {
    for (const part of /** @type {const} */ (['lead', 'support'])) {
      for (const term of facet.terms.filter(({ id }) => result[part].get(facet.id)?.includes(id))) {
        const tag = document.createElement('li');
        const does = result.kind === 'play' && facet.id === 'roles';
        tag.className = `playbook-tag playbook-tag--${part}`;
        tag.textContent = does ? worded(`search.${part}`, { role: term.name }) : term.name;
        tags.append(tag);
      }
    }
  }
  slot(item, 'facts', HTMLElement).textContent = factsOf(result);
  return item;
}

/**
 * What of a row depends on the question: two of one page with the same are the same.
 * @param {Result} result
 * @param {ReadonlyMap<string, number>} matched
 */
export function signature({ title, summary }, matched) {
  return [title, summary].flatMap((text) => marked(text, matched).map(({ text, hit }) => (hit ? `\n${text}\n` : text))).join('');
}

/**
 * Says in a row where the words stand: the heading of the section as a link, and the sentence.
 * @param {HTMLElement} item
 * @param {Result} result
 * @param {import('./reasons.mjs').Reason | undefined} reason
 * @param {{base: URL, matched: ReadonlyMap<string, number>}} how
 */
export function explain(item, result, reason, { base, matched }) {
  const said = reason && (reason.heading || !result.summary.includes(reason.text)) ? reason : undefined;
  slot(item, 'reason', HTMLElement).hidden = !said;
  if (!said) return;
  const place = slot(item, 'section', HTMLAnchorElement);
  const leads = said.heading !== '' && said.anchor !== '';
  place.hidden = !leads;
  if (leads) place.href = address(base, `${result.url}#${said.anchor}`);
  place.textContent = said.heading;
  mark(slot(item, 'sentence', HTMLElement), said.text, matched);
}

/**
 * A page that answers by itself, and the plays that it leads to.
 * @param {HTMLTemplateElement} template
 * @param {Answer['cards'][number]} answer
 * @param {{base: URL, matched: ReadonlyMap<string, number>}} how
 */
export function card(template, answer, { base, matched }) {
  const item = copy(template);
  item.dataset.page = answer.id;
  slot(item, 'kind', HTMLElement).textContent = worded(`kind.${answer.kind}`);
  const title = slot(item, 'title', HTMLAnchorElement);
  title.href = address(base, answer.url);
  mark(title, answer.title, matched);
  slot(item, 'summary', HTMLElement).textContent = answer.summary;
  slot(item, 'plays', HTMLElement).append(...answer.leads.map((play) => way(play.title, address(base, play.url))));
  return item;
}

/** @param {Result} result */
function factsOf({ kind, evidence, effort }) {
  const rests = evidence && worded(`search.evidence_${evidence}`);
  const costs = effort && worded(`search.effort_${effort}`);
  return [rests, costs].filter(Boolean).join(' · ') || (kind === 'play' ? '' : worded(`kind.${kind}`));
}

/**
 * @param {HTMLElement} element
 * @param {string} text
 * @param {ReadonlyMap<string, number>} words
 */
function mark(element, text, words) {
  element.replaceChildren(
    ...marked(text, words).map((piece) => {
      if (!piece.hit) return piece.text;
      const hit = document.createElement('mark');
      hit.textContent = piece.text;
      return hit;
    }),
  );
}

/**
 * What is said about an answer, for eyes and for screen readers.
 * @param {Answer} answer
 */
export function announcement({ plays, total, cards }) {
  const [first] = cards;
  const rest = found(plays, total - cards.length);
  return first ? worded('search.answered', { answer: first.title, found: rest }) : rest;
}

/**
 * @param {number} plays
 * @param {number} total
 */
function found(plays, total) {
  if (total <= 0) return worded('search.nothing');
  if (total === plays) return worded('search.found_plays', { count: plays });
  const others = worded('search.others', { count: total - plays });
  return worded('search.found', { plays: worded('search.plays', { count: plays }), others });
}

/**
 * @param {readonly Facet[]} facets
 * @param {{facet: string, term: string}} mention
 */
export function label(facets, { facet, term }) {
  const owner = facets.find(({ id }) => id === facet);
  const found = owner?.terms.find(({ id }) => id === term);
  if (!owner || !found) return term;
  return owner.ordered ? `${owner.singular} ${found.number}: ${found.name}` : `${owner.singular}: ${found.name}`;
}

/**
 * @param {HTMLTemplateElement} template
 * @param {{text: string, name: string, press: () => void}} what its words, its name for screen readers, its doing
 */
export function chip(template, { text, name, press }) {
  const item = copy(template);
  const button = slot(item, 'button', HTMLButtonElement);
  slot(button, 'text', HTMLElement).textContent = text;
  button.setAttribute('aria-label', name);
  button.addEventListener('click', press);
  return item;
}

/**
 * An entry of a list that leads to a page.
 * @param {string} text
 * @param {string} target
 */
export function way(text, target) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = target;
  link.textContent = text;
  item.append(link);
  return item;
}
