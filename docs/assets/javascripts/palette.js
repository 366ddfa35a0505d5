/**
 * The switch between the system's colors, light and dark. The theme's own restyles the whole page three times whenever
 * one opens, chosen or not, which takes a phone longer than everything else it does; this one acts when asked.
 * It keeps the reader's choice where the theme does, whose first script shows it before anything is painted. Where
 * nothing may be kept, a choice lasts until the reader leaves the page.
 */

/** What of a choice the theme knows: its place among the choices, and the attributes of the body it stands for.
 * @typedef {{ index: number, color: { media: string, scheme: string, primary: string, accent: string } }} Choice
 */

const KEY = "__palette";
const SYSTEM = "(prefers-color-scheme)";

export function watchPalette() {
  const inputs = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(".color-switch input")]);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let chosen = inputs[keptIndex()] ?? inputs[0];
  if (!chosen) return;

  const show = () => {
    for (const input of inputs) {
      const button = input.nextElementSibling;
      if (button instanceof HTMLElement) button.hidden = input !== chosen;
    }
    const scheme = schemeOf(chosen, inputs, dark.matches);
    if (document.body.dataset.mdColorScheme !== scheme) document.body.dataset.mdColorScheme = scheme;
  };

  show();
  dark.addEventListener("change", show);
  for (const [index, input] of inputs.entries()) {
    input.addEventListener("change", () => {
      chosen = input;
      show();
      keep(index, input);
    });
    input.addEventListener("keydown", (event) => {
      const next = inputs[(index + 1) % inputs.length];
      if (event.key !== "Enter" || !next) return;
      next.click();
      next.focus();
    });
  }
}

/**
 * The scheme of a choice; that of the system's colors is the one of the choice for them.
 * @param {HTMLInputElement} chosen
 * @param {HTMLInputElement[]} inputs
 * @param {boolean} dark whether the system's colors are dark
 */
function schemeOf(chosen, inputs, dark) {
  const media = `(prefers-color-scheme: ${dark ? "dark" : "light"})`;
  const follows = chosen.dataset.mdColorMedia === SYSTEM;
  const shown = follows ? inputs.find((input) => input.dataset.mdColorMedia === media) : chosen;
  return shown?.dataset.mdColorScheme ?? "default";
}

/** The place of the choice that was kept; 0, the system's colors, where there is none or it may not be read. */
function keptIndex() {
  try {
    /** @type {Choice | null} */
    const kept = /** @type {any} */ (globalThis).__md_get(KEY);
    return kept?.index ?? 0;
  } catch {
    return 0;
  }
}

/**
 * @param {number} index
 * @param {HTMLInputElement} input
 */
function keep(index, input) {
  const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = input.dataset;
  try {
    /** @type {any} */ (globalThis).__md_set(KEY, { index, color: { media, scheme, primary, accent } });
  } catch {
    // Nothing may be kept.
  }
}
