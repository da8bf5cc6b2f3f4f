/**
 * Runs in the header, before anything below it is painted: tells the style sheet that scripts run, and sets the colours
 * that the reader chose before or that the system asks for.
 */

(() => {
  /** @typedef {{button: HTMLButtonElement, media: string, scheme: string}} Colours */

  const FOLLOWS = '(prefers-color-scheme)'; // colours of this name are those that fit the system
  const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;
  const key = `${new URL('../../', own).pathname}scheme`; // several sites may share a host

  /** @type {Colours[]} */
  const all = [...document.querySelectorAll('button')].flatMap((button) => {
    const { media, scheme } = button.dataset;
    return scheme ? [{ button, media: media || 'not all', scheme }] : [];
  });

  /** What the reader chose on this site, as a place in the list; -1 where that is not known. */
  const chosen = () => {
    try {
      return all.findIndex(({ button }) => button.title === localStorage.getItem(key));
    } catch {
      return -1; // a browser that keeps nothing
    }
  };

  /** @param {number} place */
  const choose = (place) => {
    try {
      localStorage.setItem(key, all[place].button.title);
    } catch {
      // It holds for this page alone.
    }
    show(place);
    all[place].button.focus();
  };

  const fitting = () => Math.max(0, all.findIndex(({ media }) => media !== FOLLOWS && matchMedia(media).matches));

  /** @param {number} place */
  const show = (place) => {
    const colours = all[place].media === FOLLOWS ? all[fitting()] : all[place];
    document.documentElement.dataset.scheme = colours.scheme;
    all.forEach(({ button }, at) => {
      button.hidden = at !== place;
    });
  };

  const settle = () => {
    const known = chosen();
    show(known < 0 ? fitting() : known);
  };

  document.documentElement.classList.replace('no-js', 'js');
  if (all.length > 0) {
    all.forEach(({ button }, at) => button.addEventListener('click', () => choose((at + 1) % all.length)));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', settle);
    settle();
  }
})();
