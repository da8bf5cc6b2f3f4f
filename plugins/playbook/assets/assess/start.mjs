/** The assessment, on its page. */

import { wake } from '../waking.mjs';
import { PlaybookAssess } from './element.mjs';

wake(() => customElements.define('playbook-assess', PlaybookAssess));
