/** Notes beside the text: where they stand, when they open and close. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { load, open } from "./dom.js";

const PAGE = `<article class="md-content">
<p>A <a class="term" href="/glossary/#lora" aria-describedby="d1">LoRA</a>, <a class="term" href="/glossary/#x" aria-describedby="none">gone</a>,
<span class="citation"><a href="#source">Lewis 2020</a></span></p>
<span id="d1">Low-rank <i>adaptation</i></span><p id="source">Lewis et al.</p></article>`;

let notes;
beforeEach(async () => {
  open(PAGE);
  notes = await load("notes.js");
  notes.watchNotes();
});

const links = () => [...document.querySelectorAll("a")];
const shown = () => [...document.querySelectorAll(".pc-note")].map((note) => note.textContent);

/** A finger on an element; true where the browser would follow a link. */
const tap = (target) =>
  target.dispatchEvent(new PointerEvent("click", { bubbles: true, cancelable: true, pointerType: "touch" }));

test("a note stands below the first line of its link", () => {
  const at = notes.placeFor({ left: 100, top: 50, bottom: 70 }, { width: 200, height: 80 }, { innerWidth: 800, innerHeight: 600 });
  assert.deepEqual(at, { left: 100, top: 78 });
});

for (const [where, line, expected] of [
  ["above where there is no room below", { left: 100, top: 540, bottom: 560 }, { left: 100, top: 452 }],
  ["left of its link at the right edge", { left: 700, top: 50, bottom: 70 }, { left: 592, top: 78 }],
  ["within the window at the left edge", { left: -30, top: 50, bottom: 70 }, { left: 8, top: 78 }],
  ["on whole pixels", { left: 100.4, top: 50.6, bottom: 70.6 }, { left: 100, top: 79 }],
]) {
  test(`a note stands ${where}`, () => {
    assert.deepEqual(notes.placeFor(line, { width: 200, height: 80 }, { innerWidth: 800, innerHeight: 600 }), expected);
  });
}

test("a note that is larger than the window begins at its upper left corner", () => {
  const at = notes.placeFor({ left: 50, top: 50, bottom: 70 }, { width: 900, height: 900 }, { innerWidth: 300, innerHeight: 200 });
  assert.deepEqual(at, { left: 8, top: 8 });
});

test("a first tap shows the definition, a second one follows the link", () => {
  assert.equal(tap(links()[0]), false);
  assert.deepEqual(shown(), ["Low-rank adaptation"]);
  assert.equal(tap(links()[0]), true);
});

test("a tap on a citation shows its source, and closes the note before", () => {
  tap(links()[0]);
  assert.equal(tap(links()[2]), false);
  assert.deepEqual(shown(), ["Lewis et al."]);
});

test("a link without a note is followed at once", () => {
  assert.equal(tap(links()[1]), true);
  assert.deepEqual(shown(), []);
});

test("a mouse follows a link at once", () => {
  const click = new PointerEvent("click", { bubbles: true, cancelable: true, pointerType: "mouse" });
  assert.equal(links()[0].dispatchEvent(click), true);
  assert.deepEqual(shown(), []);
});

test("Escape, a tap elsewhere and another page close a note, a tap on it does not", () => {
  tap(links()[0]);
  tap(document.querySelector(".pc-note"));
  assert.equal(shown().length, 1);
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  assert.equal(shown().length, 0);
  tap(links()[0]);
  tap(document.body);
  assert.equal(shown().length, 0);
  tap(links()[0]);
  document.querySelector("article").remove();
  document.dispatchEvent(new Event("scroll"));
  assert.equal(shown().length, 0);
});

test("a pointer that rests on a term shows its note, and one that leaves takes it away", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const over = (target) => target.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
  over(links()[0]);
  context.mock.timers.tick(179);
  assert.deepEqual(shown(), []);
  context.mock.timers.tick(1);
  assert.deepEqual(shown(), ["Low-rank adaptation"]);
  over(document.body);
  context.mock.timers.tick(200);
  over(document.querySelector(".pc-note"));
  context.mock.timers.tick(500);
  assert.equal(shown().length, 1);
  over(document.body);
  context.mock.timers.tick(220);
  assert.deepEqual(shown(), []);
});

test("a note goes when its link has gone below the header or below the spine that stays in sight", () => {
  const box = (top, bottom) => () => ({ left: 0, top, bottom, right: 100, width: 100, height: bottom - top });
  const bars = document.createElement("div");
  bars.innerHTML = '<header class="md-header"></header><nav class="pc-spine"></nav>';
  document.body.append(bars);
  document.querySelector(".md-header").getBoundingClientRect = box(0, 48);
  const [spine, [link]] = [document.querySelector(".pc-spine"), links()];
  for (const [where, end, stays] of [
    [box(300, 345), 60, true], // further down: nothing is below it yet
    [box(300, 345), 40, false],
    [box(48, 92), 60, false],
    [box(48, 92), 100, true],
  ]) {
    spine.getBoundingClientRect = where;
    link.getBoundingClientRect = box(end - 20, end);
    tap(link);
    document.dispatchEvent(new Event("scroll"));
    assert.equal(shown().length, stays ? 1 : 0, `${end}`);
    document.body.click();
  }
});
