/** What a function does with a variable beside handing it to calls of which it is known what they do to the level. */
import type { FunctionModel } from "../../model/function.ts";
import type { Expr } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { IrqlEnvironment } from "./environment.ts";
import type { FlowBody } from "./flow.ts";

export interface Mentions {
  /** It is handed to calls that save a level in it or restore one from it, or to none. */
  readonly inEffects: boolean;
  /** It is read, stored, or handed on in some other way: what becomes of it there is not known. */
  readonly isElsewhere: boolean;
}

export function mentions(name: string, fn: FunctionModel, body: FlowBody, env: IrqlEnvironment): Mentions {
  const known = new Set<Expr>();
  for (const { call, effect, callee } of body.calls) {
    const moves = effect.some(({ operations }) =>
      operations.some(({ kind }) => kind === "save" || kind === "restore" || kind === "restore-kept"),
    );
    const isDirect = callee.kind === "outside" && env.facts.irqlEffect(callee.name) !== undefined;
    if (moves || isDirect) {
      for (const arg of call.args) {
        known.add(arg);
      }
    }
  }
  let inEffects = false;
  let isElsewhere = false;
  walk(fn.definition.body, (node) => {
    if (known.has(node as Expr)) {
      inEffects ||= usesName(node as Expr, name);
      return "skip";
    }
    isElsewhere ||= node.kind === "name" && node.name === name;
    return undefined;
  });
  return { inEffects, isElsewhere };
}

function usesName(expr: Expr, name: string): boolean {
  let found = false;
  walk(expr, (node) => {
    found ||= node.kind === "name" && node.name === name;
    return undefined;
  });
  return found;
}
