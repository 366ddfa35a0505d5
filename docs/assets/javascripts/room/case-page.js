/** The finished page of a case, from which sections and figures are shown beside an attempt. */

import { below } from "../sections.js";

/** @typedef {{section: (id: string) => Element[], figure: (id: string) => Element | undefined, fault: string}} CasePage */

/** @type {Map<string, Promise<CasePage>>} */
const read = new Map();
const FAULT = "The chapter could not be loaded; it opens by its link above.";

/** @param {URL} address @returns {Promise<CasePage>} without sections where it cannot be had */
export function chapterPage(address) {
  const known = read.get(address.href) ?? load(address);
  read.set(address.href, known);
  return known;
}

/** @param {URL} address @param {string} id @returns {Promise<(Element | string)[]>} */
export async function sectionOf(address, id) {
  const { section, fault } = await chapterPage(address);
  const found = section(id);
  return found.length ? found : [fault];
}

/** @param {URL} address @returns {Promise<CasePage>} */
async function load(address) {
  try {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const section = (/** @type {string} */ id) => cleaned(below(page.getElementById(id)), address);
    return { section, figure: (id) => section(id).find((part) => part.matches("figure.diagram")), fault: FAULT };
  } catch {
    read.delete(address.href);
    return { section: () => [], figure: () => undefined, fault: FAULT };
  }
}

/** Copies whose links lead where they led, and whose names clash with none of this page. @param {Element[]} parts @param {URL} address */
function cleaned(parts, address) {
  return parts.map((part) => {
    const copy = document.importNode(part, true);
    for (const node of [copy, ...copy.querySelectorAll("*")]) {
      node.removeAttribute("id");
      const href = node.getAttribute("href");
      if (href !== null && node.localName === "a") node.setAttribute("href", new URL(href, address).href);
    }
    for (const link of copy.querySelectorAll(".headerlink")) link.remove();
    return copy;
  });
}
