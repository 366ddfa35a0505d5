/** Chapters by what readers call them, and what of the graph an address tells. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, readChoice } from "../../docs/assets/javascripts/graph/choice.js";
import { Names } from "../../docs/assets/javascripts/graph/names.js";

const NAMES = new Names([
  { id: "evaluation", title: "Evaluation" },
  { id: "generation", title: "Evaluating Generation", names: ["perplexity"] },
  { id: "serving", title: "LLM Serving", names: ["KV cache", "key-value cache", "TTFT"] },
  { id: "adaptation", title: "Adaptation", names: ["LoRA", "low-rank adaptation"] },
  { id: "design", title: "System design", names: ["caching"] },
]);

for (const [query, found] of [
  ["LoRA", ["adaptation: LoRA"]],
  ["ttft", ["serving: TTFT"]],
  ["KV caches", ["serving: KV cache"]],
  ["cache", ["design: caching", "serving: KV cache"]],
  ["evaluation", ["evaluation: ", "generation: "]],
  ["eval", ["evaluation: ", "generation: "]],
  ["serving llm", ["serving: "]],
  ["perpl", ["generation: perplexity"]],
  ["kv perplexity", []],
  ["", []],
  [" ?!", []],
]) {
  test(`“${query}” names ${found.length} chapters`, () => {
    assert.deepEqual(NAMES.find(query).map(({ id, name }) => `${id}: ${name}`), found);
  });
}

const PAGE = "https://somebody.github.io/core/graph/";

test("a choice is read from the address that tells it", () => {
  for (const choice of [
    { chapter: "concepts/diffusion", from: "", to: "", hidden: ["step", "page"] },
    { chapter: "", from: "book", to: "cases/text-to-video", hidden: [] },
    { chapter: "", from: "", to: "", hidden: [] },
  ]) {
    assert.deepEqual(readChoice(new URL(addressOf(choice, PAGE)).search), choice);
  }
});

test("an address keeps what else it asks for and drops its place", () => {
  const choice = { chapter: "book", from: "", to: "", hidden: [] };
  assert.equal(addressOf(choice, `${PAGE}?q=x&from=a&to=b&hide=case#edges`), `${PAGE}?q=x&chapter=book`);
  assert.equal(addressOf({ ...choice, chapter: "" }, `${PAGE}?chapter=a`), PAGE);
});
