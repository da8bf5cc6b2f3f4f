// Whatever a page offers for the plan, `data-plan="talk-sooner:1,plan-together:3"`, goes into it at one press.

import { END } from '../pages.mjs';
import { ROOT } from '../place.mjs';
import { address } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { keptPlan } from './kept.mjs';
import { take } from './take.mjs';

/**
 * Let each button (or link) with plays put them into the plan, and say so beside it. Where the browser keeps nothing,
 * the page of the plan opens with them in its address.
 * @param {Document} page
 */
export function offerPlans(page) {
  for (const offer of page.querySelectorAll(':is(a, button)[data-plan]')) {
    if (!(offer instanceof HTMLElement)) continue;
    const said = page.createElement('span');
    said.setAttribute('role', 'status');
    offer.after(' ', said);
    offer.hidden = false;
    offer.addEventListener('click', (event) => {
      event.preventDefault();
      const plays = offer.dataset.plan ?? '';
      if (take(plays) === null) location.assign(address(ROOT, `plan${END}#p=${plays}`));
      else said.replaceChildren(`${worded('plan.added_all', { count: plays.split(',').length })} `, planLink(page));
    });
  }
}

/** @param {Document} page */
function planLink(page) {
  const link = page.createElement('a');
  link.href = address(ROOT, `plan${END}`);
  link.textContent = worded('plan.open_plan', { count: keptPlan(ROOT.pathname, Date.now()).entries.length });
  return link;
}
