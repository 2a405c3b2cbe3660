/** Which arguments of a call the callee may store to: those that it takes by reference. */
import { lastName } from "../../model/contracts/structures.ts";
import type { FunctionModel } from "../../model/function.ts";
import type { UnitModel } from "../../model/unit-model.ts";
import type { CallExpr, Expr } from "../../syntax/ast.ts";

/** Answers for the calls of one function, by the unit's declarations; each name is looked up once. None in C. */
export function referenceArguments(fn: FunctionModel, unit: UnitModel): (call: CallExpr) => readonly Expr[] {
  if (unit.file(fn.file)?.language !== "cpp") {
    return () => [];
  }
  const known = new Map<string, ReadonlySet<number>>();
  return ({ callee, args }) => {
    if (callee.kind !== "name" && callee.kind !== "member") {
      return [];
    }
    const name = lastName(callee.name);
    const indices = known.get(name) ?? referenceParameters(name, unit);
    known.set(name, indices);
    return indices.size === 0 ? [] : args.filter((_, index) => indices.has(index));
  };
}

/** The positions at which some function of this name takes a reference that it may store to. */
function referenceParameters(name: string, unit: UnitModel): ReadonlySet<number> {
  const indices = new Set<number>();
  for (const { decl } of [...unit.functionSymbols(name), ...unit.prototypes(name)]) {
    for (const [index, { type }] of decl.parameters.entries()) {
      if (type.text.includes("&") && !type.isConst) {
        indices.add(index);
      }
    }
  }
  return indices;
}
