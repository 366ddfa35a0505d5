/**
 * A pad for sketches in Mermaid: the source, the house's shapes to put in, and the drawing beside it. What cannot be
 * drawn is said beside the pad, and the last good drawing stays.
 */
import { element } from "../elements.js";
import { loadMermaid } from "../mermaid-fallback.js";
import { PALETTE, added } from "./sketch.js";

/** How long after the last key it is drawn, in ms. */
const PAUSE = 500;
let drawn = 0;

/**
 * Draw a sketch in the colors of the page.
 * @param {string} source
 * @param {HTMLElement} place whose drawing is replaced
 * @returns {Promise<string>} what is wrong with the source; empty when it is drawn
 */
export async function draw(source, place) {
  try {
    const mermaid = await loadMermaid(look());
    drawn += 1;
    await mermaid.parse(source); // what is wrong is said of the reader's own lines
    const { svg } = await mermaid.render(`pc-sketch-${drawn}`, withCore(source));
    place.innerHTML = svg;
    const drawing = place.querySelector("svg");
    drawing?.setAttribute("role", "img");
    drawing?.setAttribute("aria-label", "Your sketch");
    return "";
  } catch (error) {
    document.getElementById(`dpc-sketch-${drawn}`)?.remove(); // Mermaid leaves what it could not finish
    return error instanceof Error ? complaint(error.message) : "It cannot be drawn.";
  }
}

/** What Mermaid says without the list of all that it would have taken. @param {string} message */
function complaint(message) {
  const lines = message.split("\n").filter((line) => !/^Expecting /.test(line));
  return lines.slice(0, 4).join("\n");
}

/** The class `core`, as everywhere on the site. @param {string} source */
function withCore(source) {
  if (!/^\s*(flowchart|graph)\b/.test(source) || /classDef\s+core\b/.test(source)) return source;
  return `${source.trimEnd()}\n  classDef core fill:${color("--accent-wash")},stroke:${color("--accent")},stroke-width:2px\n`;
}

/** Mermaid's settings; strict, since what a reader typed or took from somewhere may hold anything. */
function look() {
  const variables = {
    fontFamily: "'Source Sans 3', system-ui, sans-serif",
    primaryColor: color("--paper"),
    primaryTextColor: color("--ink"),
    primaryBorderColor: color("--ink-soft"),
    lineColor: color("--ink-soft"),
    secondaryColor: color("--paper-sunk"),
    tertiaryColor: color("--paper-sunk"),
    clusterBkg: color("--paper-sunk"),
    clusterBorder: color("--rule"),
    edgeLabelBackground: color("--paper-raised"),
    titleColor: color("--ink"),
  };
  return { securityLevel: "strict", theme: "base", look: "classic", htmlLabels: false, flowchart: { htmlLabels: false, useMaxWidth: true }, themeVariables: variables };
}

/** @param {string} name of a variable of the stylesheet, whose value is hexadecimal */
function color(name) {
  return getComputedStyle(document.body).getPropertyValue(name).trim();
}

/**
 * @param {string} source to begin with
 * @param {(source: string) => void} changed called with each change
 * @returns {{whole: HTMLElement, show: (source: string) => void}} `show` takes in what another tab wrote
 */
export function pad(source, changed) {
  const area = element("textarea", { class: "pc-pad__source", id: "pad-source", rows: "12", spellcheck: "false", autocapitalize: "off" });
  const drawing = element("div", { class: "pc-pad__drawing" });
  const fault = element("pre", { class: "pc-pad__fault", role: "status" });
  const shapes = PALETTE.map(([name, line]) => {
    const button = element("button", { type: "button" }, name);
    button.addEventListener("click", () => put(added(area.value, line)));
    return button;
  });
  let timer = 0;
  let latest = 0;
  const redraw = async () => {
    latest += 1;
    const mine = latest;
    if (!area.value.trim()) {
      drawing.replaceChildren();
      fault.textContent = "";
      return;
    }
    const trial = element("div");
    const wrong = await draw(area.value, trial);
    if (mine !== latest) return;
    fault.textContent = wrong && `Not drawn yet: ${wrong}`;
    if (!wrong) drawing.replaceChildren(...trial.childNodes);
  };
  const changedHere = () => {
    changed(area.value);
    clearTimeout(timer);
    timer = window.setTimeout(redraw, PAUSE);
  };
  /** @param {string} text */
  const put = (text) => {
    area.value = text;
    changedHere();
    area.focus();
    area.setSelectionRange(text.length, text.length);
    area.scrollTop = area.scrollHeight;
  };
  area.addEventListener("input", changedHere);
  area.value = source;
  void redraw();
  const whole = element(
    "div",
    { class: "pc-pad" },
    element("div", { class: "pc-pad__shapes", role: "group", "aria-label": "Put in a shape" }, ...shapes),
    element("div", { class: "pc-pad__sides" }, element("div", {}, element("label", { for: "pad-source" }, "Mermaid"), area, fault), drawing),
  );
  const show = (/** @type {string} */ text) => {
    if (text === area.value) return;
    area.value = text;
    void redraw();
  };
  return { whole, show };
}
