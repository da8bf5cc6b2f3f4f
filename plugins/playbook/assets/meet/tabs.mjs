// Tabs after the pattern of WAI-ARIA: one panel is seen, and arrows go from tab to tab.

import { turned } from '../turning.mjs';

/**
 * Put tabs in front of sections that stand in a place. Without them the sections stand one below the other.
 * @param {HTMLElement} place holds the sections; what it is for is told by the heading named in `labelledby`
 * @param {string} labelledby
 * @param {readonly {id: string, name: string, panel: HTMLElement}[]} sections
 */
export function addTabs(place, labelledby, sections) {
  if (sections.length < 2) return;
  const list = document.createElement('div');
  list.className = 'pb-tabs__list';
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-labelledby', labelledby);
  const tabs = sections.map(({ id, name, panel }) => {
    const tab = document.createElement('button');
    Object.assign(tab, { type: 'button', id: `${labelledby}-${id}`, textContent: name });
    panel.id = `${tab.id}-panel`;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    list.append(tab);
    return tab;
  });
  const choose = (/** @type {number} */ chosen) => {
    tabs.forEach((tab, index) => {
      tab.setAttribute('aria-selected', String(index === chosen));
      tab.tabIndex = index === chosen ? 0 : -1;
      sections[index].panel.hidden = index !== chosen;
    });
    place.dataset.tab = sections[chosen].id;
  };
  list.addEventListener('click', ({ target }) => {
    const pressed = tabs.findIndex((tab) => tab === target);
    if (pressed >= 0) choose(pressed);
  });
  list.addEventListener('keydown', (event) => {
    const next = tabAfter(turned(event.key), tabs.findIndex((tab) => tab === event.target), tabs.length);
    if (next === null) return;
    event.preventDefault();
    choose(next);
    tabs[next].focus();
  });
  choose(Math.max(0, sections.findIndex(({ id }) => id === place.dataset.tab)));
  place.prepend(list);
}

/**
 * The number of the tab to which a key leads; null for a key that means nothing here.
 * @param {string} key
 * @param {number} from
 * @param {number} count
 */
export function tabAfter(key, from, count) {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'ArrowRight') return (from + 1) % count;
  if (key === 'ArrowLeft') return (from + count - 1) % count;
  return null;
}
