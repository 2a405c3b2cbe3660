/** What `driverlens db` tells of one database, as text and as the fields of JSON. What it writes to files is elsewhere. */
import type { Result } from "../database/protocol.ts";
import type { WorkerCalls, WorkerMethod } from "../database/worker-protocol.ts";
import { jsonPages, jsonPlans } from "./db-json.ts";
import type { DbAction, DbOptions } from "./db-options.ts";
import {
  checkText,
  type DbTextOptions,
  overviewText,
  pagesText,
  pragmasText,
  queryText,
  schemaText,
} from "./db-text.ts";

/** Asks the database's thread. */
export type Ask = <M extends WorkerMethod>(
  method: M,
  params: WorkerCalls[M]["params"],
  onPiece?: (text: string) => void,
) => Promise<WorkerCalls[M]["result"]>;

export interface DbReport {
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly exitCode: 0 | 1;
  /** What SQLite says of a statement that it does not take; those before it have their rows. */
  readonly mistake?: string | undefined;
}

/** The actions that only tell. */
export type TellingAction = Exclude<DbAction, { readonly kind: "list" | "export" | "extract" | "compact" | "embed" }>;

export async function dbReport(
  action: TellingAction,
  title: string,
  ask: Ask,
  { failOn, ...options }: DbTextOptions & Pick<DbOptions, "failOn">,
): Promise<DbReport> {
  switch (action.kind) {
    case "overview": {
      const overview = await ask("overview", {});
      const objects = await ask("catalog", {});
      return { json: { ...overview, objects }, text: overviewText(title, overview, objects, options), exitCode: 0 };
    }
    case "check": {
      const fitness = await ask("fitness", {});
      const json = { isFit: checkExitCode(fitness, "error") === 0, ...fitness };
      return { json, text: checkText(title, fitness, options), exitCode: checkExitCode(fitness, failOn) };
    }
    case "schema": {
      const objects = await ask("catalog", {});
      return { json: { objects }, text: schemaText(objects), exitCode: 0 };
    }
    case "pages": {
      const map = await ask("pageMap", {});
      return { json: jsonPages(map), text: pagesText(title, map, options), exitCode: 0 };
    }
    case "pragmas": {
      const pragmas = await ask("pragmas", {});
      return { json: { pragmas }, text: pragmasText(pragmas, options), exitCode: 0 };
    }
    case "query": {
      const { sql, isPlan, limit } = action;
      const result = await ask("query", { sql, isPlan, limit });
      const mistake = result.statements.find(({ error }) => error !== undefined)?.error;
      return { json: jsonPlans(sql, result), text: queryText(result, options), exitCode: 0, mistake };
    }
  }
}

function checkExitCode({ checks }: Result<"fitness">, failOn: DbOptions["failOn"]): 0 | 1 {
  if (failOn === "never") return 0;
  return checks.some(({ state }) => state === "fail" || (failOn === "warning" && state === "warning")) ? 1 : 0;
}
