/**
 * The drill: a scenario drawn from the estimates, the reader's own figure first, then the answer with its working and how
 * far off it was. The address keeps the scenario, so that it can be repeated and sent to others.
 */
import { distance, verdict } from "./drill/distance.js";
import { parse } from "./drill/entry.js";
import { scale } from "./drill/scale.js";
import { draw, given, newSeed, tell } from "./drill/scenario.js";
import { Tally } from "./drill/tally.js";
import { element } from "./elements.js";
import { failed, fetched } from "./fetched.js";
import { number, plain, show, working } from "./estimates/evaluate.js";

/**
 * @typedef {import("./drill/scenario.js").Drill} Drill
 * @typedef {import("./drill/scenario.js").Task} Task
 * @typedef {import("./drill/scenario.js").Scenario} Scenario
 */

const VERSION = 1;
const SEED = /^[0-9a-z]{1,12}$/;
/** The label of a unit that a plain number has, as scripts/content/data/drill.py writes it. */
const PLAIN = "a plain number";

export class EstimateDrill extends HTMLElement {
  /** @type {Drill} */
  #drill = { version: VERSION, tasks: [], estimates: {} };
  /** The site's root. @type {URL | undefined} */
  #root;
  /** @type {Scenario | undefined} */
  #scenario;
  #seed = "";
  /** @type {Tally | undefined} */
  #tally;
  #parts = parts();

  async connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    const file = new URL(this.dataset.drill ?? "", document.baseURI);
    this.#root = new URL("./", file);
    try {
      this.#drill = await fetched(file, VERSION);
    } catch {
      if (this.isConnected) this.replaceChildren(failed("The scenarios could not be loaded.", () => void this.connectedCallback()));
      return;
    }
    if (this.isConnected) this.#build();
  }

  #build() {
    const { topic, form, skip, next, again, unit, own } = this.#parts;
    this.#tally = new Tally(() => localStorage, Date.now());
    for (const [name, { title }] of Object.entries(this.#drill.estimates)) {
      topic.append(element("option", { value: name }, topicOf(title)));
    }
    topic.addEventListener("change", () => this.#next(true));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#answer();
    });
    for (const field of [own, unit]) field.addEventListener("input", () => this.#fault(""));
    skip.addEventListener("click", () => this.#next());
    next.addEventListener("click", () => this.#next());
    again.addEventListener("click", () => {
      this.#tally?.clear(Date.now());
      this.#count();
      this.#say("The tally begins anew.");
      own.focus();
    });
    this.replaceChildren(this.#parts.whole);
    this.dataset.ready = "";
    this.#count();
    this.#arrive();
  }

  /** Show what the address asks for, or a scenario of its own. */
  #arrive() {
    const asked = new URLSearchParams(location.search);
    const topic = asked.get("topic") ?? "";
    if (topic in this.#drill.estimates) this.#parts.topic.value = topic;
    const name = asked.get("task");
    const task = this.#drill.tasks.find((item) => item.name === name);
    const seed = asked.get("seed") ?? "";
    if (task && SEED.test(seed)) this.#show(task, seed);
    else {
      this.#show(this.#choose(), newSeed());
      if (name) this.#parts.note.textContent = "This link names a scenario that the drill does not have; here is another one.";
    }
  }

  /** @returns {Task} one of the chosen topic, another than the last where there is one */
  #choose() {
    const topic = this.#parts.topic.value;
    const fitting = this.#drill.tasks.filter(({ estimate }) => !topic || estimate === topic);
    const others = fitting.filter(({ name }) => name !== this.#scenario?.task.name);
    const among = others.length ? others : fitting;
    return among[Math.floor(Math.random() * among.length)];
  }

  /** @param {boolean} stay whether the reader is still busy with the topic */
  #next(stay = false) {
    this.#show(this.#choose(), newSeed());
    this.#say(`Another scenario: ${this.#parts.title.textContent}.`);
    if (stay) return;
    // A keyboard on the screen would hide what is to be read.
    if (matchMedia("(pointer: coarse)").matches) this.#parts.title.focus({ preventScroll: true });
    else this.#parts.own.focus({ preventScroll: true });
    this.#parts.title.scrollIntoView({ block: "nearest" });
  }

  /** @param {Task} task @param {string} seed */
  #show(task, seed) {
    this.#scenario = draw(this.#drill, task, seed);
    this.#seed = seed;
    const { title, story, question, known, list, own, unit, result, note, form } = this.#parts;
    title.textContent = topicOf(this.#scenario.estimate.title);
    story.textContent = tell(this.#scenario);
    question.textContent = task.question;
    const items = given(this.#scenario);
    list.replaceChildren(...items.map(({ label, figure }) => element("li", {}, `${label}: `, element("b", {}, figure))));
    known.hidden = !items.length;
    known.open = false;
    own.value = "";
    own.readOnly = false;
    const first = task.units.length > 1 ? [element("option", { value: "" }, "choose")] : [];
    unit.replaceChildren(...first, ...task.units.map(({ label }, place) => element("option", { value: String(place) }, label)));
    unit.disabled = false;
    form.classList.remove("is-answered");
    result.hidden = true;
    note.textContent = "";
    this.#fault("");
    this.#keep();
  }

  /** Say in the address which scenario this is. */
  #keep() {
    const url = new URL(location.href);
    const { topic } = this.#parts;
    if (topic.value) url.searchParams.set("topic", topic.value);
    else url.searchParams.delete("topic");
    url.searchParams.set("task", this.#scenario?.task.name ?? "");
    url.searchParams.set("seed", this.#seed);
    url.hash = "";
    history.replaceState(history.state, "", url);
  }

  #answer() {
    const { own, unit } = this.#parts;
    if (!this.#scenario || own.readOnly) return;
    const { task } = this.#scenario;
    const found = parse(own.value, task.units.map(({ label }) => label));
    if ("fault" in found) return this.#fault(found.fault, own);
    if (found.unit !== null) unit.value = String(found.unit);
    if (unit.value === "") return this.#fault("Choose the unit that you mean.", unit);
    this.#reveal(found.value, task.units[Number(unit.value)]);
  }

  /** @param {number} value as the reader entered it @param {{label: string, factor: number}} unit */
  #reveal(value, unit) {
    const { task, estimate, values, computed } = /** @type {Scenario} */ (this.#scenario);
    const ratio = (value * unit.factor) / computed.roots[task.answer];
    const found = distance(ratio, 1);
    const answer = show(computed.values[task.answer], unitOf(estimate, task.answer));
    const { form, own, unit: chosen, result, judged, compared, drawn, steps, link, next } = this.#parts;
    judged.textContent = verdict(found);
    judged.classList.toggle("is-enough", found.enough);
    compared.replaceChildren("You said ", element("b", {}, asSaid(value, unit.label)), "; the answer is ", element("b", {}, answer), ".");
    drawn.innerHTML = scale(ratio);
    const used = estimate.results.filter(({ name }) => name in computed.values);
    steps.replaceChildren(
      ...used.map(({ name, label }) => element("li", {}, element("b", {}, `${label}: `), working(estimate, computed, name))),
    );
    const moved = Object.entries(values).map(([name, drawn]) => `${name}:${plain(drawn)}`);
    // The live table of that page opens on this scenario.
    link.href = `${new URL(estimate.url, this.#root).href}?e=${moved.join(",")}`;
    own.readOnly = true;
    chosen.disabled = true;
    form.classList.add("is-answered");
    result.hidden = false;
    this.#tally?.add(found.enough, Date.now());
    this.#count();
    this.#say(`${verdict(found)} ${compared.textContent}`);
    next.focus({ preventScroll: true });
    result.scrollIntoView({ block: "nearest" });
  }

  #count() {
    const { tally, again } = this.#parts;
    const { tries = 0, enough = 0 } = this.#tally ?? {};
    tally.textContent = tries
      ? `This visit: ${tries} answered, ${enough} within a factor of two.`
      : "Answers of this visit are counted here, on your device alone.";
    again.hidden = !tries;
  }

  /** @param {string} text empty for none @param {HTMLElement} [field] which is wrong, and where to go on */
  #fault(text, field) {
    const { fault, own, unit } = this.#parts;
    fault.textContent = text;
    for (const each of [own, unit]) {
      if (each === field) each.setAttribute("aria-invalid", "true");
      else each.removeAttribute("aria-invalid");
    }
    field?.focus();
  }

  /** @param {string} text */
  #say(text) {
    this.#parts.said.textContent = text;
  }
}

/** What the drill consists of, put together once. */
function parts() {
  const topic = element("select", { id: "drill-topic" }, element("option", { value: "" }, "All nine"));
  const title = element("h2", { class: "pc-drill__title", id: "drill-title", tabindex: "-1" });
  const note = element("p", { class: "pc-drill__note", role: "status" });
  const story = element("p", { id: "drill-story" });
  const question = element("p", { class: "pc-drill__question", id: "drill-question" });
  const list = element("ul");
  const known = element("details", { class: "pc-drill__given" }, element("summary", {}, "Take as given"), list);
  const own = element("input", { id: "drill-own", type: "text", inputmode: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "drill-story drill-question drill-fault" });
  const unit = element("select", { id: "drill-unit", "aria-describedby": "drill-fault" });
  const fault = element("p", { class: "pc-drill__fault", id: "drill-fault", role: "alert" });
  const skip = element("button", { type: "button", class: "pc-drill__skip" }, "Skip");
  const form = element(
    "form",
    { class: "pc-drill__form", novalidate: "" },
    element("p", { class: "pc-drill__field" }, element("label", { for: "drill-own" }, "Your estimate"), own),
    element("p", { class: "pc-drill__field" }, element("label", { for: "drill-unit" }, "Unit"), unit),
    element("p", { class: "pc-drill__acts" }, element("button", { class: "pc-go" }, "Show the answer"), skip),
    fault,
  );
  const judged = element("h3", { class: "pc-drill__verdict" });
  const compared = element("p");
  const drawn = element("div");
  const steps = element("ol", { class: "pc-worked" });
  const next = element("button", { type: "button", class: "pc-go" }, "Next scenario");
  const link = element("a", {}, "The whole table on these figures");
  const result = element("div", { class: "pc-drill__answer", hidden: "" }, judged, compared, drawn, element("p", { class: "pc-drill__acts" }, next, link), element("h4", {}, "The working"), steps);
  const tally = element("span");
  const again = element("button", { type: "button", hidden: "" }, "Count anew");
  const said = element("p", { class: "pc-said", role: "status" });
  const whole = document.createDocumentFragment();
  whole.append(
    element("p", { class: "pc-drill__topic" }, element("label", { for: "drill-topic" }, "Draw from"), topic),
    note,
    element("section", { "aria-labelledby": "drill-title" }, title, story, question, known, form, result),
    element("p", { class: "pc-drill__tally" }, tally, again),
    said,
  );
  return { whole, topic, title, note, story, question, known, list, form, own, unit, fault, skip, result, judged, compared, drawn, steps, next, link, tally, again, said };
}

/** "KV Cache" of "Estimate a KV Cache". @param {string} title */
function topicOf(title) {
  return title.replace(/^Estimate (?:an? |the )?/, "");
}

/** @param {import("./estimates/computing.js").Estimate} estimate @param {string} name of a result */
function unitOf(estimate, name) {
  return estimate.results.find((item) => item.name === name)?.unit ?? "dimensionless";
}

/** What the reader entered, as it reads. @param {number} value @param {string} label of the unit */
function asSaid(value, label) {
  const text = number(Number(value.toPrecision(6)), { exact: true });
  if (label === PLAIN) return text;
  return label.startsWith("$") ? `$${text}${label.slice(1)}` : `${text}${label === "%" ? "" : " "}${label}`;
}
