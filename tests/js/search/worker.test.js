import assert from "node:assert/strict";
import test from "node:test";

const INDEX = {
  version: 2,
  chapters: [["kv/", "KV cache", "Concept", "What is kept."]],
  sections: [[]],
  terms: [],
  glossary: "glossary/",
  fields: ["title"],
  lengths: [[1]],
  words: "0cach",
  postings: [[1, 0, 1]],
  headings: [[]],
  keywords: [[]],
};

/** @type {object[]} */
const replies = [];
/** @type {(event: { data: object }) => Promise<void>} */
let listener;
globalThis.self = {
  postMessage: (reply) => replies.push(reply),
  addEventListener: (_, heard) => {
    listener = heard;
  },
};
await import("../../../docs/assets/javascripts/search/worker.js");

/**
 * What the worker replies to a message while the index is answered thus.
 * @param {object} data
 * @param {string | Error} body
 */
async function reply(data, body, status = 200) {
  replies.length = 0;
  globalThis.fetch = async () => {
    if (body instanceof Error) throw body;
    return new globalThis.Response(body, { status });
  };
  await listener({ data });
  return replies.slice();
}

test("an index that cannot be read is told each time, and read once it can be; then queries are answered", async () => {
  const ask = { index: "search.json" };
  assert.deepEqual(await reply(ask, "gone", 404), [{ failed: "Error: 404 for search.json" }]);
  assert.deepEqual(await reply(ask, new Error("offline")), [{ failed: "Error: offline" }]);
  assert.match((await reply(ask, '{"version": 1, "chapters": [['))[0].failed, /JSON/);
  assert.deepEqual(await reply(ask, '{"version": 0, "docs": []}'), [
    { failed: "Error: index of version 0, expected 2" },
  ]);
  assert.match((await reply(ask, "null"))[0].failed, /index of version undefined/);
  assert.deepEqual(await reply({ query: "cache", number: 1 }, ""), [], "nothing has been read");

  assert.deepEqual(await reply(ask, JSON.stringify(INDEX)), [{ ready: true }]);
  const [{ number, answer }] = await reply({ query: "cache", number: 2 }, new Error("not fetched again"));
  assert.equal(number, 2);
  assert.deepEqual(answer.hits.map((hit) => hit.url), ["kv/"]);
  assert.deepEqual(await reply(ask, new Error("not fetched again")), [{ ready: true }]);
});
