/** What a page asks its service worker to keep. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { keepForLater } from "../../docs/assets/javascripts/offline.js";
import { define } from "./globals.js";

const ROOT = new URL("https://somebody.github.io/core/");
const FILES = { index: new URL("search.08b401d9.json", ROOT), worker: new URL("assets/core-worker-J75KOQYH.js", ROOT) };

let registered;
let asked;
let registration;

beforeEach(() => {
  registered = [];
  asked = [];
  registration = { active: { postMessage: (message) => asked.push(message) } };
  const register = async (script, options) => {
    registered.push([script.href, options.scope]);
    return registration;
  };
  define("navigator", { serviceWorker: { register } });
  define("location", new URL("book/#part", ROOT));
  define("performance", { getEntriesByType: (type) => [{ name: `${ROOT}${type}` }] });
});

test("the worker is that of the site alone, and is told what the page had loaded", async () => {
  await keepForLater(ROOT, FILES, false);
  assert.deepEqual(registered, [["https://somebody.github.io/core/service-worker.js", "/core/"]]);
  assert.deepEqual(asked, [{ keep: [`${ROOT}book/#part`, `${ROOT}navigation`, `${ROOT}resource`] }]);
});

test("the files of the search are kept once it was used", async () => {
  await keepForLater(ROOT, FILES, true);
  assert.deepEqual(asked[0].keep.slice(-2), [FILES.index.href, FILES.worker.href]);
});

test("a worker that is coming is waited for", async () => {
  const coming = Object.assign(new EventTarget(), { state: "installing" });
  const active = registration.active;
  registration = { installing: coming, active: null };
  const done = keepForLater(ROOT, FILES, false);
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(asked, []);
  Object.assign(coming, { state: "activated" });
  registration.active = active;
  coming.dispatchEvent(new Event("statechange"));
  await done;
  assert.equal(asked.length, 1);
});

test("a worker that could not be installed is not waited for", async () => {
  registration = { installing: Object.assign(new EventTarget(), { state: "redundant" }), active: null };
  await keepForLater(ROOT, FILES, false);
  assert.deepEqual(asked, []);
});

test("a preview keeps nothing, nor does a browser without workers", async () => {
  await keepForLater(ROOT, { ...FILES, index: new URL("search.json", ROOT) }, true);
  define("navigator", {});
  await keepForLater(ROOT, FILES, true);
  assert.deepEqual(registered, []);
});
