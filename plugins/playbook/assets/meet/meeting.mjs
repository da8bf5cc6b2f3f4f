// A meeting as values: what its address says, and what is talked about one after the other.

import { listed, listedApart, worded } from '../texts.mjs';
import { agendaOf, MEETING_LENGTHS } from './agenda.mjs';
import { currentIds, fromPlanCode } from '../plan/code.mjs';
import { newEntry } from '../plan/entries.mjs';
import { MOST_MEETING_GAPS, MOST_MEETING_PLAYS } from './gaps.mjs';
import { inPlanOrder } from '../plan/order.mjs';
import { stepsFor } from '../plan/page.mjs';

/**
 * @typedef {import('./gaps.mjs').Gap} Gap
 * @typedef {import('../plan/page.mjs').PlanPlay} PlanPlay
 * @typedef {{id: string, name: string, asks: string, says: string[]}} MeetQuestion `says` holds a statement a stage
 * @typedef {import('../plan/page.mjs').PlanData & {parts: {[play: string]: {[role: string]: string}},
 *   questions: MeetQuestion[]}} MeetData
 * @typedef {{plays: string[], minutes: number, gaps: Gap[], sides: string[], wall: number}} Meeting
 *   `wall` is the number of the item that is on the wall, 0 where none is
 * @typedef {{who: string, words: string}} Voice
 * @typedef {{key: string, kind: 'open' | 'gap' | 'play' | 'close', from: number, to: number, title: string,
 *   what: string, who: string, voices: Voice[], steps: string[], play: PlanPlay | null}} MeetItem
 */

const USUAL_MINUTES = 60; // minutes

/**
 * What an address asks for; null where it speaks of no meeting, as one to a heading. `said` names what was left out.
 * @param {string} hash
 * @param {MeetData} data
 * @returns {{meeting: Meeting, unknown: string[], many: boolean, lostGaps: boolean} | null}
 */
export function fromMeetingHash(hash, data) {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  if (!params.has('p') && !params.has('g')) return null;
  const { entries, unknown } = fromPlanCode(params.get('p') ?? '', currentIds(data.plays, data.moved));
  const written = (params.get('g') ?? '').split(',').filter(Boolean);
  const found = written.flatMap((one) => gapIn(one, data) ?? []);
  const gaps = [...new Map(found.map((gap) => [gap.id, gap])).values()].slice(0, MOST_MEETING_GAPS);
  const asked = Number(params.get('t'));
  const role = (/** @type {string} */ name) => data.roles.find(({ id }) => id === params.get(name))?.id ?? '';
  return {
    meeting: {
      plays: entries.slice(0, MOST_MEETING_PLAYS).map(({ id }) => id),
      minutes: MEETING_LENGTHS.includes(asked) ? asked : USUAL_MINUTES,
      gaps,
      sides: [role('one'), role('two')],
      wall: Math.max(0, Math.trunc(Number(params.get('wall')) || 0)),
    },
    unknown,
    many: entries.length > MOST_MEETING_PLAYS,
    lostGaps: gaps.length < written.length,
  };
}

/**
 * @param {string} written
 * @param {MeetData} data
 * @returns {Gap | null}
 */
function gapIn(written, { questions }) {
  const [, id = '', one = '', two = ''] = /^([^.]+)\.(\d{1,2})\.(\d{1,2})$/.exec(written) ?? [];
  const question = questions.find((known) => known.id === id);
  const gap = { id, one: Number(one), two: Number(two) };
  const fits = (/** @type {number} */ stage) => stage >= 1 && stage <= (question?.says.length ?? 0);
  return fits(gap.one) && fits(gap.two) ? gap : null;
}

/**
 * What the sides are called: by their roles, if those tell them apart.
 * @param {MeetData} data
 * @param {readonly string[]} sides
 */
export function sideNames({ roles }, [one, two]) {
  const name = (/** @type {string} */ id) => roles.find((role) => role.id === id)?.name;
  const apart = one !== two;
  return [(apart && name(one)) || worded('meet.one_side'), (apart && name(two)) || worded('meet.other_side')];
}

/**
 * The plays of a meeting, in the order that works.
 * @param {MeetData} data
 * @param {Meeting} meeting
 */
export function playsOf(data, { plays }) {
  return inPlanOrder(plays.map((id) => newEntry(id)), data.plays).map(({ play }) => play);
}

/**
 * The meeting item by item, and the names of the questions for which there is no time.
 * @param {MeetData} data
 * @param {Meeting} meeting
 * @returns {{items: MeetItem[], left: string[]}}
 */
export function itemsOf(data, meeting) {
  const plays = playsOf(data, meeting);
  const names = sideNames(data, meeting.sides);
  const everyone = { who: worded('meet.everyone'), voices: [], steps: [], play: null };
  const questions = meeting.gaps.flatMap(({ id }) => data.questions.find((question) => question.id === id) ?? []);
  const items = agendaOf(plays, meeting.minutes, questions.length).map((item) => {
    const { kind, from, to } = item;
    if (kind === 'gap') {
      const { id, name, asks, says } = questions[item.gap];
      const { one, two } = meeting.gaps[item.gap];
      const voices = [one, two].map((stage, side) => ({ who: names[side], words: says[stage - 1] }));
      return { ...everyone, kind, from, to, key: `gap:${id}`, title: asks, what: worded('meet.gap', { name }), voices };
    }
    if (kind === 'play') {
      const play = plays[item.play];
      const what = worded(item.fits ? 'meet.fits' : 'meet.begins', { title: play.title });
      const who = listed(play.lead.map((id) => data.roles.find((role) => role.id === id)?.name ?? id));
      const rest = { voices: [], steps: stepsFor(data, play.id), play };
      return { kind, from, to, key: `play:${play.id}`, title: play.title, what, who, ...rest };
    }
    const said = kind === 'open' ? 'opening' : 'closing';
    const title = worded(kind === 'open' ? 'meet.opening_title' : 'meet.closing_title');
    return { ...everyone, kind, from, to, key: kind, title, what: worded(`meet.${said}`) };
  });
  const held = items.filter(({ kind }) => kind === 'gap').length;
  return { items, left: questions.slice(held).map(({ name }) => name) };
}

/**
 * What a meeting is about, in one line.
 * @param {readonly MeetItem[]} items
 */
export function subjectOf(items) {
  const plays = items.flatMap(({ play }) => play?.title ?? []);
  const talk = items.filter(({ kind }) => kind === 'gap').length;
  return listedApart([...(talk ? [worded('meet.subject_gaps', { count: talk })] : []), ...plays]);
}
