/** The checklist of SQLite in the side bar, as people see it in VS Code's window. */
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun)("the checklist of SQLite", () => {
  const editor = sharedEditor({ workspace: join(root, "test/e2e/sqlite-drivers") });

  const pane = (): Locator => editor().page.locator('.pane:has(.pane-header[aria-label*="SQLite in the Driver"])');
  /** A row by what a screen reader says of it, from the beginning on. */
  const row = (spoken: string): Locator => pane().locator(`.monaco-list-row[aria-label^="${spoken}"]`).first();

  /** Opens a file, and the views of its driver beside it. */
  async function show(file: string): Promise<void> {
    const { workbench, page } = editor();
    await workbench.open(file);
    const icon = page.locator('.activitybar .action-item:has([aria-label^="driverlens"])');
    await icon.waitFor();
    if (!(await icon.and(page.locator(".checked")).count())) {
      await icon.click();
    }
    await page.locator(".customview-tree .monaco-list-row").first().waitFor();
  }

  /** Clicks an action beside a row. */
  async function act(on: Locator, title: string): Promise<void> {
    await on.hover();
    await on.locator(`.action-label[aria-label="${title}"]`).click();
  }

  test("is there where the driver has SQLite inside, and follows the active editor", async () => {
    const { workbench } = editor();
    await show("timer.c");
    expect(await pane().count()).toBe(0);
    await workbench.open("catalog.c");
    await row("Allocator: wrong. xInit of CatalogMemory is NULL").waitFor();
    await row("Log: done. SQLite's messages go to CatalogLog.").waitFor();
    await row("VFS: missing. Nothing gives SQLite a file system").waitFor();
    await row("Validation: cannot be seen from the sources.").waitFor();
    await workbench.open("timer.c");
    await pane().waitFor({ state: "detached" });
  });

  test("leads to what is wrong and to what a step was ticked from", async () => {
    const { workbench } = editor();
    await show("catalog.c");
    await row("Allocator: wrong").click();
    await workbench.activeTab("memory.c").waitFor();
    await workbench.statusItem(/Ln 17, Col 18 \(13 selected\)/).waitFor();
    await row("Log: done").click();
    await workbench.activeTab("catalog.c").waitFor();
    // What a check says anew folds the tree together.
    await until("what was seen is listed", async () => {
      await row("Log: done").press("ArrowRight");
      return await row("Seen, CatalogLog, catalog.c:8").isVisible();
    });
    await row("Log: done").press("ArrowLeft");
  });

  test("has a finding fixed, and has the tick then", async () => {
    const { workbench, page } = editor();
    await show("memory.c");
    await act(row("Allocator: wrong"), "Fix...");
    const pick = page.locator(".quick-input-list .monaco-list-row");
    await until("the fix is made", async () => {
      if (await pick.first().isVisible()) {
        await pick.first().click();
      }
      return await row("Allocator: done. SQLite allocates through CatalogMemory.").isVisible();
    });
    await workbench.activeTab("memory.c").waitFor();
    await workbench.revert();
    await row("Allocator: wrong").waitFor();
  });

  test("offers the part that is missing, and its rules' pages", async () => {
    const { page } = editor();
    await show("catalog.c");
    await act(row("VFS: missing"), "Insert Part...");
    await page.locator(".quick-input-title", { hasText: "New SQLite: file system and database" }).waitFor();
    await page.keyboard.press("Escape");
    await act(row("Allocator: wrong"), "Explain Rule");
    await page.locator(".tab", { hasText: "sqlite-method-missing" }).waitFor();
  });

  test("has gone wrong nowhere", () => {
    expect(editor().errors()).toEqual([]);
  });
});
