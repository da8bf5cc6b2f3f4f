// The form of a calendar file (RFC 5545): its frame, its lines, and how times and texts stand in it.

const ICS_EOL = '\r\n';
const ICS_OCTETS = 75; // octets in a line, without its end
const ICS_BEGAN = Date.UTC(2026, 0, 1); // a calendar keeps the number of a version in 31 bits

/**
 * The text of a file that holds these events, each as its lines.
 * @param {{product: string, name: string, method?: string}} calendar what made it, what it is called, and what it asks
 *   of a calendar (RFC 5546): nothing where it has no method
 * @param {readonly (readonly string[])[]} events
 */
export function icsFile({ product, name, method }, events) {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//mkdocs-playbook//${product}//EN`,
    'CALSCALE:GREGORIAN',
    ...(method ? [`METHOD:${method}`] : []),
    `X-WR-CALNAME:${calendarText(name)}`,
    ...events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']),
    'END:VCALENDAR',
  ];
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
function foldedLine(line) {
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
