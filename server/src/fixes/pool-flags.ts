/** POOL_TYPE expressions written anew as POOL_FLAGS. What is not made of the kit's constants alone has no translation. */
import { isWdkConstant } from "../analysis/pool/environment.ts";
import type { PoolConstant } from "../facts/index.ts";
import type { FunctionModel } from "../model/function.ts";
import type { Expr } from "../syntax/ast.ts";
import type { FixEnvironment } from "./environment.ts";

/** What the flags are for. */
export interface FlagsUse {
  /** Whether the allocator charges quota: it raises then, unless POOL_QUOTA_FAIL_INSTEAD_OF_RAISE is in the type. */
  readonly quota?: boolean;
  /** Whether code runs from the memory: only then NonPagedPool stays executable. */
  readonly holdsCode?: boolean;
  /** Flags to add: POOL_FLAG_UNINITIALIZED. */
  readonly extra?: readonly string[];
}

export interface PoolFlags {
  /** An expression of POOL_FLAG_ constants, fit to be an argument. */
  readonly text: string;
  /** Whether the constants stood in the argument itself and not behind a macro or variable of the unit. */
  readonly literal: boolean;
  /** Whether the type asked for zeroed memory (POOL_ZERO_ALLOCATION). */
  readonly zeroed: boolean;
}

/**
 * The POOL_FLAGS that ask for the same memory as a POOL_TYPE argument of `fn`. A choice (`Paged ? PagedPool : NonPagedPoolNx`)
 * stays one. POOL_FLAG_ constants that stand among the types already are kept.
 * @returns undefined where the type is not known on every path, or where no flag means the same (MustSucceed)
 */
export function poolFlags(type: Expr, fn: FunctionModel, use: FlagsUse, env: FixEnvironment): PoolFlags | undefined {
  if (type.kind === "cast") {
    return poolFlags(type.operand, fn, use, env);
  }
  if (type.kind === "conditional") {
    const whenTrue = type.whenTrue === undefined ? undefined : poolFlags(type.whenTrue, fn, use, env);
    const whenFalse = poolFlags(type.whenFalse, fn, use, env);
    return whenTrue === undefined || whenFalse === undefined
      ? undefined
      : {
          text: `${fn.text(type.condition)} ? ${whenTrue.text} : ${whenFalse.text}`,
          literal: whenTrue.literal && whenFalse.literal,
          zeroed: whenTrue.zeroed && whenFalse.zeroed,
        };
  }
  const parts: Parts = { constants: [], literal: true, followed: 0 };
  return collect(type, true, fn, env, parts) ? join(parts, use, env) : undefined;
}

interface Parts {
  readonly constants: PoolConstant[];
  literal: boolean;
  /** How many names of the unit were followed. */
  followed: number;
}

/** Adds the constants that are or-ed together; false where there is anything else. */
function collect(expr: Expr, literal: boolean, fn: FunctionModel, env: FixEnvironment, parts: Parts): boolean {
  switch (expr.kind) {
    case "cast":
      return collect(expr.operand, literal, fn, env, parts);
    case "binary":
      return (
        (expr.op === "|" || expr.op === "+") &&
        collect(expr.left, literal, fn, env, parts) &&
        collect(expr.right, literal, fn, env, parts)
      );
    case "name": {
      const constant = isWdkConstant(expr.name, fn, env) ? env.facts.poolConstant(expr.name) : undefined;
      if (constant !== undefined) {
        parts.literal &&= literal;
        parts.constants.push(constant);
        return parts.constants.length <= maximumConstants;
      }
      const { leaves, complete } = env.resolve(expr, fn);
      const [leaf] = leaves;
      // A name that leads no further is a variable, a parameter or a constant of nobody knows what.
      return (
        complete &&
        leaf !== undefined &&
        leaves.length === 1 &&
        leaf.via.length > 0 &&
        leaf.expr !== expr &&
        ++parts.followed <= maximumFollowed &&
        collect(leaf.expr, false, fn, env, parts)
      );
    }
    default:
      return false;
  }
}

/** More are no argument that a person wrote. */
const maximumConstants = 12;

/** Macros that name each other end here. */
const maximumFollowed = 40;

function join({ constants, literal }: Parts, use: FlagsUse, env: FixEnvironment): PoolFlags | undefined {
  const has = (name: string): boolean => constants.some((constant) => constant.name === name);
  const flags = new Set<string>();
  for (const constant of constants) {
    const translated = flagsOf(constant, use.holdsCode === true, has("POOL_NX_ALLOCATION"), env);
    if (translated === undefined) {
      return undefined;
    }
    for (const flag of translated) {
      flags.add(flag);
    }
  }
  if ([...flags].filter((flag) => env.facts.poolConstant(flag)?.memory !== undefined).length !== 1) {
    return undefined;
  }
  if (use.quota === true) {
    flags.add("POOL_FLAG_USE_QUOTA");
    if (!has("POOL_QUOTA_FAIL_INSTEAD_OF_RAISE")) {
      flags.add("POOL_FLAG_RAISE_ON_FAILURE");
    }
  }
  for (const flag of use.extra ?? []) {
    flags.add(flag);
  }
  return { text: [...flags].join(" | "), literal, zeroed: has("POOL_ZERO_ALLOCATION") };
}

/** The flags of one constant; none for modifiers that ExAllocatePool2 has no use for, undefined for what cannot be said. */
function flagsOf(
  constant: PoolConstant,
  holdsCode: boolean,
  isNx: boolean,
  { facts }: FixEnvironment,
): readonly string[] | undefined {
  switch (constant.kind) {
    case "pool-flag":
      return [constant.name];
    case "pool-type-bit":
      return constant.name === "POOL_RAISE_IF_ALLOCATION_FAILURE" ? constant.counterparts : [];
    case "pool-type": {
      // Execute in the name is a wish; NonPagedPool is executable only because it always was.
      const keeps = !isNx && (holdsCode || constant.name.includes("Execute"));
      return constant.counterparts.length === 0
        ? undefined
        : constant.counterparts.map((flag) => (keeps ? flag : (facts.poolConstant(flag)?.nxInstead ?? flag)));
    }
    default:
      return undefined;
  }
}
