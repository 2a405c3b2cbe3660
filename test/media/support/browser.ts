/** What tests of pages share: the browser, programs bundled for it, and what VS Code adds to the HTML of a page. */
import { join } from "node:path";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { findBrowser } from "../../e2e/support/tools.ts";
import type { Theme } from "./themes.ts";

export interface Look {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error("no Chromium is installed");
  const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];
  return chromium.launch({ executablePath, headless: true, args });
}

const root = join(import.meta.dirname, "../../..");

/** @param path of a program or a style, within the repository */
export async function bundled(path: string, format: "iife" | "esm" = "iife"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, path)],
    ...{ bundle: true, format, target: "es2022", write: false, external: ["*.ttf"], minify: true },
    ...{ jsx: "automatic", jsxImportSource: "preact" },
  });
  return outputFiles[0]!.text;
}

/** As VS Code names a theme's kind in a page's body. */
export const themeClass = (theme: Theme): string =>
  ({
    dark: "vscode-dark",
    light: "vscode-light",
    contrast: "vscode-high-contrast",
    contrastLight: "vscode-high-contrast-light vscode-high-contrast",
  })[theme];

/** The HTML that VS Code is given, with the colors that it adds to it. */
export const themed = (html: string, theme: Theme): string =>
  html
    .replace("</head>", `<link rel="stylesheet" href="/theme.css">\n</head>`)
    .replace("<body ", `<body class="${themeClass(theme)}" `);

/** What a page's policy refused, and exceptions that nobody caught: a list that grows. */
export function troublesOf(page: Page): readonly string[] {
  const troubles: string[] = [];
  page.on("pageerror", ({ message }) => troubles.push(message));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  return troubles;
}
