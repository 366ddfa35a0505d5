/** Small scripts of every page: failures apart from each other, anchors, the theme's script, elements. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, open, reported, settle } from "./dom.js";
import { define } from "./globals.js";

const BOOK = "https://somebody.github.io/core/book/";

test("what fails is reported and stops nothing", async () => {
  open("");
  const { attempt } = await load("attempt.js");
  await attempt(() => {
    throw new Error("at once");
  });
  await attempt(async () => Promise.reject(new Error("later")));
  assert.deepEqual(reported.map((error) => error.message), ["at once", "later"]);
});

test("an element is made of attributes, text and children, and text is no HTML", async () => {
  open("");
  const { element } = await load("elements.js");
  const made = element("p", { class: "a", title: '"' }, "1 < 2 ", element("b", {}, "<i>"));
  assert.equal(made.outerHTML, '<p class="a" title="&quot;">1 &lt; 2 <b>&lt;i&gt;</b></p>');
});

/** A page on which the theme listens as it does: at the body for clicks, at the window for changes of history. */
async function pageWithTheme(html) {
  open(html, BOOK);
  const heard = [];
  let tell;
  const { watchAnchors, watchMoves } = await load("anchors.js");
  watchAnchors();
  document.body.addEventListener("click", (event) => {
    event.preventDefault();
    heard.push("click");
  });
  window.addEventListener("popstate", () => heard.push("popstate"));
  watchMoves({ subscribe: (listener) => (tell = listener) });
  return { heard, tell: () => tell() };
}

const click = (id) => document.getElementById(id).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));

test("the theme hears of clicks that lead to another page and not of those that stay", async () => {
  const { heard } = await pageWithTheme(
    `<a id="here" href="${BOOK}#part"><b id="inner">x</b></a><a id="there" href="/core/graph/#part">x</a><a id="asks" href="${BOOK}?q=x#part">x</a><a id="self" href="${BOOK}">x</a>`,
  );
  document.getElementById("here").addEventListener("click", () => heard.push("link"));
  for (const id of ["here", "inner"]) click(id);
  assert.deepEqual(heard, ["link", "link"]);
  for (const id of ["there", "asks", "self"]) click(id);
  assert.deepEqual(heard, ["link", "link", "click", "click", "click"]);
});

test("the theme hears of no change of history until it has moved, and of each afterwards", async () => {
  const { heard, tell } = await pageWithTheme(`<a id="out" href="https://elsewhere.example/">x</a>`);
  window.dispatchEvent(new PopStateEvent("popstate"));
  click("out");
  window.dispatchEvent(new PopStateEvent("popstate"));
  assert.deepEqual(heard, ["click"]);
  tell();
  window.dispatchEvent(new PopStateEvent("popstate"));
  assert.deepEqual(heard, ["click", "popstate"]);
});

const THEME = '<script type="text/plain" id="theme-script" data-src="../bundle.js"></script>';

/**
 * A page whose theme's script comes, or does not.
 * @param {string} html
 * @param {"load" | "error"} ending
 */
function pageThatLoads(html, ending) {
  open(html, BOOK);
  document.documentElement.className = "js";
  const pages = [];
  const asked = [];
  const listeners = [];
  define("document$", { next: (page) => pages.push(page), subscribe: (listener) => listeners.push(listener) });
  document.head.append = (script) => {
    asked.push(script.src);
    setTimeout(() => script.dispatchEvent(new Event(ending)));
  };
  return { pages, asked, listeners };
}

/** Load the theme's script; returns what came of it. */
async function loadTheme(ending) {
  const links = '<link rel="stylesheet" href="../site.css"><link rel="icon" href="../icon.svg">';
  const { pages, asked } = pageThatLoads(links + THEME, ending);
  const theme = await load("theme-script.js");
  const result = await theme.loadTheme().catch((error) => error);
  await theme.loadTheme();
  return { pages, asked, result };
}

test("the theme's script is loaded once, and told of the page without a false event", async () => {
  const events = [];
  const { pages, asked, result } = await loadTheme("load");
  document.addEventListener("DOMContentLoaded", () => events.push("loaded"));
  await settle();
  assert.equal(result, undefined);
  assert.deepEqual(asked.map((address) => new URL(address, BOOK).href), ["https://somebody.github.io/core/bundle.js"]);
  assert.deepEqual(pages, [document]);
  assert.deepEqual(events, []);
});

test("the theme may write the stylesheet's address anew without its being loaded again", async () => {
  await loadTheme("load");
  const [sheet, icon] = document.querySelectorAll("link");
  for (const link of [sheet, icon]) {
    const before = link.getAttribute("href");
    const { href } = link;
    link.href = href;
    assert.equal(link.getAttribute("href") === before, link === sheet);
  }
  // So the theme, comparing by what they say, takes the next page's for the same.
  assert.match(sheet.outerHTML, /href="https:\/\/somebody\.github\.io\/core\/site\.css"/);
});

test("without the theme's script the page looks as it does without scripts, and says what is missing", async () => {
  const { pages, result } = await loadTheme("error");
  assert.match(result.message, /could not be loaded: .*bundle\.js/);
  assert.equal(document.documentElement.className, "no-js");
  assert.deepEqual(pages, []);
});

test("a page without the theme's script has none loaded", async () => {
  open("");
  const { loadTheme: start } = await load("theme-script.js");
  await start();
  assert.equal(document.querySelectorAll("script").length, 0);
});

test("an enhancement that fails stops none of the others", async () => {
  const { pages, listeners } = pageThatLoads(`<form class="color-switch"><input></form>${THEME}`, "load");
  define("matchMedia", () => {
    throw new Error("no media");
  });
  const defineElement = customElements.define.bind(customElements);
  customElements.define = (name, type) => {
    if (name === "diagram-view") throw new Error("no view");
    defineElement(name, type);
  };
  await load("main.js");
  await settle();
  assert.deepEqual(reported.map((error) => error.message), ["no view", "no media"]);
  assert.ok(customElements.get("site-search"));
  assert.deepEqual(pages, [document]);
  assert.equal(listeners.length, 1);
});
