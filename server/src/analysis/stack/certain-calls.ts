/** The calls of a function of which it is certain which function of the unit they run, on the same stack. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr } from "../../syntax/ast.ts";
import { calleesOf } from "../calls/callee-keys.ts";
import { functionKey, nameOfKey } from "../calls/function-key.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import { isOtherBuild } from "../names/builds.ts";
import type { StackEnvironment } from "./environment.ts";

export interface CertainCall {
  readonly call: CallExpr;
  readonly key: string;
}

/**
 * In source order. Calls through pointers and objects may lead elsewhere, a name with several definitions or another
 * number of arguments may mean an overload, and a lambda runs whenever somebody likes: none of these is among them.
 */
export const certainCalls: FunctionAnalysis<StackEnvironment, readonly CertainCall[]> = {
  run(fn, env) {
    if (fn.broken) {
      return [];
    }
    const callees = calleesOf(fn, env);
    return fn.calls.flatMap(({ expr: call }) => {
      const written = writtenName(call);
      const callee = written === undefined ? undefined : callees(call);
      // A macro of the name may stand behind the call: `#define Get Checked` below `Checked`, which calls Get.
      return callee?.kind === "function" &&
        callee.name === written &&
        isOnly(callee.key, call, env) &&
        runsHere(call, fn, env)
        ? { call, key: callee.key }
        : [];
    });
  },
};

/** The name in `Walk(...)` and `this->Walk(...)`; `::Walk` is no method, whoever calls it. */
function writtenName({ callee }: CallExpr): string | undefined {
  if (callee.kind === "name") {
    return callee.name.startsWith("::") ? undefined : callee.name;
  }
  const isOwn = callee.kind === "member" && callee.object.kind === "name" && callee.object.name === "this";
  return isOwn ? callee.name : undefined;
}

function isOnly(key: string, call: CallExpr, { unit }: StackEnvironment): boolean {
  const name = nameOfKey(key);
  const [only, ...others] = unit.signatures(name).filter((signature) => functionKey(signature) === key);
  return (
    only !== undefined &&
    others.length === 0 &&
    only.parameterCount === call.args.length &&
    unit.prototypes(name).every(({ decl }) => decl.parameters.length === only.parameterCount)
  );
}

function runsHere(call: CallExpr, fn: FunctionModel, env: StackEnvironment): boolean {
  return !(env.unit.file(fn.file)?.language === "cpp" && isInLambda(call, fn)) && !isOtherBuild(fn.place(call), env);
}

function isInLambda(call: CallExpr, fn: FunctionModel): boolean {
  for (let node = fn.parentOf(call); node !== undefined; node = fn.parentOf(node)) {
    if (node.kind === "lambda") {
      return true;
    }
  }
  return false;
}
