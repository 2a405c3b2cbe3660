/** Where the function around a call may run: a fix that waits, or that the level forbids, is nothing to take unasked. */
import { type Level, levelRank } from "../../facts/index.ts";
import { rolesOf } from "../../model/contracts/roles.ts";
import { entryLevels, salOf } from "../../model/contracts/sal.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { FixEnvironment } from "../environment.ts";

/**
 * The highest level that the function's annotations or role, or a call in it that raises the level, let it run at;
 * undefined where nothing says so.
 */
export function highestLevel(fn: FunctionModel, { unit, facts }: FixEnvironment): Level | undefined {
  const sal = salOf(fn, unit);
  const roles = rolesOf(fn, unit, facts, sal).roles.map(({ callback }) => callback?.irqlMax);
  const raised = fn.calls.map(({ name }) => {
    const after = name === undefined ? undefined : facts.irqlEffect(name)?.after;
    return after?.kind === "level" && after.condition === undefined ? after.level : undefined;
  });
  const bound = entryLevels(sal.contracts).max?.level;
  return [...(bound === undefined ? roles : [bound]), ...raised].reduce<Level | undefined>(
    (highest, level) =>
      level !== undefined && (highest === undefined || levelRank(level) > levelRank(highest)) ? level : highest,
    undefined,
  );
}

/** Whether a Linux function may sleep for sure: it does already, or runs only while the module loads or unloads. */
export function maySleepForSure(fn: FunctionModel, env: FixEnvironment): boolean {
  const isLoading = fn.attributes.some(({ name }) => /^__(?:init|exit)$/.test(name));
  return !entersAtomic(fn, env) && (isLoading || fn.calls.some(({ name }) => sleeps(name, env)));
}

/**
 * Whether a Linux function takes spin locks, or does anything else after which it must not sleep; or is called so, by its
 * type: handlers of interrupts and timers, tasklets, transmission of packets.
 */
export function entersAtomic(fn: FunctionModel, { facts }: FixEnvironment): boolean {
  const { returnType, parameters } = fn.definition;
  if (
    atomicResults.test(returnType?.text ?? "") ||
    parameters.some(({ type }) => atomicParameters.test(type?.text ?? ""))
  ) {
    return true;
  }
  return fn.calls.some(({ name }) =>
    name === undefined
      ? false
      : facts.linuxContext(name).some(({ effect }) => effect?.startsWith("enter_atomic") === true),
  );
}

const atomicResults = /\b(?:irqreturn_t|hrtimer_restart|netdev_tx_t)\b/;
const atomicParameters = /\b(?:timer_list|tasklet_struct)\b/;

const sleeps = (name: string | undefined, { facts }: FixEnvironment): boolean =>
  name !== undefined &&
  facts
    .linuxContext(name)
    .some(({ kind, maySleep }) => (kind === "function" || kind === "macro") && maySleep === "yes");
