import assert from "node:assert/strict";
import test from "node:test";
import { Engine } from "../../../docs/assets/javascripts/search/engine.js";

const FIELDS = ["title", "names", "headings", "description", "text"];

/**
 * An index of chapters, written by hand: stems by field, and sections with the stems of heading and text.
 * @param {{ url: string, title?: string, stems?: Record<string, string[]>,
 *   sections?: { id: string, called?: string, up?: number, heading?: string[], keywords?: string[] }[] }[]} chapters
 * @param {(string | number)[][]} terms
 */
function index(chapters, terms = []) {
  const sections = chapters.flatMap((chapter) => chapter.sections ?? []);
  const stems = chapters.flatMap((chapter) => Object.values(chapter.stems ?? {}).flat());
  const said = sections.flatMap((section) => [...(section.heading ?? []), ...(section.keywords ?? [])]);
  const words = [...new Set([...stems, ...said])].sort();
  /** @param {(section: { heading?: string[], keywords?: string[] }) => string[] | undefined} part */
  const places = (part) => words.map((word) => steps(sections.map((s) => part(s) ?? []), word));
  return {
    version: 2,
    chapters: chapters.map(({ url, title = url }) => [url, title, "Concept", `About ${title}.`]),
    sections: chapters.map(({ sections = [] }) => sections.flatMap(({ id, up = 0, called = `Section ${id}` }) => [id, called, up])),
    terms,
    glossary: "glossary/",
    fields: FIELDS,
    lengths: chapters.map((chapter) => FIELDS.map((field) => chapter.stems?.[field]?.length ?? 0)),
    words: words.map((word) => `0${word}`).join(" "),
    postings: words.map((word) => FIELDS.flatMap((field) => uses(chapters.map((c) => c.stems?.[field] ?? []), word))),
    headings: places((section) => section.heading),
    keywords: places((section) => section.keywords),
  };
}

/** How many rows use a word, then for each the step from the one before and the count. */
function uses(rows, word) {
  const found = rows.map((row, number) => [number, row.filter((one) => one === word).length]).filter(([, n]) => n > 0);
  return [found.length, ...found.flatMap(([number, n], at) => [number - (at ? found[at - 1][0] : 0), n])];
}

function steps(rows, word) {
  const found = rows.map((row, number) => [number, row.includes(word)]).filter(([, has]) => has);
  return found.map(([number], at) => number - (at ? found[at - 1][0] : 0));
}

const found = (engine, query) => engine.search(query).hits.map((hit) => hit.url);

test("an index of another version is refused by its number", () => {
  assert.throws(() => new Engine({ ...index([{ url: "a/" }]), version: 7 }), /index of version 7, expected 2/);
  assert.throws(() => new Engine(null), /index of version undefined/);
});

test("front-coded words are read: in base 36 the letters shared with the word before, then the rest", () => {
  const coded = { ...index([{ url: "a/", stems: { text: ["cach", "cachet", "card"] } }]), words: "0cach 4et 2rd" };
  assert.deepEqual(new Engine(coded).words, ["cach", "cachet", "card"]);
});

test("a hit has what the page shows", () => {
  const engine = new Engine(
    index([{ url: "kv/", title: "KV cache", stems: { title: ["cach"] }, sections: [{ id: "size", heading: ["cach"] }] }]),
  );
  assert.deepEqual(engine.search("caches"), {
    hits: [
      {
        url: "kv/",
        title: "KV cache",
        kind: "Concept",
        description: "About KV cache.",
        sections: [{ url: "kv/#size", heading: "Section size", path: [], explains: [], mentions: ["caches"] }],
        found: ["cach"],
        mentions: [],
      },
    ],
    total: 1,
    suggestions: [],
  });
});

test("a name says more than a heading used twice, a heading more than text that uses the word three times", () => {
  const engine = new Engine(
    index([
      { url: "text/", stems: { title: ["a"], headings: ["b"], text: ["cach", "cach", "cach"] } },
      { url: "heading/", stems: { title: ["a"], headings: ["cach", "cach"], text: ["c"] } },
      { url: "title/", stems: { title: ["cach"], headings: ["b"], text: ["c"] } },
    ]),
  );
  assert.deepEqual(found(engine, "cache "), ["title/", "heading/", "text/"]);
});

test("a chapter with both words stands before those with one", () => {
  const engine = new Engine(
    index([
      { url: "beam/", stems: { text: ["beam", "x"] } },
      { url: "both/", stems: { text: ["beam", "search"] } },
      { url: "search/", stems: { text: ["search", "x"] } },
    ]),
  );
  assert.equal(found(engine, "beam search ")[0], "both/");
  assert.equal(engine.search("beam search ").total, 3);
});

test("both words in the text outweigh one of them in a heading", () => {
  const filler = Array.from({ length: 6 }, (_, n) => ({ url: `f${n}/`, stems: { text: ["other"] } }));
  const engine = new Engine(
    index([
      { url: "heading/", stems: { headings: ["structur", "structur"], description: ["structur"], text: ["structur"] } },
      { url: "both/", stems: { text: ["structur", "chunker"] } },
      ...filler,
    ]),
  );
  assert.deepEqual(found(engine, "structure chunker "), ["both/", "heading/"]);
});

test("asking by a whole name finds the chapter of that name first", () => {
  const engine = new Engine(
    index([
      { url: "long/", stems: { title: ["kv", "cach"], names: ["kv", "cach", "kv", "cach"] } },
      { url: "named/", stems: { names: ["kv", "cach", "=kv_cach"], text: ["x"] } },
    ]),
  );
  assert.deepEqual(found(engine, "KV caches"), ["named/", "long/"]);
  assert.deepEqual(found(engine, "cache of kv"), ["long/", "named/"], "the same words are not the name");
});

test("a whole name is no word that a reader can have meant", () => {
  const engine = new Engine(index([{ url: "a/", stems: { names: ["=rank"] } }]));
  assert.deepEqual(found(engine, "brank "), []);
});

test("a word still being typed finds longer ones, one that is finished does not", () => {
  const engine = new Engine(index([{ url: "a/", stems: { text: ["quantiz"] } }]));
  assert.deepEqual(found(engine, "qua"), ["a/"]);
  assert.deepEqual(found(engine, "qua "), []);
  assert.deepEqual(found(engine, "q"), [], "one letter begins too many words");
});

test("the word as typed stands before longer ones that begin alike", () => {
  const engine = new Engine(index([{ url: "longer/", stems: { text: ["rankin"] } }, { url: "as-typed/", stems: { text: ["rank"] } }]));
  assert.deepEqual(found(engine, "rank"), ["as-typed/", "longer/"]);
});

test("a word that the index does not know stands for the nearest one", () => {
  const engine = new Engine(index([{ url: "a/", stems: { text: ["retriev"] } }, { url: "b/", stems: { text: ["rank"] } }]));
  const [hit] = engine.search("retreiv ").hits;
  assert.equal(hit.url, "a/");
  assert.deepEqual(hit.found, ["retriev"], "what is marked in the result");
});

test("a word that the index knows is not corrected", () => {
  const engine = new Engine(index([{ url: "a/", stems: { text: ["token"] } }, { url: "b/", stems: { text: ["taken"] } }]));
  assert.deepEqual(found(engine, "token "), ["a/"]);
});

test("the section whose heading has the word stands first, then those whose text has it; of these three at most", () => {
  const engine = new Engine(
    index([
      { url: "a/", stems: { text: ["rank"] }, sections: [{ id: "elsewhere", heading: ["cach"] }] },
      {
        url: "b/",
        stems: { text: ["cach", "evict"] },
        sections: [
          { id: "one", keywords: ["cach"] },
          { id: "two", heading: ["cach"], keywords: ["evict"] },
          { id: "three", keywords: ["evict", "cach"] },
          { id: "four", keywords: ["cach", "evict"] },
          { id: "five", keywords: ["evict", "cach"] },
          { id: "six", keywords: ["other"] },
        ],
      },
      { url: "c/", stems: { text: ["rank"] }, sections: [{ id: "next", heading: ["cach", "evict"] }] },
    ]),
  );
  const [hit] = engine.search("evict cache ").hits;
  assert.deepEqual(hit.sections.map((section) => section.url), ["b/#two", "b/#three", "b/#four"]);
});

test("a section with a rare word stands before one with a word that most sections have", () => {
  const sections = [["cach"], ["cach"], ["cach", "x"], ["evict"]].map((keywords, number) => ({ id: `s${number}`, keywords }));
  const engine = new Engine(index([{ url: "a/", stems: { text: ["cach", "evict"] }, sections }]));
  assert.equal(engine.search("cache evict ").hits[0].sections[0].url, "a/#s3");
});

test("a section that says much less than the best one is left out", () => {
  const sections = [{ id: "named", heading: ["cach"] }, { id: "mentions", keywords: ["cach"] }];
  const engine = new Engine(index([{ url: "a/", stems: { text: ["cach"] }, sections }]));
  assert.deepEqual(engine.search("cache ").hits[0].sections.map((section) => section.heading), ["Section named"]);
});

test("where nothing is found the terms that look most like it are offered, the likest first", () => {
  const terms = [
    ["complexity", "", "complexity", "D.", 0, -1],
    ["perplexity", "", "perplexity", "D.", 0, -1],
    ["perceptual hash", "pHash", "perceptual-hash", "D.", 0, -1],
    ["rank fusion", "", "rank-fusion", "D.", 0, -1],
  ];
  const engine = new Engine(index([{ url: "a/", title: "Watermarks", stems: { text: ["rank"] } }], terms));
  assert.deepEqual(engine.search("xperplxity").suggestions, [
    { name: "perplexity", url: "glossary/#perplexity" },
    { name: "complexity", url: "glossary/#complexity" },
  ]);
  assert.deepEqual(
    engine.search("phsh").suggestions,
    [{ name: "perceptual hash (pHash)", url: "glossary/#perceptual-hash" }],
    "by its short form",
  );
  assert.deepEqual(engine.search("xwatermrk").suggestions, [{ name: "Watermarks", url: "a/" }], "a chapter");
  assert.deepEqual(engine.search("zzqx").suggestions, []);
  assert.deepEqual(engine.search("rank").suggestions, [], "not where something was found");
});

test("at most five terms are offered", () => {
  const terms = ["aa", "ab", "ac", "ad", "ae", "af"].map((end) => [`perplexity ${end}`, "", end, "D.", 0, -1]);
  const engine = new Engine(index([{ url: "a/" }], terms));
  assert.equal(engine.search("perplexit").suggestions.length, 5);
});

test("a query without words, and one longer than anybody types, are answered", () => {
  const engine = new Engine(index([{ url: "a/", stems: { text: ["cach"] } }]));
  assert.deepEqual(engine.search(" ?! 翻訳"), { hits: [], total: 0, suggestions: [] });
  assert.deepEqual(found(engine, "cache ".repeat(5000)), ["a/"]);
  assert.deepEqual(found(engine, "b c d e f g h i j k l cache"), ["a/"]);
  assert.deepEqual(found(engine, "b c d e f g h i j k l m cache"), [], "twelve words are enough");
  assert.deepEqual(found(engine, `${" ".repeat(200)}cache`), [], "200 characters are enough");
});

test("twenty chapters are shown and all are counted", () => {
  const engine = new Engine(
    index(Array.from({ length: 25 }, (_, number) => ({ url: `${number}/`, stems: { title: ["cach"] } }))),
  );
  const { hits, total } = engine.search("cache");
  assert.equal(hits.length, 20);
  assert.equal(total, 25);
});

const KV = ["key-value cache", "KV cache", "key-value-cache", "What is kept.", 0, 1, "KV store"];
const SERVING = {
  url: "serving/",
  title: "Serving",
  stems: { names: ["kv", "cach", "=kv_cach", "=kv_store", "store", "=ke_valu_cach"], text: ["evict"] },
  sections: [
    { id: "engine", called: "The engine" },
    { id: "blocks", called: "Blocks of it", up: 1, heading: ["block", "kv", "cach"], keywords: ["evict"] },
  ],
};

for (const query of ["KV cache", "kv caches", "what is a KV cache?", "KV store", "key-value cache", "kv cachee "]) {
  test(`the definition of a term stands beside what is found for ${query}`, () => {
    assert.deepEqual(new Engine(index([SERVING], [KV])).search(query).definition, {
      name: "key-value cache (KV cache)",
      definition: "What is kept.",
      url: "glossary/#key-value-cache",
      explained: "serving/#blocks",
      place: "Serving › The engine › Blocks of it",
    });
  });
}

test("what is no whole name of a term has no definition, and a term may be explained by a whole chapter", () => {
  const engine = new Engine(index([SERVING], [KV, ["store", "", "store", "A place.", 0, -1]]));
  assert.equal(engine.search("cache").definition, undefined);
  assert.equal(engine.search("Serving").definition, undefined);
  const whole = { ...SERVING, stems: { names: ["=store"] } };
  const { explained, place } = new Engine(index([whole], [["store", "", "store", "A place.", 0, -1]])).search("store").definition;
  assert.deepEqual([explained, place], ["serving/", "Serving"]);
});

test("a section says what it is a part of, what it explains and which words its heading does not show", () => {
  const [hit] = new Engine(index([SERVING], [KV])).search("KV cache evicted ").hits;
  assert.deepEqual(hit.sections, [
    {
      url: "serving/#blocks",
      heading: "Blocks of it",
      path: ["The engine"],
      explains: ["key-value cache (KV cache)"],
      mentions: ["evicted"],
    },
  ]);
});

test("the words that a misspelled one stands for are told as they are written", () => {
  const sections = [{ id: "a", called: "Retrieval of rows" }, { id: "b", called: "Rows", keywords: ["retriev"] }];
  const engine = new Engine(index([{ url: "x/", stems: { text: ["retriev"] }, sections }]));
  assert.deepEqual(engine.search("retreival ").hits[0].sections.map((part) => part.mentions), [["retrieval"]]);
});

test("a chapter of which nothing shows says what was found", () => {
  const engine = new Engine(index([{ url: "x/", title: "Other", stems: { text: ["cach"] } }]));
  assert.deepEqual(engine.search("Caches ").hits[0].mentions, ["Caches"]);
  const shown = new Engine(index([{ url: "x/", title: "Caches", stems: { title: ["cach"] } }]));
  assert.deepEqual(shown.search("cache").hits[0].mentions, []);
});

test("a short word being typed does not stand for all that begins like what is left of it", () => {
  const engine = new Engine(index([{ url: "a/", stems: { text: ["save"] } }, { url: "b/", stems: { text: ["sa"] } }]));
  assert.deepEqual(found(engine, "say"), ["b/"]);
  assert.deepEqual(found(engine, "sa"), ["b/", "a/"]);
});
