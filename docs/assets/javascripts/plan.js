/** A plan of study that one can tick: for a role, with dates up to the interview, today's reading first. */
import { element } from "./elements.js";
import { Store } from "./store/store.js";

/** @typedef {import("./store/schema.js").PlanState} PlanState */
/** @typedef {{key: string, node: HTMLElement, box: HTMLInputElement, who: string[], words: string, href: string}} Item */
/** @typedef {{title: string, node: HTMLElement, when: HTMLElement, items: Item[]}} Day */

const DAY = 86_400_000;

export class StudyPlan extends HTMLElement {
  /** @type {Store | undefined} */
  #store;
  /** @type {Day[]} */
  #days = [];
  #role = element("select");
  #date = element("input", { type: "date" });
  #today = element("p", { class: "pc-plan__today" });
  #told = element("p", { class: "pc-plan__told", role: "status" });

  async connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    this.dataset.ready = "";
    this.#store = await Store.open(["plans"], () => this.#show());
    if (!this.isConnected) return this.#store.close();
    this.#days = [.../** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll(".pc-plan__day"))].map((day) => this.#read(day));
    this.#build();
    this.#show();
  }

  disconnectedCallback() {
    this.#store?.close();
  }

  get #name() {
    return this.dataset.plan ?? "";
  }

  /** @returns {PlanState} */
  get #state() {
    return this.#store?.all("plans").get(this.#name) ?? { date: "", role: "", done: {}, changed: 0 };
  }

  /** @param {HTMLElement} day @returns {Day} */
  #read(day) {
    const title = day.querySelector(".pc-plan__title");
    const when = element("time");
    title?.querySelector("strong")?.after(when);
    const name = title?.querySelector("strong")?.textContent ?? "";
    return { title: name, node: day, when, items: [...day.querySelectorAll("li")].map((item) => this.#item(item, name)) };
  }

  /** @param {HTMLElement} node @param {string} day @returns {Item} */
  #item(node, day) {
    const who = [...node.querySelectorAll(".pc-plan__who")].map(({ textContent }) => textContent ?? "");
    const copy = /** @type {HTMLElement} */ (node.cloneNode(true));
    for (const aside of copy.querySelectorAll(".pc-plan__who, .pc-plan__minutes")) aside.remove();
    const words = (copy.textContent ?? "").replace(/\s+/g, " ").trim();
    const box = element("input", { type: "checkbox", "aria-label": `Done: ${words}` });
    node.prepend(box);
    // The day's place is not part of it: a plan may be put in another order.
    const key = `${day.replace(/^Day \d+\. /, "")} · ${words}`.slice(0, 200);
    box.addEventListener("change", () => this.#tick(key, box.checked));
    return { key, node, box, who, words, href: node.querySelector("a")?.href ?? "" };
  }

  #build() {
    const roles = [...new Set(this.#days.flatMap(({ items }) => items.flatMap(({ who }) => who)))];
    this.#role.id = `${this.#name}-role`;
    this.#date.id = `${this.#name}-date`;
    this.#role.append(element("option", { value: "" }, "All roles"), ...roles.map((role) => element("option", { value: role }, role)));
    this.#role.addEventListener("change", () => this.#keep({ role: this.#role.value }));
    this.#date.addEventListener("change", () => this.#keep({ date: this.#date.value }));
    const field = (/** @type {string} */ words, /** @type {HTMLElement} */ control) => element("p", {}, element("label", { for: control.id }, words), control);
    const role = field("I am", this.#role);
    role.hidden = roles.length < 2;
    this.querySelector(".pc-plan__before")?.replaceChildren(element("div", { class: "pc-plan__fields" }, role, field("The interview is on", this.#date)), this.#today, this.#told);
  }

  /** @param {string} key @param {boolean} done */
  #tick(key, done) {
    const others = Object.entries(this.#state.done).filter(([name]) => name !== key);
    void this.#keep({ done: Object.fromEntries(done ? [...others, [key, Date.now()]] : others) });
  }

  /** @param {Partial<PlanState>} change */
  async #keep(change) {
    await this.#store?.keep("plans", this.#name, { ...this.#state, ...change, changed: Date.now() });
    this.#show();
  }

  #show() {
    const { date, role, done } = this.#state;
    this.#role.value = role;
    this.#date.value = date;
    const now = new Date();
    const dates = date ? daysBefore(date, this.#days.length) : [];
    const left = date ? daysUntil(date, now) : NaN;
    const today = this.#todays(left);
    for (const [index, day] of this.#days.entries()) {
      const own = this.#own(day);
      for (const item of day.items) {
        item.box.checked = item.key in done;
        item.node.hidden = !own.includes(item);
      }
      day.node.classList.toggle("is-done", own.every(({ key }) => key in done));
      day.node.classList.toggle("is-today", day === today);
      day.when.textContent = dates[index] ? said(dates[index]) : "";
    }
    this.#today.replaceChildren(...this.#first(today));
    this.#told.textContent = [late(left, this.#days.length), this.#store?.problem].filter(Boolean).join(" ");
  }

  /** The items of a day for the role that was chosen. @param {Day} day */
  #own({ items }) {
    const { role } = this.#state;
    return items.filter(({ who }) => !role || !who.length || who.includes(role));
  }

  /** The day of the plan that today is, or the first that is not done. @param {number} left days to the interview */
  #todays(left) {
    const { done } = this.#state;
    const open = this.#days.find((day) => this.#own(day).some(({ key }) => !(key in done)));
    if (Number.isNaN(left) || left > this.#days.length || left < 1) return open;
    return this.#days[this.#days.length - left];
  }

  /** What to read today. @param {Day | undefined} day @returns {(Node | string)[]} */
  #first(day) {
    const { date, done } = this.#state;
    const ticked = this.#days.flatMap((one) => this.#own(one)).filter(({ key }) => key in done).length;
    if (!day) return [ticked ? "All is done." : ""];
    const open = this.#own(day).filter(({ key }) => !(key in done));
    if (!date && !ticked) return [];
    const links = open.flatMap(({ words, href }, index) => [index ? ", " : "", href ? element("a", { href }, words) : words]);
    return [element("strong", {}, date ? "Today: " : "Next: "), ...(links.length ? links : ["all of it is done"]), "."];
  }
}

/** Noon of a day, so that a change of the clock moves no day. @param {string} date as 2026-12-12 */
function noon(date) {
  const [year, month, day] = date.split("-").map(Number);
  return new Date(year, month - 1, day, 12);
}

/** @param {string} date of the interview @param {Date} now */
export function daysUntil(date, now) {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12);
  return Math.round((noon(date).getTime() - today.getTime()) / DAY);
}

/** The days before an interview, the last one the evening before. @param {string} date @param {number} count */
export function daysBefore(date, count) {
  const last = noon(date);
  return Array.from({ length: count }, (_, index) => new Date(last.getFullYear(), last.getMonth(), last.getDate() - count + index, 12));
}

/** What is to be said where the plan and the days do not fit. @param {number} left @param {number} count */
export function late(left, count) {
  if (Number.isNaN(left)) return "";
  if (left < 0) return "That day is over. Give the next one.";
  if (left === 0) return "The interview is today. Close the site, and talk to somebody about something else.";
  if (left > count) return `The plan begins in ${left - count} day${left - count === 1 ? "" : "s"}.`;
  if (left < count) return `The interview is in ${left} day${left === 1 ? "" : "s"} and the plan takes ${count}: take a shorter one, or do the days before this one when you can.`;
  return "";
}

/** @param {Date} day */
function said(day) {
  return new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short" }).format(day);
}
