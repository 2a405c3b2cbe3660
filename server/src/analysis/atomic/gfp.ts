/** Whether an allocation may sleep by its flags: `GFP_KERNEL | __GFP_ZERO` does, `GFP_ATOMIC` does not. */
import type { LinuxContext } from "../../facts/index.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { Expr, NameExpr } from "../../syntax/ast.ts";
import { isWritten } from "../values/resolve.ts";
import type { AtomicEnvironment } from "./environment.ts";

/** `parameter`: as the function's own argument says, by its index from 0. Undefined where nobody knows. */
export type FlagsVerdict = "sleeps" | "does-not-sleep" | { readonly parameter: number } | undefined;

export function verdictOfFlags(flags: Expr, fn: FunctionModel, env: AtomicEnvironment): FlagsVerdict {
  const parts = partsOf(flags) ?? [];
  const index = fn.definition.parameters.findIndex(({ name }) =>
    parts.some((part) => part.kind === "name" && part.name === name),
  );
  const parameter = fn.definition.parameters[index]?.name;
  if (parameter !== undefined) {
    const others = parts.filter((part) => part.kind !== "name" || part.name !== parameter);
    const isAlone = others.every((part) => flagOf(part, fn, env)?.maySleep === "depends");
    return isAlone && !isWritten(parameter, fn) ? { parameter: index } : undefined;
  }
  const { leaves, complete } = env.resolve(flags, fn);
  const verdicts = leaves.map(({ expr }) => verdictOfParts(expr, fn, env));
  const [first] = verdicts;
  return complete && verdicts.every((verdict) => verdict === first) ? first : undefined;
}

/** A flag that an allocation's call writes. */
export interface WrittenFlag {
  readonly node: NameExpr;
  readonly row: LinuxContext;
}

/** The flag among those put together that lets the allocation sleep, or that keeps it from it. */
export function writtenFlag(
  maySleep: "yes" | "no",
  flags: Expr,
  fn: FunctionModel,
  env: Pick<AtomicEnvironment, "facts">,
): WrittenFlag | undefined {
  for (const node of partsOf(flags) ?? []) {
    const row = flagOf(node, fn, env);
    if (node.kind === "name" && row?.maySleep === maySleep) {
      return { node, row };
    }
  }
  return undefined;
}

function verdictOfParts(expr: Expr, fn: FunctionModel, env: AtomicEnvironment): FlagsVerdict {
  const parts = partsOf(expr);
  if (parts === undefined) {
    return undefined;
  }
  const rows = parts.filter(({ kind }) => kind !== "number").map((part) => flagOf(part, fn, env));
  if (rows.some((row) => row?.maySleep === "yes")) {
    return "sleeps";
  }
  return rows.some((row) => row === undefined) ? undefined : "does-not-sleep";
}

function flagOf(part: Expr, fn: FunctionModel, { facts }: Pick<AtomicEnvironment, "facts">): LinuxContext | undefined {
  return part.kind !== "name" || fn.locals.has(part.name) || fn.parameterNames.has(part.name)
    ? undefined
    : facts.linuxContext(part.name).find(({ kind }) => kind === "gfp-flags");
}

/** What is put together by `|`; undefined where flags are taken away. */
function partsOf(expr: Expr): readonly Expr[] | undefined {
  switch (expr.kind) {
    case "cast":
      return partsOf(expr.operand);
    case "binary": {
      const left = expr.op === "|" || expr.op === "+" ? partsOf(expr.left) : undefined;
      const right = left && partsOf(expr.right);
      return right && left && [...left, ...right];
    }
    case "name":
    case "number":
    case "member":
    case "call":
      return [expr];
    default:
      return undefined;
  }
}
