/** The `--format json` output of `driverlens db`: one object in a versioned shape for scripts. */
import type { DatabasePart } from "../database/find/part.ts";
import type { Result } from "../database/protocol.ts";

export interface JsonSettings {
  /** Of driverlens. */
  readonly version: string;
  /** As given. */
  readonly file: string;
}

/** @param content fields behind those that all have */
export function dbJson({ version, file }: JsonSettings, content: Readonly<Record<string, unknown>>): string {
  const tool = { name: "driverlens", version };
  return `${visibleJson(JSON.stringify({ version: 1, tool, file, ...content }, null, 2))}\n`;
}

/** JSON that means the same, in which nothing steers a terminal or turns its text around. */
function visibleJson(json: string): string {
  return json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (char) =>
    Array.from({ length: char.length }, (_, unit) => `\\u${char.charCodeAt(unit).toString(16).padStart(4, "0")}`).join(
      "",
    ),
  );
}

/** @param parts undefined where the file of this length is the database */
export function jsonList(length: number, parts: readonly DatabasePart[] | undefined) {
  return parts?.map(jsonPart) ?? [{ kind: "file", name: null, where: null, start: 0, bytes: length }];
}

/** Lines from 1 on; offsets in bytes. */
export function jsonPart(part: DatabasePart | undefined): Readonly<Record<string, unknown>> | null {
  if (part === undefined) return null;
  if (part.kind === "array") {
    const { name = null, line, start, end, bytes } = part;
    return { kind: "array", name, line: line + 1, start, end, bytes };
  }
  const { name = null, where = null, start, length } = part;
  return { kind: "window", name, where, start, bytes: length };
}

export function jsonPages({ pageSize, pageCount, freePages, owners, problems }: Result<"pageMap">) {
  return { pageSize, pageCount, freePages, owners, problems };
}

/** The plan of each statement, or why it has none. */
export function jsonPlans(sql: string, { statements }: Result<"query">) {
  return {
    statements: statements.map(({ start, end, plan, error }) => ({ sql: sql.slice(start, end), plan, error })),
  };
}
