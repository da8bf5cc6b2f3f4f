import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fileOf, namedIn, Plays } from '../../plugins/playbook/assets/plan/plays.mjs';

const PLAY = { summary: '', url: '', stage: 1, lead: [], support: [], facts: '', effort: 'S', time: null, parts: {} };

/**
 * A playbook whose plays require one another, with `speak` as the older name of `talk`, and which files were asked for.
 * @param {number} files
 * @param {{[id: string]: string[]}} requires
 */
function playbook(files, requires) {
  const known = { files, plays: [], moved: {}, steps: {}, parts: {} };
  /** @type {number[]} */
  const asked = [];
  const plays = new Plays(known, async (file) => {
    asked.push(file);
    const here = Object.keys(requires).filter((id) => fileOf(id, files) === file);
    return {
      files,
      plays: here.map((id) => ({ ...PLAY, id, title: id, requires: requires[id], steps: [`do ${id}`] })),
      moved: /** @type {{[old: string]: string}} */ (fileOf('speak', files) === file ? { speak: 'talk' } : {}),
    };
  });
  return { known, plays, asked, ids: () => known.plays.map((/** @type {{id: string}} */ { id }) => id).sort() };
}

test('a play comes with all that it requires, however far, and nothing else is asked for', async () => {
  const { plays, asked, ids, known } = playbook(997, { talk: ['meet'], meet: ['listen'], listen: [], other: [] });
  await plays.have(['talk', 'no-such-play', 'constructor', '<img>']);
  assert.deepEqual(ids(), ['listen', 'meet', 'talk']);
  assert.deepEqual(known.steps, { listen: ['do listen'], meet: ['do meet'], talk: ['do talk'] });
  assert.ok(!asked.includes(fileOf('other', 997)));
  await plays.have(['talk']);
  assert.equal(new Set(asked).size, asked.length, 'each file is asked for once');
});

test('an older id brings the play that has another name today', async () => {
  const { plays, ids, known } = playbook(997, { talk: ['meet'], meet: [] });
  await plays.have(['speak']);
  assert.deepEqual([ids(), known.moved], [['meet', 'talk'], { speak: 'talk' }]);
});

test('few plays come at once', async () => {
  const { plays, asked, ids } = playbook(1, { talk: [], other: [] });
  await plays.haveFew();
  assert.deepEqual([plays.few, asked, ids()], [true, [0], ['other', 'talk']]);
});

test('a file that could not be had is asked for again, and one of another site is refused', async () => {
  const known = { files: 2, plays: [], moved: {}, steps: {}, parts: {} };
  const answers = [
    () => Promise.reject(new Error('no network')),
    () => Promise.resolve({ files: 3, plays: [], moved: {} }),
    () => Promise.resolve({ files: 2, plays: [], moved: {} }),
  ];
  const plays = new Plays(known, () => /** @type {() => Promise<any>} */ (answers.shift())());
  await assert.rejects(plays.have(['talk']), /no network/);
  await assert.rejects(plays.have(['talk']), /replaced/);
  await plays.have(['talk']);
});

test('a file is told by the letters of an id, as pages/plan.py tells it', () => {
  assert.deepEqual(['a', 'talk-sooner', 'plan-together'].map((id) => fileOf(id, 313)), [97, 91, 156]);
  assert.ok(fileOf('x'.repeat(10_000), 313) < 313);
});

test('an address names plays, whoever wrote it', () => {
  assert.deepEqual(namedIn('#p=talk*kept@2026-12-14:3,meet&t=45'), ['talk', 'meet']);
  assert.deepEqual([namedIn('#how-it-works'), namedIn(''), namedIn('#p=')], [[], [], []]);
});
