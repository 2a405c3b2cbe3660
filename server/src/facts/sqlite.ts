// The method tables that SQLite is given by who embeds it: their members in order, and what one that is missing means.
import { oneOf, optional, parameterIndex } from "./cells.ts";
import type { sqliteMethodsTable } from "./generated/sqlite-methods.ts";
import { openTable } from "./packed.ts";

/**
 * - `required`: SQLite calls it without looking whether it is there; without a required field nothing can be opened.
 * - `reached`: the same, but only where `when` comes about.
 * - `default`: without it SQLite takes all methods of its own default instead.
 * - `tolerated`: SQLite looks before it calls.
 */
export type SqliteNeed = "required" | "reached" | "default" | "tolerated";

export interface SqliteMember {
  readonly name: string;
  /** From 0, as an initialiser without designators gives it. */
  readonly position: number;
  /** The first `iVersion` of the table that has it; 1 for all members of tables without versions. */
  readonly since: number;
  readonly need: SqliteNeed;
  /** When SQLite calls or reads it, to follow "SQLite calls it"; undefined for what needs no word. */
  readonly when: string | undefined;
  /** Of methods: what a function for it is declared as, with `{name}` for its name; undefined for data. */
  readonly signature: string | undefined;
  /**
   * Of methods that can be written for any table: the body of one, with `\n` and `\t`, and `{xMalloc}` for the table's
   * own function of that member.
   */
  readonly stub: {
    readonly windows: string | undefined;
    readonly linux: string | undefined;
    /** Where it is right, if that is not everywhere. */
    readonly caution: string | undefined;
  };
}

export interface SqliteLookups {
  /** The members of a structure, `sqlite3_vfs`, in order; empty for types that are none of these tables. */
  readonly sqliteTable: (type: string) => readonly SqliteMember[];
}

/** The lookup by structure. Fact source: server/data/sqlite-methods.tsv. */
export function sqliteLookups(packed: typeof sqliteMethodsTable): SqliteLookups {
  const table = openTable(packed);
  const known = new Map<string, readonly SqliteMember[]>();
  const none: readonly SqliteMember[] = [];
  return {
    sqliteTable: (type) => {
      let members = known.get(type);
      if (members === undefined) {
        const rows = table.findAll(type);
        if (rows.length === 0) {
          return none;
        }
        members = rows.map((row) => ({
          name: table.cell(row, "member"),
          position: parameterIndex(table.cell(row, "position")) ?? 0,
          since: parameterIndex(table.cell(row, "since")) ?? 1,
          need: oneOf(table.cell(row, "need"), ["required", "reached", "default"]) ?? "tolerated",
          when: optional(table.cell(row, "when")),
          signature: optional(table.cell(row, "signature")),
          stub: {
            windows: body(table.cell(row, "windows_stub")),
            linux: body(table.cell(row, "linux_stub")),
            caution: optional(table.cell(row, "caution")),
          },
        }));
        known.set(type, members);
      }
      return members;
    },
  };
}

function body(cell: string): string | undefined {
  const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", "\\": "\\" };
  return optional(cell.replace(/\\([nt\\])/g, (_, letter: string) => escapes[letter] ?? ""));
}
