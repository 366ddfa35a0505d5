import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  { files: ["scripts/publish/*.js", "scripts/bench/*.js", "scripts/archive/bundle.js"], languageOptions: { globals: globals.node } },
  { files: ["tests/js/*.js"], languageOptions: { globals: { ...globals.node, ...globals.browser } } },
  { files: ["docs/*.js"], languageOptions: { globals: globals.serviceworker } },
  {
    files: ["docs/assets/javascripts/**/*.js", "scripts/diagrams/*.js", "scripts/preview/*.js", "scripts/archive/local.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.browser },
    rules: { eqeqeq: "error", "no-var": "error", "prefer-const": "error", "no-eval": "error", "no-implied-eval": "error" },
  },
];
