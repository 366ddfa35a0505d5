/** Flashcards: which card comes next, when it comes again, what is kept on the device, and what a file may bring in. */
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { openDB } from "idb";
import { NEW_A_DAY, queue } from "../../docs/assets/javascripts/cards/queue.js";
import { choices, waiting } from "../../docs/assets/javascripts/cards/scheduler.js";
import { MOST_BYTES, read, written } from "../../docs/assets/javascripts/store/exchange.js";
import { cardState, isCardId } from "../../docs/assets/javascripts/store/schema.js";
import { NAME, Store } from "../../docs/assets/javascripts/store/store.js";

const NOW = Date.UTC(2026, 10, 29, 12);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ALL = { deck: "", step: "", level: "" };
const card = (id, more = {}) => ({ id, deck: "One", step: "evaluation", level: "mid", tier: "asked", front: id, back: "", ...more });
const [again, hard, good, easy] = choices(undefined, NOW);

test("a new card comes back in minutes, or in days when it was easy", () => {
  assert.deepEqual([again, hard, good, easy].map(({ name }) => name), ["Again", "Hard", "Good", "Easy"]);
  assert.deepEqual([again.wait, hard.wait, good.wait], ["1 minute", "6 minutes", "10 minutes"]);
  assert.match(easy.wait, /^\d+ days$/);
});

test("what is known longer is asked later, and what is lost begins again", () => {
  let state = good.state;
  const waits = [];
  for (let round = 0; round < 5; round += 1) {
    const next = choices(state, state.due)[2].state;
    waits.push(next.due - state.due);
    state = next;
  }
  assert.deepEqual([...waits].sort((one, other) => one - other), waits);
  assert.ok(waits.at(-1) > 30 * DAY);
  const lost = choices(state, state.due)[0].state;
  assert.equal(lost.lapses, 1);
  assert.equal(lost.first, NOW);
  assert.ok(lost.due - lost.last < DAY);
});

test("a wait is said as one says it", () => {
  for (const [time, words] of [[1000, "1 minute"], [50 * MINUTE, "50 minutes"], [60 * MINUTE, "1 hour"], [DAY, "1 day"], [44 * DAY, "44 days"], [91 * DAY, "3 months"], [400 * DAY, "1.1 years"]]) {
    assert.equal(waiting(time), words);
  }
});

test("the longest due is asked first, then new cards in the order of the site", () => {
  const cards = ["a/#1", "a/#2", "a/#3", "a/#4"].map((id) => card(id));
  const states = new Map([["a/#3", { ...good.state, due: NOW - DAY }], ["a/#1", { ...good.state, due: NOW - MINUTE }]]);
  const found = queue(cards, states, ALL, NOW);
  assert.deepEqual(found.due.map(({ id }) => id), ["a/#3", "a/#1"]);
  assert.deepEqual(found.fresh.map(({ id }) => id), ["a/#2", "a/#4"]);
  assert.equal(found.later, null);
});

test("so many new cards a day, and those that are nearly due when nothing else is left", () => {
  const cards = Array.from({ length: 30 }, (_, number) => card(`a/#${number}`));
  assert.equal(queue(cards, new Map(), ALL, NOW).fresh.length, NEW_A_DAY);
  const begun = new Map(cards.slice(0, NEW_A_DAY).map(({ id }) => [id, { ...good.state, due: NOW + 5 * MINUTE }]));
  const found = queue(cards, begun, ALL, NOW);
  assert.deepEqual([found.fresh.length, found.due.length], [0, NEW_A_DAY]);
  for (const state of begun.values()) state.due = NOW + DAY;
  assert.deepEqual(queue(cards, begun, ALL, NOW), { due: [], fresh: [], later: NOW + DAY });
  assert.equal(queue(cards, begun, ALL, NOW + DAY).fresh.length, 10);
});

test("deck, step and level choose together", () => {
  const cards = [card("a/#1"), card("a/#2", { level: "staff" }), card("b/#3", { deck: "Two" })];
  const chosen = (filter) => queue(cards, new Map(), { ...ALL, ...filter }, NOW).fresh.map(({ id }) => id);
  assert.deepEqual(chosen({ deck: "One", level: "mid" }), ["a/#1"]);
  assert.deepEqual(chosen({ step: "evaluation" }), ["a/#1", "a/#2", "b/#3"]);
  assert.deepEqual(chosen({ deck: "None" }), []);
});

test("only what is ours and possible is a state of a card", () => {
  assert.deepEqual(cardState({ ...good.state, script: "<script>" }), good.state);
  for (const broken of [null, 3, "x", {}, { ...good.state, due: "soon" }, { ...good.state, stability: Infinity }, { ...good.state, state: 1.5 }, { ...good.state, reps: -1 }, { ...good.state, last: undefined }]) {
    assert.equal(cardState(broken), null);
  }
  assert.ok(isCardId("cases/smart-compose/#q-one") && isCardId("glossary/#a"));
  for (const id of ["cases", "javascript:alert(1)", "a b#c", 3]) assert.ok(!isCardId(id));
});

test("what was saved comes back; nothing else is taken in", async () => {
  const file = (text, size = text.length) => ({ size, text: async () => text });
  const saved = written(new Map([["a/#1", good.state]]), [], new Date(NOW));
  assert.deepEqual((await read(file(saved))).cards, new Map([["a/#1", good.state]]));
  for (const [text, words] of [
    [saved.slice(0, -20), /its end is missing/],
    ["", /no JSON/],
    ["[]", /not saved by this site/],
    ["null", /not saved by this site/],
    [JSON.stringify({ format: "other", version: 1, cards: {} }), /not saved by this site/],
    [saved.replace('"version": 1', '"version": 2'), /newer version/],
    [saved.replace('"version": 1', '"version": "1"'), /newer version/],
    [JSON.stringify({ format: NAME, version: 1, cards: [] }), /holds no cards/],
    [saved.replace("a/#1", "<script>alert(1)</script>"), /The card “<script>/],
    [saved.replace('"reps": 1', '"reps": null'), /cannot be read/],
  ]) assert.match((await read(file(text))).fault, words);
  assert.match((await read(file("{}", 50e6))).fault, /50 MB; a saved one has at most 5/);
  assert.ok(MOST_BYTES > saved.length * 1000);
});

async function emptied() {
  await new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = resolve;
  });
}

test("a grade outlives the page, and another tab sees it", async () => {
  await emptied();
  let told = 0;
  const [one, other] = [await Store.open(), await Store.open(() => (told += 1))];
  await one.keep("a/#1", good.state);
  for (let turn = 0; !told && turn < 200; turn += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  const seen = [...other.cards];
  one.close();
  other.close();
  assert.deepEqual(seen, [["a/#1", good.state]]);
  const later = await Store.open();
  assert.deepEqual(later.cards.get("a/#1"), good.state);
  assert.equal(later.problem, "");
  await later.keep("a/#1", undefined);
  assert.equal(later.cards.size, 0);
  later.close();
});

test("what cannot be read is put aside and not overwritten", async () => {
  await emptied();
  const store = await Store.open();
  await store.keep("a/#1", good.state);
  store.close();
  const raw = await openDB(NAME, 1);
  await raw.put("cards", { due: "never" }, "a/#2");
  raw.close();
  const after = await Store.open();
  assert.deepEqual([...after.cards.keys()], ["a/#1"]);
  assert.equal(after.aside, 1);
  const [{ key, value }] = await after.putAside();
  assert.deepEqual([key, value], ["a/#2", { due: "never" }]);
  assert.match(written(after.cards, await after.putAside(), new Date()), /never/);
  after.close();
});

test("of a file the newer grade is taken; what was erased comes back", async () => {
  await emptied();
  const store = await Store.open();
  await store.keep("a/#1", { ...good.state, last: NOW + DAY });
  assert.equal(await store.take([["a/#1", good.state], ["a/#2", good.state]]), 1);
  assert.equal(store.cards.get("a/#1").last, NOW + DAY);
  const before = await store.erase();
  assert.deepEqual([before.size, store.cards.size], [2, 0]);
  assert.equal(await store.take(before), 2);
  store.close();
  const later = await Store.open();
  assert.equal(later.cards.size, 2);
  later.close();
});

test("a newer version's data is left alone, and a browser that keeps nothing is said", async () => {
  await emptied();
  const newer = await openDB(NAME, 2, { upgrade: (database) => void database.createObjectStore("cards") });
  newer.close();
  const store = await Store.open();
  assert.match(store.problem, /A newer version/);
  await store.keep("a/#1", good.state);
  assert.equal(store.cards.size, 1, "kept on the page");
  await emptied();
  const { open } = indexedDB;
  indexedDB.open = () => {
    throw new DOMException("no", "SecurityError");
  };
  const denied = await Store.open();
  indexedDB.open = open;
  assert.match(denied.problem, /keeps nothing/);
});

test("a full device is said, and the grade stays on the page", async () => {
  await emptied();
  const store = await Store.open();
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  await store.keep("a/#1", good.state);
  IDBObjectStore.prototype.put = put;
  assert.match(store.problem, /The device is full/);
  assert.equal(store.cards.size, 1);
  await store.keep("a/#2", good.state);
  assert.equal(store.problem, "");
  store.close();
});
