// On the page of a play: put it into the plan, or take it out.

import { slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { toPlanHash } from './code.mjs';
import { newEntry } from './entries.mjs';
import { keepPlan, keptPlan } from './kept.mjs';
import { siteRoot } from './keeping.mjs';

/** A button whose words say what it does next, and a link to the plan; without storage, the link alone. */
export class PlaybookPlanButton extends Feature {
  /** @override */
  begin() {
    this.hidden = false;
    slot(this, 'toggle', HTMLButtonElement).addEventListener('click', () => this.#toggle());
    window.addEventListener('pageshow', () => this.#show());
    window.addEventListener('storage', () => this.#show());
    this.#show();
  }

  /** What is kept, read without knowing the other plays: the plan itself sorts out what is none. */
  get #kept() {
    return keptPlan(siteRoot(this), Date.now());
  }

  #toggle() {
    const { play = '', title = '' } = this.dataset;
    const { entries, keeps } = this.#kept;
    const without = entries.filter(({ id }) => id !== play);
    const added = without.length === entries.length;
    if (!keeps || !keepPlan(siteRoot(this), added ? [...without, newEntry(play)] : without)) return this.#leave();
    this.#show();
    tell(this, 'said', worded(added ? 'plan.added' : 'plan.removed', { play: title }));
  }

  /** Nothing is kept here, so the address of the plan has to hold the play. */
  #leave() {
    const link = slot(this, 'open', HTMLAnchorElement);
    link.href = `${this.dataset.plan}${toPlanHash([newEntry(this.dataset.play ?? '')])}`;
    const said = slot(this, 'said', HTMLElement);
    said.classList.remove('pb-unseen');
    said.textContent = worded('plan.blocked_here');
  }

  #show() {
    const { entries } = this.#kept;
    const held = entries.some(({ id }) => id === this.dataset.play);
    tell(this, 'toggle', worded(held ? 'plan.take_out' : 'plan.add'));
    this.classList.toggle('is-held', held);
    tell(this, 'open', worded('plan.open_plan', { count: entries.length }));
  }
}
