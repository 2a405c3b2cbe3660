/** Databases as files, in sources and in objects, opened, asked, written out and embedded in a real VS Code. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, inject, test } from "vitest";
import { makeDatabase } from "../media/database/support/sample.ts";
import { makeDatabaseFolder, sourceWith } from "./support/databases.ts";
import type { Editor } from "./support/editor.ts";
import { InspectorPage, openInspector } from "./support/inspector-page.ts";
import { sharedEditor } from "./support/shared-editor.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";
const folder = canRun ? await makeDatabaseFolder() : { path: "", database: new Uint8Array() };
afterAll(() => rmSync(dirname(folder.path), { recursive: true, force: true }));

/** As somebody does who picks it in the list of files. */
function openDatabase(editor: Editor, name: string): Promise<InspectorPage> {
  const row = editor.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name });
  return openInspector(editor, name, () => row.dblclick());
}

/** By the menu of a file in the list of files. */
async function inspectFromList(page: Page, name: string): Promise<void> {
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).click({ button: "right" });
  const item = page.locator(".context-view .action-item", { hasText: "Inspect Embedded Database" });
  await item.hover();
  await item.and(page.locator(".focused")).waitFor();
  await page.keyboard.press("Enter");
}

/** Answers VS Code's own dialog for files, once it offers a name: with that, or with another one. */
async function saveAs(page: Page, offered: string, chosen = offered): Promise<void> {
  const input = page.locator(".quick-input-widget:visible input.input");
  await until("the dialog asks where to", async () => (await input.inputValue()).endsWith(`/${offered}`));
  if (chosen !== offered) await input.fill((await input.inputValue()).replace(offered, chosen));
  await page.keyboard.press("Enter");
}

describe.skipIf(!canRun)("the inspector", () => {
  const editor = sharedEditor({ workspace: folder.path });

  test("opens a database from its file: objects, rows, a policy that lets nothing in", async () => {
    const refused: string[] = [];
    editor().page.on("console", (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) refused.push(message.text());
    });
    const inspector = await openDatabase(editor(), "quirks.db");
    await inspector.object("devices").click();
    await inspector.cell("9007199254740994").waitFor();
    for (const name of ["vendors", "device_names", "devices_by_vendor", "no_blank"]) {
      await inspector.object(name).waitFor();
    }
    expect(refused).toEqual([]);
    expect(editor().errors()).toEqual([]);
  });

  test("sorts, filters and pages to the end by keyboard", async () => {
    const { page } = editor();
    const inspector = await openDatabase(editor(), "quirks.db");
    await inspector.object("devices").click();
    await inspector.cell("Device 1").click();
    await page.keyboard.press("Control+End");
    await inspector.grid.getByRole("rowheader", { name: "5,000", exact: true }).waitFor();
    await inspector.cell("Device 5000").waitFor();
    await page.keyboard.press("Control+Home");
    await inspector.cell("Device 1").waitFor();

    await inspector.columnHead("serial").click();
    await page.keyboard.press("Enter");
    await inspector.cell("9007199254745993").waitFor();

    await inspector.frame.getByPlaceholder("Search all columns").fill("device 4321");
    await inspector.cell("Device 4321").waitFor();
    await inspector.cell("Device 5000").waitFor({ state: "detached" });
    await inspector.frame.getByPlaceholder("Search all columns").fill("");
    await inspector.cell("Device 5000").waitFor();
    await inspector.frame.getByRole("button", { name: "Add a filter" }).click();
    await inspector.frame.getByRole("textbox", { name: "Value of filter 1" }).fill("4685");
    await inspector.cell("Device 4685").waitFor();
    await inspector.cell("Device 5000").waitFor({ state: "detached" });
    expect(editor().errors()).toEqual([]);
  });

  test("runs a query, and ends one that would never end", async () => {
    const { page } = editor();
    const inspector = await openDatabase(editor(), "quirks.db");
    await inspector.object("devices").waitFor();
    await inspector.query("SELECT count(*) AS devices, max(serial) AS last FROM devices");
    await inspector.cell("9007199254745993").waitFor();

    await inspector.query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
    await inspector.frame.getByText(/^Running for/).waitFor();
    // The first may close what completes the text.
    const cancelled = inspector.frame.getByText(/^Cancelled after/);
    await until("it is cancelled", async () => {
      await page.keyboard.press("Escape");
      return cancelled.isVisible();
    });
    await inspector.query("SELECT 'still ' || 'here'");
    await inspector.cell("still here").waitFor();
    expect(editor().errors()).toEqual([]);
  });

  test("opens the database of an array from the lens above it, and follows the source when it is saved", async () => {
    const { page, workbench, workspace } = editor();
    await workbench.open("places.c");
    await page.locator(".codelens-decoration a", { hasText: "Inspect embedded database" }).click();
    await workbench.activeTab("PlacesDb in places.c").waitFor();
    const inspector = new InspectorPage(page);
    await inspector.cell("in an array").waitFor();
    writeFileSync(join(workspace, "places.c"), await sourceWith("in a newer array"));
    await inspector.cell("in a newer array").waitFor();
    expect(editor().errors()).toEqual([]);
  });

  test("says that what is shown is the saved source, and none where there is none", async () => {
    const { workbench } = editor();
    await workbench.open("places.c");
    await workbench.goToLine(1, 1);
    await workbench.typeLineAbove("// not saved");
    await workbench.run("driverlens: Inspect Embedded Database");
    await workbench.message(/places\.c has changes that are not saved/).waitFor();
    await workbench.open("places.c");
    await workbench.revert();
    await workbench.open("notes.c");
    await workbench.run("driverlens: Inspect Embedded Database");
    await workbench.message(/No SQLite database was found in notes\.c/).waitFor();
    await workbench.run("Notifications: Clear All Notifications");
  });

  test("opens a database in an object, which is there again when the window is", async () => {
    const { page, workbench } = editor();
    await inspectFromList(page, "tables.obj");
    await workbench.activeTab("Tables in tables.obj").waitFor();
    await new InspectorPage(page).cell("in an object").waitFor();
    await workbench.run("Developer: Reload Window");
    await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({ state: "detached" });
    await workbench.activeTab("Tables in tables.obj").waitFor();
    await new InspectorPage(page).cell("in an object").waitFor();
    expect(editor().errors()).toEqual([]);
  });

  test("shows what another program has written, and says so where the file is gone", async () => {
    const { workspace } = editor();
    const path = join(workspace, "quirks.db");
    const inspector = await openDatabase(editor(), "quirks.db");
    await inspector.object("devices").waitFor();
    writeFileSync(path, await makeDatabase("CREATE TABLE written_later (id INTEGER PRIMARY KEY)"));
    await inspector.object("written_later").waitFor();
    await inspector.object("devices").waitFor({ state: "detached" });
    rmSync(path);
    await inspector.frame.getByText("quirks.db is not there any more.").first().waitFor();
    writeFileSync(path, folder.database);
    await inspector.object("devices").waitFor();
    expect(readFileSync(path).equals(folder.database)).toBe(true);
  });

  test("shows what lies in the log beside a file, in each of two views of it, and leaves both as they are", async () => {
    const { page, workbench, workspace } = editor();
    const contents = (): readonly Buffer[] =>
      ["live.db", "live.db-wal"].map((name) => readFileSync(join(workspace, name)));
    const before = contents();
    const row = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "live.db" }).first();
    const inspector = await openInspector(editor(), "live.db", () => row.dblclick());
    await inspector.object("t").click();
    await inspector.grid.getByRole("rowheader", { name: "25", exact: true }).waitFor();
    await inspector.frame.getByText("6 frames of the write-ahead log").first().waitFor();

    await workbench.run("View: Split Editor");
    const views = page.locator("iframe.webview.ready").filter({ visible: true });
    await until("there are two views", async () => (await views.count()) === 2);
    for (const view of [views.first(), views.last()]) {
      const second = view.contentFrame().frameLocator("iframe#active-frame");
      await second.getByRole("grid").getByRole("rowheader", { name: "25", exact: true }).waitFor();
    }
    expect(contents()).toEqual(before);
  });

  test("writes a table and a compact copy where somebody says, and never the file itself", async () => {
    const { page, workbench, workspace } = editor();
    const inspector = await openDatabase(editor(), "quirks.db");
    await inspector.object("vendors").waitFor();
    const pick = page.locator(".quick-input-list .monaco-list-row");
    await workbench.run("driverlens: Export Table...");
    await pick.filter({ hasText: "vendors" }).click();
    await pick.filter({ hasText: "CSV" }).click();
    await saveAs(page, "vendors.csv");
    await workbench.message("Exported 20 rows to vendors.csv").waitFor();
    const lines = readFileSync(join(workspace, "vendors.csv"), "utf8").trim().split(/\r?\n/);
    expect([lines.length, lines[0], lines[20]]).toEqual([21, expect.stringContaining("id,name"), "20,Vendor 20"]);

    await workbench.run("driverlens: Compact Copy of Database...");
    await saveAs(page, "quirks-compact.db");
    await workbench.message("quirks-compact.db is written").waitFor();
    expect(readFileSync(join(workspace, "quirks-compact.db")).subarray(0, 15).toString()).toBe("SQLite format 3");

    await workbench.run("driverlens: Compact Copy of Database...");
    await saveAs(page, "quirks-compact.db", "quirks.db");
    await page.locator(".quick-input-widget", { hasText: "Are you sure you want to overwrite it?" }).waitFor();
    await page.keyboard.press("Enter");
    await workbench.message("quirks.db is what is inspected").waitFor();
    expect(readFileSync(join(workspace, "quirks.db")).equals(folder.database)).toBe(true);
    expect(existsSync(join(workspace, "vendors.csv.part"))).toBe(false);
    await workbench.run("Notifications: Clear All Notifications");
    expect(editor().errors()).toEqual([]);
  });

  test("embeds a database in an object for a driver, which opens again with the same rows", async () => {
    const { page, workbench, workspace } = editor();
    const inspector = await openDatabase(editor(), "quirks.db");
    await inspector.object("vendors").waitFor();
    const title = (number: number) => page.locator(".quick-input-title", { hasText: `(${number}/5)` });
    const embedAs = async (name: string): Promise<void> => {
      await workbench.run("driverlens: Embed Database in Driver...");
      await title(1).waitFor();
      await page.locator(".quick-input-widget:visible input.input").fill(name);
      for (const number of [1, 2, 3, 4, 5]) {
        await title(number).waitFor();
        await page.keyboard.press("Enter");
      }
    };
    await embedAs("quirks");
    const object = join(workspace, "quirks.obj");
    await until("the object is there", () => existsSync(object) && existsSync(join(workspace, "quirks.h")));
    expect(readFileSync(object).includes(Buffer.from(folder.database))).toBe(true);
    await inspectFromList(page, "quirks.obj");
    await workbench.activeTab(/ in quirks\.obj/).waitFor();
    const again = new InspectorPage(page);
    await again.object("devices").click();
    await again.cell("9007199254740994").waitFor();

    // Its name is that of its file now: what would be written is what is shown.
    const before = readFileSync(object);
    await embedAs("other");
    await workbench.message(/quirks is read from .*quirks\.obj, which is never written/).waitFor();
    expect(readFileSync(object).equals(before)).toBe(true);
    await workbench.run("Notifications: Clear All Notifications");
  });

  // The last one, as what the browser refuses is an error in its console.
  test("has a policy under which a script that gets into the page does not run", async () => {
    const inspector = await openDatabase(editor(), "quirks.db");
    await inspector.object("devices").waitFor();
    // As a page that was tricked would do it.
    const { policy, ran } = await inspector.frame.locator("body").evaluate(async (body) => {
      const { document } = globalThis as unknown as { document: typeof body.ownerDocument };
      const meta = document.querySelector("meta[http-equiv='Content-Security-Policy']");
      const script = document.createElement("script");
      script.textContent = "document.body.dataset.ran = 'script'";
      const image = document.createElement("img");
      image.setAttribute("onerror", "document.body.dataset.ran = 'handler'");
      image.setAttribute("src", "data:image/png;base64,AAAA");
      body.append(script, image);
      await new Promise((resolve) => setTimeout(resolve, 300));
      script.remove();
      image.remove();
      return { policy: meta?.getAttribute("content") ?? "", ran: body.getAttribute("data-ran") };
    });
    expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[\w-]{36}';/);
    expect(policy).not.toMatch(/unsafe|data:|http:/);
    expect(ran).toBeNull();
  });
});

describe.skipIf(!canRun)("the inspector in the web extension host", () => {
  const editor = sharedEditor({ host: "web", workspace: folder.path });

  test("reads a file whole, and a database in an object as in a file", async () => {
    const { page, workbench } = editor();
    const inspector = await openDatabase(editor(), "quirks.db");
    await inspector.object("devices").click();
    await inspector.cell("9007199254740994").waitFor();
    await inspectFromList(page, "tables.obj");
    await workbench.activeTab("Tables in tables.obj").waitFor();
    await new InspectorPage(page).cell("in an object").waitFor();
    expect(editor().errors()).toEqual([]);
  });
});
