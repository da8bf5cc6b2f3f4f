/**
 * How the editor reads and writes content files. A key that says what it said stays as it was written, to the letter;
 * a new or changed one gets the canonical style. A file that cannot be read is shown as it is, and never written. Pure:
 * the YAML parser is handed in.
 */

const UNREADABLE = 'The keys at the top of this file cannot be read, so nothing was saved. Mend them on the host, where the check names the line.';

/**
 * @typedef {{load: (text: string) => unknown, dump: (value: unknown) => string}} Yaml
 * @typedef {Record<string, unknown>} Data
 * @typedef {{needed?: boolean, list?: boolean, form?: 'span' | 'led', keys?: Keys}} Key
 * @typedef {{[name: string]: Key}} Keys
 * @typedef {{fromFile: (text: string) => Data, toFile: (data: Data) => string}} Format
 * @typedef {{value: string, text: string}} Block what a key or an entry says, as JSON, and how it was written
 * @typedef {{before: string, blocks: Map<string, Block>}} Known a file as it was read
 */

/**
 * Markdown files with front matter.
 * @param {Yaml} yaml
 * @param {Keys} keys
 * @returns {Format}
 */
export function pages(yaml, keys) {
  /** @type {Known[]} */
  const known = [];

  /** @param {string} text */
  function fromFile(text) {
    const whole = plain(text);
    const parts = /^---\n(.*?)^---[ \t]*(?:\n(.*))?$/ms.exec(whole);
    if (!parts) return whole.trim() ? { body: whole } : {};
    try {
      return fromParts(parts[1], parts[2] ?? '');
    } catch {
      return { body: whole };
    }
  }

  /**
   * @param {string} head
   * @param {string} body
   */
  function fromParts(head, body) {
    /** @type {Map<string, unknown>} */
    const data = new Map();
    const blocks = new Map();
    for (const block of split(head, /^[A-Za-z_][\w-]*:/)) {
      const pairs = Object.entries(/** @type {Data} */ (yaml.load(block) ?? {}));
      for (const [name, value] of pairs) {
        data.set(name, shown(value, own(keys, name)));
        // Keys that are written in an unusual way are not told apart, so none of them keeps its text.
        if (pairs.length === 1) blocks.set(name, { value: saying(data.get(name)), text: block });
      }
    }
    data.set('body', body.replace(/^\n+|\n+$/g, ''));
    blocks.set('body', { value: saying(data.get('body')), text: body });
    known.push({ before: '', blocks });
    return Object.fromEntries(data);
  }

  /** @param {Data} data */
  function toFile(data) {
    const { body = '', ...head } = data;
    // So a file begins that was shown as it is, or a whole file that was pasted into the text.
    if (/^---\s*$/m.exec(String(body).trimStart())?.index === 0) throw new Error(UNREADABLE);
    const said = new Map([...Object.entries(head), /** @type {[string, unknown]} */ (['body', body])]);
    const old = closest(known, said, (blocks) => ['title', 'summary', 'body'].some((name) => same(blocks, said, name)));
    const names = [...Object.keys(keys), ...Object.keys(head).filter((name) => !Object.hasOwn(keys, name))];
    const lines = names.map((name) => {
      const block = old?.blocks.get(name);
      if (block && block.value === saying(own(head, name))) return block.text;
      const value = written(own(head, name), own(keys, name));
      return value === undefined ? '' : notes(block) + yaml.dump({ [name]: value });
    });
    const block = old?.blocks.get('body');
    const text = block && block.value === saying(body) ? block.text : `\n${String(body).trim()}\n`;
    return `---\n${lines.join('')}---\n${text}`;
  }

  return { fromFile, toFile };
}

/**
 * Data files that are a list of entries with ids.
 * @param {Yaml} yaml
 * @param {Keys} keys
 * @returns {Format}
 */
export function lists(yaml, keys) {
  /** @type {Known[]} */
  const known = [];
  let readable = true;

  /** @param {string} text */
  function fromFile(text) {
    try {
      readable = true;
      return fromEntries(text);
    } catch (fault) {
      readable = false;
      throw fault;
    }
  }

  /** @param {string} text */
  function fromEntries(text) {
    const [before, ...found] = split(`\n${plain(text)}`, /^- /, true);
    if (Object.keys(yaml.load(before) ?? []).length) throw new Error('This file is not a list whose entries begin with "- ".');
    /** @type {unknown[]} */
    const entries = [];
    const blocks = new Map();
    for (const block of found) {
      const [entry] = /** @type {Data[]} */ (yaml.load(block));
      if (!isMapping(entry)) throw new Error(`This entry has no keys: ${block.trim()}`);
      entries.push(entry);
      blocks.set(String(entry.id), { value: saying(entry), text: block.trim() });
    }
    known.push({ before: before.trim(), blocks });
    return { entries };
  }

  /** @param {Data} data */
  function toFile(data) {
    if (!readable) throw new Error(UNREADABLE);
    const entries = /** @type {Data[]} */ (data.entries ?? []);
    const said = new Map(entries.map((entry) => [String(entry.id), entry]));
    const old = closest(known, said, () => true);
    const texts = entries.map((entry) => {
      const block = old?.blocks.get(String(entry.id));
      if (block && block.value === saying(entry)) return block.text;
      return notes(block) + yaml.dump([written(entry, { needed: true, keys })]).trim();
    });
    return `${[...(old?.before ? [old.before] : []), ...texts].join('\n\n')}\n`;
  }

  return { fromFile, toFile };
}

/**
 * A text without what Windows puts into it.
 * @param {string} text
 */
function plain(text) {
  return text.replace(/^\ufeff/, '').replace(/\r\n/g, '\n');
}

/**
 * Runs of lines, each with one line that matches and the comments right above it; with `first`, also what is before.
 * @param {string} text
 * @param {RegExp} begins
 * @param {boolean} first
 */
function split(text, begins, first = false) {
  /** @type {string[][]} */
  const blocks = [[]];
  /** @type {string[]} */
  let waiting = [];
  for (const line of text.split(/(?<=\n)/)) {
    if (begins.test(line)) {
      // A note that an empty line parts from what follows belongs to what is before, such as the head of the file.
      const blank = waiting.findLastIndex((one) => !one.trim());
      blocks[blocks.length - 1].push(...waiting.slice(0, blank + 1));
      blocks.push([...waiting.slice(blank + 1), line]);
      waiting = [];
    } else if (line.startsWith('#') || !line.trim()) {
      waiting.push(line);
    } else {
      blocks[blocks.length - 1].push(...waiting, line);
      waiting = [];
    }
  }
  blocks[blocks.length - 1].push(...waiting);
  const texts = blocks.map((block) => block.join(''));
  if (first) return texts;
  return [texts[0] + (texts[1] ?? ''), ...texts.slice(2)];
}

/**
 * The file that was read which says most of what is said now. Decap names no file when it asks for a text.
 * @param {Known[]} known
 * @param {Map<string, unknown>} said
 * @param {(blocks: Map<string, Block>) => boolean} likely
 */
function closest(known, said, likely) {
  let best;
  let most = 0;
  for (const one of known) {
    const equal = likely(one.blocks) ? [...said.keys()].filter((name) => same(one.blocks, said, name)).length : 0;
    // Of two readings of a file, the later one counts.
    if (equal && equal >= most) [best, most] = [one, equal];
  }
  return best;
}

/**
 * @param {Map<string, Block>} blocks
 * @param {Map<string, unknown>} said
 * @param {string} name
 */
function same(blocks, said, name) {
  return said.has(name) && blocks.get(name)?.value === saying(said.get(name));
}

/**
 * A value as text that is the same whatever the order of keys: Decap hands mappings back in any.
 * @param {unknown} value
 */
function saying(value) {
  return JSON.stringify(value, (_, inner) => {
    return isMapping(inner) ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1))) : inner;
  });
}

/**
 * The comments above what a block says.
 * @param {Block} [block]
 */
function notes(block) {
  return /^(?:[ \t]*(?:#.*)?\n)*/.exec(block?.text ?? '')?.[0] ?? '';
}

/**
 * A value as the form shows it.
 * @param {unknown} value
 * @param {Key} [key]
 * @returns {unknown}
 */
function shown(value, key) {
  if (key?.form === 'span' && isMapping(value)) return `${value.min}-${value.max}`;
  if (key?.form === 'led' && Array.isArray(value)) return { lead: value };
  return value;
}

/**
 * A value as it stands in a file: keys in their order, nothing that is empty; undefined where nothing is left.
 * @param {unknown} value
 * @param {Key} [key]
 * @returns {unknown}
 */
function written(value, key = {}) {
  if (key.form === 'span' && typeof value === 'string') {
    const range = /^(\d+)-(\d+)$/.exec(value);
    return range ? { min: Number(range[1]), max: Number(range[2]) } : value.trim() || undefined;
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => written(item, { keys: key.keys })).filter((item) => item !== undefined);
    return items.length || (key.needed && key.list) ? items : undefined;
  }
  if (isMapping(value)) {
    const { keys = {} } = key;
    const names = [...Object.keys(keys), ...Object.keys(value).filter((name) => !Object.hasOwn(keys, name))];
    const pairs = names.map((name) => [name, written(own(value, name), own(keys, name))]).filter(([, inner]) => inner !== undefined);
    return pairs.length ? Object.fromEntries(pairs) : undefined;
  }
  if (value === undefined || value === null || value === '') return key.needed && key.list ? [] : undefined;
  return typeof value === 'string' ? value.trim() : value;
}

/**
 * What a mapping itself holds: a facet may be called "constructor", which every object seems to have.
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
