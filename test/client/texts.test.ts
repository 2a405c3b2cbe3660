/** What is said when a command is done, and bytes on their way to the server. */
import { Buffer } from "node:buffer";
import { expect, test } from "vitest";
import { toBase64 } from "../../client/src/base64.ts";
import { checkedText, fixedText } from "../../client/src/summary-text.ts";

const summary = { files: 2274, errors: 1, warnings: 0, hints: 2, outcome: "finished" } as const;

test("a check says how many files and what was found", () => {
  expect(checkedText(summary)).toBe("Checked 2,274 files: 1 error, 2 hints.");
  expect(checkedText({ ...summary, files: 1, errors: 0, hints: 0 })).toBe("Checked 1 file: no findings.");
  expect(checkedText({ ...summary, outcome: "cancelled" })).toBe(
    "Cancelled after 2,274 files: 1 error, 2 hints so far.",
  );
});

test("a fix says what it changed, or why it did not", () => {
  expect(fixedText({ fixes: 1, files: 1 })).toBe("Made 1 fix in 1 file. Undo takes them back.");
  expect(fixedText({ fixes: 0, files: 0 })).toBe("There is nothing that can be fixed without a choice.");
  expect(fixedText({ fixes: 3, files: 2, failure: "a file has changed" })).toBe(
    "Nothing was changed: a file has changed",
  );
});

test("bytes become base64, however many", () => {
  for (const length of [0, 1, 2, 3, 32_767, 32_768, 100_001]) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 7) % 256);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
  }
});
