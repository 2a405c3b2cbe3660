/** Driver images in a real VS Code: what they import, mapped to the calls in the sources that cause it, and back. */
import { copyFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, describe, expect, inject, test } from "vitest";
import { mingwInstalled } from "../scaffolds/support/mingw.ts";
import { compareInList, ImagePage, openImage } from "./support/image-page.ts";
import { makeImageFolder } from "./support/images.ts";
import { InspectorPage } from "./support/inspector-page.ts";
import { sharedEditor } from "./support/shared-editor.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "" && mingwInstalled;
const folder = canRun ? await makeImageFolder() : { path: "", database: new Uint8Array() };
afterAll(() => rmSync(dirname(folder.path), { recursive: true, force: true }));

const heapFree = "HeapFree is imported from KERNEL32.dll";
const lensText = "imported by quirks.sys: HeapFree from KERNEL32.dll, a DLL of user mode";

describe.skipIf(!canRun)("the inspector of driver images", () => {
  const editor = sharedEditor({ workspace: folder.path });
  const lens = (text = lensText): Locator => editor().page.locator(".codelens-decoration a", { hasText: text });
  const page = (): ImagePage => new ImagePage(editor().page);

  test("opens an image from its file: what it is, what is wrong with it, the INF file beside it", async () => {
    const refused: string[] = [];
    editor().page.on("console", (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) refused.push(message.text());
    });
    const image = await openImage(editor(), "quirks.sys");
    await image.frame.getByText("Kernel driver for Windows, x64").first().waitFor();
    for (const name of ["GetProcessHeap", "HeapAlloc", "HeapFree"]) {
      await image.finding(name).first().waitFor();
    }
    await image.frame.getByText("quirks.inf").first().waitFor();
    await image.tab("Imports").click();
    await image.line("ntoskrnl.exe").waitFor();
    await image.line("DbgPrint").waitFor();
    await image.tab("Overview").click();
    await image.frame.getByRole("button", { name: "image-user-mode-import" }).first().click();
    await editor()
      .workbench.activeTab(/images\.md/)
      .waitFor();
    expect(refused).toEqual([]);
    expect(editor().errors()).toEqual([]);
  });

  test("leads from a bad import to the call that causes it, and from the lens above that call back", async () => {
    const { page: window, workbench } = editor();
    await workbench.open("driver.c");
    await workbench
      .statusItem(/driverlens|finding/)
      .first()
      .waitFor();
    await workbench.closeAll();
    const image = await openImage(editor(), "quirks.sys");
    await image.tab("Imports").click();
    await image.line("HeapFree").click();
    const site = image.callSites(heapFree).filter({ hasText: "store.c:14, in StoreClose" });
    await site.focus();
    await window.keyboard.press("Enter");
    await workbench.activeTab("store.c").waitFor();
    await workbench.statusItem("Ln 14, Col 17 (8 selected)").waitFor();

    // VS Code asks for lenses only while the source has the focus.
    await lens().waitFor();
    await image.tab("Overview").click();
    await lens().click();
    await workbench.activeTab("quirks.sys").waitFor();
    await page().finding(heapFree).waitFor();
    await page().frame.locator("[role=row][aria-selected=true]", { hasText: "HeapFree" }).waitFor();
    expect(editor().errors()).toEqual([]);
  });

  test("takes the lens away with the call, before anything is saved or built", async () => {
    const { page: window, workbench } = editor();
    await openImage(editor(), "quirks.sys");
    await workbench.run("View: Split Editor");
    await workbench.open("store.c");
    await lens().waitFor();
    await workbench.goToLine(14, 1);
    await window.keyboard.press("Control+Shift+K");
    await lens().waitFor({ state: "detached" });
    await lens("HeapAlloc from KERNEL32.dll").waitFor();
    await workbench.revert();
    await lens().waitFor();
    await workbench.closeAll();
    // Where no image is shown nothing is said of one.
    await workbench.open("store.c");
    await workbench.editor.getByText("runs at PASSIVE_LEVEL").first().waitFor();
    await until("there is no lens", async () => (await lens().count()) === 0);
    expect(editor().errors()).toEqual([]);
  });

  test("opens a database that lies in an image", async () => {
    const image = await openImage(editor(), "quirks.sys");
    const databases = image.frame.getByRole("region", { name: "Embedded databases" });
    await databases.getByRole("button", { name: "Open" }).click();
    await editor()
      .workbench.activeTab(/ in quirks\.sys/)
      .waitFor();
    await new InspectorPage(editor().page).cell("reset after resume").waitFor();
    expect(editor().errors()).toEqual([]);
  });

  test("follows the file: another build is another image", async () => {
    const { workspace } = editor();
    const image = await openImage(editor(), "quirks.sys");
    await image.finding("HeapFree").first().waitFor();
    copyFileSync(join(workspace, "quirks-before.sys"), join(workspace, "quirks.sys"));
    await image.finding("HeapFree").first().waitFor({ state: "detached" });
    rmSync(join(workspace, "quirks.sys"));
    await image.frame.getByText("quirks.sys is not there any more.").first().waitFor();
    copyFileSync(join(folder.path, "quirks.sys"), join(workspace, "quirks.sys"));
    await image.finding("HeapFree").first().waitFor();
    expect(editor().errors()).toEqual([]);
  });

  test("judges imports by the Windows that the project names, or that somebody chooses", async () => {
    const { page: window, workbench } = editor();
    await workbench.open("driver.c");
    await workbench.closeAll();
    const image = await openImage(editor(), "quirks.sys");
    const target = image.frame.getByTitle("Which Windows its imports are held against");
    await target.filter({ hasText: "Windows 10, version 1809" }).waitFor();
    await image.frame.getByRole("button", { name: "Choose the Windows that the driver is for…" }).click();
    await window.locator(".quick-input-list .monaco-list-row", { hasText: "As the Project Says" }).waitFor();
    await window
      .locator(".quick-input-list .monaco-list-row", { hasText: /^Windows 11, version 21H2|^Windows 11/ })
      .first()
      .click();
    await target.filter({ hasText: "Windows 11" }).waitFor();
    expect(editor().errors()).toEqual([]);
  });

  test("compares two images that are selected in the list of files", async () => {
    const { page: window, workbench } = editor();
    await compareInList(window, "quirks-before.sys", "quirks.sys");
    await workbench.activeTab("quirks-before.sys ↔ quirks.sys").waitFor();
    await page().line("HeapFree").filter({ hasText: "Added" }).first().waitFor();
    await page().line("ExFreePoolWithTag").filter({ hasText: "Removed" }).first().waitFor();
    expect(editor().errors()).toEqual([]);
  });

  test("writes a debugger's script into an editor, where it can be read before it runs", async () => {
    const { workbench } = editor();
    await openImage(editor(), "quirks.sys");
    await workbench.run("driverlens: Write Debugger Script for This Image...");
    await workbench.activeTab(/Untitled/).waitFor();
    await workbench.editor.locator(".view-line", { hasText: "quirks.sys" }).first().waitFor();
    await workbench.discard();
    expect(editor().errors()).toEqual([]);
  });
});

describe.skipIf(!canRun)("the inspector of driver images in the web extension host, in high contrast", () => {
  const editor = sharedEditor({
    host: "web",
    workspace: folder.path,
    settings: { "workbench.colorTheme": "Default High Contrast" },
  });

  test("reads an image whole, maps its imports to the sources, and has edges where others have shades", async () => {
    const { workbench, page: window } = editor();
    await workbench.open("driver.c");
    const image = await openImage(editor(), "quirks.sys");
    await image.tab("Imports").click();
    await image.line("HeapFree").click();
    await image.callSites(heapFree).filter({ hasText: "store.c:14" }).click();
    await workbench.activeTab("store.c").waitFor();
    await window.locator(".codelens-decoration a", { hasText: lensText }).waitFor();
    const { theme, outline } = await image.frame.locator("body").evaluate((body) => {
      const { getComputedStyle } = globalThis as unknown as {
        getComputedStyle(element: unknown): { readonly outlineStyle: string };
      };
      const line = body.querySelector("[role=treegrid] [aria-selected=true]");
      return { theme: body.getAttribute("class"), outline: getComputedStyle(line).outlineStyle };
    });
    expect(theme).toContain("vscode-high-contrast");
    expect(outline).not.toBe("none");
    expect(editor().errors()).toEqual([]);
  });
});
