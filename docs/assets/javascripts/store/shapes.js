/**
 * What a kept value must look like. A shape takes anything and returns only what belongs to it, or undefined where it
 * cannot be read: what a file or an old version brings in is never trusted.
 */

/** @template T @typedef {(value: unknown) => T | undefined} Shape */

/** @param {number} least @param {number} most @returns {Shape<number>} */
export const number = (least, most) => (value) =>
  typeof value === "number" && value >= least && value <= most ? value : undefined;

/** @param {number} least @param {number} most @returns {Shape<number>} */
export const whole = (least, most) => (value) => (Number.isInteger(value) ? number(least, most)(value) : undefined);

/** @type {Shape<boolean>} */
export const yesNo = (value) => (typeof value === "boolean" ? value : undefined);

/** @param {number} most characters @param {RegExp} [form] @returns {Shape<string>} */
export const text = (most, form) => (value) =>
  typeof value === "string" && value.length <= most && (!form || form.test(value)) ? value : undefined;

/** @template {string | number} T @param {readonly T[]} choices @returns {Shape<T>} */
export const oneOf = (choices) => (value) => choices.find((choice) => choice === value);

/** @template T @param {Shape<T>} shape @param {number} most @returns {Shape<T[]>} */
export const list = (shape, most) => (value) => {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const read = value.map(shape);
  return read.includes(undefined) ? undefined : /** @type {T[]} */ (read);
};

/** @template T @param {Shape<string>} key @param {Shape<T>} shape @param {number} most @returns {Shape<Record<string, T>>} */
export const mapping = (key, shape, most) => (value) => {
  const entries = entriesOf(value);
  if (!entries || entries.length > most) return undefined;
  const read = entries.map(([name, one]) => [key(name), shape(one)]);
  return read.some((pair) => pair.includes(undefined)) ? undefined : Object.fromEntries(read);
};

/**
 * Names that are not in it are left out; one that is missing takes what stands in `given`.
 * @template {Record<string, Shape<any>>} Fields
 * @param {Fields} fields
 * @param {Record<string, unknown>} [given]
 * @returns {Shape<{ [Name in keyof Fields]: NonNullable<ReturnType<Fields[Name]>> }>}
 */
export const record = (fields, given = {}) => (value) => {
  if (!entriesOf(value)) return undefined;
  const found = /** @type {Record<string, unknown>} */ (value);
  const read = Object.entries(fields).map(([name, shape]) => [name, shape(name in found ? found[name] : given[name])]);
  return read.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(read);
};

/** @param {unknown} value @returns {[string, unknown][] | undefined} */
function entriesOf(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
}
