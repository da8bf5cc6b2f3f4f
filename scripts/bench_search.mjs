// The peers of `scripts/bench_search/`: puts the same pages into another engine and writes a page that searches them.
//   node scripts/bench_search.mjs pagefind|minisearch PAGES.json SITE
// The engine is looked for in `node_modules` beside PAGES.json.

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [peer, file, site] = process.argv.slice(2);
const modules = dirname(file);

/** @typedef {{id: string, title: string, summary: string, aliases: string[], headings: string[], text: string}} Page */
const pages = /** @type {Page[]} */ (JSON.parse(await readFile(file, 'utf8')));

/** A page that shows the ids that `searchPages(query)` promises. @param {string} script */
const html = (script) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>
<input><ol></ol><p></p><script type="module">${script}
const input = document.querySelector('input');
const show = async () => {
  const ids = await searchPages(input.value);
  document.querySelector('p').textContent = ids.length;
  document.querySelector('ol').replaceChildren(...ids.map((id) => Object.assign(document.createElement('li'), {textContent: id})));
};
input.addEventListener('input', show);
input.value = new URLSearchParams(location.search).get('q') ?? '';
if (input.value) show();
</script></html>`;

const makers = {
  async pagefind() {
    const { createIndex } = await import(pathToFileURL(join(modules, 'node_modules/pagefind/lib/index.js')).href);
    const { index } = await createIndex();
    for (const { id, title, aliases, summary, headings, text } of pages) {
      const called = aliases.length > 0 ? `<p data-pagefind-weight="6">${aliases.join(', ')}</p>` : '';
      const below = headings.map((one) => `<h2>${one}</h2>`).join('');
      const body = `<h1>${title}</h1>${called}<p>${summary}</p>${below}<p>${text}</p>`;
      await index.addHTMLFile({ url: `/${id}/`, content: `<html lang="en"><body>${body}</body></html>` });
    }
    await index.writeFiles({ outputPath: join(site, 'pagefind') });
    await index.deleteIndex?.();
    return html(`const pagefind = await import('./pagefind/pagefind.js');
window.searchPages = async (query) => {
  const { results } = await pagefind.search(query);
  const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return data.map(({ raw_url, url }) => (raw_url ?? url).replaceAll('/', ''));
};`);
  },

  async minisearch() {
    const { default: MiniSearch } = await import(pathToFileURL(join(modules, 'node_modules/minisearch/dist/es/index.js')).href);
    const options = {
      fields: ['title', 'aliases', 'summary', 'headings', 'text'],
      storeFields: ['title', 'summary'],
      searchOptions: { boost: { title: 6, aliases: 6, summary: 3, headings: 2 }, prefix: true, fuzzy: 0.2 },
    };
    const index = new MiniSearch(options);
    index.addAll(pages.map((page) => ({ ...page, headings: page.headings.join('\n'), aliases: page.aliases.join('\n') })));
    await writeFile(join(site, 'index.json'), JSON.stringify(index));
    await copyFile(join(modules, 'node_modules/minisearch/dist/es/index.js'), join(site, 'minisearch.js'));
    return html(`import MiniSearch from './minisearch.js';
const index = fetch('./index.json').then((said) => said.text()).then((text) => MiniSearch.loadJSON(text, ${JSON.stringify(options)}));
window.searchPages = async (query) => (await index).search(query).slice(0, 10).map(({id}) => id);`);
  },
};

const before = process.cpuUsage();
const began = performance.now();
const page = await makers[/** @type {keyof typeof makers} */ (peer)]();
const { user, system } = process.cpuUsage(before);
// Pagefind works in a process of its own: its seconds are those on the wall.
const seconds = peer === 'pagefind' ? (performance.now() - began) / 1000 : (user + system) / 1e6;
await writeFile(join(site, 'index.html'), page);
process.stdout.write(`\n${JSON.stringify({ seconds })}\n`);
process.exit(0);
