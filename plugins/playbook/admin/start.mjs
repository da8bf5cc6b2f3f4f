/** Teaches Decap CMS the formats of the playbook, before it has read its configuration. */

import { lists, pages } from './format.mjs';

/**
 * @typedef {import('./format.mjs').Format} Format
 * @typedef {import('./format.mjs').Keys} Keys
 * @typedef {{
 *   CMS: {registerCustomFormat: (name: string, extension: string, format: Format) => void},
 *   jsyaml: {
 *     CORE_SCHEMA: unknown,
 *     load: (text: string, options: object) => unknown,
 *     dump: (value: unknown, options: object) => string,
 *   },
 * }} Loaded what the two scripts before this one leave behind
 */

const loaded = /** @type {Loaded} */ (/** @type {unknown} */ (globalThis));

// Of YAML only the plain core, as the check reads it: a date or a "no" is text.
const schema = loaded.jsyaml.CORE_SCHEMA;
const yaml = {
  load: (/** @type {string} */ text) => loaded.jsyaml.load(text, { schema }),
  dump: (/** @type {unknown} */ value) => loaded.jsyaml.dump(value, { schema, lineWidth: -1, noRefs: true, quotingType: '"' }),
};

/** @type {Record<string, {listed: boolean, keys: Keys}>} */
const shapes = JSON.parse(document.getElementById('shapes')?.textContent ?? '{}');

for (const [name, { listed, keys }] of Object.entries(shapes)) {
  loaded.CMS.registerCustomFormat(`playbook-${name}`, listed ? 'yml' : 'md', (listed ? lists : pages)(yaml, keys));
}
