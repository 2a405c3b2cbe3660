/** The page of an image around its tabs, in a browser: what is told first, where it leads, what is kept, what fails. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { calls, databases, driverReport, moduleReport, tags } from "../support/reports.ts";
import { openStage, type Stage } from "../support/stage.ts";
import type { StageOptions } from "../support/stage-options.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
// What the page's policy refuses is one of them.
afterEach(() => expect(stage.troubles).toEqual([]));

const driver: StageOptions = { report: driverReport(), told: [calls], databases, tags };
const tab = (name: string) => stage.page.getByRole("tab", { name });
const focusedText = () => stage.page.evaluate(() => document.activeElement?.textContent);
const lastPosted = async () => (await stage.posted()).at(-1);

test("says what the image is, and what is wrong with it, errors first, each with what to do", async () => {
  const page = await stage.open(driver);
  await page.getByRole("heading", { name: "NewDriver.sys" }).waitFor();
  expect(await page.getByRole("button", { name: "4 errors 1 warning 1 info" }).count()).toBe(1);
  const findings = page.getByRole("article");
  expect(await findings.allTextContents()).toEqual([
    // Those that say the same are one.
    expect.stringMatching(/^ ErrorHeapAlloc is imported from KERNEL32.dll, a DLL of user mode, and 2 more like it/),
    ...[expect.stringMatching(/^ ErrorPAGEwx/), expect.stringMatching(/^ WarningExAllocatePoolWithTag/)],
    expect.stringMatching(/^ InfoControl flow/),
  ]);
  const first = await findings.first().textContent();
  for (const part of ["STATUS_OBJECT_NAME_NOT_FOUND", "link without kernel32.lib", "Instead: ExAllocatePool2"]) {
    expect(first).toContain(part);
  }
});

test("properties are judged in words, and what lies beside the image is opened", async () => {
  const page = await stage.open(driver);
  const row = (name: string) => page.getByRole("row", { name });
  expect(await row("NX compatible").textContent()).toMatch(/ Good yes/);
  expect(await row("Control flow guard").textContent()).toMatch(/ Warning no/);
  expect(await row("Writable code").textContent()).toMatch(/ Bad PAGEwx/);
  await page
    .getByRole("region", { name: "INF beside it: NewDriver.inf" })
    .getByRole("button", { name: "Open" })
    .click();
  expect(await lastPosted()).toEqual({ kind: "openInf", name: "NewDriver.inf" });
  const embedded = page.getByRole("region", { name: "Embedded databases" });
  await embedded.getByRole("button", { name: "Open" }).click();
  expect(await lastPosted()).toEqual({ kind: "openDatabase", start: 0xf900 });
});

test("a finding leads to its calls, its page, its import and its section", async () => {
  const page = await stage.open(driver);
  await page.getByRole("button", { name: "driver/io.c:48, in LensRead" }).click();
  expect(await lastPosted()).toEqual({ kind: "goTo", name: "HeapAlloc", index: 1 });
  await page.getByRole("button", { name: "Read more" }).click();
  expect(await lastPosted()).toMatchObject({ kind: "openPage", address: expect.stringContaining("exallocatepool2") });
  await page.getByRole("button", { name: "image-no-guard" }).click();
  expect(await lastPosted()).toEqual({ kind: "openPage", address: "image-no-guard" });
  await page.getByRole("button", { name: "Sleep" }).click();
  expect(await page.getByRole("row", { selected: true }).textContent()).toContain("Sleep");
  await page.getByRole("region", { name: "Details" }).getByText("Sleep is imported from KERNEL32.dll").waitFor();
  await tab("Overview").click();
  await page.getByRole("button", { name: "Show the section" }).click();
  expect(await page.getByRole("row", { selected: true }).textContent()).toContain("PAGEwx");
  await page.getByRole("region", { name: "Bytes of PAGEwx" }).getByText("DE00").waitFor();
});

test("somebody who comes from a call is shown the import, whatever hid it", async () => {
  const page = await stage.open({ ...driver, told: [calls, { kind: "showImport", name: "ExAllocatePoolWithTag" }] });
  expect(await page.getByRole("row", { selected: true }).textContent()).toContain("ExAllocatePoolWithTag");
  await page.getByRole("textbox", { name: "Filter imports" }).fill("nothing of that name");
  await page.getByText("No import has that in its name").waitFor();
  await stage.tell({ kind: "showImport", name: "HeapAlloc" });
  await page.getByRole("row", { name: /HeapAlloc/, selected: true }).waitFor();
});

test("tabs are walked with arrows; what is in none of them is said", async () => {
  const page = await stage.open({ report: moduleReport() });
  expect((await page.getByRole("tab").allTextContents()).join()).toBe(
    // What a module of Linux cannot have is not offered.
    "Overview,Imports2,Exports1,Sections8,Strings",
  );
  await tab("Overview").focus();
  await page.keyboard.press("ArrowLeft");
  expect(await focusedText()).toBe("Strings");
  await page.keyboard.press("Enter");
  await page.getByText("It has no strings of that length").waitFor();
  expect(await page.getByRole("tabpanel").count()).toBe(1);
  await stage.open({ report: driverReport({ format: "coff", isKernel: false, resources: [] }) });
  expect((await page.getByRole("tab").allTextContents()).join()).toMatch(/Exports.*Sections\d+,Strings$/);
  await stage.open({ report: driverReport({ resources: [] }) });
  await tab("Resources").click();
  await page.getByText("It has no resources").waitFor();
  await stage.open(driver);
  await tab("Exports").click();
  await page.getByText("It exports nothing").waitFor();
});

test("where the file becomes one that has nothing of a tab, the overview is in front", async () => {
  const page = await stage.open(driver);
  await tab("Pool Tags").click();
  await page.getByRole("row", { name: /LnsQ/ }).waitFor();
  await stage.become({ report: moduleReport() });
  await stage.tell({ kind: "changed" });
  await page.getByRole("tab", { name: "Overview", selected: true }).waitFor();
  expect(await tab("Pool Tags").count()).toBe(0);
  await page.getByRole("tabpanel", { name: "Overview" }).getByRole("heading", { name: "Findings" }).waitFor();
});

test("what is not looked at is not asked for", async () => {
  await stage.open(driver);
  expect(await stage.questions()).toEqual(["report", "databases"]);
  await tab("Pool Tags").click();
  await stage.page.getByRole("row", { name: /LnsQ/ }).waitFor();
  expect(await stage.questions()).toEqual(["report", "databases", "tags"]);
});

test("buttons ask for what only VS Code can do", async () => {
  const page = await stage.open(driver);
  const press = async (name: string) => {
    await page.getByRole("button", { name, exact: true }).click();
    return lastPosted();
  };
  expect(await press("Compare with another image…")).toEqual({ kind: "compare" });
  expect(await press("Choose the Windows that the driver is for…")).toEqual({ kind: "chooseTarget" });
  expect(await press("Write a script for WinDbg…")).toEqual({ kind: "script" });
  expect(await press("Read the file again")).toEqual({ kind: "reopen" });
  await press("Copy what is told of the image…");
  await page.getByRole("menuitem", { name: "Copy as Text" }).click();
  expect(await lastPosted()).toMatchObject({ kind: "copy", text: expect.stringMatching(/^NewDriver.sys: Kernel/) });
  await press("Copy what is told of the image…");
  await page.getByRole("menuitem", { name: "Copy as JSON" }).click();
  const copied = await lastPosted();
  expect(copied?.kind === "copy" && JSON.parse(copied.text)).toEqual(driver.report);
  await stage.open({ report: moduleReport() });
  expect(await press("Hold imports against a Module.symvers…")).toEqual({ kind: "chooseSymvers" });
});

test("a page that is made anew is where it was", async () => {
  const page = await stage.open(driver);
  await tab("Imports").click();
  await page.getByRole("textbox", { name: "Filter imports" }).fill("pool");
  await page.getByRole("row", { name: /ExAllocatePoolWithTag/ }).click();
  const line = page.getByRole("separator", { name: "Height of the details" });
  await line.focus();
  await page.keyboard.press("ArrowUp");
  await page.reload();
  await page.getByRole("row", { name: /ExAllocatePoolWithTag/, selected: true }).waitFor();
  expect(await tab("Imports").getAttribute("aria-selected")).toBe("true");
  expect(await line.getAttribute("aria-valuenow")).toBe("250");
  await page.getByText("3 of 21 imports").waitFor();
});

test("a file that is another one is read again; the tab stays", async () => {
  const page = await stage.open(driver);
  await tab("Exports").click();
  await page.getByText("It exports nothing").waitFor();
  await stage.become({ ...driver, report: driverReport({ exports: [{ name: "LensOpen", ordinal: 1 }] }) });
  await stage.tell({ kind: "changed" });
  await page.getByRole("row", { name: /LensOpen/ }).waitFor();
  await page.getByText("1 exports").or(page.getByText("1 export")).first().waitFor();
});

test("what is no image says so, and what may be done; tried again, it is read", async () => {
  const message = "It begins like a picture, and is no image of a driver.";
  const page = await stage.open({ failures: { report: { code: "file", message } } });
  await page.getByRole("alert").getByText(message).waitFor();
  await page.getByRole("button", { name: "Open with another editor" }).click();
  expect(await lastPosted()).toEqual({ kind: "openWith" });
  await stage.become(driver);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "4 errors 1 warning 1 info" }).waitFor();
  expect(await lastPosted()).toEqual({ kind: "reopen" });
});

test("what takes long says how far it is, and is cancelled; what it was for says so", async () => {
  const page = await stage.open({ ...driver, held: ["databases"] });
  await page.getByText("Looking for databases… 25 %").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The embedded databases: cancelled").waitFor();
  await stage.release();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("DEVICES_DB").waitFor();
});
