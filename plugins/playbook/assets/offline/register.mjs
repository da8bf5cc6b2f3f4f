/** On pages of a site that wants to work offline: asks the browser to keep it. From disk there is nothing to keep. */

const own = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';
if (own.startsWith(`${location.origin}/`) && location.protocol.startsWith('http') && 'serviceWorker' in navigator) {
  const root = new URL('../../', own); // assets/playbook/offline.0123abcd.js
  addEventListener('load', () => {
    // A browser that refuses shows the site as it is.
    navigator.serviceWorker.register(new URL('sw.js', root), { scope: root.pathname }).catch(() => undefined);
  });
}
