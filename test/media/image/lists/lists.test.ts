/** Imports, sections, resources, strings and pool tags in a browser: by keys, by the mouse, and very many of them. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { calls, driverReport, manyImports, strings, tags } from "../support/reports.ts";
import { openStage, type Stage } from "../support/stage.ts";
import type { StageOptions } from "../support/stage-options.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
afterEach(() => expect(stage.troubles).toEqual([]));

/** Other work may have the machine. */
const soon = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 20_000 });
const lastPosted = async () => (await stage.posted()).at(-1);
const focusedText = () => stage.page.evaluate(() => document.activeElement?.textContent);
/** Of each line, the text of its first cell. */
const names = () =>
  stage.page
    .getByRole("row")
    .evaluateAll((rows) => rows.slice(1).map((row) => row.firstElementChild?.textContent?.trim()));
async function openTab(name: string, options: StageOptions) {
  const page = await stage.open(options);
  await page.getByRole("tab", { name }).click();
  return page;
}
const driver: StageOptions = { report: driverReport(), told: [calls], tags, strings: strings(2500) };

test("imports by keyboard: lines, modules, letters, the ends", async () => {
  const page = await openTab("Imports", driver);
  await page.getByRole("row", { name: /^KERNEL32/ }).click();
  const walk: readonly (readonly [string, string])[] = [
    ["ArrowDown", "GetLastError"],
    ["ArrowLeft", "KERNEL32.dll"],
    ["ArrowLeft", "KERNEL32.dll"],
    ["ArrowDown", "ntoskrnl.exe"],
    ["z", "ZwClose"],
    ["z", "ZwCreateFile"],
    ["End", "KeQueryPerformanceCounter"],
    ["Home", "KERNEL32.dll"],
    ["ArrowRight", "KERNEL32.dll"],
    ["ArrowRight", "GetLastError"],
  ];
  for (const [key, name] of walk) {
    await page.keyboard.press(key);
    await soon(focusedText).toContain(name);
  }
  expect(await page.getByRole("row", { name: /^KERNEL32/ }).getAttribute("aria-expanded")).toBe("true");
  const tree = page.getByRole("treegrid", { name: "Imports" });
  expect(
    await page
      .getByRole("row", { name: /^HeapAlloc/ })
      .getByRole("gridcell")
      .allTextContents(),
  ).toEqual([
    ...["HeapAlloc", " Error. Instead: ExAllocatePool2, ExFreePoolWithTag", "2", "", "170", "0x140003230"].map(
      (text) => expect.stringContaining(text) as string,
    ),
  ]);
  // 21 functions, three modules, the titles.
  expect(await tree.getAttribute("aria-rowcount")).toBe("25");
  expect(await tree.locator("[role=row][tabindex='0']").count()).toBe(1);
  expect(await page.getByRole("row", { name: /Sleep/ }).getAttribute("aria-rowindex")).toBe("5");
});

test("lines are selected with Shift and copied as they read", async () => {
  const page = await openTab("Imports", driver);
  await page.getByRole("row", { name: /GetLastError/ }).click();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await soon(() => page.getByRole("row", { selected: true }).count()).toBe(3);
  await page.keyboard.press("Control+c");
  const copied = await lastPosted();
  expect(copied?.kind === "copy" && copied.text.split("\n").map((line) => line.split("\t").slice(0, 2))).toEqual([
    ["GetLastError", expect.stringContaining("KERNEL32.dll")],
    ["HeapAlloc", "Instead: ExAllocatePool2, ExFreePoolWithTag"],
    ["Sleep", "Instead: KeDelayExecutionThread"],
  ]);
  await page.getByRole("row", { name: /HAL.dll/ }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Copy Name" }).click();
  expect(await lastPosted()).toEqual({ kind: "copy", text: "HAL.dll" });
});

test("imports are filtered as one types; Ctrl+F leads to the field, Escape empties it", async () => {
  const page = await openTab("Imports", driver);
  await page.getByRole("row", { name: /ZwClose/ }).click();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("zwr");
  await page.getByText("1 of 21 imports").waitFor();
  expect(await names()).toEqual([expect.stringContaining("ntoskrnl.exe"), "ZwReadFile"]);
  await page.keyboard.press("Escape");
  await page.getByText("21 imports", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Only those with findings" }).click();
  await page.getByText("4 of 21 imports").waitFor();
});

test("Ctrl+F leads to the field of the tab in front, from wherever one is", async () => {
  const page = await openTab("Imports", driver);
  await page.getByRole("tab", { name: "Exports" }).click();
  await page.getByRole("tab", { name: "Strings" }).click();
  // The focus is on the tab's name, and lists of two tabs are in the document.
  await page.keyboard.press("Control+f");
  await page.keyboard.type("device");
  await page.getByText("834 strings", { exact: true }).waitFor();
  expect(await page.getByRole("textbox", { name: "Search strings" }).inputValue()).toBe("device");
  await page.getByRole("tab", { name: "Imports" }).click();
  await page.keyboard.press("Control+f");
  await page.keyboard.type("zwr");
  await page.getByText("1 of 21 imports").waitFor();
});

test("65,000 imports: a few lines are in the document, wherever one is", async () => {
  const start = performance.now();
  const page = await openTab("Imports", { report: manyImports(65_000) });
  await page.getByRole("row", { name: /ZwFunctionNumber0\b/ }).waitFor();
  // A machine with nothing else to do takes less than a second.
  expect(performance.now() - start).toBeLessThan(15_000);
  const elements = () => page.evaluate(() => document.querySelectorAll("*").length);
  const few = 1200;
  expect(await elements()).toBeLessThan(few);
  await page.getByRole("row", { name: /ntoskrnl/ }).click();
  await page.keyboard.press("End");
  await soon(focusedText).toContain("ZwFunctionNumber9999");
  await page.keyboard.press("PageUp");
  expect(await elements()).toBeLessThan(few);
  expect(await page.getByRole("treegrid").getAttribute("aria-rowcount")).toBe("65002");
  await page.getByRole("textbox", { name: "Filter imports" }).fill("number64999");
  await page.getByText("1 of 65,000 imports").waitFor();
  expect(await page.getByRole("row").count()).toBe(3);
});

test("sections are sorted by their titles, by mouse and keys", async () => {
  const page = await openTab("Sections", driver);
  expect(await names()).toEqual([".text", ".rdata", ".data", "PAGE", "PAGEwx Error", "INIT", ".rsrc", ".reloc"]);
  await page.getByRole("button", { name: "Memory", exact: true }).click();
  expect((await names()).slice(0, 2)).toEqual([".reloc", "PAGEwx Error"]);
  await page.getByRole("button", { name: "Memory", exact: true }).click();
  expect((await names()).slice(0, 2)).toEqual([".text", ".data"]);
  expect(await page.getByRole("columnheader", { name: "Memory", exact: true }).getAttribute("aria-sort")).toBe(
    "descending",
  );
  await page.getByRole("row", { name: /^\.text/ }).click();
  await page.keyboard.press("ArrowUp");
  expect(await focusedText()).toBe("Name");
  await page.keyboard.press("Enter");
  await soon(names).toEqual([".data", ".rdata", ".reloc", ".rsrc", ".text", "INIT", "PAGE", "PAGEwx Error"]);
});

test("a section's traits are explained, and its bytes shown; another offset is gone to", async () => {
  const large = driverReport({ length: 2 ** 30 });
  const sections = [{ ...large.sections[3]!, offset: 0x1000, size: 2 ** 29 }];
  const page = await openTab("Sections", { report: { ...large, sections, findings: [] } });
  await page.getByRole("row", { name: /PAGE/ }).click();
  await page.getByText("who touches it at DISPATCH_LEVEL or above").waitFor();
  await page.getByText("0x1000 to 0x10fff, of 512 MB").waitFor();
  const bytes = page.getByRole("region", { name: "Bytes of PAGE" });
  await bytes.getByText("00 01 02 03").first().waitFor();
  const offset = page.getByRole("textbox", { name: "Offset in the file, in hex" });
  await offset.fill("0xfff");
  await page.keyboard.press("Enter");
  // Not in the section: it stays where it is.
  await page.getByText("0x1000 to 0x10fff, of 512 MB").waitFor();
  await offset.fill("0x12345678");
  await page.keyboard.press("Enter");
  await soon(() => bytes.locator("mark").allTextContents()).toEqual(["  78", "x"]);
  await page.getByRole("button", { name: "Bytes after" }).click();
  await page.getByText("0x12351000 to 0x12360fff, of 512 MB").waitFor();
});

test("the version is told where its resource is, with its bytes", async () => {
  const page = await openTab("Resources", driver);
  await page.getByRole("row", { name: /VERSION/ }).click();
  const details = page.getByRole("region", { name: "Details" });
  await details.getByText("1.4.0.211").waitFor();
  await details.getByText("F090").waitFor();
  await page.getByRole("button", { name: "Close the details" }).focus();
  await page.keyboard.press("Escape");
  await soon(() => details.count()).toBe(0);
  // Whoever closed them is in the list again, where he was.
  expect(await focusedText()).toContain("VERSION");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await details.getByText("RCDATA DEVICES_DB").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await soon(() => details.count()).toBe(0);
  await page.keyboard.press("ArrowUp");
  await details.getByText("MESSAGETABLE #1").waitFor();
  await page.getByRole("button", { name: "Close the details" }).click();
  expect(await details.count()).toBe(0);
  await stage.open({ report: driverReport({ resources: driverReport().resources.slice(0, 1) }) });
  await page.getByRole("tab", { name: "Resources" }).click();
  await page.getByText("1 resource", { exact: true }).waitFor();
});

test("strings come as one scrolls; a search is asked for when typing rests", async () => {
  const page = await openTab("Strings", driver);
  await page.getByText("1,000 strings so far").waitFor();
  await page.getByRole("row", { name: /request 1 failed/ }).click();
  await page.keyboard.press("End");
  await page.getByText("2,000 strings so far").waitFor();
  await page.keyboard.press("End");
  await page.getByText("2,500 strings", { exact: true }).waitFor();
  const before = (await stage.questions()).filter((method) => method === "strings").length;
  await page.getByRole("textbox", { name: "Search strings" }).pressSequentially("device", { delay: 20 });
  await page.getByText("834 strings", { exact: true }).waitFor();
  expect((await stage.questions()).filter((method) => method === "strings").length).toBe(before + 1);
  await page.getByRole("row", { name: /NewDriver3\b/ }).click();
  // The line may be too narrow for it.
  await page
    .getByRole("region", { name: "Details" })
    .getByRole("paragraph")
    .getByText(/NewDriver3$/)
    .waitFor();
  const marked = page.getByRole("region", { name: "Bytes around 0x80c0" }).locator("mark");
  await soon(async () => (await marked.allTextContents())[0]).toBe("C0 C1 C2 C3 C4 C5 C6 C7  C8 C9 CA CB CC CD CE CF");
  await page.getByRole("button", { name: /^Save the strings/ }).click();
  const saved = await lastPosted();
  expect(saved).toMatchObject({ kind: "save", name: "NewDriver.sys.strings.txt" });
});

test("looking for strings is cancelled, and goes on where somebody wants", async () => {
  const page = await openTab("Strings", { ...driver, held: ["strings"] });
  await page.getByText("Looking for strings… 25 %").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The strings: cancelled").waitFor();
  await stage.release();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("1,000 strings so far").waitFor();
});

test("pool tags and who uses them, with commands for the debugger", async () => {
  const page = await openTab("Pool Tags", driver);
  await page.getByRole("row", { name: /LensStart/ }).waitFor();
  await page.getByRole("row", { name: /^\W*Lens 2 uses/ }).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Copy !poolused Command" }).click();
  expect(await lastPosted()).toEqual({ kind: "copy", text: "!poolused 4 Lens" });
  await page.getByRole("textbox", { name: "Filter pool tags" }).fill("queue");
  await page.getByText("1 of 2 tags").waitFor();
  await stage.open({ ...driver, tags: [] });
  await page.getByRole("tab", { name: "Pool Tags" }).click();
  await page.getByText("No pool tag was found").waitFor();
});
