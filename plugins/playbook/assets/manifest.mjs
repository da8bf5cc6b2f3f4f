// What the build puts here: where the scripts of the features lie.

/**
 * By the name of the feature, below the root of the site.
 * @type {{readonly [name: string]: string}}
 */
export const FEATURES = {};
