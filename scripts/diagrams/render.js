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
 * @param {Record<string, unknown>} settings Mermaid's
 * @param {string} source
 * @param {string} title
 * @param {string} description
 * @returns {Promise<{ svg?: string, error?: string }>}
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
    return { svg: small.replaceAll("</text><text", "</text>\n<text") };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  } finally {
    document.body.replaceChildren();
  }
}

Object.assign(globalThis, { draw });
