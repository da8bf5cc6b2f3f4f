import assert from 'node:assert/strict';
import { test } from 'node:test';

import { TEXTS } from '../../plugins/playbook/assets/catalogue.mjs';
import { decisionsFile, meetingFile } from '../../plugins/playbook/assets/meet/event.mjs';
import { toMeetingHash } from '../../plugins/playbook/assets/meet/gaps.mjs';
import { fromMeetingHash, itemsOf } from '../../plugins/playbook/assets/meet/meeting.mjs';
import { minutesAsMarkdown, minutesAsText, toDo } from '../../plugins/playbook/assets/meet/minutes.mjs';
import { decided, fromNotesText, NO_NOTES, toNotesText } from '../../plugins/playbook/assets/meet/notes.mjs';
import { mailTo, peopleIn, withoutAddress } from '../../plugins/playbook/assets/meet/people.mjs';
import { tabAfter } from '../../plugins/playbook/assets/meet/tabs.mjs';

Object.assign(TEXTS, {
  'list.comma': ', ', 'list.semicolon': '; ',
  'meet.everyone': 'everyone', 'meet.one_side': 'One side', 'meet.other_side': 'The other side', 'meet.gap': '{name}: talk.',
  'meet.opening': 'Begin.', 'meet.closing': 'End.', 'meet.opening_title': 'Why', 'meet.closing_title': 'Who',
  'meet.fits': '{title}: now', 'meet.begins': '{title}: begin',
  'minutes.says': '{who} says: {words}', 'minutes.by': 'by {day}', 'minutes.nothing': 'Nothing.', 'minutes.into_plan': 'Planned.',
});

const PLAY = { summary: '', url: '', stage: 1, support: [], facts: '', effort: 'S', time: [30, 60], requires: [] };
const DATA = {
  name: 'Common Ground', stages: ['Cold', 'Warm'], moved: {}, parts: {},
  roles: [{ id: 'cmo', name: 'CMO' }, { id: 'cio', name: 'CIO' }],
  plays: [{ ...PLAY, id: 'talk', title: 'Talk', lead: ['cmo'] }, { ...PLAY, id: 'plan', title: 'Plan', lead: ['cio'] }],
  steps: { talk: ['Ring.', 'Listen.'] },
  questions: [
    { id: 'plans', name: 'Plans', asks: 'Who plans?', says: ['We do.', 'All do.'] },
    { id: 'ideas', name: 'Ideas', asks: 'Whose ideas?', says: ['Ours.', 'Everybody’s.'] },
  ],
};
const HASH = '#p=talk,plan&t=45&g=ideas.2.1,plans.1.2&one=cio&two=cmo';
const found = (/** @type {string} */ hash) => fromMeetingHash(hash, DATA);
const ITEMS = itemsOf(DATA, /** @type {any} */ (found(HASH)).meeting).items;

test('a meeting comes back from its address', () => {
  const { meeting, ...rest } = /** @type {any} */ (found(`${HASH}&wall=3`));
  assert.deepEqual(rest, { unknown: [], many: false, lostGaps: false });
  assert.equal(meeting.wall, 3);
  assert.equal(toMeetingHash(meeting), HASH);
  assert.equal(toMeetingHash({ plays: [], gaps: [], minutes: 60, sides: [] }), '');
  assert.deepEqual(found('#g=ideas.2.1')?.meeting.plays, []);
  for (const hash of ['', '#', '#rule', '#t=30']) assert.equal(found(hash), null, hash);
});

test('what does not belong to the questions is left out and told, and the rest stays', () => {
  for (const wrong of ['king.1.2', 'ideas.0.1', 'ideas.1.9', 'ideas.1', 'ideas.1.2.1', '.1.2', 'ideas.-1.2', '__proto__.1.1']) {
    const read = found(`#p=talk&g=plans.1.2,${wrong}`);
    assert.deepEqual(read?.meeting.gaps, [{ id: 'plans', one: 1, two: 2 }], wrong);
    assert.equal(read?.lostGaps, true, wrong);
  }
  assert.equal(found('#g=plans.1.2,plans.2.1')?.lostGaps, true);
  assert.deepEqual(found('#g=plans.1.2&one=king&two=cmo')?.meeting.sides, ['', 'cmo']);
});

test('a meeting goes through the questions with both answers, then through the plays with their steps', () => {
  assert.deepEqual(ITEMS.map(({ key }) => key), ['open', 'gap:ideas', 'gap:plans', 'play:talk', 'play:plan', 'close']);
  assert.deepEqual(ITEMS[1].voices, [{ who: 'CIO', words: 'Everybody’s.' }, { who: 'CMO', words: 'Ours.' }]);
  assert.deepEqual([ITEMS[3].steps, ITEMS[3].who, ITEMS[4].steps], [['Ring.', 'Listen.'], 'CMO', []]);
});

test('two sides of one role, or of none, are told apart', () => {
  const who = (/** @type {string} */ hash) => {
    return itemsOf(DATA, /** @type {any} */ (found(hash)).meeting).items[1].voices.map((voice) => voice.who);
  };
  assert.deepEqual(who('#g=plans.1.2&one=cio&two=cio'), ['One side', 'The other side']);
  assert.deepEqual(who('#g=plans.1.2'), ['One side', 'The other side']);
});

test('people are names or addresses, and what only looks like an address is a name', () => {
  assert.deepEqual(peopleIn('Ann\nbob@example.com, "Cy D." <cy@example.com>; ann@, Ann\nBOB@example.com'), [
    { name: 'Ann', mail: '' },
    { name: '', mail: 'BOB@example.com' },
    { name: 'Cy D.', mail: 'cy@example.com' },
    { name: 'ann@', mail: '' },
  ]);
  for (const bad of ['a@b@c', 'a b@example.com', 'x@example.com\r\nATTENDEE', '@example.com', 'a@.com', '<>']) {
    assert.ok(peopleIn(bad).every(({ mail }) => !/[\s<>]/.test(mail) && mail.split('@').length <= 2), bad);
  }
});

test('an e-mail holds the text as long as programs can take it', () => {
  const people = peopleIn('Ann, bob@example.com, cy@example.com');
  assert.deepEqual(withoutAddress(peopleIn('Ann, bob@@x, cy@example.com, Di <di@>')), ['bob@@x', 'Di <di@>']);
  const short = mailTo(people, 'A & B', 'One\nTwo');
  assert.equal(short.address, 'mailto:bob@example.com,cy@example.com?subject=A%20%26%20B&body=One%0D%0ATwo');
  assert.deepEqual(mailTo([], 'A', 'x'.repeat(5000)), { address: 'mailto:?subject=A', whole: false });
});

const NOTES = decided(
  decided(NO_NOTES, 'gap:plans', { words: 'Plan *together*.\nOn Mondays.', who: 'Ann', by: '2026-12-14' }),
  'play:talk', { plan: true },
);
const MINUTES = { title: 'Minutes: A', facts: ['45 minutes', 'People: Ann'], items: ITEMS, notes: NOTES, daySaid: (/** @type {string} */ day) => day };

test('minutes say of every item what was decided, and of the beginning and the end only where something was', () => {
  assert.equal(
    minutesAsText(MINUTES),
    'Minutes: A\n\n45 minutes\nPeople: Ann\n\n'
      + 'Whose ideas?\n- CIO says: Everybody’s.\n- CMO says: Ours.\nNothing.\n\n'
      + 'Who plans?\n- CIO says: We do.\n- CMO says: All do.\nPlan *together*.\nOn Mondays.\nAnn, by 2026-12-14\n\n'
      + 'Talk\nPlanned.\n\nPlan\nNothing.\n',
  );
  const markdown = minutesAsMarkdown(MINUTES);
  assert.ok(markdown.startsWith('# Minutes: A\n\n45 minutes  \nPeople: Ann\n\n## Whose ideas?\n\n- CIO says'));
  assert.ok(markdown.includes('Plan \\*together\\*.\n\nOn Mondays.\n\n**Ann, by 2026-12-14**'));
  assert.deepEqual(toDo(ITEMS, NOTES).map(({ key, words, plan }) => [key, words, plan]), [
    ['gap:plans', 'Plan *together*.\nOn Mondays.', false], ['play:talk', 'Talk', true],
  ]);
});

test('what is written down comes back from the browser, whatever else stands there', () => {
  assert.deepEqual(fromNotesText(toNotesText(NOTES)), NOTES);
  assert.equal(toNotesText(NO_NOTES), '');
  assert.equal(toNotesText(decided(NOTES, 'play:talk', { plan: false })).includes('play:talk'), false);
  for (const text of ['', '{', 'null', '[]', '7', '"x"', '{"version":99}']) assert.equal(fromNotesText(text), null, text);
  const strange = fromNotesText('{"people":7,"decided":{"a":1,"b":{"words":["x"],"plan":"yes"}},"shown":{},"left":{"a":"1"},"running":{"item":1}}');
  assert.deepEqual(strange, { ...NO_NOTES, decided: { b: { words: '', who: '', by: '', plan: false } } });
  assert.equal(fromNotesText(JSON.stringify({ people: 'x'.repeat(9999) }))?.people.length, 2000);
});

const MADE = { now: new Date(Date.UTC(2026, 10, 28)), name: 'Common Ground', site: '.cg@example.com' };

test('a meeting is one event with its agenda, to which only addresses are invited', () => {
  const people = peopleIn('Ann, Bob "B" <bob@example.com>, cy@example.com');
  const begins = new Date(Date.UTC(2026, 11, 1, 9));
  const file = meetingFile({ key: 'one', title: 'Talk; plan', text: 'a,b\nc', link: 'https://example.com/', begins, minutes: 90, people }, MADE);
  const lines = file.replace(/\r\n /g, '').split('\r\n');
  assert.deepEqual(lines.slice(5, -3), [
    'BEGIN:VEVENT', 'UID:meet-one.cg@example.com', 'DTSTAMP:20261128T000000Z', 'SEQUENCE:28598400', 'DTSTART:20261201T090000Z', 'DURATION:PT1H30M',
    'SUMMARY:Talk\\; plan', 'DESCRIPTION:a\\,b\\nc', 'URL:https://example.com/',
    'ATTENDEE;CN="Bob B";RSVP=TRUE:mailto:bob@example.com', 'ATTENDEE;RSVP=TRUE:mailto:cy@example.com',
  ]);
  assert.ok(!file.includes('METHOD'));
  assert.ok(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
});

test('what is due stands on its day', () => {
  const file = decisionsFile([{ key: 'gap:a', title: 'Plan', text: 'Why', day: '2026-12-14' }], MADE);
  assert.ok(file.includes('UID:meet-gap-a.cg@example.com\r\nDTSTAMP:20261128T000000Z\r\nSEQUENCE:28598400\r\nDTSTART;VALUE=DATE:20261214\r\nSUMMARY:Plan'));
});

test('arrows go round the tabs', () => {
  assert.deepEqual(['ArrowRight', 'ArrowLeft', 'Home', 'End', 'x'].map((key) => tabAfter(key, 2, 3)), [0, 1, 0, 2, null]);
});
