/** The view for the wall, brought in when somebody opens it. */

import { PlaybookWall } from './element.mjs';

customElements.define('playbook-wall', PlaybookWall);
