/**
 * The practice room: choose a case, attempt it against the clock, hold it against the case, see what is weakest. The
 * attempt is written down as it grows, on this device alone; the address says which one is open.
 */
import { failed, fetched } from "./fetched.js";
import { comparing } from "./room/comparing.js";
import { VERSION } from "./room/data.js";
import { lobby } from "./room/lobby.js";
import { working } from "./room/working.js";
import { settings } from "./store/settings.js";
import { Store } from "./store/store.js";
import { element } from "./elements.js";

/** @typedef {import("./store/schema.js").Attempt} Attempt */
/** @typedef {import("./room/data.js").Room} Room */
/** @typedef {import("./room/data.js").Practice} Practice */
/**
 * One of the three views. `update` takes in what another tab has written, `leave` stops its timers.
 * @typedef {{whole: Node, update: (attempt: Attempt) => void, leave: () => void}} View
 */
/**
 * What a view may ask of the room.
 * @typedef {object} Desk
 * @property {Room} room
 * @property {URL} root of the site
 * @property {string} id of the attempt that is open
 * @property {(change: Partial<Attempt>) => void} change writes something into the attempt, soon also to the device
 * @property {(id: string) => void} open goes to an attempt; an empty name leads back to the choice
 * @property {() => void} remove deletes the attempt that is open, until the page is left with a way back
 * @property {(text: string) => void} tell says something below the view
 */

const PARAMETER = "attempt";
/** How long after the last change it is written to the device, in ms. */
const PAUSE = 400;

export class PracticeRoom extends HTMLElement {
  /** @type {Room | undefined} */
  #room;
  /** @type {Store | undefined} */
  #store;
  #root = new URL(location.href);
  #id = "";
  /** @type {Attempt | undefined} */
  #attempt;
  /** @type {View | undefined} */
  #view;
  #timer = 0;
  #leaving = new AbortController();
  #place = element("div");
  #told = element("p", { class: "pc-room__told", role: "status" });

  async connectedCallback() {
    if (this.dataset.ready !== undefined) return;
    const file = new URL(this.dataset.room ?? "", document.baseURI);
    this.#root = new URL("./", file);
    try {
      this.#room = await fetched(file, VERSION);
    } catch {
      if (this.isConnected) this.replaceChildren(failed("The room could not be loaded.", () => void this.connectedCallback()));
      return;
    }
    this.#store = await Store.open(["attempts"], () => this.#refresh());
    if (!this.isConnected) return this.#store.close();
    const { signal } = this.#leaving;
    // A page that is hidden may be gone the next moment.
    document.addEventListener("visibilitychange", () => document.hidden && void this.#write(), { signal });
    window.addEventListener("pagehide", () => void this.#write(), { signal });
    this.dataset.ready = "";
    this.replaceChildren(this.#place, this.#told);
    await this.#open(new URLSearchParams(location.search).get(PARAMETER) ?? "", false);
  }

  disconnectedCallback() {
    this.#leaving.abort();
    this.#view?.leave();
    void this.#write().then(() => this.#store?.close());
  }

  /** @returns {Desk} */
  get #desk() {
    return {
      room: /** @type {Room} */ (this.#room),
      root: this.#root,
      id: this.#id,
      change: (change) => this.#change(change),
      open: (id) => void this.#open(id),
      remove: () => void this.#remove(),
      tell: (text) => this.#tell(text),
    };
  }

  /** @param {string} id of an attempt, or empty @param {boolean} focus whether the reader asked for it here */
  async #open(id, focus = true) {
    await this.#write();
    const attempt = this.#store?.all("attempts").get(id);
    this.#id = attempt ? id : "";
    this.#attempt = attempt && { ...attempt };
    carry(this.#id);
    this.#view?.leave();
    this.#view = undefined;
    if (!attempt) this.#show(this.#lobby());
    else {
      const found = this.#room?.cases.find(({ slug }) => slug === attempt.case);
      /** @type {Practice | undefined} */
      let practice;
      try {
        if (found) practice = await fetched(new URL(`${found.url}practice.json`, this.#root), VERSION);
      } catch {
        return this.#place.replaceChildren(failed("The case could not be loaded.", () => void this.#open(id)));
      }
      if (this.#id !== id || !this.isConnected) return;
      if (!found || !practice) this.#place.replaceChildren(this.#gone(id));
      else this.#show((attempt.ended ? comparing : working)(this.#desk, found, practice, { ...attempt }));
    }
    this.#tell();
    if (!focus) return;
    const heading = this.#place.querySelector("h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
    this.scrollIntoView();
  }

  #lobby() {
    const store = /** @type {Store} */ (this.#store);
    return lobby(this.#desk, store.all("attempts"), settings(), {
      begin: (attempt) => {
        const id = `${attempt.case}-${attempt.begun.toString(36)}`;
        void store.keep("attempts", id, attempt).then(() => this.#open(id));
      },
      keep: async (id, attempt) => {
        await store.keep("attempts", id, attempt);
        this.#tell();
      },
    });
  }

  async #remove() {
    const [id, attempt] = [this.#id, this.#attempt];
    if (!attempt || !this.#store) return;
    this.#attempt = undefined;
    await this.#store.keep("attempts", id, undefined);
    await this.#open("");
    const undo = element("button", { type: "button" }, "Undo");
    undo.addEventListener("click", () => void this.#store?.keep("attempts", id, attempt).then(() => this.#open(id)));
    this.#told.append("The attempt is deleted. ", undo);
    undo.focus();
  }

  /** What is kept of an attempt whose case the site no longer has. @param {string} id */
  #gone(id) {
    const back = element("button", { type: "button" }, "Back to the choice");
    back.addEventListener("click", () => void this.#open(""));
    return element("p", {}, `The site no longer has the case of the attempt ${id}. `, back);
  }

  /** @param {View} view */
  #show(view) {
    this.#view = view;
    this.#place.replaceChildren(view.whole);
  }

  /** @param {Partial<Attempt>} change */
  #change(change) {
    if (!this.#attempt) return;
    Object.assign(this.#attempt, change, { changed: Date.now() });
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#write(), PAUSE);
    // What ends an attempt or a pause is no matter of half a second.
    if ("ended" in change || "clock" in change) void this.#write();
  }

  async #write() {
    clearTimeout(this.#timer);
    const attempt = this.#attempt;
    const kept = this.#store?.all("attempts").get(this.#id);
    if (!attempt || !this.#store || !kept || attempt.changed <= kept.changed) return;
    await this.#store.keep("attempts", this.#id, { ...attempt });
    if (this.#store.problem) this.#tell();
  }

  /** Another tab has changed an attempt. */
  #refresh() {
    const kept = this.#store?.all("attempts").get(this.#id);
    if (!this.#attempt) {
      if (this.#room) this.#show(this.#lobby());
    } else if (!kept || Boolean(kept.ended) !== Boolean(this.#attempt.ended)) {
      if (kept) this.#attempt = undefined; // what is here is older
      void this.#open(this.#id, false);
    } else if (kept.changed > this.#attempt.changed) {
      this.#attempt = { ...kept };
      this.#view?.update({ ...kept });
    }
    this.#tell();
  }

  /** Say what has happened, and always what is wrong with keeping. @param {string} text */
  #tell(text = "") {
    const aside = this.#store?.aside ? `${this.#store.aside} entries could not be read and were put aside; Settings writes them into a file.` : "";
    this.#told.textContent = [text, this.#store?.problem, aside].filter(Boolean).join(" ");
  }
}

/** @param {string} id of the attempt that is open */
function carry(id) {
  const url = new URL(location.href);
  if (id) url.searchParams.set(PARAMETER, id);
  else url.searchParams.delete(PARAMETER);
  history.replaceState(history.state, "", url);
}
