/** Names of the standard library in C++ code, in calls, types and casts, and constructors that have to run. */
import type { FunctionModel } from "../../model/function.ts";
import type { UnitSymbol } from "../../model/symbols.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type {
  Expr,
  FunctionDefinition,
  Node,
  Prototype,
  RecordDecl,
  Span,
  TypeName,
  VariableDecl,
} from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";

/** A name with `std::` in front, without template arguments, and the span of the type or expression that has it. */
export interface StandardName {
  readonly name: string;
  readonly span: Span;
}

/** The standard names in a type as written, outer ones first: `std::vector` and `std::string` of `std::vector<std::string>`. */
export function standardNamesOf(type: TypeName): readonly StandardName[] {
  return [...type.text.matchAll(standardName)].map(([name]) => ({ name, span: type }));
}

/** All standard names below a node: values, callees, and the types of variables, casts and `new`. */
export function standardNamesIn(root: Node): readonly StandardName[] {
  const names: StandardName[] = [];
  walk(root, (node) => {
    if (node.kind === "name") {
      names.push(...[...node.name.matchAll(standardName)].map(([name]) => ({ name, span: node })));
    } else if (node.kind === "variable" || node.kind === "cast" || node.kind === "new") {
      names.push(...standardNamesOf(node.type));
    }
  });
  return names;
}

const standardName = /(?<![\w:])std(?:::\w+)+/g;

/** A constructor of the unit that a variable's definition calls. */
export type Constructor = UnitSymbol<FunctionDefinition> | UnitSymbol<Prototype>;

/**
 * The constructor that has to run for a variable with static storage, as far as the unit shows it: undefined where the
 * type is no class of the unit, or one whose constructors are constexpr, defaulted or do nothing.
 */
export function runningConstructor(variable: VariableDecl, unit: UnitModel): Constructor | undefined {
  const { type, storage } = variable;
  // Of an array every element is made; a pointer or a reference makes nothing.
  if (/[*&]/.test(type.text) || storage.some((word) => notConstructed.has(word))) {
    return undefined;
  }
  const name = type.base.slice(type.base.lastIndexOf(":") + 1);
  const [record, ...others] = unit.records(name);
  if (record === undefined || others.length > 0 || variable.functionPointer !== undefined) {
    return undefined;
  }
  const counts = argumentCounts(variable, name);
  return constructors(name, record.decl, unit).find(
    (candidate) => counts.some((count) => accepts(candidate.decl, count)) && mustRun(candidate, unit, name),
  );
}

const notConstructed: ReadonlySet<string> = new Set(["extern", "constexpr", "constinit", "consteval"]);

/** How many arguments constructors get: one number, or of an array's elements each its own. */
function argumentCounts({ args, init, type }: VariableDecl, className: string): readonly number[] {
  if (args !== undefined) {
    return [args.length];
  }
  if (type.text.includes("[") && init?.kind === "init-list" && init.items.length > 0) {
    return init.items.map(({ value }) => argumentCount(value, className));
  }
  return [init === undefined ? 0 : argumentCount(init, className)];
}

/** `{ 1, 2 }` and `Table(1, 2)` give two, any other value one. */
function argumentCount(init: Expr, className: string): number {
  switch (init.kind) {
    case "init-list":
      return init.items.length;
    case "call":
      return init.callee.kind === "name" && init.callee.name === className ? init.args.length : 1;
    default:
      return 1;
  }
}

function constructors(name: string, record: RecordDecl, unit: UnitModel): readonly Constructor[] {
  const inClass = (symbol: Constructor): boolean => symbol.scope?.split("::").pop() === name;
  // A class without declared constructors, and one that is an aggregate, has nothing to run that is seen here.
  return record.members.length === 0
    ? []
    : [...unit.functionSymbols(name).filter(inClass), ...unit.prototypes(name).filter(inClass)];
}

function accepts({ parameters, variadic }: FunctionDefinition | Prototype, count: number): boolean {
  const required = parameters.filter(
    (parameter) => parameter.defaultValue === undefined && parameter.type.text !== "void",
  );
  return variadic || (count >= required.length && count <= parameters.length);
}

function mustRun(candidate: Constructor, unit: UnitModel, name: string): boolean {
  const { decl } = candidate;
  if (decl.storage.some((word) => word === "constexpr" || word === "consteval")) {
    return false;
  }
  if (decl.kind === "function") {
    return decl.body.statements.length > 0 || decl.initialisers.length > 0;
  }
  // `= default` and `= delete` are part of the declaration's text; a constructor defined elsewhere is judged there.
  const file = unit.file(candidate.file);
  const start = candidate.anchor.start + decl.parametersSpan.end;
  const tail = file?.text.slice(start, file.text.indexOf(";", start)) ?? "";
  return !/=\s*(?:default|delete)/.test(tail) && unit.functionSymbols(name).length === 0;
}

/** Whether a function's text can hold anything that the C++ runtime is needed for, so that a walk is worth its while. */
export function mayNeedRuntime(fn: FunctionModel): boolean {
  return runtimeWords.test(fn.text(fn.definition));
}

const runtimeWords = /\b(?:throw|try|new|delete|dynamic_cast|typeid|thread_local|static|std)\b/;
