/**
 * Keeps the pages a reader has opened, and the search once it was used, for when there is no connection. A page comes
 * from the network whenever there is one, so a kept copy is never shown in place of a newer one; a file with a hash in
 * its name never changes and comes from the device. Nothing leaves it.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** Another name drops what was kept under this one. */
const KEPT = "kept-1";
/** Files kept at most; the oldest go first. */
const MOST = 400;
const HASHED = /[.-][0-9A-Za-z]{8}\.(min\.)?\w+$/;

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", (event) => event.waitUntil(keepAll(event.data.keep)));
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  event.respondWith(HASHED.test(url.pathname) ? fromDevice(event) : fromNetwork(event));
});

async function takeOver() {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
  await worker.clients.claim();
}

/** @param {FetchEvent} event */
async function fromDevice(event) {
  const kept = await (await caches.open(KEPT)).match(plain(event.request.url));
  return kept ?? fetchAndKeep(event);
}

/** @param {FetchEvent} event */
async function fromNetwork(event) {
  const { request } = event;
  try {
    return await fetchAndKeep(event);
  } catch (error) {
    const kept = await (await caches.open(KEPT)).match(plain(request.url));
    if (kept) return kept;
    if (request.mode === "navigate") return listOfKept();
    throw error;
  }
}

/**
 * The response at once; it is kept while the page reads it, and a full device is no reason to withhold it.
 * @param {FetchEvent} event
 */
async function fetchAndKeep(event) {
  const response = await fetch(event.request);
  event.waitUntil(keep(event.request.url, response.clone()));
  return response;
}

/**
 * @param {string} address
 * @param {Response} response kept when it is a good one
 */
async function keep(address, response) {
  if (response.ok && !response.redirected) await (await caches.open(KEPT)).put(plain(address), response);
}

/** What a page had loaded before this worker came. @param {string[]} addresses */
async function keepAll(addresses) {
  const cache = await caches.open(KEPT);
  for (const address of new Set(addresses.map(plain))) {
    if (!address.startsWith(location.origin) || (await cache.match(address))) continue;
    try {
      await keep(address, await fetch(address, { cache: "force-cache" }));
    } catch {
      // The connection is gone already; what was read stays as far as it was kept.
    }
  }
  const keys = await cache.keys();
  for (const request of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(request);
}

/** @param {string} address @returns {string} without a query and a place in the page */
function plain(address) {
  const url = new URL(address);
  return url.origin + url.pathname;
}

async function listOfKept() {
  const cache = await caches.open(KEPT);
  const links = [];
  for (const { url } of await cache.keys()) {
    if (!url.endsWith("/")) continue;
    const title = /<title>([^<]*)<\/title>/.exec((await (await cache.match(url))?.text()) ?? "")?.[1];
    if (title) links.push(`<li><a href="${url}">${title}</a>`);
  }
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>No connection</title><style>:root{color-scheme:light dark;font:1.1rem/1.6 Georgia,serif}body{max-width:34rem;margin:2rem auto;padding:0 1rem}</style>
<h1>No connection</h1><p>This page was not opened here before. What you have read is kept on this device:</p><ul>${links.join("")}</ul>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
