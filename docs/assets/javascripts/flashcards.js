/**
 * Flashcards: a question, the reader's own answer aloud, the answer, a grade; asked again when it is about to be forgotten.
 * The address keeps which cards were chosen; what was learned stays in this browser.
 */
import { queue } from "./cards/queue.js";
import { choices, waiting } from "./cards/scheduler.js";
import { element } from "./elements.js";
import { failed, fetched } from "./fetched.js";
import { fileControls } from "./store/exchange.js";
import { Store } from "./store/store.js";

/**
 * @typedef {import("./cards/queue.js").Card} Card
 * @typedef {import("./cards/queue.js").Queue} Queue
 * @typedef {import("./store/schema.js").CardState} CardState
 */

const VERSION = 1;
/** @type {["deck", "step", "level"]} */
const FILTERS = ["deck", "step", "level"];

export class Flashcards extends HTMLElement {
  /** @type {Card[]} */
  #cards = [];
  /** The site's root. @type {URL} */
  #root = new URL(location.href);
  /** @type {Store | undefined} */
  #store;
  /** @type {Card | undefined} */
  #card;
  /** What the last grade changed, to take it back. @type {{card: Card, before: CardState | undefined} | undefined} */
  #last;
  /** What was erased, to bring it back. @type {Partial<import("./store/store.js").Everything> | undefined} */
  #erased;
  #parts = parts(
    fileControls(
      () => this.#store,
      (text) => {
        this.#next();
        this.#tell(text);
      },
    ),
  );
  #timer = 0;

  async connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    const file = new URL(this.dataset.cards ?? "", document.baseURI);
    this.#root = new URL("./", file);
    try {
      this.#cards = (await fetched(file, VERSION)).cards;
    } catch {
      if (this.isConnected) this.replaceChildren(failed("The cards could not be loaded.", () => void this.connectedCallback()));
      return;
    }
    this.#store = await Store.open(["cards"], () => this.#refresh());
    if (this.isConnected) this.#build();
    else this.#store.close(); // the reader went on meanwhile
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#store?.close();
  }

  #build() {
    const { show, undo, erase, filters } = this.#parts;
    const asked = new URLSearchParams(location.search);
    for (const name of FILTERS) {
      const values = [...new Set(this.#cards.map((card) => card[name]).filter(Boolean))];
      filters[name].append(...values.map((value) => element("option", { value }, name === "deck" ? value : label(value))));
      const wanted = asked.get(name) ?? "";
      if (values.includes(wanted)) filters[name].value = wanted;
      filters[name].addEventListener("change", () => this.#choose());
    }
    show.addEventListener("click", () => this.#turn());
    undo.addEventListener("click", () => void this.#undo());
    erase.addEventListener("click", () => void this.#erase());
    this.addEventListener("keydown", (event) => this.#key(event));
    this.replaceChildren(this.#parts.whole);
    this.dataset.ready = "";
    this.#next();
    this.#tell();
  }

  /** @returns {Queue} */
  #queue() {
    const { deck, step, level } = this.#parts.filters;
    const chosen = { deck: deck.value, step: step.value, level: level.value };
    return queue(this.#cards, this.#store?.all("cards") ?? new Map(), chosen, Date.now());
  }

  #choose() {
    const url = new URL(location.href);
    for (const name of FILTERS) {
      const { value } = this.#parts.filters[name];
      if (value) url.searchParams.set(name, value);
      else url.searchParams.delete(name);
    }
    history.replaceState(history.state, "", url);
    this.#next();
  }

  /** Ask the next card; `focus` says whether the reader was busy with the one before. */
  #next(focus = false) {
    clearTimeout(this.#timer);
    const found = this.#queue();
    const [card] = [...found.due, ...found.fresh];
    this.#card = card;
    const { asked, empty, counts, front, facts, back, answer, show } = this.#parts;
    counts.textContent = `${found.due.length} due, ${found.fresh.length} new`;
    asked.hidden = !card;
    empty.hidden = Boolean(card);
    if (!card) {
      empty.textContent = this.#nothing(found.later);
      if (found.later !== null) this.#timer = window.setTimeout(() => this.#next(), Math.min(found.later - Date.now() + 500, 2 ** 30));
      return;
    }
    facts.textContent = [card.deck, label(card.step), label(card.level)].filter(Boolean).join(" · ");
    front.textContent = card.front;
    back.hidden = true;
    answer.replaceChildren();
    show.hidden = false;
    if (focus) {
      show.focus({ preventScroll: true });
      if (asked.getBoundingClientRect().top < 0) asked.scrollIntoView();
    }
    this.#parts.said.textContent = focus ? card.front : "";
  }

  /** @param {number | null} later */
  #nothing(later) {
    if (later !== null) return `Nothing is due. The next card is asked in ${waiting(later - Date.now())}.`;
    const { filters } = this.#parts;
    const chosen = FILTERS.some((name) => filters[name].value);
    return chosen ? "No card is of this deck, step and level; choose another." : "All cards of today are done. New ones come tomorrow.";
  }

  /** Show the answer, and what each grade would lead to. */
  #turn() {
    const { back, answer, grades, show, place } = this.#parts;
    if (!this.#card || !back.hidden) return;
    answer.innerHTML = this.#card.back;
    for (const link of answer.querySelectorAll("a")) link.href = new URL(link.getAttribute("href") ?? "", this.#root).href;
    place.href = new URL(this.#card.id, this.#root).href;
    const offered = choices(this.#store?.all("cards").get(this.#card.id), Date.now());
    grades.replaceChildren(
      ...offered.map(({ name, state, wait }, index) => {
        const button = element("button", { type: "button", class: "pc-cards__grade" }, element("b", {}, name), element("span", {}, wait));
        button.addEventListener("click", () => void this.#grade(state));
        button.title = `Key ${index + 1}`;
        return button;
      }),
    );
    show.hidden = true;
    back.hidden = false;
    back.focus({ preventScroll: true });
  }

  /** @param {CardState} state */
  async #grade(state) {
    const card = this.#card;
    if (!card || !this.#store) return;
    this.#last = { card, before: this.#store.all("cards").get(card.id) };
    this.#card = undefined; // a second click on the way grades nothing
    await this.#store.keep("cards", card.id, state);
    this.#next(true);
    this.#tell();
  }

  async #undo() {
    if (!this.#store) return;
    if (this.#erased) {
      await this.#store.take(this.#erased);
      this.#erased = undefined;
      this.#next();
      return this.#tell("What was erased is back.");
    }
    if (!this.#last) return;
    await this.#store.keep("cards", this.#last.card.id, this.#last.before);
    this.#last = undefined;
    this.#next(true);
    this.#tell("The last grade is taken back.");
  }

  async #erase() {
    const { size } = this.#store?.all("cards") ?? new Map();
    if (!this.#store || !size) return this.#tell("Nothing is stored yet.");
    this.#erased = await this.#store.erase(["cards"]);
    this.#last = undefined;
    this.#next();
    this.#tell(`${count(size)} erased. Undo brings them back until you leave the page.`);
  }

  /** Another tab has changed something. */
  #refresh() {
    if (this.dataset.ready === undefined) return;
    if (this.#parts.back.hidden) this.#next();
    this.#tell();
  }

  /** Say what has happened, and always what is wrong with keeping. @param {string} text */
  #tell(text = "") {
    const { told, undo, stored } = this.#parts;
    const store = this.#store;
    const aside = store?.aside ? ` ${store.aside} entries could not be read and were put aside; “Save” writes them into the file too.` : "";
    told.textContent = [text, store?.problem ?? ""].filter(Boolean).join(" ") + aside;
    undo.hidden = !this.#last && !this.#erased;
    stored.textContent = `${count(store?.all("cards").size ?? 0)} learned so far, on this device alone.`;
  }

  /** Keys work while the focus is within, so that they take nothing from those who speak to their browser. @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    if (target instanceof HTMLElement && target.closest("select, input")) return;
    const grade = this.#parts.back.hidden ? null : this.#parts.grades.children[Number(event.key) - 1];
    if (grade instanceof HTMLButtonElement) grade.click();
    else if (event.key === "u" && !this.#parts.undo.hidden) void this.#undo();
    else if (event.key === " " && !(target instanceof HTMLButtonElement)) this.#turn();
    else return;
    event.preventDefault();
  }
}

/** What the page of cards consists of, put together once. @param {HTMLElement[]} files controls */
function parts(files) {
  /** @param {string} name @param {string} words @param {string} all */
  const filter = (name, words, all) => {
    const select = element("select", { id: `cards-${name}` }, element("option", { value: "" }, all));
    return { select, field: element("p", { class: "pc-cards__field" }, element("label", { for: `cards-${name}` }, words), select) };
  };
  const [deck, step, level] = [filter("deck", "Deck", "All decks"), filter("step", "Step", "All steps"), filter("level", "Level", "All levels")];
  const counts = element("p", { class: "pc-cards__counts" });
  const facts = element("p", { class: "pc-cards__facts" });
  const front = element("p", { class: "pc-cards__front", id: "cards-front" });
  const show = element("button", { type: "button", class: "pc-go" }, "Show the answer");
  const answer = element("div");
  const grades = element("div", { class: "pc-cards__grades", role: "group", "aria-label": "How well did you know it?" });
  const place = element("a", {}, "Where it stands");
  const back = element("div", { class: "pc-cards__back", tabindex: "-1", role: "group", "aria-label": "The answer", hidden: "" }, answer, element("p", {}, place), grades);
  const asked = element("section", { "aria-labelledby": "cards-front" }, facts, front, show, back);
  const empty = element("p", { class: "pc-cards__empty", hidden: "" });
  const undo = element("button", { type: "button", hidden: "" }, "Undo");
  const told = element("p", { class: "pc-cards__told", role: "status" });
  const stored = element("span");
  const erase = element("button", { type: "button" }, "Erase");
  const said = element("p", { class: "pc-said", "aria-live": "polite" });
  const whole = document.createDocumentFragment();
  whole.append(
    element("div", { class: "pc-cards__filters" }, deck.field, step.field, level.field, counts),
    asked,
    empty,
    element("p", { class: "pc-cards__acts" }, undo),
    told,
    element("p", { class: "pc-cards__data" }, stored, ...files, erase),
    said,
  );
  const filters = { deck: deck.select, step: step.select, level: level.select };
  return { whole, filters, counts, facts, front, show, answer, grades, place, back, asked, empty, undo, told, stored, erase, said };
}

/** "System design" of "system-design". @param {string} value */
function label(value) {
  const words = value.replaceAll("-", " ");
  return words === "ml framing" ? "ML framing" : words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** @param {number} number of cards */
function count(number) {
  return `${number} card${number === 1 ? "" : "s"}`;
}
