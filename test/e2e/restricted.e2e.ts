/** A workspace that nobody has said to trust, and one without a driver in it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { makeDatabase } from "../media/database/support/sample.ts";
import { openInspector } from "./support/inspector-page.ts";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun)("in Restricted Mode", () => {
  const editor = sharedEditor({ workspace: join(root, "test/e2e/workspace"), workspaceTrust: true });

  test("findings, fixes and hovers are there", async () => {
    const { workbench } = editor();
    await workbench.statusItem("Restricted Mode").waitFor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    await workbench.goTo("Sleep");
    await (await workbench.hover()).filter({ hasText: "Sleep is a user-mode function" }).waitFor();
    await (await workbench.quickFixes()).first().waitFor();
    expect(editor().errors()).toEqual([]);
  });

  test("a database is shown, and nothing of it is written before somebody says so", async () => {
    const { page, workbench, workspace } = editor();
    writeFileSync(join(workspace, "quirks.db"), await makeDatabase());
    const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "quirks.db" });
    const inspector = await openInspector(editor(), "quirks.db", () => row.dblclick());
    await inspector.object("devices").click();
    await inspector.cell("9007199254740994").waitFor();
    await workbench.run("driverlens: Compact Copy of Database...");
    const dialog = page.locator(".monaco-dialog-box", { hasText: "Write a compact copy of quirks.db?" });
    await dialog.getByText("Restricted Mode").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await page.locator(".quick-input-widget:visible").count()).toBe(0);
  });
});

describe.skipIf(!canRun)("beside code that is no driver", () => {
  const editor = sharedEditor({ workspace: join(root, "test/e2e/application") });

  test("no server is started and nothing is said, until somebody writes a driver", async () => {
    const { workbench } = editor();
    await workbench.open("hello.c");
    await workbench.open("main.rs");
    await workbench.output();
    const log = (): string => editor().extensionLog();
    expect(log()).toBe("");
    expect(await workbench.statusItem("driverlens").count()).toBe(0);

    await workbench.open("hello.c");
    await workbench.goTo("int main");
    await workbench.typeLineAbove("#include <ntddk.h>");
    await workbench.statusItem("driverlens").waitFor();
    await until("there is a server", () => log().includes("server is ready"));
    await workbench.revert();
  });
});
