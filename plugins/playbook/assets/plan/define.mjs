// Makes the elements of the plan, the meeting kit and the other half known.

import { wake } from '../waking.mjs';
import { PlaybookPlanButton } from './button.mjs';
import { PlaybookHalf } from './half.mjs';
import { PlaybookMeet } from './meet.mjs';
import { PlaybookPlan } from './plan.mjs';

/** Once a page; an element that is not on the page costs nothing. */
export function definePlan() {
  wake(() => customElements.define('playbook-plan', PlaybookPlan));
  wake(() => customElements.define('playbook-plan-button', PlaybookPlanButton));
  wake(() => customElements.define('playbook-meet', PlaybookMeet));
  wake(() => customElements.define('playbook-half', PlaybookHalf));
}
