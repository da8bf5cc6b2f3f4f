// Gets files by script tags, the one way that also works on pages opened from disk.

const PATIENCE = 20_000; // milliseconds before a script that does not come is given up

/**
 * Run a script; rejects where it cannot be had.
 * @param {URL} url
 * @returns {Promise<void>}
 */
export function addScript(url) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    const late = setTimeout(() => end(false), PATIENCE);
    const end = (/** @type {boolean} */ come) => {
      clearTimeout(late);
      element.remove();
      if (come) resolve();
      else reject(new Error(`${url} cannot be loaded`));
    };
    element.addEventListener('load', () => end(true));
    element.addEventListener('error', () => end(false));
    element.src = url.href;
    element.async = true;
    document.head.append(element);
  });
}
