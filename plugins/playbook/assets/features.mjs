// Brings in the script of a feature when it is first needed.

import { FEATURES } from './manifest.mjs';
import { ROOT } from './place.mjs';
import { addScript } from './scripts.mjs';

/** @type {Map<string, Promise<void>>} */
const brought = new Map();

/**
 * Run a feature's script, once; rejects where it cannot be had, and may be asked again.
 * @param {string} name
 */
export function bring(name) {
  const known = brought.get(name) ?? addScript(new URL(FEATURES[name], ROOT)).catch((error) => {
    brought.delete(name);
    throw error;
  });
  brought.set(name, known);
  return known;
}
