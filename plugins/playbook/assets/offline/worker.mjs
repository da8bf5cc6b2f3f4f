/**
 * The service worker of a site that wants one: it keeps every page, so that the site opens without a network. What the
 * network has goes before what is kept, so no page is ever older than it would be without a worker.
 */

import { keptAs, outdated } from './keeping.mjs';

/**
 * @typedef {Event & {waitUntil(work: Promise<unknown>): void}} Waiting
 * @typedef {Waiting & {request: Request, respondWith(answer: Promise<Response>): void}} Asking
 * @typedef {EventTarget & {
 *   playbookOffline: {version: string, files: string[]},
 *   registration: {scope: string}, clients: {claim(): Promise<void>}, skipWaiting(): Promise<void>,
 * }} Worker
 */

const PATIENCE = 4000; // milliseconds for the network before what is kept is shown

const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));
const site = worker.playbookOffline; // the build writes it before this
const scope = worker.registration.scope;
const family = `playbook ${new URL(scope).pathname} `;
const store = family + site.version;
const kept = new Set(site.files);

/** Fetch every file anew where it has changed; one that fails leaves the last version as it was. */
async function keepAll() {
  const cache = await caches.open(store);
  await cache.addAll(site.files.map((name) => new Request(scope + name, { cache: 'no-cache' })));
  await worker.skipWaiting();
}

async function forgetOthers() {
  const stores = outdated(await caches.keys(), family, store);
  await Promise.all(stores.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/**
 * What the network says, unless it fails or takes too long.
 * @param {Request} request
 * @param {string} name
 */
async function answer(request, name) {
  // Keeping has brought pages into the browser's own cache that nobody has seen: it has to ask anew for them.
  const asked = fetch(request, request.mode === 'navigate' ? { cache: 'no-cache' } : {});
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const said = await Promise.race([asked, late]).catch(() => undefined);
  if (said instanceof Response && said.status < 500) return said;
  return (await caches.match(scope + name, { cacheName: store, ignoreVary: true })) ?? asked;
}

self.addEventListener('install', (event) => /** @type {Waiting} */ (event).waitUntil(keepAll()));
self.addEventListener('activate', (event) => /** @type {Waiting} */ (event).waitUntil(forgetOthers()));
self.addEventListener('fetch', (event) => {
  const asking = /** @type {Asking} */ (event);
  const name = keptAs(asking.request, scope, kept);
  if (name !== null) asking.respondWith(answer(asking.request, name));
});
