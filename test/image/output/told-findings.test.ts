/** Findings as text tells them: nothing twice, and nothing lost. */
import { expect, test } from "vitest";
import { toldFindings } from "../../../server/src/image/output/told-findings.ts";
import type { ImageFinding } from "../../../server/src/image/report.ts";

const finding = (name: string, more: Partial<ImageFinding> = {}): ImageFinding => ({
  ...{ rule: "image-user-mode-import", severity: "error", why: "It is not loaded.", remedy: "Call another" },
  ...{ message: `${name} is imported from a.dll`, instead: [`Zw${name}`], import: { module: "a.dll", name } },
  ...more,
});

test("several imports have a line each, one has its replacement beside it", () => {
  const told = toldFindings([finding("One"), finding("Two", { instead: [] }), finding("Odd", { remedy: "Leave it" })]);
  expect(told).toEqual([
    {
      ...{ severity: "error", rule: "image-user-mode-import", why: "It is not loaded.", remedy: "Call another" },
      ...{ message: "One is imported from a.dll, and 1 more like it", instead: [] },
      imports: [
        { name: "One", instead: ["ZwOne"] },
        { name: "Two", instead: [] },
      ],
    },
    {
      ...{ severity: "error", rule: "image-user-mode-import", why: undefined, remedy: "Leave it" },
      ...{ message: "Odd is imported from a.dll", instead: ["ZwOdd"], imports: [] },
    },
  ]);
});

test("why is said once of a rule; another reason, or another rule, says its own", () => {
  const told = toldFindings([
    finding("One"),
    finding("Two", { import: { module: "b.dll", name: "Two" } }),
    finding("Three", { why: "It bugchecks." }),
    finding("Four", { rule: "image-kernel-import" }),
  ]);
  expect(told.map(({ why }) => why)).toEqual(["It is not loaded.", undefined, "It bugchecks.", "It is not loaded."]);
});
