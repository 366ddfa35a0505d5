/** A scenario of the drill: a task with figures drawn at random, the same ones for the same seed. */
import { evaluate, number, show } from "../estimates/evaluate.js";

/**
 * @typedef {import("../estimates/computing.js").Estimate} Estimate
 * @typedef {import("../estimates/computing.js").Assumption} Assumption
 * @typedef {{label: string, factor: number}} Unit
 * @typedef {object} Task what drill.json holds of one
 * @property {string} name
 * @property {string} estimate
 * @property {string} story
 * @property {string} question
 * @property {string} answer
 * @property {Unit[]} units
 * @property {Record<string, [number, number]>} moves
 * @property {Record<string, number[]>} choices
 * @typedef {Estimate & {title: string, url: string}} Titled
 * @typedef {{version: number, tasks: Task[], estimates: Record<string, Titled>}} Drill
 * @typedef {object} Scenario
 * @property {Task} task
 * @property {Titled} estimate
 * @property {Record<string, number>} values what was drawn
 * @property {import("../estimates/computing.js").Computed} computed
 */

/** First digits that people say. */
const SAID = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
/** From so many round numbers in a range on one of them is drawn; a narrower range takes finer ones. */
const ENOUGH = 4;
/** How often figures are drawn that have no answer, such as a queue without end, before the given ones are taken. */
const TRIES = 40;

/**
 * @param {Drill} drill
 * @param {Task} task
 * @param {string} seed
 * @returns {Scenario}
 */
export function draw(drill, task, seed) {
  const estimate = drill.estimates[task.estimate];
  const random = generator(`${task.name} ${seed}`);
  for (let turn = 0; turn < TRIES; turn += 1) {
    const values = drawn(task, estimate, random);
    const computed = evaluate(estimate, values, [task.answer]);
    if (computed.values[task.answer] > 0) return { task, estimate, values, computed };
  }
  return { task, estimate, values: {}, computed: evaluate(estimate, {}, [task.answer]) };
}

/** @param {Task} task @param {Titled} estimate @param {() => number} random @returns {Record<string, number>} */
function drawn({ moves, choices }, estimate, random) {
  /** @type {Record<string, number>} */
  const values = {};
  for (const { name, value, range } of estimate.assumptions) {
    const among = choices[name] ?? (moves[name] && sayable(moves[name], [value, ...range].every(Number.isInteger)));
    if (among) values[name] = among[Math.floor(random() * among.length)];
  }
  return values;
}

/**
 * The round numbers of a range, each a like step from the one before, so that drawing among them is fair to all sizes.
 * @param {[number, number]} range
 * @param {boolean} whole whether it counts things that are not cut
 */
export function sayable([low, high], whole) {
  const found = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power += 1) {
    for (const digit of SAID) found.push(Number(`${digit}e${power}`));
  }
  const round = found.filter((value) => value >= low && value <= high && (!whole || Number.isInteger(value)));
  if (round.length >= ENOUGH) return round;
  const step = 10 ** Math.floor(Math.log10((high - low) / ENOUGH || 1));
  const fine = [];
  for (let count = Math.ceil(low / step); count * step <= high; count += 1) fine.push(Number((count * step).toPrecision(12)));
  const kept = fine.filter((value) => !whole || Number.isInteger(value));
  return kept.length ? kept : [low];
}

/**
 * Numbers from 0 to 1 that follow from a text: xmur3 and mulberry32, two public-domain functions of bryc
 * (github.com/bryc/code, PRNGs).
 * @param {string} text
 * @returns {() => number}
 */
export function generator(text) {
  let hash = 1779033703 ^ text.length;
  for (const sign of text) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = (hash + 0x6d2b79f5) | 0;
    let mixed = Math.imul(hash ^ (hash >>> 15), 1 | hash);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A new seed, short enough to read aloud. */
export function newSeed() {
  return Math.floor(Math.random() * 36 ** 4).toString(36).padStart(4, "0");
}

/** The story with the figures of a scenario in it. @param {Scenario} scenario */
export function tell({ task, estimate, values }) {
  const given = new Map(estimate.assumptions.map((item) => [item.name, item]));
  return task.story.replace(/\{(\w+)(:number)?\}/g, (_, name, bare) => {
    const { value, unit } = /** @type {Assumption} */ (given.get(name));
    const exact = values[name] ?? value;
    return (bare ? number(exact, { exact: true }) : show(exact, unit, { exact: true })).replaceAll(" ", "\u00a0");
  });
}

/**
 * What the answer rests on besides the story: assumptions that stay as the estimate has them.
 * @param {Scenario} scenario
 * @returns {{label: string, figure: string}[]}
 */
export function given({ task, estimate, computed }) {
  const told = new Set([...task.story.matchAll(/\{(\w+)/g)].map(([, name]) => name));
  const read = new Set(estimate.results.filter(({ name }) => name in computed.values).flatMap(({ tree }) => names(tree)));
  return estimate.assumptions
    .filter(({ name, range: [low, high] }) => read.has(name) && !told.has(name) && low < high)
    .map(({ label, value, unit }) => ({ label, figure: show(value, unit, { exact: true }) }));
}

/** @param {any} tree @returns {string[]} figures that a formula reads; names of operations are harmless among them */
function names(tree) {
  return typeof tree === "string" ? [tree] : Array.isArray(tree) ? tree.flatMap(names) : [];
}
