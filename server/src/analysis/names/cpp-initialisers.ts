/** Initialisers of static variables in C++ that the compiler cannot work out, so that code has to run for them. */
import type { UnitSymbol } from "../../model/symbols.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { CallExpr, Expr, FunctionDefinition, NewExpr, Prototype, VariableDecl } from "../../syntax/ast.ts";
import { walk } from "../../syntax/walk.ts";

/** What has to run: `new`, or a function of the unit. */
export type DynamicInitialiser =
  | { readonly kind: "new"; readonly expr: NewExpr }
  | {
      readonly kind: "call";
      readonly expr: CallExpr;
      /** As called, `ns::Count`. */
      readonly name: string;
      readonly callee: UnitSymbol<FunctionDefinition> | UnitSymbol<Prototype>;
    };

/**
 * The first part of a variable's initialiser that has to run, whatever the compiler; undefined where none is seen. Calls
 * count of the unit's own functions alone: what headers have may be constexpr.
 */
export function dynamicInitialiser({ init, storage }: VariableDecl, unit: UnitModel): DynamicInitialiser | undefined {
  if (init === undefined || storage.some((word) => word === "constexpr" || word === "constinit")) {
    return undefined;
  }
  let found: DynamicInitialiser | undefined;
  walk(init, (node) => {
    if (found !== undefined || node.kind === "sizeof" || node.kind === "lambda") {
      return "skip";
    }
    if (node.kind === "new") {
      found = { kind: "new", expr: node };
    } else if (node.kind === "call") {
      if (mayBeMacro(node, unit)) {
        return "skip";
      }
      found = runningCall(node, unit);
    }
    return undefined;
  });
  return found;
}

/** A macro, or what may be one outside the unit: what it does with its arguments is not known. */
const mayBeMacro = ({ callee }: CallExpr, unit: UnitModel): boolean =>
  callee.kind !== "name" || unit.macros(callee.name).length > 0 || !unit.declares(lastPart(callee.name));

function runningCall(expr: CallExpr, unit: UnitModel): DynamicInitialiser | undefined {
  const name = expr.callee.kind === "name" ? expr.callee.name : "";
  const short = lastPart(name);
  const definitions = unit.functionSymbols(short);
  const all = [...definitions, ...unit.prototypes(short)];
  const [callee] = all;
  const mayFold = ({ storage }: FunctionDefinition | Prototype): boolean =>
    storage.some((word) => word === "constexpr" || word === "consteval");
  // The name of a class calls its constructor, which is looked at with the variable's type.
  return callee === undefined ||
    unit.records(short).length > 0 ||
    all.some(({ decl }) => mayFold(decl)) ||
    definitions.some(({ decl }) => onlyReturnsConstant(decl))
    ? undefined
    : { kind: "call", expr, name, callee };
}

/** A compiler may see through `{ return 3; }` even where it need not. */
function onlyReturnsConstant({ body: { statements } }: FunctionDefinition): boolean {
  const [only, ...others] = statements;
  return others.length === 0 && (only === undefined || (only.kind === "return" && isConstant(only.value)));
}

function isConstant(expr: Expr | undefined): boolean {
  let isSimple = true;
  if (expr !== undefined) {
    walk(expr, ({ kind }) => {
      isSimple &&= kind !== "call" && kind !== "new" && kind !== "assign" && kind !== "statement-expr";
    });
  }
  return isSimple;
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf(":") + 1);
