/**
 * A drawing that is moved and enlarged in a stage: by mouse, wheel and fingers, by taps, and by who calls its methods.
 * It never leaves a gap at an edge, and where it is smaller than the stage it stands in the middle.
 */

/** What stays free around a drawing that fits, and at the end of its way, in px. */
const EDGE = 10;
/** How long a tap lasts and how far a finger trembles. */
const TAP = { ms: 300, px: 24 };

/** @typedef {{ x: number, y: number }} Point */

export class PanZoom {
  #drawing;
  #stage;
  #size;
  #readable;
  /** px a unit of the drawing */
  #scale = 1;
  /** The upper left corner in the stage. @type {Point} */
  #corner = { x: 0, y: 0 };
  /** Where the fingers are, in the stage. @type {Map<number, Point>} */
  #fingers = new Map();

  /**
   * @param {SVGSVGElement} drawing below the stage
   * @param {HTMLElement} stage
   * @param {number} readable the scale, in px a unit, at which one reads without effort
   */
  constructor(drawing, stage, readable) {
    this.#drawing = drawing;
    this.#stage = stage;
    this.#size = drawing.viewBox.baseVal;
    this.#readable = readable;
    drawing.style.cssText = `position: absolute; inset: 0 auto auto 0; width: ${this.#size.width}px; height: ${this.#size.height}px; max-width: none; margin: 0; transform-origin: 0 0`;
    stage.addEventListener("pointerdown", (event) => this.#touch(event));
    stage.addEventListener("pointermove", (event) => this.#drag(event));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"])) {
      stage.addEventListener(end, (event) => this.#fingers.delete(event.pointerId));
    }
    stage.addEventListener("wheel", (event) => this.#turn(event), { passive: false });
    this.#watchTaps();
    new ResizeObserver(() => this.open()).observe(stage);
  }

  /** As large as can be read, or as fits where that is larger; begins where the drawing does. */
  open() {
    this.whole();
    if (this.#scale >= this.#readable) return;
    const { x, y } = this.#beginning();
    this.zoom(this.#readable / this.#scale, { x, y });
    const middle = this.#middle();
    this.move(middle.x - x, middle.y - y);
  }

  /** The middle of the first words: the uppermost of a drawing that goes down, the leftmost of one that goes aside. */
  #beginning() {
    const down = this.#size.height > this.#size.width;
    const boxes = [...this.#drawing.querySelectorAll("text")].map((text) => text.getBoundingClientRect());
    const first = boxes.reduce(
      (best, box) => ((down ? box.top - best.top : box.left - best.left) < -1 ? box : best),
      boxes[0] ?? this.#drawing.getBoundingClientRect(),
    );
    return this.#inStage({ clientX: (first.left + first.right) / 2, clientY: (first.top + first.bottom) / 2 });
  }

  whole() {
    this.#scale = this.#fit();
    this.#show();
  }

  /**
   * @param {number} factor
   * @param {Point} point of the stage that stays where it is
   */
  zoom(factor, point = this.#middle()) {
    const fit = this.#fit();
    const scale = Math.min(Math.max(this.#scale * factor, fit), Math.max(4 * this.#readable, 2 * fit));
    const grown = scale / this.#scale;
    this.#scale = scale;
    const { x, y } = this.#corner;
    this.#corner = { x: point.x - (point.x - x) * grown, y: point.y - (point.y - y) * grown };
    this.#show();
  }

  /** @param {number} x @param {number} y in px */
  move(x, y) {
    this.#corner = { x: this.#corner.x + x, y: this.#corner.y + y };
    this.#show();
  }

  /** The scale at which all of it is seen. */
  #fit() {
    const { clientWidth, clientHeight } = this.#stage;
    return Math.min((clientWidth - 2 * EDGE) / this.#size.width, (clientHeight - 2 * EDGE) / this.#size.height);
  }

  #show() {
    const { clientWidth, clientHeight } = this.#stage;
    const x = within(this.#corner.x, this.#size.width * this.#scale, clientWidth);
    const y = within(this.#corner.y, this.#size.height * this.#scale, clientHeight);
    this.#corner = { x, y };
    this.#drawing.style.transform = `translate(${x}px, ${y}px) scale(${this.#scale})`;
  }

  #middle() {
    return { x: this.#stage.clientWidth / 2, y: this.#stage.clientHeight / 2 };
  }

  /** @param {{ clientX: number, clientY: number }} event @returns {Point} */
  #inStage({ clientX, clientY }) {
    const { left, top } = this.#stage.getBoundingClientRect();
    return { x: clientX - left - this.#stage.clientLeft, y: clientY - top - this.#stage.clientTop };
  }

  /** @param {PointerEvent} event */
  #touch(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.#stage.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, this.#inStage(event));
  }

  /** What is below the fingers stays below them. @param {PointerEvent} event */
  #drag(event) {
    if (!this.#fingers.has(event.pointerId)) return;
    const before = grip([...this.#fingers.values()]);
    this.#fingers.set(event.pointerId, this.#inStage(event));
    const after = grip([...this.#fingers.values()]);
    this.move(after.x - before.x, after.y - before.y);
    if (before.spread && after.spread) this.zoom(after.spread / before.spread, after);
  }

  /** @param {WheelEvent} event */
  #turn(event) {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    // Two fingers on a trackpad are told of as a slow wheel with the control key.
    this.zoom(Math.exp(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.002)), this.#inStage(event));
  }

  /** Two taps at one place. Not every browser tells of them where touch is left to a script. */
  #watchTaps() {
    /** @type {PointerEvent | undefined} */
    let down;
    /** @type {PointerEvent | undefined} */
    let last;
    this.#stage.addEventListener("pointerdown", (event) => {
      down = this.#fingers.size === 1 ? event : undefined;
    });
    this.#stage.addEventListener("pointerup", (event) => {
      const tap = down && soonAndNear(down, event) ? event : undefined;
      if (tap && last && soonAndNear(last, tap)) {
        last = undefined;
        this.#change(this.#inStage(tap));
      } else last = tap;
    });
  }

  /** From the whole to what can be read, or twice as large where that is read already, and back. @param {Point} point */
  #change(point) {
    const fit = this.#fit();
    if (this.#scale > fit * 1.01) this.whole();
    else this.zoom(Math.max(this.#readable / fit, 2), point);
  }
}

/**
 * Where a drawing begins along one axis, moved no further than its edges allow. All in px.
 * @param {number} start
 * @param {number} size
 * @param {number} room of the stage
 */
function within(start, size, room) {
  if (size <= room - 2 * EDGE) return (room - size) / 2;
  return Math.min(EDGE, Math.max(room - EDGE - size, start));
}

/**
 * The middle between the first two fingers and how far they are apart, 0 for one.
 * @param {Point[]} fingers at least one
 */
function grip([one, two = one]) {
  return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, spread: Math.hypot(two.x - one.x, two.y - one.y) };
}

/**
 * @param {PointerEvent} first
 * @param {PointerEvent} second
 */
function soonAndNear(first, second) {
  const far = Math.hypot(second.clientX - first.clientX, second.clientY - first.clientY);
  return second.timeStamp - first.timeStamp < TAP.ms && far < TAP.px;
}
