/**
 * What a reader does, kept in the browser's database and sent nowhere. What cannot be read is put aside under another
 * name and never overwritten; where nothing may be kept, it lives as long as the page and can be saved as a file.
 */
import { openDB } from "../../vendor/idb.js";
import { VERSION, cardState, isCardId } from "./schema.js";

/** @typedef {import("./schema.js").CardState} CardState */
/** @typedef {{store: string, key: unknown, value: unknown, when: number}} Aside */

export const NAME = "probabilistic-core";
const CARDS = "cards";
const ASIDE = "aside";

const SAYS = {
  denied: "This browser keeps nothing for this site, so what you learn is lost with the page. Save it as a file before you leave.",
  newer: "A newer version of this site has kept its data here. It is left as it is; reload the page to get that version.",
  full: "The device is full: your last grades are kept on this page only. Save them as a file.",
  lost: "The browser has closed its database: your last grades are kept on this page only. Save them as a file, then reload.",
};

export class Store {
  /** @type {import("idb").IDBPDatabase | null} */
  #database = null;
  /** @type {Map<string, CardState>} */
  #cards = new Map();
  /** @type {BroadcastChannel | null} */
  #channel = null;
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

  /** @returns {ReadonlyMap<string, CardState>} */
  get cards() {
    return this.#cards;
  }

  /** @param {() => void} changed called when another tab has changed something @returns {Promise<Store>} */
  static async open(changed = () => {}) {
    const store = new Store();
    store.#changed = changed;
    try {
      store.#database = await openDB(NAME, VERSION, {
        upgrade: (/** @type {import("idb").IDBPDatabase} */ database) => {
          database.createObjectStore(CARDS);
          database.createObjectStore(ASIDE, { autoIncrement: true });
        },
        // A newer version in another tab waits for this one to let go.
        blocking: () => store.#close(SAYS.lost),
        terminated: () => store.#close(SAYS.lost),
      });
      await store.#read();
      store.#listen();
    } catch (error) {
      store.#database = null;
      store.#problem = error instanceof Error && error.name === "VersionError" ? SAYS.newer : SAYS.denied;
    }
    return store;
  }

  /** @param {string} id @param {CardState | undefined} state none forgets the card */
  async keep(id, state) {
    if (state) this.#cards.set(id, state);
    else this.#cards.delete(id);
    await this.#write((cards) => (state ? cards.put(state, id) : cards.delete(id)));
  }

  /**
   * Take in what was kept elsewhere: of each card what was graded last.
   * @param {Iterable<[string, CardState]>} states
   * @returns {Promise<number>} how many were newer than what was here
   */
  async take(states) {
    const newer = [...states].filter(([id, state]) => state.last > (this.#cards.get(id)?.last ?? -1));
    for (const [id, state] of newer) this.#cards.set(id, state);
    await this.#write(async (cards) => void (await Promise.all(newer.map(([id, state]) => cards.put(state, id)))));
    return newer.length;
  }

  /** Forget all cards. @returns {Promise<Map<string, CardState>>} what was forgotten, to bring it back */
  async erase() {
    const before = this.#cards;
    this.#cards = new Map();
    await this.#write((cards) => cards.clear());
    return before;
  }

  /** What was put aside, for the reader to save. @returns {Promise<Aside[]>} */
  async putAside() {
    return this.#database ? await this.#database.getAll(ASIDE) : [];
  }

  async #read() {
    const database = /** @type {import("idb").IDBPDatabase} */ (this.#database);
    const transaction = database.transaction([CARDS, ASIDE], "readwrite");
    const [cards, aside] = [transaction.objectStore(CARDS), transaction.objectStore(ASIDE)];
    /** @type {Map<string, CardState>} */
    const found = new Map();
    for (let cursor = await cards.openCursor(); cursor; cursor = await cursor.continue()) {
      const state = cardState(cursor.value);
      if (state && isCardId(cursor.key)) found.set(cursor.key, state);
      else {
        await aside.add({ store: CARDS, key: cursor.key, value: cursor.value, when: Date.now() });
        await cursor.delete();
      }
    }
    this.#aside = await aside.count();
    await transaction.done;
    this.#cards = found;
  }

  /** @param {(cards: import("idb").IDBPObjectStore<any, ["cards"], "cards", "readwrite">) => Promise<unknown>} change */
  async #write(change) {
    if (!this.#database) return;
    try {
      const transaction = this.#database.transaction(CARDS, "readwrite");
      await Promise.all([change(transaction.store), transaction.done]);
      this.#problem = "";
      this.#channel?.postMessage(CARDS);
    } catch (error) {
      this.#problem = error instanceof Error && error.name === "QuotaExceededError" ? SAYS.full : SAYS.lost;
    }
  }

  #listen() {
    if (!("BroadcastChannel" in globalThis)) return;
    this.#channel = new BroadcastChannel(NAME);
    this.#channel.onmessage = async () => {
      if (this.#database) await this.#read();
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

  /** Let go of the database and of other tabs. */
  close() {
    this.#channel?.close();
    this.#database?.close();
    this.#database = null;
  }
}
