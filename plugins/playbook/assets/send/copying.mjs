// Puts words on the clipboard, plain and formatted, whatever the browser allows.

/**
 * @param {string} plain
 * @param {string} html
 * @returns {Promise<boolean>} whether they are there
 */
export async function copyBoth(plain, html) {
  try {
    const parts = { 'text/plain': plain, 'text/html': html };
    const blobs = Object.entries(parts).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch {
    return copyByCommand(plain, html);
  }
}

/**
 * The old way, which works where pages may not ask for the clipboard, as in those that are opened from a network drive.
 * @param {string} plain
 * @param {string} html
 */
function copyByCommand(plain, html) {
  let taken = false;
  const take = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData('text/plain', plain);
    event.clipboardData?.setData('text/html', html);
    event.preventDefault();
    taken = event.clipboardData !== null;
  };
  document.addEventListener('copy', take);
  try {
    return document.execCommand('copy') && taken;
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', take);
  }
}
