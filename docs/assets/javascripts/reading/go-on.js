/** On home: where to go on reading, for those who let the site remember it. */
import { element } from "../elements.js";
import { root } from "../root.js";
import { readingStore } from "./chapter.js";

/** @param {Element} place of home below which it is said */
export async function goOn(place) {
  const store = await readingStore();
  const [last] = [...store.all("reading")].sort(([, one], [, other]) => other.visited - one.visited);
  if (!last || place.querySelector(".pc-go-on")) return;
  const [path, { title, at, heading, read }] = last;
  const link = element("a", { href: new URL(`${path}${at && !read ? `#${at}` : ""}`, root()).href }, title);
  place.append(element("span", { class: "pc-go-on" }, "Last read: ", link, at && !read ? `, at “${heading}”` : ""));
}
