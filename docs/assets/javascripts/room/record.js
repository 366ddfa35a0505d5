/** How one stands: what each step reached, attempt by attempt, the weakest steps, and the gaps still open. */
import { element } from "../elements.js";
import { points, reached, weakest } from "./score.js";

/** @typedef {import("../store/schema.js").Attempt} Attempt */
/** @typedef {import("../room.js").Desk} Desk */

/** Attempts that the picture shows. */
const SHOWN = 8;

/**
 * @param {Desk} desk
 * @param {[string, Attempt][]} past attempts that were ended, the oldest first
 * @param {(id: string, attempt: Attempt) => void} keep
 */
export function record(desk, past, keep) {
  const { room } = desk;
  const weak = weakest(room, past.map(([, attempt]) => attempt)).slice(0, 2);
  const whole = element("section", { class: "pc-record" }, element("h2", {}, "Your record"));
  if (weak.length) {
    const links = weak.flatMap(({ step, mean }, index) => [index ? " and " : "", element("a", { href: new URL(step.url, desk.root).href }, step.title), ` (${percent(mean)})`]);
    whole.append(element("p", {}, "Weakest lately: ", ...links, "."));
  }
  whole.append(picture(desk, past.slice(-SHOWN)), ...gaps(desk, past, keep));
  return whole;
}

/** @param {Desk} desk @param {[string, Attempt][]} past */
function picture(desk, past) {
  const { room } = desk;
  const heads = past.map(([id, attempt]) => {
    const title = room.cases.find(({ slug }) => slug === attempt.case)?.title ?? attempt.case;
    const button = element("button", { type: "button" }, title);
    button.addEventListener("click", () => desk.open(id));
    return element("th", { scope: "col" }, button, element("time", {}, day(attempt.begun)));
  });
  const rows = room.steps.map((step) =>
    element("tr", { class: `step-${step.number}` }, element("th", { scope: "row" }, `${step.number} ${step.title}`), ...past.map(([, attempt]) => cell(reached(room.rubric, attempt, step.slug)))),
  );
  const totals = past.map(([, attempt]) => element("td", {}, String(points(room.rubric, attempt) ?? "–")));
  const table = element(
    "table",
    {},
    element("thead", {}, element("tr", {}, element("td"), ...heads)),
    element("tbody", {}, ...rows, element("tr", {}, element("th", { scope: "row" }, "Points of 100"), ...totals)),
  );
  const says = "What each step reached, in percent: its grade, or the part of its points that was covered.";
  const box = element("div", { class: "pc-record__box", tabindex: "0", role: "group", "aria-label": says }, table);
  return element("div", {}, element("p", { class: "pc-record__says" }, says), box);
}

/** @param {number | undefined} value from 0 to 1 */
function cell(value) {
  if (value === undefined) return element("td", {}, "–");
  const found = element("td", { class: "pc-record__cell" }, String(Math.round(value * 100)));
  found.style.setProperty("--part", String(value));
  return found;
}

/** @param {Desk} desk @param {[string, Attempt][]} past @param {(id: string, attempt: Attempt) => void} keep */
function gaps(desk, past, keep) {
  const open = past.flatMap(([id, attempt]) => attempt.gaps.flatMap((gap, index) => (gap.closed ? [] : [{ id, attempt, gap, index }])));
  if (!open.length) return [];
  const items = open.map(({ id, attempt, gap, index }) => {
    const item = element("li", {}, gap.at ? element("a", { href: new URL(gap.at, desk.root).href }, gap.text) : gap.text);
    const done = element("button", { type: "button" }, "Closed");
    done.addEventListener("click", () => {
      attempt.gaps[index].closed = true;
      keep(id, { ...attempt, changed: Date.now() });
      item.remove();
    });
    item.append(" ", done);
    return item;
  });
  return [element("h3", {}, "Open gaps"), element("ul", { class: "pc-gaps" }, ...items)];
}

/** @param {number} part */
function percent(part) {
  return `${Math.round(part * 100)}%`;
}

/** @param {number} time in ms */
export function day(time) {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" }).format(time);
}
