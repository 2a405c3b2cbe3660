/** Which lines of a document run above PASSIVE_LEVEL, as few numbers as possible. */
import type { CancellationToken } from "vscode-languageserver";
import { LineMarks, type MarkedLines } from "../../engine/reading/levels/marked-lines.ts";
import type { UnitSession } from "../../engine/unit-session.ts";
import type { LevelLines, LevelsParams, LineLevel } from "../protocol.ts";
import type { ReaderSources } from "./readers.ts";
import type { SettledFiles } from "./settled-files.ts";

export class Levels {
  private readonly settled: SettledFiles;
  private readonly marks = new WeakMap<UnitSession, LineMarks>();

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
    const marks = this.marks.get(session) ?? new LineMarks(session);
    this.marks.set(session, marks);
    const lines = marks.of(document.path);
    return lines && compact(document.content.version, lines);
  }
}

function compact(version: number, marked: readonly MarkedLines[]): LevelLines {
  const levels: LineLevel[] = [];
  const indexes = new Map<string, number>();
  const lines: number[] = [];
  for (const { first, last, level } of marked) {
    const { text, phrase, mark, isCertain } = level;
    const key = `${text} ${isCertain}`;
    let index = indexes.get(key);
    if (index === undefined && mark !== undefined) {
      index = levels.length;
      indexes.set(key, index);
      levels.push({ text, phrase, mark, isCertain });
    }
    if (index !== undefined) {
      lines.push(first, last, index);
    }
  }
  return { version, levels, lines };
}
