/** The switch of colors: what is shown, what is kept, and what happens where nothing may be kept. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { load, open } from "./dom.js";
import { define } from "./globals.js";

const SWITCH = ["(prefers-color-scheme) default", "(prefers-color-scheme:\u00a0light) default", "(prefers-color-scheme:\u00a0dark) slate"]
  .map((row) => row.split(" ").map((part) => part.replace("\u00a0", " ")))
  .map(
    ([media, scheme], at) =>
      `<input type="radio" name="p" id="p${at}" data-md-color-media="${media}" data-md-color-scheme="${scheme}" data-md-color-primary="custom" data-md-color-accent="custom"><label for="p${(at + 1) % 3}">${at}</label>`,
  )
  .join("");

/** @type {Record<string, any>} */
let kept;
let system;

beforeEach(() => {
  open(`<form class="color-switch">${SWITCH}</form>`);
  kept = {};
  system = { matches: false, addEventListener: (_, listener) => (system.change = listener) };
  define("matchMedia", () => system);
  define("__md_get", (key) => kept[key] ?? null);
  define("__md_set", (key, value) => (kept[key] = value));
});

const scheme = () => document.body.dataset.mdColorScheme;
const buttons = () => [...document.querySelectorAll("label")].filter((label) => !label.hidden).map((label) => label.textContent);
const inputs = () => [...document.querySelectorAll("input")];

async function start() {
  (await load("palette.js")).watchPalette();
}

test("without a choice the colors are the system's, and follow it", async () => {
  system.matches = true;
  await start();
  assert.equal(scheme(), "slate");
  system.matches = false;
  system.change();
  assert.equal(scheme(), "default");
  assert.deepEqual(buttons(), ["0"]);
});

test("a choice outlives the system's change and is kept as the theme keeps it", async () => {
  await start();
  inputs()[2].dispatchEvent(new Event("change"));
  assert.equal(scheme(), "slate");
  system.matches = false;
  system.change();
  assert.equal(scheme(), "slate");
  assert.deepEqual(buttons(), ["2"]);
  assert.deepEqual(kept.__palette, {
    index: 2,
    color: { media: "(prefers-color-scheme: dark)", scheme: "slate", primary: "custom", accent: "custom" },
  });
});

test("a kept choice is shown", async () => {
  kept.__palette = { index: 1, color: {} };
  system.matches = true;
  await start();
  assert.equal(scheme(), "default");
  assert.deepEqual(buttons(), ["1"]);
});

for (const [what, value] of [["an index there is none of", { index: 7 }], ["no index", {}], ["a text", "dark"]]) {
  test(`of a kept choice that is ${what} nothing is made`, async () => {
    kept.__palette = value;
    system.matches = true;
      await start();
    assert.equal(scheme(), "slate");
    assert.deepEqual(buttons(), ["0"]);
  });
}

test("where storage is denied the switch works all the same", async () => {
  const deny = () => {
    throw new DOMException("denied", "SecurityError");
  };
  define("__md_get", deny);
  define("__md_set", deny);
  system.matches = true;
  await start();
  assert.equal(scheme(), "slate");
  inputs()[1].dispatchEvent(new Event("change"));
  assert.equal(scheme(), "default");
  assert.deepEqual(buttons(), ["1"]);
});

test("Enter goes on to the next choice", async () => {
  await start();
  inputs()[2].dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  assert.equal(document.activeElement?.id, "p0");
});

test("a page without a switch is left alone", async () => {
  document.body.innerHTML = "";
  await start();
  assert.equal(scheme(), undefined);
});
