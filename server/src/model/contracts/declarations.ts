/** Where a function is declared in its unit: prototypes and role declarations (`DRIVER_DISPATCH Read;`). */
import type { FunctionHead, Prototype, VariableDecl } from "../../syntax/ast.ts";
import type { FunctionModel } from "../function.ts";
import type { Place } from "../place.ts";
import type { HeadSymbol, UnitSymbol } from "../symbols.ts";
import type { UnitModel } from "../unit-model.ts";

export interface FunctionDeclarations {
  readonly prototypes: readonly HeadSymbol<Prototype>[];
  /** Declarations by the name of a function type; no variables, as the function has the same name and scope. */
  readonly roles: readonly UnitSymbol<VariableDecl>[];
}

/**
 * The declarations that speak of this definition: same name and scope, and for prototypes the same number of
 * parameters. A `static` one in another source file speaks of another function.
 */
export function declarationsOf(fn: FunctionModel, unit: UnitModel): FunctionDeclarations {
  const isStatic = fn.definition.storage.includes("static");
  const sees = ({ file, scope, decl }: UnitSymbol<Prototype | VariableDecl>): boolean =>
    scope === fn.scope &&
    (file === fn.file || isHeader(file) || (!(isStatic && scope === undefined) && !decl.storage.includes("static")));
  const prototypes = unit
    .prototypes(fn.name)
    .filter((symbol) => sees(symbol) && arity(symbol.decl) === arity(fn.definition));
  return {
    prototypes: isOverloaded(fn, unit) ? prototypes.filter(({ decl }) => sameTypes(decl, fn.definition)) : prototypes,
    roles: unit.variables(fn.name).filter((symbol) => sees(symbol) && declaresFunction(symbol.decl)),
  };
}

/** The place of a span of a symbol's declaration. */
export function placeIn(
  symbol: { readonly file: string; readonly anchor: Place["anchor"] },
  span: { readonly start: number; readonly end: number },
): Place {
  return { file: symbol.file, anchor: symbol.anchor, start: span.start, end: span.end };
}

/** Whether a variable may declare a function by its type's name: `KDEFERRED_ROUTINE Dpc;`. */
export function declaresFunction(decl: VariableDecl): boolean {
  return (
    decl.init === undefined &&
    decl.args === undefined &&
    decl.functionPointer === undefined &&
    decl.type.pointers === 0 &&
    decl.type.tag === undefined
  );
}

export const isHeader = (path: string): boolean => /\.(?:h|hh|hpp|hxx|inl|inc)$/i.test(path);

/** The number of parameters; `(void)` has none. */
function arity({ parameters }: FunctionHead): number {
  const [first] = parameters;
  const none = parameters.length === 1 && first?.name === undefined && /^void$/i.test(first?.type.text ?? "");
  return none ? 0 : parameters.length;
}

function isOverloaded(fn: FunctionModel, unit: UnitModel): boolean {
  return (
    unit
      .functionSymbols(fn.name)
      .filter(({ scope, decl }) => scope === fn.scope && arity(decl) === arity(fn.definition)).length > 1
  );
}

function sameTypes(a: FunctionHead, b: FunctionHead): boolean {
  return a.parameters.every(
    ({ type }, index) =>
      type.base === b.parameters[index]?.type.base && type.pointers === b.parameters[index]?.type.pointers,
  );
}
