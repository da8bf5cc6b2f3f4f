// Where the site lies, as the core script's own address tells: `ROOT/assets/playbook/core.0123abcd.js`.

const own = globalThis.document?.currentScript;
const address = own && 'src' in own ? own.src : '';

/** The root of the site; nowhere for modules that run by themselves. */
export const ROOT = address ? new URL('../../', address) : new URL('about:blank');

/** The name of the core script, which changes with what is in it. */
export const CORE = address.slice(address.lastIndexOf('/') + 1);
