/** All of the site on the device, for a train or a plane: asked for once, brought up to date when the site is. */
import { fetched } from "./fetched.js";
import { workerOf } from "./offline.js";

const VERSION = 1;
const LIST = "offline.json";
const MARK = " whole ";

/** @typedef {{release: string, size: number}} Release */
/** @typedef {{release: string} | {fault: string}} Outcome */

/** Whether this browser can keep it, and has not been given all of it as files. */
export function canKeep() {
  return location.protocol !== "file:" && "serviceWorker" in navigator && "caches" in globalThis;
}

/** What the site has now. @param {URL} root @returns {Promise<Release>} rejected without a connection */
export function offered(root) {
  return fetched(new URL(LIST, root), VERSION);
}

/** The release that lies whole on the device; empty for none. @param {URL} root */
export async function kept(root) {
  for (const name of await caches.keys()) {
    if (!name.includes(` ${root.pathname}${MARK}`)) continue;
    const cache = await caches.open(name);
    if (await cache.match(new URL("offline-complete", root).href)) return name.split(MARK)[1] ?? "";
  }
  return "";
}

/**
 * @param {URL} root
 * @param {(part: number) => void} told how far it is, from 0 to 1
 * @returns {Promise<Outcome>}
 */
export function keep(root, told) {
  return ask(root, { whole: true }, told);
}

/** @param {URL} root @returns {Promise<Outcome>} */
export function forget(root) {
  return ask(root, { forget: true }, () => {});
}

/** @param {URL} root @param {object} message @param {(part: number) => void} told @returns {Promise<Outcome>} */
async function ask(root, message, told) {
  const worker = await workerOf(root);
  if (!worker) return { fault: "The browser does not let the site keep files." };
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => ("of" in data ? told(data.done / data.of) : resolve(data));
    worker.postMessage(message, [port2]);
  });
}

/**
 * Bring what is kept up to date when the site has a newer release.
 * @param {URL} root
 * @returns {Promise<boolean>} whether there was one, and it is kept now
 */
export async function refresh(root) {
  const here = await kept(root);
  if (!here || (await offered(root)).release === here) return false;
  return "release" in (await keep(root, () => {}));
}
