import assert from "node:assert/strict";
import test from "node:test";
import { stem, telling, words } from "../../../docs/assets/javascripts/search/words.js";

test("words are lower case, without accents, hyphens and possessives", () => {
  assert.deepEqual(words("Text-to-Image’s naïve “KV/cache”, 8×H100"), [
    ..."text to image naive kv cache 8 h100".split(" "),
  ]);
  assert.deepEqual(words("переводчик 翻訳 ?!"), []);
});

test("forms of a word share a stem, in American and in British spelling", () => {
  assert.equal(stem("retrieval"), "retriev");
  assert.equal(stem("retrieving"), "retriev");
  assert.equal(stem("quantisation"), stem("quantization"));
  assert.equal(stem("behaviours"), stem("behavior"));
  assert.equal(stem("labelling"), stem("labeling"));
  assert.equal(stem("optimised"), stem("optimized"));
  assert.equal(stem("technology"), "technolog");
  assert.equal(stem("latency"), "latenc");
  assert.equal(stem("ai"), "ai");
});

test("fillers do not count, unless there is nothing else", () => {
  assert.deepEqual(telling(["what", "is", "the", "cache"]), ["cache"]);
  assert.deepEqual(telling(["what", "is", "that"]), ["what", "is", "that"]);
});
