/** What is called when: configured before it is initialised, the file system registered meanwhile, shut down at the end. */
import { missingOsFunctions, osFunctions } from "../../../analysis/sqlite/os-init.ts";
import { rangeOf } from "../../report.ts";
import { type Assessment, listed } from "./assessment.ts";
import { isOn, isSet } from "./build-options.ts";
import { missing } from "./set-up.ts";
import { type Call, callEvidence, definitionEvidence, type SqliteUnit } from "./sqlite-unit.ts";
import type { Evidence } from "./step.ts";

export function order(unit: SqliteUnit): Assessment {
  const initializing = unit.callsOf("sqlite3_initialize");
  const opening = unit.callsOf(/^sqlite3_open(?:16|_v2)?$/);
  const shutting = unit.callsOf("sqlite3_shutdown");
  const unload = shutting.length === 0 ? unloading(unit) : undefined;
  const evidence: readonly Evidence[] = [
    ...initializing.map(callEvidence),
    ...osFunctions.flatMap((name) => unit.functions(name).map(definitionEvidence)),
    ...shutting.map(callEvidence),
  ];
  const unbegun = notInitialized(unit, initializing, opening);
  const [first, ...others] = [...unbegun, ...notDefined(unit)];
  const late =
    unload === undefined
      ? []
      : ["sqlite3_shutdown is not called: the driver can be unloaded, and what SQLite holds then is lost."];
  if (first !== undefined) {
    return {
      ...missing(unit, unbegun.length > 0 ? "sqlite3_initialize" : undefined, first, ...others, ...late),
      evidence,
    };
  }
  const [lost] = late;
  if (lost !== undefined) {
    return { state: "wrong", sentence: lost, evidence: unload === undefined ? evidence : [unload, ...evidence] };
  }
  const steps = [
    ...(unit.callsOf("sqlite3_config").length > 0 ? ["configured"] : []),
    "initialised",
    ...(opening.length > 0 ? ["opened"] : []),
  ];
  return {
    state: "done",
    sentence:
      initializing.length > 0
        ? `SQLite is ${steps.join(", then ")}.`
        : "SQLite is initialised when the first database is opened.",
    evidence: initializing.length > 0 ? evidence : [...opening.map(callEvidence), ...evidence],
  };
}

function notInitialized(unit: SqliteUnit, calls: readonly Call[], opening: readonly Call[]): readonly string[] {
  const isLeftOut = isSet(unit, "SQLITE_OMIT_AUTOINIT");
  if (calls.length > 0 || (opening.length > 0 && !isLeftOut)) {
    return [];
  }
  return [
    `sqlite3_initialize is not called${isLeftOut ? ", and with SQLITE_OMIT_AUTOINIT nothing else does it" : ""}.`,
  ];
}

/**
 * What a rule does not say already. Under another SQLITE_OS_... SQLite brings them itself, which is a matter of the
 * options.
 */
function notDefined(unit: SqliteUnit): readonly string[] {
  const rule = "sqlite-os-init-missing";
  if (unit.suppressed.has(rule) || unit.findings.some((finding) => finding.rule === rule)) {
    return [];
  }
  const names = isOn(unit, "SQLITE_OS_OTHER") === true ? missingOsFunctions(unit.context.unit) : [];
  return names.length === 0
    ? []
    : [
        `${listed(names)} ${names.length === 1 ? "is" : "are"} not defined: with SQLITE_OS_OTHER the driver brings them.`,
      ];
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
