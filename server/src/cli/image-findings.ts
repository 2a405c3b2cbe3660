/** Findings about an image, at a terminal. */
import type { ImageFinding, Severity } from "../image/report.ts";
import { grouped as groupsOf } from "../model/grouped.ts";
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import type { ImageTextOptions } from "./image-text.ts";
import { quantity } from "./words.ts";
import { wrap } from "./wrap.ts";

/** The gravest first; those of one reason and cure together, each with what to use in its place. */
export function findingsText(findings: readonly ImageFinding[], { colors, width }: ImageTextOptions): string {
  if (findings.length === 0) return "no findings\n";
  const indent = " ".repeat(9);
  const alike = groupsOf(bySeverity(findings), ({ rule, severity, why, remedy }) =>
    [rule, severity, why, remedy].join("\n"),
  );
  return textOf(
    [...alike.values()].flatMap((group) => {
      const { rule, severity, why, remedy } = group[0]!;
      const mark = severityPaint(severity, colors)(severity.padEnd(7));
      return [
        ...group.flatMap(({ message, instead }, index) => {
          const use = instead.length === 0 ? "" : `; use ${instead.join(", ")}`;
          return wrap(harmless(message + use), width, index === 0 ? `${mark}  ` : indent, `${indent}  `);
        }),
        ...wrap(harmless(why), width, indent, indent).map(colors.dim),
        ...wrap(`fix: ${harmless(remedy)}`, width, indent, `${indent}     `),
        `${indent}${colors.dim(`[${harmless(rule)}]`)}`,
      ];
    }),
  );
}

function bySeverity(findings: readonly ImageFinding[]): readonly ImageFinding[] {
  const order: readonly Severity[] = ["error", "warning", "info"];
  return findings.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
}

/** The last line of an overview: "2 errors, 1 warning". */
export function countsText(findings: readonly ImageFinding[], { colors }: ImageTextOptions): string {
  const counts = (["error", "warning"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [severityPaint(severity, colors)(quantity(count, severity))];
  });
  const notes = findings.filter(({ severity }) => severity === "info").length;
  return `${[...counts, ...(notes === 0 ? [] : [quantity(notes, "note")])].join(", ") || "no findings"}\n`;
}

export const severityPaint = (severity: Severity, { severity: paint }: Colors): ((text: string) => string) =>
  paint[severity === "info" ? "hint" : severity];

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
