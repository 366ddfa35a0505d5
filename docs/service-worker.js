/**
 * Keeps the pages a reader has opened, and the search once it was used, for when there is no connection. A page comes
 * from the network whenever there is one, so a kept copy is never shown in place of a newer one; a file with a hash in
 * its name never changes and comes from the device. Nothing leaves it.
 *
 * An answer is kept only when it is what its name promises: a network that asks for a login, a filter or a host whose
 * error pages say 200 answer anything with a page of their own.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** Path of the site on its host, which other sites may share: `/` or `/name/`. */
const SCOPE = new URL(worker.registration.scope).pathname;
/** Names of this site's caches, which no other site of the host begins with. */
const OWN = `probabilistic-core ${SCOPE} `;
/** Another number drops what was kept under this one. */
const KEPT = `${OWN}2`;
/** A whole release, for those who asked for all of the site: its name ends this one. */
const WHOLE = `${OWN}whole `;
/** What lists a release, and what says within it that nothing is missing. */
const LIST = "offline.json";
const COMPLETE = "offline-complete";
/** Files kept at most; the oldest go first. */
const MOST = 400;
/** A name with a hash of the content: `site-OE73SYVO.css`, `bundle.a5f9d56c.min.js`. */
const HASHED = /[.-][0-9A-Za-z]{8}\.(min\.)?\w+$/;
/** A name with the first digits of the content's SHA-256, as scripts/publish/assets.py gives it. */
const SHA256 = /\.([0-9a-f]{8})\.(?!min\.)\w+$/;
/** What a host may call the content of a file; of other files only that it is no page. @type {Record<string, RegExp>} */
const TYPES = {
  js: /^(text|application)\/(javascript|x-javascript|ecmascript)$/,
  css: /^text\/css$/,
  json: /^(application|text)\/(\w+\+)?json$/,
  svg: /^image\/svg\+xml$/,
  html: /^text\/html$/,
  md: /^text\/(markdown|plain)$/,
};

worker.addEventListener("install", () => void worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", (event) => {
  const { keep: addresses, whole, forget } = event.data ?? {};
  if (whole) event.waitUntil(keepWhole(event.ports[0]));
  else if (forget) event.waitUntil(forgetWhole(event.ports[0]));
  else event.waitUntil(keepAll(addresses));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  // A part of a file is no file to keep, and what lies beside the site is not ours to answer for.
  if (request.method !== "GET" || request.headers.has("range") || !isOurs(request.url)) return;
  event.respondWith(HASHED.test(pathOf(request.url)) ? fromDevice(event) : fromNetwork(event));
});

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith(OWN) && name !== KEPT && !name.startsWith(WHOLE)) await caches.delete(name);
  }
  await worker.clients.claim();
}

/** @param {FetchEvent} event */
async function fromDevice(event) {
  return (await kept(event.request.url)) ?? fetchAndKeep(event);
}

/** @param {FetchEvent} event */
async function fromNetwork(event) {
  const { request } = event;
  try {
    return await fetchAndKeep(event);
  } catch (error) {
    const copy = await kept(request.url);
    if (copy) return copy;
    if (request.mode === "navigate") return listOfKept();
    throw error;
  }
}

/**
 * The response at once; it is kept while the page reads it, and a full device is no reason to withhold it.
 * @param {FetchEvent} event
 */
async function fetchAndKeep(event) {
  const { request } = event;
  let response = await fetch(request);
  // The browser's own cache may still hold what somebody else answered under this name.
  if (HASHED.test(pathOf(request.url)) && response.ok && !hasRightType(request.url, response)) {
    response = await fetch(request.url, { cache: "reload" }).catch(() => response);
  }
  event.waitUntil(keep(request.url, response.clone()));
  return response;
}

/**
 * A kept copy that still is what its name promises; a wrong one goes.
 * @param {string} address
 * @returns {Promise<Response | undefined>} undefined also where the browser forbids to look
 */
async function kept(address) {
  try {
    const whole = await (await wholeCache())?.match(plain(address));
    if (whole) return whole;
    const cache = await caches.open(KEPT);
    const copy = await cache.match(plain(address));
    if (!copy || (await isRight(address, copy))) return copy;
    await cache.delete(plain(address));
  } catch {
    // Storage is denied or broken: the network has to do.
  }
  return undefined;
}

/**
 * @param {string} address
 * @param {Response} response kept when it is the right one
 */
async function keep(address, response) {
  try {
    if (await isRight(address, response)) await (await caches.open(KEPT)).put(plain(address), response);
  } catch {
    // The device is full, or the connection went before the end: what was kept before stays.
  }
}

/** A release that was kept whole, of which nothing is mixed with another. @returns {Promise<Cache | undefined>} */
async function wholeCache() {
  for (const name of await caches.keys()) {
    const cache = name.startsWith(WHOLE) ? await caches.open(name) : undefined;
    if (await cache?.match(plainOf(COMPLETE))) return cache;
  }
  return undefined;
}

/**
 * Keep all of the release that the network has, file by file; what an older one has in common with it is taken from
 * there. Only when nothing is missing does it take the older one's place.
 * @param {MessagePort | undefined} port that is told how far it is
 */
async function keepWhole(port) {
  try {
    const answer = await fetch(plainOf(LIST), { cache: "no-store" });
    const { release, files } = await answer.json();
    const cache = await caches.open(WHOLE + release);
    const old = await wholeCache();
    const paths = Object.keys(files);
    for (const [index, path] of paths.entries()) {
      const address = plainOf(path);
      if (!(await cache.match(address))) await cache.put(address, await rightCopy(old, address, files[path]));
      port?.postMessage({ done: index + 1, of: paths.length });
    }
    await cache.put(plainOf(COMPLETE), new Response(release));
    for (const name of await caches.keys()) if (name.startsWith(WHOLE) && name !== WHOLE + release) await caches.delete(name);
    port?.postMessage({ release });
  } catch (error) {
    const full = /** @type {any} */ (error)?.name === "QuotaExceededError";
    port?.postMessage({ fault: full ? "The device is full." : "The connection went, or a file was not the right one." });
  }
}

/**
 * @param {Cache | undefined} old of an older release
 * @param {string} address
 * @param {string} digits the first of its SHA-256
 * @returns {Promise<Response>} rejected where nobody has the right file
 */
async function rightCopy(old, address, digits) {
  const before = await old?.match(address);
  if (before && (await hasDigits(before, digits))) return before;
  const answer = await fetch(address, { cache: "no-cache" });
  if (answer.status !== 200 || answer.redirected || !hasRightType(address, answer) || !(await hasDigits(answer, digits))) {
    throw new Error(`${address} is not what the release names`);
  }
  return answer;
}

/** @param {Response} response stays unread @param {string} digits */
async function hasDigits(response, digits) {
  return (await sha256(await response.clone().arrayBuffer())).startsWith(digits);
}

/** @param {MessagePort | undefined} port */
async function forgetWhole(port) {
  for (const name of await caches.keys()) if (name.startsWith(WHOLE)) await caches.delete(name);
  port?.postMessage({ release: "" });
}

/** The address of a file of this site. @param {string} path below the root */
function plainOf(path) {
  return new URL(SCOPE + path, location.href).href;
}

/** What a page had loaded before this worker came. @param {unknown} addresses */
async function keepAll(addresses) {
  if (!Array.isArray(addresses)) return;
  for (const address of new Set(addresses.filter(isOurs).map(plain))) {
    if (await kept(address)) continue;
    try {
      await keep(address, await fetch(address, { cache: "force-cache" }));
    } catch {
      // The connection is gone already; what was read stays as far as it was kept.
    }
  }
  const cache = await caches.open(KEPT);
  const keys = await cache.keys();
  for (const request of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(request);
}

/**
 * Whether an address belongs to this site: its pages, its assets, its files of data, estimates and texts beside pages.
 * Below the site of a whole host other sites may lie, and their pages are told from ours when they come.
 * @param {string} address
 */
function isOurs(address) {
  const { origin, pathname } = new URL(address, location.href);
  if (origin !== location.origin || !pathname.startsWith(SCOPE)) return false;
  const below = pathname.slice(SCOPE.length);
  return isPage(below) || below.startsWith("assets/") || !below.includes("/") || /\/(estimate\.json|practice\.json|index\.md)$/.test(below);
}

/** @param {string} path */
function isPage(path) {
  return path === "" || path.endsWith("/") || path.endsWith(".html");
}

/**
 * Whether an answer is whole, comes from this very address and is what the address promises.
 * @param {string} address
 * @param {Response} response stays unread
 */
async function isRight(address, response) {
  if (response.status !== 200 || response.type === "opaque" || response.redirected) return false;
  if (!hasRightType(address, response)) return false;
  const path = pathOf(address);
  if (isPage(path)) return isPageAt(address, await response.clone().text());
  const [, digits] = SHA256.exec(path) ?? [];
  return !digits || (await sha256(await response.clone().arrayBuffer())).startsWith(digits);
}

/**
 * @param {string} address
 * @param {Response} response
 */
function hasRightType(address, response) {
  const path = pathOf(address);
  const type = (response.headers.get("content-type") ?? "").split(";", 1)[0].trim().toLowerCase();
  const expected = TYPES[isPage(path) ? "html" : (path.split(".").pop() ?? "")];
  return expected ? expected.test(type) : type !== "text/html";
}

/**
 * Whether HTML is the page of this site that has this address: its search leads to our root, and it names the same path
 * as its own, on whatever host and below whatever folder it was built for. The page for addresses that lead nowhere
 * names none.
 * @param {string} address
 * @param {string} html
 */
function isPageAt(address, html) {
  const below = `/${pathOf(address).slice(SCOPE.length).replace(/(^|\/)index\.html$/, "$1")}`;
  const canonical = tags(html, "link").find((tag) => attribute(tag, "rel") === "canonical") ?? "";
  const root = attribute(tags(html, "site-search")[0] ?? "", "data-root");
  if (!root || !attribute(canonical, "href").startsWith("http")) return false;
  return new URL(root, plain(address)).pathname === SCOPE && pathOf(attribute(canonical, "href")).endsWith(below);
}

/**
 * The tags of that name. A worker has no reader of HTML, and these two we write ourselves.
 * @param {string} html
 * @param {string} name
 */
function tags(html, name) {
  return html.match(new RegExp(`<${name}\\s[^>]*>`, "gi")) ?? [];
}

/**
 * @param {string} tag
 * @param {string} name
 */
function attribute(tag, name) {
  return new RegExp(`\\s${name}=["']?([^"'\\s>]*)`, "i").exec(tag)?.[1] ?? "";
}

/** @param {ArrayBuffer} data @returns {Promise<string>} hexadecimal digits */
async function sha256(data) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} address */
function pathOf(address) {
  return new URL(address).pathname;
}

/** @param {string} address @returns {string} without a query and a place in the page */
function plain(address) {
  const url = new URL(address);
  return url.origin + url.pathname;
}

async function listOfKept() {
  const links = [];
  for (const { url } of await caches.open(KEPT).then((cache) => cache.keys()).catch(() => [])) {
    if (!isPage(pathOf(url))) continue;
    const title = /<title>([^<]*)<\/title>/.exec((await (await kept(url))?.text()) ?? "")?.[1];
    if (title) links.push(`<li><a href="${url}">${title}</a>`);
  }
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>No connection</title><style>:root{color-scheme:light dark;font:1.1rem/1.6 Georgia,serif}body{max-width:34rem;margin:2rem auto;padding:0 1rem}</style>
<h1>No connection</h1><p>This page was not opened here before. What you have read is kept on this device:</p><ul>${links.join("")}</ul>`;
  return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}
