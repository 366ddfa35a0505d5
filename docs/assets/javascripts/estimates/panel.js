/** What stands around the tables of a live estimate: how much differs, what can be done with it, and the results that decide. */
import { BY_HAND, copied } from "../clipboard.js";
import { element } from "../elements.js";

/** @typedef {{label: string, now: string, given: string, state: string}} Reading one result as the last line shows it */
/** @typedef {{reset: () => void, working: () => boolean, markdown: () => string, link: () => string}} Actions */

/** How long a button says that it has done what it says, in ms. */
const THANKS = 2000;
/** How many results the last line shows. */
export const READINGS = 3;

export class Panel {
  #status = element("p", { class: "pc-unseen", role: "status" });
  #count = element("span");
  #problem = element("p", { class: "pc-live__problem", hidden: "" });
  #byHand = element("textarea", { class: "pc-live__copy", readonly: "", rows: "4", hidden: "" });
  #readings = element("p", { class: "pc-readout" });
  #slots = Array.from({ length: READINGS }, () => {
    const parts = { label: element("span"), now: element("b"), given: element("span"), state: element("span", { class: "pc-readout__state" }) };
    return { ...parts, box: element("span", { class: "pc-readout__item" }, parts.label, " ", parts.now, " ", parts.given, " ", parts.state) };
  });

  /** @param {HTMLElement} estimate @param {Actions} actions @param {string} first the id of the first assumption's row */
  constructor(estimate, actions, first) {
    this.hint = element("span", {}, "Move an ", element("a", { href: `#${first}` }, "assumption"), ": all figures follow.");
    this.reset = button("Reset all", actions.reset);
    const working = button("Show the working", () => working.setAttribute("aria-pressed", String(actions.working())));
    working.setAttribute("aria-pressed", "false");
    const copies = [
      button("Copy as Markdown", () => void this.#copy(copies[0], actions.markdown())),
      button("Copy link", () => void this.#copy(copies[1], actions.link())),
    ];
    const said = element("p", { class: "pc-live__count" }, this.hint, this.#count);
    const tools = element("p", { class: "pc-live__tools" }, working, ...copies, this.reset);
    this.#readings.append(...this.#slots.map(({ box }) => box));
    estimate.prepend(element("div", { class: "pc-live" }, said, tools, this.#problem, this.#byHand, this.#status));
    estimate.append(this.#readings);
  }

  /** @param {number} changed how many assumptions differ from the chapter's @param {Reading[]} readings */
  show(changed, readings) {
    const many = `${changed} ${changed === 1 ? "assumption differs" : "assumptions differ"} from the chapter’s.`;
    put(this.#count, changed ? many : "");
    this.hint.hidden = changed > 0;
    this.reset.setAttribute("aria-disabled", String(!changed));
    this.#slots.forEach((slot, n) => {
      const { label, now, given, state } = readings[n] ?? { label: "", now: "", given: "", state: "" };
      put(slot.label, label);
      put(slot.now, now);
      put(slot.given, now === given ? "" : `was ${given}`);
      put(slot.state, state);
      slot.box.hidden = !label;
      slot.box.classList.toggle("pc-moved", now !== given);
    });
  }

  /** Tell those who do not see it. @param {string} text */
  say(text) {
    this.#status.textContent = text;
  }

  /** What is wrong with the address; empty for nothing. @param {string} text */
  complain(text) {
    this.#problem.textContent = text;
    this.#problem.hidden = !text;
    if (text) this.say(text);
  }

  /** @param {HTMLButtonElement} from @param {string} text */
  async #copy(from, text) {
    if (!(await copied(text))) {
      this.#byHand.value = text;
      this.#byHand.hidden = false;
      this.#byHand.setAttribute("aria-label", "To be copied by hand");
      this.#byHand.select();
      this.say(BY_HAND);
      return;
    }
    const name = from.textContent;
    from.style.minWidth = `${from.offsetWidth}px`;
    from.textContent = "Copied";
    this.say("Copied.");
    setTimeout(() => (from.textContent = name), THANKS);
  }
}

/** @param {string} name @param {() => void} act */
function button(name, act) {
  const made = element("button", { type: "button", class: "pc-live__button" }, name);
  made.addEventListener("click", act);
  return made;
}

/** @param {HTMLElement} place @param {string} text */
function put(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
