// What the reader asked, as the address of the page holds it: ?q=...&role=...&role=...&kind=moment&sort=stage

/**
 * @typedef {{text: string, filters: import('./facets.mjs').Filters, kind: string, sort: 'fit' | 'stage'}} State
 * @typedef {{id: string, param: string, terms: readonly string[]}} FacetParam
 */

const LONGEST = 400; // characters of a question in an address, for whatever is pasted

/**
 * Terms that the playbook does not have are left out.
 * @param {string} query the part of an address behind its question mark
 * @param {readonly FacetParam[]} facets
 * @returns {State}
 */
export function fromQuery(query, facets) {
  const params = new URLSearchParams(query);
  return {
    text: params.get('q') ?? '',
    filters: new Map(
      facets.map(({ id, param, terms }) => [id, terms.filter((term) => params.getAll(param).includes(term))]),
    ),
    kind: params.get('kind') ?? '',
    sort: params.get('sort') === 'stage' ? 'stage' : 'fit',
  };
}

/**
 * Empty where nothing is asked; otherwise with its question mark.
 * @param {State} state
 * @param {readonly FacetParam[]} facets
 */
export function toQuery({ text, filters, kind, sort }, facets) {
  const params = new URLSearchParams();
  if (text.trim() !== '') params.set('q', shortened(text));
  for (const { id, param } of facets) for (const term of filters.get(id) ?? []) params.append(param, term);
  if (kind !== '') params.set('kind', kind);
  if (sort !== 'fit') params.set('sort', sort);
  const query = params.toString();
  return query && `?${query}`;
}

/**
 * The beginning of a long text, up to a space.
 * @param {string} text
 */
function shortened(text) {
  if (text.length <= LONGEST) return text;
  const start = text.slice(0, LONGEST);
  const end = start.search(/\s\S*$/u);
  return end > 0 ? start.slice(0, end) : start.replace(/[\ud800-\udbff]$/u, '');
}
