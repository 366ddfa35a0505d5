/** Figures of an estimate where the page shows them: in its tables, and in the running text as `{{ value() }}` prints them. */
import { element } from "../elements.js";

/** @typedef {import("./scenario.js").Scenario} Scenario */

/** A cell of the table of results: the figure, and what it is in the chapter where that differs. */
export class Cell {
  /** @param {HTMLElement} cell @param {string} name */
  constructor(cell, name) {
    this.cell = cell;
    this.name = name;
    this.now = element("span", {}, ...cell.childNodes);
    this.was = element("span", { class: "figure__range", hidden: "" });
    cell.replaceChildren(this.now, this.was);
  }

  /** @param {Scenario} scenario */
  show(scenario) {
    const [now, given] = [scenario.print(this.name), scenario.print(this.name, true)];
    if (this.now.textContent === now) return;
    this.now.textContent = now;
    this.was.textContent = now === given ? "" : `was ${given}`;
    this.was.hidden = now === given;
    this.cell.classList.toggle("pc-moved", now !== given);
  }
}

/** A figure in the running text, which has the chapter's own nodes again where it is the chapter's. */
export class Quote {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.name = place.getAttribute("value") ?? "";
    this.nodes = [...place.childNodes];
    this.text = place.textContent ?? "";
    this.shown = this.text;
  }

  /** @param {Scenario} scenario */
  show(scenario) {
    const now = scenario.quote(this.name).replaceAll(" ", "\u00a0");
    if (now === this.shown) return;
    this.shown = now;
    const differs = now !== this.text;
    if (differs) this.place.replaceChildren(now, element("span", { class: "pc-unseen" }, ` (changed from ${this.text})`));
    else this.place.replaceChildren(...this.nodes);
    this.place.classList.toggle("pc-moved", differs);
    if (differs) this.place.title = `In the chapter: ${this.text}`;
    else this.place.removeAttribute("title");
  }
}
