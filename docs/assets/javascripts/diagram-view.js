/**
 * A diagram in its box: says so when it is wider than the box, and opens it to full screen,
 * where it is moved and enlarged by mouse, touch and keyboard.
 */
import { PanZoom } from "./pan-zoom.js";

const HINT = "Wider than the screen: scroll sideways, or open it in full.";
/** How far an arrow key moves, in px, and how much larger one press makes. */
const STEP = 60;
const LARGER = 1.35;
/** Labels are at least 14 units high in a drawing (diagrams.css); read they are at 13 px, or larger with larger text. */
const READABLE = 13 / 14;
/** Where a unit of a drawing is a pixel, px of the page's root font size. */
const ROOT_SIZE = 20;

export class DiagramView extends HTMLElement {
  /** @type {ResizeObserver | undefined} */
  #observer;

  connectedCallback() {
    const box = this.querySelector(".diagram-box");
    if (!(box instanceof HTMLElement) || this.querySelector(".diagram-bar")) return;
    const bar = document.createElement("div");
    bar.className = "diagram-bar";
    const hint = document.createElement("span");
    hint.className = "diagram-hint";
    bar.append(hint, button("Full screen", () => openInFull(box)));
    box.after(bar);
    this.#observer = new ResizeObserver(() => {
      hint.textContent = box.scrollWidth > box.clientWidth + 1 ? HINT : "";
    });
    this.#observer.observe(box);
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
    this.querySelector(".diagram-bar")?.remove();
  }
}

/**
 * @param {string} label
 * @param {() => void} action
 */
function button(label, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "diagram-button";
  made.textContent = label;
  made.addEventListener("click", action);
  return made;
}

/** @param {HTMLElement} box */
function openInFull(box) {
  const drawings = [...box.querySelectorAll("svg")];
  const shown = drawings.find((drawing) => drawing.checkVisibility()) ?? drawings[0];
  if (!shown) return;
  const dialog = document.createElement("dialog");
  dialog.className = "diagram-dialog";
  dialog.setAttribute("aria-label", box.getAttribute("aria-label") ?? "Diagram");
  const stage = document.createElement("div");
  stage.className = "diagram-stage diagram-box";
  const bar = document.createElement("div");
  bar.className = "diagram-bar";
  dialog.append(bar, stage);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();

  // What a desk shows it keeps; a phone on its side shows the wide drawing larger than the narrow one of its page.
  const copy = /** @type {SVGSVGElement} */ ((shown === drawings[0] ? shown : largest(drawings, stage)).cloneNode(true));
  stage.append(copy);
  const large = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / ROOT_SIZE;
  const inPage = shown.getBoundingClientRect().width / shown.viewBox.baseVal.width;
  const view = new PanZoom(copy, stage, Math.max(READABLE * large, inPage));
  bar.append(
    button("Larger", () => view.zoom(LARGER)),
    button("Smaller", () => view.zoom(1 / LARGER)),
    button("Whole", () => view.whole()),
    button("Close", () => dialog.close()),
  );
  dialog.addEventListener("keydown", (event) => onKey(event, view));
}

/**
 * The drawing of which the screen shows the whole at the largest scale.
 * @param {SVGSVGElement[]} drawings
 * @param {HTMLElement} stage
 */
function largest(drawings, stage) {
  const scale = (/** @type {SVGSVGElement} */ drawing) => {
    const { width, height } = drawing.viewBox.baseVal;
    return Math.min(stage.clientWidth / width, stage.clientHeight / height);
  };
  return drawings.reduce((best, drawing) => (scale(drawing) > scale(best) ? drawing : best));
}

/**
 * @param {KeyboardEvent} event
 * @param {PanZoom} view
 */
function onKey(event, view) {
  /** @type {Record<string, () => void>} */
  const actions = {
    "+": () => view.zoom(LARGER),
    "=": () => view.zoom(LARGER),
    "-": () => view.zoom(1 / LARGER),
    0: () => view.whole(),
    ArrowLeft: () => view.move(STEP, 0),
    ArrowRight: () => view.move(-STEP, 0),
    ArrowUp: () => view.move(0, STEP),
    ArrowDown: () => view.move(0, -STEP),
  };
  const action = actions[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
