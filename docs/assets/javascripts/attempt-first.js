/**
 * Try before you see. On a case its sections fold behind what an interviewer would ask there, and the clarifying
 * dialogue comes question by question; an interview comes turn by turn. The address carries it. Without it all is open.
 */
import { element, targetOf } from "./elements.js";
import { fetched } from "./fetched.js";
import { root } from "./root.js";
import { below } from "./sections.js";
import { settings } from "./store/settings.js";

const VERSION = 1;
const PARAMETER = "attempt";
const FOLDED = "data-folded";
/** Sections that give nothing away. */
const OPEN = "#prompt, #sources, #related, #referred-by, #neighborhood";
const FIRST_PASS = "first-pass";

/** @typedef {Record<string, string[]>} Asks what an interviewer asks, by step */

export class AttemptFirst extends HTMLElement {
  /** @type {AbortController | undefined} */
  #on;

  connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    this.dataset.ready = "";
    this.#button.addEventListener("click", () => (this.#on ? this.#stop() : void this.#start()));
    const isCase = !document.querySelector(".pc-turn");
    const wanted = new URLSearchParams(location.search).has(PARAMETER) || this.dataset.asked !== undefined;
    if (wanted || (isCase && settings().attempt)) void this.#start();
  }

  disconnectedCallback() {
    this.#on?.abort();
  }

  get #button() {
    return /** @type {HTMLButtonElement} */ (this.querySelector("button"));
  }

  async #start() {
    this.#on = new AbortController();
    const { signal } = this.#on;
    this.#button.setAttribute("aria-pressed", "true");
    carry(true);
    const turns = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".md-content__inner > .pc-turn")]);
    if (turns.length) return stepThrough(turns, signal);
    const sections = fold(signal);
    const asks = await asksHere();
    if (!signal.aborted) for (const section of sections) section.ask(asks[section.id] ?? []);
  }

  #stop() {
    this.#on?.abort();
    this.#on = undefined;
    this.#button.setAttribute("aria-pressed", "false");
    carry(false);
  }
}

/** @param {boolean} on whether the address says so from now on */
function carry(on) {
  const url = new URL(location.href);
  url.searchParams.delete(PARAMETER);
  // Without a value it is written without an equals sign.
  const rest = url.searchParams.toString();
  url.search = [rest, on ? PARAMETER : ""].filter(Boolean).join("&");
  history.replaceState(history.state, "", url);
}

/** @returns {Promise<Asks>} nothing where they cannot be had: one can attempt without them */
async function asksHere() {
  try {
    return (await fetched(new URL("practice.json", location.href), VERSION)).asks;
  } catch {
    return {};
  }
}

/**
 * @param {AbortSignal} signal opens everything again
 * @returns {{id: string, ask: (asks: string[]) => void}[]} the folded sections
 */
function fold(signal) {
  const headings = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".md-content__inner > h2[id]")]);
  const sections = headings.filter((heading) => !heading.matches(OPEN)).map((heading) => section(heading, signal));
  const reveal = () => {
    const target = targetOf(location.hash);
    const hiding = target?.closest(`[${FOLDED}]`);
    if (hiding) sections.find(({ parts }) => parts.includes(hiding))?.open();
    if (hiding) target?.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal, { signal });
  // A link to where one is changes nothing in the address.
  document.addEventListener("click", ({ target }) => target instanceof Element && target.closest("a[href*='#']") && setTimeout(reveal), { signal });
  reveal();
  return sections;
}

/** @param {HTMLElement} heading @param {AbortSignal} signal */
function section(heading, signal) {
  const parts = below(heading).filter((part) => !part.matches(".pc-fold-all"));
  const dialogue = parts.find((part) => part.matches(".dialogue"));
  const [list, box] = [element("ul"), element("div", { class: "pc-ask" })];
  const show = element("button", { type: "button", class: "diagram-button" }, heading.id === FIRST_PASS ? "Show the ten minutes" : "Show what the chapter says");
  const open = () => {
    for (const part of parts) part.removeAttribute(FOLDED);
    end?.abort();
    box.remove();
  };
  const end = dialogue && askInTurn(dialogue, box, signal);
  if (heading.id === FIRST_PASS) box.append(element("p", {}, "The ten minutes give the design away. Come back to them when you have tried. ", roomLink()));
  box.append(list, show);
  for (const part of parts) if (part !== dialogue) part.setAttribute(FOLDED, "");
  heading.after(box);
  show.addEventListener("click", () => {
    open();
    focusOn(heading);
  });
  signal.addEventListener("abort", open);
  const ask = (/** @type {string[]} */ asks) => {
    if (!asks.length || !box.isConnected) return;
    list.replaceChildren(...asks.map((words) => element("li", {}, words)));
    list.before(element("p", {}, "Your turn. Answer aloud, as if somebody waited:"));
  };
  return { id: heading.id, parts, open, ask };
}

/** The same case against a clock. */
function roomLink() {
  const [, slug = ""] = /([^/]+)\/(?:index\.html)?$/.exec(location.pathname) ?? [];
  return element("a", { href: new URL(`practice/room/?case=${slug}`, root()).href }, "With clock and notes, in the practice room");
}

/**
 * The dialogue question by question: the reader asks, then sees what a strong candidate asks and what it changes.
 * @param {Element} dialogue
 * @param {HTMLElement} box of the section, whose own button opens all
 * @param {AbortSignal} signal
 * @returns {AbortController} opens the dialogue
 */
function askInTurn(dialogue, box, signal) {
  /** @type {Element[][]} */
  const turns = [];
  for (const part of dialogue.querySelectorAll("dt, dd")) {
    if (part.localName === "dt") turns.push([]);
    turns.at(-1)?.push(part);
  }
  const done = new AbortController();
  const own = element("textarea", { id: "pc-own-question", rows: "2" });
  const count = element("span");
  const next = element("button", { type: "button", class: "diagram-button" }, "Show what a strong candidate asks");
  const label = element("label", { for: "pc-own-question" }, "What do you ask? Say it or write it; it is not kept.");
  const asking = element("div", { class: "pc-ask" }, label, own, next, " ", count);
  let shown = 0;
  const tell = () => (count.textContent = shown ? `${shown} of ${turns.length}` : `${turns.length} questions`);
  const hide = () => {
    for (const part of turns.flat()) part.setAttribute(FOLDED, "");
  };
  next.addEventListener("click", () => {
    for (const part of turns[shown]) part.removeAttribute(FOLDED);
    shown += 1;
    own.value = "";
    tell();
    if (shown < turns.length) return turns[shown - 1][0].scrollIntoView({ block: "center" });
    asking.remove();
    /** @type {HTMLElement | null} */ (box.querySelector("button"))?.focus();
  });
  done.signal.addEventListener("abort", () => {
    for (const part of turns.flat()) part.removeAttribute(FOLDED);
    asking.remove();
  });
  signal.addEventListener("abort", () => done.abort());
  hide();
  tell();
  dialogue.after(asking);
  return done;
}

/**
 * An interview turn by turn: the candidate's are answered aloud before they are shown.
 * @param {HTMLElement[]} turns
 * @param {AbortSignal} signal opens everything again
 */
function stepThrough(turns, signal) {
  const after = document.querySelector(":is(#sources, #related, #referred-by, #neighborhood)");
  const next = element("button", { type: "button", class: "diagram-button" });
  const all = element("button", { type: "button", class: "diagram-button" }, "Show the rest");
  const words = element("p", { "aria-live": "polite" });
  const bar = element("div", { class: "pc-ask" }, words, next, " ", all);
  let shown = 1;
  const open = () => {
    for (const part of document.querySelectorAll(`.md-content [${FOLDED}]`)) part.removeAttribute(FOLDED);
    bar.remove();
  };
  const show = () => {
    open();
    if (shown >= turns.length) return;
    const last = turns[shown - 1];
    for (let part = last.nextElementSibling; part && part !== after; part = part.nextElementSibling) part.setAttribute(FOLDED, "");
    const asked = turns[shown].matches(".pc-turn--interviewer");
    words.textContent = asked ? `Turn ${shown} of ${turns.length}.` : `Turn ${shown} of ${turns.length}. Answer aloud.`;
    next.textContent = asked ? "Next question" : "Show the answer";
    last.after(bar);
  };
  next.addEventListener("click", () => {
    shown += 1;
    show();
    turns[shown - 1].scrollIntoView({ block: "nearest" });
    if (bar.isConnected) next.focus({ preventScroll: true });
    else focusOn(turns[shown - 1]);
    bar.scrollIntoView({ block: "nearest" });
  });
  all.addEventListener("click", () => {
    shown = turns.length;
    open();
    focusOn(turns[0]);
  });
  const reveal = () => {
    const target = targetOf(location.hash);
    if (!target?.closest(`[${FOLDED}]`)) return;
    const following = turns.findIndex((turn) => turn === target || turn.contains(target) || Boolean(target.compareDocumentPosition(turn) & Node.DOCUMENT_POSITION_FOLLOWING));
    shown = following < 0 ? turns.length : following + 1;
    show();
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal, { signal });
  signal.addEventListener("abort", open);
  show();
  reveal();
}

/** @param {HTMLElement} place to which the keyboard goes on from */
function focusOn(place) {
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
