/** Reads the index and answers queries beside the page, so that typing never waits for either. */
import { Engine } from "./engine.js";

/**
 * @typedef {{ index: string } | { query: string, number: number }} Request
 * @typedef {{ ready: true } | { failed: string } | { number: number, answer: import("./engine.js").Answer }} Reply
 */

const port = /** @type {{ postMessage: (reply: Reply) => void }} */ (/** @type {unknown} */ (self));
/** @type {Promise<Engine> | undefined} */
let engine;

self.addEventListener("message", async ({ data }) => {
  const request = /** @type {Request} */ (data);
  try {
    if ("index" in request) {
      engine ??= read(request.index);
      await engine;
      port.postMessage({ ready: true });
    } else if (engine) {
      port.postMessage({ number: request.number, answer: (await engine).search(request.query) });
    }
  } catch (error) {
    engine = undefined;
    port.postMessage({ failed: String(error) });
  }
});

/**
 * @param {string} address of the index
 * @returns {Promise<Engine>}
 */
async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return new Engine(await response.json());
}
