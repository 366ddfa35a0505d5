/** Small scripts of every page: failures apart from each other, anchors, the theme's script, elements. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, open, reported, settle } from "./dom.js";
import { define } from "./globals.js";
import { WENT } from "../../docs/assets/javascripts/events.js";

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

test("a link to a place of the page keeps what its address asks for", async () => {
  const { heard } = await pageWithTheme(`<a id="here" href="${BOOK}#part">x</a><a id="other" href="${BOOK}?chapter=a#part">x</a>`);
  history.replaceState(null, "", "?ticked=1-3");
  click("here");
  assert.equal(location.href, `${BOOK}?ticked=1-3#part`);
  assert.deepEqual(heard, []);
  click("other");
  assert.deepEqual(heard, ["click"]);
});

const LIST = (...boxes) => boxes.map(() => `<li class="task-list-item"><label><input type="checkbox"></label></li>`).join("");

test("ticks stand in the address and come back with it", async () => {
  open(`${LIST(1, 2, 3)}<input type="checkbox" id="other">`, `${BOOK}?q=x`);
  const { watchTicks, restoreTicks } = await load("ticks.js");
  watchTicks();
  const boxes = () => [...document.querySelectorAll("li input")];
  const change = (box, checked) => {
    box.checked = checked;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  change(document.getElementById("other"), true);
  assert.equal(location.search, "?q=x");
  change(boxes()[2], true);
  change(boxes()[0], true);
  assert.equal(location.search, "?q=x&ticked=1-3");
  document.body.innerHTML = LIST(1, 2, 3);
  restoreTicks();
  assert.deepEqual(boxes().map((box) => box.checked), [true, false, true]);
  for (const box of boxes()) change(box, false);
  assert.equal(location.search, "?q=x");
});

test("ticks of an address that nobody wrote tick nothing", async () => {
  open(LIST(1, 2), `${BOOK}?ticked=0-9-x`);
  const { restoreTicks } = await load("ticks.js");
  restoreTicks();
  assert.equal(document.querySelectorAll("input:checked").length, 0);
});

test("a page that came without a load is told by its title, and the keyboard goes to its heading or its place", async () => {
  open(`<h1>One</h1><h2 id="part">Part</h2>`, BOOK);
  const { arrive } = await load("arrival.js");
  document.title = "One - Core";
  arrive();
  assert.equal(document.activeElement, document.querySelector("h1"));
  assert.equal(document.querySelector("[role=status]").textContent, "One - Core");
  history.replaceState(null, "", "#part");
  document.title = "Two - Core";
  arrive();
  assert.equal(document.activeElement.id, "part");
  assert.deepEqual([...document.querySelectorAll("[role=status]")].map((status) => status.textContent), ["Two - Core"]);
  history.replaceState(null, "", "#%E0%A4%A");
  arrive();
  assert.equal(document.activeElement, document.querySelector("h1"), "an address that is none");
});

test("the theme hears of no change of history until it has moved, and of each afterwards", async () => {
  const told = [];
  const { heard, tell } = await pageWithTheme(`<a id="out" href="https://elsewhere.example/">x</a>`);
  window.addEventListener(WENT, () => told.push(location.href));
  window.dispatchEvent(new PopStateEvent("popstate"));
  assert.deepEqual(told, [BOOK], "scripts of the page are told");
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
  const links = '<link rel="stylesheet" href="../site.css"><link rel="preload" href="../serif.woff2"><link rel="icon" href="../icon.svg">';
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

test("the theme may write the addresses of stylesheet and fonts anew without their being loaded again", async () => {
  await loadTheme("load");
  const [sheet, font, icon] = document.querySelectorAll("link");
  for (const link of [sheet, font, icon]) {
    const before = link.getAttribute("href");
    const { href } = link;
    link.href = href;
    assert.equal(link.getAttribute("href") === before, link !== icon);
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
  const { asked, pages, listeners } = pageThatLoads(`<form class="color-switch"><input></form>${THEME}`, "load");
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
  assert.deepEqual(reported.map((error) => error.message), ["no view", "no media", "no media"]);
  assert.ok(customElements.get("site-search"));
  assert.deepEqual(asked, [], "nobody has acted yet");
  window.dispatchEvent(new Event("pointermove"));
  await settle();
  window.dispatchEvent(new Event("keydown"));
  await settle();
  assert.equal(asked.length, 1);
  assert.deepEqual(pages, [document]);
  assert.equal(listeners.length, 1);
});
