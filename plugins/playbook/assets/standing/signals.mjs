// The signs of a stage: how many are ticked, and what that says. Nothing is kept.

import { worded } from '../texts.mjs';
import { verdict } from './answer.mjs';
import { made } from './sentence.mjs';

const FEWEST = 3; // boxes that are worth counting

/**
 * Count the first list of boxes on the page of a stage.
 * @param {Document} page
 */
export function offerCount(page) {
  const list = page.querySelector('.pb-stage .task-list');
  const boxes = [...(list?.querySelectorAll('input') ?? [])];
  if (!list || boxes.length < FEWEST) return;
  const said = made('p', 'pb-signals', '');
  said.setAttribute('role', 'status');
  list.after(said);
  const tell = () => {
    const count = boxes.filter(({ checked }) => checked).length;
    const what = verdict(count, boxes.length);
    if (!what) return said.replaceChildren();
    const words = [
      worded('standing.signals', { count, all: boxes.length }),
      worded(`standing.signals_${what}`),
    ];
    said.replaceChildren(words.join(' '), ...ways(page, what).flatMap((way) => [' ', way]));
  };
  list.addEventListener('change', tell);
  tell();
}

/**
 * Links to where the reader goes next: the first play of the stage, or the stages beside it.
 * @param {Document} page
 * @param {'here' | 'some' | 'few'} what
 */
function ways(page, what) {
  const step = page.querySelector('.pb-ladder [aria-current]')?.closest('li');
  const beside = [step?.previousElementSibling, step?.nextElementSibling].map((one) => one?.querySelector('a'));
  const play = page.querySelector('.pb-who tbody a');
  return (what === 'here' ? [play] : beside).flatMap((link) => {
    if (!link) return [];
    const way = made('a', '', link.textContent?.trim() ?? '');
    way.setAttribute('href', link.getAttribute('href') ?? '');
    return [way];
  });
}
