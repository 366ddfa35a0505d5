/** What a reader keeps on the device: shelves, what cannot be read, other tabs, other versions, and files. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openDB } from "idb";
import { choices } from "../../docs/assets/javascripts/cards/scheduler.js";
import { MOST_BYTES, counted, read, written } from "../../docs/assets/javascripts/store/exchange.js";
import { NAMES, SHELVES, VERSION, attempt, cardState, placeRead, planState } from "../../docs/assets/javascripts/store/schema.js";
import { shape } from "../../docs/assets/javascripts/store/settings.js";
import { NAME, Store } from "../../docs/assets/javascripts/store/store.js";

const NOW = Date.UTC(2026, 10, 29, 12);
const DAY = 24 * 60 * 60_000;
const graded = choices(undefined, NOW)[2].state;
const CHOSEN = shape({});
const tried = {
  case: "smart-compose", level: "senior", minutes: 45, begun: NOW, changed: NOW, ended: 0, clock: { ran: 0, since: NOW }, step: "evaluation",
  notes: { evaluation: "<script>alert(1)</script>" }, sketch: "flowchart TB", ticked: ["Says the deadline"], covered: { requirements: 0.25 }, grades: { numbers: 3 },
  gaps: [{ step: "evaluation", text: "no bar", at: "cases/smart-compose/#evaluation", closed: false }],
};
const place = { title: "Retrieval", at: "idea", heading: "The idea", updated: "2026-11-28", visited: NOW, read: 0 };
const plan = { date: "2026-12-12", role: "ml", done: { "1-book": NOW }, changed: NOW };
const everything = (more = {}) => ({ ...Object.fromEntries(NAMES.map((name) => [name, new Map()])), ...more });
const full = () => everything({ cards: new Map([["a/#1", graded]]), attempts: new Map([["one", tried]]), plans: new Map([["two-weeks", plan]]), reading: new Map([["concepts/retrieval/", place]]) });
const file = (text, size = text.length) => ({ size, text: async () => text });
const told = async (text) => (await read(file(text))).fault;

beforeEach(async () => {
  await new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = resolve;
  });
});

test("only what is ours and possible is read", () => {
  assert.deepEqual(cardState({ ...graded, script: "<script>" }), graded);
  for (const broken of [null, 3, "x", [], {}, { ...graded, due: "soon" }, { ...graded, stability: Infinity }, { ...graded, state: 1.5 }, { ...graded, reps: -1 }, { ...graded, last: undefined }])
    assert.equal(cardState(broken), undefined);
  for (const [one, whole] of [[attempt, tried], [planState, plan], [placeRead, place]]) {
    assert.deepEqual(one({ ...whole, other: 1 }), whole);
    for (const name of Object.keys(whole)) assert.equal(one({ ...whole, [name]: null }), undefined, name);
  }
  for (const broken of [{ minutes: 30 }, { level: "chief" }, { notes: { "a b": "" } }, { notes: { a: "x".repeat(50_001) } }, { grades: { numbers: 5 } }, { gaps: [{ ...tried.gaps[0], at: "javascript:alert(1)" }] }])
    assert.equal(attempt({ ...tried, ...broken }), undefined, JSON.stringify(broken).slice(0, 40));
});

test("keys of shelves are addresses and names", () => {
  const { cards, attempts, reading } = SHELVES;
  assert.ok(cards.key("cases/smart-compose/#q-one") && cards.key("glossary/#a"));
  for (const key of ["cases", "javascript:alert(1)", "a b#c", 3]) assert.equal(cards.key(key), undefined);
  assert.equal(attempts.key("smart-compose-1"), "smart-compose-1");
  for (const key of ["", "A", "<b>"]) assert.equal(attempts.key(key), undefined);
  assert.equal(reading.key(""), "", "home");
  assert.equal(reading.key("https://a/"), undefined);
});

test("what is missing from settings is as it was given; what is wrong refuses them", () => {
  assert.deepEqual(shape({ track: true }), { ...CHOSEN, track: true });
  assert.equal(CHOSEN.track, false, "nothing is remembered until the reader allows it");
  for (const broken of [null, "x", { text: "huge" }, { track: "yes" }, { minutes: 44 }]) assert.equal(shape(broken), undefined);
});

test("what was saved comes back; nothing else is taken in", async () => {
  const saved = written(full(), CHOSEN, [], new Date(NOW));
  assert.deepEqual(await read(file(saved)), { shelves: full(), settings: CHOSEN });
  for (const [text, words] of [
    [saved.slice(0, -20), /its end is missing/],
    ["", /no JSON/],
    ["[]", /not saved by this site/],
    ["null", /not saved by this site/],
    [JSON.stringify({ format: "other", version: 1, cards: {} }), /not saved by this site/],
    [saved.replace(`"version": ${VERSION}`, `"version": ${VERSION + 1}`), /newer version/],
    [saved.replace(`"version": ${VERSION}`, `"version": "${VERSION}"`), /newer version/],
    [JSON.stringify({ format: NAME, version: 1, cards: [] }), /holds no cards/],
    [JSON.stringify({ format: NAME, version: VERSION, cards: {} }), /holds no attempts/],
    [saved.replace("a/#1", "<script>alert(1)</script>"), /The entry “<script>.* of cards/],
    [saved.replace('"reps": 1', '"reps": null'), /cannot be read/],
    [saved.replace('"text": ""', '"text": "huge"'), /The settings in the file/],
  ]) assert.match(await told(text), words);
  assert.match((await read(file("{}", 50e6))).fault, /50 MB; a saved one has at most 20/);
  assert.ok(MOST_BYTES > saved.length * 1000);
});

test("a file of the first version brings its cards", async () => {
  const first = JSON.stringify({ format: NAME, version: 1, saved: "2026-11-29", cards: { "a/#1": graded } });
  assert.deepEqual(await read(file(first)), { shelves: { cards: new Map([["a/#1", graded]]) }, settings: undefined });
});

test("what was counted is said", () => {
  assert.equal(counted(full()), "1 card, 1 attempt, 1 plan and 1 chapter");
  assert.equal(counted({ cards: new Map([["a", graded], ["b", graded]]) }), "2 cards");
  assert.equal(counted(everything()), "Nothing but settings");
});

test("a grade outlives the page, and another tab that reads its shelf sees it", async () => {
  const heard = { cards: 0, plans: 0 };
  const one = await Store.open(["cards"]);
  const other = await Store.open(["cards"], () => (heard.cards += 1));
  const aside = await Store.open(["plans"], () => (heard.plans += 1));
  await one.keep("cards", "a/#1", graded);
  for (let turn = 0; !heard.cards && turn < 200; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  const seen = [...other.all("cards")];
  for (const store of [one, other, aside]) store.close();
  assert.deepEqual(seen, [["a/#1", graded]]);
  assert.equal(heard.plans, 0);
  const later = await Store.open(["cards"]);
  assert.deepEqual(later.all("cards").get("a/#1"), graded);
  assert.equal(later.problem, "");
  await later.keep("cards", "a/#1", undefined);
  assert.equal(later.all("cards").size, 0);
  later.close();
});

test("cards that the first version kept are still there, beside the new shelves", async () => {
  const first = await openDB(NAME, 1, {
    upgrade: (database) => {
      database.createObjectStore("cards");
      database.createObjectStore("aside", { autoIncrement: true });
    },
  });
  await first.put("cards", graded, "a/#1");
  first.close();
  const store = await Store.open(NAMES);
  await store.keep("attempts", "one", tried);
  assert.deepEqual([[...store.all("cards").keys()], store.problem], [["a/#1"], ""]);
  store.close();
  const later = await Store.open(["attempts"]);
  assert.deepEqual(later.all("attempts").get("one"), tried);
  later.close();
});

test("what cannot be read is put aside and not overwritten", async () => {
  const store = await Store.open(["cards"]);
  await store.keep("cards", "a/#1", graded);
  store.close();
  const raw = await openDB(NAME, VERSION);
  await raw.put("cards", { due: "never" }, "a/#2");
  raw.close();
  const after = await Store.open(["cards"]);
  assert.deepEqual([...after.all("cards").keys()], ["a/#1"]);
  assert.equal(after.aside, 1);
  const [{ key, value }] = await after.putAside();
  assert.deepEqual([key, value], ["a/#2", { due: "never" }]);
  assert.match(written(await after.everything(), CHOSEN, await after.putAside(), new Date()), /never/);
  after.close();
});

test("of a file the newer entry is taken; what was erased comes back", async () => {
  const store = await Store.open(["cards"]);
  await store.keep("cards", "a/#1", { ...graded, last: NOW + DAY });
  await store.keep("attempts", "one", tried);
  assert.equal(await store.take({ cards: new Map([["a/#1", graded], ["a/#2", graded]]) }), 1);
  assert.equal(store.all("cards").get("a/#1").last, NOW + DAY);
  const before = await store.erase();
  assert.deepEqual([before.cards.size, before.attempts.size, store.all("cards").size], [2, 1, 0]);
  assert.equal(await store.take(before), 3);
  store.close();
  const later = await Store.open(["cards"]);
  assert.equal(later.all("cards").size, 2);
  assert.equal((await later.everything()).attempts.size, 1);
  later.close();
});

test("a newer version's data is left alone, and a browser that keeps nothing is said", async () => {
  const newer = await openDB(NAME, VERSION + 1, { upgrade: (database) => void database.createObjectStore("cards") });
  newer.close();
  const store = await Store.open(["cards"]);
  assert.match(store.problem, /A newer version/);
  await store.keep("cards", "a/#1", graded);
  assert.equal(store.all("cards").size, 1, "kept on the page");
  assert.equal((await store.everything()).cards.size, 1);
  await new Promise((resolve) => (indexedDB.deleteDatabase(NAME).onsuccess = resolve));
  const { open } = indexedDB;
  indexedDB.open = () => {
    throw new DOMException("no", "SecurityError");
  };
  const denied = await Store.open(["cards"]);
  indexedDB.open = open;
  assert.match(denied.problem, /keeps nothing/);
});

test("a full device is said, the grade stays on the page, and is written once there is room", async () => {
  const store = await Store.open(["cards"]);
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  await store.keep("cards", "a/#1", graded);
  IDBObjectStore.prototype.put = put;
  assert.match(store.problem, /The device is full/);
  assert.equal((await store.everything()).cards.size, 1);
  await store.keep("cards", "a/#2", graded);
  assert.equal(store.problem, "");
  store.close();
  const later = await Store.open(["cards"]);
  assert.deepEqual([...later.all("cards").keys()], ["a/#1", "a/#2"]);
  later.close();
});
