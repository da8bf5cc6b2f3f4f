// What the worker decides, apart from browsers: what it answers for, under which name it keeps it, what it throws away.

const INDEX = /(?:^|\/)index\.html$/u;

/**
 * The name under which the site keeps what a request asks for, as in `plays/`; null for what is none of its files.
 * @param {{method: string, url: string}} request
 * @param {string} scope the address of the site's root
 * @param {ReadonlySet<string>} kept
 * @returns {string | null}
 */
export function keptAs({ method, url }, scope, kept) {
  const [address] = url.split(/[?#]/u);
  if (method !== 'GET' || !address.startsWith(scope)) return null;
  const name = address.slice(scope.length).replace(INDEX, (match) => (match.startsWith('/') ? '/' : ''));
  return [name, `${name}/`].find((one) => kept.has(one)) ?? null;
}

/**
 * The stores of earlier versions of one site among all that lie on its host.
 * @param {readonly string[]} stores
 * @param {string} family what the names of this site's stores begin with
 * @param {string} current
 */
export function outdated(stores, family, current) {
  return stores.filter((name) => name.startsWith(family) && name !== current);
}
