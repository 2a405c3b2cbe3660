/** What the analysis says, written the way a driver developer would say it. */
import { lockName } from "../../../server/src/analysis/atomic/lock-name.ts";
import type { Operation } from "../../../server/src/analysis/atomic/operations.ts";
import type { AtomicState } from "../../../server/src/analysis/atomic/state.ts";
import { heldLocks, isSection } from "../../../server/src/analysis/atomic/state.ts";
import type { AtomicSummary } from "../../../server/src/analysis/atomic/summary.ts";
import { type Path, pathText } from "../../../server/src/analysis/paths/path.ts";
import type { Value } from "../../../server/src/analysis/worlds/value.ts";
import type { World } from "../../../server/src/analysis/worlds/worlds.ts";
import type { Analysed } from "./probe.ts";

type Worlds = readonly World<AtomicState>[];

/** What can be asked of the worlds at a line; worlds that read the same are said once, in alphabetical order. */
export const questions: Readonly<Record<string, (worlds: Worlds, analysed: Analysed) => string>> = {
  locks: (worlds, { fn }) =>
    distinct(worlds, (state) => {
      const names = heldLocks(state).map((lock) => (isSection(lock.kind) ? lock.kind : lockName(lock, fn)));
      return state.blurred ? "unknown" : names.join(", ") || "none";
    }),
  context: (worlds) => distinct(worlds, ({ entry, hasSlept }) => (hasSlept ? "slept" : entry)),
  interrupts: (worlds) => distinct(worlds, ({ interrupts }) => interrupts),
  worlds: (worlds) => String(worlds.length),
};

function distinct(worlds: Worlds, text: (state: AtomicState) => string): string {
  return worlds.length === 0
    ? "unreachable"
    : [...new Set(worlds.map(({ property }) => text(property)))].sort().join(" | ");
}

/** One line for each way to leave the function, and one for each way in which it sleeps. */
export function summaryTexts({ outcomes, sleeps }: AtomicSummary, { fn }: Analysed): readonly string[] {
  const name = (index: number): string => fn.definition.parameters[index]?.name ?? `$${index}`;
  const conditions = (given: readonly { readonly argument: number; readonly value: Value }[]): string[] =>
    given.map(({ argument, value }) => `${name(argument)} ${valueText(value)}`);
  return [
    ...outcomes.map(({ returns, given, operations }) => {
      const when = [...(returns === undefined ? [] : [`returns ${valueText(returns)}`]), ...conditions(given)];
      return `${when.length === 0 ? "" : `if ${when.join(" and ")}: `}${operationsText(operations, name)}`;
    }),
    ...(outcomes.length === 0 ? ["never returns"] : []),
    ...sleeps.map(({ certainty, given, flags, asks, callee, source, depth, memory }) => {
      const when = [
        ...conditions(given),
        ...memory.map(({ place, value }) => `${pathText(inWords(place, name))} ${valueText(value ?? {})}`),
        ...(flags === undefined ? [] : [`${name(flags)} lets it`]),
        ...asks.map((index) => `${name(index)} says so`),
      ];
      const through = depth === 1 ? source : `${callee}, ${source}`;
      return `sleeps ${certainty} in ${through}${when.length === 0 ? "" : ` if ${when.join(" and ")}`}`;
    }),
  ].sort();
}

function operationsText(operations: readonly Operation[], name: (index: number) => string): string {
  const path = (of: Path | undefined): string => (of === undefined ? "?" : pathText(plain(inWords(of, name))));
  const text = (operation: Operation): string => {
    switch (operation.kind) {
      case "acquire":
      case "release": {
        const what = isSection(operation.lockKind) ? operation.lockKind : path(operation.lock);
        return `${operation.kind === "acquire" ? "takes" : "releases"} ${what}`;
      }
      case "interrupts":
        return `interrupts ${operation.to}`;
      case "save":
        return `saves ${path(operation.to)}`;
      case "restore":
        return `restores ${path(operation.from)}`;
      case "unknown":
        return "anything";
    }
  };
  return operations.map(text).join(", ") || "nothing";
}

const plain = (path: Path): Path => (path.steps.at(-1) === "&" ? { ...path, steps: path.steps.slice(0, -1) } : path);

function inWords(path: Path, name: (index: number) => string): Path {
  const index = /^\$(\d+)$/.exec(path.root)?.[1];
  return index === undefined ? path : { ...path, root: name(Number(index)) };
}

function valueText({ equals, isZero, isSuccess, isOneOf }: Value): string {
  if (equals !== undefined) {
    return String(equals);
  }
  if (isOneOf !== undefined) {
    return `one of ${isOneOf.join(", ")}`;
  }
  return isSuccess === false ? "negative" : isZero === false ? "not 0" : isZero === true ? "0" : "something";
}
