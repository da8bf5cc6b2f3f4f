/** The plan on its page, and what other pages offer for the plan. */

import { wake } from '../waking.mjs';
import { offerPlans } from './offer.mjs';
import { PlaybookPlan } from './plan.mjs';

wake(() => customElements.define('playbook-plan', PlaybookPlan));
wake(() => offerPlans(document));
