/** What a reader keeps, as a file and back: everything is checked before anything is changed. */
import { element } from "../elements.js";
import { NAMES, SHELVES, VERSION } from "./schema.js";
import { choose, settings, shape } from "./settings.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Everything} Everything */
/** @typedef {import("./settings.js").Settings} Settings */
/** @typedef {{shelves: Partial<Everything>, settings: Settings | undefined}} Found */

const FORMAT = "probabilistic-core";
const FILE = `${FORMAT}.json`;
/** Bytes; a thousand cards and a hundred long attempts take a tenth of it. */
export const MOST_BYTES = 20_000_000;
const UNCHANGED = "Nothing was changed.";

/**
 * @param {Everything} shelves
 * @param {Settings} chosen
 * @param {import("./store.js").Aside[]} aside
 * @param {Date} now
 */
export function written(shelves, chosen, aside, now) {
  const told = { format: FORMAT, version: VERSION, saved: now.toISOString(), settings: chosen };
  const kept = Object.fromEntries(NAMES.map((name) => [name, Object.fromEntries(shelves[name])]));
  return `${JSON.stringify({ ...told, ...kept, ...(aside.length && { aside }) }, null, 1)}\n`;
}

/**
 * @param {{size: number, text: () => Promise<string>}} file of this version, or of an earlier one
 * @returns {Promise<Found | {fault: string}>} a fault is a sentence for the reader
 */
export async function read(file) {
  if (file.size > MOST_BYTES) return { fault: `The file has ${Math.round(file.size / 1e6)} MB; a saved one has at most ${MOST_BYTES / 1e6}. ${UNCHANGED}` };
  /** @type {unknown} */
  let found;
  try {
    found = JSON.parse((await file.text()).replace(/^\ufeff/, ""));
  } catch {
    return { fault: `The file is no JSON, or its end is missing. ${UNCHANGED}` };
  }
  const told = /** @type {Record<string, unknown>} */ (isRecord(found) ? found : {});
  const { format, version } = told;
  if (format !== FORMAT) return { fault: `This file was not saved by this site. ${UNCHANGED}` };
  if (typeof version !== "number" || version > VERSION) return { fault: `The file was saved by a newer version of this site; reload the page and try again. ${UNCHANGED}` };
  /** @type {Record<string, Map<string, unknown>>} */
  const shelves = {};
  for (const name of NAMES) {
    // The first version had cards alone.
    if (!(name in told) && version < VERSION && name !== "cards") continue;
    if (!isRecord(told[name])) return { fault: `The file holds no ${name}. ${UNCHANGED}` };
    shelves[name] = new Map();
    for (const [key, value] of Object.entries(/** @type {object} */ (told[name]))) {
      const one = SHELVES[name].value(value);
      if (!one || SHELVES[name].key(key) === undefined) return { fault: `The entry “${key.slice(0, 60)}” of ${name} in the file cannot be read. ${UNCHANGED}` };
      shelves[name].set(key, one);
    }
  }
  const chosen = told.settings === undefined ? undefined : shape(told.settings);
  if (told.settings !== undefined && !chosen) return { fault: `The settings in the file cannot be read. ${UNCHANGED}` };
  return { shelves: /** @type {Partial<Everything>} */ (shelves), settings: chosen };
}

/** Hand a file to the reader. @param {string} text @param {string} name @param {string} type */
export function download(text, name, type = "application/json") {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * The controls by which a reader saves all that is kept and reads it in.
 * @param {() => Store | undefined} storeOf the page, once it is open
 * @param {(text: string) => void} tell what was done or is wrong, as a sentence
 * @returns {HTMLElement[]} two buttons, and the field that stays out of sight
 */
export function fileControls(storeOf, tell) {
  const [saving, loading] = ["Save as a file", "Read a file"].map((words) => element("button", { type: "button" }, words));
  const file = element("input", { type: "file", accept: "application/json,.json", hidden: "", "aria-label": "A file that was saved here" });
  saving.addEventListener("click", async () => {
    const store = storeOf();
    if (store) tell(await save(store));
  });
  loading.addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [store, chosen] = [storeOf(), file.files?.[0]];
    if (!store || !chosen) return;
    const told = await load(store, chosen);
    file.value = "";
    tell(told);
  });
  return [saving, loading, file];
}

/** @param {Store} store */
async function save(store) {
  const everything = await store.everything();
  download(written(everything, settings(), await store.putAside(), new Date()), FILE);
  return `${counted(everything)} saved as ${FILE}.`;
}

/** @param {Store} store @param {File} file */
async function load(store, file) {
  const found = await read(file);
  if ("fault" in found) return found.fault;
  const newer = await store.take(found.shelves);
  if (found.settings) choose(found.settings);
  return `${counted(found.shelves)} read, ${newer} newer than what was here.`;
}

/** @param {Partial<Everything>} shelves */
export function counted(shelves) {
  /** @type {[keyof Everything, string][]} */
  const names = [["cards", "card"], ["attempts", "attempt"], ["plans", "plan"], ["reading", "chapter"]];
  const parts = names.flatMap(([name, one]) => {
    const { size } = shelves[name] ?? new Map();
    return size ? [`${size} ${one}${size === 1 ? "" : "s"}`] : [];
  });
  if (parts.length < 2) return parts[0] ?? "Nothing but settings";
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** @param {unknown} value */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
