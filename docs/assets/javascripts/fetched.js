/** Data of the site that an element fetches, and what stands in its place when that fails. */
import { element } from "./elements.js";

/**
 * @param {URL} file JSON with the `version` of its form
 * @param {number} version that the element reads
 * @returns {Promise<any>} rejected where the file is not there, cannot be read or has another form
 */
export async function fetched(file, version) {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${answer.status} for ${file}`);
  const data = await answer.json();
  if (data.version !== version) throw new Error(`version ${data.version} of ${file}`);
  return data;
}

/** @param {string} words what could not be loaded, as a sentence @param {() => void} again */
export function failed(words, again) {
  const button = element("button", { type: "button" }, "Try again");
  button.addEventListener("click", again);
  return element("p", { role: "status" }, `${words} `, button);
}
