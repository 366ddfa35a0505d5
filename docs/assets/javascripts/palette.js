/**
 * The switch between the system's colors, light and dark. The theme's own restyles the whole page three times whenever
 * one opens, chosen or not, which takes a phone longer than everything else it does; this one acts when asked.
 * It keeps the reader's choice where the theme does, whose first script shows it before anything is painted.
 */

/** What of a choice the theme knows: its place among the choices, and the attributes of the body it stands for.
 * @typedef {{ index: number, color: { media: string, scheme: string, primary: string, accent: string } }} Choice
 */

const KEY = "__palette";

export function watchPalette() {
  const inputs = /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll(".color-switch input")]);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  /** @type {Choice | null} */
  const kept = /** @type {any} */ (globalThis).__md_get(KEY);
  let chosen = inputs[kept?.index ?? 0] ?? inputs[0];
  if (!chosen) return;

  const show = () => {
    for (const input of inputs) {
      const button = input.nextElementSibling;
      if (button instanceof HTMLElement) button.hidden = input !== chosen;
    }
    const media = `(prefers-color-scheme: ${dark.matches ? "dark" : "light"})`;
    const follows = chosen.dataset.mdColorMedia === "(prefers-color-scheme)";
    const shown = follows ? inputs.find((input) => input.dataset.mdColorMedia === media) : chosen;
    const scheme = shown?.dataset.mdColorScheme ?? "default";
    if (document.body.dataset.mdColorScheme !== scheme) document.body.dataset.mdColorScheme = scheme;
  };

  show();
  dark.addEventListener("change", show);
  for (const [index, input] of inputs.entries()) {
    input.addEventListener("change", () => {
      chosen = input;
      const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = input.dataset;
      /** @type {any} */ (globalThis).__md_set(KEY, { index, color: { media, scheme, primary, accent } });
      show();
    });
    input.addEventListener("keydown", (event) => {
      const next = inputs[(index + 1) % inputs.length];
      if (event.key !== "Enter" || !next) return;
      next.click();
      next.focus();
    });
  }
}
