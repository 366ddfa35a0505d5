/** Questions with folded answers: all at once, by a link, and again when the reader comes back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, open } from "./dom.js";
import { define } from "./globals.js";

const CASE = "https://somebody.github.io/core/cases/x/";
const PAGE = `<div class="md-content"><h2 id="follow-ups">Follow-ups</h2>
<details class="question" id="q-one"><summary>One?</summary><p class="question-facts"><span>Mid</span></p></details>
<h3 id="questions-evaluation">5 Evaluation</h3>
<details class="question"><summary><h3 id="q-two">Two?</h3></summary><p>Yes.</p></details></div>
<details id="other"><summary>Source</summary></details>`;

async function page(url = CASE) {
  const window = open(PAGE, url);
  define("HTMLDetailsElement", window.HTMLDetailsElement);
  const folds = await load("folds.js");
  folds.watchFolds();
  folds.prepareFolds();
  return folds;
}

const state = () => [...document.querySelectorAll("details")].map((fold) => fold.open);
const button = () => document.querySelector("h2 + button");
/** As a browser tells of a fold that a reader opens or closes. */
function toggle(index, opened) {
  const fold = document.querySelectorAll("details")[index];
  fold.open = opened;
  fold.dispatchEvent(new Event("toggle"));
}

test("one switch opens and closes all questions and no other fold", async () => {
  await page();
  assert.equal(button().textContent, "Open all");
  button().click();
  assert.deepEqual(state(), [true, true, false]);
  button().click();
  assert.deepEqual(state(), [false, false, false]);
});

test("the switch says what it does next", async () => {
  await page();
  toggle(0, true);
  assert.equal(button().textContent, "Open all");
  toggle(1, true);
  assert.equal(button().textContent, "Close all");
});

test("what a link leads to is open", async () => {
  await page(`${CASE}#q-two`);
  assert.deepEqual(state(), [false, true, false]);
  location.hash = "#q-one";
  window.dispatchEvent(new Event("hashchange"));
  assert.deepEqual(state(), [true, true, false]);
});

test("each question has one visible link, a heading by its own", async () => {
  const folds = await page();
  folds.prepareFolds();
  const links = [...document.querySelectorAll("details a")].map((link) => link.getAttribute("href"));
  assert.deepEqual(links, ["#q-one"]);
  assert.equal(document.querySelectorAll("button").length, 1);
});

test("what was open is open again when the reader comes back, and only there", async () => {
  const folds = await page();
  toggle(0, true);
  toggle(1, true);
  toggle(1, false);
  const places = [];
  define("scrollTo", ({ top }) => places.push(top));
  window.dispatchEvent(new PopStateEvent("popstate", { state: { x: 0, y: 1200 } }));
  // The theme has scrolled as far as the page with its folds closed goes, and noted that.
  history.replaceState({ x: 0, y: 700 }, "");
  document.body.innerHTML = PAGE;
  folds.prepareFolds();
  assert.deepEqual(state(), [true, false, false]);
  assert.deepEqual(places, [1200]);
  document.body.innerHTML = PAGE;
  folds.prepareFolds();
  assert.deepEqual(places, [1200], "a link to the same page leads to its top");
  history.pushState(null, "", "/core/cases/y/");
  document.body.innerHTML = PAGE;
  folds.prepareFolds();
  assert.deepEqual(state(), [false, false, false]);
});

test("an address that cannot be read opens nothing and takes nothing away", async () => {
  await page(`${CASE}#%E0%A4%A`);
  assert.deepEqual(state(), [false, false, false]);
  assert.equal(button().textContent, "Open all");
});

test("the notes of an interview have a switch that names them", async () => {
  const window = open(
    `<div class="md-content"><h2 id="requirements">1</h2><div class="pc-turn"><div>Said.</div>
<details class="graded" id="note-1"><summary>Kept</summary></details></div><div class="pc-turn">
<details class="graded" id="note-2"><summary>Kept</summary></details></div></div>`,
    CASE,
  );
  define("HTMLDetailsElement", window.HTMLDetailsElement);
  const folds = await load("folds.js");
  folds.watchFolds();
  folds.prepareFolds();
  assert.equal(button().textContent, "Open all notes");
  button().click();
  assert.deepEqual(state(), [true, true]);
  assert.equal(button().textContent, "Close all notes");
});
