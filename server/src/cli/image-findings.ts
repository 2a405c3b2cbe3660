/** Findings about an image, at a terminal. */
import { type ToldFindings, toldFindings } from "../image/output/told-findings.ts";
import type { ImageReport, Severity } from "../image/report.ts";
import { harmless, widthOf } from "./cells.ts";
import type { Colors } from "./colors.ts";
import type { ImageTextOptions } from "./image-text.ts";
import { quantity } from "./words.ts";
import { wrap } from "./wrap.ts";

type Judged = Pick<ImageReport, "findings" | "isKernel">;

/** Where nothing is found of what nobody judges, that is no praise. */
const nothingFound = (isKernel: boolean): string =>
  isKernel ? "no findings" : "not judged: that is done of drivers and kernel modules";

/** The gravest first; what is said of several imports of a module is said once, with a line for each. */
export function findingsText({ findings, isKernel }: Judged, { colors, width }: ImageTextOptions): string {
  if (findings.length === 0) return `${nothingFound(isKernel)}\n`;
  const indent = " ".repeat(9);
  return textOf(
    toldFindings(findings).flatMap(({ severity, rule, message, instead, imports, why, remedy }) => [
      ...wrap(
        harmless(message + useText("; use ", instead)),
        width,
        `${severityPaint(severity, colors)(severity.padEnd(7))}  `,
        `${indent}  `,
      ),
      ...importLines(imports, width, `${indent}  `),
      ...wrap(harmless(why ?? ""), width, indent, indent).map(colors.dim),
      ...wrap(`fix: ${harmless(remedy)}`, width, indent, `${indent}     `),
      `${indent}${colors.dim(`[${harmless(rule)}]`)}`,
    ]),
  );
}

/** A line for each, where there is something to call in its place; otherwise the names one after the other. */
function importLines(imports: ToldFindings["imports"], width: number, indent: string): string[] {
  if (imports.every(({ instead }) => instead.length === 0)) {
    return wrap(harmless(imports.map(({ name }) => name).join(", ")), width, indent, indent);
  }
  const column = indent.length + Math.min(Math.max(...imports.map(({ name }) => widthOf(harmless(name)))), widestName);
  return imports.flatMap(({ name, instead }) => {
    const first = `${indent}${harmless(name)}`;
    if (instead.length === 0) return [first];
    const padding = " ".repeat(Math.max(0, column - widthOf(first)));
    return wrap(harmless(useText("use ", instead)), width, `${first}${padding}  `, " ".repeat(column + 2));
  });
}

const useText = (before: string, instead: readonly string[]): string =>
  instead.length === 0 ? "" : before + instead.join(", ");

/** In columns of a terminal; longer ones stand out. */
const widestName = 32;

/** The last line of an overview: "2 errors, 1 warning". */
export function countsText({ findings, isKernel }: Judged, { colors }: ImageTextOptions): string {
  const counts = (["error", "warning"] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [severityPaint(severity, colors)(quantity(count, severity))];
  });
  const notes = findings.filter(({ severity }) => severity === "info").length;
  return `${[...counts, ...(notes === 0 ? [] : [quantity(notes, "note")])].join(", ") || nothingFound(isKernel)}\n`;
}

export const severityPaint = (severity: Severity, { severity: paint }: Colors): ((text: string) => string) =>
  paint[severity === "info" ? "hint" : severity];

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
