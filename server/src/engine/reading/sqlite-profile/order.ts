/** What is called when: configured before it is initialised, the file system registered meanwhile, shut down at the end. */
import { missingOsFunctions, osFunctions } from "../../../analysis/sqlite/os-init.ts";
import { rangeOf } from "../../report.ts";
import { type Assessment, listed } from "./assessment.ts";
import { isOn, isSet } from "./build-options.ts";
import { missing } from "./set-up.ts";
import { callEvidence, definitionEvidence, type SqliteUnit } from "./sqlite-unit.ts";
import type { Evidence } from "./step.ts";

export function order(unit: SqliteUnit): Assessment {
  const initializing = unit.callsOf("sqlite3_initialize");
  const opening = unit.callsOf(/^sqlite3_open(?:16|_v2)?$/);
  const configured = unit.callsOf("sqlite3_config").length > 0 ? ["configured"] : [];
  const opened = opening.length > 0 ? ["opened"] : [];
  const lacking = missingOsFunctions(unit.context.unit);
  const evidence: readonly Evidence[] = [
    ...initializing.map(callEvidence),
    ...osFunctions.flatMap((name) => unit.functions(name).map(definitionEvidence)),
    ...unit.callsOf("sqlite3_shutdown").map(callEvidence),
  ];
  if (initializing.length === 0 && (opening.length === 0 || isSet(unit, "SQLITE_OMIT_AUTOINIT"))) {
    const why = isSet(unit, "SQLITE_OMIT_AUTOINIT") ? ["With SQLITE_OMIT_AUTOINIT nothing else does it."] : [];
    return { ...missing(unit, "sqlite3_initialize is not called.", ...why), evidence };
  }
  // Under another SQLITE_OS_... SQLite brings them itself, which is a matter of the options.
  if (lacking.length > 0 && isOn(unit, "SQLITE_OS_OTHER") === true) {
    return {
      ...missing(
        unit,
        `${listed(lacking)} ${lacking.length === 1 ? "is" : "are"} not defined: with SQLITE_OS_OTHER the driver brings them.`,
      ),
      evidence,
    };
  }
  if (unit.callsOf("sqlite3_shutdown").length === 0) {
    const unload = unloading(unit);
    if (unload !== undefined) {
      return {
        state: "wrong",
        sentence: "sqlite3_shutdown is not called: the driver can be unloaded, and what SQLite holds then is lost.",
        evidence: [unload, ...evidence],
      };
    }
  }
  return {
    state: "done",
    sentence:
      initializing.length > 0
        ? `SQLite is ${[...configured, "initialised", ...opened].join(", then ")}.`
        : "SQLite is initialised when the first database is opened.",
    evidence,
  };
}

/** What shows that the driver can be unloaded. */
function unloading({ context: { unit }, files }: SqliteUnit): Evidence | undefined {
  const [store] = [...unit.placedStores("DriverUnload"), ...unit.placedStores("EvtDriverUnload")];
  if (store !== undefined) {
    return { text: store.target, at: rangeOf(store.place) };
  }
  for (const { path, declarations } of files) {
    for (const { symbols } of declarations) {
      const call = symbols.macroCalls.find(({ record }) => record.name === "module_exit");
      if (call !== undefined) {
        const { start, end } = call.record;
        return { text: "module_exit", at: rangeOf({ file: path, anchor: call.anchor, start, end }) };
      }
    }
  }
  return undefined;
}
