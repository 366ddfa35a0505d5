/** The drill of estimates: what a reader types, how far off it is, the same scenario for the same seed, the tally. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, open, settle } from "./dom.js";
import { define } from "./globals.js";
import { distance, said, verdict } from "../../docs/assets/javascripts/drill/distance.js";
import { parse } from "../../docs/assets/javascripts/drill/entry.js";
import { at, scale } from "../../docs/assets/javascripts/drill/scale.js";
import { draw, generator, given, sayable, tell } from "../../docs/assets/javascripts/drill/scenario.js";
import { KEY, Tally } from "../../docs/assets/javascripts/drill/tally.js";

const UNITS = ["MB", "GB", "$/day", "GPUs", "%"];
const value = (text) => parse(text, UNITS).value;

test("a number is understood as people write it", () => {
  for (const [text, expected] of [
    ["2.5k", 2500], ["3,000", 3000], ["1e3", 1000], ["1,250,000", 1250000], ["3 000", 3000], ["2.5 million", 2.5e6],
    ["4bn", 4e9], ["7M", 7e6], ["3×10^5", 3e5], ["3 x 10⁵", 3e5], ["2*10^-2", 0.02], ["~40", 40], ["about 12", 12],
    ["$20", 20], [".5", 0.5], ["0.25", 0.25], ["1E6", 1e6], ["5 thousand", 5000],
  ]) assert.equal(value(text), expected, text);
});

test("a unit behind the number is taken along, with or without its plural, its dollar and its letters' size", () => {
  assert.deepEqual(parse("40 GB", UNITS), { value: 40, unit: 1 });
  assert.deepEqual(parse("2.5k gpu", UNITS), { value: 2500, unit: 3 });
  assert.deepEqual(parse("$3,000/day", UNITS), { value: 3000, unit: 2 });
  assert.deepEqual(parse("12%", UNITS), { value: 12, unit: 4 });
  assert.deepEqual(parse("40", UNITS), { value: 40, unit: null });
});

test("what is no number, ambiguous, impossible or in another unit is explained", () => {
  for (const [text, words] of [
    ["", /^Enter your estimate first/], ["   ", /^Enter your estimate first/], ["lots", /“lots” does not begin with a number/],
    ["2,5", /“2,5” can be read in two ways/], ["1,00,000", /two ways/], ["0", /above zero/], ["-3", /above zero/],
    ["−3", /above zero/], ["5 parsecs", /“parsecs” is none of the units; expected a number alone, or one with MB, GB, \$\/day, GPUs or %/],
    ["5k parsecs", /none of the units/], ["1e99", /beyond anything/], [".", /does not begin/],
  ]) assert.match(parse(text, UNITS).fault, words, text);
});

test("the distance is a factor, and two is enough in either direction", () => {
  assert.deepEqual(distance(200, 100), { factor: 2, high: true, enough: true });
  assert.deepEqual(distance(50, 100), { factor: 2, high: false, enough: true });
  assert.deepEqual(distance(201, 100), { factor: 2.01, high: true, enough: false });
  assert.deepEqual(distance(25, 100), { factor: 4, high: false, enough: false });
  assert.equal(verdict(distance(101, 100)), "Spot on.");
  assert.equal(verdict(distance(50, 100)), "Good enough: 2 times too low.");
  assert.equal(verdict(distance(330, 100)), "Not yet: 3.3 times too high.");
  assert.match(verdict(distance(2.5, 100)), /^Far off: 40 times too low\. A zero or a unit/);
  assert.match(verdict(distance(1e9, 1)), /^Far off: about 10⁹ times too high\./);
  assert.equal(said(240), "240");
});

test("on the picture a factor lies on a logarithmic scale, and what is beyond stands at its end", () => {
  assert.deepEqual([1 / 100, 1 / 10, 1, 10, 100, 1e9].map(at), [4, 27, 50, 73, 96, 96]);
  assert.match(scale(10), /<svg x="73%" overflow="visible"><path class="pc-drill__own"/);
});

const assumption = (name, given, unit, range) => ({ name, label: name.toUpperCase(), value: given, unit, range, scale: "log", pivot: false });
const result = (name, unit, tree) => ({ name, label: name, unit, formula: "", tree, threshold: null });
const DRILL = {
  version: 1,
  tasks: [
    {
      name: "cache", estimate: "kv", story: "{layers:number} layers of {each}.", question: "How large is the cache?", answer: "cache",
      units: [{ label: "bytes", factor: 1 }, { label: "KiB", factor: 1024 }], moves: { layers: [16, 120] }, choices: { each: [1024, 2048] },
    },
    {
      name: "wait", estimate: "kv", story: "{load:number} a second.", question: "How long?", answer: "wait",
      units: [{ label: "s", factor: 1 }], moves: { load: [1, 900] }, choices: {},
    },
  ],
  estimates: {
    kv: {
      title: "Estimate a KV Cache", url: "practice/estimates/kv-cache/",
      assumptions: [
        assumption("layers", 80, "layer", [10, 200]), assumption("each", 1024, "byte/layer", [1, 4096]),
        assumption("load", 2, "request/s", [1, 1000]), assumption("cards", 10, "dimensionless", [1, 20]), assumption("one", 1, "s/request", [1, 1]),
      ],
      results: [
        result("cache", "KiB", ["*", "layers", "each"]),
        result("wait", "s", ["erlang_c_mean_wait", "cards", "load", "one"]),
      ],
      factors: { layers: 1, each: 1, load: 1, cards: 1, one: 1, cache: 1024, wait: 1 },
    },
  },
};

test("the same seed draws the same scenario, another one others, within the ranges and sayable", () => {
  const first = draw(DRILL, DRILL.tasks[0], "ab12");
  assert.deepEqual(draw(DRILL, DRILL.tasks[0], "ab12").values, first.values);
  // Shared links live on these figures: a change of the generator would change what friends see.
  const random = generator("cache ab12");
  assert.deepEqual([1, 2, 3].map(() => Number(random().toFixed(6))), [0.661193, 0.78919, 0.775549]);
  const seen = new Set();
  for (let seed = 0; seed < 60; seed += 1) {
    const { values, computed } = draw(DRILL, DRILL.tasks[0], String(seed));
    assert.ok(values.layers >= 16 && values.layers <= 120 && [1024, 2048].includes(values.each));
    assert.equal(computed.values.cache, (values.layers * values.each) / 1024);
    assert.match(String(values.layers), /^([1-9]|1[25]|25)0*$/);
    seen.add(values.layers);
  }
  assert.ok(seen.size > 5);
  const told = tell(first).replaceAll("\u00a0", " ");
  assert.equal(told, `${first.values.layers} layers of ${first.values.each.toLocaleString("en")} bytes/layer.`);
});

test("a scenario without an answer is drawn again", () => {
  for (let seed = 0; seed < 40; seed += 1) {
    const { values, computed } = draw(DRILL, DRILL.tasks[1], String(seed));
    assert.ok(values.load < 10 && computed.values.wait > 0);
  }
});

test("round numbers of a range: whole where things are counted, finer where it is narrow", () => {
  assert.deepEqual(sayable([1, 10], true), [1, 2, 3, 4, 5, 6, 8, 10]);
  assert.deepEqual(sayable([2, 4], false), [2, 2.5, 3, 4]);
  assert.deepEqual(sayable([60, 70], true), [60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70]);
  assert.deepEqual(sayable([0.1, 0.4], false), [0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4]);
  assert.deepEqual(sayable([7, 7], true), [7]);
});

test("what the story does not tell is given, and what is fixed by name is not", () => {
  assert.deepEqual(given(draw(DRILL, DRILL.tasks[0], "a")), []);
  assert.deepEqual(given(draw(DRILL, DRILL.tasks[1], "a")), [{ label: "CARDS", figure: "10" }]);
});

class Shelf {
  items = new Map();
  getItem(key) {
    return this.items.get(key) ?? null;
  }
  setItem(key, text) {
    this.items.set(key, String(text));
  }
}
const HOUR = 3600 * 1000;

test("a tally outlives the page and begins anew with the next visit", () => {
  const shelf = new Shelf();
  const tally = new Tally(() => shelf, 0);
  tally.add(true, 1);
  tally.add(false, 2);
  assert.deepEqual(JSON.parse(shelf.getItem(KEY)), { version: 1, last: 2, tries: 2, enough: 1 });
  const again = new Tally(() => shelf, HOUR);
  assert.deepEqual([again.tries, again.enough], [2, 1]);
  assert.equal(new Tally(() => shelf, 5 * HOUR).tries, 0);
});

test("what cannot be read is kept aside under the next free key", () => {
  const shelf = new Shelf();
  for (const [place, text] of ["{broken", '{"version":1,"tries":"many"}', "null", '{"version":1,"last":1,"tries":1,"enough":2}'].entries()) {
    shelf.setItem(KEY, text);
    const tally = new Tally(() => shelf, 1);
    assert.equal(tally.tries, 0);
    tally.add(true, 1);
    assert.equal(shelf.getItem(`${KEY}/unreadable-${place + 1}`), text);
    assert.equal(JSON.parse(shelf.getItem(KEY)).tries, 1);
  }
});

test("what a later form of the site keeps is left alone", () => {
  const shelf = new Shelf();
  shelf.setItem(KEY, '{"version":2,"days":[]}');
  const tally = new Tally(() => shelf, 1);
  tally.add(true, 1);
  assert.equal(tally.tries, 1);
  assert.deepEqual([...shelf.items], [[KEY, '{"version":2,"days":[]}']]);
});

test("where nothing may be kept, or the device is full, the page still counts", () => {
  const denied = new Tally(() => { throw new Error("denied"); }, 1);
  denied.add(true, 1);
  const full = new Tally(() => ({ getItem: () => null, setItem: () => { throw new Error("full"); } }), 1);
  full.add(true, 1);
  assert.deepEqual([denied.tries, full.tries], [1, 1]);
});

async function page(answer) {
  open('<pc-drill data-drill="../../../drill.json"></pc-drill>', "https://somebody.github.io/core/practice/estimates/drill/");
  define("fetch", answer);
  const { EstimateDrill } = await load("drill.js");
  customElements.define("pc-drill", EstimateDrill);
  await settle();
  return document.querySelector("pc-drill");
}

test("scenarios that cannot be loaded, or are of another form, are said and asked for again", async () => {
  const answers = [{ ok: false, status: 503, json: async () => DRILL }, { ok: true, json: async () => ({ ...DRILL, version: 2 }) }, { ok: true, json: async () => DRILL }];
  const asked = [];
  const drill = await page(async (file) => {
    asked.push(String(file));
    return answers.shift();
  });
  for (const left of [1, 0]) {
    assert.match(drill.textContent, /could not be loaded/);
    assert.equal(answers.length, left + 1);
    drill.querySelector("button").click();
    await settle();
  }
  assert.equal(drill.querySelector("h2").textContent, "KV Cache");
  assert.deepEqual([...new Set(asked)], ["https://somebody.github.io/core/drill.json"]);
});
