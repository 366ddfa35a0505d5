/** Draws one diagram with Mermaid, makes it flat and small. Runs in the page that render.py opens. */
import { flatten } from "./flatten.js";
import { ladder } from "./ladder.js";
import { layered } from "./layered.js";
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

/** What fits a phone 360 px wide with words at least 12 px high: 316 px between the edges of a figure, at 12 of 14. */
const PHONE = 364;
/** The width of a figure beside contents and navigation, where a sequence is to be read at scale 1. */
const DESK = 734;
/** Wider drawings shrink on a tablet, whose figures are 654 px wide, until words of 14 px are less than 12 px high. */
const TABLET = 764;
/** What a pixel of height costs a wide drawing, besides what it costs every one: it should use its width. */
const FLAT = 2;
/** Higher ones are refused by overlaps.py. */
const HIGHEST = 1000;
/** What parts.js leaves free around a drawing. */
const AROUND = 12;

/**
 * A drawing, and what can be read off it: agreement.py compares both with the house's reading.
 * @typedef {{ svg: string, texts: string[], heads: number }} Drawing
 */

/**
 * The drawings of a source by their forms, and Mermaid's own reading of it.
 * @typedef {{ forms: Record<string, Drawing>, nodes: string[], edges: [string, string][] }} Drawn
 */

/** Types of messages that are arrows, among Mermaid's LINETYPE; the others are notes and frames. */
const NOTE = 2;

/** What an author writes where a page has no bytes to spare for a second drawing; phones scroll the wide one. */
const WIDE_ONLY = /^\s*%% phone: wide$/m;

/**
 * @param {Record<string, unknown>} settings Mermaid's
 * @param {string} source
 * @param {string} title
 * @returns {Promise<Drawn | { error: string }>}
 */
async function draw(settings, source, title) {
  const { mermaid } = /** @type {any} */ (globalThis);
  await document.fonts.load('15px "Source Sans 3"');
  await document.fonts.load('600 15px "Source Sans 3"');
  mermaid.initialize({ ...settings, startOnLoad: false, deterministicIds: true, deterministicIDSeed: "diagram" });
  // Mermaid's rounded shapes are drawn with a trace of chance; the same source must give the same bytes.
  Math.random = () => 0.5;
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(source);
    const wide = db.getMessages ? ladder(db, DESK - AROUND) : await widened(db, source);
    const narrow = wide.viewBox.baseVal.width > PHONE && !WIDE_ONLY.test(source) ? await narrowed(db) : undefined;
    const forms = { wide: finished(wide, title), ...(narrow && { narrow: finished(narrow, title) }) };
    return { forms, ...understood(db) };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    document.body.replaceChildren();
  }
}

/**
 * A flowchart as Mermaid draws it, or closer together where that would be too small to read on a tablet.
 * @param {any} db @param {string} source
 */
async function widened(db, source) {
  const drawing = await drawnByMermaid(source);
  const { width, height } = drawing.viewBox.baseVal;
  if (width <= TABLET && height <= HIGHEST) return drawing;
  const closer = await layered(db.getData(), TABLET - AROUND, FLAT);
  return closer && closer.viewBox.baseVal.height <= HIGHEST ? closer : drawing;
}

/** @param {any} db @returns {Promise<SVGSVGElement | undefined>} */
async function narrowed(db) {
  return db.getMessages ? ladder(db, PHONE - AROUND) : layered(db.getData(), PHONE - AROUND);
}

/** @param {string} source */
async function drawnByMermaid(source) {
  const stage = document.createElement("div");
  document.body.replaceChildren(stage);
  const { svg } = await /** @type {any} */ (globalThis).mermaid.render("diagram", source, stage);
  stage.innerHTML = svg;
  const drawing = /** @type {SVGSVGElement} */ (stage.querySelector("svg"));
  // At its natural size one unit is one pixel, so positions can be read off the screen.
  const { width, height } = drawing.viewBox.baseVal;
  drawing.setAttribute("width", String(width));
  drawing.setAttribute("height", String(height));
  drawing.style.maxWidth = "none";
  return flatten(drawing);
}

/** @param {SVGSVGElement} drawing @param {string} title @returns {Drawing} */
function finished(drawing, title) {
  drawing.setAttribute("role", "img");
  drawing.setAttribute("aria-label", title);
  const svg = optimize(new XMLSerializer().serializeToString(drawing), SVGO).data;
  // A space between words of one label, for the search and for whoever copies them.
  return { svg: svg.replaceAll("</text><text", "</text>\n<text"), ...seen(svg) };
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
 * What Mermaid's own parser made of a source.
 * @param {any} db
 * @returns {Pick<Drawn, "nodes" | "edges">}
 */
function understood(db) {
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
