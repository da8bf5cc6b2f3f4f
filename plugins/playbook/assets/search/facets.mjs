// Filters: any of the terms chosen in a facet, and all of the facets.

/**
 * Chosen terms by facet id. Ids are the playbook's own words, "constructor" among them, so nothing looks them up in objects.
 * @typedef {ReadonlyMap<string, readonly string[]>} Filters
 * @typedef {import('./store.mjs').Facet} Facet
 */

/**
 * @param {readonly Facet[]} facets
 * @param {Filters} filters
 * @param {number} pages
 * @param {string} [except] the id of a facet whose own choice is left out
 * @returns {Uint8Array} 1 for each page that passes
 */
export function passing(facets, filters, pages, except = '') {
  const passes = new Uint8Array(pages).fill(1);
  for (const facet of facets) {
    const chosen = facet.terms.filter((term) => filters.get(facet.id)?.includes(term.id));
    if (facet.id === except || chosen.length === 0) continue;
    for (let page = 0; page < pages; page++) {
      if (passes[page] && !chosen.some((term) => term.lead[page] || term.support[page])) passes[page] = 0;
    }
  }
  return passes;
}

/**
 * How many of the pages found each term would leave, its own facet's choice left out.
 * @param {readonly Facet[]} facets
 * @param {Filters} filters
 * @param {Uint8Array} found 1 for each page that the words alone find
 * @returns {Map<string, Map<string, number>>} by facet and term
 */
export function counts(facets, filters, found) {
  const chosen = facets.some((facet) => filters.get(facet.id)?.length);
  return new Map(
    facets.map((facet) => {
      const passes = chosen ? passing(facets, filters, found.length, facet.id) : undefined;
      const terms = facet.terms.map((term) => {
        let count = 0;
        for (let page = 0; page < found.length; page++) {
          if (found[page] && (term.lead[page] || term.support[page]) && (!passes || passes[page])) count++;
        }
        return /** @type {const} */ ([term.id, count]);
      });
      return [facet.id, new Map(terms)];
    }),
  );
}

/**
 * @param {Filters} one
 * @param {Filters} other
 * @returns {Filters}
 */
export function joined(one, other) {
  const both = new Map(one);
  for (const [facet, terms] of other) both.set(facet, [...new Set([...(one.get(facet) ?? []), ...terms])]);
  return both;
}
