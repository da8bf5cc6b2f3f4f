import assert from 'node:assert/strict';
import { test } from 'node:test';

process.env.TZ = 'Europe/Berlin'; // the clocks go back on 25 October 2026

const { calendarFile, eventMinutes } = await import('../../plugins/playbook/assets/plan/calendar.mjs');
const { calendarSite } = await import('../../plugins/playbook/assets/plan/ics.mjs');
const { chosenMoment, endOfWeek, nextMonday } = await import('../../plugins/playbook/assets/plan/days.mjs');

const TALK = { id: 'talk', title: 'Talk; sooner, please', summary: 'Say it.', link: '', effort: 'S', time: [30, 60] };
const PLAN = {
  id: 'plan', title: 'Plan', summary: 'Line one\nLine \\ two', link: 'https://example.com/p/', effort: 'L', time: null,
};

/** @param {string} day */
const at = (day, time = '09:00') => {
  const moment = chosenMoment(day, time);
  assert.ok(moment);
  return moment;
};
const NOW = new Date('2026-10-01T08:30:15Z');
const file = (plays = [TALK, PLAN], day = '2026-10-20', now = NOW) =>
  calendarFile(plays, { first: at(day), now, name: 'My plan', site: '@example.com' });

/** Read a calendar as RFC 5545 says: unfold, split, unescape. */
const read = (/** @type {string} */ text) =>
  text.replace(/\r\n[ \t]/g, '').split('\r\n').filter(Boolean).map((line) => {
    const [, name, value] = /^([A-Z-]+):(.*)$/s.exec(line) ?? assert.fail(line);
    return [name, value.replace(/\\([\\;,nN])/g, (_, sign) => (sign.toLowerCase() === 'n' ? '\n' : sign))];
  });
const values = (/** @type {string} */ name, text = file()) =>
  read(text).filter((one) => one[0] === name).map((one) => one[1]);

test('one event a play, each a week later', () => {
  assert.deepEqual(values('BEGIN'), ['VCALENDAR', 'VEVENT', 'VEVENT']);
  assert.deepEqual(values('END'), ['VEVENT', 'VEVENT', 'VCALENDAR']);
  assert.deepEqual(values('UID'), ['plan-talk@example.com', 'plan-plan@example.com']);
  for (const name of ['VERSION', 'PRODID']) assert.equal(values(name).length, 1, name);
});

test('what has a day of its own stands there, and the rest still follows one a week', () => {
  const plays = [TALK, { ...PLAN, id: 'own', begins: at('2026-12-01', '10:00') }, PLAN];
  assert.deepEqual(values('DTSTART', file(plays)), ['20261020T070000Z', '20261201T090000Z', '20261027T080000Z']);
});

test('a week ends on its Friday, the first on the first Friday after the start', () => {
  assert.equal(endOfWeek(new Date(2026, 10, 30), 1), '2026-12-04');
  assert.equal(endOfWeek(new Date(2026, 10, 28), 1), '2026-12-04');
  assert.equal(endOfWeek(new Date(2026, 11, 4), 1), '2026-12-11');
  assert.equal(endOfWeek(new Date(2026, 11, 28), 2), '2027-01-08');
});

test('times are UTC, and nine o’clock stays nine o’clock when the clocks change', () => {
  assert.deepEqual(values('DTSTART'), ['20261020T070000Z', '20261027T080000Z']);
});

test('a file that is saved later wins, though its events begin earlier', () => {
  assert.deepEqual(values('DTSTAMP'), ['20261001T083015Z', '20261001T083015Z']);
  assert.deepEqual(values('LAST-MODIFIED'), values('DTSTAMP'));
  const later = file([TALK, PLAN], '2026-10-13', new Date(NOW.getTime() + 1000));
  assert.ok(values('DTSTART', later)[0] < values('DTSTART')[0]);
  assert.deepEqual(values('UID', later), values('UID'));
  assert.ok(values('DTSTAMP', later)[0] > values('DTSTAMP')[0]);
  assert.equal(Number(values('SEQUENCE', later)[0]), Number(values('SEQUENCE')[0]) + 1);
  for (const day of ['1999-01-01', '2026-10-01', '2093-12-31']) {
    const version = Number(values('SEQUENCE', file([TALK], '2026-10-13', new Date(day)))[0]);
    assert.ok(version >= 0 && version < 2 ** 31, day);
  }
});

test('playbooks on one host have events of their own, and none tells of a disk', () => {
  const site = (/** @type {string} */ root, protocol = 'https:', hostname = 'example.com') =>
    calendarSite({ protocol, hostname }, root, 'Our Ground');
  const roots = ['/', '/a/', '/a/b/', '/a.b/', '/a..b/', '/b/', '/%C3%A9/', '/a@b/'];
  assert.equal(site('/'), '@example.com');
  assert.equal(site('/a/b/'), '.a.b@example.com');
  assert.equal(new Set(roots.map((root) => site(root))).size, roots.length);
  for (const root of roots) assert.match(site(root), /^[\w.%]*@example\.com$/);
  assert.equal(site('/home/ann/site/', 'file:', ''), '.Our%20Ground@playbook.invalid');
});

test('the effort of a play is its duration, a working day at most, an ongoing one by its size', () => {
  assert.deepEqual(values('DURATION'), ['PT1H', 'PT2H']);
  assert.equal(eventMinutes({ effort: 'L', time: [480, 1200] }), 480);
  assert.equal(eventMinutes({ effort: 'S', time: [30, 45] }), 45);
  assert.equal(eventMinutes({ effort: 'S', time: null }), 30);
  const timed = [[30, 45], [60, 90]].map((time) => ({ ...TALK, time }));
  assert.deepEqual(values('DURATION', file(timed)), ['PT45M', 'PT1H30M']);
});

test('texts come back as they were', () => {
  assert.deepEqual(values('SUMMARY'), ['Talk; sooner, please', 'Plan']);
  assert.deepEqual(values('DESCRIPTION'), ['Say it.', 'Line one\nLine \\ two\nhttps://example.com/p/']);
  assert.deepEqual(values('SUMMARY', file([{ ...TALK, title: 'Keep C:\\new; \\, too' }])), ['Keep C:\\new; \\, too']);
  assert.deepEqual(values('URL'), ['https://example.com/p/']);
  assert.match(file(), /SUMMARY:Talk\\; sooner\\, please\r\n/);
});

test('a title cannot begin a line of its own', () => {
  const text = file([{ ...TALK, title: 'One\r\nEND:VCALENDAR\rX\u0000\u0007' }]);
  assert.deepEqual(values('SUMMARY', text), ['One\nEND:VCALENDAR\nX  ']);
  assert.equal(text.match(/^END:VCALENDAR/gm)?.length, 1);
});

test('every line has at most 75 octets, none is torn within a character, all end in CRLF', () => {
  const title = '😀é–'.repeat(60);
  const text = file([{ ...TALK, title, summary: 'word '.repeat(80) }]);
  assert.ok(text.endsWith('\r\n'));
  const lines = text.split('\r\n');
  for (const line of lines) {
    assert.ok(Buffer.byteLength(line) <= 75, line);
    assert.ok(!/[\r\n]/.test(line));
    assert.ok(!/\p{Surrogate}/u.test(line));
  }
  assert.ok(lines.some((line) => Buffer.byteLength(line) >= 72), 'lines are folded no earlier than they must');
  assert.deepEqual(values('SUMMARY', text), [title]);
});

test('the same plan and date give the same file', () => {
  assert.equal(file(), file());
});

test('a day that does not exist is none', () => {
  for (const day of ['', '2026-02-30', '2026-13-01', '20.10.2026']) assert.equal(chosenMoment(day, '09:00'), null, day);
  assert.equal(chosenMoment('2026-10-20', ''), null);
  assert.equal(chosenMoment('0033-04-03', '09:00')?.getFullYear(), 33);
});

test('the day offered is the Monday to come', () => {
  assert.equal(nextMonday(new Date(2026, 10, 21)), '2026-11-23');
  assert.equal(nextMonday(new Date(2026, 10, 23)), '2026-11-30');
  assert.equal(nextMonday(new Date(2026, 11, 29)), '2027-01-04');
});
