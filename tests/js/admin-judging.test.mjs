import assert from 'node:assert/strict';
import { test } from 'node:test';

import { ofDraft, ofFields, ofText } from '../../plugins/playbook/admin/judging.mjs';

const NOW = Date.parse('2026-11-21');
const FACTS = {
  plays: { 'talk-sooner': { title: 'Talk sooner' } },
  sources: { 'five-stages': { title: 'Five stages', anchors: ['lines-34'] } },
  marker: 'TODO',
  sections: [
    { heading: 'Steps', needed: true },
    { heading: 'Traps', needed: false },
  ],
};

/** @type {import('../../plugins/playbook/admin/judging.mjs').Field[]} */
const FIELDS = [
  { name: 'title', label: 'Title', widget: 'string', pattern: ['^[^<>\\n]{5,60}$', 'One line of 5 to 60 characters, without < and >'] },
  { name: 'stages', label: 'Stages', widget: 'select', multiple: true, min: 1, max: 2, options: [{ value: 'cold' }, { value: 'warm' }] },
  { name: 'related', label: 'Related', widget: 'relation', collection: 'plays', multiple: true, required: false },
  { name: 'sources', label: 'Sources', widget: 'list', required: false, fields: [{ name: 'id', label: 'Id', collection: 'sources' }] },
  { name: 'quote', label: 'Quote', widget: 'string', required: false, words: 3 },
  { name: 'review_every', label: 'Review every', widget: 'number', min: 1, max: 60 },
  { name: 'reviewed', label: 'Reviewed', widget: 'datetime' },
  { name: 'short', label: 'Short', widget: 'object', required: false, fields: [{ name: 'do', label: 'Do' }, { name: 'say', label: 'Say' }] },
];
const SOUND = { title: 'Talk first', stages: ['cold'], review_every: 12, reviewed: '2026-11-21' };

/** @param {object} changes */
function told(changes) {
  return ofFields(FIELDS, { ...SOUND, ...changes }, FACTS, NOW).map(({ where, says }) => `${where}: ${says}`);
}

test('a sound draft is told nothing', () => {
  assert.deepEqual(told({ related: ['talk-sooner'], sources: [{ id: 'five-stages' }], quote: 'a b c' }), []);
});

test('a part that may be left out is asked for only once it is begun', () => {
  assert.deepEqual(told({ short: { do: '', say: [] } }), []);
  assert.deepEqual(told({ short: { do: 'Ask.' } }), ['Short, Say: Still to be filled in.']);
});

test('each field is told what it may hold', () => {
  assert.deepEqual(told({ title: '' }), ['Title: Still to be filled in.']);
  assert.deepEqual(told({ title: 'a <b>' }), ['Title: One line of 5 to 60 characters, without < and >.']);
  assert.deepEqual(told({ stages: ['cold', 'warm', 'hot'] }), ['Stages: 3 entries; at most 2 are useful.', "Stages: 'hot' is none of the choices."]);
  assert.deepEqual(told({ stages: ['cold', 'cold'] }), ['Stages: An entry stands twice. Keep one.']);
  assert.deepEqual(told({ related: ['constructor'] }), ["Related: 'constructor' is not published yet. The branch must hold it too."]);
  assert.deepEqual(told({ sources: [{ id: '' }] }), ['Sources, Id: Still to be filled in.']);
  assert.deepEqual(told({ sources: [null], related: [''] }), ['Related: An entry is empty.', 'Sources: An entry is empty.']);
  assert.deepEqual(told({ quote: 'a b c d' }), ['Quote: 4 words; at most 3 may be quoted.']);
  assert.deepEqual(told({ review_every: 0 }), ['Review every: 0 must lie between 1 and 60.']);
  assert.deepEqual(told({ reviewed: '2027-01-01' }), ['Reviewed: 2027-01-01 lies in the future.']);
});

test('a text is told its gaps, its sections and the links that lead nowhere', () => {
  const found = (/** @type {string} */ text) => ofText(text, FACTS, { folder: 'plays', play: true }).map(({ where, says }) => `${where}: ${says}`);
  assert.deepEqual(found('## Steps\n\n1. Ask ([A](../sources/five-stages.md#lines-34)), [then](talk-sooner.md).\n'), []);
  assert.deepEqual(found('## Steps\n\nTODO: a\n\nTODO: b\n'), ['Steps: 2 places are still to be written.']);
  assert.deepEqual(found('## Traps\n\n## Steps\n'), ["Steps: 'Steps' stands further up in every play."]);
  assert.deepEqual(found('Words.'), ["Steps: The section '## Steps' is missing."]);
  assert.deepEqual(found('# Title\n##Traps\n## Steps\n<b>x</b> `<i>` <https://a.example>'), [
    'Text: The title stands in its own field. Begin headings with ##.',
    "Text: '##Traps' needs a space behind the # to be a heading.",
    'Steps: HTML is not published. Write Markdown.',
  ]);
  assert.deepEqual(found('## Steps\n[a](b.md) [c](../sources/x.md) [d](../sources/five-stages.md#lines-1) [e]() ![](p.png) ![x](https://a.example/p.png)'), [
    "a: There is no play 'b' yet. The branch must hold it too.",
    "c: There is no source 'x' yet. The branch must hold it too.",
    "d: 'Five stages' has no passage 'lines-1'.",
    'e: This link leads nowhere.',
    '![](p.png): The picture has no description for those who do not see it.',
    'x: Pictures of other hosts are not shown. Add the picture here.',
  ]);
});

test('a link is judged by where it leads from the folder of its text', () => {
  const found = (/** @type {string} */ text) => ofText(text, FACTS, { folder: 'stages', play: false }).map(({ where }) => where);
  assert.deepEqual(found('[a](warm.md) [b](../plays/index.md) [c](../plays/talk-sooner.md) [d](#here) [e](../sources/index.md)'), []);
  assert.deepEqual(found('[a](../plays/b.md) [c](../sources/d.md)'), ['a', 'c']);
});

test('what the preview takes for a list and the site does not is told', () => {
  const found = (/** @type {string} */ text) => ofText(text, FACTS, { folder: 'stages', play: false }).map(({ says }) => says);
  assert.deepEqual(found('Words:\n- one\n- two'), []);
  assert.deepEqual(found('Words:\n2. two\n3. three'), ["'2. two' needs an empty line above it to be a list."]);
  assert.deepEqual(found('<details open>\n<summary>More</summary>\n\nH<sub>2</sub>O<br/>\n\n</details>'), []);
  assert.deepEqual(found('<sub class="x">2</sub>'), ['HTML is not published. Write Markdown.']);
  assert.deepEqual(found('• one\n1) two'), ["'• one' is no list: begin it with '- ' or '1. '.", "'1) two' is no list: begin it with '- ' or '1. '."]);
  assert.deepEqual(found('- one\n  more\n- two\n\n1. three\n   - four\n\n> - five\n\n## Six\n- seven'), []);
});

test('a title that another play has, and a file that nobody can read, are told', () => {
  const draft = (/** @type {object} */ changes, /** @type {string} */ id) => {
    return ofDraft([...FIELDS, { name: 'body', folder: 'plays' }], { ...SOUND, body: '## Steps', ...changes }, FACTS, { id, play: true, now: NOW }).map(({ says }) => says);
  };
  assert.deepEqual(draft({ title: 'TALK sooner' }, 'new'), ["The play 'talk-sooner' is called so already. Choose other words."]);
  assert.deepEqual(draft({ title: 'Talk sooner' }, 'talk-sooner'), []);
  assert.match(draft({ title: '', body: '---\ntitle: [\n---\n' }, '')[0], /^The keys at the top/);
  assert.deepEqual(draft({ related: 'talk-sooner' }, ''), ['This is written in another form than it must have. Choose it again.']);
});

test('no value, however odd, stops the judge', () => {
  const odd = [null, undefined, '', 0, 7, true, 'x', [], [null], [[]], ['x', null], {}, { lead: null }, { lead: 'x', support: [null] }, [{ id: null }], [{}]];
  for (const name of [...FIELDS.map((field) => field.name), 'body', 'roles']) {
    for (const value of odd) {
      const fields = [...FIELDS, { name: 'roles', fields: [{ name: 'lead', multiple: true }] }, { name: 'body', folder: 'plays' }];
      assert.doesNotThrow(() => ofDraft(fields, { ...SOUND, [name]: value }, FACTS, { id: '', play: true, now: NOW }), `${name}: ${JSON.stringify(value)}`);
    }
  }
});
