/**
 * What the check would say of a draft, as far as the form knows it: what each field may hold, and what the text says of
 * sections, plays, sources and gaps. Pure. Whatever needs the other files of the branch only the check itself can say.
 */

/**
 * @typedef {{
 *   name: string, label?: string, widget?: string, required?: boolean, pattern?: [string, string], options?: unknown[],
 *   min?: number, max?: number, words?: number, multiple?: boolean, collection?: string, fields?: Field[], field?: Field,
 *   folder?: string, span?: boolean,
 * }} Field a field of a form, as the configuration has it
 * @typedef {{where: string, says: string}} Finding
 * @typedef {{[id: string]: {title: string}}} Known
 * @typedef {{
 *   plays: Known, sources: {[id: string]: {title: string, anchors: string[]}}, marker: string,
 *   sections: {heading: string, needed: boolean}[],
 * }} Facts what was published when the editor was made
 */

const UNREADABLE = 'The keys at the top of this file cannot be read, and nothing is saved until they are. Mend them on the host, where the check names the line.';
// As `loading.bodies` has it.
const HTML = /<(?:(?!(?:https?|ftp):\/\/)[a-zA-Z][^\s/<>@]*(?=[\s/>]|$)|\/[a-zA-Z]|!|\?)/;
const KNOWN = /<\/?(?:br ?\/?|sub|sup|kbd|mark|del|ins|small|summary|details(?: open)?)>/gi;
const LISTED = /^(?:[-*+]|\d+\.)\s/;
// Below text only these begin a list, here and elsewhere.
const BEGINS = /^(?:[-*+]|1\.)\s/;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Everything that is wrong with a draft.
 * @param {Field[]} fields
 * @param {{[name: string]: unknown}} data
 * @param {Facts} facts
 * @param {{id: string, play: boolean, now: number}} draft its id, empty for a new one; whether it is a play; Date.now
 * @returns {Finding[]}
 */
export function ofDraft(fields, data, facts, { id, play, now }) {
  const text = String(data.body ?? '');
  // So a file is shown whose keys nobody could read.
  if (/^\s*---\s*\n/.test(text)) return [{ where: 'Text', says: UNREADABLE }];
  const folder = fields.find(({ name }) => name === 'body')?.folder ?? '';
  const own = play ? ofTitle(data.title, id, facts) : [];
  return [...ofFields(fields, data, facts, now), ...own, ...ofText(text, facts, { folder, play })];
}

/**
 * What is wrong with the fields of a draft, in their order; a missing one is told once, whatever is below it.
 * @param {Field[]} fields
 * @param {{[name: string]: unknown}} data
 * @param {Facts} facts
 * @param {number} now milliseconds, as Date.now
 * @returns {Finding[]}
 */
export function ofFields(fields, data, facts, now) {
  return fields.flatMap((field) => (field.name === 'body' ? [] : ofField(field, own(data, field.name), facts, now)));
}

/**
 * @param {Field} field
 * @param {unknown} value
 * @param {Facts} facts
 * @param {number} now
 * @returns {Finding[]}
 */
function ofField(field, value, facts, now) {
  const where = field.label ?? field.name;
  const one = (/** @type {string} */ says) => [{ where, says }];
  const several = field.multiple || field.widget === 'list';
  if (field.required === false && isEmpty(value, true)) return [];
  if (isEmpty(value)) return one('Still to be filled in.');
  if (several !== Array.isArray(value) && (several || Array.isArray(value))) return one('This is written in another form than it must have. Choose it again.');
  if (Array.isArray(value)) {
    return [
      ...(field.min && value.length < field.min ? one(`${value.length} of at least ${field.min} entries.`) : []),
      ...(field.max && value.length > field.max ? one(`${value.length} entries; at most ${field.max} are useful.`) : []),
      ...(new Set(value.map((item) => JSON.stringify(item))).size < value.length ? one('An entry stands twice. Keep one.') : []),
      ...value.flatMap((item) => {
        return isEmpty(item) ? one('An entry is empty.') : below({ ...field, min: undefined, max: undefined }, item, facts, now);
      }),
    ];
  }
  return below(field, value, facts, now);
}

/**
 * Whether nothing was filled in; a form hands out mappings in which every key is empty.
 * @param {unknown} value
 * @param {boolean} [mappings] whether such a mapping counts as nothing
 * @returns {boolean}
 */
function isEmpty(value, mappings = false) {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return !value.length;
  return mappings && typeof value === 'object' && Object.values(value).every((inner) => isEmpty(inner, true));
}

/**
 * @param {Field} field
 * @param {unknown} value one that is there
 * @param {Facts} facts
 * @param {number} now
 * @returns {Finding[]}
 */
function below(field, value, facts, now) {
  const where = field.label ?? field.name;
  const named = (/** @type {Finding} */ found) => ({ ...found, where: `${where}, ${found.where}` });
  if (typeof value === 'object') {
    const inner = /** @type {{[name: string]: unknown}} */ (value);
    const [lead, support] = ['lead', 'support'].map((name) => own(inner, name));
    const twice = Array.isArray(lead) && Array.isArray(support) ? support.filter((id) => lead.includes(id)) : [];
    return [
      ...ofFields(field.fields ?? [], inner, facts, now).map(named),
      ...twice.map((id) => ({ where, says: `'${id}' stands under lead and support. Keep one of them.` })),
    ];
  }
  const text = String(value);
  if (field.fields) return [{ where, says: 'This is written in another form than it must have. Choose it again.' }];
  const pattern = field.pattern ?? field.field?.pattern;
  if (pattern && !new RegExp(pattern[0]).test(text)) return [{ where, says: `${pattern[1]}.` }];
  const [, first, last] = (field.span && /^(\d+)-(\d+)$/.exec(text)) || [];
  if (Number(first) > Number(last)) return [{ where, says: 'Put the smaller number first.' }];
  const words = text.trim().split(/\s+/).length;
  if (field.words && words > field.words) return [{ where, says: `${words} words; at most ${field.words} may be quoted.` }];
  const options = field.options?.map((option) => (isOption(option) ? option.value : option));
  if (options && !options.includes(value)) return [{ where, says: `'${text}' is none of the choices.` }];
  if (field.widget === 'number' && typeof value !== 'number') return [{ where, says: `'${text}' is no whole number.` }];
  if (typeof value === 'number' && ((field.min ?? value) > value || (field.max ?? value) < value)) {
    return [{ where, says: `${value} must lie between ${field.min} and ${field.max}.` }];
  }
  if (field.widget === 'datetime' && !/^\d{4}-\d{2}-\d{2}$/.test(text)) return [{ where, says: 'A day as 2026-11-21.' }];
  if (field.widget === 'datetime' && Date.parse(text) - now > DAY) return [{ where, says: `${text} lies in the future.` }];
  const listed = field.collection === 'plays' ? facts.plays : field.collection === 'sources' ? facts.sources : undefined;
  if (listed && !own(listed, text)) return [{ where, says: `'${text}' is not published yet. The branch must hold it too.` }];
  return [];
}

/**
 * Whether another play is called so already.
 * @param {unknown} title
 * @param {string} id of the play itself, empty for a new one
 * @param {Facts} facts
 * @returns {Finding[]}
 */
function ofTitle(title, id, facts) {
  const folded = (/** @type {unknown} */ words) => String(words ?? '').trim().replace(/\s+/g, ' ').toLowerCase();
  const other = Object.entries(facts.plays).find(([one, play]) => one !== id && folded(play.title) === folded(title));
  return other ? [{ where: 'Title', says: `The play '${other[0]}' is called so already. Choose other words.` }] : [];
}

/**
 * What is wrong with a text: gaps, sections, HTML, and links that lead nowhere.
 * @param {string} text Markdown
 * @param {Facts} facts
 * @param {{folder: string, play: boolean}} at the folder of its file, and whether it is that of a play, which has sections
 * @returns {Finding[]}
 */
export function ofText(text, facts, { folder, play }) {
  const found = [];
  const plain = text.replace(/^(```|~~~)[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, '').replace(/`[^`\n]*`/g, '');
  let section = 'Text';
  let above = '';
  let below = false;
  /** @type {Map<string, number>} */
  const gaps = new Map();
  /** @type {string[]} */
  const headings = [];
  for (const line of plain.split('\n')) {
    const heading = /^##\s+(.+?)\s*#*$/.exec(line);
    if (heading) headings.push((section = heading[1]));
    const open = line.split(facts.marker).length - 1;
    if (open) gaps.set(section, (gaps.get(section) ?? 0) + open);
    if (/^#(?!#)/.test(line)) found.push({ where: section, says: 'The title stands in its own field. Begin headings with ##.' });
    if (/^##+[^#\s]/.test(line)) found.push({ where: section, says: `'${line}' needs a space behind the # to be a heading.` });
    // The preview takes these for lists, the site does not.
    if (/^\s*(?:[•·‣▪◦]\s|\d+\)\s)/.test(line)) found.push({ where: section, says: `'${line.trim().slice(0, 30)}' is no list: begin it with '- ' or '1. '.` });
    if (LISTED.test(line) && !BEGINS.test(line) && above.trim() && !/^\s/.test(above) && !/^(?:#|>|\|)/.test(above) && !LISTED.test(above) && !below) {
      found.push({ where: section, says: `'${line.slice(0, 30)}' needs an empty line above it to be a list.` });
    }
    below = LISTED.test(line) || (below && Boolean(line.trim()));
    above = line;
    if (HTML.test(line.replace(KNOWN, ''))) found.push({ where: section, says: 'HTML is not published. Write Markdown.' });
  }
  for (const [where, count] of gaps) {
    found.push({ where, says: count === 1 ? 'One place is still to be written.' : `${count} places are still to be written.` });
  }
  return [...found, ...(play ? ofSections(headings, facts) : []), ...ofLinks(plain, facts, folder)];
}

/**
 * @param {string[]} headings
 * @param {Facts} facts
 * @returns {Finding[]}
 */
function ofSections(headings, facts) {
  const missing = facts.sections.filter(({ heading, needed }) => needed && !headings.includes(heading));
  const order = facts.sections.map(({ heading }) => heading);
  const known = headings.filter((heading) => order.includes(heading));
  const late = known.find((heading, index) => index && order.indexOf(heading) < order.indexOf(known[index - 1]));
  return [
    ...missing.map(({ heading }) => ({ where: heading, says: `The section '## ${heading}' is missing.` })),
    ...(late ? [{ where: late, says: `'${late}' stands further up in every play.` }] : []),
  ];
}

/**
 * @param {string} text
 * @param {Facts} facts
 * @param {string} folder
 * @returns {Finding[]}
 */
function ofLinks(text, facts, folder) {
  const found = [];
  for (const [whole, image, words, target] of text.matchAll(/(!?)\[([^[\]\n]*)\]\(([^)\s]*)\)/g)) {
    const where = words || whole;
    const [file, anchor] = target.split('#');
    const [, kind, id] = /^(plays|sources)\/([^/]+)\.md$/.exec(joined(folder, file)) ?? [];
    if (!target || /^\s*(?:javascript|vbscript|data):/i.test(target)) {
      found.push({ where, says: 'This link leads nowhere.' });
    } else if (image) {
      if (/^(?:https?:)?\/\//.test(target)) found.push({ where, says: 'Pictures of other hosts are not shown. Add the picture here.' });
      else if (!words) found.push({ where, says: 'The picture has no description for those who do not see it.' });
    } else if (/^[a-z]+:/i.test(target) || !file) {
      continue;
    } else if (!file.endsWith('.md')) {
      found.push({ where, says: `'${target}' names no file of the content. Links to one end in .md.` });
    } else if (kind === 'sources') {
      const source = own(facts.sources, id);
      if (!source && id !== 'index') found.push({ where, says: `There is no source '${id}' yet. The branch must hold it too.` });
      else if (source && anchor && !source.anchors.includes(anchor)) found.push({ where, says: `'${source.title}' has no passage '${anchor}'.` });
    } else if (kind === 'plays' && id !== 'index' && !own(facts.plays, id)) {
      found.push({ where, says: `There is no play '${id}' yet. The branch must hold it too.` });
    }
  }
  return found;
}

/**
 * Where a link leads from a folder of the content.
 * @param {string} folder
 * @param {string} file
 */
function joined(folder, file) {
  /** @type {string[]} */
  const path = [];
  for (const part of `${folder}/${file}`.split('/')) {
    if (part === '..') path.pop();
    else if (part && part !== '.') path.push(part);
  }
  return path.join('/');
}

/**
 * What a mapping itself holds: an id may be "constructor", which every object seems to have.
 * @template V
 * @param {{[name: string]: V}} mapping
 * @param {string} name
 */
function own(mapping, name) {
  return Object.hasOwn(mapping, name) ? mapping[name] : undefined;
}

/**
 * @param {unknown} value
 * @returns {value is {value: unknown}}
 */
function isOption(value) {
  return typeof value === 'object' && value !== null && 'value' in value;
}
