/** Whom a function calls in its unit, and how; kept while the function and what its names mean stay the same. */
import type { CallEnvironment } from "../../../analysis/call-environment.ts";
import { calleeKeys, calleesOf } from "../../../analysis/calls/callee-keys.ts";
import { nameOfKey } from "../../../analysis/calls/function-key.ts";
import type { FunctionAnalysis } from "../../../analysis/function-analysis.ts";
import { lastName } from "../../../model/contracts/structures.ts";
import type { CallExpr } from "../../../syntax/ast.ts";

/** A call of one function; a call through a pointer that may lead to several is one of each. */
export interface OutgoingCall {
  /** `functionKey` of the callee. */
  readonly key: string;
  /** Undefined where no call is written: constructors and destructors of objects. */
  readonly call: CallExpr | undefined;
  /** Whether it is the function's name that is called, or a macro that calls it, and no pointer or field. */
  readonly isDirect: boolean;
}

/** In the order in which they are written. */
export const outgoingCalls: FunctionAnalysis<CallEnvironment, readonly OutgoingCall[]> = {
  run(fn, env) {
    const callees = calleesOf(fn, env);
    const written = fn.calls.flatMap(({ expr }): readonly OutgoingCall[] => {
      const callee = callees(expr);
      switch (callee.kind) {
        case "function":
          return [{ key: callee.key, call: expr, isDirect: names(expr, callee.key) }];
        case "several":
          return callee.keys.map((key) => ({ key, call: expr, isDirect: names(expr, key) }));
        case "macro":
          return env.derived(calleeKeys, callee.body).map((key) => ({ key, call: expr, isDirect: true }));
        default:
          return [];
      }
    });
    const known = new Set(written.map(({ key }) => key));
    const implied = env.derived(calleeKeys, fn).filter((key) => !known.has(key));
    return [...written, ...implied.map((key) => ({ key, call: undefined, isDirect: true }))];
  },
};

function names({ callee }: CallExpr, key: string): boolean {
  const named = callee.kind === "name" || callee.kind === "member" ? lastName(callee.name) : undefined;
  return named === nameOfKey(key);
}
