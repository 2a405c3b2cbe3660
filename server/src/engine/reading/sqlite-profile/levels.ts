/** Where SQLite is called from: at which level, and with how much of the stack left. */
import { osFunctions } from "../../../analysis/sqlite/os-init.ts";
import { nameInUnit } from "../function-names.ts";
import { heightOf, markHeights, type ShownLevel } from "../levels/level.ts";
import { type Assessment, listed } from "./assessment.ts";
import { buildOption } from "./build-options.ts";
import { stackCalls } from "./calls.ts";
import { logCallbacks } from "./set-up.ts";
import { type Call, callEvidence, type SqliteUnit } from "./sqlite-unit.ts";
import type { Evidence } from "./step.ts";

export function levels(unit: SqliteUnit): Assessment {
  // What SQLite calls itself runs where SQLite runs.
  const called = new Set([
    ...unit.methods("memory", "mutex", "vfs", "file"),
    ...logCallbacks(unit),
    ...osFunctions.flatMap((name) => unit.functions(name)),
  ]);
  const calls = unit.callsOf(/^sqlite3_/).filter(({ fn }) => !called.has(fn));
  if (calls.length === 0) {
    return {
      state: "unknown",
      sentence: "Where SQLite is called from cannot be seen: no file of this driver calls it.",
    };
  }
  const seen = levelsOf(calls);
  const { raised } = seen;
  // What a finding says of a function is not put in doubt beside it.
  const first = raised.find(({ call }) => !unit.findingsIn([call.fn]).some(({ rule }) => rule === raisedRule));
  const doubted = first ?? (seen.unknown.length > 0 ? undefined : raised[0]);
  if (doubted !== undefined) {
    const { call, level } = doubted;
    return {
      state: "unknown",
      sentence: `${nameInUnit(call.fn)} may run ${level.phrase}, where SQLite must not be called; whether it does then cannot be seen.`,
      isTold: first === undefined,
      evidence: raised.map((one) => callEvidence(one.call)),
    };
  }
  if (seen.unknown.length > 0) {
    const names = [...new Set(seen.unknown.map(({ fn }) => nameInUnit(fn)))];
    return {
      state: "unknown",
      sentence: `At which level ${listed(names)} ${names.length === 1 ? "runs" : "run"} cannot be seen from the sources.`,
      details: [
        unit.isWindows
          ? "An annotation such as _IRQL_requires_max_(APC_LEVEL), or PAGED_CODE in a caller, says it."
          : "might_sleep() in a caller says it.",
      ],
      evidence: seen.unknown.map(callEvidence),
    };
  }
  return withStack(unit, calls, seen.highest);
}

/** The rule that reports calls of SQLite at levels where it cannot run. */
const raisedRule = "sqlite-at-raised-irql";

/** Of calls that are all made at levels where SQLite may run. */
function withStack(unit: SqliteUnit, calls: readonly Call[], highest: ShownLevel | undefined): Assessment {
  const subject = calls.length === 1 ? "The one call of SQLite runs" : `All ${calls.length} calls of SQLite run`;
  const where = `${subject} ${highest?.phrase ?? "below DISPATCH_LEVEL"}`;
  const bounds = stackBounds(unit);
  const [first] = calls.map(callEvidence);
  const evidence = [...bounds, ...(first === undefined ? [] : [first])];
  if (bounds.length > 0) {
    const names = listed(bounds.map(({ text }) => text));
    return { state: "done", sentence: `${where}, and its stack is bounded by ${names}.`, evidence };
  }
  return {
    state: "unknown",
    sentence: `${where}; how much of the stack it takes there cannot be seen from the sources.`,
    details: [
      unit.isWindows
        ? "A kernel stack has 24 KB on x64; SQL whose parentheses nest 21 deep takes half of that. SQLITE_MAX_EXPR_DEPTH caps it, KeExpandKernelStackAndCallout gives more."
        : "A kernel stack has 16 KB on x86-64; SQL whose parentheses nest 21 deep takes most of that. SQLITE_MAX_EXPR_DEPTH caps it.",
    ],
    evidence,
  };
}

interface Levelled {
  readonly call: Call;
  readonly level: ShownLevel;
}

interface Seen {
  readonly unknown: readonly Call[];
  /** May be above what SQLite can run at. */
  readonly raised: readonly Levelled[];
  readonly highest: ShownLevel | undefined;
}

function levelsOf(calls: readonly Call[]): Seen {
  const unknown: Call[] = [];
  const raised: Levelled[] = [];
  let highest: ShownLevel | undefined;
  for (const call of calls) {
    const { level } = call;
    if (level === undefined) {
      unknown.push(call);
    } else if (level.mark !== undefined && markHeights[level.mark] > markHeights.apc) {
      raised.push({ call, level });
    } else if (highest === undefined || heightOf(level) > heightOf(highest)) {
      highest = level;
    }
  }
  return { unknown, raised, highest };
}

/** What keeps SQLite's stack small, or the stack large. */
function stackBounds(unit: SqliteUnit): readonly Evidence[] {
  const depth = buildOption(unit, depthOption);
  const range = unit.context.facts.sqliteOptions().find(({ name }) => name === depthOption)?.range;
  const value = Number(depth?.value);
  const isCapped = range !== undefined && value >= range[0] && value <= range[1];
  const expanding = unit.callsOf(stackCalls).map(({ name, at }) => ({ text: name, at }));
  return [...(depth !== undefined && isCapped ? [depth.evidence] : []), ...expanding];
}

const depthOption = "SQLITE_MAX_EXPR_DEPTH";
