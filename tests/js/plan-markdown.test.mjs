import assert from 'node:assert/strict';
import { test } from 'node:test';

import { escapedMarkdown, planMarkdown } from '../../plugins/playbook/assets/plan/markdown.mjs';

test('a plan is a list of tasks with links', () => {
  const lines = [
    { title: 'Talk', summary: 'Say it.', link: 'https://example.com/talk/', facts: 'small effort', done: true,
      more: ['Who: Ana', 'Went *well*'], steps: [{ words: 'Ring', done: true }, { words: 'Write', done: false }] },
    { title: 'Plan', summary: 'Lay it out.', link: '', facts: 'large effort', done: false, more: [], steps: [] },
  ];
  assert.equal(
    planMarkdown('My plan', 'From Ours: 1 of 2 done.', lines),
    '# My plan\n\nFrom Ours: 1 of 2 done.\n\n'
      + '- [x] [Talk](<https://example.com/talk/>)\n  Say it.\n  small effort\n'
      + '  Who: Ana\n  Went \\*well\\*\n\n  - [x] Ring\n  - [ ] Write\n\n'
      + '- [ ] **Plan**\n  Lay it out.\n  large effort\n',
  );
});

test('a title that looks like Markdown stays a title', () => {
  assert.equal(escapedMarkdown('Use *all* of [it] <b> `x` a_b'), 'Use \\*all\\* of \\[it\\] \\<b\\> \\`x\\` a\\_b');
  assert.equal(escapedMarkdown('1. Talk'), '1\\. Talk');
  assert.equal(escapedMarkdown('- Talk'), '\\- Talk');
  assert.equal(escapedMarkdown('Talk\n# more'), 'Talk \\# more');
  assert.equal(escapedMarkdown('Talk - now. 2. Sign'), 'Talk - now. 2. Sign');
});
