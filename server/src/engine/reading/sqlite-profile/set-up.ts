/** The steps that hand SQLite something of the driver's own: allocator, file system, log and mutexes. */
import type { Assessment } from "./assessment.ts";
import { listed } from "./assessment.ts";
import { buildOption, isOn, isSet } from "./build-options.ts";
import { type Call, callEvidence, definitionEvidence, type SqliteUnit, tableEvidence } from "./sqlite-unit.ts";
import type { Table } from "./tables.ts";

export function allocator(unit: SqliteUnit): Assessment {
  const tables = unit.tablesOf("memory");
  const calls = unit.configurations("SQLITE_CONFIG_MALLOC");
  const [heap] = unit.configurations("SQLITE_CONFIG_HEAP");
  if (calls.length > 0) {
    return handedOver(unit, calls, 1, tables, (names) => `SQLite allocates through ${names}.`);
  }
  if (heap !== undefined) {
    return {
      state: "done",
      sentence: "SQLite allocates from one block that it is given.",
      evidence: [callEvidence(heap)],
    };
  }
  if (tables.length > 0) {
    return notHandedOver(unit, tables, "sqlite3_config");
  }
  return missing(
    unit,
    "sqlite3_config",
    "Nothing gives SQLite an allocator: sqlite3_config(SQLITE_CONFIG_MALLOC, ...) is not called.",
    isSet(unit, "SQLITE_ZERO_MALLOC")
      ? "With SQLITE_ZERO_MALLOC every allocation fails then."
      : "It calls malloc then, which a kernel does not have.",
  );
}

export function fileSystem(unit: SqliteUnit): Assessment {
  const tables = unit.tablesOf("vfs");
  const files = unit.tablesOf("file");
  const calls = unit.callsOf("sqlite3_vfs_register");
  if (calls.length > 0) {
    const assessment = handedOver(unit, calls, 0, tables, (names) => `SQLite reaches its files through ${names}.`);
    return { ...assessment, evidence: [...(assessment.evidence ?? []), ...files.map(tableEvidence)] };
  }
  if (tables.length > 0) {
    return notHandedOver(unit, tables, "sqlite3_vfs_register");
  }
  return missing(
    unit,
    "sqlite3_vfs_register",
    "Nothing gives SQLite a file system: sqlite3_vfs_register is not called.",
    "sqlite3_initialize fails where none is registered; a database that is handed to sqlite3_deserialize needs one too.",
  );
}

export function log(unit: SqliteUnit): Assessment {
  const calls = unit.configurations("SQLITE_CONFIG_LOG");
  if (calls.length === 0) {
    return missing(
      unit,
      "sqlite3_config",
      "Nothing takes SQLite's messages: sqlite3_config(SQLITE_CONFIG_LOG, ...) is not called.",
      "Without them only a number says why a statement failed on somebody's machine.",
    );
  }
  const callbacks = logCallbacks(unit);
  const names = listed(calls.flatMap((call) => call.arguments[1]?.name ?? []));
  if (names === "NULL" || names === "") {
    return {
      state: names === "NULL" ? "missing" : "unknown",
      sentence:
        names === "NULL"
          ? "SQLite's log is turned off: SQLITE_CONFIG_LOG is given NULL."
          : "Which function takes SQLite's messages cannot be seen from the sources.",
      evidence: calls.map(callEvidence),
    };
  }
  return {
    state: "done",
    sentence: `SQLite's messages go to ${names}.`,
    evidence: [...calls.map(callEvidence), ...callbacks.map(definitionEvidence)],
  };
}

/** The functions that are handed to SQLITE_CONFIG_LOG. */
export const logCallbacks = (unit: SqliteUnit): ReturnType<SqliteUnit["functions"]> =>
  unit.configurations("SQLITE_CONFIG_LOG").flatMap((call) => unit.functions(call.arguments[1]?.name ?? ""));

export function threading(unit: SqliteUnit): Assessment {
  const option = buildOption(unit, "SQLITE_THREADSAFE");
  const tables = unit.tablesOf("mutex");
  const calls = unit.configurations("SQLITE_CONFIG_MUTEX");
  const [single] = unit.configurations("SQLITE_CONFIG_SINGLETHREAD");
  if (isOn(unit, "SQLITE_THREADSAFE") === false) {
    return {
      state: "done",
      sentence: "SQLite is built without mutexes: the driver lets one thread at a time into it.",
      details: [
        "That no second thread comes in cannot be seen from the sources: look at what guards each connection, and sqlite3_initialize.",
      ],
      evidence: option === undefined ? [] : [option.evidence],
    };
  }
  if (calls.length > 0) {
    return handedOver(unit, calls, 1, tables, (names) => `SQLite takes its mutexes from ${names}.`);
  }
  if (single !== undefined) {
    return {
      state: "done",
      sentence: "SQLite runs single-threaded: the driver lets one thread at a time into it.",
      details: ["That no second thread comes in cannot be seen from the sources: look at what guards each connection."],
      evidence: [callEvidence(single)],
    };
  }
  if (tables.length > 0) {
    return notHandedOver(unit, tables, "sqlite3_config");
  }
  if (unit.build === undefined && option === undefined) {
    return {
      state: "unknown",
      sentence:
        "SQLITE_CONFIG_MUTEX is not given any mutexes; whether SQLite is built without, with SQLITE_THREADSAFE=0, cannot be seen.",
    };
  }
  return missing(
    unit,
    "sqlite3_config",
    "SQLite has no mutexes: it is not built with SQLITE_THREADSAFE=0, and SQLITE_CONFIG_MUTEX is not given any.",
    "Its own do nothing with SQLITE_OS_OTHER, and are those of user mode without: two requests at once would be in one connection.",
  );
}

/** Tables that calls hand over: known where the unit defines them. */
function handedOver(
  unit: SqliteUnit,
  calls: readonly Call[],
  position: number,
  tables: readonly Table[],
  sentence: (names: string) => string,
): Assessment {
  const names = calls.flatMap((call) => call.arguments[position]?.name ?? []);
  const used = tables.filter(({ variable }) => names.includes(variable));
  const evidence = [...calls.map(callEvidence), ...used.map(tableEvidence)];
  if (used.length > 0 && used.every(({ functions }) => functions.size === 0)) {
    return {
      state: "unknown",
      sentence: `No method of ${listed(used.map(({ name }) => name))} is seen in the sources, which SQLite is given.`,
      evidence,
    };
  }
  if (used.length > 0) {
    return { state: "done", sentence: sentence(listed(used.map(({ name }) => name))), evidence };
  }
  const what = names.length === 0 ? "What is handed over" : listed(names);
  return {
    state: "unknown",
    sentence: `${what} cannot be seen from the sources: no definition that can be read is in ${unit.driver.name}.`,
    evidence,
  };
}

/** A table that is defined, and that no call is seen to hand over. */
function notHandedOver(unit: SqliteUnit, tables: readonly Table[], api: string): Assessment {
  const names = listed(tables.map(({ name }) => name));
  const evidence = tables.map(tableEvidence);
  return unit.hidden(api) === undefined
    ? { state: "wrong", sentence: `${names} is not used: nothing hands it to ${api}.`, evidence }
    : { state: "unknown", sentence: `Whether ${names} is used cannot be seen from the sources.`, evidence };
}

/**
 * What is not there, where nothing is seen to call `api`. In a unit that sets nothing up somebody else may have done it, and calls that are not seen through
 * may be of what is meant.
 */
export function missing(
  unit: SqliteUnit,
  api: string | undefined,
  sentence: string,
  ...details: readonly string[]
): Assessment {
  if (!unit.setsUp) {
    return {
      state: "unknown",
      sentence: `It cannot be seen from the sources: ${unit.driver.name} calls SQLite and leaves it to others to set it up.`,
    };
  }
  const hidden = api === undefined ? undefined : unit.hidden(api);
  return hidden === undefined
    ? { state: "missing", sentence, details }
    : {
        state: "unknown",
        sentence: `It cannot be seen from the sources: ${api} is called through ${hidden.text}.`,
        evidence: [hidden],
      };
}
