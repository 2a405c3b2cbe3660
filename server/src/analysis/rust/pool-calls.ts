/** Calls of pool functions in Rust, with what they say of the memory's kind. */
import type { Facts, PoolConstant, PoolFunction } from "../../facts/index.ts";
import type { RustFunctionModel } from "../../model/rust/crate.ts";
import type { RustExpr } from "../../syntax/rust/ast.ts";
import { type RustCallSite, rustBody } from "./body.ts";
import { foreignName, type KindOfMemory, kindOfMemory, type RustNames } from "./names.ts";

export interface RustPoolCall {
  readonly api: PoolFunction;
  readonly site: RustCallSite;
  readonly fn: RustFunctionModel;
  /** The arguments as they stand, one for each parameter that the API has at least. */
  readonly args: readonly RustExpr[];
  /** The argument that says what memory is meant. */
  readonly kindArgument: RustExpr | undefined;
  /** The constants of that argument, or-ed together; undefined where one of them is not known. */
  readonly kinds: readonly KindOfMemory[] | undefined;
}

/** What looking at pool calls asks for. */
export interface RustPoolNames extends RustNames {
  readonly facts: Facts;
}

/** The calls of pool functions in a function's body. */
export function* rustPoolCalls(fn: RustFunctionModel, names: RustPoolNames): Iterable<RustPoolCall> {
  for (const site of names.derived(rustBody, fn).calls) {
    const name = site.args === undefined ? undefined : foreignName(site.path, fn, names);
    const api = name === undefined ? undefined : names.facts.poolFunction(name);
    if (api !== undefined && site.args !== undefined) {
      const index = api.scheme === "pool-flags" ? api.flagsParameter : api.typeParameter;
      const kindArgument = index === undefined ? undefined : site.args[index];
      const kinds = kindArgument === undefined ? undefined : kindsOf(kindArgument, fn, names);
      yield { api, site, fn, args: site.args, kindArgument, kinds };
    }
  }
}

/** The only POOL_TYPE that a call names, with its modifiers left out; a bare number counts as the type of that value. */
export function poolTypeOf({ kinds }: RustPoolCall, facts: Facts): PoolConstant | undefined {
  const [only] = kinds ?? [];
  if (kinds?.length !== 1 || only === undefined) {
    return undefined;
  }
  const { constant, value } = only;
  return (
    constant ?? facts.poolConstants("pool-type").find((type) => value !== undefined && type.value === BigInt(value))
  );
}

function kindsOf(expr: RustExpr, fn: RustFunctionModel, names: RustNames): readonly KindOfMemory[] | undefined {
  if (expr.kind === "cast") {
    return kindsOf(expr.operand, fn, names);
  }
  if (expr.kind === "binary" && expr.op === "|") {
    const left = kindsOf(expr.left, fn, names);
    const right = kindsOf(expr.right, fn, names);
    return left === undefined || right === undefined ? undefined : [...left, ...right];
  }
  const kind = kindOfMemory(expr, fn, names);
  return kind === undefined ? undefined : [kind];
}
