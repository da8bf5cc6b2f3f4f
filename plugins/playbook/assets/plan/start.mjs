/** The plan and the meeting kit, on their pages. */

import { wake } from '../waking.mjs';
import { PlaybookMeet } from './meet.mjs';
import { PlaybookPlan } from './plan.mjs';

wake(() => customElements.define('playbook-plan', PlaybookPlan));
wake(() => customElements.define('playbook-meet', PlaybookMeet));
