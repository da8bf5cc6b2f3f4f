import assert from 'node:assert/strict';
import { test } from 'node:test';

import { corrections, distance } from '../../plugins/playbook/assets/search/expand.mjs';
import { leading } from '../../plugins/playbook/assets/search/matches.mjs';
import { recent, remembered } from '../../plugins/playbook/assets/search/recent.mjs';
import { counts, joined, passing } from '../../plugins/playbook/assets/search/facets.mjs';
import { nearestAnswers, nearestTerms, nearestWords, resemblances } from '../../plugins/playbook/assets/search/nearest.mjs';
import { LEVELS } from '../../plugins/playbook/assets/search/packed.mjs';
import { rank } from '../../plugins/playbook/assets/search/rank.mjs';
import { fromQuery, toQuery } from '../../plugins/playbook/assets/search/state.mjs';
import { alike, synonyms } from '../../plugins/playbook/assets/search/synonyms.mjs';
import { letterSet, queryWords } from '../../plugins/playbook/assets/search/text.mjs';

/** The plain textbook matrix, to compare with. @param {string} one @param {string} other */
function textbook(one, other) {
  /** @type {number[][]} */
  const edits = [];
  for (let row = 0; row <= one.length; row++) {
    edits.push([]);
    for (let column = 0; column <= other.length; column++) {
      if (row === 0 || column === 0) {
        edits[row].push(row + column);
        continue;
      }
      const change = one[row - 1] === other[column - 1] ? 0 : 1;
      let least = Math.min(edits[row - 1][column] + 1, edits[row][column - 1] + 1, edits[row - 1][column - 1] + change);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        least = Math.min(least, edits[row - 2][column - 2] + 1);
      }
      edits[row].push(least);
    }
  }
  return edits[one.length][other.length];
}

test('the distance of words is the textbook one, up to its limit', () => {
  let seed = 7;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  const word = () => Array.from({ length: random(8) }, () => 'abc'[random(3)]).join('');
  for (let round = 0; round < 5000; round++) {
    const [one, other, most] = [word(), word(), random(4)];
    assert.equal(distance(one, other, most), Math.min(textbook(one, other), most + 1), `${one} ${other} ${most}`);
  }
});

/** @param {string[]} words @param {number[]} sizes */
const known = (words, sizes) => ({ words, sizes, letters: Int32Array.from(words, letterSet) });

test('every word within reach is found, the glance at letters takes none away', () => {
  let seed = 11;
  const random = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  const letters = 'abcdefg\u00e9\u0436\u4e00';
  const words = [...new Set(Array.from({ length: 3000 }, () => Array.from({ length: 4 + random(5) }, () => letters[random(letters.length)]).join('')))];
  for (const word of words.slice(0, 100)) {
    const asked = word.slice(1) + letters[random(letters.length)];
    const most = asked.length < 7 ? 1 : 2;
    const near = words.filter((one) => {
      const edits = textbook(asked, one);
      return edits > 0 && edits <= most && (edits === 1 ? one.length !== asked.length || !one.startsWith(asked.slice(0, -1)) : one[0] === asked[0]);
    });
    const fewest = Math.min(...near.map((one) => textbook(asked, one)));
    const right = near.filter((one) => textbook(asked, one) === fewest);
    const found = corrections(asked, known(words, words.map(() => 1)), { last: false }).map((one) => one.word);
    assert.equal(found.length, Math.min(right.length, 6), asked);
    assert.ok(found.every((one) => right.includes(one)), asked);
  }
});

test('a misspelt word is corrected to the likeliest, and a short one not at all', () => {
  const vocabulary = known(['journey', 'journeys', 'security', 'sincerity', 'tool'], [5, 1, 3, 1, 4]);
  const found = (/** @type {string} */ word, last = false) => corrections(word, vocabulary, { last }).map(({ word }) => word);
  assert.deepEqual(found('secuirty'), ['security']);
  assert.deepEqual(found('jorney'), ['journey']);
  assert.deepEqual(found('ourney'), ['journey']);
  assert.deepEqual(found('ourny'), [], 'two slips never begin a word');
  assert.deepEqual(found('tol'), []);
  assert.deepEqual(found('zzzzzzz'), []);
  assert.deepEqual(found('secrit', true), ['security']);
});

/** @param {[number, number, number][]} triples page, score, place */
const hits = (triples) => ({
  pages: Int32Array.from(triples, ([page]) => page),
  levels: Uint8Array.from(triples, ([, score]) => score * LEVELS),
  places: Uint8Array.from(triples, ([, , place]) => place),
});
// What a page is stands in the upper three bits of its mark; the third here is no play.
const SITE = { pages: 3, lengths: Uint8Array.of(2, 2, 2), marks: Uint8Array.of(0, 0, 1 << 5) };

test('the best expansion of a word counts, not the sum of them', () => {
  const expansions = [{ worth: 1, hits: hits([[0, 2, 0]]) }, { worth: 0.5, hits: hits([[0, 3, 0], [1, 3, 0]]) }];
  const { scores } = rank([{ weight: 1, needed: true, expansions }], SITE);
  assert.deepEqual([...scores], [2, 1.5, 0]);
});

test('a page with all words comes before one with more of a single word', () => {
  const one = { weight: 1, needed: true, expansions: [{ worth: 1, hits: hits([[0, 2, 0], [1, 1.2, 0]]) }] };
  const other = { weight: 1, needed: true, expansions: [{ worth: 1, hits: hits([[1, 0.6, 0]]) }] };
  const { scores, share } = rank([one, other], SITE);
  assert.ok(scores[1] > scores[0]);
  assert.deepEqual([...share], [0.5, 1, 0]);
});

test('a title that is the query comes before a longer one, and a play before another page', () => {
  const word = { weight: 1, needed: true, expansions: [{ worth: 1, hits: hits([[0, 1, 1], [1, 1, 1], [2, 1, 1]]) }] };
  const { scores } = rank([word], { ...SITE, lengths: Uint8Array.of(4, 1, 1) });
  assert.ok(scores[1] > scores[0]);
  assert.ok(scores[1] > scores[2]);
});

test('a word that is not needed helps, and its lack costs nothing', () => {
  const needed = { weight: 1, needed: true, expansions: [{ worth: 1, hits: hits([[0, 1, 0], [1, 1, 0]]) }] };
  const extra = { weight: 1, needed: false, expansions: [{ worth: 1, hits: hits([[1, 1, 0]]) }] };
  const { scores, share } = rank([needed, extra], SITE);
  assert.equal(scores[0], 1);
  assert.ok(scores[1] > 1);
  assert.deepEqual([...share], [1, 1, 0]);
});

/** @param {string} id @param {number[]} lead @param {number[]} [support] */
const term = (id, lead, support = [0, 0, 0, 0]) => ({
  id, name: id, number: 1, aliases: [], lead: Uint8Array.from(lead), support: Uint8Array.from(support),
});
const FACETS = [
  { id: 'roles', param: 'role', name: 'Roles', singular: 'Role', ordered: false, terms: [term('cio', [1, 0, 0, 0], [0, 1, 0, 0]), term('cmo', [0, 0, 1, 0])] },
  { id: 'stages', param: 'stage', name: 'Stages', singular: 'Stage', ordered: true, terms: [term('coping', [1, 0, 1, 1]), term('cold', [0, 1, 0, 0])] },
];

/** @param {{[facet: string]: string[]}} terms */
const chosen = (terms) => new Map(Object.entries(terms));

test('any term of a facet will do, but every facet must agree', () => {
  assert.deepEqual([...passing(FACETS, chosen({}), 4)], [1, 1, 1, 1]);
  assert.deepEqual([...passing(FACETS, chosen({ roles: ['cio'] }), 4)], [1, 1, 0, 0]);
  assert.deepEqual([...passing(FACETS, chosen({ roles: ['cio', 'cmo'] }), 4)], [1, 1, 1, 0]);
  assert.deepEqual([...passing(FACETS, chosen({ roles: ['cio', 'cmo'], stages: ['coping'] }), 4)], [1, 0, 1, 0]);
});

test('counts leave out the choice of their own facet', () => {
  const found = Uint8Array.of(1, 1, 1, 0);
  assert.deepEqual(counts(FACETS, chosen({ roles: ['cio'] }), found), new Map([
    ['roles', new Map([['cio', 2], ['cmo', 1]])],
    ['stages', new Map([['coping', 1], ['cold', 1]])],
  ]));
  assert.deepEqual(joined(chosen({ roles: ['cio'] }), chosen({ roles: ['cio', 'cmo'], stages: ['cold'] })), chosen({
    roles: ['cio', 'cmo'],
    stages: ['cold'],
  }));
});

test('an address holds the question and gives it back', () => {
  const params = FACETS.map(({ id, param, terms }) => ({ id, param, terms: terms.map((one) => one.id) }));
  const state = { text: 'caf\u00e9 & "plans" 100%', filters: chosen({ roles: ['cio', 'cmo'], stages: [] }), kind: 'moment', sort: /** @type {const} */ ('stage') };
  const query = toQuery(state, params);
  assert.match(query, /&role=cio&role=cmo&kind=moment&sort=stage$/);
  assert.deepEqual(fromQuery(query, params), state);
  assert.equal(toQuery({ text: ' ', filters: chosen({}), kind: '', sort: 'fit' }, params), '');
  assert.deepEqual(fromQuery('?role=nobody&role=cmo&stage=<b>', params).filters, chosen({ roles: ['cmo'], stages: [] }));
});

test('a phrase brings the words of those it stands for, to the whole of it alone', () => {
  const known = synonyms([['in it for us', 'mutual value'], ['jargon', 'acronyms']]);
  const words = (/** @type {string} */ text) => alike(queryWords(text), known);
  assert.deepEqual(words("what's in it for us"), [[], ['mutual', 'value'], ['mutual', 'value'], ['mutual', 'value'], ['mutual', 'value']]);
  assert.deepEqual(words('in it for me'), [[], [], [], []]);
  assert.deepEqual(words('jargon "jargon"'), [['acronyms'], []]);
});

test('words and terms that look alike are offered', () => {
  assert.deepEqual(resemblances(['same', 'xyz'])('same'), [1, 0]);
  assert.deepEqual(resemblances(['abc'])('xyz'), []);
  assert.deepEqual(nearestWords(['secure'], known(['security', 'tool'], [1, 1])), ['security']);
  assert.deepEqual(nearestTerms(['copingly'], FACETS), [{ facet: 'stages', term: 'coping' }]);
});

test('answers are offered by how many of the words their titles are like, stop words left out', () => {
  const answers = ['The campaign needs a site by Friday', 'A deadline for the campaign', 'Somebody new'].map((title, page) => ({
    page, id: title, title, summary: '', terms: [], kind: 'moment', url: `moments/${page}/`, plays: [],
  }));
  const urls = (/** @type {string[]} */ wanted) => nearestAnswers(wanted, answers, new Set(['for', 'the', 'by', 'a'])).map(({ url }) => url);
  assert.deepEqual(urls(['campaigns', 'fridays']), ['moments/0/', 'moments/1/']);
  assert.deepEqual(urls(['for', 'xylophone']), []);
});

test('the best of some pages are put in order, no more of them than are wanted', () => {
  const pages = [5, 3, 9, 1, 7, 3, 8];
  const order = (/** @type {number} */ one, /** @type {number} */ other) => one - other;
  for (const most of [0, 1, 3, 7, 20]) {
    assert.deepEqual(leading(pages, most, order), [...pages].sort(order).slice(0, most));
  }
});

test('searches are kept only where the reader asked, the latest first, each once and not without end', () => {
  assert.equal(recent(null), null);
  assert.deepEqual(recent('[]'), []);
  const kept = ['one', 'Two  words ', 'one', '', 'x'.repeat(101)].reduce((text, words) => remembered(recent(text) ?? [], words), '[]');
  assert.deepEqual(recent(kept), ['one', 'Two words']);
  const many = Array.from({ length: 50 }, (_, at) => `search ${at}`).reduce((text, words) => remembered(recent(text) ?? [], words), '[]');
  assert.equal(recent(many)?.length, 8);
  assert.equal(recent(many)?.[0], 'search 49');
});

test('damaged searches are passed over', () => {
  for (const text of ['', '{', 'null', '{"length": 3}', '"text"', '[[]', '7']) assert.deepEqual(recent(text), []);
  assert.deepEqual(recent('["good", 7, null, ["x"], " ", {"a": 1}]'), ['good']);
});
