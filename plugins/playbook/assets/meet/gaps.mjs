// The address of a meeting: its plays, its length, and the questions that both sides answer differently.

export const MOST_MEETING_PLAYS = 3;
export const MOST_MEETING_GAPS = 5;

/**
 * A question by its id, and what each side answered: numbers of stages.
 * @typedef {{id: string, one: number, two: number}} Gap
 * @typedef {{plays: readonly string[], minutes: number, gaps: readonly Gap[], sides: readonly string[]}} MeetingAddress
 */

/**
 * `#p=talk-sooner&t=60&g=shared-work.4.1&one=cio&two=cmo`; empty for a meeting about nothing. `sides` are two ids of
 * roles, empty where nobody said them.
 * @param {MeetingAddress} meeting
 */
export function toMeetingHash({ plays, minutes, gaps, sides }) {
  if (!plays.length && !gaps.length) return '';
  const parts = [plays.length ? `p=${plays.join(',')}` : '', `t=${minutes}`];
  if (gaps.length) {
    parts.push(`g=${gaps.map(({ id, one, two }) => `${id}.${one}.${two}`).join(',')}`);
    ['one', 'two'].forEach((name, index) => sides[index] && parts.push(`${name}=${sides[index]}`));
  }
  return `#${parts.filter(Boolean).join('&')}`;
}
