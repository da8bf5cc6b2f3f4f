/** The script of every page: it only adds to what already works without it, and brings in the rest when it is used. */

import { beginAgain, isReplaced } from './current.mjs';
import { bring } from './features.mjs';
import { openFolders } from './folders.mjs';
import { PlaybookPlanButton } from './plan/button.mjs';
import { PlaybookHalf } from './plan/half.mjs';
import { followHeadings, offerCopies } from './reading.mjs';
import { offerSearch } from './search/opener.mjs';
import { wake } from './waking.mjs';

/** What needs a feature as soon as the page stands; all else brings it in when it is used. */
const AT_ONCE = {
  assess: 'playbook-assess',
  cards: 'a.pb-term',
  listing: 'playbook-listing',
  map: 'playbook-map',
  meet: 'playbook-meet',
  plan: 'playbook-plan, [data-plan]:is(a, button)',
  search: 'playbook-find, playbook-narrow, [data-pb-lost]',
  send: '.pb-send',
  standing: 'playbook-matrix, .pb-stage .task-list',
};

wake(() => openFolders(document, location));
wake(() => followHeadings(document));
wake(() => offerCopies(document));
wake(() => offerSearch(document));
wake(() => customElements.define('playbook-plan-button', PlaybookPlanButton));
wake(() => customElements.define('playbook-half', PlaybookHalf));
for (const [name, places] of Object.entries(AT_ONCE)) {
  const place = document.querySelector(places);
  // A word of a text works without its card, and no line would be told of it.
  if (place) wake(() => bringNow(name), place.matches('.pb-term') ? null : place);
}

/** @param {string} name */
async function bringNow(name) {
  try {
    await bring(name);
  } catch (error) {
    if (!((await isReplaced()) && beginAgain())) throw error;
  }
}
