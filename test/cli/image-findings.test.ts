/** Findings about an image at a terminal: their lines. */
import { expect, test } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { countsText, findingsText as textOf } from "../../server/src/cli/image-findings.ts";
import type { ImageFinding } from "../../server/src/image/report.ts";

const options = { colors: colors("never"), width: 60 };
const finding = (name: string, instead: readonly string[], module = "KERNEL32.dll"): ImageFinding => ({
  ...{ rule: "image-user-mode-import", severity: "error", why: "It is not loaded.", remedy: "Call another" },
  ...{ message: `${name} is imported from ${module}`, instead: [...instead], import: { module, name } },
});
const findingsText = (findings: readonly ImageFinding[], width: typeof options): string =>
  textOf({ findings: [...findings], isKernel: true }, width);

test("nothing is found of a driver; of what nobody judges that is said instead", () => {
  for (const text of [textOf, countsText]) {
    expect(text({ findings: [], isKernel: true }, options)).toBe("no findings\n");
    expect(text({ findings: [], isKernel: false }, options)).toMatch(/^not judged: .* drivers and kernel modules\n$/);
  }
});

test("a line for each import with what takes its place, and why they are wrong once", () => {
  const long = ["KeQuerySystemTimePrecise", "KeQueryInterruptTime", "KeQueryTickCount"];
  const findings = [finding("CloseHandle", ["ZwClose"]), finding("Sleep", []), finding("GetTickCount", long)];
  expect(findingsText([...findings, finding("send", ["WskSend"], "ws2_32.dll")], options)).toBe(
    `error    CloseHandle is imported from KERNEL32.dll, and 2
           more like it
           CloseHandle   use ZwClose
           Sleep
           GetTickCount  use KeQuerySystemTimePrecise,
                         KeQueryInterruptTime,
                         KeQueryTickCount
         It is not loaded.
         fix: Call another
         [image-user-mode-import]
error    send is imported from ws2_32.dll; use WskSend
         fix: Call another
         [image-user-mode-import]
`,
  );
});

test("names alone follow each other, and those of a stranger's file stay in their place", () => {
  const names = ["a", "b\u001b[2J", `${"long".repeat(20)}`, "d"];
  const text = findingsText(
    names.map((name) => finding(name, [])),
    options,
  );
  expect(text).not.toContain("\u001b");
  expect(text).toContain(`\n           a, b\u241b[2J,\n           ${"long".repeat(20)},\n           d\n`);
  const columns = findingsText(
    names.map((name) => finding(name, ["ZwIt"])),
    options,
  );
  expect(columns.split("\n").filter((line) => line.endsWith("use ZwIt")).length).toBe(3);
});
