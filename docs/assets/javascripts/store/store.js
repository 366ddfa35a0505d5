/**
 * What a reader does, kept in the browser's database and sent nowhere. What cannot be read is put aside under another
 * name and never overwritten; where nothing may be kept, it lives as long as the page and can be saved as a file.
 */
import { openDB } from "../../vendor/idb.js";
import { NAMES, SHELVES, VERSION } from "./schema.js";

/** @typedef {import("./schema.js").Shelf} Shelf */
/** @typedef {import("./schema.js").Values} Values */
/** @typedef {{store: string, key: unknown, value: unknown, when: number}} Aside */
/** @typedef {{[Name in Shelf]: Map<string, Values[Name]>}} Everything */

export const NAME = "probabilistic-core";
const ASIDE = "aside";

const SAYS = {
  denied: "This browser keeps nothing for this site, so what you do here is lost with the page. Save it as a file before you leave.",
  newer: "A newer version of this site has kept its data here. It is left as it is; reload the page to get that version.",
  full: "The device is full: what you did last is kept on this page only. Save it as a file.",
  lost: "The browser has closed its database: what you did last is kept on this page only. Save it as a file, then reload.",
};

export class Store {
  /** @type {import("idb").IDBPDatabase | null} */
  #database = null;
  /** @type {Everything} */
  #shelves = empty();
  /** @type {Shelf[]} */
  #open = [];
  /** @type {BroadcastChannel | null} */
  #channel = null;
  /** What could not be written yet: it is tried again with the next change. @type {Map<string, [Shelf, string]>} */
  #unwritten = new Map();
  #problem = "";
  #aside = 0;
  /** @type {() => void} */
  #changed = () => {};

  /** What is wrong with keeping, as a sentence for the reader; empty when nothing is. */
  get problem() {
    return this.#problem;
  }

  /** How many entries could not be read and were put aside. */
  get aside() {
    return this.#aside;
  }

  /** What is on a shelf that was opened. @template {Shelf} Name @param {Name} shelf @returns {ReadonlyMap<string, Values[Name]>} */
  all(shelf) {
    return this.#shelves[shelf];
  }

  /**
   * @param {Shelf[]} shelves that are read; only these may be asked for
   * @param {() => void} changed called when another tab has changed something on one of them
   * @returns {Promise<Store>}
   */
  static async open(shelves, changed = () => {}) {
    const store = new Store();
    store.#changed = changed;
    store.#open = shelves;
    try {
      store.#database = await openDB(NAME, VERSION, {
        upgrade: prepare,
        // A newer version in another tab waits for this one to let go.
        blocking: () => store.#close(SAYS.lost),
        terminated: () => store.#close(SAYS.lost),
      });
      await store.#read(shelves);
      store.#listen();
    } catch (error) {
      store.#database = null;
      store.#problem = error instanceof Error && error.name === "VersionError" ? SAYS.newer : SAYS.denied;
    }
    return store;
  }

  /**
   * @template {Shelf} Name
   * @param {Name} shelf
   * @param {string} key
   * @param {Values[Name] | undefined} value none forgets it
   */
  async keep(shelf, key, value) {
    if (value) this.#shelves[shelf].set(key, value);
    else this.#shelves[shelf].delete(key);
    await this.#write([[shelf, key]]);
  }

  /**
   * Take in what was kept elsewhere: of each entry what was changed last.
   * @param {Partial<Everything>} found
   * @returns {Promise<number>} how many were newer than what was here
   */
  async take(found) {
    const names = NAMES.filter((name) => found[name]);
    await this.#read(names);
    const newer = names.flatMap((name) => this.#newer(name, /** @type {Map<string, any>} */ (found[name])));
    for (const [name, key, value] of newer) /** @type {Map<string, any>} */ (this.#shelves[name]).set(key, value);
    await this.#write(newer.map(([name, key]) => [name, key]));
    return newer.length;
  }

  /** Forget shelves. @param {Shelf[]} names @returns {Promise<Partial<Everything>>} what was forgotten, to bring it back */
  async erase(names = NAMES) {
    await this.#read(names);
    const before = Object.fromEntries(names.map((name) => [name, this.#shelves[name]]));
    Object.assign(this.#shelves, Object.fromEntries(names.map((name) => [name, new Map()])));
    await this.#write(names.flatMap((name) => [...before[name].keys()].map((key) => /** @type {[Shelf, string]} */ ([name, key]))));
    return before;
  }

  /** All that is kept. @returns {Promise<Everything>} */
  async everything() {
    await this.#read(NAMES);
    return this.#shelves;
  }

  /** What was put aside, for the reader to save. @returns {Promise<Aside[]>} */
  async putAside() {
    return this.#database ? await this.#database.getAll(ASIDE) : [];
  }

  /** Let go of the database and of other tabs. */
  close() {
    this.#channel?.close();
    this.#database?.close();
    this.#database = null;
  }

  /** @param {Shelf} name @param {Map<string, any>} found @returns {[Shelf, string, any][]} */
  #newer(name, found) {
    const { changed } = SHELVES[name];
    const here = /** @type {Map<string, any>} */ (this.#shelves[name]);
    const kept = (/** @type {string} */ key) => (here.has(key) ? changed(here.get(key)) : -1);
    return [...found].flatMap(([key, value]) => (changed(value) > kept(key) ? [[name, key, value]] : []));
  }

  /** @param {Shelf[]} names */
  async #read(names) {
    if (!this.#database || !names.length) return;
    const transaction = this.#database.transaction([...names, ASIDE], "readwrite");
    const aside = transaction.objectStore(ASIDE);
    const found = empty();
    for (const name of names) {
      const shape = SHELVES[name];
      for (let cursor = await transaction.objectStore(name).openCursor(); cursor; cursor = await cursor.continue()) {
        const [key, value] = [shape.key(cursor.key), shape.value(cursor.value)];
        if (key !== undefined && value) /** @type {Map<string, any>} */ (found[name]).set(key, value);
        else {
          await aside.add({ store: name, key: cursor.key, value: cursor.value, when: Date.now() });
          await cursor.delete();
        }
      }
    }
    this.#aside = await aside.count();
    await transaction.done;
    for (const [name, key] of this.#unwritten.values()) carryOver(found[name], this.#shelves[name], key);
    for (const name of names) Object.assign(this.#shelves, { [name]: found[name] });
  }

  /** @param {[Shelf, string][]} places whose entries, kept or gone, are written as they are here */
  async #write(places) {
    for (const place of places) this.#unwritten.set(place.join(" "), place);
    const now = [...this.#unwritten.values()];
    const names = [...new Set(now.map(([name]) => name))];
    if (!this.#database || !names.length) return;
    try {
      const transaction = this.#database.transaction(names, "readwrite");
      const written = now.map(([name, key]) => {
        const value = this.#shelves[name].get(key);
        const shelf = transaction.objectStore(name);
        return value ? shelf.put(value, key) : shelf.delete(key);
      });
      transaction.commit(); // at once, so that it outlives a page that is being left
      await Promise.all([...written, transaction.done]);
      for (const place of now) this.#unwritten.delete(place.join(" "));
      this.#problem = "";
      this.#channel?.postMessage(names);
    } catch (error) {
      this.#problem = error instanceof Error && error.name === "QuotaExceededError" ? SAYS.full : SAYS.lost;
    }
  }

  #listen() {
    if (!("BroadcastChannel" in globalThis)) return;
    this.#channel = new BroadcastChannel(NAME);
    this.#channel.onmessage = async ({ data }) => {
      const names = this.#open.filter((name) => data.includes(name));
      if (!names.length) return;
      await this.#read(names);
      this.#changed();
    };
  }

  /** @param {string} problem */
  #close(problem) {
    this.#database?.close();
    this.#database = null;
    this.#problem = problem;
    this.#changed();
  }
}

/** @returns {Everything} */
function empty() {
  return { cards: new Map(), attempts: new Map(), plans: new Map(), reading: new Map() };
}

/** What was not written yet stays as it is here. @param {Map<string, any>} found @param {Map<string, any>} here @param {string} key */
function carryOver(found, here, key) {
  if (here.has(key)) found.set(key, here.get(key));
  else found.delete(key);
}

/** Makes what is missing, from whatever version. @param {import("idb").IDBPDatabase} database */
function prepare(database) {
  for (const name of NAMES) if (!database.objectStoreNames.contains(name)) database.createObjectStore(name);
  if (!database.objectStoreNames.contains(ASIDE)) database.createObjectStore(ASIDE, { autoIncrement: true });
}
