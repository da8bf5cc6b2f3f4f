// The plays that a plan or a meeting is about: the files that hold them are asked for once somebody names them.

import { currentFiles, isReplaced } from '../current.mjs';
import { CORE, ROOT } from '../place.mjs';
import { addScript } from '../scripts.mjs';
import { address } from '../slots.mjs';
import { fromPlanCode, fromPlanHash } from './code.mjs';

/**
 * @typedef {import('./page.mjs').PlanPlay} PlanPlay
 * @typedef {{files: number, plays: (PlanPlay & {steps: string[], parts: {[role: string]: string}})[],
 *   moved: {[old: string]: string}}} PlayFile `files` is how many there are, `moved` leads from ids that plays once had
 * @typedef {{files: number, plays: PlanPlay[], moved: {[old: string]: string}, steps: {[play: string]: string[]},
 *   parts: {[play: string]: {[role: string]: string}}}} Known what a page knows of plays by now
 */

const PRIME = 65_521; // as in pages/plan.py

/** @type {string | undefined} what the files end in */
let ending;

/**
 * The number of the file that an id belongs to, as pages/plan.py works it out.
 * @param {string} id
 * @param {number} count of all files
 */
export function fileOf(id, count) {
  let number = 0;
  for (let at = 0; at < id.length; at++) number = (number * 31 + id.charCodeAt(at)) % PRIME;
  return number % count;
}

/** Adds to what a page knows of plays. Where they share one file, all of them are known with the first. */
export class Plays {
  #known;
  #load;
  /** @type {Map<number, Promise<void>>} */
  #asked = new Map();
  /** @type {Map<string, PlanPlay>} */
  #byId = new Map();

  /**
   * @param {Known} known is added to in place
   * @param {(file: number) => Promise<PlayFile>} [load] rejects where a file cannot be had
   */
  constructor(known, load = loadFile) {
    this.#known = known;
    this.#load = load;
  }

  /** Whether plays are so few that a list can offer all of them. */
  get few() {
    return this.#known.files === 1;
  }

  /**
   * Have the plays of these ids, and all that they require; rejects where a file cannot be had, and may be asked again.
   * @param {Iterable<string>} ids whoever wrote them
   */
  async have(ids) {
    /** @type {Set<string>} */
    const seen = new Set();
    for (let ahead = new Set(ids); ahead.size > 0; ) {
      const files = new Set([...ahead].map((id) => fileOf(id, this.#known.files)));
      await Promise.all([...files].map((file) => this.#once(file)));
      const next = [...ahead].flatMap((id) => this.#behind(id));
      for (const id of ahead) seen.add(id);
      ahead = new Set(next.filter((id) => !seen.has(id)));
    }
  }

  /** Have all plays, where they are few. */
  async haveFew() {
    if (this.few) await this.#once(0);
  }

  /**
   * The ids that one leads to: what it is called today, and what it requires.
   * @param {string} id
   */
  #behind(id) {
    const { moved } = this.#known;
    const now = Object.hasOwn(moved, id) ? [moved[id]] : [];
    return [...now, ...(this.#byId.get(id)?.requires ?? [])];
  }

  /** @param {number} file */
  #once(file) {
    const asked = this.#asked.get(file) ?? this.#take(file).catch((error) => {
      this.#asked.delete(file);
      throw error;
    });
    this.#asked.set(file, asked);
    return asked;
  }

  /** @param {number} file */
  async #take(file) {
    const { files, plays, moved } = await this.#load(file);
    if (files !== this.#known.files) throw new Error('The site has been replaced since this page was loaded');
    for (const { steps, parts, ...play } of plays) {
      this.#byId.set(play.id, play);
      this.#known.plays.push(play);
      this.#known.steps[play.id] = steps;
      this.#known.parts[play.id] = parts;
    }
    Object.assign(this.#known.moved, moved);
  }
}

/**
 * The ids that an address names, whoever wrote it.
 * @param {string} hash
 */
export function namedIn(hash) {
  return fromPlanCode(fromPlanHash(hash) ?? '', (id) => id).entries.map(({ id }) => id);
}

/** Whether the files of plays that this page uses may be gone, as another site has taken their place. */
export function playsAreReplaced() {
  return isReplaced(ending);
}

/**
 * @param {number} file
 * @returns {Promise<PlayFile>}
 */
async function loadFile(file) {
  const load = async (anew = false) => {
    const now = await currentFiles(anew);
    if (now.core !== CORE) throw new Error('The site has been replaced since this page was loaded');
    ending = now.search;
    await addScript(new URL(`assets/playbook/plays/${file}.${ending}.js`, ROOT));
  };
  // A browser may keep for a while what the site said of itself before.
  await load().catch(() => load(true));
  const { plays, ...rest } = /** @type {any} */ (globalThis).playbookPlays[file];
  return { ...rest, plays: plays.map((/** @type {PlanPlay} */ play) => ({ ...play, url: address(ROOT, play.url) })) };
}
