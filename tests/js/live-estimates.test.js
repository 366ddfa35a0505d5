/** What a reader does to an estimate: typed values, stops of sliders, shared links, results that stay, what is copied. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { asks, read as readAddress, write } from "../../docs/assets/javascripts/estimates/address.js";
import { read, written } from "../../docs/assets/javascripts/estimates/entries.js";
import { markdown } from "../../docs/assets/javascripts/estimates/markdown.js";
import { Scenario, span } from "../../docs/assets/javascripts/estimates/scenario.js";
import { placeOf, stops } from "../../docs/assets/javascripts/estimates/steps.js";

const assumption = (name, label, value, unit, range, scale = "linear") => ({ name, label, value, unit, range, scale, pivot: false });
const SHARE = assumption("share", "Share", 20, "percent", [5, 100]);
const PRICE = assumption("price", "Price of a GPU", 3, "usd/gpu/hour", [1, 8]);
const USERS = assumption("users", "Users", 200000, "user/day", [1000, 20e6], "log");
const GPUS = assumption("gpus", "GPUs", 2, "gpu", [1, 8]);
const ESTIMATE = {
  version: 1,
  assumptions: [SHARE, PRICE, USERS, GPUS],
  results: [
    { name: "wait", label: "Wait | mean", unit: "s", formula: "", tree: ["erlang_c_mean_wait", "gpus", "share", 5], threshold: null },
    { name: "cost", label: "Cost", unit: "usd/hour", formula: "", tree: ["*", "gpus", "price"], threshold: null },
  ],
  factors: { share: 0.01, price: 1 / 3600, users: 1 / 86400, gpus: 1, wait: 1, cost: 1 / 3600 },
  decides: [],
  plots: [],
  bars: [],
};

for (const [typed, item, value] of [
  ["34", SHARE, 34],
  [" 34.5 % ", SHARE, 34.5],
  ["$4/GPU/hour", PRICE, 4],
  ["4.", PRICE, 4],
  ["1,500,000", USERS, 1500000],
  ["1.5 Million", USERS, 1500000],
  ["2e6 users/day", USERS, 2000000],
]) {
  test(`“${typed}” is taken as ${value}`, () => assert.deepEqual(read(typed, item), { value }));
}

for (const [typed, item, problem] of [
  ["  ", SHARE, "Nothing is entered; expected a number, 5 to 100%."],
  ["a few", SHARE, "“a few” is no number; expected one such as 20."],
  ["0,25", PRICE, "“0,25” is no number; expected a point before decimals, as in 0.25."],
  ["-3", PRICE, "−$3/GPU/hour is outside the range, $1 to $8/GPU/hour."],
  ["400%", SHARE, "400% is outside the range, 5 to 100%."],
  ["1e999", SHARE, "“1e999” is no number; expected one such as 20."],
]) {
  test(`“${typed}” is refused`, () => assert.deepEqual(read(typed, item), { problem }));
}

test("a field shows every digit, thousands apart, and reads them back", () => {
  assert.equal(written(0.25), "0.25");
  assert.equal(written(150000000), "150,000,000");
  assert.equal(written(3e21), "3e21");
  for (const value of [1000, 0.1 + 0.2, 20e6]) assert.equal(read(written(value), { ...USERS, range: [0, 1e9] }).value, Number(value.toPrecision(12)));
});

test("a slider stops at round values, at both ends and at the chapter's", () => {
  const shares = stops(SHARE);
  assert.deepEqual([shares[0], shares.at(-1)], [5, 100]);
  assert.ok(shares.every(Number.isInteger) && shares.includes(20));
  const prices = stops(PRICE);
  assert.ok(prices.includes(3) && prices.includes(4.5) && prices.length > 100 && prices.length < 210);
  assert.deepEqual(stops(GPUS), [1, 2, 3, 4, 5, 6, 7, 8]);
  const odd = stops({ ...USERS, value: 123456 });
  assert.ok(odd.includes(123456) && odd.length < 210 && odd.every(Number.isInteger));
  assert.deepEqual(odd, [...odd].sort((a, b) => a - b));
  assert.deepEqual(stops({ ...GPUS, range: [2, 2] }), [2]);
});

test("a value lies between the stops around it", () => {
  assert.equal(placeOf([0, 10, 20], 15), 0.75);
  assert.equal(placeOf([0, 10, 20], 0), 0);
  assert.equal(placeOf([0, 10, 20], 30), 1);
});

test("an address keeps what was changed and all else that it says", () => {
  assert.equal(write("?q=kv%20cache", { price: 4, users: 2e21 }), "?q=kv%20cache&e=price:4,users:2e21");
  assert.equal(write("?e=price:4&attempt", {}), "?attempt");
  assert.equal(write("?e=price:4", {}), "");
  assert.deepEqual(readAddress("?x=1&e=price:4,share:20,users:1500000.5", ESTIMATE), { changed: { price: 4, users: 1500000.5 }, problems: [] });
  assert.deepEqual(readAddress("?e=price%3A4%2Cshare%3A7", ESTIMATE).changed, { price: 4, share: 7 });
  assert.ok(asks("?e=") && !asks("?fe=1"));
});

test("an address with unknown names or impossible values says which", () => {
  const { changed, problems } = readAddress("?e=proce:4,price:90,share:x,users,gpus:3", ESTIMATE);
  assert.deepEqual(changed, { gpus: 3 });
  assert.deepEqual(problems, [
    "there is no assumption “proce”",
    "“Price of a GPU” cannot be $90/GPU/hour, only $1 to $8/GPU/hour",
    "“x” is no value of “Share”",
    "no value is given for “Users”",
  ]);
});

test("a value without a result changes nothing, until another one makes it possible", () => {
  const scenario = new Scenario(ESTIMATE);
  const before = scenario.print("wait");
  const cause = scenario.set("share", 60);
  assert.match(cause?.message ?? "", /queue grows without end/);
  assert.deepEqual([scenario.print("wait"), scenario.changed], [before, {}]);
  assert.equal(scenario.set("gpus", 4), null);
  assert.deepEqual(scenario.changed, { share: 60, gpus: 4 });
  assert.notEqual(scenario.print("wait"), before);
  assert.equal(scenario.reset(), null);
  assert.equal(scenario.print("wait"), before);
  scenario.set("share", 60);
  scenario.forget();
  assert.equal(scenario.set("price", 4), null);
  assert.deepEqual(scenario.changed, { price: 4 });
});

test("a range says its unit once", () => {
  assert.equal(span(PRICE), "$1 to $8/GPU/hour");
  assert.equal(span(USERS), "1,000 to 20 million users/day");
});

test("what is copied shows what differs from the chapter, with the link", () => {
  const scenario = new Scenario(ESTIMATE);
  scenario.set("price", 4);
  const lines = markdown(scenario, "A case", "https://example.org/?e=price:4").split("\n");
  assert.deepEqual(lines.slice(0, 3), ["## A case: the numbers", "", "https://example.org/?e=price:4"]);
  assert.ok(lines.includes("| Share | 20% |  |"));
  assert.ok(lines.includes("| Price of a GPU | **$4/GPU/hour** | $3/GPU/hour |"));
  assert.ok(lines.includes("| Cost | **$8/hour** | $6/hour |") || lines.includes("| Cost | **$8.00/hour** | $6.00/hour |"));
  assert.ok(lines.some((line) => line.startsWith("| Wait \\| mean | ")));
});
