/** The plan and the meeting kit on their pages, and what other pages offer for the plan. */

import { wake } from '../waking.mjs';
import { PlaybookMeet } from './meet.mjs';
import { offerPlans } from './offer.mjs';
import { PlaybookPlan } from './plan.mjs';

wake(() => customElements.define('playbook-plan', PlaybookPlan));
wake(() => customElements.define('playbook-meet', PlaybookMeet));
wake(() => offerPlans(document));
