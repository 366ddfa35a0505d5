import assert from "node:assert/strict";
import test from "node:test";
import { corrections, distance } from "../../../docs/assets/javascripts/search/spelling.js";

test("distance counts insertions, deletions, replacements and swaps of neighbors", () => {
  assert.equal(distance("cache", "cache", 2), 0);
  assert.equal(distance("cache", "cahce", 2), 1);
  assert.equal(distance("cache", "cach", 2), 1);
  assert.equal(distance("cache", "caches", 2), 1);
  assert.equal(distance("cache", "cocoa", 2), Infinity);
  assert.equal(distance("cache", "coche", 2), 1);
  assert.equal(distance("retriever", "rtrievr", 2), 2);
});

test("more errors than allowed are too far", () => {
  assert.equal(distance("retriever", "rtrievr", 1), Infinity);
  assert.equal(distance("cat", "category", 2), Infinity);
});

test("an unknown word stands for the nearest known ones, all at the same distance", () => {
  assert.deepEqual(corrections("laion", ["lion", "lain", "region", "latent"]), ["lion", "lain"]);
  assert.deepEqual(corrections("perplxity", ["perplexity", "complexity"]), ["perplexity"]);
  assert.deepEqual(corrections("retriver", ["receiver", "retriever"]), ["retriever"], "a nearer one that comes later");
});

test("short words allow one error, long ones two", () => {
  assert.deepEqual(corrections("kafq", ["kafk", "kfka"]), ["kafk"]);
  assert.deepEqual(corrections("trsfrm", ["transfrm"]), ["transfrm"]);
  assert.deepEqual(corrections("trafo", ["transfo"]), []);
});

test("a word of three letters is not corrected", () => {
  assert.deepEqual(corrections("rga", ["rag"]), []);
});

test("a stem is recognized at the beginning of a word whose ending has the error", () => {
  assert.deepEqual(corrections("quantizatoin", ["quantiz"]), ["quantiz"]);
  assert.deepEqual(corrections("ragged", ["rag"]), [], "three letters begin too many words");
});

test("a word that begins and goes on with other letters was not meant", () => {
  assert.deepEqual(corrections("zxken", ["token"]), []);
});
