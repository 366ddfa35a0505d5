/** An estimate on changed assumptions: its results, errors, flips, and the working as one would say it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { crossed, evaluate, flips, inProse, plain, show, working } from "../../docs/assets/javascripts/estimates/evaluate.js";

const assumption = (name, value, unit, range, pivot = false) => ({ name, label: name, value, unit, range, scale: "linear", pivot });
const result = (name, unit, tree, threshold = null) => ({ name, label: name, unit, formula: "", tree, threshold });

const ESTIMATE = {
  version: 1,
  assumptions: [
    assumption("writers", 150e6, "user", [1e6, 1e9]),
    assumption("keys", 600, "keystroke/user/day", [100, 5000]),
    assumption("servers", 12, "gpu", [1, 40], true),
    assumption("load", 5, "request/s", [1, 20], true),
    assumption("service", 900, "ms", [10, 2000]),
  ],
  results: [
    result("rate", "keystroke/s", ["*", "writers", "keys"]),
    result("gpus", "gpu", ["ceil", ["/", ["-", ["*", "servers", 3], 1], ["+", "load", 2]]]),
    result("wait", "ms", ["erlang_c_mean_wait", "servers", "load", "service"], { at: 100, keep: "below", means: "Late." }),
    result("total", "ms", ["+", "wait", "service"]),
    result("cheap", "ms", ["if", "<", "wait", "service", "wait", ["*", 2, ["**", "service", 2]]]),
    result("inverse", "gpu", ["/", 1, ["-", "servers", 4]]),
  ],
  factors: {
    writers: 1, keys: 1 / 86400, servers: 1, load: 1, service: 0.001, rate: 1, gpus: 1, wait: 0.001, total: 0.001, cheap: 0.001, inverse: 1,
  },
  decides: [{ name: "adding", result: "total", at: 1000, below: "Enough.", above: "Add." }],
  plots: [],
  bars: [],
};

test("results follow changed assumptions, in their own units", () => {
  const { values, errors } = evaluate(ESTIMATE, { keys: 1200 });
  assert.equal(show(values.rate, "keystroke/s"), "2.08 million keystrokes/s");
  assert.equal(values.gpus, 5);
  assert.deepEqual(errors, {});
  assert.deepEqual(Object.keys(evaluate(ESTIMATE, {}, ["gpus"]).values).sort(), ["gpus", "keys", "load", "servers", "service", "writers"]);
});

test("a result that has no value says why, and so does what needs it", () => {
  const { values, errors } = evaluate(ESTIMATE, { servers: 4 });
  const crowded = { result: "wait", message: "the queue grows without end: work for 4.5 servers, and there are 4", crowded: true };
  assert.deepEqual(errors, {
    wait: crowded,
    total: crowded,
    cheap: crowded,
    inverse: { result: "inverse", message: "division by zero", crowded: false },
  });
  assert.equal(values.gpus, 2);
});

test("a threshold is crossed where its result is on the other side", () => {
  assert.deepEqual(crossed(ESTIMATE, evaluate(ESTIMATE)), []);
  assert.deepEqual(crossed(ESTIMATE, evaluate(ESTIMATE, { servers: 5 })).map(({ name }) => name), ["wait"]);
  assert.deepEqual(crossed(ESTIMATE, evaluate(ESTIMATE, { servers: 4 })), []);
});

test("a decision flips where its result meets the limit", () => {
  const [servers, load] = flips(ESTIMATE);
  assert.deepEqual([servers.side, load.side], ["below", "below"]);
  assert.ok(servers.at !== null && Math.abs(servers.at - 7) < 1e-8, "whole servers: seven suffice, six do not");
  const { values } = evaluate(ESTIMATE, { load: load.at });
  assert.ok(Math.abs(values.total - 1000) < 1e-6);
  assert.equal(flips(ESTIMATE, { service: 10 })[0].at, null);
});

for (const [name, changed, said] of [
  ["rate", {}, "150 million users × 600 keystrokes/user/day = 1.04 million keystrokes/s"],
  ["gpus", {}, "(12 GPUs × 3 − 1) ÷ (5 requests/s + 2), rounded up = 5 GPUs"],
  ["cheap", {}, "0.307 ms if 0.307 ms is below 900 ms, otherwise 2 × 900 ms squared = 0.307 ms"],
  ["inverse", { servers: 4 }, "1 ÷ (4 GPUs − 4): division by zero"],
  ["total", { servers: 4 }, "No result: 'wait' has none."],
  [
    "wait",
    { servers: 4 },
    "the mean wait for one of 4 GPUs, with 5 requests/s arriving and 900 ms of service each: " +
      "the queue grows without end: work for 4.5 servers, and there are 4",
  ],
]) {
  test(`the working of ${name} is said with numbers put in`, () => {
    assert.equal(working(ESTIMATE, evaluate(ESTIMATE, changed), name), said);
  });
}

test("figures are printed for readers and for fields", () => {
  assert.equal(show(0.576, "usd/job"), "$0.576/job");
  assert.equal(show(24.84, "usd"), "$24.84");
  assert.deepEqual(["usd/job", "gpu*s/video", "request/s", "usd/user/month", "percent"].map(inProse), ["usd", "gpu*s", "request/s", "usd/user/month", "percent"]);
  assert.equal(show(1234567, "user", { exact: true }), "1,234,567 users");
  assert.equal(plain(1.25e-9), "0.00000000125");
  assert.equal(plain(3e21), "3000000000000000000000");
});
