/** Two small helps for reading: the list of headings says where the reader is, and code can be copied. */

import { decoded } from './addresses.mjs';
import { worded } from './texts.mjs';

const LINE = 0.3; // how far down a window, as a share of it, the heading stands that counts as read

/**
 * Mark the heading in view among the links beside the text.
 * @param {Document} page
 */
export function followHeadings(page) {
  const links = [...page.querySelectorAll('.pb-toc a')];
  const stops = links.flatMap((link) => {
    const heading = page.getElementById(decoded(link.getAttribute('href')?.slice(1) ?? ''));
    return heading ? [{ link, heading }] : [];
  });
  if (stops.length === 0) return;
  const mark = () => {
    const line = innerHeight * LINE;
    const current = stops.findLast(({ heading }) => heading.getBoundingClientRect().top <= line)?.link;
    for (const { link } of stops) {
      if (link === current) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  // Everything above the window counts as in it, so that a jump over many headings is seen too.
  const rootMargin = `1000000px 0px -${100 - LINE * 100}% 0px`;
  const watcher = new IntersectionObserver(mark, { rootMargin });
  for (const { heading } of stops) watcher.observe(heading);
}

/**
 * Give each block of code a button that copies it, where the browser lets pages copy.
 * @param {Document} page
 */
export function offerCopies(page) {
  if (!navigator.clipboard) return;
  for (const code of page.querySelectorAll('.pb-body pre > code')) {
    const button = page.createElement('button');
    button.type = 'button';
    button.className = 'pb-copy';
    button.textContent = worded('copying.copy');
    button.addEventListener('click', () => {
      const copying = navigator.clipboard.writeText(code.textContent ?? '');
      copying.then(
        () => (button.textContent = worded('copying.done')),
        () => {
          getSelection()?.selectAllChildren(code);
          button.textContent = worded('copying.select_text');
        },
      );
    });
    code.parentElement?.before(button);
  }
}
