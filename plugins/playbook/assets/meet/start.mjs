/** The meeting kit, on its page. */

import { wake } from '../waking.mjs';
import { PlaybookMeet } from './element.mjs';

wake(() => customElements.define('playbook-meet', PlaybookMeet));
