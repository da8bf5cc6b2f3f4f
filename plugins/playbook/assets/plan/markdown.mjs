// A plan as Markdown, for a wiki, a ticket or an e-mail.

/**
 * `more` is what was written about a play, a line each.
 * @typedef {{title: string, summary: string, link: string, facts: string, done: boolean, more: readonly string[],
 *   steps: readonly {words: string, done: boolean}[]}} Line
 */

/**
 * A title and a list of tasks. Where a play has no `link` that others could follow, its title stands alone.
 * @param {string} title
 * @param {string} intro
 * @param {readonly Line[]} lines
 */
export function planMarkdown(title, intro, lines) {
  const items = lines.map(({ title: name, summary, link, facts, done, more, steps }) => {
    const head = link ? `[${escapedMarkdown(name)}](<${link}>)` : `**${escapedMarkdown(name)}**`;
    const below = [summary, facts, ...more].map((text) => `  ${escapedMarkdown(text)}\n`);
    const tasks = steps.map((step) => `  - ${box(step.done)} ${escapedMarkdown(step.words)}\n`);
    return [`- ${box(done)} ${head}\n`, ...below, ...(tasks.length ? ['\n', ...tasks] : [])].join('');
  });
  return `# ${escapedMarkdown(title)}\n\n${escapedMarkdown(intro)}\n\n${items.join('\n')}`;
}

/** @param {boolean} done */
function box(done) {
  return `[${done ? 'x' : ' '}]`;
}

/**
 * A text in which Markdown sees nothing but words, in one line.
 * @param {string} text
 */
export function escapedMarkdown(text) {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&')
    .replace(/^([-+]|\d+[.)])(?=\s)/, (sign) => sign.replace(/[-+.)]/, '\\$&'));
}
