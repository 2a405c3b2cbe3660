/** What is decoded as rows of a list, and what is copied. */
import { expect, test } from "vitest";
import { decodedRows, decodedText } from "../../client/src/decoded-rows.ts";
import type { DecodedMeaning } from "../../server/src/lsp/protocol.ts";

const status: DecodedMeaning = {
  kind: "ntstatus",
  title: "STATUS_PENDING",
  summary: "NTSTATUS 0x00000103 (259)",
  facts: ["short", `${"word ".repeat(30)}end`],
  isLikely: true,
};
const error: DecodedMeaning = { ...status, kind: "win32", title: "ERROR_X", summary: "Win32 error", isLikely: false };

test("a meaning is a row, its facts are rows below it, long ones go on", () => {
  const rows = decodedRows([{ text: "0x103", meanings: [status] }]);
  expect(rows.map(({ label }) => label)).toEqual(["STATUS_PENDING", "\u2013", "\u2013", "\u2003"]);
  expect(rows.every(({ description }) => description.length <= 92)).toBe(true);
  expect(
    rows
      .slice(2)
      .map(({ description }) => description)
      .join(" "),
  ).toBe(status.facts[1]);
});

test("a summary that does not fit beside a long name stands below it", () => {
  const long = { ...status, summary: `NTSTATUS ${"x ".repeat(30)}`.trim(), title: "STATUS_OF_A_RATHER_LONG_NAME" };
  const [head, next] = decodedRows([{ text: "1", meanings: [long] }]);
  expect([head?.description, next?.description]).toEqual(["", long.summary]);
});

test("what is merely possible is one row, and says so", () => {
  const rows = decodedRows([{ text: "259", meanings: [status, error] }]);
  expect(rows.at(-1)).toMatchObject({ label: "perhaps ERROR_X", description: "Win32 error" });
});

test("of several values each is named as it stands in the text", () => {
  const values = ["0x103", "status_pending"].map((text) => ({ text, meanings: [status] }));
  expect(decodedRows(values).flatMap(({ label }) => (label.length > 1 ? label : []))).toEqual([
    "0x103 STATUS_PENDING",
    "STATUS_PENDING",
  ]);
});

test("a row copies its meaning, and all of it can be copied", () => {
  const [row] = decodedRows([{ text: "259", meanings: [error] }]);
  expect(row?.copies).toBe(`ERROR_X\n  Win32 error\n  - short\n  - ${error.facts[1]}\n`);
  expect(decodedText([{ text: "259", meanings: [status, error] }])).toMatch(/^STATUS_PENDING\n[\s\S]*end\n\nERROR_X\n/);
  expect(decodedText([])).toBe("");
});
