// A plan as a calendar file (RFC 5545): one event a play, on its day or, without one, one a week.

/**
 * @typedef {{id: string, title: string, summary: string, link: string, effort: string,
 *   time: readonly number[] | null, note?: string, begins?: Date | null}} Dated
 * @typedef {{first: Date, now: Date, name: string, site: string}} Calendar
 */

const ICS_EOL = '\r\n';
const ICS_OCTETS = 75; // octets in a line, without its end
const ICS_BEGAN = Date.UTC(2026, 0, 1); // a calendar keeps the number of a version in 31 bits
const WORKING_DAY_MINUTES = 480;
// The first sitting of a play that never ends.
const ONGOING_MINUTES = /** @type {{[effort: string]: number}} */ ({ S: 30, M: 60, L: 120 });

/**
 * The text of a calendar file. What has no day of its own (`begins`) follows one a week: the first of it at `first`, each
 * other at the same time of day a week later, also where the clocks change in between. `site` makes the ids of the events unique; they stay the same in later files, so
 * that a calendar moves an event instead of doubling it. `now`, when the file is made, says which file is the later one
 * (RFC 5546): an event may be moved to an earlier day. No clock is read, so the same plan and moments give the same file.
 * @param {readonly Dated[]} plays
 * @param {Calendar} calendar
 */
export function calendarFile(plays, { first, now, name, site }) {
  const version = versionAt(now);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//mkdocs-playbook//plan//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${calendarText(name)}`,
  ];
  let week = 0;
  for (const play of plays) {
    const begins = play.begins ?? weeksLater(first, week++);
    const details = [play.summary, play.note ?? '', play.link].filter(Boolean).join('\n');
    lines.push(
      'BEGIN:VEVENT',
      `UID:${calendarText(`plan-${play.id}${site}`)}`,
      `DTSTAMP:${utcStamp(now)}`,
      `LAST-MODIFIED:${utcStamp(now)}`,
      `SEQUENCE:${version}`,
      `DTSTART:${utcStamp(begins)}`,
      `DURATION:${isoDuration(eventMinutes(play))}`,
      `SUMMARY:${calendarText(play.title)}`,
      `DESCRIPTION:${calendarText(details)}`,
      ...(play.link ? [`URL:${play.link}`] : []),
      'END:VEVENT',
    );
  }
  lines.push('END:VCALENDAR');
  return lines.map(foldedLine).join(ICS_EOL) + ICS_EOL;
}

/**
 * What tells the events of one playbook from those of others, as `place@host`: several may lie on one host, and on a
 * disk, whose folders are nobody's business, a playbook goes by its name. The place is empty at the root of a host.
 * @param {{protocol: string, hostname: string}} location
 * @param {string} root the path of the site's root
 * @param {string} name of the playbook
 */
export function calendarSite({ protocol, hostname }, root, name) {
  const [path, host] = protocol === 'file:' ? [encodeURIComponent(name), 'playbook.invalid'] : [root, hostname];
  const parts = path.split('/').filter(Boolean);
  return `${parts.map((part) => `.${part.replaceAll('.', '..').replaceAll('@', '%40')}`).join('')}@${host}`;
}

/**
 * The minutes that a calendar should keep free: the most that the play takes, but no more than a working day of eight
 * hours, which stands for the beginning of longer work; for work that never ends the first sitting, by its effort.
 * @param {{effort: string, time: readonly number[] | null}} play
 */
export function eventMinutes({ effort, time }) {
  const most = time ? time[time.length - 1] : (ONGOING_MINUTES[effort] ?? ONGOING_MINUTES.M);
  return Math.max(1, Math.min(most, WORKING_DAY_MINUTES));
}

/**
 * @param {Date} first
 * @param {number} weeks
 */
function weeksLater(first, weeks) {
  const later = new Date(first);
  later.setDate(first.getDate() + 7 * weeks);
  return later;
}

/**
 * The number of a version that is made at a moment: a later one is higher.
 * @param {Date} moment
 */
export function versionAt(moment) {
  return Math.max(0, Math.floor((moment.getTime() - ICS_BEGAN) / 1000));
}

/** @param {Date} moment */
export function utcStamp(moment) {
  return moment.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** @param {number} minutes */
export function isoDuration(minutes) {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `PT${hours ? `${hours}H` : ''}${rest ? `${rest}M` : ''}`;
}

/**
 * A text as a value: what has a meaning in the format is escaped, line ends become \n, other controls go.
 * @param {string} text
 */
export function calendarText(text) {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n');
}

/**
 * A line cut so that no piece is longer than the format allows, and no character is torn.
 * @param {string} line
 */
export function foldedLine(line) {
  const encoder = new TextEncoder();
  const pieces = [];
  let piece = '';
  let size = 0;
  for (const character of line) {
    const more = encoder.encode(character).length;
    if (size + more > ICS_OCTETS) {
      pieces.push(piece);
      piece = ' ';
      size = 1;
    }
    piece += character;
    size += more;
  }
  return [...pieces, piece].join(ICS_EOL);
}
