/** The page with the worker that VS Code in a browser has behind it: what a linker wrote is what is shown. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { driverOf } from "../../../image/support/windows-drivers.ts";
import { type Inspector, openInspector } from "../support/inspector.ts";

let inspector: Inspector;
beforeAll(async () => {
  inspector = await openInspector();
});
afterAll(() => inspector.close());

test("a driver of mingw-w64: imports, a finding, bytes, strings; what it asks for outside of itself", async () => {
  const driver = driverOf({
    imports: { "ntoskrnl.exe": ["IoCreateDevice"], "KERNEL32.dll": ["HeapAlloc"] },
    code: 'const char greeting[] __attribute__((used)) = "Hello from NewDriver";',
  });
  await inspector.open(driver);
  const { page } = inspector;
  await page.getByRole("article").filter({ hasText: "HeapAlloc is imported from KERNEL32.dll" }).waitFor();
  await page.getByText("No SQLite database lies in it.").waitFor();
  await page.getByRole("tab", { name: "Imports" }).click();
  await page.getByText("2 imports", { exact: true }).waitFor();
  expect(await page.getByRole("row", { level: 2 }).allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining("HeapAlloc"), expect.stringContaining("IoCreateDevice")]),
  );
  await page.getByRole("tab", { name: "Sections" }).click();
  await page.getByRole("row", { name: /^\.text/ }).click();
  await page.getByRole("region", { name: "Bytes of .text" }).waitFor();
  await page.getByRole("tab", { name: "Strings" }).click();
  await page.getByRole("textbox", { name: "Search strings" }).fill("from newdriver");
  await page.getByText("1 string", { exact: true }).waitFor();
  await page.getByRole("row", { name: /Hello from NewDriver/ }).click();
  await page
    .getByRole("region", { name: /^Bytes around/ })
    .getByText("Hello")
    .first()
    .waitFor();
  await page.getByRole("tab", { name: "Pool Tags" }).click();
  await page.getByText("No pool tag was found").waitFor();
  await page.getByRole("button", { name: "Compare with another image…" }).click();
  expect((await inspector.asked()).at(-1)).toEqual({ kind: "compare", values: [] });
  expect(inspector.troubles).toEqual([]);
});

test("what is no image is told by the reader's own words", async () => {
  await inspector.open(new TextEncoder().encode("No image, but a text that is longer than a header. ".repeat(40)));
  const { page } = inspector;
  await page.getByRole("alert").getByText("The image: the file cannot be read").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("button", { name: "Open with another editor" }).click();
  expect((await inspector.asked()).map(({ kind }) => kind)).toEqual(["reopen", "openWith"]);
});
