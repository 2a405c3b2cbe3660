/** How two images differ, for a reader at a terminal. */
import type { ComparedRow, ImageComparison } from "../image/report.ts";
import { harmless } from "./cells.ts";
import type { Colors } from "./colors.ts";
import type { ImageTextOptions } from "./image-text.ts";
import { grouped, quantity } from "./words.ts";
import { wrap } from "./wrap.ts";

/** Groups in which something differs; of the others how much is the same. */
export function comparisonText({ before, after, groups }: ImageComparison, options: ImageTextOptions): string {
  const { colors } = options;
  const side = ({ name, kind, length }: ImageComparison["before"]): string =>
    `${colors.strong(harmless(name))} (${harmless(kind)}, ${quantity(length, "byte")})`;
  const difference = signed(after.length - before.length);
  const lines = [`${side(before)} and ${side(after)}: ${difference} bytes`];
  for (const { title, rows, same } of groups.filter((group) => group.rows.length > 0)) {
    lines.push("", `${colors.strong(title)}: ${countsOf(rows)}, ${grouped(same)} the same`);
    for (const row of rows) lines.push(...rowLines(row, options));
  }
  const alike = groups.filter(({ rows }) => rows.length === 0);
  if (alike.length > 0) {
    const same = alike.map(({ title, same }) => `${title.toLowerCase()} (${grouped(same)})`);
    lines.push("", ...wrap(`the same: ${same.join(", ")}`, options.width, "", "  "));
  }
  return lines.map((line) => `${line}\n`).join("");
}

function countsOf(rows: readonly ComparedRow[]): string {
  const kinds = ["added", "removed", "changed"] as const;
  return kinds
    .map((kind) => [kind, rows.filter(({ change }) => change === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${grouped(count)} ${kind}`)
    .join(", ");
}

function rowLines(
  { change, name, before, after, difference }: ComparedRow,
  { colors, width }: ImageTextOptions,
): string[] {
  const size = difference === undefined || difference === 0 ? "" : ` (${signed(difference)} bytes)`;
  const texts = [before, after].filter((text) => text !== undefined && text !== "").map((text) => harmless(text!));
  const text = texts.length === 0 ? "" : `: ${texts.join(" -> ")}`;
  const [first, ...next] = wrap(`${harmless(name)}${text}${size}`, width, "  ", "      ");
  const paint = paintOf(change, colors);
  return [paint(`${marks[change]} ${(first ?? "").trimStart()}`.padStart(2)), ...next].map((line, index) =>
    index === 0 ? `  ${line}` : line,
  );
}

const marks: Readonly<Record<ComparedRow["change"], string>> = { added: "+", removed: "-", changed: "~", same: " " };

function paintOf(change: ComparedRow["change"], { state }: Colors): (text: string) => string {
  return { added: state.done, removed: state.wrong, changed: state.missing, same: (text: string) => text }[change];
}

const signed = (difference: number): string =>
  difference < 0 ? `-${grouped(-difference)}` : `+${grouped(difference)}`;
