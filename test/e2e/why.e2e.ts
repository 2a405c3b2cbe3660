/** Why code runs at its level, asked in VS Code's window and followed to where the level is set; and call hierarchies. */
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun).each(["node", "web"] as const)("in the %s extension host", (host) => {
  const editor = sharedEditor({ host, workspace: join(root, "test/e2e/reasons") });

  /** A row of a tree by its label. */
  const row = (text: string | RegExp): Locator =>
    editor().page.locator(".customview-tree .monaco-list-row", { hasText: text }).first();
  const ask = async (file: string, place: string): Promise<void> => {
    const { workbench } = editor();
    await workbench.open(file);
    await workbench.goTo(place);
    await workbench.run("driverlens: Why Can This Run at This Level?");
  };

  test("the reasons lead through the callers and the driver's own lock to the call that raises", async () => {
    const { workbench, page } = editor();
    await ask("ring.c", "Ring->Count++");
    await row("ring.c:5 runs at DISPATCH_LEVEL").waitFor();
    await row("RingPut calls RingCount here at DISPATCH_LEVEL").filter({ hasText: "ring.c:11" }).waitFor();
    await row("RingLock sets the level to DISPATCH_LEVEL here").filter({ hasText: "ring.c:10" }).waitFor();
    await row("KeAcquireSpinLock sets the level to DISPATCH_LEVEL here").filter({ hasText: "lock.c:7" }).waitFor();

    // The row that was asked about has the focus: what follows is below it.
    for (let down = 0; down < 3; down++) {
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await workbench.activeTab("lock.c").waitFor();
    await workbench.statusItem(/Ln 7, Col 42 \(37 selected\)/).waitFor();
  });

  test("rows say to a screen reader what they are about and where", async () => {
    await ask("ring.c", "Ring->Count++");
    const label = "RingPut calls RingCount here at DISPATCH_LEVEL, ring.c, line 11";
    await until("the row has its label", async () => (await row("RingPut calls").getAttribute("aria-label")) === label);
  });

  test("where nobody says at which level, what is missing is told", async () => {
    const { page } = editor();
    await ask("ring.c", "Ring->Count = 0");
    await row("ring.c:17 runs at a level that is not known").waitFor();
    await row("nobody in this driver says at which level RingReset is entered").waitFor();
    await page.locator(".tree-explorer-viewlet-tree-view .message", { hasText: "or declare its role" }).waitFor();
  });

  test("an edit makes the answer an old one, until it is asked for again", async () => {
    const { workbench, page } = editor();
    await ask("ring.c", "Ring->Count++");
    await row("ring.c:5 runs at DISPATCH_LEVEL").waitFor();
    await workbench.open("ring.c");
    await workbench.goTo("static VOID RingCount");
    await workbench.typeLineAbove("// One more.");
    await page.locator(".tree-explorer-viewlet-tree-view .message", { hasText: "Ask again" }).waitFor();
    await workbench.run("driverlens: Ask Again");
    await row("ring.c:6 runs at DISPATCH_LEVEL").waitFor();
    await workbench.open("ring.c");
    await workbench.revert();
  });

  test("the calls of a function are shown with their levels", async () => {
    const { workbench, page } = editor();
    await workbench.open("ring.c");
    await workbench.statusItem("driverlens").waitFor();
    await workbench.goTo("RingCount(PRING");
    const tree = page.locator(".call-hierarchy .tree .monaco-list-row");
    await until("there is a hierarchy", async () => {
      await workbench.run("Peek Call Hierarchy");
      await tree.or(page.locator(".monaco-editor-overlaymessage")).first().waitFor();
      return tree.first().isVisible();
    });
    await tree.filter({ hasText: "RingPut" }).filter({ hasText: "at DISPATCH_LEVEL · ring.c" }).waitFor();
    expect(await tree.count()).toBeGreaterThan(0);
  });
});
