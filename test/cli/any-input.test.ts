/** Whatever the sources and ranges are: every output can be made, is valid, and holds nothing that steers a terminal. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatJson } from "../../server/src/cli/json.ts";
import { formatSarif } from "../../server/src/cli/sarif.ts";
import { formatText } from "../../server/src/cli/text.ts";
import type { ReportedFinding } from "../../server/src/engine/report.ts";
import { findingAt, locate, plain, reportOf, rules } from "./support.ts";

const PATH = "/src/drv/io.c";

const piece = fc.oneof(
  fc.constantFrom("\t", "\r", "\n", "\r\n", "\0", "\u001b[2J", "\u202e", "\ud834", "\udd1e", "𝄞", "池", "e\u0301"),
  fc.string({ maxLength: 8 }),
  fc.constantFrom("x".repeat(300), "池".repeat(150), "\t".repeat(90)),
);
const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(""));
const offset = fc.integer({ min: -10, max: 900 });

const finding = fc.record({ start: offset, end: offset, related: offset, message: text, edit: text }).map(
  ({ start, end, related, message, edit }): ReportedFinding =>
    findingAt("", "", {
      path: PATH,
      start,
      end,
      message,
      related: [{ path: PATH, start: related, end, message }],
      fixes: [{ title: message, preferred: false, edits: [{ path: PATH, start, end: related, text: edit }] }],
    }),
);

describe("any source, any range", () => {
  test("text fits, stays on its lines and is harmless; JSON and SARIF are JSON", () => {
    fc.assert(
      fc.property(
        text,
        fc.array(finding, { maxLength: 3 }),
        fc.integer({ min: 20, max: 200 }),
        (source, list, width) => {
          const findings = locate(list, { [PATH]: source });
          const report = reportOf({ findings });
          const shown = [...formatText(report, { ...plain, width })].join("");
          expect(shown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
          for (const finding of findings) {
            expect(finding.startLine).toBeGreaterThan(0);
            const order = finding.endLine - finding.startLine || finding.endColumn - finding.startColumn;
            expect(order).toBeGreaterThanOrEqual(0);
          }
          expect(JSON.parse(formatJson(report, rules, "1.0.0")).findings).toHaveLength(list.length);
          const options = { rules, toolVersion: "1.0.0", root: "/src/drv", suppressed: "include" } as const;
          expect(JSON.parse(formatSarif(report, options)).runs[0].results).toHaveLength(list.length);
        },
      ),
      { seed: 20_261_122, numRuns: 500 },
    );
  });

  test("ten thousand findings on one line of a megabyte are cut, not copied", () => {
    const source = "ZwClose(h); ".repeat(90_000);
    const list = Array.from({ length: 10_000 }, (_, index) =>
      findingAt("", "", { start: index * 12, end: index * 12 + 7 }),
    );
    const shown = [...formatText(reportOf({ findings: locate(list, { [PATH]: source }) }), plain)];
    expect(shown.join("").length).toBeLessThan(10_000 * 600);
  });
});
