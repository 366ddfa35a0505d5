/**
 * How a reader did on this visit, kept on the device under one key, so that loading the page again loses nothing. What
 * cannot be read is put aside under a key of its own; where nothing may be kept, the tally lives as long as the page.
 */

/** @typedef {{version: 1, last: number, tries: number, enough: number}} Kept `last` in ms since 1970 */

export const KEY = "probabilistic-core/drill";
/** After so long without an answer another visit begins, in ms. */
const VISIT = 4 * 3600 * 1000;

export class Tally {
  /** @type {Storage | null} */
  #storage;
  /** @type {Kept} */
  #kept;

  /**
   * @param {() => Storage} storage asked for once, since asking alone may be forbidden
   * @param {number} now in ms since 1970
   */
  constructor(storage, now) {
    this.#storage = allowed(storage);
    const found = this.#read();
    this.#kept = found && now - found.last < VISIT ? found : { version: 1, last: now, tries: 0, enough: 0 };
  }

  get tries() {
    return this.#kept.tries;
  }

  get enough() {
    return this.#kept.enough;
  }

  /** @param {boolean} enough @param {number} now */
  add(enough, now) {
    const { tries, enough: before } = this.#kept;
    this.#kept = { version: 1, last: now, tries: tries + 1, enough: before + Number(enough) };
    this.#write();
  }

  /** @param {number} now */
  clear(now) {
    this.#kept = { version: 1, last: now, tries: 0, enough: 0 };
    this.#write();
  }

  /** @returns {Kept | null} */
  #read() {
    try {
      const text = this.#storage?.getItem(KEY);
      if (!text) return null;
      const found = parsed(text);
      if (isKept(found)) return found;
      // A later form of this site may be open in another tab: what it keeps is left alone.
      if (found && found.version > 1) this.#storage = null;
      else this.#putAside(text);
    } catch {
      this.#storage = null;
    }
    return null;
  }

  /** @param {string} text */
  #putAside(text) {
    let number = 1;
    while (this.#storage?.getItem(`${KEY}/unreadable-${number}`) !== null) number += 1;
    this.#storage?.setItem(`${KEY}/unreadable-${number}`, text);
  }

  #write() {
    try {
      this.#storage?.setItem(KEY, JSON.stringify(this.#kept));
    } catch {
      // The device is full: the page still counts.
    }
  }
}

/** @param {() => Storage} storage */
function allowed(storage) {
  try {
    return storage();
  } catch {
    return null;
  }
}

/** @param {string} text @returns {any} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {any} found @returns {found is Kept} */
function isKept(found) {
  const counts = [found?.tries, found?.enough, found?.last];
  return found?.version === 1 && counts.every((count) => Number.isSafeInteger(count) && count >= 0) && found.enough <= found.tries;
}
