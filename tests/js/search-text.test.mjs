import assert from 'node:assert/strict';
import { test } from 'node:test';

import { chunks, fold, marked, parts, queryWords, words } from '../../plugins/playbook/assets/search/text.mjs';

test('a text is folded and cut as pages are', () => {
  assert.equal(fold('Caf\u00e9 \uff29\uff34 CIO\u2019s'), "cafe it cio's");
  assert.deepEqual(words("The CIO's co-create, don't \u{1f680}"), ['the', 'cio', 'co', 'create', 'cocreate', 'dont', '\u{1f680}']);
  assert.deepEqual(parts('in-house'), ['in', 'house', 'inhouse']);
});

test('a query remembers capitals, quotes and hyphens', () => {
  const [it, says, plan, house] = queryWords('IT says "plan" in-house');
  assert.equal(it.capitals, true);
  assert.equal(says.capitals, false);
  assert.equal(plan.quoted, true);
  assert.deepEqual([house.word, house.parts, house.chunk], ['inhouse', ['in', 'house'], 3]);
  assert.equal(queryWords("IT's")[0].capitals, true);
  assert.equal(queryWords('I')[0].capitals, false);
});

test('a quote that is never closed reaches to the end', () => {
  assert.deepEqual(queryWords('a "b c').map((unit) => unit.quoted), [false, true, true]);
});

test('a pasted page, lone surrogates, operators and markup are words or nothing', () => {
  assert.ok(queryWords('word '.repeat(5000)).length <= 600);
  assert.ok(queryWords('x'.repeat(10_000)).every((unit) => unit.word.length <= 4000));
  assert.deepEqual(queryWords('\ud800 \udc00'), []);
  assert.deepEqual(queryWords('+a* -b~2 c^10 title:d (e|f) [g] \\w{3}').map((unit) => unit.word), [
    'a', 'b', '2', 'c', '10', 'title', 'd', 'e', 'f', 'g', 'w', '3',
  ]);
  assert.deepEqual(queryWords('<img onerror=alert(1)>').map((unit) => unit.word), ['img', 'onerror', 'alert', '1']);
  assert.deepEqual(chunks('   '), []);
});

test('right-to-left words are words', () => {
  assert.deepEqual(words('\u05e9\u05dc\u05d5\u05dd \u0639\u0627\u0644\u0645'), ['\u05e9\u05dc\u05d5\u05dd', '\u0639\u0627\u0644\u0645']);
});

test('marked pieces join to the text, and hold the words in any spelling', () => {
  const text = "Caf\u00e9s: the CIO's co-created caf\u00e9, \u{1f680} & <b>";
  const pieces = marked(text, new Set(['cafe', 'cio', 'cocreated', '\u{1f680}']));
  assert.equal(pieces.map((piece) => piece.text).join(''), text);
  assert.deepEqual(pieces.filter((piece) => piece.hit).map((piece) => piece.text), [
    "CIO's", 'co-created', 'caf\u00e9', '\u{1f680}',
  ]);
  assert.deepEqual(marked('plain', new Set()), [{ text: 'plain', hit: false }]);
  assert.deepEqual(marked('', new Set(['a'])), []);
});

test('of a text 600 words and 4,000 characters are read at most, counted after folding', () => {
  const unfolding = '\ufdfa'; // one sign that stands for four words of eighteen letters
  for (const text of [unfolding.repeat(999), Array(300).fill(unfolding).join(' '), 'in-house '.repeat(99), 'a-'.repeat(500), '\ufb03'.repeat(4000), 'in-house '.repeat(990)]) {
    const units = queryWords(text);
    assert.ok(units.length > 0);
    assert.ok(units.flatMap((unit) => unit.parts).length <= 600, text);
    assert.ok(units.reduce((sum, unit) => sum + unit.word.length, 0) <= 4000, text);
    assert.ok(units.every((unit) => unit.word === unit.parts.join('')), text);
  }
  assert.deepEqual(queryWords(`${'a b '.repeat(299)}c in-house d`).slice(-3).map((unit) => unit.word), ['b', 'c', 'in']);
});
