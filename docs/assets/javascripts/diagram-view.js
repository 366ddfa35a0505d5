/**
 * A diagram in its box: says so when it is wider than the box, and opens it to full screen,
 * where it is moved and enlarged by mouse, touch and keyboard.
 */
const HINT = "Wider than the screen: scroll sideways, or open it in full.";
const STEP = 60;

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
    bar.append(hint, button("Full screen", () => void openInFull(box)));
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
async function openInFull(box) {
  const drawing = box.querySelector("svg");
  if (!drawing) return;
  const Panzoom = await loadPanzoom();
  const dialog = document.createElement("dialog");
  dialog.className = "diagram-dialog";
  dialog.setAttribute("aria-label", box.getAttribute("aria-label") ?? "Diagram");
  const stage = document.createElement("div");
  stage.className = "diagram-stage diagram-box";
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  // At scale 1 the whole diagram fits; everything beyond is enlargement.
  copy.setAttribute("width", "100%");
  copy.setAttribute("height", "100%");
  stage.append(copy);
  const bar = document.createElement("div");
  bar.className = "diagram-bar";
  dialog.append(bar, stage);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();

  const shut = button("Close", () => dialog.close());
  if (!Panzoom) {
    const hint = document.createElement("span");
    hint.className = "diagram-hint";
    hint.textContent = "It cannot be enlarged now: a part of this site could not be loaded. Opening it again tries again.";
    bar.append(hint, shut);
    return;
  }
  const view = Panzoom(copy, { minScale: 1, maxScale: 12, cursor: "grab" });
  const whole = () => view.reset();
  stage.addEventListener("wheel", view.zoomWithWheel, { passive: false });
  bar.append(
    button("Larger", () => view.zoomIn()),
    button("Smaller", () => view.zoomOut()),
    button("Whole", whole),
    shut,
  );
  dialog.addEventListener("keydown", (event) => onKey(event, view, whole));
}

/** @returns {Promise<any>} what moves and enlarges drawings; undefined where it cannot be had */
async function loadPanzoom() {
  try {
    return (await import(/** @type {any} */ ("../vendor/panzoom.js"))).default;
  } catch {
    return undefined;
  }
}

/**
 * @param {KeyboardEvent} event
 * @param {any} view Panzoom's object
 * @param {() => void} whole shows the whole diagram
 */
function onKey(event, view, whole) {
  /** @type {Record<string, () => void>} */
  const actions = {
    "+": () => view.zoomIn(),
    "=": () => view.zoomIn(),
    "-": () => view.zoomOut(),
    0: whole,
    ArrowLeft: () => view.pan(STEP, 0, { relative: true }),
    ArrowRight: () => view.pan(-STEP, 0, { relative: true }),
    ArrowUp: () => view.pan(0, STEP, { relative: true }),
    ArrowDown: () => view.pan(0, -STEP, { relative: true }),
  };
  const action = actions[event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
