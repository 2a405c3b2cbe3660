/**
 * `npm run screenshots`: the pictures of the README and the walkthrough, made in a real VS Code with the extension as it
 * is now. To be looked at before they are committed.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Editor, openEditor } from "./support/editor.ts";
import { packageExtension } from "./support/packaged.ts";
import { root } from "./support/tools.ts";

const folder = join(root, "media/screenshots");

/** As much of VS Code as is needed to know it, and code. */
const plain = {
  "window.title": "sqlite-driver-wrong",
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "breadcrumbs.enabled": false,
  "editor.stickyScroll.enabled": false,
  "editor.fontSize": 14,
  "editor.hover.above": false,
  "editor.occurrencesHighlight": "off",
};

const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high-contrast": "Default High Contrast",
} as const;

const vsix = process.env.DRIVERLENS_VSIX ?? packageExtension();
mkdirSync(folder, { recursive: true });
for (const [name, theme] of Object.entries(themes)) {
  const settings = { ...plain, "workbench.colorTheme": theme };
  const workspace = join(root, "examples/sqlite-driver-wrong");
  const editor = await openEditor({ vsix, workspace, settings });
  try {
    await editor.workbench.openFolder(editor.server.url, editor.workspace);
    await editor.workbench.run("View: Toggle Primary Side Bar Visibility");
    await hover(editor, `hover-${name}.png`);
    if (name === "light") {
      await problems(editor, "problems.png");
      await walkthrough(editor, "walkthrough.png");
    }
    if (name === "dark") {
      await quickFixes(editor, "quick-fix.png");
    }
  } finally {
    await editor.close();
  }
}

async function hover({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 900, height: 520 });
  await workbench.open("memory.c");
  await workbench.squiggles("error").first().waitFor();
  await workbench.goTo("HeapAlloc");
  // The last that comes is the link to the fixes.
  await (await workbench.hover()).filter({ hasText: "Quick Fix" }).waitFor();
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
}

async function quickFixes({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 900, height: 640 });
  await workbench.open("driver.c");
  await workbench.squiggles("warning").first().waitFor();
  await workbench.goTo("ExAllocatePoolWithTag");
  await (await workbench.quickFixes()).first().waitFor();
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
}

async function problems({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 1120, height: 720 });
  await workbench.open("driver.c");
  await workbench.squiggles("warning").first().waitFor();
  await workbench.open("dispatch.c");
  await workbench.goTo("ExAllocatePool2");
  await workbench.squiggles("error").first().waitFor();
  await (await workbench.problems()).first().waitFor();
  await page.screenshot({ path: join(folder, file) });
  await workbench.run("View: Hide Panel");
}

async function walkthrough({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 1360, height: 760 });
  await workbench.closeAll();
  await workbench.run("driverlens: Open Walkthrough");
  await workbench.openWalkthroughStep("Cure it with one key");
  await page.screenshot({ path: join(folder, file) });
}
