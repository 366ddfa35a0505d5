/** A scenario as Markdown, to be kept or sent. */
/** @typedef {import("./scenario.js").Scenario} Scenario */

/**
 * Tables of assumptions and results, in which what differs from the chapter is bold and has the chapter's value beside it.
 * @param {Scenario} scenario
 * @param {string} title
 * @param {string} link
 */
export function markdown(scenario, title, link) {
  const { assumptions, results } = scenario.estimate;
  const blocks = [`## ${title}: the numbers`, link, table("Assumption", assumptions, scenario), table("Result", results, scenario)];
  return `${blocks.join("\n\n")}\n`;
}

/** @param {string} head @param {{name: string, label: string}[]} figures @param {Scenario} scenario */
function table(head, figures, scenario) {
  const lines = figures.map(({ name, label }) => {
    const [now, given] = [scenario.print(name), scenario.print(name, true)];
    return now === given ? row(label, now, "") : row(label, `**${now}**`, given);
  });
  return [row(head, "Value", "In the chapter"), "| --- | --- | --- |", ...lines].join("\n");
}

/** @param {...string} cells */
function row(...cells) {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}
