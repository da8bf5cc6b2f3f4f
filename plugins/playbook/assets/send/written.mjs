// What stands in a block quote, for other programs: in plain lines, and as simple HTML.

const BLOCKS = 'p, li, ol, ul, table, pre, blockquote, div, h2, h3, h4, h5, h6';

/**
 * The plain lines of some elements, with an empty one between paragraphs, as the build writes them (`markdown/sending`).
 * @param {Iterable<Element>} elements
 * @returns {string}
 */
export function plainLines(elements) {
  return blocks(elements).join('\n\n');
}

/**
 * The same as HTML that any editor of text can take: paragraphs, lists and emphasis, without our classes and fields.
 * @param {Element} quote
 */
export function simpleHtml(quote) {
  const copy = /** @type {Element} */ (quote.cloneNode(true));
  for (const field of copy.querySelectorAll('input, .headerlink')) field.remove();
  for (const span of copy.querySelectorAll('span, label, a.pb-term')) span.replaceWith(...span.childNodes);
  for (const link of copy.querySelectorAll('a')) link.setAttribute('href', link.href);
  for (const element of copy.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) if (name !== 'href' && name !== 'start') element.removeAttribute(name);
  }
  return copy.innerHTML.trim();
}

/**
 * @param {Iterable<Element>} elements
 * @returns {string[]}
 */
function blocks(elements) {
  return [...elements].flatMap((element) => {
    if (element.matches('ol, ul')) return [items(element).join('\n')];
    if (element.matches('blockquote, div')) return blocks(element.children);
    if (element instanceof HTMLTableElement) {
      return [[...element.rows].map((row) => [...row.cells].map(line).join('\t')).join('\n')];
    }
    return line(element) || [];
  });
}

/** @param {Element} list */
function items(list) {
  const start = list instanceof HTMLOListElement ? list.start : 0;
  return [...list.children].flatMap((item, index) => {
    const [first = '', ...more] = inside(item).join('\n').split('\n');
    const mark = start ? `${start + index}.` : '-';
    return [`${mark} ${first}`, ...more.map((text) => `  ${text}`)];
  });
}

/** @param {Element} item */
function inside(item) {
  const own = /** @type {Element} */ (item.cloneNode(true));
  for (const block of own.querySelectorAll(BLOCKS)) block.remove();
  return blocks([own, ...[...item.children].filter((child) => child.matches(BLOCKS))].map(asParagraph));
}

/** @param {Element} element an item stands for its own words */
function asParagraph(element) {
  if (!element.matches('li')) return element;
  const paragraph = document.createElement('p');
  paragraph.append(...element.childNodes);
  return paragraph;
}

/** @param {Element} element */
function line(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const mark of copy.querySelectorAll('.headerlink')) mark.remove();
  for (const end of copy.querySelectorAll('br')) end.replaceWith('\v');
  const lines = (copy.textContent ?? '').split('\v');
  return lines.map((text) => text.replace(/\s+/g, ' ').trim()).join('\n').trim();
}
