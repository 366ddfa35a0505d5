/** What stands in a sketch: the labels of its nodes, and which building blocks of a case they name. */

/** @typedef {import("./data.js").Block} Block */

/** The house's shapes with what each means; every line stands alone, so that it may be put anywhere in a flowchart. */
export const PALETTE = /** @type {[string, string][]} */ ([
  ["Person", "person([User])"],
  ["Service", "service[Gateway]"],
  ["Store", "store[(Store)]"],
  ["Queue", "queue[[Queue]]"],
  ["Model", 'model@{ shape: hex, label: "Model" }\n  class model core'],
  ["Human review", "review[/Review/]"],
  ["Decision", "decision{Enough?}"],
  ["Arrow", "one --> other"],
  ["Group", "subgraph group [Offline]\n    inside[Job]\n  end"],
]);
export const EMPTY = "flowchart TD\n  user([User]) --> gateway[Gateway]\n";

/**
 * A line of the palette with a name that the sketch does not use yet.
 * @param {string} source of the sketch
 * @param {string} line
 */
export function added(source, line) {
  const [name] = /^(?:subgraph )?\w+/.exec(line) ?? [""];
  const stem = name.replace("subgraph ", "");
  let fresh = stem;
  for (let count = 2; stem !== "one" && new RegExp(`\\b${fresh}\\b`).test(source); count += 1) fresh = `${stem}${count}`;
  const renamed = line.replaceAll(new RegExp(`(?<![\\w[(])${stem}\\b(?=[@([{/]| core| \\[)`, "g"), fresh);
  const begun = source.trim() ? source.replace(/\s*$/, "\n") : "flowchart TD\n";
  return `${begun}  ${renamed}\n`;
}

/**
 * What the nodes and groups of a drawing say. Its lines and words are pieces of their own, so spaces are put between.
 * @param {SVGElement | null} drawing by Mermaid
 * @param {string} source said line by line where there is no drawing
 * @returns {string[]}
 */
export function labels(drawing, source) {
  if (!drawing) return source.split("\n");
  return [...drawing.querySelectorAll(".node, .cluster-label")].map((node) => {
    const pieces = [...node.querySelectorAll("tspan")].filter((piece) => !piece.querySelector("tspan"));
    return pieces.length ? pieces.map(({ textContent }) => textContent).join(" ") : (node.textContent ?? "");
  });
}

/**
 * Which blocks of a case are in a sketch: a word of the block begins a word of some label.
 * @param {Block[]} blocks
 * @param {string[]} said by the labels of a sketch
 * @returns {{found: Block[], lacking: Block[]}}
 */
export function compare(blocks, said) {
  const words = said.map((label) => ` ${plain(label)}`);
  const has = (/** @type {Block} */ block) => block.words.some((word) => words.some((label) => label.includes(` ${plain(word)}`)));
  return { found: blocks.filter(has), lacking: blocks.filter((block) => !has(block)) };
}

/** Small letters and single spaces. @param {string} text */
function plain(text) {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
