/** Decoding a value in a real VS Code, in both of its extension hosts, where no driver is open. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";

/** A folder without a driver: the command itself starts the server. */
const folder = mkdtempSync(join(tmpdir(), "no-driver-"));
writeFileSync(join(folder, "crash.txt"), "Status 0xC00000BB from IOCTL 0x222003\n");

describe.skipIf(inject("vsix") === "").each(["node", "web"] as const)("in the %s extension host", (host) => {
  const editor = sharedEditor({ host, workspace: folder });

  test("values are decoded while they are typed, and copied", async () => {
    const { workbench, page } = editor();
    // A window that has just come up knows its extensions' commands a little later.
    await workbench.open("crash.txt");
    await workbench.run("driverlens: Decode Value...");
    const list = page.locator(".quick-input-widget");
    await list.getByText("driverlens: Decode Value").waitFor();
    const input = list.locator("input[type=text]");
    await input.fill("0xC000000D");
    await list.getByText("STATUS_INVALID_PARAMETER").waitFor();
    await list.getByText("an error: NT_SUCCESS is FALSE").waitFor();
    await input.fill("Tag1");
    await list.getByText("Pool tag: '1gaT' in the source").waitFor();
    expect(await list.getByText("STATUS_INVALID_PARAMETER").count()).toBe(0);
    await input.fill("nonsense");
    await list.getByText("Nothing is known of it").waitFor();
    // What is shown is shown in its order, whatever of it fits what is typed.
    await input.fill("50");
    await list.getByText("ERROR_NOT_SUPPORTED").waitFor();
    const rows = await list.locator(".monaco-list-row .label-name").allTextContents();
    expect(rows.at(0)).toBe("ERROR_NOT_SUPPORTED");
    expect(rows.at(-1)).toBe("perhaps PAGE_FAULT_IN_NONPAGED_AREA");
    await page.keyboard.press("Enter");
    await page.locator(".statusbar").getByText("Copied what was decoded").waitFor();
  });

  test("a selection is decoded at once, a line of a log with all its values", async () => {
    const { workbench, page } = editor();
    await workbench.open("crash.txt");
    await page.keyboard.press("Control+A");
    await workbench.run("driverlens: Decode Value...");
    const list = page.locator(".quick-input-widget");
    await list.getByText("0xC00000BB STATUS_NOT_SUPPORTED").waitFor();
    await list.getByText("METHOD_NEITHER: ").waitFor();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "hidden" });
  });
});
