/** Before an attempt: what to choose, what goes on, and how one stands. */
import { element } from "../elements.js";
import { LENGTHS, LEVELS } from "../store/schema.js";
import { elapsed, shown } from "./clock.js";
import { record } from "./record.js";
import { ended, proposal } from "./score.js";
import { EMPTY } from "./sketch.js";

/** @typedef {import("../store/schema.js").Attempt} Attempt */
/** @typedef {import("../store/settings.js").Settings} Settings */
/** @typedef {import("../room.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @param {ReadonlyMap<string, Attempt>} attempts
 * @param {Settings} chosen
 * @param {{begin: (attempt: Attempt) => void, keep: (id: string, attempt: Attempt) => void}} acts
 * @returns {import("../room.js").View}
 */
export function lobby(desk, attempts, chosen, acts) {
  const { room } = desk;
  const past = ended(attempts);
  const next = proposal(room, past.map(([, attempt]) => attempt), Date.now());
  const whole = element("div", { class: "pc-lobby" }, element("h2", {}, "A new attempt"));
  whole.append(...running(desk, attempts), form(desk, next, chosen, acts.begin));
  if (past.length) whole.append(record(desk, past, acts.keep));
  return { whole, update() {}, leave() {} };
}

/** @param {Desk} desk @param {ReadonlyMap<string, Attempt>} attempts */
function running(desk, attempts) {
  const open = [...attempts].filter(([, { ended: end }]) => !end).sort(([, one], [, other]) => other.changed - one.changed);
  return open.map(([id, attempt]) => {
    const button = element("button", { type: "button", class: "pc-go" }, "Go on");
    button.addEventListener("click", () => desk.open(id));
    const title = desk.room.cases.find(({ slug }) => slug === attempt.case)?.title ?? attempt.case;
    return element("p", { class: "pc-lobby__running" }, button, ` ${title}, ${shown(elapsed(attempt.clock, Date.now()))} on the clock${attempt.clock.since ? ", which runs" : ""}`);
  });
}

/**
 * @param {Desk} desk
 * @param {ReturnType<typeof proposal>} next
 * @param {Settings} chosen
 * @param {(attempt: Attempt) => void} begin
 */
function form({ room }, next, chosen, begin) {
  const cases = field("case", "Case", room.cases.map(({ title }) => title));
  const level = field("level", "Level", ["Mid", "Senior", "Staff"]);
  const length = field("length", "Length", ["45 minutes", "60 minutes", "As long as it takes"]);
  // A case sends its reader here by name.
  const wanted = room.cases.find(({ slug }) => slug === new URLSearchParams(location.search).get("case")) ?? next?.case;
  cases.select.selectedIndex = Math.max(0, room.cases.findIndex((one) => one === wanted));
  level.select.selectedIndex = LEVELS.indexOf(chosen.level);
  length.select.selectedIndex = LENGTHS.indexOf(chosen.minutes);
  const why = element("p", { class: "pc-lobby__why" });
  const explain = () => {
    const proposed = room.cases[cases.select.selectedIndex] === next?.case;
    why.textContent = proposed && next ? `Proposed for you: ${next.why}` : "";
  };
  cases.select.addEventListener("change", explain);
  explain();
  const start = element("button", { class: "pc-go" }, "Start the clock");
  const whole = element("form", { class: "pc-lobby__form" }, element("div", { class: "pc-lobby__fields" }, cases.whole, level.whole, length.whole), why, element("p", {}, start));
  whole.addEventListener("submit", (event) => {
    event.preventDefault();
    const now = Date.now();
    const { slug } = room.cases[cases.select.selectedIndex];
    begin(fresh(slug, LEVELS[level.select.selectedIndex], LENGTHS[length.select.selectedIndex], room.steps[0].slug, now));
  });
  return whole;
}

/**
 * @param {string} slug of the case
 * @param {Attempt["level"]} level
 * @param {Attempt["minutes"]} minutes
 * @param {string} step to begin with
 * @param {number} now
 * @returns {Attempt}
 */
export function fresh(slug, level, minutes, step, now) {
  const begun = { begun: now, changed: now, ended: 0, clock: { ran: 0, since: now } };
  return { case: slug, level, minutes, ...begun, step, notes: {}, sketch: EMPTY, ticked: [], covered: {}, grades: {}, gaps: [] };
}

/** @param {string} name @param {string} label @param {string[]} options */
function field(name, label, options) {
  const select = element("select", { id: `room-${name}` }, ...options.map((option) => element("option", {}, option)));
  return { select, whole: element("p", {}, element("label", { for: `room-${name}` }, label), select) };
}
