import assert from 'node:assert/strict';
import { test } from 'node:test';

import { queryWords } from '../../plugins/playbook/assets/search/text.mjs';
import { literally, mentions, phrases, pointed, without } from '../../plugins/playbook/assets/search/understand.mjs';

const none = new Uint8Array(0);
/** @type {(id: string, name: string, number: number, aliases?: string[]) => import('../../plugins/playbook/assets/search/store.mjs').Term} */
const term = (id, name, number, aliases = []) => ({ id, name, number, aliases, lead: none, support: none });
const FACETS = [
  {
    id: 'stages', param: 'stage', name: 'Stages', singular: 'Stage', ordered: true,
    terms: [term('coping', 'Coping', 1, ['truce']), term('co-mingling', 'Co-mingling', 2, ['comingling', 'co mingling'])],
  },
  {
    id: 'roles', param: 'role', name: 'Roles', singular: 'Role', ordered: false,
    terms: [
      term('cmo', 'CMO', 1, ['chief marketing officer']),
      term('it-team', 'IT team', 2, ['IT', 'IT department']),
      term('marketing-team', 'Marketing team', 3, ['marketing']),
    ],
  },
  { id: 'sizes', param: 'size', name: 'Sizes', singular: 'Size', ordered: false, terms: [term('big', 'Big', 1)] },
];
const KNOWN = phrases(FACETS);
const STOP = new Set(['it', 'for', 'as', 'a', 'the', 'is', 'in', 'us', 'what']);

/** @param {string} text */
const named = (text) => mentions(queryWords(text), KNOWN, STOP).map(({ facet, term }) => `${facet}/${term}`);

for (const [text, expected] of /** @type {const} */ ([
  ['cmo coping', ['roles/cmo', 'stages/coping']],
  ['for IT, stage 2', ['roles/it-team', 'stages/co-mingling']],
  ['for it, stage two', ['roles/it-team', 'stages/co-mingling']],
  ['comingling', ['stages/co-mingling']],
  ['Co-Mingling', ['stages/co-mingling']],
  ['co mingling', ['stages/co-mingling']],
  ['stage:coping role:cmo', ['stages/coping', 'roles/cmo']],
  ['the coping stage', ['stages/coping']],
  ['chief marketing officer', ['roles/cmo']],
  ['Chief Marketing Officer\u2019s plan', ['roles/cmo']],
  ['marketing', ['roles/marketing-team']],
  ['marketing team', ['roles/marketing-team']],
  ['it', ['roles/it-team']],
  ['IT', ['roles/it-team']],
  ['is it safe', []],
  ["what's in it for us", []],
  ['2', []],
  ['stage 9', []],
  ['"cmo" coping', ['stages/coping']],
  ['big', ['sizes/big']],
  ['', []],
])) {
  test(`"${text}" names ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(named(text), [...expected]));
}

test('a number or the name of the facet leaves no doubt; one word of the street is plain', () => {
  const [stage] = mentions(queryWords('stage 2'), KNOWN, STOP);
  assert.equal(stage.explicit, true);
  const [marketing] = mentions(queryWords('marketing'), KNOWN, STOP);
  assert.deepEqual([marketing.explicit, marketing.plain], [false, true]);
  const [cmo] = mentions(queryWords('cmo'), KNOWN, STOP);
  assert.equal(cmo.plain, false);
});

test('a query that says whom it is for points', () => {
  const units = queryWords('for a CMO: budgets');
  assert.equal(pointed(units, mentions(units, KNOWN, STOP)[0]), true);
  const later = queryWords('budgets for marketing');
  assert.equal(pointed(later, mentions(later, KNOWN, STOP)[0]), false);
});

test('a mention goes into quotes or out of the query, and is then no mention', () => {
  const text = 'plans for  IT department, coping';
  const [it, coping] = mentions(queryWords(text), KNOWN, STOP);
  assert.equal(literally(text, it), 'plans for "IT department," coping');
  assert.deepEqual(named(literally(text, it)), ['stages/coping']);
  assert.equal(without(text, coping), 'plans for IT department,');
  assert.deepEqual(named(without(text, coping)), ['roles/it-team']);
});
