/** Functions that call themselves, directly or through others. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import { functionKey, functionsOfKey } from "../calls/function-key.ts";
import { certainCalls } from "./certain-calls.ts";
import { stackDepths } from "./depth.ts";
import type { StackEnvironment } from "./environment.ts";

/** A function of a circle with its calls of the next one; the last one calls the first. */
export interface CircleLink {
  readonly fn: FunctionModel;
  /** At least one, in source order. */
  readonly calls: readonly CallExpr[];
}

/** Longer circles are rather a driver's whole work than a recursion that somebody wrote. */
const longest = 4;
/** Functions that are looked at for a way back. */
const mostFunctions = 200;

interface Way {
  readonly fn: FunctionModel;
  readonly before: readonly CircleLink[];
}

/** The shortest way from a function back to itself, in which no other function comes twice; undefined where there is none. */
export function circleOf(fn: FunctionModel, env: StackEnvironment): readonly CircleLink[] | undefined {
  const start = functionKey(fn);
  if (!env.summary(stackDepths, start).isCircular) {
    return undefined;
  }
  const seen = new Set([start]);
  const ways: Way[] = [{ fn, before: [] }];
  // A list is iterated over what is added meanwhile.
  for (const way of ways) {
    for (const [key, calls] of circularCalls(way.fn, env)) {
      const links = [...way.before, { fn: way.fn, calls }];
      if (key === start) {
        return links;
      }
      const [next] = functionsOfKey(key, env.unit);
      if (next !== undefined && !seen.has(key) && links.length < longest && ways.length < mostFunctions) {
        seen.add(key);
        ways.push({ fn: next, before: links });
      }
    }
  }
  return undefined;
}

/** A function's calls of those that lead into a circle, by key, in source order. */
function circularCalls(fn: FunctionModel, env: StackEnvironment): ReadonlyMap<string, readonly CallExpr[]> {
  const calls = new Map<string, CallExpr[]>();
  for (const { key, call } of env.derived(certainCalls, fn)) {
    if (env.summary(stackDepths, key).isCircular && !isOverloaded(key, env)) {
      const known = calls.get(key);
      if (known === undefined) {
        calls.set(key, [call]);
      } else {
        known.push(call);
      }
    }
  }
  return calls;
}

/** Whether C++ declares another function of the name, which has as many parameters: `const char *` for `char *`. */
function isOverloaded(key: string, { unit }: StackEnvironment): boolean {
  const [fn] = functionsOfKey(key, unit);
  if (fn === undefined || unit.file(fn.file)?.language !== "cpp") {
    return false;
  }
  const heads = [fn.definition, ...unit.prototypes(fn.name).map(({ decl }) => decl)].map(({ parameters }) =>
    parameters.map(({ type }) => `${type.isConst} ${type.base} ${type.pointers}`).join(),
  );
  return new Set(heads).size > 1;
}
