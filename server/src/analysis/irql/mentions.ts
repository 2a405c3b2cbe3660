/** What a function does with a variable beside handing it to calls of which it is known what they do to the level. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { IrqlEnvironment } from "./environment.ts";
import type { FlowBody, ReachedCall } from "./flow.ts";

/**
 * Whether a variable is read, stored, or handed on otherwise than to calls that save a level in it, restore one from it, or
 * do nothing with it: what becomes of it there is not known.
 */
export function isUsedElsewhere(name: string, fn: FunctionModel, body: FlowBody, env: IrqlEnvironment): boolean {
  const known = new Set<Expr>(body.calls.filter((reached) => isKnown(reached, env)).flatMap(({ call }) => call.args));
  let isElsewhere = false;
  walk(fn.definition.body, (node) => {
    isElsewhere ||= node.kind === "name" && node.name === name && !known.has(node);
    return known.has(node as Expr) ? "skip" : undefined;
  });
  return isElsewhere;
}

function isKnown({ effect, callee }: ReachedCall, { facts }: IrqlEnvironment): boolean {
  return (
    effect.some(({ operations }) => operations.some(({ kind }) => /^(?:save|restore)/.test(kind))) ||
    (callee.kind === "outside" && (facts.irqlEffect(callee.name) !== undefined || facts.ignoresArgument(callee.name)))
  );
}
