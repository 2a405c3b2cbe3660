/**
 * `npm run screenshots`: the pictures of the README and the walkthrough, made in a real VS Code with the extension as it
 * is now. To be looked at before they are committed.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";
import { type Editor, openEditor } from "./support/editor.ts";
import { imagePictures } from "./support/image-pictures.ts";
import { makeImageFolder } from "./support/images.ts";
import { inspectorPictures, makePictureFolder } from "./support/inspector-pictures.ts";
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
/** Names of pictures that are to be made; all where none is given. */
const wanted = process.argv.slice(2);
const isWanted = (file: string): boolean => wanted.length === 0 || wanted.includes(file);
mkdirSync(folder, { recursive: true });
const quirks = await makePictureFolder();
// Built with mingw-w64, which no other picture needs.
const needsImages = wanted.length === 0 || wanted.some((file) => file.startsWith("image-"));
const images = needsImages ? (await makeImageFolder()).path : "";
for (const [name, theme] of Object.entries(themes)) {
  const settings = { ...plain, "workbench.colorTheme": theme };
  await take("examples/sqlite-driver-wrong", settings, [
    [`hover-${name}.png`, hover],
    ...(name === "light"
      ? ([
          ["problems.png", problems],
          ["walkthrough.png", walkthrough],
        ] as const)
      : []),
    ...(name === "dark" ? ([["quick-fix.png", quickFixes]] as const) : []),
  ]);
  const withViews = { ...settings, "workbench.activityBar.location": "default" };
  await take("examples/sqlite-driver-wrong", withViews, [
    ...(name === "light" ? ([["sqlite-checklist.png", sqliteChecklist]] as const) : []),
    ...(name === "dark" ? ([["sqlite-fix.png", sqliteFix]] as const) : []),
  ]);
  await take("examples/irql-lesson", { ...settings, "window.title": "irql-lesson" }, [
    [`levels-${name}.png`, levels],
    ...(name === "high-contrast" ? [] : ([[`call-graph-${name}.png`, callGraph]] as const)),
    ...(name === "light"
      ? ([
          ["why.png", why],
          ["lesson.png", lesson],
          ["decode.png", decode],
          ["new-driver.png", newDriver],
          ["snippet.png", snippet],
        ] as const)
      : []),
    ...(name === "dark" ? ([["completion.png", completion]] as const) : []),
  ]);
  // What grammars alone make of the text, without the extension and with it: the server adds nothing.
  const colored = { ...settings, "window.title": "wdm", "driverlens.enable": false };
  await take("templates/wdm", colored, [[`colors-before-${name}.png`, colors]], "no extension");
  await take("templates/wdm", colored, [[`colors-${name}.png`, colors]]);
  const { data, ...others } = inspectorPictures;
  const inside = (make: (editor: Editor, path: string) => Promise<void>): Picture[1] => {
    return (editor, file) => make(editor, join(folder, file));
  };
  await take(quirks, { ...settings, "window.title": "quirks.db" }, [
    [`inspector-${name}.png`, inside(data)],
    ...(name === "light"
      ? Object.entries(others).map(([tab, make]): Picture => [`inspector-${tab}.png`, inside(make)])
      : []),
  ]);
  await take(images, { ...settings, "window.title": "quirks.sys" }, [
    [`image-${name}.png`, inside(imagePictures.view)],
    [`image-call-${name}.png`, inside(imagePictures.call)],
    ...(name === "light" ? ([["image-comparison.png", inside(imagePictures.comparison)]] as const) : []),
  ]);
  if (name === "dark") {
    const shown = { ...withViews, "window.title": "sqlite-driver-right" };
    await take("examples/sqlite-driver-right", shown, [["driver-view.png", driverView]]);
  }
}

/** The first line of the lesson with a text, counted from 1. */
function lessonLine(text: string): number {
  const lines = readFileSync(join(root, "examples/irql-lesson/lesson.c"), "utf8").split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}

type Picture = readonly [file: string, make: (editor: Editor, file: string) => Promise<void>];

/** Makes the pictures that are wanted, one after the other, in one VS Code. */
async function take(
  example: string,
  settings: Record<string, unknown>,
  pictures: readonly Picture[],
  extension: "extension" | "no extension" = "extension",
): Promise<void> {
  const chosen = pictures.filter(([file]) => isWanted(file));
  if (chosen.length === 0) {
    return;
  }
  const installed = extension === "extension" ? { vsix } : {};
  const editor = await openEditor({ ...installed, workspace: resolve(root, example), settings });
  try {
    await editor.workbench.openFolder(editor.server.url, editor.workspace);
    await editor.workbench.run("View: Toggle Primary Side Bar Visibility");
    for (const [file, make] of chosen) {
      await make(editor, file);
      await editor.workbench.closeAll();
    }
  } finally {
    await editor.close();
  }
}

/** The letters, the lens, the hints, and the hover on a statement of a helper that is called under a lock. */
async function levels({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 980, height: 640 });
  await workbench.open("lesson.c");
  await workbench.goToLine(lessonLine("BeatPauseWrong(Beat);"), 5);
  await workbench.statusItem(/\d findings/).waitFor();
  await workbench.goToLine(lessonLine("moment.QuadPart"), 5);
  await (await workbench.hover()).filter({ hasText: "Runs at" }).waitFor();
  // It fades in.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
}

/** A source, a header and the driver package's INF side by side. */
async function colors({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 1720, height: 760 });
  const show = async (name: string, lines: number): Promise<void> => {
    await workbench.open(name);
    for (let line = 0; line < lines; line++) {
      await page.keyboard.press("Control+ArrowDown");
    }
  };
  const split = async (groups: number): Promise<void> => {
    await page.keyboard.press("Control+\\");
    await page.locator(".editor-group-container").nth(groups).waitFor();
  };
  await show("store.c", 12);
  await split(1);
  await show("store.h", 10);
  await split(2);
  await show("NewDriver.inf", 4);
  // Grammars are read when a file of theirs is opened.
  await page.waitForTimeout(3000);
  await page.screenshot({ path: join(folder, file) });
  await workbench.run("View: Revert and Close Editor");
}

async function why({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 520 });
  await workbench.open("lesson.c");
  await workbench.goToLine(lessonLine("KeDelayExecutionThread"), 5);
  await workbench.statusItem(/\d findings/).waitFor();
  await workbench.run("driverlens: Why Can This Run at This Level?");
  await page.locator(".customview-tree .monaco-list-row", { hasText: "KeAcquireSpinLock" }).waitFor();
  // As wide as its sentences are.
  await widenSideBar(page, 260);
  await page.screenshot({ path: join(folder, file) });
  await workbench.run("View: Toggle Primary Side Bar Visibility");
}

async function widenSideBar(page: Page, by: number): Promise<void> {
  const side = await page.locator(".part.sidebar").boundingBox();
  const edge = (side?.x ?? 0) + (side?.width ?? 0);
  await page.mouse.move(edge, 200);
  await page.mouse.down();
  await page.mouse.move(edge + by, 200, { steps: 5 });
  await page.mouse.up();
}

async function completion({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 980, height: 520 });
  await workbench.open("lesson.c");
  await workbench.goToLine(lessonLine("*Count = Beat->Count;"), 5);
  await workbench.statusItem(/\d findings/).waitFor();
  await workbench.typeLineAbove("    IoCreateS");
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget.visible .monaco-list-row").nth(3).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
  await workbench.revert();
}

/** The list of snippets for SQLite, with what one of them inserts. */
async function snippet({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 980, height: 520 });
  await workbench.open("lesson.c");
  await workbench.goToLine(lessonLine("#include <ntddk.h>") + 1, 1);
  await workbench.typeLineAbove("kd-sqlite-");
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget.visible .monaco-list-row").nth(3).waitFor();
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-details-container").waitFor();
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
  await workbench.revert();
}

async function callGraph({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 720 });
  await workbench.open("lesson.c");
  await workbench.goToLine(lessonLine("KeDelayExecutionThread"), 5);
  await workbench.statusItem(/\d findings/).waitFor();
  await workbench.run("driverlens: Show Call Graph");
  const graph = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await graph.locator("g.function").first().waitFor();
  await page.screenshot({ path: join(folder, file) });
}

async function driverView({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 1120, height: 720 });
  await workbench.open("history.c");
  await page.locator('.activitybar .action-item:has([aria-label^="driverlens"])').click();
  const row = (name: string): Locator => page.locator(`.customview-tree .monaco-list-row[aria-label^="${name}"]`);
  for (const name of ["Locks", "Pool Tags", "I/O Control Codes"]) {
    await row(name).locator(".monaco-tl-twistie").click();
  }
  await page.screenshot({ path: join(folder, file) });
}

async function decode({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 980, height: 460 });
  await workbench.open("lesson.c");
  await workbench.run("driverlens: Decode Value...");
  await page.locator(".quick-input-widget input[type=text]").fill("0x222003");
  await page.locator(".quick-input-widget").getByText("METHOD_NEITHER").first().waitFor();
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
}

async function lesson({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 1360, height: 760 });
  await workbench.run("driverlens: Learn IRQL with an Example Driver");
  await page.locator(".getting-started-step").first().waitFor();
  await workbench.openWalkthroughStep("What an IRQL is");
  await page.screenshot({ path: join(folder, file) });
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

/** Each step with its sentence, one of them open, beside the source that it leads to. */
async function sqliteChecklist({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 620 });
  const step = await showChecklist(workbench, page, "Allocator: wrong");
  await page.locator('.pane-header[aria-label^="Driver "]').click();
  await widenSideBar(page, 320);
  await step.locator(".monaco-tl-twistie").click();
  await step.click();
  await workbench.activeTab("memory.c").waitFor();
  await workbench.statusItem(/7 findings/).waitFor();
  // Until it has looked at what came after the file.
  await page.waitForTimeout(2000);
  await page.screenshot({ path: join(folder, file) });
}

/** What cures the findings of a step, each with what it cures. */
async function sqliteFix({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 1120, height: 620 });
  const step = await showChecklist(workbench, page, "VFS: wrong");
  await page.locator('.pane-header[aria-label^="Driver "]').click();
  await step.click();
  await workbench.activeTab("vfs.c").waitFor();
  await step.hover();
  await step.locator('.action-label[aria-label="Fix..."]').click();
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
}

/** The checklist in the side bar; gives a row of it by how it begins. */
async function showChecklist(workbench: Editor["workbench"], page: Page, spoken: string): Promise<Locator> {
  await workbench.open("database.c");
  await page.locator('.activitybar .action-item:has([aria-label^="driverlens"])').click();
  const pane = page.locator('.pane:has(.pane-header[aria-label*="SQLite in the Driver"])');
  const row = pane.locator(`.monaco-list-row[aria-label^="${spoken}"]`);
  await row.waitFor();
  return row;
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

/** The last step: what would be written. */
async function newDriver({ workbench, page }: Editor, file: string): Promise<void> {
  await page.setViewportSize({ width: 980, height: 560 });
  await workbench.open("lesson.c");
  await workbench.run("driverlens: New Driver Project...");
  const input = page.locator(".quick-input-widget");
  const step = (number: number): Promise<void> =>
    input.locator(".quick-input-title", { hasText: `(${number}/6)` }).waitFor();
  await step(1);
  await page.keyboard.press("Enter");
  await step(2);
  await input.locator("input.input:visible").fill("DiskWatch");
  for (const next of [3, 4, 5, 6]) {
    await page.keyboard.press("Enter");
    await step(next);
  }
  await input.getByText(/Create \d+ files/).waitFor();
  await page.screenshot({ path: join(folder, file) });
  await page.keyboard.press("Escape");
}
