import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TEXTS } from '../../plugins/playbook/assets/catalogue.mjs';
import { agendaOf, MEETING_LENGTHS } from '../../plugins/playbook/assets/meet/agenda.mjs';
import { invitation, leadRoles } from '../../plugins/playbook/assets/meet/invitation.mjs';

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

test('questions come first, with half of the time between where there are plays', () => {
  const with_gaps = (/** @type {Weighed[]} */ plays, /** @type {number} */ minutes, /** @type {number} */ gaps) =>
    agendaOf(plays, minutes, gaps).map(({ kind, from, to }) => `${kind} ${to - from}`);
  assert.deepEqual(with_gaps([SMALL], 60, 2), ['open 5', 'gap 10', 'gap 10', 'play 25', 'close 10']);
  assert.deepEqual(with_gaps([SMALL], 60, 1), ['open 5', 'gap 15', 'play 30', 'close 10']);
  assert.deepEqual(with_gaps([], 60, 3), ['open 5', 'gap 15', 'gap 15', 'gap 15', 'close 10']);
  assert.deepEqual(with_gaps([], 45, 2), ['open 5', 'gap 15', 'gap 15', 'close 10']);
  assert.deepEqual(with_gaps([SMALL, SMALL, SMALL], 30, 4), ['open 5', 'gap 5', 'play 5', 'play 5', 'play 5', 'close 5']);
});

test('with any number of questions an agenda fills its time, and every play keeps a share', () => {
  for (const plays of [[], [SMALL], [MEDIUM, LARGE], [TINY, SMALL, LARGE]]) {
    for (const minutes of MEETING_LENGTHS) {
      for (let gaps = plays.length ? 0 : 1; gaps <= 5; gaps += 1) {
        const items = agendaOf(plays, minutes, gaps);
        assert.equal(items.filter(({ kind }) => kind === 'play').length, plays.length);
        assert.ok(items.filter(({ kind }) => kind === 'gap').length >= Math.min(gaps, 1));
        items.forEach(({ from, to }, index) => {
          assert.equal(from, items[index - 1]?.to ?? 0);
          assert.ok(to - from >= 5 && (to - from) % 5 === 0);
        });
        assert.equal(items.at(-1)?.to, minutes);
      }
    }
  }
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
  'letter.greeting': 'Hello,', 'letter.opening': 'On {day} at {time} for {count} minutes:', 'letter.part': 'Your part: {part}',
  'letter.day': '[day]', 'letter.time': '[time]', 'letter.gaps': 'We differ.', 'letter.plays': 'Then:',
  'letter.says': '- {who}: {words}',
  'letter.agenda': 'Time:', 'letter.item': '- {from} to {to}: {what}', 'letter.closing': 'Come.',
  'letter.thanks': 'Thanks',
});

test('an invitation holds each play with what it says to this role, and the agenda', () => {
  const plays = [
    { title: 'Talk', summary: 'Say it.', part: 'Go {yourself}.', link: 'https://example.com/' },
    { title: 'Plan', summary: 'Lay it out.', part: '', link: '' },
  ];
  const agenda = [{ from: 0, to: 5, what: 'Open' }, { from: 5, to: 30, what: 'Close' }];
  const invited = { plays, gaps: [], agenda, minutes: 30, day: '', time: '', link: '' };
  const about = 'Talk\nSay it.\nYour part: Go {yourself}.\nhttps://example.com/\n\nPlan\nLay it out.\n\n';
  const ends = 'Time:\n- 0 to 5: Open\n- 5 to 30: Close\n\n';
  assert.equal(
    invitation(invited),
    `Hello,\n\nOn [day] at [time] for 30 minutes:\n\n${about}${ends}Come.\n\nThanks`,
  );
  const gaps = [{ title: 'Who plans?', voices: [{ who: 'CMO', words: 'We.' }, { who: 'CIO', words: 'Nobody.' }] }];
  assert.equal(
    invitation({ ...invited, gaps, day: '1 May', time: '09:00', link: 'https://example.com/meet' }),
    'Hello,\n\nOn 1 May at 09:00 for 30 minutes:\n\nWe differ.\n\nWho plans?\n- CMO: We.\n- CIO: Nobody.\n\nThen:\n\n'
      + `${about}${ends}https://example.com/meet\n\nCome.\n\nThanks`,
  );
});

test('whoever leads one of the plays is invited, once and in the order of the playbook', () => {
  const plays = [{ lead: ['cio', 'team'] }, { lead: ['cmo', 'cio'] }];
  assert.deepEqual(leadRoles(plays, ['cmo', 'cio', 'team', 'law']), ['cmo', 'cio', 'team']);
  assert.deepEqual(leadRoles([], ['cmo', 'cio', 'team', 'law'], ['law', 'cmo']), ['cmo', 'law']);
});
