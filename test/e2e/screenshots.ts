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
const size = { width: 1120, height: 620 };

/** A small window that shows code, and little of VS Code around it. */
const roomForCode = {
  "workbench.activityBar.location": "hidden",
  "workbench.sideBar.location": "right",
  "editor.fontSize": 13,
  "breadcrumbs.enabled": false,
};

const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high-contrast": "Default High Contrast",
} as const;

const vsix = process.env.DRIVERLENS_VSIX ?? packageExtension();
mkdirSync(folder, { recursive: true });
for (const [name, theme] of Object.entries(themes)) {
  const settings = { ...roomForCode, "workbench.colorTheme": theme };
  const workspace = join(root, "examples/sqlite-driver-wrong");
  const editor = await openEditor({ vsix, workspace, settings, size });
  try {
    await editor.workbench.openFolder(editor.server.url, editor.workspace);
    await hover(editor, `hover-${name}.png`);
    if (name === "dark") {
      await quickFixes(editor, "quick-fix.png");
      await problems(editor, "problems.png");
      await walkthrough(editor, "walkthrough.png");
    }
  } finally {
    await editor.close();
  }
}

async function hover({ workbench, page }: Editor, file: string): Promise<void> {
  await workbench.open("driver.c");
  await workbench.squiggles("warning").first().waitFor();
  await workbench.goTo("ExAllocatePoolWithTag");
  await (await workbench.hover()).waitFor();
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
}

async function quickFixes({ workbench, page }: Editor, file: string): Promise<void> {
  await (await workbench.quickFixes()).first().waitFor();
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
}

async function problems({ workbench, page }: Editor, file: string): Promise<void> {
  await workbench.open("dispatch.c");
  await (await workbench.problems()).first().waitFor();
  await page.screenshot({ path: join(folder, file) });
  await workbench.run("View: Close Panel");
}

async function walkthrough({ workbench, page }: Editor, file: string): Promise<void> {
  await workbench.run("driverlens: Open Walkthrough");
  await workbench.walkthroughPicture().waitFor();
  await page.screenshot({ path: join(folder, file) });
}
