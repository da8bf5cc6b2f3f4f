// What the build puts here: where the scripts of the features lie.

/**
 * By the name of the feature, below the root of the site, in the order in which they run.
 * @type {{readonly [name: string]: readonly string[]}}
 */
export const FEATURES = {};
