/** The levels of a document's lines, as the server answers and as they are shown: plain data. */
import type { LevelLines, LineLevel } from "../../../server/src/lsp/protocol.ts";

/** The setting driverlens.gutter. */
export type Gutter = "off" | "certain" | "possible";

/** Lines with one level, both included and from 0. */
export interface LineRun {
  readonly first: number;
  readonly last: number;
  readonly level: LineLevel;
}

/** The runs that are shown under a setting, by line. */
export function runsOf({ levels, lines }: LevelLines, gutter: Gutter): readonly LineRun[] {
  const runs: LineRun[] = [];
  for (let at = 0; at + 2 < lines.length; at += 3) {
    const [first = 0, last = 0, index = 0] = lines.slice(at, at + 3);
    const level = levels[index];
    if (level !== undefined && gutter !== "off" && (level.isCertain || gutter === "possible")) {
      runs.push({ first, last, level });
    }
  }
  return runs;
}

export function levelAt(runs: readonly LineRun[], line: number): LineLevel | undefined {
  return runs.find(({ first, last }) => first <= line && line <= last)?.level;
}
