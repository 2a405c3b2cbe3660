/** Names of kernel functions while somebody types, in both of VS Code's extension hosts: what goes there, and what does not. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";
import type { Workbench } from "./support/workbench.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun).each(["node", "web"] as const)("in the %s extension host", (host) => {
  const editor = sharedEditor({ host, workspace: join(root, "test/e2e/completion") });

  test("under a spin lock a function for PASSIVE_LEVEL says so, and comes behind what may be called", async () => {
    const { workbench, page } = editor();
    await typeAbove(workbench, "KeReleaseSpinLock", "    ZwClo");
    const rows = await suggestions(workbench, "ZwClose");
    expect(await namesOf(rows)).toEqual(["ZwCloseLater", "ZwClose"]);
    // What is said beside a name is seen where it is the chosen one.
    await page.keyboard.press("ArrowDown");
    const chosen = rows.and(page.locator(".focused"));
    await chosen.filter({ hasText: "not at DISPATCH_LEVEL" }).waitFor();
    expect(await chosen.locator(".deprecated").count()).toBe(0);
    await (await openDetails(workbench))
      .filter({ hasText: "KeAcquireSpinLock sets the level to DISPATCH_LEVEL (lock.c:7)" })
      .waitFor();
    await details(workbench).filter({ hasText: "Kernel function of wdm.h" }).waitFor();

    await page.keyboard.press("Enter");
    await workbench.editor.locator(".view-line", { hasText: /ZwClose$/ }).waitFor();
    await workbench.revert();
  });

  test("where it may be called it is a name like others, with its contract", async () => {
    const { workbench, page } = editor();
    await typeAbove(workbench, "File->Handle = (HANDLE)-1;", "    if (!NT_SUCCESS(ZwClo");
    const rows = await suggestions(workbench, "ZwClose");
    await page.keyboard.press("ArrowUp");
    const row = rows.filter({ hasText: "PASSIVE_LEVEL" });
    await row.first().waitFor();
    expect(await rows.filter({ hasText: "not at" }).count()).toBe(0);
    await page.keyboard.press("Escape");
    await workbench.revert();
  });

  test("a snippet is there by its prefix", async () => {
    const { workbench, page } = editor();
    await typeAbove(workbench, "File->Handle = (HANDLE)-1;", "kd-driver-en");
    await suggestions(workbench, "kd-driver-entry");
    await page.keyboard.press("Enter");
    await workbench.editor.locator(".view-line", { hasText: "DRIVER_UNLOAD SampleUnload;" }).waitFor();
    await page.keyboard.press("Escape");
    await workbench.revert();
  });

  test("with the setting off there are none", async () => {
    const { workbench, page, workspace } = editor();
    mkdirSync(join(workspace, ".vscode"), { recursive: true });
    writeFileSync(join(workspace, ".vscode/settings.json"), JSON.stringify({ "driverlens.completion": false }));
    await typeAbove(workbench, "File->Handle = (HANDLE)-1;", "    ZwClo");
    await until("nothing is suggested", async () => {
      const rows = page.locator(".suggest-widget.visible .monaco-list-row");
      if (await rows.first().isVisible()) {
        await page.keyboard.press("Escape");
      } else if (!(await page.locator(".suggest-widget.visible").isVisible())) {
        await page.keyboard.press("Control+Space");
      }
      return nothing(workbench).isVisible();
    });
    await page.keyboard.press("Escape");
    await workbench.revert();
  });
});

/** Types a line above another one, with the cursor at its end. */
async function typeAbove(workbench: Workbench, line: string, text: string): Promise<void> {
  await workbench.open("lock.c");
  // The levels are there once the file has been checked.
  await workbench.statusItem("driverlens").waitFor();
  await workbench.goTo(line);
  await workbench.typeLineAbove(text);
}

/** The rows of the list, once one of them has this name; asked again while the server is still reading. */
async function suggestions(workbench: Workbench, name: string): Promise<Locator> {
  const { page } = workbench;
  const rows = page.locator(".suggest-widget.visible .monaco-list-row");
  const row = rows.locator(".label-name").filter({ hasText: new RegExp(`^${name}$`) });
  await until(`${name} is suggested`, async () => {
    if (await nothing(workbench).isVisible()) {
      await page.keyboard.press("Escape");
    } else if (!(await page.locator(".suggest-widget.visible").isVisible())) {
      await page.keyboard.press("Control+Space");
    }
    return row.isVisible();
  });
  return rows;
}

/** What VS Code says where it has nothing to suggest. */
const nothing = ({ page }: Workbench): Locator =>
  page.locator(".suggest-widget.visible .message", { hasText: "No suggestions" });

async function namesOf(rows: Locator): Promise<readonly string[]> {
  return await rows.locator(".label-name").allTextContents();
}

/** Shows what is said of the chosen name. The same key hides it again, and one that comes early is lost. */
async function openDetails(workbench: Workbench): Promise<Locator> {
  const shown = details(workbench);
  await until("what is said of the name is shown", async () => {
    if (await shown.isVisible()) {
      return true;
    }
    await workbench.page.keyboard.press("Control+Space");
    return await shown.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
  });
  return shown;
}

/** What is said of the chosen name beside the list. */
function details({ page }: Workbench): Locator {
  return page.locator(".suggest-details-container");
}
