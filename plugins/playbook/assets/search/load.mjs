// Gets the parts of the index by script tags, the one way that also works on pages opened from disk.

import { Search } from './search.mjs';

const PATIENCE = 20_000; // milliseconds before a part that does not come is given up

/** @type {Map<string, (value: unknown) => void>} */
const waiting = new Map();

/** @type {Promise<Search> | undefined} */
let opened;

/**
 * The search of this site, loaded once; rejects where a file cannot be had, and may be asked again.
 * @param {URL} base the root of the site
 */
export function openSearch(base) {
  opened ??= open(base).catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** @param {URL} base */
async function open(base) {
  const scope = /** @type {any} */ (globalThis);
  scope.playbookSearchPart = (/** @type {string} */ name, /** @type {unknown} */ value) => waiting.get(name)?.(value);
  /**
   * @param {string} name
   * @param {string} [version]
   */
  const load = (name, version) =>
    new Promise((resolve, reject) => {
      const url = new URL(`assets/playbook/search/${name}.js`, base);
      if (version) url.searchParams.set('v', version);
      waiting.set(name, resolve);
      script(url).then(() => reject(new Error(`${url} holds no part of the search`)), reject);
    });
  const search = new Search(/** @type {import('./store.mjs').Index} */ (await load('index')), load);
  whenIdle(search.preparing());
  return search;
}

/**
 * Goes on with some work whenever the browser has nothing else to do; one that cannot tell pauses between the steps.
 * @param {Iterator<unknown>} work
 */
function whenIdle(work) {
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 30, { timeRemaining: () => 0 }));
  idle((rest) => {
    let done;
    do done = work.next().done;
    while (!done && rest.timeRemaining() > 1);
    if (!done) whenIdle(work);
  });
}

/** @param {URL} url */
function script(url) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    const fail = () => {
      element.remove();
      reject(new Error(`${url} cannot be loaded`));
    };
    const late = setTimeout(fail, PATIENCE);
    element.src = url.href;
    element.async = true;
    element.addEventListener('error', () => {
      clearTimeout(late);
      fail();
    });
    element.addEventListener('load', () => {
      clearTimeout(late);
      element.remove();
      resolve(undefined);
    });
    document.head.append(element);
  });
}
