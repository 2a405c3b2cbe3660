/** What the analysis says, written the way a driver developer would say it. */
import type { EntryContext } from "../../../server/src/analysis/irql/entry.ts";
import { anyLevel, entrySymbol, type LevelRange, type LevelValue } from "../../../server/src/analysis/irql/level.ts";
import { lockName } from "../../../server/src/analysis/irql/lock-name.ts";
import type { CallOutcome, Operation } from "../../../server/src/analysis/irql/operations.ts";
import type { LevelNeed } from "../../../server/src/analysis/irql/summary.ts";
import type { Path } from "../../../server/src/analysis/paths/path.ts";
import { pathText } from "../../../server/src/analysis/paths/path.ts";
import type { Value } from "../../../server/src/analysis/worlds/value.ts";
import { levelOfRank } from "../../../server/src/facts/index.ts";
import type { Analysed, IrqlWorld } from "./probe.ts";

/** What can be asked of the worlds at a line. */
export const questions = {
  irql: (worlds: readonly IrqlWorld[]) => distinct(worlds, ({ property }) => levelText(property.level)),
  locks: (worlds: readonly IrqlWorld[]) => distinct(worlds, locksText),
  worlds: (worlds: readonly IrqlWorld[]) => String(worlds.length),
  critical: (worlds: readonly IrqlWorld[]) =>
    distinct(worlds, ({ property }) => (property.blurred ? "unknown" : String(property.critical))),
  guarded: (worlds: readonly IrqlWorld[]) =>
    distinct(worlds, ({ property }) => (property.blurred ? "unknown" : String(property.guarded))),
  float: (worlds: readonly IrqlWorld[]) => distinct(worlds, ({ property }) => String(property.float)),
} satisfies Record<string, (worlds: readonly IrqlWorld[]) => string>;

export type Question = keyof typeof questions;

export const isQuestion = (word: string): word is Question => Object.hasOwn(questions, word);

/** Worlds that read the same are said once, in alphabetical order: `DISPATCH | entry`. */
function distinct(worlds: readonly IrqlWorld[], text: (world: IrqlWorld) => string): string {
  return worlds.length === 0 ? "unreachable" : [...new Set(worlds.map(text))].sort().join(" | ");
}

/** `entry` where nothing is known of it, else its range; the variable that held it; `unknown`. */
function levelText(level: LevelValue): string {
  const isAny = level.low === anyLevel.low && level.high === anyLevel.high;
  if (!isAny) {
    return rangeText(level);
  }
  return level.symbol === entrySymbol ? "entry" : (level.symbol ?? "unknown");
}

const rangeText = ({ low, high }: LevelRange): string => (low === high ? short(low) : `${short(low)}..${short(high)}`);

const short = (rank: number): string => (levelOfRank(rank) ?? String(rank)).replace(/_LEVEL$/, "");

/** Held locks by what they are compared by, in the order they were taken; those of the caller that were released with a minus. */
function locksText({ property }: IrqlWorld): string {
  if (property.blurred) {
    return "unknown";
  }
  const parts = [...property.locks.values()].flatMap((lock) => {
    const times = lock.held > 1 ? ` x${lock.held}` : "";
    const name = lockName({ ...lock, written: undefined });
    return lock.held > 0 ? [`${name}${times}`] : lock.net < 0 ? [`-${name}`] : [];
  });
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** `DISPATCH by annotation`, `unknown`. */
export const entryText = (entry: EntryContext): string =>
  entry.from === "unknown" ? "unknown" : `${rangeText(entry)} by ${entry.from}`;

/** One line for each way in which a function may leave its caller, sorted; parameters by their names. */
export function summaryTexts({ fn, summary }: Analysed): readonly string[] {
  if (summary.neverReturns) {
    return ["never returns"];
  }
  const parameters = fn.definition.parameters.map(({ name }, index) => name ?? `$${index}`);
  return summary.outcomes.map((outcome) => outcomeText(outcome, parameters)).sort();
}

function outcomeText({ returns, given, operations, memory = [] }: CallOutcome, parameters: readonly string[]): string {
  const facts = (when: "before" | "after", verb: string): readonly string[] =>
    memory.flatMap((fact) =>
      fact.when === when && fact.value !== undefined
        ? [`${placeText(fact.place, parameters)} ${verb} ${valueText(fact.value)}`]
        : [],
    );
  const conditions = [
    ...facts("before", "is"),
    ...(returns === undefined ? [] : [`returns ${valueText(returns)}`]),
    ...given.map(({ argument, value }) => `${parameters[argument]} is ${valueText(value)}`),
  ];
  const does = [
    ...facts("after", "becomes"),
    ...operations.map((operation) => operationText(operation, parameters)),
  ].join(", ");
  return `${conditions.length === 0 ? "" : `if ${conditions.join(" and ")}: `}${does === "" ? "nothing" : does}`;
}

function valueText({ equals, isZero, isSuccess }: Value): string {
  if (equals !== undefined) {
    return String(equals);
  }
  const parts = [
    ...(isZero === undefined ? [] : [isZero ? "0" : "not 0"]),
    ...(isSuccess === undefined ? [] : [isSuccess ? "success" : "failure"]),
  ];
  return parts.join(", ");
}

function operationText(operation: Operation, parameters: readonly string[]): string {
  const named = (path: Path | undefined): string => placeText(path, parameters);
  switch (operation.kind) {
    case "save":
      return `saves ${named(operation.to)}`;
    case "level":
      return `to ${rangeText(operation.to)}`;
    case "restore":
      return `restores ${named(operation.from)}`;
    case "restore-kept":
      return `restores what ${named(operation.handle ?? operation.lock)} keeps`;
    case "bind":
      return `binds ${named(operation.place)} to ${named(operation.value)}`;
    case "narrow":
      return `needs ${rangeText(operation.to)}`;
    case "acquire": {
      const { keeps, lock } = operation;
      const keeper =
        keeps === undefined ? "" : keeps === "in-lock" ? " (keeps the level)" : ` (${named(keeps)} keeps the level)`;
      return `takes ${named(lock)}${keeper}`;
    }
    case "release":
      return `releases ${named(operation.lock ?? operation.handle)}`;
    case "region":
      return `${operation.change > 0 ? "enters" : "leaves"} ${operation.region}`;
    case "float":
      return `${operation.change > 0 ? "saves" : "restores"} float`;
    case "unknown":
      return "anything";
    default:
      return unreachable(operation);
  }
}

function placeText(path: Path | undefined, parameters: readonly string[]): string {
  if (path === undefined) {
    return "something";
  }
  const index = /^\$(\d+)$/.exec(path.root)?.[1];
  const root = index === undefined ? path.root : (parameters[Number(index)] ?? path.root);
  const steps = path.steps.at(-1) === "&" ? path.steps.slice(0, -1) : path.steps;
  return pathText({ ...path, root: root === "$return" ? "its result" : root, steps });
}

/** `<= PASSIVE through ZwClose`, `sometimes <= APC through Helper, ZwClose`, `likely waits through X`; `nothing`. */
export function needTexts(analysed: Analysed): readonly string[] {
  const { summary } = analysed;
  const texts: string[] = [];
  for (const [which, sign] of [
    ["atMost", "<= "],
    ["atLeast", ">= "],
    ["waits", "to wait"],
  ] as const) {
    const { always, sometimes } = summary[which];
    const text = (need: LevelNeed, often: string): string =>
      `${often}${need.certainty === "likely" ? "likely " : ""}${sign}${which === "waits" ? "" : short(need.rank)} through ${analysed.chain(need).join(", ")}`;
    if (always !== undefined) {
      texts.push(text(always, ""));
    }
    if (sometimes !== undefined) {
      texts.push(text(sometimes, "sometimes "));
    }
  }
  return texts.length === 0 ? ["nothing"] : texts.sort();
}

const unreachable = (_: never): string => "";
