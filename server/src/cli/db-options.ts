/** What `driverlens db` is to do: one thing at a time, of the options that go with it. */
import type { Machine } from "../embed/coff.ts";
import type { Section } from "../embed/embedding.ts";

export const DB_FORMATS = ["text", "json", "csv", "sql"] as const;
export type DbFormat = (typeof DB_FORMATS)[number];

export type DbAction =
  | { readonly kind: "list" }
  | { readonly kind: "overview" | "check" | "schema" | "pages" | "pragmas" }
  | { readonly kind: "query"; readonly sql: string; readonly isPlan: boolean; readonly limit: number }
  | { readonly kind: "export"; readonly table: string }
  /** Bytes as they lie in the file, or without free pages. */
  | { readonly kind: "extract" | "compact"; readonly to: string }
  | {
      readonly kind: "embed";
      readonly to: string;
      readonly name: string | undefined;
      readonly machine: Machine | undefined;
      readonly section: Section | undefined;
    };

export interface DbOptions {
  /** As given: a file, and which of the databases in it. */
  readonly target: string;
  readonly action: DbAction;
  readonly format: DbFormat;
  /** Where rows go; stdout where it is left out. */
  readonly output: string | undefined;
  /** Of a check. */
  readonly failOn: "warning" | "error" | "never";
  readonly force: boolean;
  readonly color: "auto" | "never";
}

/** Rows of a query that text shows. */
const usualLimit = 1000;
const largestLimit = 100_000;

interface Given {
  readonly switches: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

/** A sentence where options contradict each other. Their choices were checked before. */
export function readDbOptions({ switches, values, positionals }: Given, color: "auto" | "never"): DbOptions | string {
  const [target, ...more] = positionals;
  if (target === undefined || more.length > 0) {
    return more.length > 0 && !values.has("query")
      ? "db takes one file; quote a query: --query 'SELECT ...'"
      : "db takes one file: a database, a source or an image";
  }
  const one = (name: string): string | undefined => values.get(name)?.[0];
  const actions = actionNames.filter((name) => switches.has(name) || values.has(name));
  const [name, second] = actions;
  if (second !== undefined) return `--${name} and --${second} are two things: run it twice`;
  const stray = strayOption(name, { switches, values, positionals });
  if (stray !== undefined) return stray;
  const action = actionOf(name, switches, one);
  if (typeof action === "string") return action;
  const format = (one("format") ?? (name === "export" ? "csv" : "text")) as DbFormat;
  if (action.kind === "export" && format === "text") return "--export writes csv, json or sql";
  const isOfRows = action.kind === "export" || (action.kind === "query" && !action.isPlan);
  if (!isOfRows && (format === "csv" || format === "sql")) return `--format ${format} is of rows: --query or --export`;
  if (action.kind === "query" && format === "text" && values.has("output")) {
    return "--output is of csv, json or sql: say which with --format";
  }
  return {
    target,
    action,
    format,
    output: one("output"),
    failOn: (one("fail-on") ?? "error") as DbOptions["failOn"],
    force: switches.has("force"),
    color,
  };
}

const actionNames = ["list", "check", "schema", "pages", "pragmas", "query", "export", "extract", "compact", "embed"];

/** Which actions an option goes with; of those that are not here, with all. */
const ofActions: Readonly<Record<string, readonly string[]>> = {
  limit: ["query"],
  plan: ["query"],
  output: ["query", "export"],
  "fail-on": ["check"],
  force: ["query", "export", "extract", "compact", "embed"],
  name: ["embed"],
  machine: ["embed"],
  section: ["embed"],
};

function strayOption(action: string | undefined, { switches, values }: Given): string | undefined {
  const given = [...switches, ...values.keys()];
  const stray = given.find((name) => ofActions[name]?.includes(action ?? "") === false);
  if (stray === undefined) return undefined;
  const wanted = ofActions[stray]!.map((name) => `--${name}`);
  return `--${stray} goes with ${wanted.length > 1 ? `${wanted.slice(0, -1).join(", ")} or ` : ""}${wanted.at(-1)}`;
}

function actionOf(
  name: string | undefined,
  switches: ReadonlySet<string>,
  one: (name: string) => string | undefined,
): DbAction | string {
  const value = name === undefined ? undefined : one(name);
  switch (name) {
    case undefined:
      return { kind: "overview" };
    case "query": {
      const limit = one("limit") ?? String(usualLimit);
      if (!/^[1-9]\d{0,5}$/.test(limit) || Number(limit) > largestLimit) {
        return `--limit must be a number from 1 to ${largestLimit}, not "${limit}"`;
      }
      return { kind: "query", sql: value!, isPlan: switches.has("plan"), limit: Number(limit) };
    }
    case "export":
      return { kind: "export", table: value! };
    case "extract":
    case "compact":
      return { kind: name, to: value! };
    case "embed":
      return {
        kind: "embed",
        to: value!,
        name: one("name"),
        machine: one("machine") as Machine | undefined,
        section: one("section") as Section | undefined,
      };
    case "list":
      return { kind: name };
    default:
      return { kind: name as "check" | "schema" | "pages" | "pragmas" };
  }
}
