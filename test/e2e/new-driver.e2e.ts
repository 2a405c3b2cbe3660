/** New Driver Project in a real VS Code, in both of its extension hosts: from the palette and from the explorer to files. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { until } from "./support/until.ts";

/** A workspace without a driver: no server is needed to make one. */
const folder = mkdtempSync(join(tmpdir(), "no-driver-"));
writeFileSync(join(folder, "notes.txt"), "A driver for the watch\n");

const COMMAND = "driverlens: New Driver Project...";

/** The list or input box that asks the next question. */
function quickInput(page: Page) {
  const widget = page.locator(".quick-input-widget:visible");
  const input = widget.locator("input.input:visible").first();
  return {
    widget,
    /** Waits until it has this title and step. */
    step: (title: string, step: string) =>
      widget.locator(".quick-input-title", { hasText: `${title} (${step}` }).waitFor(),
    row: (text: string | RegExp) => widget.locator(".monaco-list-row", { hasText: text }).first(),
    async answer(text: string): Promise<void> {
      await input.fill(text);
      await page.keyboard.press("Enter");
    },
    value: () => input.inputValue(),
    type: (text: string) => input.fill(text),
    take: () => page.keyboard.press("Enter"),
    back: () => widget.getByLabel("Back").click(),
    closed: () => page.locator(".quick-input-widget").waitFor({ state: "hidden" }),
  };
}

describe.skipIf(inject("vsix") === "").each(["node", "web"] as const)("in the %s extension host", (host) => {
  const editor = sharedEditor({ host, workspace: folder });

  test("a driver is made, step by step and back again, and opened without a finding", async () => {
    const { workbench, page, workspace } = editor();
    // A window that has just come up knows its extensions' commands a little later.
    await workbench.open("notes.txt");
    await workbench.run(COMMAND);
    const input = quickInput(page);
    await input.step("New Driver Project", "1/6");
    await input.row("WDM driver").waitFor();
    await input.type("WDM");
    await input.take();

    await input.step("New WDM driver", "2/6");
    expect(await input.value()).toBe("MyDriver");
    await input.type("disk watch");
    await input.widget.getByText("The name begins with a capital letter").waitFor();
    await input.take();
    await input.step("New WDM driver", "2/6");
    await input.answer("DiskWatch");
    await input.step("New WDM driver", "3/6");
    await input.answer("Contoso");

    await input.step("New WDM driver", "4/6");
    await input.row("Tasks for VS Code").click();
    await input.widget.getByText("1 Selected").waitFor();
    await input.widget.getByRole("button", { name: "OK" }).click();
    await input.step("New WDM driver", "5/6");
    await input.row(`${basename(workspace)}/DiskWatch`).waitFor();
    await input.take();

    await input.step("New WDM driver", "6/6");
    await input.row("DiskWatch.inf").waitFor();
    await input.row("client/client.c").waitFor();
    // Back to the name: answers are there still, and what was made of them changes.
    for (const step of ["5/6", "4/6", "3/6", "2/6"]) {
      await input.back();
      await input.step("New WDM driver", step);
    }
    expect(await input.value()).toBe("DiskWatch");
    await input.answer("Watch2");
    await input.step("New WDM driver", "3/6");
    expect(await input.value()).toBe("Contoso");
    for (const step of ["4/6", "5/6", "6/6"]) {
      await input.take();
      await input.step("New WDM driver", step);
    }
    await input.row(".vscode/tasks.json").waitFor();
    await input.row("Watch2.inf").waitFor();
    expect(existsSync(join(workspace, "Watch2"))).toBe(false);
    await input.row(/Create \d+ files/).waitFor();
    await input.take();

    await workbench.activeTab("dispatch.c").waitFor();
    await page.locator(".statusbar-item", { hasText: /Created \d+ files of Watch2/ }).waitFor();
    const inf = readFileSync(join(workspace, "Watch2/Watch2.inf"), "utf8");
    expect(inf).toContain("Contoso");
    expect(inf).not.toMatch(/NewDriver|NewProvider|01\/02\/2003/);
    expect(existsSync(join(workspace, "Watch2/.vscode/tasks.json"))).toBe(true);
    expect(existsSync(join(workspace, "Watch2/.gitignore"))).toBe(true);
    // It is a driver's source: it has been checked, and there is nothing to say.
    await page.locator('.statusbar [aria-label*="dispatch.c. No findings"]').first().waitFor();
    expect(await workbench.squiggles("error").or(workbench.squiggles("warning")).count()).toBe(0);
    expect(editor().errors()).toEqual([]);
  });
});

describe.skipIf(inject("vsix") === "")("in Restricted Mode", () => {
  const editor = sharedEditor({ workspace: folder, workspaceTrust: true });

  /** Asks for a new driver in the menu of a folder. */
  const fromExplorer = async (name: string) => {
    const { workbench, page } = editor();
    const input = quickInput(page);
    // What came before the folder was watched is not told of.
    await workbench.run("Refresh Explorer");
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).click({ button: "right" });
    const item = page.locator(".monaco-menu-container").getByText("New Driver Project...");
    await item.waitFor();
    // A menu that has just come up takes the release of the button for the click that opened it.
    await until("the menu's item is taken", async () => {
      if (await item.isVisible()) await item.click();
      return input.widget.isVisible();
    });
    await input.step("New Driver Project", "1/6");
    return input;
  };

  test("the explorer's menu makes a driver in the folder that was clicked", async () => {
    const { workbench, workspace } = editor();
    await workbench.statusItem("Restricted Mode").waitFor();
    mkdirSync(join(workspace, "drivers"));
    const input = await fromExplorer("drivers");
    for (const step of ["2/6", "3/6", "4/6", "5/6"]) {
      await input.take();
      await input.step("New WDM driver", step);
    }
    await input.row(`${basename(workspace)}/drivers/MyDriver`).waitFor();
    await input.take();
    await input.step("New WDM driver", "6/6");
    await input.take();
    await workbench.activeTab("dispatch.c").waitFor();
    expect(existsSync(join(workspace, "drivers/MyDriver/MyDriver.vcxproj"))).toBe(true);
    expect(editor().errors()).toEqual([]);
  });

  test("a part goes into the folder of the driver that was clicked, and has its name", async () => {
    const { workbench, page, workspace } = editor();
    mkdirSync(join(workspace, "disk"));
    writeFileSync(join(workspace, "disk/DiskWatch.vcxproj"), "<Project />");
    const input = await fromExplorer("disk");
    await input.type("allocator");
    await input.take();
    await input.step("", "2/");
    expect(await input.value()).toBe("DiskWatch");
    await input.take();
    await input.row(/Create \d+ file/).waitFor();
    await input.take();
    await workbench.activeTab("sqlite-memory.c").waitFor();
    await page.locator(".statusbar-item", { hasText: /Created \d+ files? of DiskWatch/ }).waitFor();
    expect(readFileSync(join(workspace, "disk/sqlite-memory.c"), "utf8")).toContain("DiskWatch");
    expect(editor().errors()).toEqual([]);
  });

  test("files that are there are kept, overwritten, or nothing is written, as somebody says", async () => {
    const { workbench, page, workspace } = editor();
    await workbench.open("notes.txt");
    const project = join(workspace, "Watch3");
    mkdirSync(project);
    const mine = join(project, "driver.c");
    writeFileSync(mine, "mine\n");
    const input = quickInput(page);
    const untilPreview = async (): Promise<void> => {
      await workbench.run(COMMAND);
      await input.step("New Driver Project", "1/6");
      await input.type("WDM");
      await input.take();
      await input.step("New WDM driver", "2/6");
      await input.answer("Watch3");
      for (const step of ["3/6", "4/6", "5/6", "6/6"]) {
        await input.step("New WDM driver", step);
        if (step !== "6/6") await input.take();
      }
    };
    const dialog = page.locator(".monaco-dialog-box");
    await untilPreview();
    await input.row("driver.c").filter({ hasText: "is there already" }).waitFor();
    await input.take();
    await dialog.getByText("A file is there already").waitFor();
    await dialog.getByText("Cancel").click();
    // Nothing is lost: the list of files is there again.
    await input.step("New WDM driver", "6/6");
    expect(existsSync(join(project, "dispatch.c"))).toBe(false);
    await input.take();
    await dialog.getByText("Keep Existing").click();
    await workbench.activeTab("dispatch.c").waitFor();
    expect(readFileSync(mine, "utf8")).toBe("mine\n");

    await workbench.closeAll();
    await untilPreview();
    await input.take();
    await dialog.getByText("Overwrite").click();
    await workbench.activeTab("dispatch.c").waitFor();
    expect(readFileSync(mine, "utf8")).toContain("Watch3");
    expect(editor().errors()).toEqual([]);
  });

  test("Escape ends it at any step, and nothing is written", async () => {
    const { workbench, page, workspace } = editor();
    await workbench.open("notes.txt");
    await workbench.run(COMMAND);
    const input = quickInput(page);
    await input.step("New Driver Project", "1/6");
    await input.take();
    await input.step("New WDM driver", "2/6");
    await page.keyboard.press("Escape");
    await input.closed();
    expect(existsSync(join(workspace, "MyDriver"))).toBe(false);
  });

  // The last: it leaves the folder.
  test("in a window without a folder one is chosen, and offered to be opened", async () => {
    const { workbench, page, server } = editor();
    const parent = mkdtempSync(join(tmpdir(), "drivers-"));
    mkdirSync(join(parent, "other"));
    await page.goto(`${server.url}/?ew=true`);
    // The palette lists what is known when it comes up: commands of extensions are known a little later than the window.
    const box = page.locator(".quick-input-widget:visible input.input");
    const found = page.locator(".quick-input-list .monaco-list-row.focused");
    const soon = { timeout: 5_000 };
    await until("the command is known", async () => {
      await page.keyboard.press("F1");
      // Neither may come while the window is still coming up.
      const isUp = box.fill(`>${COMMAND}`, soon).then(() => found.waitFor(soon));
      const isThere = await isUp.then(() => found.filter({ hasText: COMMAND }).isVisible()).catch(() => false);
      if (!isThere) await page.keyboard.press("Escape");
      return isThere;
    });
    await workbench.run(COMMAND);
    const input = quickInput(page);
    await input.step("New Driver Project", "1/6");
    for (const step of ["2/6", "3/6", "4/6", "5/6"]) {
      await input.take();
      await input.step("New WDM driver", step);
    }
    expect(await input.widget.locator(".monaco-list-row").count()).toBe(1);
    const title = input.widget.locator(".quick-input-title", { hasText: "Folder for the Driver" });
    // While the dialog comes up it writes its own folder over what was typed, before or after that was looked at.
    const chosen = input.row(`${parent}/MyDriver`);
    await until("the folder is chosen", async () => {
      if (!(await title.isVisible())) {
        await input.step("New WDM driver", "5/6");
        if (await chosen.isVisible()) return true;
        await input.widget.locator(".monaco-list-row", { hasText: "Choose Folder..." }).click();
        await title.waitFor();
      }
      await input.type(`${parent}/`);
      const isThere = await input
        .row("other")
        .waitFor(soon)
        .then(() => true)
        .catch(() => false);
      if (isThere) await input.widget.getByText("Choose", { exact: true }).last().click();
      else await page.keyboard.press("Escape");
      await title.waitFor({ ...soon, state: "detached" }).catch(() => undefined);
      return false;
    });
    await input.row(`${parent}/MyDriver`).waitFor();
    await input.take();
    await input.step("New WDM driver", "6/6");
    await input.take();
    await workbench.activeTab("dispatch.c").waitFor();
    expect(existsSync(join(parent, "MyDriver/MyDriver.inf"))).toBe(true);
    expect(editor().errors()).toEqual([]);
    await workbench
      .message(/Created \d+ files of MyDriver/)
      .getByText("Open Folder")
      .click();
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "MyDriver.vcxproj" }).waitFor();
  });
});
