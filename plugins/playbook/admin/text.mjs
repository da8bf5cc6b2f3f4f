/**
 * What the buttons above a text do to it. Pure: a text with a selection in, one replacement out, so that the browser
 * can undo it and every other letter stays what it was.
 */

/**
 * @typedef {{text: string, start: number, end: number}} Selected a text, and from where to where it is selected
 * @typedef {{from: number, to: number, insert: string, start: number, end: number}} Change what is put in whose place,
 *   and what is selected afterwards
 */

/**
 * Bold, or no longer bold.
 * @param {Selected} at
 * @returns {Change}
 */
export function bold(at) {
  const { start, end } = trimmed(at);
  const words = at.text.slice(start, end);
  if (at.text.slice(start - 2, start) === '**' && at.text.slice(end, end + 2) === '**') {
    return { from: start - 2, to: end + 2, insert: words, start: start - 2, end: end - 2 };
  }
  return { from: start, to: end, insert: `**${words}**`, start: start + 2, end: end + 2 };
}

/**
 * The lines of the selection as a list, numbered or not; lines that are one already are none afterwards.
 * @param {Selected} at
 * @param {boolean} [numbered]
 * @returns {Change}
 */
export function list(at, numbered = false) {
  const from = at.text.lastIndexOf('\n', at.start - 1) + 1;
  const next = at.text.indexOf('\n', Math.max(at.end - (at.end > at.start && at.text[at.end - 1] === '\n' ? 1 : 0), from));
  const to = next < 0 ? at.text.length : next;
  const lines = at.text.slice(from, to).split('\n');
  const sign = numbered ? /^\d+\. / : /^- /;
  const listed = lines.every((line) => sign.test(line) || !line.trim()) && lines.some((line) => line.trim());
  let number = 0;
  const made = lines.map((line) => {
    if (listed) return line.replace(sign, '');
    if (!line.trim() && lines.length > 1) return line;
    number += 1;
    return `${numbered ? `${number}.` : '-'} ${line.replace(/^\s*(?:[-*+•]|\d+[.)])\s+/, '')}`;
  });
  // A list that follows a paragraph without an empty line is none.
  const above = at.text.slice(0, from).split('\n').at(-2) ?? '';
  const lead = !listed && above.trim() && !/^\s*(?:[-*+]|\d+\.)\s/.test(above) ? '\n' : '';
  const insert = lead + made.join('\n');
  const end = from + insert.length;
  return { from, to, insert, start: at.start === at.end ? end : from + lead.length, end };
}

/**
 * A citation behind what the selection says, in brackets as plays have it, before the full stop.
 * @param {Selected} at
 * @param {string} link in Markdown
 * @returns {Change}
 */
export function cite(at, link) {
  const { end } = trimmed(at);
  const stop = /[.!?]$/.test(at.text.slice(at.start, end)) ? end - 1 : end;
  const before = at.text[stop - 1];
  const insert = `${before === undefined || /\s/.test(before) ? '' : ' '}(${link})`;
  return { from: stop, to: stop, insert, start: stop + insert.length, end: stop + insert.length };
}

/**
 * A link whose words are the selection, or those given where nothing is selected.
 * @param {Selected} at
 * @param {string} words
 * @param {string} href
 * @returns {Change}
 */
export function link(at, words, href) {
  const { start, end } = trimmed(at);
  const shown = at.text.slice(start, end) || words;
  const insert = `[${shown.replace(/[[\]]/g, '')}](${href})`;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}

/**
 * A picture as a paragraph of its own, behind the paragraph of the selection.
 * @param {Selected} at
 * @param {string} says what it shows, for those who do not see it
 * @param {string} href
 * @returns {Change}
 */
export function picture(at, says, href) {
  const gap = /\n[ \t]*(?:\n|$)/.exec(at.text.slice(at.end));
  const from = gap ? at.end + gap.index : at.text.trimEnd().length;
  const words = says.replace(/[[\]<>\n]/g, ' ').trim();
  const insert = `${from ? '\n\n' : ''}![${words}](${href})`;
  return { from, to: from, insert, start: from + insert.length, end: from + insert.length };
}

/**
 * How a file in a content folder names another content file.
 * @param {string} folder
 * @param {string} path
 */
export function between(folder, path) {
  const here = folder ? folder.split('/') : [];
  const there = path.split('/');
  while (here.length && there.length > 1 && here[0] === there[0]) {
    here.shift();
    there.shift();
  }
  return [...here.map(() => '..'), ...there].join('/');
}

/**
 * The selection without white space at its ends.
 * @param {Selected} at
 */
function trimmed({ text, start, end }) {
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  while (start < end && /\s/.test(text[start])) start += 1;
  return { start, end };
}
