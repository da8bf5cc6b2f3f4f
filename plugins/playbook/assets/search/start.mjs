/** The search, once a page needs it. */

import { ROOT } from '../place.mjs';
import { wake } from '../waking.mjs';
import { defineSearch } from './elements.mjs';
import { PlaybookNarrow } from './narrowing.mjs';
import { lookForLost } from './notfound.mjs';

defineSearch(ROOT);
wake(() => customElements.define('playbook-narrow', PlaybookNarrow));
wake(() => lookForLost(document, location, ROOT));
