// Brings in the script of a feature when it is first needed.

import { FEATURES } from './manifest.mjs';
import { ROOT } from './place.mjs';
import { addScript } from './scripts.mjs';

/** @type {Map<string, Promise<void>>} */
const brought = new Map();

/**
 * Run a feature's scripts, each once; rejects where one cannot be had, and may be asked again.
 * @param {string} name
 */
export async function bring(name) {
  for (const path of FEATURES[name]) await once(path);
}

/** @param {string} path */
function once(path) {
  const known = brought.get(path) ?? addScript(new URL(path, ROOT)).catch((error) => {
    brought.delete(path);
    throw error;
  });
  brought.set(path, known);
  return known;
}
