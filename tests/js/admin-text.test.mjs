import assert from 'node:assert/strict';
import { test } from 'node:test';

import { between, bold, cite, link, list, picture } from '../../plugins/playbook/admin/text.mjs';

/**
 * A text in which ⟨ and ⟩ stand around the selection, as a button leaves it.
 * @param {string} marked
 * @param {(at: import('../../plugins/playbook/admin/text.mjs').Selected) => import('../../plugins/playbook/admin/text.mjs').Change} button
 */
function pressed(marked, button) {
  const start = marked.indexOf('⟨');
  const text = marked.replace(/[⟨⟩]/g, '');
  const end = marked.indexOf('⟩') < 0 ? start : marked.indexOf('⟩') - 1;
  const { from, to, insert, start: first, end: last } = button({ text, start, end });
  const made = text.slice(0, from) + insert + text.slice(to);
  return first === last ? `${made.slice(0, first)}⟨${made.slice(first)}` : `${made.slice(0, first)}⟨${made.slice(first, last)}⟩${made.slice(last)}`;
}

test('bold marks the words without the spaces around them, and pressing again takes it away', () => {
  assert.equal(pressed('Ask ⟨CIO ⟩first.', bold), 'Ask **⟨CIO⟩** first.');
  assert.equal(pressed('Ask **⟨CIO⟩** first.', bold), 'Ask ⟨CIO⟩ first.');
  assert.equal(pressed('⟨', bold), '**⟨**');
});

test('a list takes whole lines, and an empty line before it where a paragraph is above', () => {
  assert.equal(pressed('One\n⟨two\nthree⟩\nfour', list), 'One\n\n⟨- two\n- three⟩\nfour');
  assert.equal(pressed('- o⟨ne\n- tw⟩o', list), '⟨one\ntwo⟩');
  assert.equal(pressed('⟨• one\n2) two⟩', (at) => list(at, true)), '⟨1. one\n2. two⟩');
  assert.equal(pressed('## Traps\n\n⟨', list), '## Traps\n\n- ⟨');
});

test('a citation stands in brackets before the full stop', () => {
  assert.equal(pressed('⟨Each side learns too late.⟩ Then', (at) => cite(at, '[A](b)')), 'Each side learns too late ([A](b))⟨. Then');
  assert.equal(pressed('Too late ⟨', (at) => cite(at, '[A](b)')), 'Too late ([A](b))⟨');
});

test('a link to a play has the words that are selected, or its title', () => {
  assert.equal(pressed('Then ⟨talk⟩.', (at) => link(at, 'Talk sooner', 'talk-sooner.md')), 'Then [talk](talk-sooner.md)⟨.');
  assert.equal(pressed('Then ⟨.', (at) => link(at, 'Talk sooner', 'talk-sooner.md')), 'Then [Talk sooner](talk-sooner.md)⟨.');
});

test('a picture is a paragraph of its own behind the one with the caret', () => {
  assert.equal(pressed('One⟨ two.\n\nThree.', (at) => picture(at, 'A [list]', '../pictures/a.png')), 'One two.\n\n![A  list](../pictures/a.png)⟨\n\nThree.');
  assert.equal(pressed('⟨', (at) => picture(at, 'A list', 'a.png')), '![A list](a.png)⟨');
});

test('files of the content name one another as Markdown does', () => {
  assert.equal(between('plays', 'plays/a.md'), 'a.md');
  assert.equal(between('plays', 'sources/a.md'), '../sources/a.md');
  assert.equal(between('', 'plays/a.md'), 'plays/a.md');
});
