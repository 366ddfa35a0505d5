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
  await navigator.serviceWorker.register(new URL("service-worker.js", root), { scope: root.pathname });
  const { active } = await navigator.serviceWorker.ready;
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const loaded = entries.map((entry) => entry.name);
  const search = searched ? [files.index.href, files.worker.href] : [];
  active?.postMessage({ keep: [location.href, ...loaded, ...search] });
}
