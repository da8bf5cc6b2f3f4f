// On the map: lights the plays in which the reader's role has a part. The role is the one that plays remember.

import { shelf, shelfKey, siteRoot } from '../plan/keeping.mjs';
import { slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';

/** Stands above the picture and only marks what is in it and in the list below. */
export class PlaybookMap extends Feature {
  /** @override */
  begin() {
    this.hidden = false;
    const role = slot(this, 'role', HTMLSelectElement);
    const kept = shelf(shelfKey(siteRoot(this), 'role'));
    role.value = kept.read() ?? '';
    if (role.selectedIndex < 0) role.value = '';
    role.addEventListener('change', () => {
      kept.write(role.value);
      this.#light(role);
    });
    this.#light(role);
  }

  /** @param {HTMLSelectElement} select */
  #light(select) {
    const plays = [...(this.closest('.pb-map')?.querySelectorAll('[data-roles]') ?? [])];
    const role = select.value;
    for (const play of plays) {
      play.classList.toggle('is-lit', listing(play, 'data-roles', role));
      play.classList.toggle('is-led', listing(play, 'data-lead', role));
    }
    const drawn = plays.filter((play) => play.matches('a'));
    const [count, lead] = ['.is-lit', '.is-led'].map((how) => drawn.filter((play) => play.matches(how)).length);
    const name = select.selectedOptions[0]?.text ?? '';
    tell(this, 'said', role ? worded('map.lit', { count, lead, role: name }) : '');
  }
}

/**
 * @param {Element} play
 * @param {string} attribute ids with spaces between them
 * @param {string} role
 */
function listing(play, attribute, role) {
  return role !== '' && (play.getAttribute(attribute) ?? '').split(' ').includes(role);
}
