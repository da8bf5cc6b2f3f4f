import assert from 'node:assert/strict';
import { test } from 'node:test';

import { lostWords } from '../../plugins/playbook/assets/search/notfound.mjs';

const CASES = /** @type {[string, string, string][]} */ ([
  ['/plays/talk-soner/', '/', 'talk soner'],
  ['/plays/talk_soner.html', '/', 'talk soner'],
  ['/talk-sooner', '/', 'talk sooner'],
  ['/matrix/copping/cio/index.html', '/', 'copping cio'],
  ['/two/plays/Shadow%20IT/', '/two/', 'Shadow IT'],
  ['/two/security', '/two/', 'security'],
  ['/elsewhere/security', '/two/', 'security'],
  ['/plays/caf%C3%A9-%E2%80%9Cna%C3%AFve%E2%80%9D/', '/', 'café naïve'],
  ['/plays/%E0%A4%A/', '/', 'E0 A4 A'],
  ['/plays/<img src=x onerror=alert(1)>/', '/', 'img src x onerror alert 1'],
  ['/plays/%3Cscript%3Ealert(1)%3C%2Fscript%3E', '/', 'script alert 1 script'],
  ['/x/customer\u2019s-data', '/', 'customer\u2019s data'],
  ['/', '/', ''],
  ['/index.html', '/', ''],
  ['/---/', '/', ''],
  ['', '/', ''],
]);

for (const [path, root, words] of CASES) {
  test(`${path} below ${root} asks for '${words}'`, () => {
    assert.equal(lostWords(path, root), words);
  });
}

test('an address without end asks for its first words', () => {
  const words = lostWords(`/${'very-long-'.repeat(1000)}`, '/');
  assert.equal(words.split(' ').length, 12);
});
