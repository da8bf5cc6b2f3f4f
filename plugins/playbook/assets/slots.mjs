// The places in a page that scripts fill: elements by their slot, copies of templates, addresses of pages.

/**
 * The address of a page of the site. A folder that is opened from disk shows no page of its own.
 * @param {URL} base
 * @param {string} route
 */
export function address(base, route) {
  return base.href + (base.protocol === 'file:' ? route.replace(/(^|\/)(?=#|$)/, '$1index.html') : route);
}

/**
 * @template {HTMLElement} E
 * @param {ParentNode} root
 * @param {string} name
 * @param {new () => E} kind
 * @returns {E}
 */
export function slot(root, name, kind) {
  const found = root.querySelector(`[data-slot="${name}"]`);
  if (!(found instanceof kind)) throw new Error(`The page has no slot ${name}`);
  return found;
}

/**
 * @param {ParentNode} root
 * @param {string} name
 * @param {string} text
 */
export function tell(root, name, text) {
  slot(root, name, HTMLElement).textContent = text;
}

/**
 * @param {HTMLTemplateElement} template
 * @returns {HTMLElement}
 */
export function copy(template) {
  const fragment = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const [first] = fragment.children;
  if (!(first instanceof HTMLElement)) throw new Error('A template of the page is empty');
  return first;
}
