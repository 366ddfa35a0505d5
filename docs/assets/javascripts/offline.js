/** Keeps what a reader reads for when there is no connection; asked for once somebody goes on to read or searches. */

const HASHED = /\.[0-9a-f]{8}\.json$/;

/**
 * @param {URL} root of the site
 * @param {{ index: URL, worker: URL }} files of the search
 * @param {boolean} searched whether the search was used, whose files are kept then too
 * @returns {Promise<void>}
 */
export async function keepForLater(root, files, searched) {
  // In a preview files change under the same name; only a published site is kept.
  if (!("serviceWorker" in navigator) || !HASHED.test(files.index.pathname)) return;
  const worker = await workerOf(root);
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const loaded = entries.map((entry) => entry.name);
  const search = searched ? [files.index.href, files.worker.href] : [];
  worker?.postMessage({ keep: [location.href, ...loaded, ...search] });
}

/** @param {URL} root of the site @returns {Promise<ServiceWorker | null>} null when it could not be installed */
export async function workerOf(root) {
  const scope = { scope: root.pathname };
  return activeOf(await navigator.serviceWorker.register(new URL("service-worker.js", root), scope));
}

/**
 * The worker of this site once it is active. `navigator.serviceWorker.ready` would be that of the page, and a page of a
 * site that lies below another's has that one's until its own has come.
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<ServiceWorker | null>} null when it could not be installed
 */
async function activeOf(registration) {
  const coming = registration.installing ?? registration.waiting;
  if (!coming) return registration.active;
  await new Promise((resolve) => {
    const settled = () => ["activated", "redundant"].includes(coming.state) && resolve(undefined);
    coming.addEventListener("statechange", settled);
    settled();
  });
  return registration.active;
}
