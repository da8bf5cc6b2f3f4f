import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TEXTS } from '../../plugins/playbook/assets/catalogue.mjs';
import { agendaOf, MEETING_LENGTHS } from '../../plugins/playbook/assets/plan/agenda.mjs';
import { invitation, leadRoles } from '../../plugins/playbook/assets/plan/invitation.mjs';

/** @typedef {{effort: string, time: number[] | null}} Weighed */

const SMALL = { effort: 'S', time: [30, 60] };
const MEDIUM = { effort: 'M', time: [90, 240] };
const LARGE = { effort: 'L', time: null };
const TINY = { effort: 'L', time: [5, 10] };
const lengths = (/** @type {Weighed[]} */ plays, /** @type {number} */ minutes) =>
  agendaOf(plays, minutes).map(({ from, to }) => to - from);

test('the time between opening and end is shared out by effort', () => {
  assert.deepEqual(lengths([SMALL], 30), [5, 20, 5]);
  assert.deepEqual(lengths([SMALL], 60), [5, 45, 10]);
  assert.deepEqual(lengths([SMALL, LARGE], 45), [5, 10, 25, 5]);
  assert.deepEqual(lengths([SMALL, MEDIUM, LARGE], 90), [5, 10, 25, 40, 10]);
  assert.deepEqual(lengths([SMALL, SMALL, SMALL], 30), [5, 10, 5, 5, 5]);
});

test('no play gets more than it takes; the rest goes to the end', () => {
  assert.deepEqual(lengths([TINY], 60), [5, 10, 45]);
  assert.deepEqual(lengths([TINY, SMALL], 90), [5, 10, 60, 15]);
});

test('a play fits where its share reaches the least that it takes', () => {
  const fits = (/** @type {Weighed[]} */ plays, /** @type {number} */ minutes) =>
    agendaOf(plays, minutes).flatMap((item) => (item.kind === 'play' ? [item.fits] : []));
  assert.deepEqual(fits([SMALL], 30), [false]);
  assert.deepEqual(fits([{ effort: 'S', time: [20, 60] }], 30), [true]);
  assert.deepEqual(fits([SMALL], 45), [true]);
  assert.deepEqual(fits([LARGE, TINY], 90), [false, true]);
});

test('every agenda fills its time without a gap, leaves nobody out, and never gives more effort less time', () => {
  const kinds = [SMALL, MEDIUM, LARGE, TINY, { effort: 'M', time: [5, 5] }, { effort: 'S', time: null }];
  const sets = kinds.flatMap((a) => [[a], ...kinds.flatMap((b) => [[a, b], ...kinds.map((c) => [a, b, c])])]);
  for (const plays of sets) {
    for (const minutes of MEETING_LENGTHS) {
      const items = agendaOf(plays, minutes);
      assert.equal(items[0].from, 0);
      assert.equal(items.at(-1)?.to, minutes);
      items.forEach(({ from, to }, index) => {
        assert.equal(to, items[index + 1]?.from ?? minutes);
        assert.ok(to - from >= 5 && (to - from) % 5 === 0);
      });
      const shares = items.slice(1, -1).map(({ from, to }) => to - from);
      assert.equal(shares.length, plays.length);
      plays.forEach(({ time, effort }, one) => {
        if (time) assert.ok(shares[one] <= Math.max(5, time[1]));
        plays.forEach((other, two) => {
          const more = 'SML'.indexOf(effort) < 'SML'.indexOf(other.effort);
          if (more && other.time === null) assert.ok(shares[one] <= shares[two]);
        });
      });
    }
  }
});

Object.assign(TEXTS, {
  'letter.subject': { one: 'Subject: a minute on {titles}', other: 'Subject: {count} minutes on {titles}' },
  'letter.greeting': 'Hello,', 'letter.opening': 'For {count} minutes:', 'letter.part': 'Your part: {part}',
  'letter.agenda': 'Time:', 'letter.item': '- {from} to {to}: {what}', 'letter.closing': 'Come.',
  'letter.thanks': 'Thanks', 'list.semicolon': '; ',
});

test('an invitation holds each play with what it says to this role, and the agenda', () => {
  const plays = [
    { title: 'Talk', summary: 'Say it.', part: 'Go {yourself}.', link: 'https://example.com/' },
    { title: 'Plan', summary: 'Lay it out.', part: '', link: '' },
  ];
  assert.equal(
    invitation(plays, [{ from: 0, to: 5, what: 'Open' }, { from: 5, to: 30, what: 'Close' }], 30),
    'Subject: 30 minutes on Talk; Plan\n\nHello,\n\nFor 30 minutes:\n\n'
      + 'Talk\nSay it.\nYour part: Go {yourself}.\nhttps://example.com/\n\nPlan\nLay it out.\n\n'
      + 'Time:\n- 0 to 5: Open\n- 5 to 30: Close\n\nCome.\n\nThanks',
  );
});

test('whoever leads one of the plays is invited, once and in the order of the playbook', () => {
  const plays = [{ lead: ['cio', 'team'] }, { lead: ['cmo', 'cio'] }];
  assert.deepEqual(leadRoles(plays, ['cmo', 'cio', 'team', 'law']), ['cmo', 'cio', 'team']);
});
