/** Puts the values of a draft into the slots of the site's own page of a play. Every value is text, never markup. */

/**
 * @typedef {{[name: string]: unknown}} Data
 * @typedef {{
 *   play: string, slots: {[key: string]: string}, terms: {[facet: string]: {[term: string]: string}}, undecided: string,
 *   plays: {[id: string]: {title: string, summary: string}}, sources: {[id: string]: {title: string, by: string}},
 *   words: {evidence: {[id: string]: string}, effort: {[id: string]: string}}, marker: string,
 * }} Page the page with its slots, and the names that go into them
 */

const SLOT = /⟦([a-z_]+(?:\.[a-z_-]+)*)⟧/g;

/**
 * The page of a play.
 * @param {Page} page
 * @param {Data} data
 * @param {Node[]} body what became of its text
 * @returns {Node[]}
 */
export function filled(page, data, body) {
  const root = parsed(page.play);
  for (const hidden of root.querySelectorAll('[hidden]')) hidden.remove();
  // A picture drawn by numbers has no place for words of any length.
  for (const drawn of root.querySelectorAll('svg')) if (drawn.textContent?.includes('⟦')) (drawn.closest('.pb-around') ?? drawn).remove();
  repeat(root, 'requires.title', plays(page, data.requires));
  repeat(root, 'related.title', plays(page, data.related));
  repeat(root, 'source.title', listed(data.sources).filter(isMapping).map((one) => source(page, one)));
  tag(root, page, data);
  for (const node of texts(root)) {
    if (node.data.trim() === '⟦body⟧') node.parentElement?.replaceWith(...body);
    else put(node, page, data);
  }
  return marked(root, page.marker);
}

/**
 * A page that has no template of its own here: its title, its summary and its text.
 * @param {Page} page
 * @param {Data} data
 * @param {Node[]} body
 * @param {string} name what the page is called where its file does not say it
 * @returns {Node[]}
 */
export function plain(page, data, body, name) {
  const root = parsed('<div class="pb"><h1></h1><p class="pb-lead"></p><div class="pb-body"></div></div>');
  const [title, lead, text] = /** @type {[Element, Element, Element]} */ ([...(root.firstElementChild?.children ?? [])]);
  title.textContent = said(data.title ?? own(page.plays, said(data.play))?.title ?? name);
  lead.textContent = said(data.summary ?? data.changed);
  text.replaceChildren(...body);
  for (const element of [title, lead]) if (!element.textContent) element.remove();
  return marked(root, page.marker);
}

/** @param {string} html of our own */
function parsed(html) {
  return new DOMParser().parseFromString(html, 'text/html').body;
}

/**
 * One item of a list for each of these, or no list.
 * @param {Element} root
 * @param {string} slot
 * @param {{[slot: string]: string}[]} items
 */
function repeat(root, slot, items) {
  for (const node of texts(root).filter(({ data }) => data.includes(`⟦${slot}⟧`))) {
    const item = node.parentElement?.closest('li') ?? node.parentElement;
    if (!item) continue;
    for (const values of items) {
      const copy = /** @type {Element} */ (item.cloneNode(true));
      for (const text of texts(copy)) text.data = text.data.replace(SLOT, (whole, name) => own(values, name) ?? whole);
      item.before(copy);
    }
    if (items.length) item.remove();
    else drop(item);
  }
}

/**
 * The terms that were chosen, as the site shows them.
 * @param {Element} root
 * @param {Page} page
 * @param {Data} data
 */
function tag(root, page, data) {
  for (const node of texts(root)) {
    const [, facet, part] = /⟦terms\.([a-z0-9-]+)\.(lead|support)⟧/.exec(node.data) ?? [];
    const chip = facet && (node.parentElement?.closest('a') ?? node.parentElement);
    if (!chip) continue;
    const chosen = own(data, facet);
    const ids = isMapping(chosen) ? listed(own(chosen, part)) : part === 'lead' ? listed(chosen) : [];
    const chips = ids.flatMap((id) => {
      const known = own(own(page.terms, facet) ?? {}, String(id));
      return [...(known ? parsed(known).childNodes : [open(page.undecided)]), document.createTextNode(' ')];
    });
    if (chips.length) chip.replaceWith(...chips);
    else if (part === 'lead') chip.replaceWith(open(page.undecided));
    else drop(chip);
  }
}

/**
 * The values of the fields that a text names.
 * @param {Text} node
 * @param {Page} page
 * @param {Data} data
 */
function put(node, page, data) {
  const named = Object.entries(page.slots).find(([, words]) => node.data.includes(words));
  if (named) {
    node.data = node.data.replace(named[1], () => worked(named[0], page, data));
    return;
  }
  let empty = '';
  node.data = node.data.replace(SLOT, (_, name) => {
    const value = name.split('.').reduce((/** @type {unknown} */ inner, /** @type {string} */ key) => {
      return isMapping(inner) ? own(inner, key) : undefined;
    }, data);
    const text = listed(value).map(said).join(', ');
    if (!text) empty = name;
    return text;
  });
  if (!empty) return;
  if (node.parentElement?.closest('dl')) drop(node.parentElement);
  else node.replaceWith(open(`Still to be written: ${empty}`));
}

/**
 * What a page says of a value that it does not show as it stands.
 * @param {string} name
 * @param {Page} page
 * @param {Data} data
 */
function worked(name, page, data) {
  if (name === 'evidence') return own(page.words.evidence, said(data.evidence)) ?? said(data.evidence);
  if (name === 'effort') {
    const size = own(page.words.effort, said(data.effort)) ?? said(data.effort);
    const time = said(data.time);
    return [size, /\d/.test(time) ? `${time} min` : time].filter(Boolean).join(', ');
  }
  return name === 'due' ? `${said(data.review_every) || '?'} months later` : said(data[name]);
}

/**
 * What is shown, with every gap that is still to be written marked.
 * @param {Element} root
 * @param {string} marker
 */
function marked(root, marker) {
  for (const node of texts(root)) {
    const from = node.data.indexOf(marker);
    if (from < 0 || node.parentElement?.closest('mark')) continue;
    const rest = node.splitText(from);
    rest.replaceWith(open(rest.data));
  }
  return [...root.childNodes];
}

/** @param {string} words */
function open(words) {
  const mark = document.createElement('mark');
  mark.className = 'pb-open';
  mark.textContent = words;
  return mark;
}

/**
 * Take away what would stand empty: the part, the list or the line around an element.
 * @param {Element} element
 */
function drop(element) {
  const around = element.closest('dl > div') ?? element.closest('[data-panel]') ?? element;
  const [list, section] = [around.closest('dl'), around.closest('section')];
  around.remove();
  if (list && !list.children.length) (list.closest('section') ?? list).remove();
  else if (around.matches('[data-panel]') && !section?.querySelector('[data-panel]')) section?.remove();
}

/** @param {Element} root */
function texts(root) {
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) found.push(/** @type {Text} */ (walker.currentNode));
  return found;
}

/**
 * @param {Page} page
 * @param {unknown} ids
 */
function plays(page, ids) {
  return listed(ids).map((id) => {
    const play = own(page.plays, String(id)) ?? { title: String(id), summary: '' };
    const values = { title: play.title, summary: play.summary };
    return Object.fromEntries(['requires', 'related'].flatMap((key) => Object.entries(values).map(([name, text]) => [`${key}.${name}`, text])));
  });
}

/**
 * @param {Page} page
 * @param {Data} one
 */
function source(page, one) {
  const known = own(page.sources, said(one.id)) ?? { title: said(one.id), by: '' };
  return { 'source.title': known.title, 'source.by': known.by, 'source.where': said(one.where) };
}

/** @param {unknown} value */
function said(value) {
  return value === undefined || value === null || typeof value === 'object' ? '' : String(value);
}

/** @param {unknown} value */
function listed(value) {
  return Array.isArray(value) ? value : value === undefined || value === null || value === '' ? [] : [value];
}

/**
 * @template V
 * @param {{[name: string]: V}} mapping
 * @param {string} name
 */
function own(mapping, name) {
  return Object.hasOwn(mapping, name) ? mapping[name] : undefined;
}

/**
 * @param {unknown} value
 * @returns {value is Data}
 */
function isMapping(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
