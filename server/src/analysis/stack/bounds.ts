/**
 * Whether something in a circle of calls limits how deep it goes: a number that changes from call to call and is tested, a
 * counter, a flag, or a look at the stack that is left. What looks like a limit counts as one.
 */
import { typeAliases } from "../../model/contracts/type-aliases.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr, Node, Parameter } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";
import type { FunctionAnalysis } from "../function-analysis.ts";
import type { CircleLink } from "./circles.ts";
import type { StackEnvironment } from "./environment.ts";

export function isBounded(circle: readonly CircleLink[], env: StackEnvironment): boolean {
  const counted = new Set(circle.flatMap(({ fn }) => testedNumbers(fn, env)));
  return circle.some((link, index) => {
    const next = circle[(index + 1) % circle.length]?.fn ?? link.fn;
    return (
      env.derived(limits, link.fn).isLimited ||
      link.calls.some((call) => passesLimit(call, link.fn, next, counted, env) || isSwapped(call, link.fn))
    );
  });
}

/** Parameters that are no pointers and that conditions mention. */
function testedNumbers(fn: FunctionModel, env: StackEnvironment): readonly string[] {
  const { tested } = env.derived(limits, fn);
  return fn.definition.parameters.flatMap((parameter) =>
    parameter.name !== undefined && tested.has(parameter.name) && !isPointer(parameter, env) ? parameter.name : [],
  );
}

interface Limits {
  /** Names of variables and fields that conditions mention. */
  readonly tested: ReadonlySet<string>;
  /** A counter or a flag outside the function is changed and tested, or the stack that is left is asked for. */
  readonly isLimited: boolean;
}

const limits: FunctionAnalysis<StackEnvironment, Limits> = {
  run(fn, { facts }) {
    const tested = new Set<string>();
    const changed = new Set<string>();
    let knowsStack = false;
    walk(fn.definition.body, (node) => {
      for (const condition of conditionsOf(node)) {
        addNames(condition, tested);
      }
      const target = changedBy(node);
      if (target !== undefined && !isOwn(target, fn)) {
        changed.add(lastName(target));
      }
      // `index = Context->Next++`, and then a test of the index.
      const counted = node.kind === "variable" && node.init !== undefined ? changedBy(node.init) : undefined;
      if (node.kind === "variable" && counted !== undefined && !isOwn(counted, fn)) {
        changed.add(node.name);
      }
      knowsStack ||= node.kind === "call" && node.callee.kind === "name" && facts.knowsStack(node.callee.name);
      return undefined;
    });
    return { tested, isLimited: knowsStack || [...changed].some((name) => tested.has(name)) };
  },
};

/**
 * A number that is tested somewhere in the circle and not simply handed on; or a pointer that the callee tests, and that is
 * NULL from now on.
 */
function passesLimit(
  call: CallExpr,
  fn: FunctionModel,
  next: FunctionModel,
  counted: ReadonlySet<string>,
  env: StackEnvironment,
): boolean {
  const { tested } = env.derived(limits, next);
  return next.definition.parameters.some((parameter, index) => {
    const argument = call.args[index];
    const { name = "" } = parameter;
    if (argument === undefined) {
      return false;
    }
    const isHandedOn = argument.kind === "name" && fn.parameterNames.has(argument.name);
    if (!isPointer(parameter, env)) {
      return counted.has(name) && (!isHandedOn || isChanged(argument.name, fn));
    }
    return tested.has(name) && (isNull(argument, env) || (!isHandedOn && fn === next && isForOne(name, call, fn, env)));
  });
}

/** `if (Adapter == Default) { Reset(Next); }`: only what is called with that one goes on. */
function isForOne(name: string, call: CallExpr, fn: FunctionModel, env: StackEnvironment): boolean {
  let inner: Node = call;
  for (let node = fn.parentOf(call); node !== undefined; node = fn.parentOf(node)) {
    if (node.kind === "if" && node.whenTrue === inner && equals(name, node.condition, env)) {
      return true;
    }
    inner = node;
  }
  return false;
}

function equals(name: string, condition: Node, env: StackEnvironment): boolean {
  if (condition.kind !== "binary") {
    return false;
  }
  const { op, left, right } = condition;
  if (op === "&&") {
    return equals(name, left, env) || equals(name, right, env);
  }
  const isIt = (expr: Expr): boolean => expr.kind === "name" && expr.name === name;
  return op === "==" && ((isIt(left) && !isNull(right, env)) || (isIt(right) && !isNull(left, env)));
}

function isPointer({ type }: Parameter, { unit }: StackEnvironment): boolean {
  if (type.pointers > 0 || type.text.includes("*") || type.text.endsWith("&")) {
    return true;
  }
  const { typedefs } = typeAliases(type.base, unit);
  return typedefs.length > 0
    ? typedefs.some(({ decl }) => decl.type.pointers > 0)
    : /^L?P(?!CI_|NP_|OOL_|OWER_|ROCESSOR_|HYSICAL_)[A-Z]/.test(type.base);
}

function isNull(argument: Expr, env: StackEnvironment): boolean {
  const inner = argument.kind === "cast" ? argument.operand : argument;
  return (
    (inner.kind === "name" && (inner.name === "NULL" || inner.name === "nullptr")) ||
    (inner.kind === "number" && inner.value === 0) ||
    env.integer(inner, undefined) === 0
  );
}

/** `Compare(b, a)` out of `Compare(a, b)`: turned round once, and not again. */
function isSwapped(call: CallExpr, { definition }: FunctionModel): boolean {
  const own = definition.parameters.map(({ name }) => name);
  const given = call.args.map((argument) => (argument.kind === "name" ? argument.name : undefined));
  const isSame = own.every((name, index) => name === given[index]);
  return own.length > 1 && !isSame && own.every((name) => name !== undefined && given.includes(name));
}

/** Whether a function gives its own parameter another value. */
function isChanged(name: string, fn: FunctionModel): boolean {
  let found = false;
  walk(fn.definition.body, (node) => {
    const target = changedBy(node) ?? (node.kind === "assign" ? node.left : undefined);
    found ||= target?.kind === "name" && target.name === name;
    return undefined;
  });
  return found;
}

/** What is counted up or down, or set to a flag's value. */
function changedBy(node: Node): Expr | undefined {
  switch (node.kind) {
    case "unary":
    case "postfix":
      return node.op === "++" || node.op === "--" ? node.operand : undefined;
    case "assign":
      return node.op === "+=" || node.op === "-=" || isTrue(node.right) ? node.left : undefined;
    case "call":
      return node.callee.kind === "name" && /^(?:Interlocked(?:In|De)crement|atomic_(?:inc|dec))/.test(node.callee.name)
        ? addressed(node.args[0])
        : undefined;
    default:
      return undefined;
  }
}

const addressed = (expr: Expr | undefined): Expr | undefined =>
  expr?.kind === "unary" && expr.op === "&" ? expr.operand : expr;

const isTrue = (expr: Expr): boolean => expr.kind === "name" && /^(?:TRUE|true)$/.test(expr.name);

/** A variable of this very execution, which tells nothing of the others. */
function isOwn(target: Expr, fn: FunctionModel): boolean {
  const name = target.kind === "name" ? target.name : undefined;
  return (
    name !== undefined &&
    (fn.parameterNames.has(name) || (fn.locals.get(name)?.every(({ storage }) => !storage.includes("static")) ?? false))
  );
}

/** `Depth` of `Context->Walk.Depth`, of `*Depth` and of `Depth[i]`. */
function lastName(expr: Expr): string {
  switch (expr.kind) {
    case "name":
    case "member":
      return expr.name;
    case "index":
      return lastName(expr.object);
    case "unary":
    case "cast":
      return lastName(expr.operand);
    default:
      return "";
  }
}

function conditionsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "if":
    case "while":
    case "do":
    case "switch":
    case "conditional":
      return [node.condition];
    case "for":
      return node.condition === undefined ? [] : [node.condition];
    default:
      return [];
  }
}

function addNames(condition: Node, names: Set<string>): void {
  walk(condition, (node) => {
    if (node.kind === "name" || node.kind === "member") {
      names.add(node.name);
    }
    return undefined;
  });
}
