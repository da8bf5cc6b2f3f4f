// Gets the glossary, in its two voices, once somebody asks for a word of it.

import { currentFiles } from '../current.mjs';
import { ROOT } from '../place.mjs';
import { addScript } from '../scripts.mjs';

/** @typedef {{[id: string]: readonly (readonly [role: string, name: string, words: string])[]}} Voices */

/** @type {Promise<Voices> | undefined} */
let asked;

/**
 * What each role says, by the id of the entry; rejects where that cannot be had, and may be asked again.
 * @returns {Promise<Voices>}
 */
export function voices() {
  asked ??= load().catch((error) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

async function load() {
  const { search } = await currentFiles();
  await addScript(new URL(`assets/playbook/glossary.${search}.js`, ROOT));
  return /** @type {any} */ (globalThis).playbookGlossary;
}
