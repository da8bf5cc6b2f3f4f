// Asks a built site's search from the command line, with the very modules that run in the browser.
//   node plugins/playbook/review/query.mjs SITE "words" [--role cio] [--stage coping] [--limit 10] [--json]
//   node plugins/playbook/review/query.mjs SITE --queries FILE.tsv        one query a line, one JSON object a line

import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

import { Search } from '../assets/search/search.mjs';

/**
 * What reads a part of the search of a built site.
 * @param {string} site its folder
 */
export function loader(site) {
  const assets = join(resolve(site), 'assets', 'playbook');
  // What the files of a finished site end in; those of an index alone have their plain names.
  const ending = readFile(join(assets, 'current.js'), 'utf8').then(
    (script) => `.${JSON.parse(script.slice(script.indexOf('{'), script.lastIndexOf('}') + 1)).search}`,
    () => '',
  );
  return async (/** @type {string} */ name) => {
    const script = await readFile(join(assets, 'search', `${name}${await ending}.js`), 'utf8');
    return JSON.parse(script.slice(script.indexOf(', ') + 2, script.lastIndexOf(')')));
  };
}

/** @param {string} site its folder */
export async function open(site) {
  const load = loader(site);
  return new Search(await load('index'), load);
}

/**
 * @param {Search} search
 * @param {string} text
 * @param {import('../assets/search/facets.mjs').Filters} filters
 * @param {number} limit
 */
export async function answer(search, text, filters, limit) {
  const { cards, results, others, understood, corrected } = await search.ask({ text, filters, limit });
  const found = [...results, ...others].slice(0, limit);
  const top = Math.max(...found.map(({ score }) => score)) || 1;
  return {
    filters: Object.fromEntries(
      search.facets.map((facet) => [
        facet.id,
        [...new Set(understood.filter((mention) => mention.facet === facet.id).map((mention) => mention.term))],
      ]),
    ),
    corrected: Object.fromEntries(corrected),
    cards: cards.map(({ id }) => id),
    results: found.map(({ id, score }) => ({ id, score: Math.round((score / top) * 1e4) / 1e4 })),
  };
}

/** @param {string[]} args */
async function main(args) {
  const plain = /** @type {string[]} */ ([]);
  const options = /** @type {Map<string, string[]>} */ (new Map());
  for (let at = 0; at < args.length; at++) {
    if (args[at] === '--json') options.set('json', []);
    else if (args[at].startsWith('--')) {
      const name = args[at].slice(2);
      const value = args[++at];
      if (value === undefined) throw new Error(`--${name} needs a value`);
      options.set(name, [...(options.get(name) ?? []), value]);
    } else plain.push(args[at]);
  }
  const [site, ...words] = plain;
  if (!site || (words.length === 0) === !options.has('queries')) {
    throw new Error('usage: node plugins/playbook/review/query.mjs SITE "words" [--role ID] [--stage ID] [--limit N] [--json]');
  }
  const search = await open(site);
  const limit = Number(options.get('limit')?.at(-1) ?? 10);
  const filters = new Map(search.facets.map((facet) => [facet.id, options.get(facet.param) ?? []]));
  const known = new Set(['json', 'limit', 'queries', ...search.facets.map((facet) => facet.param)]);
  for (const name of options.keys()) if (!known.has(name)) throw new Error(`There is no option --${name}`);
  for (const { id, param, terms } of search.facets) {
    const unknown = filters.get(id)?.find((chosen) => !terms.some((term) => term.id === chosen));
    if (unknown) throw new Error(`'${unknown}' is no ${param}: ${terms.map((term) => term.id).join(', ')}`);
  }
  for (const file of options.get('queries') ?? []) {
    const lines = (await readFile(file, 'utf8')).split(/\r?\n/u);
    if (lines.at(-1) === '') lines.pop();
    for (const line of lines) {
      const query = line.split('\t')[0];
      process.stdout.write(`${JSON.stringify({ query, ...(await answer(search, query, filters, limit)) })}\n`);
    }
  }
  if (options.has('queries')) return;
  const found = await answer(search, words.join(' '), filters, limit);
  if (options.has('json')) {
    process.stdout.write(`${JSON.stringify(found)}\n`);
    return;
  }
  for (const id of found.cards) process.stderr.write(`answer: ${id}\n`);
  for (const { id } of found.results) process.stdout.write(`${id}\n`);
  for (const [facet, terms] of Object.entries(found.filters)) {
    if (terms.length) process.stderr.write(`${facet}: ${terms.join(', ')}\n`);
  }
  for (const [from, to] of Object.entries(found.corrected)) process.stderr.write(`${from} was read as ${to}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
