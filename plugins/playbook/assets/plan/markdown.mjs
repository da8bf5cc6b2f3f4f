// A plan as Markdown, for a wiki, a ticket or an e-mail.

/**
 * @typedef {{title: string, summary: string, link: string, facts: string, done: boolean}} Line
 */

/**
 * A title and a list of tasks. Where a play has no `link` that others could follow, its title stands alone.
 * @param {string} title
 * @param {string} intro
 * @param {readonly Line[]} lines
 */
export function planMarkdown(title, intro, lines) {
  const items = lines.map(({ title: name, summary, link, facts, done }) => {
    const head = link ? `[${escapedMarkdown(name)}](<${link}>)` : `**${escapedMarkdown(name)}**`;
    return `- [${done ? 'x' : ' '}] ${head}\n  ${escapedMarkdown(summary)}\n  ${escapedMarkdown(facts)}\n`;
  });
  return `# ${escapedMarkdown(title)}\n\n${escapedMarkdown(intro)}\n\n${items.join('\n')}`;
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
