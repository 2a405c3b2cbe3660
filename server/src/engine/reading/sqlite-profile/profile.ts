/**
 * The checklist of SQLite in a driver: what has to be there before it runs in a kernel, each step ticked from the sources
 * or saying what is missing, with the findings of the rules that belong to it.
 */
import { usesSqlite } from "../../../analysis/sqlite/sources.ts";
import type { FunctionModel } from "../../../model/function.ts";
import type { DriverUnit } from "../../../model/unit/types.ts";
import type { ReportedFinding } from "../../report.ts";
import type { Steps } from "../../steps.ts";
import type { UnitSession } from "../../unit-session.ts";
import { ViewedUnit } from "../unit-view/unit.ts";
import { type Assessment, isGrave, stepOf } from "./assessment.ts";
import { database } from "./database.ts";
import { levels } from "./levels.ts";
import { options } from "./options.ts";
import { order } from "./order.ts";
import { allocator, fileSystem, log, logCallbacks, threading } from "./set-up.ts";
import { type Call, isWithin, ownFiles, SqliteUnit } from "./sqlite-unit.ts";
import type { PartId, SqliteProfile, Step, StepId } from "./step.ts";
import type { TableKind } from "./tables.ts";
import { validation } from "./validation.ts";

/** Whether there is a checklist: the unit is kernel code that has to do with SQLite. Takes no more than a look at directives. */
export function embedsSqlite(session: UnitSession, { kind }: Pick<DriverUnit, "kind">): boolean {
  const context = new ViewedUnit(session).context();
  const isKernel = kind === "windows-kernel" || kind === "linux-kernel";
  return isKernel && context !== undefined && usesSqlite(context.unit);
}

/** The files whose findings the checklist is made with; none where there is none. */
export function profiledFiles(session: UnitSession, driver: Pick<DriverUnit, "kind">): readonly string[] {
  return embedsSqlite(session, driver) ? ownFiles(new ViewedUnit(session).files).map(({ path }) => path) : [];
}

/**
 * The steps in order, in slices; undefined where there is no checklist. For a
 * session whose summaries are settled; an edit between two slices makes the rest worthless.
 * @param findings judged, of all `profiledFiles`
 */
export function* profilingSqlite(
  session: UnitSession,
  driver: DriverUnit,
  findings: readonly ReportedFinding[],
): Steps<SqliteProfile | undefined> {
  const unit = embedsSqlite(session, driver)
    ? yield* SqliteUnit.reading(new ViewedUnit(session), driver, findings)
    : undefined;
  if (unit === undefined) {
    return undefined;
  }
  const steps: Step[] = [];
  for (const step of stepDescriptions) {
    const { id, title, titleOnLinux = title, part } = step;
    const head = unit.isWindows ? { id, title, part } : { id, title: titleOnLinux, part: undefined };
    steps.push(stepOf(head, step.assess(unit), findingsOf(step, unit)));
    yield;
  }
  return steps;
}

interface StepDescription {
  readonly id: StepId;
  readonly title: string;
  readonly titleOnLinux?: string;
  /** Rules whose findings belong here wherever they are. */
  readonly rules: readonly string[];
  /** Tables whose findings belong here, with those in the functions that stand in them. */
  readonly tables?: readonly TableKind[];
  /** Other functions whose findings belong here. */
  functions?(unit: SqliteUnit): readonly FunctionModel[];
  /** Calls that come to nothing where `orderRule` finds an error or a warning in them. */
  calls?(unit: SqliteUnit): readonly Call[];
  /** The rules whose findings in functions belong here; errors and warnings of all rules where this is left out. */
  readonly inside?: readonly string[];
  readonly part?: PartId;
  assess(unit: SqliteUnit): Assessment;
}

const stepDescriptions: readonly StepDescription[] = [
  {
    id: "allocator",
    title: "Allocator",
    rules: ["sqlite-alloc-size"],
    tables: ["memory"],
    calls: (unit) => unit.configurations("SQLITE_CONFIG_MALLOC", "SQLITE_CONFIG_HEAP"),
    part: "sqlite-allocator",
    assess: allocator,
  },
  {
    id: "vfs",
    title: "VFS",
    rules: ["sqlite-vfs-const", "sqlite-vfs-sizes", "sqlite-user-mode-vfs"],
    tables: ["vfs", "file"],
    calls: (unit) => unit.callsOf("sqlite3_vfs_register"),
    part: "sqlite-vfs",
    assess: fileSystem,
  },
  {
    id: "log",
    title: "Log",
    rules: ["sqlite-error-format"],
    functions: logCallbacks,
    calls: (unit) => unit.configurations("SQLITE_CONFIG_LOG"),
    part: "sqlite-log",
    assess: log,
  },
  {
    id: "threading",
    title: "Threading",
    rules: ["sqlite-spin-lock-mutex"],
    tables: ["mutex"],
    calls: (unit) => unit.configurations("SQLITE_CONFIG_MUTEX", "SQLITE_CONFIG_SINGLETHREAD"),
    part: "sqlite-mutex",
    assess: threading,
  },
  { id: "database", title: "Embedded database", rules: [], assess: database },
  {
    id: "options",
    title: "Compile options",
    rules: ["sqlite-build-profile"],
    part: "sqlite-options",
    assess: options,
  },
  {
    id: "order",
    title: "Initialisation",
    rules: ["sqlite-config-order", "sqlite-os-init-missing"],
    assess: order,
  },
  {
    id: "levels",
    title: "IRQL and stack",
    titleOnLinux: "Context and stack",
    rules: ["sqlite-at-raised-irql", "sqlite-float-unprotected"],
    functions: (unit) => [...unit.calls.map(({ fn }) => fn), ...unit.methods("memory", "mutex", "vfs", "file")],
    inside: ["large-stack-frame", "unbounded-recursion"],
    assess: levels,
  },
  { id: "validation", title: "Validation", rules: [], assess: validation },
];

/** The rule whose findings go by the table that they are about. */
const methodRule = "sqlite-method-missing";

/** The rules about SQLite: each finding of theirs is in some step. */
export const profiledRules: ReadonlySet<string> = new Set([
  methodRule,
  ...stepDescriptions.flatMap(({ rules }) => rules),
]);

/** The rule whose findings say of a call that it comes too late or too early. */
const orderRule = "sqlite-config-order";

/** What is about the step itself comes before what happens to stand in its functions, and before calls in vain. */
function findingsOf(step: StepDescription, unit: SqliteUnit): readonly ReportedFinding[] {
  const { rules, tables = [], functions, calls, inside } = step;
  const places = tables.flatMap((kind) => unit.tablesOf(kind)).flatMap((table) => table.places);
  const own = unit.findings.filter(
    (finding) =>
      rules.includes(finding.rule) || (finding.rule === methodRule && places.some((place) => isWithin(finding, place))),
  );
  const within = unit
    .findingsIn([...unit.methods(...tables), ...(functions?.(unit) ?? [])])
    .filter(({ rule, severity }) => inside?.includes(rule) ?? (severity !== "hint" && !profiledRules.has(rule)));
  const made = calls?.(unit) ?? [];
  const vain = unit.findings.filter(
    (finding) => finding.rule === orderRule && isGrave(finding) && made.some(({ at }) => isWithin(finding, at)),
  );
  return [...own, ...within, ...vain];
}
