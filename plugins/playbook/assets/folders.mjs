/**
 * Makes links work when the site is opened from disk: a browser shows a folder's listing there, not its index.html.
 */

/**
 * The address with `index.html` where it names a folder.
 * @param {string} href
 * @returns {string}
 */
export function withIndex(href) {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(href) ?? [];
  return path.endsWith('/') ? `${path}index.html${rest}` : href;
}

/**
 * Point each link and form of a page opened from disk at a file, now and when it is used.
 * @param {Document} page
 * @param {{protocol: string}} place
 */
export function openFolders(page, place) {
  if (place.protocol !== 'file:') return;
  page.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link?.protocol === 'file:') link.href = withIndex(link.href);
  }, { capture: true });
  for (const form of page.forms) {
    // A field called "action" would take the property.
    const action = form.getAttribute('action');
    if (action !== null) form.setAttribute('action', withIndex(action));
  }
}
