/** The `--format json` output of `driverlens db`: the fields of its object. */
import type { DatabasePart } from "../database/find/part.ts";
import type { Result } from "../database/protocol.ts";

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
