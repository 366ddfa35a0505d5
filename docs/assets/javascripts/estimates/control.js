/** The control of one assumption: its row of the table gets a field, a slider and the way back to the chapter's value. */
import { element } from "../elements.js";
import { read, written } from "./entries.js";
import { around } from "./scenario.js";
import { placeOf, stops } from "./steps.js";
import { show } from "./display.js";

/** @typedef {import("./computing.js").Assumption} Assumption */
/**
 * @typedef {object} Listener
 * @property {(name: string, value: number) => void} set
 * @property {(name: string) => void} reset
 * @property {() => void} forget what has no result
 * @property {(problem: string) => void} say what is wrong, also to those who do not see it
 */

/** After so many ms without a key what was typed is judged. */
const PAUSE = 900;

export class Control {
  /** @type {number | undefined} */
  #judging;

  /**
   * @param {Assumption} item
   * @param {HTMLTableRowElement} row
   * @param {Listener} listener
   */
  constructor(item, row, listener) {
    this.item = item;
    this.row = row;
    this.listener = listener;
    this.stops = stops(item);
    this.value = item.value;
    const [note, range] = [`effect-${item.name}`, `range-${item.name}`];
    const cell = /** @type {HTMLElement} */ (row.querySelector(".figure"));
    const said = /** @type {HTMLElement} */ (cell.querySelector(".figure__range"));
    const id = `set-${item.name}`;
    this.given = element("span", { class: "pc-given" });
    this.given.append(...[...cell.childNodes].filter((node) => node !== said));
    this.note = element("span", { class: "pc-effect", id: note });
    const about = { "aria-describedby": `${range} ${note}`, autocomplete: "off" };
    this.field = element("input", { class: "pc-field", id, type: "text", inputmode: "decimal", spellcheck: "false", ...about });
    this.slider = element("input", { class: "pc-slider", type: "range", min: "0", max: `${this.stops.length - 1}`, "aria-label": item.label, ...about });
    this.back = element("button", { class: "pc-back", type: "button" }, "↺");
    const printed = show(item.value, item.unit, { exact: true });
    this.back.setAttribute("aria-label", `${item.label}: back to ${printed}, as in the chapter`);
    this.back.title = `Back to ${printed}, as in the chapter`;
    said.id = range;
    said.classList.add("pc-span");
    said.dataset.given = printed;
    const [before, after] = around(item.unit);
    const entry = element("span", { class: "pc-entry" }, before, this.field, element("span", { class: "pc-unit" }, after.trim().replaceAll("/", "/\u200b")), this.back);
    cell.replaceChildren(this.given, entry, this.slider, said, this.note);
    this.#label(id);
    this.slider.style.setProperty("--given", String(placeOf(this.stops, item.value)));
    this.#listen();
    this.show(item.value);
  }

  /** The label of the row leads to the field. @param {string} id */
  #label(id) {
    const head = /** @type {HTMLElement} */ (this.row.querySelector("th"));
    const code = head.querySelector("code");
    const label = element("label", { for: id });
    label.append(...[...head.childNodes].filter((node) => node !== code));
    head.replaceChildren(label, ...(code ? [code] : []));
  }

  #listen() {
    const { field, slider, item, listener } = this;
    field.addEventListener("input", () => {
      clearTimeout(this.#judging);
      const { value, problem } = read(field.value, item);
      if (problem === undefined) listener.set(item.name, value);
      else this.#judging = window.setTimeout(() => this.#judge(), PAUSE);
    });
    field.addEventListener("change", () => this.#judge());
    field.addEventListener("keydown", (event) => {
      const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 20, PageDown: -20 }[event.key];
      if (event.key === "Escape") this.#take(this.value);
      else if (event.key === "Enter") this.#judge();
      else if (by) this.#move(by);
      else return;
      event.preventDefault();
    });
    slider.addEventListener("input", () => listener.set(item.name, this.stops[Number(slider.value)]));
    this.back.addEventListener("click", () => {
      listener.reset(item.name);
      slider.focus({ preventScroll: true });
    });
  }

  /** Go on to the next stop, or by more. @param {number} by */
  #move(by) {
    const at = placeOf(this.stops, this.value) * (this.stops.length - 1);
    const next = by > 0 ? Math.floor(at + 1e-9) + by : Math.ceil(at - 1e-9) + by;
    this.listener.set(this.item.name, this.stops[Math.min(Math.max(next, 0), this.stops.length - 1)]);
  }

  /** Says what is wrong with what is typed; what is right is written as all fields are. */
  #judge() {
    clearTimeout(this.#judging);
    const { value, problem } = read(this.field.value, this.item);
    if (problem !== undefined) {
      this.fail(null, problem);
      this.listener.say(problem);
    } else if (value === this.value && !this.failed) this.field.value = written(value);
  }

  /** Give up what was typed. @param {number} value */
  #take(value) {
    this.field.value = written(value);
    this.listener.forget();
    this.show(value, this.failed ? "" : (this.note.textContent ?? ""));
  }

  /** Whether what stands in the field has no result. */
  get failed() {
    return this.field.getAttribute("aria-invalid") === "true";
  }

  /**
   * Show a value.
   * @param {number} value
   * @param {string} [note] what it changes
   */
  show(value, note = "") {
    const { item, field, slider } = this;
    clearTimeout(this.#judging);
    this.value = value;
    const printed = show(value, item.unit, { exact: true });
    const changed = value !== item.value;
    const typing = document.activeElement === field && read(field.value, item).value === value;
    if (!typing) field.value = written(value);
    this.#slide(value, printed);
    this.row.classList.toggle("pc-changed", changed);
    this.given.textContent = changed ? `${printed} (in the chapter ${show(item.value, item.unit, { exact: true })})` : printed;
    for (const input of [field, slider]) input.removeAttribute("aria-invalid");
    this.#say(note);
  }

  /** Say why a value gives no result; it stays to be mended. @param {number | null} value @param {string} problem */
  fail(value, problem) {
    if (value !== null) this.#slide(value, show(value, this.item.unit, { exact: true }));
    for (const input of [this.field, this.slider]) input.setAttribute("aria-invalid", "true");
    if (value !== null && document.activeElement !== this.field) this.field.value = written(value);
    this.#say(problem);
  }

  /** @param {number} value @param {string} printed */
  #slide(value, printed) {
    const place = placeOf(this.stops, value);
    this.slider.value = String(Math.round(place * (this.stops.length - 1)));
    this.slider.style.setProperty("--at", String(place));
    this.slider.setAttribute("aria-valuetext", printed);
  }

  /** @param {string} text */
  #say(text) {
    if (this.note.textContent !== text) this.note.textContent = text;
  }
}
