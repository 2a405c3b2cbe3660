/** Which lock of the system a function takes and keeps, itself or through a function of the unit. */
import type { LinuxLockKind, LockKind } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Place } from "../../model/place.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { SqliteEnvironment } from "./environment.ts";

export interface EnteredLock {
  /** `spins`: while it is held, nobody may sleep on this processor; `once`: it may sleep, but its owner cannot take it again. */
  readonly kind: "spins" | "once";
  readonly callee: string;
  readonly place: Place;
  /** The calls that lead there. */
  readonly through: readonly { readonly name: string; readonly place: Place }[];
  /** A variable at file scope that keeps the IRQL before it, for whatever lock. */
  readonly sharedSave: { readonly name: string; readonly place: Place } | undefined;
}

/** Undefined where it takes none, releases one, or may keep account of who holds it. */
export function lockEnteredBy(fn: FunctionModel, env: SqliteEnvironment): EnteredLock | undefined {
  return lockIn(fn, env, 0);
}

/** A method that is a wrapper, of a wrapper. */
const maximumDepth = 3;

function lockIn(fn: FunctionModel, env: SqliteEnvironment, depth: number): EnteredLock | undefined {
  const taken: EnteredLock[] = [];
  for (const { name, expr, nameSpan } of fn.calls) {
    if (name === undefined) {
      return undefined;
    }
    const own = env.unit.functions(name);
    if (own.length > 0) {
      const [callee, ...others] = own;
      const lock =
        depth < maximumDepth && others.length === 0 && callee?.broken === false
          ? lockIn(callee, env, depth + 1)
          : undefined;
      if (lock !== undefined) {
        taken.push({ ...lock, through: [{ name, place: fn.place(nameSpan) }, ...lock.through] });
      }
      continue;
    }
    const effect = effectOf(name, env);
    if (effect === "release") {
      return undefined;
    }
    if (effect !== undefined) {
      taken.push({
        kind: effect,
        callee: name,
        place: fn.place(nameSpan),
        through: [],
        sharedSave: savedIn(expr.args, fn, env),
      });
    }
  }
  const [lock, ...others] = taken;
  return lock === undefined || others.length > 0 || (lock.kind === "once" && asksForOwner(fn)) ? undefined : lock;
}

function effectOf(name: string, { facts, unit }: SqliteEnvironment): EnteredLock["kind"] | "release" | undefined {
  if (unit.signatures(name).length > 0) {
    return undefined;
  }
  const lock = facts.irqlEffect(name)?.lock;
  if (lock !== undefined) {
    return lock.action === "release" ? "release" : lock.action === "acquire" ? kinds.get(lock.kind) : undefined;
  }
  for (const { lock: linux } of facts.linuxContext(name)) {
    const kind = linux?.lock === undefined ? undefined : linuxKinds.get(linux.lock.kind);
    if (kind !== undefined) {
      return linux?.action === "release" ? "release" : linux?.when === "always" ? kind : undefined;
    }
  }
  return undefined;
}

/** A dispatcher mutex and a resource let their owner in again. */
const kinds: ReadonlyMap<LockKind, EnteredLock["kind"]> = new Map([
  ["spin-lock", "spins"],
  ["reader-writer-spin-lock", "spins"],
  ["fast-mutex", "once"],
  ["guarded-mutex", "once"],
  ["push-lock", "once"],
] as const);

const linuxKinds: ReadonlyMap<LinuxLockKind, EnteredLock["kind"]> = new Map([
  ["spin-lock", "spins"],
  ["raw-spin-lock", "spins"],
  ["rwlock", "spins"],
  ["mutex", "once"],
  ["rwsem", "once"],
] as const);

/** Whether a function looks at anything before it takes the lock: it may ask who holds it. */
const asksForOwner = (fn: FunctionModel): boolean =>
  fn.definition.body.statements.some(
    ({ kind }) => kind === "if" || kind === "switch" || kind === "while" || kind === "for",
  ) || /\bowner|\bcount|\bdepth|recurs|GetCurrentThread|\bcurrent\b/i.test(fn.text(fn.definition.body));

/** `&SavedIrql` among the arguments, where that is no part of a mutex. */
function savedIn(args: readonly Expr[], fn: FunctionModel, { unit }: SqliteEnvironment): EnteredLock["sharedSave"] {
  for (const arg of args) {
    const saved = arg.kind === "unary" && arg.op === "&" ? arg.operand : undefined;
    if (saved?.kind === "name" && unit.variables(saved.name).some(({ decl }) => decl.type.base === "KIRQL")) {
      return { name: saved.name, place: fn.place(arg) };
    }
  }
  return undefined;
}
