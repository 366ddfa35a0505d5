/** The line at the foot of a page: its text into the clipboard, alone or to be asked about. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, open, settle } from "./dom.js";
import { define } from "./globals.js";

const SITE = "https://somebody.github.io/core/";
const PAGE = `<article><h1 id="x">X</h1><p>Text.</p><nav class="md-tags"></nav></article>`;
const TEXT = "# X\n\nOne two three.\n";

/** Addresses that were asked for. @type {string[]} */
let asked;
/** What the clipboard holds. @type {string | undefined} */
let held;

/** As a browser takes what is still to come. */
class Item {
  constructor(parts) {
    this.parts = parts;
  }
}

/**
 * Open a page and offer its text.
 * @param {{ path?: string, html?: string, answer?: () => Response, refuses?: boolean, item?: unknown }} options
 */
async function offered({ path = "cases/x/", html = PAGE, answer, refuses = false, item = undefined } = {}) {
  open(html, SITE + path);
  [asked, held] = [[], undefined];
  define("fetch", async (address) => {
    asked.push(String(address));
    return (answer ?? (() => new Response(TEXT, { headers: { "content-type": "text/markdown" } })))();
  });
  define("ClipboardItem", item);
  const keep = async (text) => {
    if (refuses) throw new DOMException("no", "NotAllowedError");
    held = text;
  };
  define("navigator", {
    clipboard: { writeText: keep, write: async ([{ parts }]) => keep(await (await parts["text/plain"]).text()) },
  });
  const { offer } = await load("page-text.js");
  offer();
  return offer;
}

const buttons = () => [...document.querySelectorAll(".pc-page-text button")];
const status = () => document.querySelector(".pc-page-text [role=status]").textContent;
const field = () => document.querySelector(".pc-page-text textarea");

async function press(index) {
  buttons()[index].click();
  await settle();
}

test("the line stands before the tags, once, and at the end where there are none", async () => {
  const offer = await offered();
  offer();
  assert.equal(document.querySelectorAll(".pc-page-text").length, 1);
  assert.equal(document.querySelector(".md-tags").previousElementSibling.className, "pc-foot pc-page-text");
  await offered({ html: `<article><h1 id="x">X</h1><p>Text.</p></article>` });
  assert.equal(document.querySelector("article").lastElementChild.className, "pc-foot pc-page-text");
});

for (const [path, number] of [
  ["cases/x/", 2],
  ["framework/evaluation/", 2],
  ["concepts/retrieval/index.html", 2],
  ["cases/x/interview/", 1],
  ["framework/", 1],
  ["glossary/", 1],
]) {
  test(`${path} has ${number === 2 ? "both buttons" : "one button"}`, async () => {
    await offered({ path });
    assert.equal(buttons().length, number);
  });
}

test("home and the page for addresses that lead nowhere have no such line", async () => {
  for (const html of [`<article><div><h1 id="x">X</h1></div></article>`, "<article><h1>404</h1></article>", ""]) {
    await offered({ html, path: "" });
    assert.equal(document.querySelector(".pc-page-text"), null);
  }
});

for (const item of [undefined, Item]) {
  test(`the text is copied ${item ? "while the click counts" : "where a browser takes text alone"}`, async () => {
    await offered({ path: "cases/x/?e=price:4#numbers", item });
    await press(0);
    assert.deepEqual(asked, [`${SITE}cases/x/index.md`]);
    assert.equal(held, TEXT);
    assert.match(status(), /^\d words are in the clipboard; paste them .* Nothing was sent anywhere\.$/);
    assert.equal(field(), null);
  });
}

test("a quiz begins with what the assistant shall do, and ends with the page", async () => {
  await offered();
  await press(1);
  assert.match(held, /^Interview me about the page below\./);
  for (const words of [/one at a time/, /wait for my answer/, /Never give the answer/, /\n1: .*\n2: .*\n3: .*\n4: /, /three weakest/]) {
    assert.match(held, words);
  }
  assert.ok(held.endsWith(`\n---\n\n${TEXT}`));
});

test("where the clipboard is refused the text is there to be copied by hand, once", async () => {
  await offered({ refuses: true });
  await press(0);
  await press(0);
  assert.equal(document.querySelectorAll("textarea").length, 1);
  assert.equal(field().value, TEXT);
  assert.deepEqual([field().selectionStart, field().selectionEnd], [0, TEXT.length]);
  assert.match(status(), /copy it by hand/);
});

for (const [what, answer] of [
  ["no connection", () => Promise.reject(new TypeError("offline"))],
  ["no such file", () => new Response("", { status: 404 })],
  ["a login", () => new Response("<title>Log in</title>", { headers: { "content-type": "text/html" } })],
]) {
  test(`${what} is told, and nothing is copied`, async () => {
    await offered({ answer });
    await press(1);
    assert.match(status(), /could not be loaded/);
    assert.deepEqual([held, field()], [undefined, null]);
  });
}

test("the line waits for the reader's first act", async () => {
  open(PAGE, `${SITE}cases/x/`);
  await load("main.js");
  await settle();
  assert.equal(document.querySelector(".pc-page-text"), null);
  window.dispatchEvent(new Event("pointermove"));
  await settle();
  await import("../../docs/assets/javascripts/page-text.js");
  await settle();
  assert.equal(buttons().length, 2);
});
