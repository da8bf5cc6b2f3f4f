/** The script of every page: it only adds to what already works without it. */

import { defineAssess } from './assess/element.mjs';
import { openFolders } from './folders.mjs';
import { lookForLost } from './notfound.mjs';
import { followHeadings, offerCopies } from './reading.mjs';
import { definePlan } from './plan/define.mjs';
import { defineSearch } from './search/elements.mjs';
import { wake } from './waking.mjs';

wake(() => openFolders(document, location));
wake(() => followHeadings(document));
wake(() => offerCopies(document));
defineAssess();
definePlan();
if (document.currentScript instanceof HTMLScriptElement) {
  // assets/playbook/app.js
  const root = new URL('../../', document.currentScript.src);
  defineSearch(root);
  wake(() => lookForLost(document, location, root));
}
