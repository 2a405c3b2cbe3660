/** Classes that hold a lock from their constructor to their destructor, known by what these do. */
import type { FunctionModel, FunctionSignature } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { VariableDecl } from "../../syntax/ast.ts";
import { lifetimeCallee } from "../calls/callees.ts";
import { includeReach } from "../names/headers.ts";
import { extend, type Path, pathText } from "../paths/path.ts";
import type { IrqlEnvironment } from "./environment.ts";
import { irqlSummaries } from "./flow.ts";
import type { Operation, Release } from "./operations.ts";

/** A guard as the unit uses one. */
export interface LockGuard {
  /** The variable that shows how it is written: `AutoLock locker(Extension->Lock)`. */
  readonly example: VariableDecl;
  /** The lock that it takes, in terms of the constructor's argument (`$0`). */
  readonly lock: Path;
  /** See `effectText`. */
  readonly takes: string;
  readonly releases: string;
}

/** What operations do to the level, to locks and to regions, whatever they save it in and whichever lock it is. */
export function effectText(operations: readonly Operation[]): string {
  const texts = operations.flatMap((operation) => {
    switch (operation.kind) {
      case "acquire":
        return `acquire ${operation.lockKind} ${operation.mode}`;
      case "release":
        return `release ${operation.lockKind}`;
      case "level":
        return `level ${operation.to.low} ${operation.to.high}`;
      case "restore":
      case "restore-kept":
        return "restore";
      case "save":
      case "bind":
      case "narrow":
        return [];
      default:
        return JSON.stringify(operation);
    }
  });
  return texts.sort().join(", ");
}

/** The guards that a function can use as others of the unit do, each class once, those of its own file first. */
export function guardsFor(fn: FunctionModel, env: IrqlEnvironment): readonly LockGuard[] {
  const file = env.unit.file(fn.file);
  const reach = new Set(file === undefined ? [] : includeReach(file, env.unit).inside.map(({ path }) => path));
  const others = env.unit.files.filter(({ path }) => path !== fn.file);
  const guards = new Map<string, LockGuard>();
  for (const { declarations } of [...(file === undefined ? [] : [file]), ...others]) {
    for (const user of declarations.flatMap(({ functions }) => functions)) {
      for (const variable of [...user.locals.values()].flat()) {
        const key = variable.type.text;
        const guard = guards.has(key) || variable.args?.length !== 1 ? undefined : guardOf(variable, user, env);
        if (guard !== undefined && isVisible(variable, user, fn, reach, env.unit)) {
          guards.set(key, guard);
        }
      }
    }
  }
  return [...guards.values()];
}

function guardOf(example: VariableDecl, user: FunctionModel, env: IrqlEnvironment): LockGuard | undefined {
  const taking = onlyOutcome(example, "constructor", user, env);
  const releasing = onlyOutcome(example, "destructor", user, env);
  const acquires = taking?.filter((operation) => operation.kind === "acquire") ?? [];
  const releases = releasing?.filter((operation) => operation.kind === "release") ?? [];
  const [{ lock } = { lock: undefined }] = acquires;
  const [release] = releases;
  const isOne = acquires.length === 1 && releases.length === 1 && lock?.root === "$0";
  if (taking === undefined || releasing === undefined || release === undefined || !isOne) {
    return undefined;
  }
  return releasedLock(release, taking) === pathText(lock) && restoresWhatItSaved(taking, releasing)
    ? { example, lock, takes: effectText(taking), releases: effectText(releasing) }
    : undefined;
}

function onlyOutcome(
  variable: VariableDecl,
  end: "constructor" | "destructor",
  user: FunctionModel,
  env: IrqlEnvironment,
): readonly Operation[] | undefined {
  const callee = lifetimeCallee(variable, end, user, env.unit);
  const outcomes = callee?.kind === "function" ? env.summary(irqlSummaries, callee.key).outcomes : [];
  return outcomes.length === 1 ? outcomes[0]?.operations : undefined;
}

/** The lock that a destructor releases, by what the constructor made the field point to. */
function releasedLock({ lock }: Release, taking: readonly Operation[]): string | undefined {
  for (const operation of taking) {
    const place = operation.kind === "bind" ? operation.place : undefined;
    const isOfIt =
      place?.root === "this" && lock?.root === "this" && place.steps.every((step, index) => lock.steps[index] === step);
    if (operation.kind === "bind" && isOfIt) {
      const released = extend(operation.value, lock.steps.slice(operation.place.steps.length));
      return released && pathText(released);
    }
  }
  return undefined;
}

function restoresWhatItSaved(taking: readonly Operation[], releasing: readonly Operation[]): boolean {
  return releasing.every(
    (operation) =>
      operation.kind !== "restore" ||
      (operation.from !== undefined &&
        taking.some(
          (other) => other.kind === "save" && operation.from && pathText(other.to) === pathText(operation.from),
        )),
  );
}

/** Whether the class is declared before the function, in its file or in a header that it includes, and not in another one. */
function isVisible(
  { type }: VariableDecl,
  user: FunctionModel,
  fn: FunctionModel,
  reach: ReadonlySet<string>,
  unit: UnitModel,
): boolean {
  const plain = type.base.replace(/<.*$/s, "").replace(/^.*::/s, "");
  const local = [user.scope, user.name, plain].filter((part) => part !== undefined).join("::");
  const isHere = ({ file, scope }: FunctionSignature): boolean => reach.has(file) && scope !== local;
  const definitions = unit.functionSymbols(plain).filter(({ file }) => file === fn.file);
  return (
    unit.signatures(`~${plain}`).some(isHere) &&
    definitions.every(({ anchor, decl }) => anchor.start + decl.start < fn.anchor.start + fn.definition.start)
  );
}
