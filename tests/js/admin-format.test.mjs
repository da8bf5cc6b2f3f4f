import assert from 'node:assert/strict';
import { test } from 'node:test';

// @ts-expect-error js-yaml ships no types
import * as jsyaml from 'js-yaml';

import { lists, pages } from '../../plugins/playbook/admin/format.mjs';

const schema = jsyaml.CORE_SCHEMA;
const YAML = {
  load: (/** @type {string} */ text) => jsyaml.load(text, { schema }),
  dump: (/** @type {unknown} */ value) => jsyaml.dump(value, { schema, lineWidth: -1, noRefs: true, quotingType: '"' }),
};

/** @type {import('../../plugins/playbook/admin/format.mjs').Keys} */
const PLAY = {
  title: { needed: true },
  roles: { needed: true, form: 'led', keys: { lead: { needed: true }, support: {} } },
  sources: { needed: true, list: true, keys: { id: { needed: true }, where: { needed: true } } },
  time: { form: 'span', keys: { min: { needed: true }, max: { needed: true } } },
  aliases: { list: true },
  reviewed: { needed: true },
};

const TEXT = `---
# A note on the title.
title: "Talk first"
roles: [cmo, cio]
sources: []
time: {min: 30, max: 60}  # as it was
reviewed: 2026-11-01
mystery: 'yes'
---


## Steps

Talk.

`;

test('a file that nobody changed is written as it was, to the letter', () => {
  const format = pages(YAML, PLAY);
  assert.equal(format.toFile(format.fromFile(TEXT)), TEXT);
});

test('a changed key gets the canonical style, and every other stays', () => {
  const format = pages(YAML, PLAY);
  const data = format.fromFile(TEXT);
  const changed = format.toFile({ ...data, time: '45-90' });
  assert.equal(changed, TEXT.replace('time: {min: 30, max: 60}  # as it was', 'time:\n  min: 45\n  max: 90'));
  const spoken = format.toFile({ ...data, body: 'Listen.' });
  assert.equal(spoken, `${TEXT.slice(0, TEXT.indexOf('\n\n\n'))}\n\nListen.\n`);
});

test('the form gets minutes as one text and roles by who leads', () => {
  const data = pages(YAML, PLAY).fromFile(TEXT);
  assert.equal(data.time, '30-60');
  assert.deepEqual(data.roles, { lead: ['cmo', 'cio'] });
  assert.equal(data.reviewed, '2026-11-01');
  assert.equal(data.body, '## Steps\n\nTalk.');
});

test('a new file has its keys in order and nothing that is empty', () => {
  const data = {
    reviewed: '2026-11-21',
    aliases: [],
    time: 'ongoing',
    sources: [{ where: 'lines 7-9', id: 'interview' }],
    roles: { support: [], lead: ['cmo'] },
    title: ' Yes: no ',
    body: 'Talk.\n\n',
  };
  assert.equal(
    pages(YAML, PLAY).toFile(data),
    `---
title: "Yes: no"
roles:
  lead:
    - cmo
sources:
  - id: interview
    where: lines 7-9
time: ongoing
reviewed: 2026-11-21
---

Talk.
`,
  );
});

test('a list that the schema needs is written though it is empty', () => {
  const text = pages(YAML, PLAY).toFile({ title: 'Talk', aliases: undefined, body: '' });
  assert.match(text, /^sources: \[\]$/m);
  assert.doesNotMatch(text, /aliases|roles|time/);
});

test('a new play takes nothing from another that says some of the same', () => {
  const format = pages(YAML, PLAY);
  format.fromFile(TEXT);
  const text = format.toFile({ title: 'Listen first', reviewed: '2026-11-01', roles: { lead: ['cmo', 'cio'] }, body: 'x' });
  assert.match(text, /^roles:\n {2}lead:\n {4}- cmo\n {4}- cio$/m);
});

test('of two files that share a key, each is known again by its own title or text', () => {
  const format = pages(YAML, PLAY);
  const other = TEXT.replace('"Talk first"', 'Listen').replace('[cmo, cio]', '[cmo,  cio]');
  format.fromFile(other);
  const data = format.fromFile(TEXT);
  assert.equal(format.toFile({ ...format.fromFile(other) }), other);
  assert.equal(format.toFile(data), TEXT);
});

test('a file without front matter, or none at all, is shown', () => {
  const format = pages(YAML, PLAY);
  assert.deepEqual(format.fromFile('Only text.'), { body: 'Only text.' });
  assert.deepEqual(format.fromFile(''), {});
});

test('a file that is no YAML is shown as it is and never overwritten', () => {
  const broken = '---\ntitle: [a\n---\nText\n';
  const format = pages(YAML, PLAY);
  assert.deepEqual(format.fromFile(broken), { body: broken });
  assert.throws(() => format.toFile({ body: broken, title: 'Talk first' }), /cannot be read, so nothing was saved/);
  assert.throws(() => format.toFile({ body: '---\ntitle: A whole file\n---\nText\n', title: 'Talk first' }), /cannot be read/);
  assert.match(format.toFile({ body: 'One\n\n---\n\nTwo', title: 'Talk first' }), /One\n\n---\n\nTwo\n$/);
});

test('a mark of Windows before the keys hides none of them', () => {
  assert.equal(pages(YAML, PLAY).fromFile(`\ufeff${TEXT}`).title, 'Talk first');
});

test('a list that cannot be read is not overwritten', () => {
  const format = lists(YAML, {});
  assert.throws(() => format.fromFile('- id: [a\n'));
  assert.throws(() => format.toFile({ entries: [] }), /cannot be read/);
});

const WORDS = `# What the sides say.
# In order.

- id: api
  term: API
  aliases: [interface]

# Not for long.
- id: backlog
  term: "Backlog"
`;

/** @type {import('../../plugins/playbook/admin/format.mjs').Keys} */
const WORD = { id: { needed: true }, term: { needed: true }, means: {}, aliases: { list: true } };

test('of a list, only the entry that was changed is written anew', () => {
  const format = lists(YAML, WORD);
  const { entries } = /** @type {{entries: Record<string, unknown>[]}} */ (format.fromFile(WORDS));
  assert.equal(format.toFile({ entries }), WORDS);
  // Decap hands mappings back with their keys in any order.
  const shuffled = entries.map((entry) => Object.fromEntries(Object.entries(entry).reverse()));
  assert.equal(format.toFile({ entries: shuffled }), WORDS);
  const changed = format.toFile({ entries: [entries[0], { ...entries[1], means: 'What waits.' }] });
  assert.equal(changed, WORDS.replace('"Backlog"\n', 'Backlog\n  means: What waits.\n'));
});

test('entries are added, moved and removed', () => {
  const format = lists(YAML, WORD);
  const { entries } = /** @type {{entries: Record<string, unknown>[]}} */ (format.fromFile(WORDS));
  const text = format.toFile({ entries: [{ aliases: ['x'], term: 'New', id: 'new' }, entries[0]] });
  const head = '# What the sides say.\n# In order.\n\n';
  assert.equal(
    text,
    `${head}- id: new\n  term: New\n  aliases:\n    - x\n\n- id: api\n  term: API\n  aliases: [interface]\n`,
  );
});

test('keys that are written in an unusual way are read, and each is written once', () => {
  const format = pages(YAML, PLAY);
  for (const head of ['"title": Talk\nreviewed: 2026-11-01\n', '"title": Talk\n"reviewed": 2026-11-01\n', '{title: Talk, reviewed: 2026-11-01}\n']) {
    const data = format.fromFile(`---\n${head}---\n\nText.\n`);
    assert.deepEqual([data.title, data.reviewed], ['Talk', '2026-11-01'], head);
    assert.equal(format.toFile(data), '---\ntitle: Talk\nsources: []\nreviewed: 2026-11-01\n---\n\nText.\n');
  }
});

test('a file that is no plain list is refused, since saving would empty it', () => {
  const format = lists(YAML, WORD);
  for (const text of ['terms:\n  - id: api\n', '  - id: api\n', '[{id: api}]\n', '- api\n']) {
    assert.throws(() => format.fromFile(text), /This (file|entry)/, text);
  }
  assert.deepEqual(format.fromFile('# Nothing yet.\n'), { entries: [] });
  assert.deepEqual(format.fromFile('[]\n'), { entries: [] });
});

test('a facet whose id every object seems to have is kept, and one that is not there is not made up', () => {
  const keys = { ...PLAY, constructor: { needed: true, list: true } };
  const text = TEXT.replace('mystery:', 'constructor:\n  - teams\n__proto__: [a]\nmystery:');
  const { fromFile, toFile } = pages(YAML, keys);
  const read = fromFile(text);
  assert.deepEqual(Object.keys(read).filter((name) => name in {}), ['constructor', '__proto__']);
  assert.match(toFile({ ...read, constructor: ['teams', 'data'] }), /constructor:\n {2}- teams\n {2}- data\n/);
  assert.match(toFile({ ...read, title: 'Talk now' }), /\n__proto__: \[a\]\n/);
  const plain = pages(YAML, PLAY);
  assert.match(plain.toFile({ ...plain.fromFile(text), title: 'Talk now' }), /constructor:\n {2}- teams\n/);
  const none = pages(YAML, keys);
  assert.doesNotMatch(none.toFile({ ...none.fromFile(TEXT), title: 'Talk now' }), /constructor: .*native/);
});
