/**
 * What a reader chose in the knowledge graph, as the address of the page says it, so that a link and the way back show
 * it again.
 * @typedef {{ chapter: string, from: string, to: string, hidden: string[] }} Choice  `hidden` are kinds of chapters
 */

const HIDDEN = "hide";

/**
 * @param {string} query of an address
 * @returns {Choice}
 */
export function readChoice(query) {
  const asked = new URLSearchParams(query);
  const [chapter, from, to] = ["chapter", "from", "to"].map((name) => asked.get(name) ?? "");
  return { chapter, from, to, hidden: (asked.get(HIDDEN) ?? "").split(" ").filter(Boolean) };
}

/**
 * The address of a choice; what else an address asks for stays, a place in the page does not.
 * @param {Choice} choice
 * @param {string} address of the page
 */
export function addressOf({ hidden, ...chosen }, address) {
  const url = new URL(address);
  url.hash = "";
  for (const [name, value] of Object.entries({ ...chosen, [HIDDEN]: hidden.join(" ") })) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}
