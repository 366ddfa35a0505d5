/** The page of settings: how pages look, how one practices, what is remembered; and all of it as a file, or gone. */
import { element } from "./elements.js";
import { counted, fileControls } from "./store/exchange.js";
import { LENGTHS, LEVELS, NAMES } from "./store/schema.js";
import { MOTIONS, TEXTS, choose, forget, settings, watch } from "./store/settings.js";
import { Store } from "./store/store.js";
import { root } from "./root.js";
import { showProgress } from "./reading/progress.js";
import { canKeep, forget as forgetWhole, keep as keepWhole, kept, offered } from "./whole.js";

/** @typedef {import("./store/settings.js").Settings} Settings */
/** @typedef {{ text: Record<string, string>, motion: Record<string, string>, level: Record<string, string>, minutes: Record<string, string> }} Words */

/** @type {[keyof Words, string, readonly (string | number)[], string[]][]} */
const CHOICES = [
  ["text", "Text", TEXTS, ["As the browser has it", "Larger", "Largest"]],
  ["motion", "Motion", MOTIONS, ["As the system wants it", "As little as possible"]],
  ["level", "Level in the practice room", LEVELS, ["Mid", "Senior", "Staff"]],
  ["minutes", "Length of an attempt", LENGTHS, ["45 minutes", "60 minutes", "As long as it takes"]],
];
/** @type {["attempt" | "track", string][]} */
const SWITCHES = [
  ["attempt", "Open each case with its steps folded behind their questions (attempt first)"],
  ["track", "Remember what I read, on this device alone"],
];

export class SettingsPage extends HTMLElement {
  /** @type {Store | undefined} */
  #store;
  #parts = parts(
    fileControls(
      () => this.#store,
      (text) => {
        this.#show();
        this.#tell(text);
      },
    ),
  );
  /** What was erased, to bring it back. @type {{shelves: Partial<import("./store/store.js").Everything>, settings: Settings} | undefined} */
  #erased;
  #leaving = new AbortController();

  async connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    this.#store = await Store.open(NAMES, () => this.#show());
    if (!this.isConnected) return this.#store.close();
    this.#build();
  }

  disconnectedCallback() {
    this.#leaving.abort();
    this.#store?.close();
  }

  #build() {
    const { selects, boxes, color, erase, undo } = this.#parts;
    for (const [name, , values] of CHOICES) {
      selects[name].addEventListener("change", () => this.#choose({ [name]: values[selects[name].selectedIndex] }));
    }
    for (const [name] of SWITCHES) boxes[name].addEventListener("change", () => this.#choose({ [name]: boxes[name].checked }));
    const inputs = colors();
    color.append(...inputs.map((input) => element("option", {}, colorName(input))));
    color.addEventListener("change", () => inputs[color.selectedIndex]?.click());
    document.addEventListener("change", ({ target }) => inputs.includes(/** @type {any} */ (target)) && this.#show(), { signal: this.#leaving.signal });
    erase.addEventListener("click", () => void this.#erase());
    undo.addEventListener("click", () => void this.#undo());
    this.#parts.whole.addEventListener("change", () => void this.#keepWhole());
    watch(() => this.#show(), this.#leaving.signal);
    this.replaceChildren(this.#parts.page);
    this.dataset.ready = "";
    this.#show();
    this.#tell();
    void this.#showWhole();
  }

  /** How large all of the site is, and whether it lies on the device. */
  async #showWhole() {
    const { whole, size } = this.#parts;
    whole.disabled = !canKeep();
    if (location.protocol === "file:") return void (size.textContent = "All of it is on this device: you opened it from a folder.");
    if (whole.disabled) return void (size.textContent = "This browser keeps no files for a site.");
    const [here, now] = [await kept(root()), await offered(root()).catch(() => undefined)];
    whole.checked = Boolean(here);
    const much = now ? `${(now.size / 1e6).toFixed(1)} MB` : "";
    if (here) size.textContent = !now || now.release === here ? "All of it is on this device." : "An older version is on this device; the newest comes when you go on reading.";
    else size.textContent = now ? `${much} to load` : "There is no connection to load it.";
  }

  async #keepWhole() {
    const { whole, size } = this.#parts;
    const wanted = whole.checked;
    choose({ whole: wanted });
    whole.disabled = true;
    const told = (/** @type {number} */ part) => (size.textContent = `${Math.floor(part * 100)}% loaded`);
    const outcome = await (wanted ? keepWhole(root(), told) : forgetWhole(root()));
    if ("fault" in outcome) choose({ whole: false });
    await this.#showWhole();
    if ("fault" in outcome) this.#tell(`${outcome.fault} What is there already stays; try again and it goes on from there.`);
    else this.#tell(wanted ? "Every page, the search and the practice room now open without a connection." : "The files are gone from this device.");
  }

  /** @param {Partial<Settings>} changes */
  #choose(changes) {
    const kept = choose(changes);
    this.#show();
    this.#tell(kept ? "" : "This browser keeps nothing for this site, so the choice lasts as long as the page.");
  }

  async #erase() {
    if (!this.#store) return;
    const shelves = await this.#store.erase(NAMES);
    this.#erased = { shelves, settings: forget() };
    this.#show();
    this.#tell(`${counted(shelves)} erased, and your choices. Undo brings all back until you leave the page.`);
  }

  async #undo() {
    if (!this.#erased || !this.#store) return;
    await this.#store.take(this.#erased.shelves);
    choose(this.#erased.settings);
    this.#erased = undefined;
    this.#show();
    this.#tell("All is back.");
    this.#parts.erase.focus();
  }

  /** Show what is chosen and stored now. */
  #show() {
    if (this.dataset.ready === undefined) return;
    const { selects, boxes, color, stored, undo } = this.#parts;
    const chosen = settings();
    for (const [name, , values] of CHOICES) selects[name].selectedIndex = values.indexOf(chosen[name]);
    for (const [name] of SWITCHES) boxes[name].checked = chosen[name];
    color.selectedIndex = Math.max(0, colors().findIndex((input) => input.nextElementSibling instanceof HTMLElement && !input.nextElementSibling.hidden));
    const shelves = Object.fromEntries(NAMES.map((name) => [name, this.#store?.all(name) ?? new Map()]));
    stored.textContent = `Stored now: ${counted(/** @type {any} */ (shelves)).replace(/^N/, "n")}.`;
    undo.hidden = !this.#erased;
    showProgress(this.#store?.all("reading") ?? new Map());
  }

  /** Say what has happened, and always what is wrong with keeping. @param {string} text */
  #tell(text = "") {
    const aside = this.#store?.aside ? `${this.#store.aside} entries could not be read and were put aside; “Save as a file” writes them too.` : "";
    this.#parts.told.textContent = [text, this.#store?.problem, aside].filter(Boolean).join(" ");
  }
}

/** The theme's own choices, which the header's switch shows one at a time. */
function colors() {
  return /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(".color-switch input")]);
}

/** @param {HTMLInputElement} input */
function colorName({ dataset: { mdColorMedia: media = "" } }) {
  if (media.includes("dark")) return "Dark";
  return media.includes("light") ? "Light" : "As the system has them";
}

/** What the page consists of, put together once. @param {HTMLElement[]} files controls */
function parts(files) {
  /** @param {string} name @param {string} label @param {string[]} options */
  const field = (name, label, options) => {
    const select = element("select", { id: `set-${name}` }, ...options.map((option) => element("option", {}, option)));
    return { select, row: element("p", { class: "pc-settings__field" }, element("label", { for: `set-${name}` }, label), select) };
  };
  const color = field("color", "Colors", []);
  const fields = CHOICES.map(([name, label, , options]) => field(name, label, options));
  const selects = /** @type {Record<keyof Words, HTMLSelectElement>} */ (Object.fromEntries(CHOICES.map(([name], index) => [name, fields[index].select])));
  const boxes = /** @type {Record<"attempt" | "track", HTMLInputElement>} */ (
    Object.fromEntries(SWITCHES.map(([name]) => [name, element("input", { type: "checkbox", id: `set-${name}` })]))
  );
  const switches = SWITCHES.map(([name, label]) => element("p", { class: "pc-settings__switch" }, boxes[name], element("label", { for: `set-${name}` }, label)));
  const [erase, undo] = ["Erase all", "Undo"].map((words) => element("button", { type: "button" }, words));
  const stored = element("span");
  const told = element("p", { class: "pc-settings__told", role: "status" });
  const whole = element("input", { type: "checkbox", id: "set-whole" });
  const size = element("span", { role: "status" });
  const page = document.createDocumentFragment();
  page.append(
    element("div", { class: "pc-settings__fields" }, color.row, ...fields.map(({ row }) => row)),
    ...switches,
    element("p", { class: "pc-settings__switch", id: "offline" }, whole, element("label", { for: "set-whole" }, "Keep all of the site for when there is no connection"), size),
    element("p", { class: "pc-settings__data" }, stored, ...files, erase, undo),
    told,
  );
  return { page, whole, size, color: color.select, selects, boxes, erase, undo, stored, told };
}
