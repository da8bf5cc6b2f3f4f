/** What narrows the lists of a page. */

import { wake } from '../waking.mjs';
import { PlaybookListing } from './element.mjs';

wake(() => customElements.define('playbook-listing', PlaybookListing));
