import assert from 'node:assert/strict';
import { test } from 'node:test';

import { keptAs, outdated } from '../../plugins/playbook/assets/offline/keeping.mjs';

const SCOPE = 'https://example.org/book/';
const KEPT = new Set(['', 'plays/', 'plays/talk-sooner/', 'assets/playbook/app.js', 'old.html']);

const CASES = /** @type {[string, string | null][]} */ ([
  [SCOPE, ''],
  [`${SCOPE}index.html`, ''],
  [`${SCOPE}?q=x`, ''],
  [`${SCOPE}plays/#top`, 'plays/'],
  [`${SCOPE}plays`, 'plays/'],
  [`${SCOPE}plays/talk-sooner/index.html`, 'plays/talk-sooner/'],
  [`${SCOPE}assets/playbook/app.js?v=1`, 'assets/playbook/app.js'],
  [`${SCOPE}old.html`, 'old.html'],
  [`${SCOPE}playbook.json`, null],
  [`${SCOPE}plays/myindex.html`, null],
  ['https://example.org/', null],
  ['https://example.org/bookshop/', null],
  ['https://elsewhere.org/book/', null],
]);

test('a request is answered by the file of the site that it asks for', () => {
  for (const [url, name] of CASES) assert.equal(keptAs({ method: 'GET', url }, SCOPE, KEPT), name, url);
});

test('only what is read is kept', () => {
  for (const method of ['POST', 'HEAD', 'PUT']) assert.equal(keptAs({ method, url: SCOPE }, SCOPE, KEPT), null);
});

test('only older versions of the same site are thrown away', () => {
  const stores = ['playbook /book/ 1', 'playbook /book/ 2', 'playbook /book/two/ 1', 'playbook / 1', 'other'];
  assert.deepEqual(outdated(stores, 'playbook /book/ ', 'playbook /book/ 2'), ['playbook /book/ 1']);
});
