/** The map of the playbook, on its page. */

import { wake } from '../waking.mjs';
import { PlaybookMap } from './element.mjs';

wake(() => customElements.define('playbook-map', PlaybookMap));
