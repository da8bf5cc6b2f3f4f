// What the build puts here: the texts of the scripts, out of the catalogue of the site's language.

/** As HTML names it. */
export const LANGUAGE = 'en';

/**
 * By name; those in which a number changes words have forms, by the categories of CLDR.
 * @type {{readonly [name: string]: string | {readonly [category: string]: string}}}
 */
export const TEXTS = {};
