/**
 * Answers queries as the search box does, for tests that count what is found: reads
 * { index, queries, words } as JSON, writes { hits: addresses by query, words: [as read, stem] by word }.
 */
import process from "node:process";
import { text } from "node:stream/consumers";
import { Engine } from "../../../docs/assets/javascripts/search/engine.js";
import { stem, words } from "../../../docs/assets/javascripts/search/words.js";

const asked = JSON.parse(await text(process.stdin));
const engine = asked.index && new Engine(asked.index);
const answer = {
  hits: (asked.queries ?? []).map((query) => engine.search(query).hits.map((hit) => hit.url)),
  words: (asked.words ?? []).map((word) => [words(word).join(" "), stem(word)]),
};
process.stdout.write(JSON.stringify(answer));
