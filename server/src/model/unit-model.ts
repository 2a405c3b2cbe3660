/** The names of a driver unit, looked up over all its files. */

import type { FunctionDefinition, Prototype, RecordDecl, TypedefDecl, VariableDecl } from "../syntax/ast.ts";
import type { FileModel, MacroDefinition } from "./file.ts";
import type { FunctionModel, FunctionSignature } from "./function.ts";
import type { PlacedStore, Store } from "./stores.ts";
import type { EnumeratorSymbol, HeadSymbol, UnitSymbol } from "./symbols.ts";

export interface UnitModel {
  readonly files: readonly FileModel[];
  /** One of them. */
  file(path: string): FileModel | undefined;
  /** Whether the unit itself defines or declares this name at file scope, in any way (function, macro, variable, type, enumerator). */
  declares(name: string): boolean;
  /** Whether a file of the unit includes one of this name, whichever folder it is in; the name in lower case. */
  includes(name: string): boolean;
  /** Whether a macro invocation at file scope has this name as an argument, and so may declare it: `LIST_HEAD(free);`. */
  namedInMacroCall(name: string): boolean;
  /**
   * Whether code of the unit uses the name as a value: reads it other than in a call of it, stores it, or hands it to a
   * macro at file scope. Whoever has a function's address may call it.
   */
  usedAsValue(name: string): boolean;
  functions(name: string): readonly FunctionModel[];
  /** The same definitions as callers see them, in the same order. */
  signatures(name: string): readonly FunctionSignature[];
  functionSymbols(name: string): readonly HeadSymbol<FunctionDefinition>[];
  prototypes(name: string): readonly HeadSymbol<Prototype>[];
  variables(name: string): readonly UnitSymbol<VariableDecl>[];
  typedefs(name: string): readonly UnitSymbol<TypedefDecl>[];
  records(name: string): readonly UnitSymbol<RecordDecl>[];
  enumerators(name: string): readonly EnumeratorSymbol[];
  macros(name: string): readonly { readonly file: string; readonly macro: MacroDefinition }[];
  /** All that is stored in fields or file-scope variables of this name, macros' stores among it, as far as it is no number. */
  stores(name: string): readonly Store[];
  /** The same with places, in the same order. */
  placedStores(name: string): readonly PlacedStore[];
}
