/** What a database's schema says about embedding: what its queries will need, and what the templates' limits leave of it. */
import { tokensOf } from "../engine/tokens.ts";
import type { PageMap } from "../format/page-map.ts";
import type { FitnessCheck } from "../protocol.ts";
import { builtInCollations, builtInFunctions, functionOptions, moduleFunctions, moduleOptions } from "./built-in.ts";
import { checkOf, count, listed, number } from "./check.ts";
import { isWord, type Needs, needsOf, type SchemaObject } from "./needs.ts";

export function schemaChecks(objects: readonly SchemaObject[], longest: PageMap["longest"]): FitnessCheck[] {
  const needs = needsOf(objects);
  return [
    modulesCheck(needs),
    collationsCheck(needs),
    functionsCheck(needs),
    limitsCheck(objects, longest),
    statisticsCheck(objects),
    withoutRowidCheck(objects),
  ];
}

function modulesCheck({ modules }: Needs): FitnessCheck {
  const title = "Modules";
  if (modules.size === 0) return checkOf("modules", title, "pass", { reason: "There are no virtual tables." });
  const reasons = [...modules.values()].map(({ name, users }) => `${listed(users)} ${needsText(users)} ${name}`);
  return checkOf("modules", title, "warning", {
    reason: `${reasons.join("; ")}. The templates compile SQLite without: a query of such a table fails with "no such module".`,
    remedy: broughtBy([...modules.keys()], moduleOptions, "sqlite3_create_module"),
  });
}

function collationsCheck({ collations }: Needs): FitnessCheck {
  const title = "Collations";
  const missing = [...collations].filter(([name]) => !builtInCollations.has(name));
  if (missing.length === 0) {
    return checkOf("collations", title, "pass", { reason: "All that are used are SQLite's own." });
  }
  const reasons = missing.map(([, { name, users }]) => `${listed(users)} ${needsText(users)} ${name}`);
  return checkOf("collations", title, "warning", {
    reason: `${reasons.join("; ")}. SQLite does not have it: what sorts or compares by it fails with "no such collation sequence".`,
    remedy:
      "Register it in the driver with sqlite3_create_collation_v2, to the letter as it was when the indexes were written, or declare the columns without it.",
  });
}

function functionsCheck({ functions }: Needs): FitnessCheck {
  const title = "Functions";
  const missing = [...functions].filter(([name]) => !builtInFunctions.has(name) && !moduleFunctions.has(name));
  if (missing.length === 0)
    return checkOf("functions", title, "pass", { reason: "All that the schema calls are SQLite's own." });
  const names = missing.map(([name]) => name);
  const reasons = missing.map(
    ([, { name, users }]) => `${listed(users)} ${users.length === 1 ? "calls" : "call"} ${name}()`,
  );
  const isMath = names.some((name) => functionOptions.get(name) === "SQLITE_ENABLE_MATH_FUNCTIONS");
  const math = isMath ? " Functions of mathematics also want the C library's, which a kernel does not have." : "";
  return checkOf("functions", title, "warning", {
    reason: `${reasons.join("; ")}. The templates compile SQLite without: a query that comes by there fails with "no such function".${math}`,
    remedy: broughtBy(names, functionOptions, "sqlite3_create_function_v2"),
  });
}

const needsText = (users: readonly string[]): string => (users.length === 1 ? "needs" : "need");

function broughtBy(names: readonly string[], options: ReadonlyMap<string, string>, register: string): string {
  const known = [...new Set(names.flatMap((name) => options.get(name) ?? []))];
  const unknown = names.filter((name) => !options.has(name));
  return [
    ...(known.length > 0 ? [`Define ${known.join(" and ")} in sqlite-options.h.`] : []),
    ...(unknown.length > 0 ? [`Register ${listed(unknown)} in the driver with ${register}.`] : []),
  ].join(" ");
}

/** What sqlite-options.h of the templates allows. */
const maximumLength = 1_000_000;
const maximumSql = 100_000;

function limitsCheck(objects: readonly SchemaObject[], longest: PageMap["longest"]): FitnessCheck {
  const title = "Limits";
  const sql = objects.find((object) => object.sql.length > maximumSql);
  if (sql !== undefined) {
    return checkOf("limits", title, "warning", {
      reason: `The SQL of ${sql.name} has ${count(sql.sql.length, "character")}, and the templates' SQLite reads ${number(maximumSql)}: it could not read the schema.`,
      remedy: "Raise SQLITE_MAX_SQL_LENGTH in sqlite-options.h.",
    });
  }
  if (longest !== undefined && longest.bytes > maximumLength) {
    return checkOf("limits", title, "warning", {
      reason: `A row of ${longest.name} has ${count(longest.bytes, "byte")}, and the templates' SQLite gives values of ${number(maximumLength)}: a longer one fails with "string or blob too big".`,
      remedy:
        "Raise SQLITE_MAX_LENGTH in sqlite-options.h, and think of the kernel's memory: SQLite wants such a value in one piece.",
    });
  }
  const row = longest === undefined ? "" : ` The longest row, of ${longest.name}, has ${count(longest.bytes, "byte")}.`;
  return checkOf("limits", title, "pass", { reason: `All is within the limits of the templates' SQLite.${row}` });
}

function statisticsCheck(objects: readonly SchemaObject[]): FitnessCheck {
  const title = "Statistics";
  const has = (name: string): boolean => objects.some((object) => object.name.toLowerCase() === name);
  if (has("sqlite_stat1")) {
    const samples = has("sqlite_stat4") ? " sqlite_stat4 is for an SQLite with SQLITE_ENABLE_STAT4 alone." : "";
    return checkOf("statistics", title, "info", {
      reason: `There are some (sqlite_stat1): plans go by them.${samples}`,
    });
  }
  if (!objects.some(({ type }) => type === "index")) {
    return checkOf("statistics", title, "info", {
      reason: "There are none, and no indexes between which they would choose.",
    });
  }
  return checkOf("statistics", title, "info", {
    reason: "There are none: SQLite guesses which index is worth it, in the driver as here.",
    remedy: "Let it look once, before the database is embedded.",
    command: "ANALYZE;",
  });
}

function withoutRowidCheck(objects: readonly SchemaObject[]): FitnessCheck {
  const title = "Tables without a rowid";
  const virtual = objects.filter(({ sql }) => /^create\s+virtual\s/i.test(sql)).map(({ name }) => `${name}_`);
  const isShadow = (name: string): boolean => virtual.some((table) => name.startsWith(table));
  const tables = objects
    .filter(({ type, name, sql }) => type === "table" && !isShadow(name) && isWithoutRowid(sql))
    .map(({ name }) => name);
  if (tables.length === 0) return checkOf("without-rowid", title, "info", { reason: "There are none." });
  return checkOf("without-rowid", title, "info", {
    reason: `${listed(tables)}: rows lie in the order of the primary key, so that looking one up reads one tree and not two. Long rows make such a tree deep.`,
  });
}

/** The options of a table stand behind its last parenthesis. */
function isWithoutRowid(sql: string): boolean {
  const words = [...tokensOf(sql)];
  const last = words.findLastIndex((word) => isWord(word, ")"));
  return words.some((word, index) => index > last && isWord(word, "WITHOUT") && isWord(words[index + 1], "ROWID"));
}
