/** Teaches Decap CMS the formats, texts and pages of the playbook, and begins. */

import { lists, pages } from './format.mjs';
import { preview } from './previewing.mjs';
import { textControl } from './writing.mjs';

/**
 * @typedef {import('./format.mjs').Keys} Keys
 * @typedef {{
 *   CMS: any, h: any, createClass: any,
 *   jsyaml: {
 *     CORE_SCHEMA: unknown,
 *     load: (text: string, options: object) => unknown,
 *     dump: (value: unknown, options: object) => string,
 *   },
 * }} Loaded what the two scripts before this one leave behind
 */

const { CMS, h, createClass, jsyaml } = /** @type {Loaded} */ (/** @type {unknown} */ (globalThis));

// Of YAML only the plain core, as the check reads it: a date or a "no" is text.
const schema = jsyaml.CORE_SCHEMA;
const yaml = {
  load: (/** @type {string} */ text) => jsyaml.load(text, { schema }),
  dump: (/** @type {unknown} */ value) => jsyaml.dump(value, { schema, lineWidth: -1, noRefs: true, quotingType: '"' }),
};

/** @type {{shapes: Record<string, {listed: boolean, keys: Keys}>, facts: any, previews: {[name: string]: boolean}, drafts: string}} */
const { shapes, facts, previews, drafts } = JSON.parse(document.getElementById('playbook')?.textContent ?? '{}');

for (const [name, { listed, keys }] of Object.entries(shapes)) {
  CMS.registerCustomFormat(`playbook-${name}`, listed ? 'yml' : 'md', (listed ? lists : pages)(yaml, keys));
}

CMS.registerWidget('playbook-text', textControl(h, createClass, facts));
const { preview: Markdown } = CMS.getWidget('markdown');
for (const style of [...facts.styles, 'playbook.css']) CMS.registerPreviewStyle(style);
for (const [name, play] of Object.entries(previews)) CMS.registerPreviewTemplate(name, preview(h, createClass, Markdown, facts, play));

// Decap's window of all files commits to the branch itself, SVG and all. This library has no window.
CMS.registerMediaLibrary({ name: 'playbook', init: () => ({ enableStandalone: () => false }) });

// Nothing is published here, and what is written is no post.
const english = CMS.getLocale('en');
Object.assign(english.editor.editorToolbar, { deployPreviewButtonLabel: 'Open on the host', deployButtonLabel: 'Open the site' });
const merged = '%{readyCount} ready to be merged. Whoever reviews a draft merges it on the host.';
Object.assign(english.workflow.workflow, {
  newPost: 'Write',
  description: `%{smart_count} draft in review, ${merged} |||| %{smart_count} drafts in review, ${merged}`,
});

// Asked whether all is well, the backend of GitHub asks a host of its own, whichever GitHub the repository lies on.
for (const name of ['github', 'gitlab', 'forgejo', 'gitea']) {
  const host = CMS.getBackend(name);
  const { init } = host;
  host.init = (/** @type {unknown[]} */ ...given) => {
    const made = init(...given);
    // A draft is looked at where it is reviewed: its branch, with the check and what others say of it.
    made.getDeployPreview = async (/** @type {string} */ collection, /** @type {string} */ slug) => {
      return drafts ? { url: drafts.replace('{branch}', `cms/${collection}/${slug}`), status: 'success' } : null;
    };
    made.status = async () => ({ auth: { status: true }, api: { status: true, statusPage: '' } });
    return made;
  };
}

CMS.init();
