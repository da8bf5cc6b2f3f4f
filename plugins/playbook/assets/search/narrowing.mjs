// Fills lists of plays with those that the search finds, where there are too many plays to list all of them.

import { ROOT } from '../place.mjs';
import { slot, tell } from '../slots.mjs';
import { worded } from '../texts.mjs';
import { Feature } from '../waking.mjs';
import { openSearch } from './load.mjs';

const MOST = 30; // plays that a list offers

/** A field whose words decide what the lists of its form offer; what is chosen in them stays. */
export class PlaybookNarrow extends Feature {
  #asked = 0;

  /** @override */
  begin() {
    this.hidden = false;
    this.#field.addEventListener('focus', () => void openSearch(ROOT).catch(() => undefined), { once: true });
    this.#field.addEventListener('input', () => void this.#narrow());
    // What is typed here is no change of the form.
    this.#field.addEventListener('change', (event) => event.stopPropagation());
    this.#field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      event.preventDefault();
      this.#lists[0]?.focus();
    });
  }

  get #field() {
    return slot(this, 'narrow', HTMLInputElement);
  }

  get #lists() {
    return [...(this.closest('form')?.querySelectorAll('select') ?? [])];
  }

  async #narrow() {
    const mine = ++this.#asked;
    const text = this.#field.value;
    try {
      const { results, plays: count } = await (await openSearch(ROOT)).ask({ text, kind: 'play', limit: MOST });
      if (mine !== this.#asked) return;
      const isAsked = text.trim() !== '';
      for (const list of this.#lists) fill(list, isAsked ? results : []);
      const said = count ? worded('search.narrowed', { count }) : worded('search.narrowed_none');
      tell(this, 'narrowed', isAsked ? said : '');
    } catch (error) {
      console.error(error);
      tell(this, 'narrowed', worded('search.failed'));
    }
  }
}

/**
 * Behind the choice that stands for none and the one that is made, offer these.
 * @param {HTMLSelectElement} list
 * @param {readonly {id: string, title: string}[]} plays
 */
function fill(list, plays) {
  const chosen = list.value;
  const kept = [...list.options].filter(({ value }) => value === '' || value === chosen);
  const fresh = plays.filter(({ id }) => id !== chosen).map(({ id, title }) => new Option(title, id));
  list.replaceChildren(...kept, ...fresh);
}
