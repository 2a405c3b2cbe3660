/** The driver in the side bar, as people see it in VS Code's window. */
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun).each(["node", "web"] as const)("the driver view in the %s extension host", (host) => {
  const editor = sharedEditor({ host, workspace: join(root, "test/e2e/two-drivers") });

  /** The rows that are drawn and have all of these texts, from the name on. */
  const row = (name: string, ...texts: readonly string[]): Locator =>
    texts.reduce(
      (found, hasText) => found.filter({ hasText }),
      editor().page.locator(`.customview-tree .monaco-list-row[aria-label^="${name}"]`),
    );

  /** Opens a file, and the view beside it. */
  async function show(file: string): Promise<void> {
    const { workbench, page } = editor();
    await workbench.open(file);
    const icon = page.locator('.activitybar .action-item:has([aria-label^="driverlens"])');
    await icon.waitFor();
    if (!(await icon.and(page.locator(".checked")).count())) {
      await icon.click();
    }
    await row("Entry Points").waitFor();
  }

  async function expand(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const target = row(name).first();
      await until(`${name} is open`, async () => {
        if ((await target.getAttribute("aria-expanded")) !== "true") {
          await target.locator(".monaco-tl-twistie").click();
        }
        return (await target.getAttribute("aria-expanded")) === "true";
      });
    }
  }

  test("says at which level the system calls what, and Enter leads there", async () => {
    const { workbench, page } = editor();
    await show("driver.c");
    await row("DISPATCH_LEVEL, 1").waitFor();
    await row("RingControl", "DRIVER_DISPATCH for IRP_MJ_DEVICE_CONTROL", "driver.c:27").waitFor();
    await row("RingDpc", "KDEFERRED_ROUTINE", "ring.c:27").click();
    await workbench.activeTab("ring.c").waitFor();
    await workbench.statusItem("Ln 5, Col 6").waitFor();
    // With the keyboard alone, from there on: the next row is that of the level below.
    await page.locator(".customview-tree .monaco-list").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await workbench.activeTab("driver.c").waitFor();
    await workbench.statusItem("Ln 24, Col 10").waitFor();
  });

  test("lists locks with two orders, tags without a free, and codes whose buffers are the caller's", async () => {
    await show("driver.c");
    await expand("Locks", "RING.Readers");
    await row("RING.Readers, two orders, fast mutex").waitFor();
    await row("then RING.Writers, the other order in RingFill").waitFor();
    await expand("Pool Tags");
    await row("Ring, no free seen, 1 allocation").waitFor();
    await expand("I/O Control Codes");
    await row("IOCTL_RING_PEEK, caller's addresses, METHOD_NEITHER, FILE_ANY_ACCESS").waitFor();
    await expand("Kernel Functions");
    await row("Windows 10, version 2004").waitFor();
  });

  test("follows edits, and what is open stays open", async () => {
    const { workbench } = editor();
    await show("ring.c");
    await expand("Locks", "RING.Lock");
    await row("RingDpc, at DISPATCH_LEVEL, ring.c:12").waitFor();
    await workbench.goTo("KDEFERRED_ROUTINE RingDpc;");
    await workbench.typeLineAbove("static FAST_MUTEX g_Names;");
    await row("RingDpc, at DISPATCH_LEVEL, ring.c:13").waitFor();
    await workbench.goTo("Ring->Count = 0;");
    await workbench.typeLineAbove("    ExAcquireFastMutex(&g_Names);");
    await row("g_Names, fast mutex, taken in 1 function").waitFor();
    expect(await row("RING.Lock").getAttribute("aria-expanded")).toBe("true");
    await workbench.revert();
    await row("g_Names").waitFor({ state: "detached" });
  });

  test("follows the active editor, unless a driver is chosen, and follows again", async () => {
    const { workbench, page } = editor();
    await show("driver.c");
    await row("RingDpc").first().waitFor();
    await workbench.open("timer.c");
    await row("TimerTick").first().waitFor();
    await workbench.run("driverlens: Choose Driver...");
    const choices = page.locator(".quick-input-list .monaco-list-row");
    // The active editor's first, then by name.
    await choices.first().filter({ hasText: "timer" }).filter({ hasText: "active editor" }).waitFor();
    await choices.filter({ hasText: "ring" }).filter({ hasText: "WDM driver · 3 files" }).click();
    await row("RingDpc").first().waitFor();
    await workbench.open("ring.h");
    await workbench.open("timer.c");
    expect(await row("TimerTick").count()).toBe(0);
    await workbench.run("driverlens: Follow Active Editor");
    await row("TimerTick").first().waitFor();
  });

  test("has gone wrong nowhere", () => {
    expect(editor().errors()).toEqual([]);
  });
});
