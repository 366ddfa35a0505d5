/** The names that scripts of a page find everywhere. */

/**
 * Put a stand-in where scripts look for a global name.
 * @param {string} name
 * @param {unknown} value
 */
export function define(name, value) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
