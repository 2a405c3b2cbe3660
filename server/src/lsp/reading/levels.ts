/** Which lines of a document run above PASSIVE_LEVEL, as few numbers as possible. */
import type { CancellationToken } from "vscode-languageserver";
import { LineMarks, type MarkedLines } from "../../engine/reading/levels/marked-lines.ts";
import type { LevelLines, LevelsParams, LineLevel } from "../protocol.ts";
import { perSession } from "./per-session.ts";
import type { ReaderSources } from "./readers.ts";
import type { SettledFiles } from "./settled-files.ts";

export class Levels {
  private readonly settled: SettledFiles;
  private readonly marks = perSession((session) => new LineMarks(session));

  constructor(settled: SettledFiles) {
    this.settled = settled;
  }

  async answer(
    { uri }: LevelsParams,
    sources: ReaderSources,
    token: CancellationToken,
  ): Promise<LevelLines | undefined> {
    const document = await this.settled.document(uri, sources, token);
    const session = document && sources.workspace.session(document.path);
    if (document === undefined || session === undefined) {
      return undefined;
    }
    const lines = this.marks(session).of(document.path);
    return lines && compact(document.content.version, lines);
  }
}

function compact(version: number, marked: readonly MarkedLines[]): LevelLines {
  const levels: LineLevel[] = [];
  const indexes = new Map<string, number>();
  const lines: number[] = [];
  for (const { level, ...run } of marked) {
    const { text, phrase, mark, isCertain } = level;
    if (mark === undefined) {
      continue;
    }
    for (const { first, last, isBetween } of parts(run)) {
      const key = `${text} ${isCertain} ${isBetween}`;
      const index = indexes.get(key) ?? levels.push({ text, phrase, mark, isCertain, isBetween }) - 1;
      indexes.set(key, index);
      lines.push(first, last, index);
    }
  }
  return { version, levels, lines };
}

interface Part {
  readonly first: number;
  readonly last: number;
  readonly isBetween: boolean;
}

/** A run's lines with statements, and those between them; its first is taken for one with a statement. */
function parts({ first, last, statements }: Omit<MarkedLines, "level">): readonly Part[] {
  const begun = new Set([first, ...statements]);
  const found: Part[] = [];
  let start = first;
  for (let line = first + 1; line <= last + 1; line++) {
    if (line > last || begun.has(line) !== begun.has(start)) {
      found.push({ first: start, last: line - 1, isBetween: !begun.has(start) });
      start = line;
    }
  }
  return found;
}
