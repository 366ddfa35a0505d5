/**
 * An estimate computed in the browser as scripts/content/estimates computes it. It knows no page: values go in and come
 * out in the figures' own units, and a result that has no value says why.
 */
export { crossed, evaluate, limit } from "./computing.js";
export { inProse, number, plain, show } from "./display.js";
export { flips, place, valueAt } from "./flips.js";
export { working } from "./working.js";

/** @typedef {import("./computing.js").Estimate} Estimate */
/** @typedef {import("./computing.js").Computed} Computed */
/** @typedef {import("./flips.js").Flip} Flip */
