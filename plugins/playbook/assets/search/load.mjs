// Gets the parts of the index.

import { currentFiles, isReplaced } from '../current.mjs';
import { CORE } from '../place.mjs';
import { addScript } from '../scripts.mjs';
import { Search } from './search.mjs';

const CALL = 'playbookSearchPart(';
const PATIENCE = 20_000; // milliseconds before a part that does not come is given up

/** @type {Map<string, (value: unknown) => void>} */
const waiting = new Map();

/** @type {Promise<Search> | undefined} */
let opened;

/** @type {string | undefined} what the index's files end in */
let ending;

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

/** Whether the files of the search that this page uses may be gone, as another site has taken their place. */
export function searchIsReplaced() {
  return isReplaced(ending);
}

/** @param {URL} base */
async function open(base) {
  const scope = /** @type {any} */ (globalThis);
  scope.playbookSearchPart = (/** @type {string} */ name, /** @type {unknown} */ value) => waiting.get(name)?.(value);
  /** @param {string} name */
  const load = (name) => {
    const url = new URL(`assets/playbook/search/${name}.${ending}.js`, base);
    return base.protocol === 'file:' ? run(name, url) : read(url);
  };
  const loadIndex = async (anew = false) => {
    const now = await currentFiles(anew);
    if (now.core !== CORE) throw new Error('The site has been replaced since this page was loaded');
    ending = now.search;
    return load('index');
  };
  // A browser may keep for a while what the site said of itself before.
  const index = await loadIndex().catch(() => loadIndex(true));
  const search = new Search(/** @type {import('./store.mjs').Index} */ (index), load);
  if (search.whole) prepare(search);
  return search;
}

/**
 * A part as its script hands it over: on a page that is opened from disk nothing else can read it.
 * @param {string} name
 * @param {URL} url
 */
function run(name, url) {
  return new Promise((resolve, reject) => {
    waiting.set(name, resolve);
    addScript(url).then(() => reject(new Error(`${url} holds no part of the search`)), reject);
  });
}

/**
 * A part as the text of its script holds it, which costs a slow page half of what running it does.
 * @param {URL} url
 * @returns {Promise<unknown>}
 */
async function read(url) {
  const said = await fetch(url, { signal: AbortSignal.timeout?.(PATIENCE) });
  const script = await said.text();
  if (!said.ok || !script.startsWith(CALL)) throw new Error(`${url} holds no part of the search`);
  return JSON.parse(script.slice(script.indexOf(', ') + 2, script.lastIndexOf(')')));
}

const prepared = new WeakSet();

/**
 * Does what later questions will need while the reader asks nothing. What has to be loaded for it waits for the first answer.
 * @param {Search} search
 */
export function prepare(search) {
  if (prepared.has(search)) return;
  prepared.add(search);
  whenIdle(search.preparing());
}

/**
 * Goes on with some work whenever the browser has nothing else to do; one that cannot tell pauses between the steps.
 * @param {Iterator<unknown>} work
 */
function whenIdle(work) {
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 30, { timeRemaining: () => 0 }));
  idle((rest) => {
    let step;
    do step = work.next();
    while (!step.done && !(step.value instanceof Promise) && rest.timeRemaining() > 1);
    if (!step.done) void Promise.resolve(step.value).then(() => whenIdle(work));
  });
}
