/** Flashcards: which card comes next, and when it comes again. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { NEW_A_DAY, queue } from "../../docs/assets/javascripts/cards/queue.js";
import { choices, waiting } from "../../docs/assets/javascripts/cards/scheduler.js";

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
