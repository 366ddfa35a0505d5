/** Draws one diagram with Mermaid, makes it flat and small. Runs in the page that render.py opens. */
import { flatten } from "./flatten.js";
import { optimize } from "svgo-browser";

/** Whole pixels: nobody sees the tenth, and it is a fifth of the bytes. */
const SVGO = {
  multipass: true,
  floatPrecision: 0,
  plugins: [
    { name: "preset-default", params: { overrides: { removeUnknownsAndDefaults: false, mergePaths: false, cleanupIds: false } } },
    { name: "sortAttrs" },
  ],
};

/**
 * A drawing, and what can be read off it and off Mermaid's own reading of the source: agreement.py compares both with
 * the house's reading.
 * @typedef {{ svg: string, texts: string[], heads: number, nodes: string[], edges: [string, string][] }} Drawn
 */

/** Types of messages that are arrows, among Mermaid's LINETYPE; the others are notes and frames. */
const NOTE = 2;

/**
 * @param {Record<string, unknown>} settings Mermaid's
 * @param {string} source
 * @param {string} title
 * @param {string} description
 * @returns {Promise<Partial<Drawn> & { error?: string }>}
 */
async function draw(settings, source, title, description) {
  const { mermaid } = /** @type {any} */ (globalThis);
  await document.fonts.load('15px "Source Sans 3"');
  await document.fonts.load('600 15px "Source Sans 3"');
  mermaid.initialize({ ...settings, startOnLoad: false, deterministicIds: true, deterministicIDSeed: "diagram" });
  // Mermaid's rounded shapes are drawn with a trace of chance; the same source must give the same bytes.
  Math.random = () => 0.5;
  const stage = document.createElement("div");
  document.body.replaceChildren(stage);
  try {
    const { svg } = await mermaid.render("diagram", source, stage);
    stage.innerHTML = svg;
    const drawing = /** @type {SVGSVGElement} */ (stage.querySelector("svg"));
    // At its natural size one unit is one pixel, so positions can be read off the screen.
    const { width, height } = drawing.viewBox.baseVal;
    drawing.setAttribute("width", String(width));
    drawing.setAttribute("height", String(height));
    drawing.style.maxWidth = "none";
    const small = optimize(flatten(drawing, title, description), SVGO).data;
    // A space between words of one label, for the search and for whoever copies them.
    return { svg: small.replaceAll("</text><text", "</text>\n<text"), ...seen(small), ...(await understood(source)) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    document.body.replaceChildren();
  }
}

/** What a reader sees in a finished drawing. @param {string} svg */
function seen(svg) {
  const drawing = new DOMParser().parseFromString(svg, "image/svg+xml");
  return {
    texts: [...drawing.querySelectorAll("text")].map((text) => text.textContent ?? ""),
    heads: (drawing.documentElement.innerHTML.match(/class="a"/g) ?? []).length,
  };
}

/**
 * What Mermaid's own parser makes of a source.
 * @param {string} source
 * @returns {Promise<Pick<Drawn, "nodes" | "edges">>}
 */
async function understood(source) {
  const { db } = await /** @type {any} */ (globalThis).mermaid.mermaidAPI.getDiagramFromText(source);
  if (db.getMessages) {
    const messages = db.getMessages().filter((/** @type {any} */ one) => one.from && one.to && one.type !== NOTE);
    return { nodes: db.getActorKeys(), edges: messages.map((/** @type {any} */ one) => [one.from, one.to]) };
  }
  if (!db.getData) return { nodes: [], edges: [] };
  const { nodes, edges } = db.getData();
  return {
    nodes: nodes.map((/** @type {any} */ node) => node.id),
    edges: edges.map((/** @type {any} */ edge) => [edge.start, edge.end]),
  };
}

Object.assign(globalThis, { draw });
