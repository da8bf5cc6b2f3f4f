// Filters: any of the terms chosen in a facet, and all of the facets.

/**
 * Chosen terms by facet id.
 * @typedef {{[facet: string]: string[]}} Filters
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
    const chosen = facet.terms.filter((term) => filters[facet.id]?.includes(term.id));
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
 * @returns {{[facet: string]: {[term: string]: number}}}
 */
export function counts(facets, filters, found) {
  const chosen = facets.some((facet) => filters[facet.id]?.length);
  return Object.fromEntries(
    facets.map((facet) => {
      const passes = chosen ? passing(facets, filters, found.length, facet.id) : undefined;
      return [
        facet.id,
        Object.fromEntries(
          facet.terms.map((term) => {
            let count = 0;
            for (let page = 0; page < found.length; page++) {
              if (found[page] && (term.lead[page] || term.support[page]) && (!passes || passes[page])) count++;
            }
            return [term.id, count];
          }),
        ),
      ];
    }),
  );
}

/**
 * @param {Filters} one
 * @param {Filters} other
 * @returns {Filters}
 */
export function joined(one, other) {
  const facets = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(
    facets.map((facet) => [facet, [...new Set([...(one[facet] ?? []), ...(other[facet] ?? [])])]]),
  );
}
