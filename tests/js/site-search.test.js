/** The way into the search where something is missing: the box, the connection, storage. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { load, open, settle } from "./dom.js";
import { define } from "./globals.js";

const ENTRY = `<site-search data-root="../" data-index="search.08b401d9.json" data-worker="assets/worker.js"><a href="../glossary/">Search</a><template><a href="../glossary/">All terms</a><a href="../graph/">The graph</a></template></site-search><input id="box">`;
const BOOK = "https://somebody.github.io/core/book/";

/** What the search does, in order. @type {string[]} */
let log;
/** Whether the box can be had; whether the host answers. */
let there;
let connected;

beforeEach(() => {
  log = [];
  there = connected = true;
  define("fetch", async (url, { method }) => {
    log.push(`${method} ${url}`);
    if (!connected) throw new TypeError("Failed to fetch");
    return { ok: true };
  });
});

/** @param {string} url */
async function page(url = BOOK) {
  open(ENTRY, url);
  const { SiteSearch } = await load("site-search.js");
  const box = { open: (query) => log.push(`open ${query}`) };
  customElements.define(
    "site-search",
    class extends SiteSearch {
      load = async () => {
        if (!there) throw new TypeError("Failed to fetch dynamically imported module");
        log.push("load");
        return box;
      };
      leave = (address) => log.push(`leave for ${new URL(address, location.href).href}`);
    },
  );
  await settle();
}

/** @returns whether the browser would go on with the key */
async function press(key, target = document.body, more = {}) {
  const passed = target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
  await settle();
  return passed;
}

const message = () => document.querySelector("dialog[open] [role=status]")?.textContent;

test("a key opens the box, which is loaded once", async () => {
  await page();
  assert.equal(await press("/"), false);
  await press("s");
  assert.deepEqual(log, ["load", "open undefined", "open undefined"]);
});

test("keys are left alone where somebody writes or means something else", async () => {
  await page();
  assert.equal(await press("/", document.getElementById("box")), true);
  assert.equal(await press("s", document.body, { ctrlKey: true }), true);
  assert.equal(await press("x"), true);
  assert.deepEqual(log, []);
});

test("an address with a question asks it", async () => {
  await page(`${BOOK}?q=kv+cache`);
  assert.deepEqual(log, ["load", "open kv cache"]);
});

test("without a connection it says so, and works once it is back", async () => {
  await page();
  there = connected = false;
  await press("/");
  assert.match(message(), /no connection/);
  assert.deepEqual(
    [...document.querySelectorAll("dialog a")].map((link) => [link.textContent, link.href]),
    [
      ["All terms", "https://somebody.github.io/core/glossary/"],
      ["The graph", "https://somebody.github.io/core/graph/"],
    ],
  );
  there = connected = true;
  log = [];
  await press("/");
  assert.equal(message(), undefined);
  assert.deepEqual(log, ["load", "open undefined"]);
});

test("after a release the page is loaded again with the search", async () => {
  await page(`${BOOK}#part`);
  there = false;
  await press("/");
  assert.deepEqual(log, [`HEAD ${BOOK}#part`, `leave for ${BOOK}?q=`]);
});

test("where the search is not to be had even then, its link is followed with the question", async () => {
  there = false;
  await page(`${BOOK}?q=kv+cache`);
  assert.deepEqual(log.slice(1), ["leave for https://somebody.github.io/core/glossary/?q=kv+cache"]);
});

test("at the end of its link it says what is wrong and goes nowhere", async () => {
  there = false;
  await page("https://somebody.github.io/core/glossary/?q=kv");
  assert.equal(log.length, 1);
  assert.match(message(), /could not be loaded/);
});

test("a click asks like a key, one for a new tab does not", async () => {
  await page();
  const link = document.querySelector("site-search a");
  const click = (more) => link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...more }));
  assert.equal(click({}), false);
  for (const key of ["ctrlKey", "metaKey", "shiftKey"]) assert.equal(click({ [key]: true }), true);
  await settle();
  assert.deepEqual(log, ["load", "open undefined"]);
});

test("an element that is gone listens no longer", async () => {
  await page();
  document.querySelector("site-search").remove();
  assert.equal(await press("/"), true);
});

test("where nothing may be kept, keeping fails without a word", async () => {
  await page();
  define("navigator", {
    get serviceWorker() {
      throw new DOMException("denied", "SecurityError");
    },
  });
  await document.querySelector("site-search").keep(true);
});
