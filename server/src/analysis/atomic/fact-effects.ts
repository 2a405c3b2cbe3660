/** What the tables say that a call of the kernel's functions does to locks, sections and interrupts. */
import type { Facts, LinuxContext, LinuxLockEffect } from "../../facts/index.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";
import { extend, type Path, pathText } from "../paths/path.ts";
import type { Value } from "../worlds/value.ts";
import { type CallEffect, type Operation, sectionPath } from "./operations.ts";

/** What is asked of a call's arguments. */
export interface ArgumentQuestions {
  /** Of a lock, with aliases followed. */
  path(expr: Expr | undefined): Path | undefined;
  /** Of a variable that keeps flags: a local is itself, whatever was put into it. */
  variable(expr: Expr | undefined): Path | undefined;
}

export function factEffect(row: LinuxContext, call: CallExpr, ask: ArgumentQuestions, facts: Facts): CallEffect {
  const { lock: effect } = row;
  if (effect === undefined) {
    return [];
  }
  const operations = operationsOf(row, effect, call, ask, facts);
  if (effect.when === "always") {
    return [{ returns: undefined, given: [], operations }];
  }
  const [done, failed] = results[effect.when];
  return [
    { returns: done, given: [], operations },
    { returns: failed, given: [], operations: [] },
  ];
}

/** The result where the lock was taken, and where it was not. */
const results: Readonly<Record<"true" | "zero", readonly [Value, Value]>> = {
  true: [{ equals: 1 }, { equals: 0 }],
  zero: [{ equals: 0 }, { isZero: false, isSuccess: false }],
};

function operationsOf(
  row: LinuxContext,
  effect: LinuxLockEffect,
  call: CallExpr,
  ask: ArgumentQuestions,
  facts: Facts,
): readonly Operation[] {
  const { action, lock, sections, switchesInterrupts, flags } = effect;
  const kind = action;
  const operations: Operation[] = sections.map((section) => {
    return { kind, lock: sectionPath(section), lockKind: section, mode: "exclusive" };
  });
  const kept = flags === undefined ? undefined : ask.variable(call.args[flags]);
  if (switchesInterrupts && action === "acquire") {
    operations.push(...(kept === undefined ? [] : [{ kind: "save", to: kept } as const]), {
      kind: "interrupts",
      to: "off",
    });
  }
  if (lock !== undefined) {
    const { kind: lockKind, mode, parameter, isWithin } = lock;
    const written = parameter === undefined || isWithin ? undefined : call.args[parameter];
    operations.push({ kind, lock: lockPath(row, lock, call, ask, facts), lockKind, mode, written });
  }
  if (switchesInterrupts && action === "release") {
    operations.push(flags === undefined ? { kind: "interrupts", to: "on" } : { kind: "restore", from: kept });
  }
  return operations;
}

function lockPath(
  row: LinuxContext,
  { parameter, isWithin }: NonNullable<LinuxLockEffect["lock"]>,
  call: CallExpr,
  ask: ArgumentQuestions,
  facts: Facts,
): Path | undefined {
  if (parameter === undefined) {
    return { root: `${canonicalName(row, facts)}()`, steps: [], names: [] };
  }
  const argument = ask.path(call.args[parameter]);
  // `netif_tx_lock(dev)` takes a lock of the device's: named as a field, so that the callers' names for `dev` do.
  return isWithin ? extend(argument, ["*", `.${canonicalName(row, facts)}`, "&"]) : argument;
}

/** One name for all functions that take the same lock: that which its release is the pair of. */
function canonicalName({ name, lock, pairs }: LinuxContext, facts: Facts): string {
  const [pair = name] = pairs;
  if (lock?.action === "release") {
    return pair;
  }
  return facts.linuxContext(pair).find((each) => each.lock?.action === "release")?.pairs[0] ?? name;
}

/**
 * What a function of which nobody knows more than its name is taken to do: `dev_lock(dev)` and `dev_unlock(dev)` are
 * halves of something, `dev_unlock(dev)` alone may release anything, `dev_lock_downgrade(dev)` makes it another lock.
 */
export function namedEffect(name: string, call: CallExpr, ask: ArgumentQuestions): CallEffect {
  if (changeWords.test(name)) {
    return [{ returns: undefined, given: [], operations: [{ kind: "unknown" }] }];
  }
  const isRelease = releaseWords.test(name);
  if (!isRelease && !acquireWords.test(name)) {
    return [];
  }
  const [first] = call.args;
  const argument = ask.path(first);
  const stem = name.replace(/_?(?:un)?lock.*$/, "");
  const lock: Path = {
    root: `${stem}_lock(${argument === undefined ? "" : pathText(argument)})`,
    steps: [],
    names: argument?.names ?? [],
  };
  const kind = isRelease ? "release" : "acquire";
  return [{ returns: undefined, given: [], operations: [{ kind, lock, lockKind: "unknown", mode: "shared" }] }];
}

const releaseWords = /(?:^|_)unlock(?:_|$)/;
const acquireWords = /(?:^|_)lock(?:_|$)/;
const changeWords = /(?:^|_)(?:up|down)grade(?:_|$)/;
