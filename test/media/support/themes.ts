/**
 * The colors that VS Code 1.139 gives a webview in its default themes (Dark Modern, Light Modern, Dark High Contrast), of those
 * that the inspector and its elements use.
 */

export type Theme = "dark" | "light" | "contrast";

export function themeCss(theme: Theme): string {
  const lines = Object.entries(common).map(([name, value]) => `  --vscode-${name}: ${value};`);
  for (const [name, values] of Object.entries(colors)) {
    const value = values[order.indexOf(theme)];
    if (value !== undefined) lines.push(`  --vscode-${name}: ${value};`);
  }
  return `:root {\n${lines.join("\n")}\n}\n${webviewDefaults}`;
}

/** Beside the variables; VS Code's own pre-loaded styles have these in a layer that any style of a page overrides. */
const webviewDefaults = `@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size);
    margin: 0; padding: 0 20px; }
  code { font-family: var(--vscode-editor-font-family); }
  a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
}
html { background: var(--vscode-editor-background); }
`;

const common = {
  "font-family": 'system-ui, "Ubuntu", "Droid Sans", sans-serif',
  "font-size": "13px",
  "font-weight": "normal",
  "editor-font-family": '"Droid Sans Mono", monospace',
  "editor-font-size": "14px",
  "editor-font-weight": "normal",
};

const order: readonly Theme[] = ["dark", "light", "contrast"];

const colors: Readonly<Record<string, readonly [string | undefined, string | undefined, string | undefined]>> = {
  "activityBarBadge-background": ["#0078d4", "#005fb8", "#000000"],
  "activityBarBadge-foreground": ["#ffffff", "#ffffff", "#ffffff"],
  "badge-background": ["#616161", "#cccccc", "#000000"],
  "badge-foreground": ["#f8f8f8", "#3b3b3b", "#ffffff"],
  "button-background": ["#0078d4", "#005fb8", "#000000"],
  "button-border": ["rgba(255, 255, 255, 0.1)", "rgba(0, 0, 0, 0.1)", "#6fc3df"],
  "button-foreground": ["#ffffff", "#ffffff", "#ffffff"],
  "button-hoverBackground": ["#026ec1", "#0258a8", "#000000"],
  "button-secondaryBackground": ["rgba(0, 0, 0, 0)", "#e5e5e5", undefined],
  "button-secondaryForeground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "button-secondaryHoverBackground": ["#2b2b2b", "#cccccc", undefined],
  "button-separator": ["rgba(255, 255, 255, 0.4)", "rgba(255, 255, 255, 0.4)", "rgba(255, 255, 255, 0.4)"],
  "charts-blue": ["#59a4f9", "#0063d3", "#59a4f9"],
  "charts-green": ["#89d185", "#388a34", "#89d185"],
  "charts-orange": ["rgba(234, 92, 0, 0.33)", "rgba(234, 92, 0, 0.33)", undefined],
  "charts-purple": ["#b180d7", "#652d90", "#b180d7"],
  "charts-red": ["#f14c4c", "#e51400", "#f48771"],
  "charts-yellow": ["#cca700", "#bf8803", "#ffd370"],
  contrastActiveBorder: [undefined, undefined, "#f38518"],
  contrastBorder: [undefined, undefined, "#6fc3df"],
  "debugTokenExpression-boolean": ["#4e94ce", "#0000ff", "#75bdfe"],
  "debugTokenExpression-name": ["#c586c0", "#9b46b0", "#ffffff"],
  "debugTokenExpression-number": ["#b5cea8", "#098658", "#89d185"],
  "debugTokenExpression-string": ["#ce9178", "#a31515", "#f48771"],
  descriptionForeground: ["#9d9d9d", "#3b3b3b", "rgba(255, 255, 255, 0.7)"],
  disabledForeground: ["rgba(204, 204, 204, 0.5)", "rgba(97, 97, 97, 0.5)", "#a5a5a5"],
  "dropdown-background": ["#313131", "#ffffff", "#000000"],
  "dropdown-border": ["#3c3c3c", "#cecece", "#6fc3df"],
  "dropdown-foreground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "editor-background": ["#1f1f1f", "#ffffff", "#000000"],
  "editor-findMatchHighlightBackground": ["rgba(234, 92, 0, 0.33)", "rgba(234, 92, 0, 0.33)", undefined],
  "editor-findMatchHighlightBorder": [undefined, undefined, "#f38518"],
  "editor-wordHighlightBackground": ["rgba(87, 87, 87, 0.72)", "rgba(87, 87, 87, 0.25)", undefined],
  "editorHoverWidget-background": ["#202020", "#f8f8f8", "#0c141f"],
  "editorHoverWidget-border": ["rgba(204, 204, 204, 0.2)", "rgba(59, 59, 59, 0.2)", "#6fc3df"],
  "editorHoverWidget-foreground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "editorInfo-foreground": ["#59a4f9", "#0063d3", "#59a4f9"],
  "editorLightBulb-foreground": ["#ffcc00", "#ddb100", "#ffcc00"],
  "editorLineNumber-foreground": ["#6e7681", "#6e7681", "#ffffff"],
  "editorOverviewRuler-border": ["#010409", "#e5e5e5", "rgba(127, 127, 127, 0.3)"],
  "editorWarning-foreground": ["#cca700", "#bf8803", "#ffd370"],
  "editorWidget-background": ["#202020", "#f8f8f8", "#0c141f"],
  "editorWidget-border": ["rgba(204, 204, 204, 0.2)", "rgba(59, 59, 59, 0.2)", "#6fc3df"],
  "editorWidget-foreground": ["#cccccc", "#3b3b3b", "#ffffff"],
  errorForeground: ["#f85149", "#f85149", "#f48771"],
  focusBorder: ["#0078d4", "#005fb8", "#f38518"],
  foreground: ["#cccccc", "#3b3b3b", "#ffffff"],
  "icon-foreground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "input-background": ["#313131", "#ffffff", "#000000"],
  "input-border": ["#3c3c3c", "#cecece", "#6fc3df"],
  "input-foreground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "input-placeholderForeground": ["#989898", "#767676", "rgba(255, 255, 255, 0.7)"],
  "inputOption-activeBackground": ["rgba(36, 137, 219, 0.51)", "#bed6ed", "rgba(0, 0, 0, 0)"],
  "inputOption-activeBorder": ["#2488db", "#005fb8", "#6fc3df"],
  "inputOption-activeForeground": ["#ffffff", "#000000", "#ffffff"],
  "inputValidation-errorBackground": ["#5a1d1d", "#f2dede", "#000000"],
  "inputValidation-errorBorder": ["#be1100", "#be1100", "#6fc3df"],
  "inputValidation-warningBackground": ["#352a05", "#f6f5d2", "#000000"],
  "inputValidation-warningBorder": ["#b89500", "#b89500", "#6fc3df"],
  "keybindingTable-headerBackground": ["rgba(204, 204, 204, 0.04)", "rgba(59, 59, 59, 0.04)", undefined],
  "list-activeSelectionBackground": ["#04395e", "#e8e8e8", undefined],
  "list-activeSelectionForeground": ["#ffffff", "#000000", undefined],
  "list-focusHighlightForeground": ["#2aaaff", "#0066bf", "#f38518"],
  "list-focusOutline": ["#0078d4", "#005fb8", "#f38518"],
  "list-highlightForeground": ["#2aaaff", "#0066bf", "#f38518"],
  "list-hoverBackground": ["#2a2d2e", "#f2f2f2", "rgba(255, 255, 255, 0.1)"],
  "list-inactiveSelectionBackground": ["#37373d", "#e4e6f1", undefined],
  "list-warningForeground": ["#cca700", "#855f00", undefined],
  "menu-background": ["#1f1f1f", "#ffffff", "#000000"],
  "menu-border": ["#454545", "#cecece", "#6fc3df"],
  "menu-foreground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "menu-selectionBackground": ["#0078d4", "#005fb8", undefined],
  "menu-selectionBorder": [undefined, undefined, "#f38518"],
  "menu-selectionForeground": ["#ffffff", "#ffffff", undefined],
  "menu-separatorBackground": ["#454545", "rgba(59, 59, 59, 0.2)", "#6fc3df"],
  "panel-border": ["#2b2b2b", "#e5e5e5", "#6fc3df"],
  "panelTitle-activeBorder": ["#0078d4", "#005fb8", "#6fc3df"],
  "panelTitle-activeForeground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "panelTitle-inactiveForeground": ["#9d9d9d", "#3b3b3b", "#ffffff"],
  "progressBar-background": ["#0078d4", "#005fb8", "#6fc3df"],
  "sash-hoverBorder": ["#0078d4", "#005fb8", "#f38518"],
  "scrollbar-shadow": ["#000000", "#dddddd", undefined],
  "scrollbarSlider-activeBackground": ["rgba(191, 191, 191, 0.4)", "rgba(0, 0, 0, 0.6)", "#6fc3df"],
  "scrollbarSlider-background": ["rgba(121, 121, 121, 0.4)", "rgba(100, 100, 100, 0.4)", "rgba(111, 195, 223, 0.6)"],
  "scrollbarSlider-hoverBackground": [
    "rgba(100, 100, 100, 0.7)",
    "rgba(100, 100, 100, 0.7)",
    "rgba(111, 195, 223, 0.8)",
  ],
  "settings-checkboxBackground": ["#313131", "#f8f8f8", "#000000"],
  "settings-checkboxBorder": ["#3c3c3c", "#cecece", "#6fc3df"],
  "settings-checkboxForeground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "settings-dropdownBackground": ["#313131", "#ffffff", "#000000"],
  "settings-dropdownBorder": ["#3c3c3c", "#cecece", "#6fc3df"],
  "settings-dropdownForeground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "settings-dropdownListBorder": ["rgba(204, 204, 204, 0.2)", "rgba(59, 59, 59, 0.2)", "#6fc3df"],
  "settings-textInputBackground": ["#313131", "#ffffff", "#000000"],
  "settings-textInputBorder": ["#3c3c3c", "#cecece", "#6fc3df"],
  "settings-textInputForeground": ["#cccccc", "#3b3b3b", "#ffffff"],
  "sideBar-background": ["#181818", "#f8f8f8", "#000000"],
  "testing-iconPassed": ["#73c991", "#73c991", "#73c991"],
  "textCodeBlock-background": ["#2b2b2b", "#f8f8f8", "#000000"],
  "textLink-activeForeground": ["#4daafc", "#005fb8", "#21a6ff"],
  "textLink-foreground": ["#4daafc", "#005fb8", "#21a6ff"],
  "toolbar-activeBackground": ["rgba(99, 102, 103, 0.31)", "rgba(166, 166, 166, 0.31)", undefined],
  "toolbar-hoverBackground": ["rgba(90, 93, 94, 0.31)", "rgba(184, 184, 184, 0.31)", undefined],
  "toolbar-hoverOutline": [undefined, undefined, "#f38518"],
  "tree-tableColumnsBorder": ["rgba(204, 204, 204, 0.13)", "rgba(97, 97, 97, 0.13)", undefined],
  "tree-tableOddRowsBackground": ["rgba(204, 204, 204, 0.04)", "rgba(59, 59, 59, 0.04)", undefined],
  "widget-border": ["#313131", "#e5e5e5", "#6fc3df"],
  "widget-shadow": ["rgba(0, 0, 0, 0.36)", "rgba(0, 0, 0, 0.16)", undefined],
};
