/**
 * The estimate of a page with its assumptions to be moved: results, the figures in the text and the pictures follow, what
 * is decided is said, and the address keeps the changed values. Works on any page that has an estimate beside it.
 */
import { element } from "../elements.js";
import { WENT } from "../events.js";
import { asks, read, write } from "./address.js";
import { Control } from "./control.js";
import { KEPT, rows, turns } from "./deciding.js";
import { Cell, Quote } from "./figures.js";
import { flips } from "./flips.js";
import { markdown } from "./markdown.js";
import { near } from "./near.js";
import { Panel, READINGS } from "./panel.js";
import { Scenario } from "./scenario.js";
import { working } from "./working.js";

/** @typedef {import("./deciding.js").Row} Row */
/** @typedef {import("./panel.js").Reading} Reading */

const VERSION = 1;
/** What a reader waits for nothing of follows after so many ms of rest. */
const REST = 250;
/** What is said to those who do not see it follows later, so that not each step of a slider is said. */
const SAID = 700;

/** Pictures that take no more ms than this are drawn with every frame. */
const QUICK = 8;

export class LiveEstimate extends HTMLElement {
  /** @type {Scenario | undefined} */
  #scenario;
  /** @type {Panel | undefined} */
  #panel;
  /** @type {Map<string, Control>} */
  #controls = new Map();
  /** @type {(Cell | Quote)[]} */
  #figures = [];
  /** Rows of the table of what decides. @type {HTMLTableRowElement[]} */
  #decided = [];
  /** The decisions and limits on the chapter's values. @type {Row[]} */
  #given = [];
  /** By place of a decision or limit that differs from the chapter, the assumption that was moved last before. @type {Map<number, string>} */
  #causes = new Map();
  /** What was said last of each decision and limit. @type {string[]} */
  #said = [];
  /** @type {Map<string, HTMLElement>} */
  #workings = new Map();
  /** Values that wait for the next frame. @type {Map<string, number>} */
  #waiting = new Map();
  /** Controls whose values have no result. @type {Set<Control>} */
  #failing = new Set();
  #last = "";
  #shows = false;
  /** @type {Set<Element>} */
  #inSight = new Set();
  /** When pictures are drawn again, by the clock of the page. */
  #drawAgain = 0;
  /** What each figure shows. @type {WeakMap<Element, string>} */
  #drawn = new WeakMap();
  /** @type {Promise<typeof import("./plots.js")> | undefined} */
  #plots;
  /** @type {Record<"rest" | "said", number | undefined>} */
  #timers = { rest: undefined, said: undefined };
  #listening = new AbortController();

  async connectedCallback() {
    this.#listening = new AbortController();
    await near(this);
    await this.#start();
  }

  disconnectedCallback() {
    this.#listening.abort();
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
  }

  async #start() {
    if (!this.isConnected || this.#scenario) return;
    const path = location.pathname;
    const { signal } = this.#listening;
    try {
      const answer = await fetch(new URL("estimate.json", document.baseURI), { signal });
      if (!answer.ok) throw new Error(`${answer.status}`);
      const estimate = await answer.json();
      if (!this.isConnected || this.#scenario || estimate.version !== VERSION) return;
      this.#build(estimate);
    } catch {
      // The tables stand as they are; perhaps the connection comes back.
      if (!signal.aborted) window.addEventListener("online", () => void this.#start(), { signal, once: true });
      return;
    }
    this.#open();
    window.addEventListener(WENT, () => location.pathname === path && this.#keep(), { signal });
  }

  /** @param {import("./computing.js").Estimate} estimate */
  #build(estimate) {
    const found = estimate.assumptions.map((item) => this.#row(item.name));
    const scenario = new Scenario(estimate);
    estimate.assumptions.forEach((item, n) => this.#controls.set(item.name, new Control(item, found[n], this.#listener())));
    this.#scenario = scenario;
    for (const { name } of estimate.results) {
      const row = this.#row(name);
      this.#figures.push(new Cell(/** @type {HTMLElement} */ (row.querySelector(".figure")), name));
      const place = element("span", { class: "pc-working", hidden: "" });
      row.cells[2].append(place);
      this.#workings.set(name, place);
    }
    const page = this.closest("article") ?? document;
    const known = new Set([...this.#controls.keys(), ...this.#workings.keys()]);
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("data[value]"))) {
      if (known.has(place.getAttribute("value") ?? "")) this.#figures.push(new Quote(place));
    }
    this.#given = rows(scenario, true);
    this.#said = this.#given.map(({ now }) => now);
    this.#decided = [.../** @type {NodeListOf<HTMLTableRowElement>} */ (this.querySelectorAll(".pc-decides tbody tr"))];
    this.#panel = new Panel(this, {
      reset: () => this.#reset(),
      working: () => this.#toggle(),
      markdown: () => markdown(scenario, document.querySelector("h1")?.firstChild?.textContent?.trim() ?? document.title, this.#link()),
      link: () => this.#link(),
    }, this.querySelector(".pc-assumed tbody tr")?.id ?? "");
    this.#watchPictures(page);
    this.#show();
    this.closest(".estimate")?.classList.add("pc-alive");
  }

  /** @param {string} name @returns {HTMLTableRowElement} */
  #row(name) {
    const row = this.querySelector(`tr[id="figure-${name}"]`);
    if (!(row instanceof HTMLTableRowElement)) throw new RangeError(`no row '${name}'`);
    return row;
  }

  /** @param {ParentNode} page */
  #watchPictures(page) {
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) this.#inSight[isIntersecting ? "add" : "delete"](target);
    });
    for (const figure of page.querySelectorAll("[data-picture]")) observer.observe(figure);
    const { signal } = this.#listening;
    signal.addEventListener("abort", () => observer.disconnect());
    for (const name of ["pointerdown", "focusin"]) {
      this.addEventListener(name, () => void this.#drawing(), { signal, once: true, passive: true });
    }
  }

  /** What draws is fetched when somebody is about to move something. */
  async #drawing() {
    try {
      return await (this.#plots ??= import("./plots.js"));
    } catch {
      this.#plots = undefined;
      return undefined;
    }
  }

  /** @returns {import("./control.js").Listener} */
  #listener() {
    return {
      set: (name, value) => {
        if (!this.#waiting.size) requestAnimationFrame(() => this.#take());
        this.#waiting.set(name, value);
      },
      reset: (name) => this.#reset(name),
      forget: () => this.#forget(),
      say: (problem) => this.#later(problem),
    };
  }

  /** Take what was set since the last frame. */
  #take() {
    const scenario = this.#scenario;
    if (!scenario) return;
    for (const [name, value] of this.#waiting) {
      this.#last = name;
      const control = /** @type {Control} */ (this.#controls.get(name));
      const cause = scenario.set(name, value);
      if (!cause) {
        this.#succeed();
        continue;
      }
      const problem = this.#explained(cause);
      control.fail(value, problem);
      this.#failing.add(control);
      this.#later(problem);
    }
    this.#waiting.clear();
  }

  /** @param {import("./computing.js").Cause} cause */
  #explained({ result, message }) {
    const label = this.#scenario?.estimate.results.find(({ name }) => name === result)?.label;
    return `“${label}” has no result: ${message}. The last good results stay.`;
  }

  #succeed() {
    this.#forget();
    this.#show();
    this.#later();
    clearTimeout(this.#timers.rest);
    this.#timers.rest = window.setTimeout(() => this.#settle(), REST);
  }

  /** Values without a result give way to the last good ones. */
  #forget() {
    this.#scenario?.forget();
    for (const control of this.#failing) control.show(this.#scenario?.valueOf(control.item.name) ?? NaN);
    this.#failing.clear();
  }

  /** @param {string} [name] of the assumption; all by itself */
  #reset(name) {
    const scenario = this.#scenario;
    if (!scenario) return;
    this.#last = name ?? "";
    if (name) this.#controls.get(name)?.show(scenario.assumptions.get(name)?.value ?? NaN);
    else for (const control of this.#controls.values()) control.show(control.item.value);
    this.#panel?.complain("");
    const cause = scenario.reset(name);
    if (cause) this.#later(this.#explained(cause));
    else this.#succeed();
  }

  /** All that shows the scenario, at once but for what takes its time. */
  #show() {
    const scenario = /** @type {Scenario} */ (this.#scenario);
    for (const figure of this.#figures) figure.show(scenario);
    const now = rows(scenario);
    now.forEach((row, n) => this.#decide(row, n));
    this.#count(now.slice(scenario.estimate.decides.length));
    for (const [name, control] of this.#controls) {
      const note = now.filter((_, n) => this.#causes.get(n) === name).map(({ said }) => said).join(" ");
      control.show(scenario.valueOf(name), note);
    }
    const changed = Object.keys(scenario.changed).length;
    this.toggleAttribute("data-changed", changed > 0);
    this.#panel?.show(changed, this.#readings(now));
    if (this.#shows) this.#work();
    // Where it takes long, figures go first and the pictures skip some frames.
    if (performance.now() > this.#drawAgain) void this.#draw(this.#inSight);
  }

  /** @param {Row} row @param {number} n its place */
  #decide({ now, because, otherwise }, n) {
    const [, second, third] = this.#decided[n].cells;
    const differs = now !== this.#given[n].now;
    if (!differs) this.#causes.delete(n);
    else if (second.firstChild?.textContent !== now) this.#causes.set(n, this.#last);
    if (second.textContent === `${now} ${because}`) return;
    second.replaceChildren(element("b", differs ? { class: "pc-moved" } : {}, now), ` ${because}`);
    third.firstChild?.replaceWith(otherwise);
  }

  /** Say how many limits are kept; where one is newly crossed, their fold opens. @param {Row[]} limits */
  #count(limits) {
    const fold = this.querySelector("details#limits");
    const summary = fold?.querySelector("summary");
    if (!(fold instanceof HTMLDetailsElement) || !summary) return;
    const kept = limits.filter(({ now }) => now === KEPT).length;
    const said = `Limits: ${kept} of ${limits.length} kept`;
    if (summary.textContent === said) return;
    summary.textContent = said;
    fold.open ||= kept < limits.length;
  }

  /** @param {Row[]} decided @returns {Reading[]} */
  #readings(decided) {
    const scenario = /** @type {Scenario} */ (this.#scenario);
    const deciding = decided.map(({ result }) => result);
    const moved = movedIn(scenario);
    const names = new Set([...deciding.filter((name) => moved.includes(name)), ...moved, ...deciding]);
    return [...names].slice(0, READINGS).map((name) => ({
      label: scenario.estimate.results.find((result) => result.name === name)?.label ?? "",
      now: scenario.print(name),
      given: scenario.print(name, true),
      state: decided.filter(({ result, now }) => result === name && now !== KEPT).map(({ now }) => now).join(" "),
    }));
  }

  /** What may come a moment later: pictures out of sight, where decisions flip, the address. */
  #settle() {
    const scenario = this.#scenario;
    if (!scenario || !this.isConnected) return;
    this.#keep();
    void this.#draw((this.closest("article") ?? document).querySelectorAll("[data-picture]"));
    const found = flips(scenario.estimate, scenario.changed);
    rows(scenario, false, found).forEach(({ steady }, n) => turning(this.#decided[n], steady ? [steady] : []));
    const said = turns(scenario, found);
    for (const name of this.#controls.keys()) turning(this.#row(name), said.get(name) ?? []);
  }

  /** @param {Iterable<Element>} figures */
  async #draw(figures) {
    const scenario = this.#scenario;
    if (!scenario || (!this.#plots && !Object.keys(scenario.changed).length)) return;
    const plots = await this.#drawing();
    if (!plots) return;
    const start = performance.now();
    for (const figure of figures) {
      const svg = plots.picture(scenario.estimate, /** @type {HTMLElement} */ (figure).dataset.picture ?? "", scenario.changed);
      const old = figure.querySelector("svg");
      if (!svg || !old || this.#drawn.get(figure) === svg) continue;
      old.outerHTML = svg;
      this.#drawn.set(figure, svg);
    }
    const end = performance.now();
    this.#drawAgain = end - start > QUICK ? end + 2 * (end - start) : 0;
  }

  #toggle() {
    this.#shows = !this.#shows;
    for (const place of this.#workings.values()) place.hidden = !this.#shows;
    if (this.#shows) this.#work();
    return this.#shows;
  }

  #work() {
    const { estimate, computed } = /** @type {Scenario} */ (this.#scenario);
    for (const [name, place] of this.#workings) {
      const text = working(estimate, computed, name);
      if (place.textContent !== text) place.textContent = text;
    }
  }

  /** Take what the address asks for; what cannot be taken is said, and the chapter's value stands. */
  #open() {
    const scenario = /** @type {Scenario} */ (this.#scenario);
    if (!asks(location.search)) return;
    const { changed, problems } = read(location.search, scenario.estimate);
    const cause = scenario.take(changed);
    if (cause) {
      scenario.forget();
      problems.push(`${this.#explained(cause).split(".")[0]}`);
    }
    this.#show();
    if (problems.length) this.#panel?.complain(complaint(problems));
    this.#settle();
  }

  /** The address asks for what is shown. */
  #keep() {
    const search = write(location.search, this.#scenario?.changed ?? {});
    if (search !== location.search) history.replaceState(history.state, "", location.pathname + search + location.hash);
  }

  #link() {
    const { origin, pathname } = location;
    const heading = this.closest("article") && this.#heading();
    return origin + pathname + write(location.search, this.#scenario?.changed ?? {}) + (heading ? `#${heading}` : "");
  }

  /** The section in which the estimate stands. */
  #heading() {
    /** @type {Element | null | undefined} */
    let before = this.closest(".estimate");
    while (before && !before.matches("h2[id], h3[id]")) before = before.previousElementSibling;
    return before?.id;
  }

  /** Say, after a rest, what is wrong, or else what is decided anew and the first of the results. @param {string} [problem] */
  #later(problem) {
    clearTimeout(this.#timers.said);
    this.#timers.said = window.setTimeout(() => {
      const scenario = this.#scenario;
      if (!scenario) return;
      const decided = rows(scenario);
      const anew = decided.filter(({ now }, n) => now !== this.#said[n]).map(({ said }) => said);
      this.#said = decided.map(({ now }) => now);
      const [first] = this.#readings(decided);
      const result = first && `${first.label}: ${first.now}${first.now === first.given ? "" : `, was ${first.given}`}.`;
      this.#panel?.say(problem ?? [...anew, result ?? ""].join(" ").trim());
    }, SAID);
  }
}

/** What would turn a choice, at the end of a row. @param {HTMLTableRowElement} row @param {string[]} lines */
function turning({ cells: [, , cell] }, lines) {
  const shown = [...cell.querySelectorAll(".pc-flip")];
  if (shown.map(({ textContent }) => textContent).join("\n") === lines.join("\n")) return;
  for (const old of shown) old.remove();
  cell.append(...lines.map((line) => element("span", { class: "pc-flip" }, line)));
}

/** Results that read otherwise than in the chapter, the last of them, to which the others lead, first. @param {Scenario} scenario */
function movedIn(scenario) {
  const names = scenario.estimate.results.map(({ name }) => name);
  return names.filter((name) => scenario.print(name) !== scenario.print(name, true)).reverse();
}

/** @param {string[]} problems */
function complaint(problems) {
  const most = 4;
  const more = problems.length > most ? [`and ${problems.length - most} more`] : [];
  return `This link does not fit the estimate: ${[...problems.slice(0, most), ...more].join("; ")}. The chapter’s values stand there.`;
}
